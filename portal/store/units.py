"""The organisations that have to do with money or works here, by what they do, in order of code."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from portal.store.connect import Connection
from portal.store.search import found as searched

STEPS = 200
"""Organisations that one reading looks at; those of whom nothing is public are passed over."""

ROLES = {
    "giver": ("funding", "provider"),
    "payee": ("payment", "payee"),
    "contractor": ("contract", "supplier"),
    "implementing": ("project", "implementing_unit"),
    "responsible": ("project", "responsible_unit"),
    "accepting": ("acceptance", "body"),
}
"""Role → where it shows; each column leads an index."""


@dataclass(frozen=True)
class Sought:
    """Which organisations: with a role, with a text; "" asks for nothing. `after` is a code."""

    role: str = ""
    text: str = ""
    after: str = ""


class Unit(NamedTuple):
    """An organisation with what it brought in and was paid, in fen, and which roles it has.

    What it gave as a kind person is in neither.
    """

    code: str
    title: str
    kind: str | None
    given: int
    paid: int
    giver: bool
    payee: bool
    contractor: bool
    implementing: bool
    responsible: bool
    accepting: bool


def units(db: Connection, sought: Sought) -> tuple[list[Unit], str]:
    """The organisations that fit after a code, and the code to go on after, "" at the end."""
    keys = [row[0] for row in db.execute(*_keys(sought))]
    marks = ", ".join("?" for _ in keys)
    roles = ", ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE {column} = o.code)"
        for table, column in list(ROLES.values())[1:]
    )
    rows = db.execute(
        "SELECT o.code, o.title, o.kind, coalesce(t.received, 0), coalesce(t.paid, 0),"
        f" coalesce(t.received, 0) <> 0, {roles} FROM organisation o"
        " LEFT JOIN total t ON t.about = 'organisation' AND t.code = o.code"
        f" WHERE o.code IN ({marks}) ORDER BY o.code",
        keys,
    )
    found = [Unit(*row[:5], *map(bool, row[5:])) for row in rows]
    fit = [unit for unit in found if (getattr(unit, sought.role) if sought.role else any(unit[5:]))]
    return fit, keys[-1] if len(keys) == STEPS else ""


def _keys(sought: Sought) -> tuple[str, list[Any]]:
    """The query for the codes to look at: one index step for each."""
    if sought.text:
        test, texts = searched(sought.text, "organisation")
        query = f"SELECT code FROM organisation WHERE code > ? AND {test} ORDER BY code LIMIT ?"
        return query, [sought.after, *texts, STEPS]
    if not sought.role:
        query = "SELECT code FROM organisation WHERE code > ? ORDER BY code LIMIT ?"
        return query, [sought.after, STEPS]
    table, column = ROLES[sought.role]
    query = (
        f"WITH RECURSIVE k (code) AS (SELECT min({column}) FROM {table} WHERE {column} > ?"
        f" UNION ALL SELECT (SELECT min({column}) FROM {table} WHERE {column} > k.code) FROM k"
        " WHERE k.code IS NOT NULL) SELECT code FROM k WHERE code IS NOT NULL LIMIT ?"
    )
    return query, [sought.after, STEPS]
