"""What a change bears on: the running sums that it moves, the organisations it concerns."""

from collections.abc import Iterator, Sequence

from portal.choices import PAPERS
from portal.codes import Edit
from portal.entities import references
from portal.store import records
from portal.store.connect import Connection


def touched(public: Connection, edits: Sequence[Edit]) -> list[tuple[str, str]]:
    """(table, code) of the running sums that a change can move, each once."""
    keys: dict[tuple[str, str], None] = {}
    for edit in edits:
        keys |= dict.fromkeys(moved(public, edit))
    villages = [_village(public, edits, code) for about, code in keys if about == "project"]
    return list(keys | dict.fromkeys(("village", code) for code in villages if code))


def _village(public: Connection, edits: Sequence[Edit], project: str) -> str:
    """The village of a project that is published, or new among the edits; "" for none."""
    new = [edit.values for edit in edits if (edit.table, edit.code) == ("project", project)]
    known = [*new, records.values(public, "project", project) or {}]
    return next((str(values["village"]) for values in known if values.get("village")), "")


def moved(public: Connection, edit: Edit) -> Iterator[tuple[str, str]]:
    """The funding, project and allocation whose sums one edit can move."""
    values = edit.values
    if edit.table == "funding":
        yield "funding", str(values.get("reverses") or edit.code)
    if edit.table in ("allocation", "payment", "budget_line"):
        for name in ("funding", "project", "allocation"):
            if values.get(name):
                yield name, str(values[name])
    if edit.table == "payment":
        allocation = records.values(public, "allocation", str(values.get("allocation"))) or {}
        if allocation.get("funding"):
            yield "funding", str(allocation["funding"])


def organisations(public: Connection, edits: Sequence[Edit]) -> Iterator[str]:
    """The organisations that a change is about, directly or as the provider of its money."""
    for edit in edits:
        if edit.table == "organisation":
            yield edit.code
        refs = references(edit.table)
        for name, value in edit.values.items():
            if refs.get(name) == "organisation" and value:
                yield str(value)
        for about, code in moved(public, edit):
            if about == "funding":
                yield str((records.values(public, "funding", code) or {}).get("provider", ""))


def papers(public: Connection, edits: Sequence[Edit]) -> list[str]:
    """The codes of the papers of which a change would publish a picture."""
    found = []
    for edit in edits:
        if edit.table == "document" and edit.values.get("public_hash"):
            before = records.values(public, "document", edit.code) or {}
            if {**before, **edit.values}.get("kind") in PAPERS:
                found.append(edit.code)
    return found
