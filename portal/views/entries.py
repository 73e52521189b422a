"""The record of changes: every entry in words, by record, person, action and day; one in full."""

import datetime
import json
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from portal import entry, tiles, tlog
from portal.entities import ENTITIES, attributes
from portal.errors import Invalid, NotFound
from portal.kinds import Code, Day
from portal.store import log
from portal.store.connect import Connection
from portal.store.log import Sought
from portal.views import files, history, listing
from portal.views.house import house, public
from portal.views.listing import PAGE
from portal.views.rendering import language, partial, render, spoken, word
from portal.words import N_, Said, catalog, said

blueprint = Blueprint("entries", __name__)
ACTIONS = (
    ("create", N_("newly entered")),
    ("edit", N_("edited")),
    ("reverse", N_("taken back")),
)
_CODE = Code(label=N_("Code"))
_DAY = Day(label=N_("Until"))


class Proved(NamedTuple):
    """Why an entry is in the tree: its leaf, the way up, and the root, all in hex."""

    leaf: str
    path: list[str]
    root: str
    size: int


@blueprint.get("/log")
@blueprint.get(f"/log.<{files.FORMS}:form>")
def record_of_changes(form: str = "") -> str | Response:
    """Every published change, newest first, under the signed head of the log."""
    db = public()
    known = _known(db)
    given, sought, notes = _asked(known)
    before, odd = listing.numbered(request.args.get("before", ""))
    rows = log.found(db, sought, PAGE + 1, before)
    more = ""
    if len(rows) > PAGE:
        more = "?" + urlencode({**given, "before": rows[PAGE - 1].number})
    if form:
        entries = [json.loads(row.entry) for row in rows[:PAGE]]
        return files.answer(form, files.flat(entries), {"records": entries, "next": more or None})
    checkpoint = log.checkpoint(db)
    return render(
        "public/_log.html" if partial() else "public/log.html",
        section="log",
        known=known,
        given=given,
        start="?" + urlencode(given) if given else "",
        told=_told(known, given),
        size=log.size(db),
        log_root=log.root(db).hex(),
        note=checkpoint.note if checkpoint else "",
        tile=tiles.newest(log.size(db)) if checkpoint else "",
        notes=[*notes, *odd],
        before=before,
        lines=history.lines(db, rows[:PAGE], house().settings.timezone, language()),
        more=more,
    )


def _known(db: Connection) -> dict[str, listing.Options]:
    people = log.people(db)
    return {
        "table": [(table, said(cls.label)) for table, cls in ENTITIES.items()],
        "action": [(word, said(label)) for word, label in ACTIONS],
        "person": [(name, name) for name in people],
    }


def _asked(known: dict[str, listing.Options]) -> tuple[dict[str, str], Sought, list[Said]]:
    """What the address asks of the log; what makes no sense is left out and said."""
    given, notes = listing.chosen(request.args, known)
    given.pop("q", None)
    for name, kind in (("code", _CODE), ("until", _DAY)):
        text = request.args.get(name, "").strip()
        if not text:
            continue
        try:
            given[name] = kind.read(text)
        except Invalid as refusal:
            notes.append(refusal.sentence)
    sought = Sought(
        table=given.get("table", ""),
        code=given.get("code", ""),
        action=given.get("action", ""),
        person=given.get("person", ""),
        until=_end(given["until"]) if "until" in given else "",
    )
    return given, sought, notes


def _told(known: dict[str, listing.Options], given: dict[str, str]) -> list[str]:
    """What was chosen, in words."""
    return [spoken(dict(known.get(name, ())).get(value, value)) for name, value in given.items()]


def _end(day: str) -> str:
    """The moment (UTC) at which a day of the site is over."""
    zone = house().settings.timezone
    midnight = datetime.datetime.fromisoformat(day).replace(tzinfo=zone)
    over = midnight + datetime.timedelta(days=1)
    return over.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@blueprint.get("/log/<int:number>")
@blueprint.get(f"/log/<int:number>.<{files.FORMS}:form>")
def one_entry(number: int, form: str = "") -> str | Response:
    """One entry: what it did in words, its bytes, its payload, and the proof that it is there."""
    db = public()
    row = log.entry(db, number) if number <= log.LAST else None
    if row is None:
        raise NotFound(said(N_("There is no entry %(number)s."), number=str(number)[:20]))
    proved = _proof(db, row)
    if form:
        whole = _file(row, proved)
        return files.answer(form, [{name: _flat(value) for name, value in whole.items()}], whole)
    line = history.lines(db, [row], house().settings.timezone, language())[0]
    return render(
        "public/entry.html",
        section="log",
        line=line,
        row=row,
        fields=_fields(row),
        taken_down=not row.payload,
        proved=proved,
        change=log.of_change(db, line.change),
        earlier=[
            one.number for one in log.history(db, *_record(row), PAGE) if one.number != number
        ],
        next=number + 1 if number < log.size(db) else 0,
    )


def _record(row: log.Row) -> tuple[str, str]:
    found = json.loads(row.entry)
    return str(found["table"]), str(found["code"])


def _proof(db: Connection, row: log.Row) -> Proved:
    size, nodes = log.size(db), log.nodes(db)
    path = tlog.inclusion(row.number - 1, size, nodes)
    leaf = tlog.leaf_hash(row.entry.encode())
    return Proved(leaf.hex(), [one.hex() for one in path], log.root(db).hex(), size)


def _file(row: log.Row, proved: Proved) -> files.Row:
    return {
        "entry": row.entry,
        "salt": row.salt or None,
        "payload": row.payload or None,
        **proved._asdict(),
    }


def _flat(value: Any) -> Any:
    return " ".join(value) if isinstance(value, list) else value


def _fields(row: log.Row) -> list[tuple[str, str, str, str]]:
    """(attribute, label, before, after) of the payload; "" where there is nothing."""
    if not row.payload:
        return []
    read = entry.read(row)
    old = read.old or {}
    kinds = attributes(read.table) if read.table in ENTITIES else {}
    return [
        (
            name,
            kinds[name].label if name in kinds else "",
            _text(read.table, name, old.get(name)),
            _text(read.table, name, value),
        )
        for name, value in read.new.items()
    ]


def _text(table: str, name: str, value: object) -> str:
    """A value in words; one of an attribute that is no more stands as it was kept."""
    if value is None:
        return ""
    if table in ENTITIES and name in attributes(table):
        return word(table, name, value, catalog(language()).gettext)
    return str(value)
