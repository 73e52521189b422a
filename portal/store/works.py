"""The public list of projects: filtered, sorted, in pages that cost what they show."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from portal.store.connect import Connection
from portal.store.search import phrase


@dataclass(frozen=True)
class Wanted:
    """What a reader asks for; None and "" ask for nothing.

    `sort` is year, budget or code. `after` is the key of the last line seen: (year or budget as
    it was sorted, code).
    """

    village: str = ""
    type: str = ""
    status: tuple[str, ...] = ()
    year: int | None = None
    text: str = ""
    sort: str = "year"
    after: tuple[int, str] | None = None
    limit: int = 50


class Line(NamedTuple):
    """One project in a list; money in fen."""

    code: str
    title: str
    village: str | None
    year: int | None
    type: str | None
    status: str | None
    planned_end: str | None
    budget: int | None
    allocated: int
    paid: int


_ORDER = {
    "year": ("coalesce(p.year, 0)", "DESC"),
    "budget": ("coalesce(p.budget, 0)", "DESC"),
}


def projects(db: Connection, wanted: Wanted) -> list[Line]:
    """Up to `limit` projects that fit, after the key."""
    tests, bound = _tests(wanted)
    key, _ = _ORDER.get(wanted.sort, _ORDER["year"])
    if wanted.after:
        tests.append(f"({key} < ? OR ({key} = ? AND p.code > ?))")
        bound += [wanted.after[0], *wanted.after]
    where = " AND ".join(tests) or "true"
    rows = db.execute(
        "SELECT p.code, p.title, v.title, p.year, p.type, p.status, p.planned_end, p.budget,"
        " coalesce(t.allocated, 0), coalesce(t.paid, 0) FROM project p"
        " LEFT JOIN village v ON v.code = p.village"
        " LEFT JOIN total t ON t.about = 'project' AND t.code = p.code"
        f" WHERE {where} ORDER BY {key} DESC, p.code LIMIT ?",
        (*bound, wanted.limit),
    )
    return [Line(*row) for row in rows]


def _tests(wanted: Wanted) -> tuple[list[str], list[Any]]:
    tests: list[str] = []
    bound: list[Any] = []
    for column in ("village", "type", "year"):
        if value := getattr(wanted, column):
            tests.append(f"p.{column} = ?")
            bound.append(value)
    if wanted.status:
        tests.append(f"p.status IN ({', '.join('?' for _ in wanted.status)})")
        bound += wanted.status
    if wanted.text:
        tests.append(
            "p.code IN (SELECT s.code FROM search JOIN searchable s ON s.id = search.rowid"
            " WHERE search MATCH ? AND s.about = 'project')"
        )
        bound.append(phrase(wanted.text))
    return tests, bound


def years(db: Connection) -> list[int]:
    """The years that have projects, newest first; one index step for each year."""
    rows = db.execute(
        "WITH RECURSIVE y (year) AS (SELECT max(year) FROM project UNION ALL"
        " SELECT (SELECT max(year) FROM project WHERE year < y.year) FROM y"
        " WHERE y.year IS NOT NULL) SELECT year FROM y WHERE year IS NOT NULL"
    )
    return [row[0] for row in rows]
