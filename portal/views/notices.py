"""The notices: all of them, newest first, and one with what the books said and how it stands."""

import json
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from portal import choices
from portal import notices as stages
from portal.entities.announcing import Notice
from portal.errors import NotFound
from portal.note import read_checkpoint
from portal.store import log, notices, papers, records
from portal.store.connect import Connection
from portal.views import announced, files, history, listing, questions
from portal.views.house import house, public, today
from portal.views.listing import PAGE
from portal.views.rendering import language, moment, partial, render
from portal.words import N_, said

blueprint = Blueprint("notices", __name__)


class Witness(NamedTuple):
    """What a sheet on a board witnesses: the entry of its notice, and the signed head over it.

    `root` in hex; `short` are its first 16 digits as paper shows them.
    """

    entry: int
    size: int
    root: str
    note: str

    @property
    def short(self) -> str:
        """The first 16 digits in groups of four."""
        return " ".join(self.root[place : place + 4] for place in range(0, 16, 4))


@blueprint.get("/notices")
@blueprint.get(f"/notices.<{files.FORMS}:form>")
def listed(form: str = "") -> str | Response:
    """All notices, newest first; the rows alone for htmx."""
    db = public()
    known: dict[str, listing.Options] = {
        "village": list(records.options(db, "village", 200)),
        "stage": [(word, said(label)) for word, label, _ in choices.STAGE],
    }
    given, notes = listing.chosen(request.args, known)
    given.pop("q", None)
    after, odd = listing.dated(request.args.get("after", ""))
    found = notices.notices(db, given.get("village", ""), given.get("stage", ""), after, PAGE + 1)
    more = listing.more([(line.start, line.code) for line in found], given)
    if form:
        codes = [line.code for line in found[:PAGE]]
        return files.answer(form, *files.listed(db, "notice", codes, more))
    return render(
        "public/_notices.html" if partial() else "public/notices.html",
        section="notices",
        known=known,
        notes=[*notes, *odd],
        after=after,
        given=given,
        start=f"?{urlencode(given)}" if given else "",
        running=[] if after or given else announced.lines(notices.running(db, today())),
        lines=announced.lines(found[:PAGE]),
        more=more,
    )


@blueprint.get("/notices/<code>")
@blueprint.get(f"/notices/<code>.<{files.FORMS}:form>")
def notice(code: str, form: str = "") -> str | Response:
    """One notice: what it says, how long it is up, its photos, the entry that holds it."""
    db = public()
    found = records.record(db, "notice", code)
    if not isinstance(found, Notice):
        raise NotFound(said(N_("There is no notice “%(code)s”."), code=code[:40]))
    if form:
        row = files.plain("notice", records.values(db, "notice", code) or {})
        return files.answer(form, [row], {"notice": row})
    rows = log.history(db, "notice", code, 20)
    return render(
        "public/notice.html",
        section="notices",
        changes=history.lines(db, rows, house().settings.timezone, language()),
        **questions.about(db, [("notice", code)]),
        **story(db, found),
    )


def story(db: Connection, found: Notice) -> dict[str, Any]:
    """All that the page and the sheet of a notice show."""
    values = records.values(db, "notice", found.code) or {}
    line = notices.one(db, found.code)
    assert line
    return {
        "notice": found,
        "line": line,
        "standing": announced.lines([line])[0][1],
        "entered": announced.entered(line, _entered_on(db, found.code), bool(found.historic)),
        "sheet": stages.sheet(values, found.content),
        "cell": lambda cell: announced.cell(cell, language()),
        "body": records.titles(db, "organisation", [found.body])[found.body],
        "about": about(db, found),
        "photos": [p for p in papers.proofs(db, "notice", [found.code]) if p.kind == "photo"],
        "papers": [p for p in papers.proofs(db, "notice", [found.code]) if p.kind != "photo"],
        "witness": witness(db, found.code),
    }


def _entered_on(db: Connection, code: str) -> str:
    """The ISO day, on the site's clock, of the entry that published a notice."""
    row = log.entry(db, log.first(db, "notice", code))
    assert row
    return moment(json.loads(row.entry)["time"], house().settings.timezone)[:10]


def about(db: Connection, found: Notice) -> list[tuple[str, str, str]]:
    """(attribute, title, address) of what a notice is about."""
    pages = {"village": "/villages/", "project": "/projects/", "funding": "/donations/"}
    told = []
    for name, address in pages.items():
        if code := getattr(found, name):
            title = records.titles(db, name, [code]).get(code, code)
            told.append((name, title, f"{address}{code}"))
    return told


def witness(db: Connection, code: str) -> Witness | None:
    """The first signed head of the log that holds the notice: the same for ever."""
    first = log.first(db, "notice", code)
    signed = log.checkpoint_over(db, first) if first else None
    if signed is None:
        return None
    head = read_checkpoint(signed.note.rpartition("\n\n")[0] + "\n")
    return Witness(first, head.size, head.root.hex(), signed.note)


@blueprint.get("/notices/<code>/checkpoint")
def checkpoint(code: str) -> Response:
    """The signed head of the log that the sheet of a notice prints, as a file to check against."""
    found = witness(public(), code)
    if found is None:
        raise NotFound(said(N_("There is no notice “%(code)s”."), code=code[:40]))
    return Response(found.note, mimetype="text/plain")
