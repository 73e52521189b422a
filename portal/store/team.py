"""Who is on duty in the villages, by village and role."""

from collections.abc import Sequence
from typing import NamedTuple

from portal.store.connect import Connection
from portal.terms_of_office import Term


class Post(NamedTuple):
    """A term of office with the duty information of who holds it."""

    code: str
    village: str
    role: str
    official: str
    name: str
    phone: str | None
    duties: str | None
    start: str
    end: str | None

    @property
    def term(self) -> Term:
        """The term alone."""
        return Term(self.official, self.start, self.end)


_POSTS = (
    "SELECT a.code, a.village, a.role, a.official, o.title, o.phone, a.title, a.start,"
    ' a."end" FROM appointment a JOIN official o ON o.code = a.official'
)


def places(db: Connection, after: str = "", limit: int = 20) -> list[tuple[str, str]]:
    """(code, title) of up to `limit` villages after a code."""
    rows = db.execute(
        "SELECT code, title FROM village WHERE code > ? ORDER BY code LIMIT ?", (after, limit)
    )
    return rows.fetchall()


def posts(db: Connection, village: str, limit: int = 100) -> list[Post]:
    """The terms of office of a village by role, the latest first in each."""
    rows = db.execute(
        f"{_POSTS} WHERE a.village = ? ORDER BY a.role, a.start DESC, a.code LIMIT ?",
        (village, limit),
    )
    return [Post(*row) for row in rows]


def terms(db: Connection, village: str, role: str, limit: int = 200) -> list[Term]:
    """The terms of one role in a village."""
    rows = db.execute(
        f"{_POSTS} WHERE a.village = ? AND a.role = ? ORDER BY a.start DESC, a.code LIMIT ?",
        (village, role, limit),
    )
    return [Post(*row).term for row in rows]


def unheld(db: Connection, villages: Sequence[str], limit: int = 40) -> list[tuple[str, str, str]]:
    """(village, code, title) of projects of some villages for which nobody is responsible."""
    marks = ", ".join("?" for _ in villages)
    rows = db.execute(
        "SELECT p.village, p.code, p.title FROM project p WHERE p.responsible IS NULL"
        f" AND p.village IN ({marks}) ORDER BY p.village, p.code LIMIT ?",
        (*villages, limit),
    )
    return rows.fetchall()
