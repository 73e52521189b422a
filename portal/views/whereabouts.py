"""Where a record of any table stands on the public pages, and what it is called there."""

from collections.abc import Iterable
from typing import NamedTuple

from portal.entities import entity, references
from portal.store import records, works
from portal.store.connect import Connection
from portal.views.facts import PAGES
from portal.words import Said, said


class Place(NamedTuple):
    """The word for its table, its title or code, and its address; "" where it has none."""

    word: Said
    title: str
    href: str


def places(db: Connection, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Place]:
    """(table, code) → place of some records; also of those that are not published."""
    found = {}
    by_table: dict[str, set[str]] = {}
    for table, code in wanted:
        by_table.setdefault(table, set()).add(code)
    for table, codes in by_table.items():
        titles = records.titles(db, table, codes)
        for code in codes:
            found[table, code] = _place(db, table, code, titles.get(code))
    return found


def _place(db: Connection, table: str, code: str, title: str | None) -> Place:
    return Place(said(entity(table).label), title or code, href(db, table, code) if title else "")


def href(db: Connection, table: str, code: str) -> str:
    """The address of the page on which a record stands; "" where there is none."""
    if table in PAGES:
        return PAGES[table] + code
    if table == "organisation":
        return f"/organisations/{code}"
    for owner in ("funding", "project"):
        if references(table).get(owner) == owner:
            found = works.owners(db, table, owner, (code,)).get(code)
            return f"{PAGES[owner]}{found}#{code}" if found else ""
    return ""
