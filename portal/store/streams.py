"""Whose money went to which project: gifts and allocations, the newest first, in bounded rows."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from portal.store.connect import Connection

GIFTS = 300
"""Fundings that one reading follows; projects, when it is a village's."""
ROWS = 2_000
"""Allocations that one reading holds."""


@dataclass(frozen=True)
class Course:
    """Which money to follow: natures, a village, a year of receipt (0 and "" ask for nothing).

    `after` is the key of the last funding seen: (ISO day, code).
    """

    natures: tuple[str, ...]
    village: str = ""
    year: int = 0
    after: tuple[str, str] | None = None


class Source(NamedTuple):
    """A funding that counts; fen, reversals taken off. `donor` is None for a kind person."""

    code: str
    donor: str | None
    donor_code: str | None
    received: str
    amount: int
    allocated: int
    paid: int


class Share(NamedTuple):
    """What a project got of a funding and what was paid of it, in fen, reversals taken off."""

    code: str
    funding: str
    donor: str | None
    donor_code: str | None
    received: str
    project: str
    title: str
    type: str | None
    subtype: str | None
    level: str | None
    allocated: int
    paid: int


_DONOR = (
    "CASE f.donor_display WHEN 'kind_person' THEN NULL ELSE o.title END,"
    " CASE f.donor_display WHEN 'kind_person' THEN NULL ELSE f.provider END, f.received"
)
_SHARE = (
    f"SELECT a.code, a.funding, {_DONOR}, a.project, p.title, p.type, p.subtype, p.level,"
    " coalesce(t.allocated, 0), coalesce(t.paid, 0)"
)
_TOTAL = "LEFT JOIN total t ON t.about = 'allocation' AND t.code = a.code"


def sources(db: Connection, course: Course, limit: int = GIFTS + 1) -> list[Source]:
    """Up to `limit` fundings after the key, newest first; of those taken back nothing is left."""
    tests, bound = _tests(course)
    day, code = course.after or ("9999", "")
    rows = db.execute(
        f"SELECT f.code, {_DONOR}, coalesce(t.received, 0), coalesce(t.allocated, 0),"
        " coalesce(t.paid, 0) FROM funding f JOIN organisation o ON o.code = f.provider"
        " LEFT JOIN total t ON t.about = 'funding' AND t.code = f.code"
        f" WHERE f.received <= ? AND (f.received < ? OR f.code > ?) AND f.reverses IS NULL{tests}"
        " ORDER BY f.received DESC, f.code LIMIT ?",
        (day, day, code, *bound, limit),
    )
    return [Source(*row) for row in rows]


def shares(db: Connection, fundings: list[str], limit: int = ROWS + 1) -> list[Share]:
    """Up to `limit` allocations of some fundings, in order of code."""
    marks = ", ".join("?" for _ in fundings)
    rows = db.execute(
        f"{_SHARE} FROM allocation a JOIN funding f ON f.code = a.funding"
        f" JOIN organisation o ON o.code = f.provider JOIN project p ON p.code = a.project {_TOTAL}"
        f" WHERE a.funding IN ({marks}) AND a.reverses IS NULL ORDER BY a.funding, a.code LIMIT ?",
        (*fundings, limit),
    )
    return [Share(*row) for row in rows]


def shares_of_village(db: Connection, course: Course, limit: int = ROWS + 1) -> list[Share]:
    """Up to `limit` allocations to the newest projects of a village."""
    tests, bound = _tests(course)
    rows = db.execute(
        f"{_SHARE} FROM (SELECT code FROM project WHERE village = ?"
        " ORDER BY year DESC, code LIMIT ?) k CROSS JOIN project p ON p.code = k.code"
        " CROSS JOIN allocation a ON a.project = k.code"
        " CROSS JOIN funding f ON f.code = a.funding JOIN organisation o ON o.code = f.provider"
        f" {_TOTAL} WHERE a.reverses IS NULL{tests} LIMIT ?",
        (course.village, GIFTS, *bound, limit),
    )
    return [Share(*row) for row in rows]


def more_projects(db: Connection, village: str) -> bool:
    """Whether a village has more projects than one reading follows."""
    rows = db.execute("SELECT code FROM project WHERE village = ? LIMIT ?", (village, GIFTS + 1))
    return len(rows.fetchall()) > GIFTS


def _tests(course: Course) -> tuple[str, list[Any]]:
    marks = ", ".join("?" for _ in course.natures)
    tests, bound = f" AND f.nature IN ({marks})", list[Any](course.natures)
    if course.year:
        tests += " AND f.received >= ? AND f.received < ?"
        bound += [f"{course.year:04d}", f"{course.year + 1:04d}"]
    return tests, bound


def years(db: Connection) -> list[int]:
    """The years in which money came in, newest first; one index step for each year."""
    rows = db.execute(
        "WITH RECURSIVE y (year) AS (SELECT substr(max(received), 1, 4) FROM funding UNION ALL"
        " SELECT (SELECT substr(max(received), 1, 4) FROM funding WHERE received < y.year) FROM y"
        " WHERE y.year IS NOT NULL) SELECT year FROM y WHERE year IS NOT NULL"
    )
    return [int(row[0]) for row in rows]
