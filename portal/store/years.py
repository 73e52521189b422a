"""One village in one year: its projects, whose money they had, and what was finished."""

from typing import NamedTuple

from portal.store.connect import Connection
from portal.store.ledger import DONOR

MOST = 200
"""Projects of one year that are looked at; a village has a dozen."""
_NAMED = (
    "(SELECT k.code FROM project k WHERE k.village = ? AND k.year = ?"
    f" ORDER BY k.code LIMIT {MOST})"
)


class Work(NamedTuple):
    """One project; money in fen, `planned` is the sum of its sources. Dates may be partial."""

    code: str
    title: str
    status: str | None
    scale: str | None
    start: str | None
    end: str | None
    budget: int | None
    settled: int | None
    planned: int
    allocated: int
    paid: int

    @property
    def plan(self) -> int | None:
        """The budget, else the sum of the sources; None when neither is filled in."""
        return self.budget if self.budget is not None else self.planned or None


class Given(NamedTuple):
    """What one giver brought to the projects of a year, in fen; `donor` None is a kind person."""

    donor: str | None
    nature: str
    allocated: int
    paid: int


_WORK = (
    "SELECT p.code, p.title, p.status, p.scale, p.actual_start, p.actual_end, p.budget, p.settled,"
    " coalesce(t.planned, 0), coalesce(t.allocated, 0), coalesce(t.paid, 0) FROM project p"
    " LEFT JOIN total t ON t.about = 'project' AND t.code = p.code"
)


def years(db: Connection, village: str) -> list[int]:
    """The years in which a village has projects, newest first; one index step for each."""
    rows = db.execute(
        "WITH RECURSIVE y (year) AS (SELECT max(year) FROM project WHERE village = ?1 UNION ALL"
        " SELECT (SELECT max(year) FROM project WHERE village = ?1 AND year < y.year) FROM y"
        " WHERE y.year IS NOT NULL) SELECT year FROM y WHERE year IS NOT NULL",
        (village,),
    )
    return [row[0] for row in rows]


def projects(db: Connection, village: str, year: int) -> list[Work]:
    """Up to `MOST` projects of a village of one year, in order of code."""
    rows = db.execute(f"{_WORK} WHERE p.code IN {_NAMED} ORDER BY p.code", (village, year))
    return [Work(*row) for row in rows]


def sources(db: Connection, village: str, year: int) -> list[tuple[str, int]]:
    """(source, fen) of what was planned for the projects of `projects`, the largest first."""
    rows = db.execute(
        f"SELECT source, sum(amount) FROM budget_line WHERE project IN {_NAMED} GROUP BY source",
        (village, year),
    )
    return sorted(rows, key=lambda row: -row[1])


def givers(db: Connection, village: str, year: int) -> list[Given]:
    """Whose money was allocated to the projects of `projects`, the largest first."""
    rows = db.execute(
        f"SELECT {DONOR} AS donor, f.nature, sum(a.amount), sum(coalesce(t.paid, 0))"
        " FROM allocation a JOIN funding f ON f.code = a.funding"
        " JOIN organisation o ON o.code = f.provider"
        " LEFT JOIN total t ON t.about = 'allocation' AND t.code = a.code"
        f" WHERE a.project IN {_NAMED} GROUP BY f.nature, donor",
        (village, year),
    )
    return sorted((Given(*row) for row in rows), key=lambda given: -given.allocated)


def finished(db: Connection, village: str, year: int) -> list[Work]:
    """Up to `MOST` projects of a village, of whatever year, that were finished in one; by day."""
    rows = db.execute(
        f"{_WORK} WHERE p.village = ? AND p.actual_end >= ? AND p.actual_end < ? LIMIT {MOST}",
        (village, f"{year:04d}", f"{year + 1:04d}"),
    )
    return sorted((Work(*row) for row in rows), key=lambda work: (work.end or "", work.code))
