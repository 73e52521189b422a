"""What the books say when a notice is published, as canonical JSON with names in place of codes."""

from collections.abc import Callable
from typing import Any

from portal import tlog
from portal.codes import Values
from portal.notices.stages import ABOUT
from portal.store import building, contacts, ledger, notices, records, works
from portal.store.connect import Connection

VERSION = 1
Frozen = dict[str, Any]


def frozen(db: Connection, values: Values, size: int) -> str:
    """What the books say now of all that a notice has to tell, as canonical JSON."""
    found: Frozen = {"v": VERSION, "size": size}
    found["calls"] = [list(line) for line in contacts.hotlines(db, str(values["start"]))]
    found["fund"] = [list(word) for word in contacts.words_on(db, "funds", str(values["start"]))]
    found["laws"] = [list(word) for word in contacts.words_on(db, "laws", str(values["start"]))]
    about = ABOUT[str(values["stage"])]
    if values.get(about) is not None:
        found |= _READ[about](db, values)
    return tlog.canonical(found).decode()


def _project(db: Connection, values: Values) -> Frozen:
    code = str(values["project"])
    project = records.values(db, "project", code) or {}
    return {
        "project": _told(db, project),
        "contracts": [list(line[1:7]) for line in works.agreements(db, code)],
        "progress": [list(line[2:]) for line in building.progress(db, code, 1)],
        "accepted": [
            [line.title, line.level, line.accepted_on, line.body, line.planned_quantity,
             line.accepted_quantity, line.unit, line.result, line.document]
            for line in building.acceptances(db, code)
        ],
        "assets": [list(line[1:]) for line in building.assets(db, code)],
    }  # fmt: skip


def _funding(db: Connection, values: Values) -> Frozen:
    code = str(values["funding"])
    funding = records.values(db, "funding", code) or {}
    if funding.get("donor_display") == "kind_person":
        funding = {**funding, "provider": None}
    keep = ("nature", "amount", "received", "document", "agreement", "purpose", "receipt")
    told: Frozen = {name: funding.get(name) for name in keep}
    for name in ("provider", "receiver"):
        told[name] = _title(db, "organisation", funding.get(name))
    told["kind_person"] = funding.get("donor_display") == "kind_person"
    return {"funding": told, "shares": [list(line[1:]) for line in notices.shares(db, code)]}


def _year(db: Connection, values: Values) -> Frozen:
    codes = notices.year_of(db, str(values["village"]), int(values["year"] or 0))
    return {"projects": [_told(db, records.values(db, "project", code) or {}) for code in codes]}


_READ: dict[str, Callable[[Connection, Values], Frozen]] = {
    "project": _project,
    "funding": _funding,
    "year": _year,
}
_NAMED = {
    "responsible_unit": "organisation",
    "implementing_unit": "organisation",
    "responsible": "official",
}
_LEFT_OUT = frozenset({"position", "line", "note", "plain", "in_library", "code", "village"})


def _told(db: Connection, project: Values) -> Frozen:
    """What is told of a project: its attributes with names for codes, its sources, its sums."""
    told: Frozen = {
        name: _title(db, _NAMED[name], value) if name in _NAMED else value
        for name, value in project.items()
        if value is not None and name not in _LEFT_OUT
    }
    code = str(project["code"])
    told["sources"] = [list(line) for line in ledger.planned_for(db, code)]
    told["sums"] = list(ledger.total(db, "project", code))
    return told


def _title(db: Connection, table: str, code: object) -> str | None:
    found = records.values(db, table, str(code)) if code else None
    if not found:
        return None
    names = ("title", "post", "phone") if table == "official" else ("title",)
    return " ".join(str(found[name]) for name in names if found.get(name))
