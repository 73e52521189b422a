"""Households for the village board in private.sqlite: names sealed, and who opened a list."""

from collections.abc import Sequence
from typing import NamedTuple

from portal.store.connect import Connection


class Household(NamedTuple):
    """One household of a project: code, sealed name, village group, what it got; amount in fen."""

    code: str
    name: bytes
    team: str
    item: str
    amount: int


def replace(
    db: Connection, project: str, lines: Sequence[Household], author: str, when: str
) -> None:
    """The list of a project in place of the one before; this side holds nothing published."""
    db.execute("DELETE FROM household WHERE project = ?", (project,))
    db.executemany(
        "INSERT INTO household (project, code, name, team, item, amount, author, created)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(project, *line, author, when) for line in lines],
    )


def of_project(db: Connection, project: str) -> list[Household]:
    """The households of a project in order of code."""
    rows = db.execute(
        "SELECT code, name, team, item, amount FROM household WHERE project = ? ORDER BY code",
        (project,),
    )
    return [Household(*row) for row in rows]


def last(db: Connection, stem: str, beside: str) -> int:
    """The highest number of a code `STEM-017` that a project other than one named has used."""
    found = db.execute(
        "SELECT max(CAST(substr(code, length(?1) + 2) AS INTEGER)) FROM household"
        " WHERE code GLOB ?1 || '-*' AND project <> ?2",
        (stem, beside),
    ).fetchone()[0]
    return int(found or 0)


def opened(db: Connection, project: str, user: str, when: str, form: str) -> None:
    """Remembers that somebody opened the list with its names, as a page or as a PDF."""
    db.execute(
        "INSERT INTO access (project, user, at, form) VALUES (?, ?, ?, ?)",
        (project, user, when, form),
    )


def openings(db: Connection, project: str, limit: int = 20) -> list[tuple[str, str, str]]:
    """(user, time, form) of who opened the list of a project, the newest first."""
    rows = db.execute(
        "SELECT user, at, form FROM access WHERE project = ? ORDER BY at DESC, id DESC LIMIT ?",
        (project, limit),
    )
    return rows.fetchall()
