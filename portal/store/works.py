"""The public list of projects: filtered, sorted, in pages that cost what they show."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from portal.entities import entity
from portal.store.connect import Connection
from portal.store.search import found


@dataclass(frozen=True)
class Wanted:
    """What a reader asks for; None and "" ask for nothing.

    `sort` is year or budget. `after` is the key of the last line seen: (year or budget as
    it was sorted, None where absent; code). Lines without a year or budget come last.
    """

    village: str = ""
    type: str = ""
    status: tuple[str, ...] = ()
    year: int | None = None
    text: str = ""
    sort: str = "year"
    after: tuple[int | None, str] | None = None
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
    village_code: str | None


_KEYS = {"year": "p.year", "budget": "p.budget"}


def projects(db: Connection, wanted: Wanted) -> list[Line]:
    """Up to `limit` projects that fit, after the key: those with a sort value, then the others."""
    key = _KEYS.get(wanted.sort, _KEYS["year"])
    value, code = wanted.after or (2**62, "")
    lines: list[Line] = []
    if value is not None:
        seek = f"{key} <= ? AND ({key} < ? OR p.code > ?)"
        lines = _projects(db, wanted, f"{key} DESC,", seek, (value, value, code), wanted.limit)
        code = ""
    if len(lines) < wanted.limit:
        rest = wanted.limit - len(lines)
        lines += _projects(db, wanted, "", f"{key} IS NULL AND p.code > ?", (code,), rest)
    return lines


def _projects(
    db: Connection, wanted: Wanted, order: str, seek: str, key: tuple[Any, ...], limit: int
) -> list[Line]:
    tests, bound = _tests(wanted)
    bound = [*key, *bound]
    if len(wanted.status) > 1:
        tests, bound = _of_each_status(wanted, [seek, *tests], bound, order, limit)
    else:
        tests = [seek, *tests]
    rows = db.execute(
        "SELECT p.code, p.title, v.title, p.year, p.type, p.status, p.planned_end, p.budget,"
        " coalesce(t.allocated, 0), coalesce(t.paid, 0), p.village FROM project p"
        " LEFT JOIN village v ON v.code = p.village"
        " LEFT JOIN total t ON t.about = 'project' AND t.code = p.code"
        f" WHERE {' AND '.join(tests)} ORDER BY {order} p.code LIMIT ?",
        (*bound, limit),
    )
    return [Line(*row) for row in rows]


def _of_each_status(
    wanted: Wanted, tests: list[str], bound: list[Any], order: str, limit: int
) -> tuple[list[str], list[Any]]:
    """The first of each status by its own index: no more are sorted than a page of each."""
    one = (
        "SELECT * FROM (SELECT p.code FROM project p WHERE p.status = ? AND"
        f" {' AND '.join(tests)} ORDER BY {order} p.code LIMIT ?)"
    )
    keys = " UNION ALL ".join(one for _ in wanted.status)
    return [f"p.code IN ({keys})"], [
        value for status in wanted.status for value in (status, *bound, limit)
    ]


def _tests(wanted: Wanted) -> tuple[list[str], list[Any]]:
    tests: list[str] = []
    bound: list[Any] = []
    for column in ("village", "type", "year"):
        if value := getattr(wanted, column):
            tests.append(f"p.{column} = ?")
            bound.append(value)
    if len(wanted.status) == 1:
        tests.append("p.status = ?")
        bound += wanted.status
    if wanted.text:
        test, texts = found(wanted.text, "project")
        tests.append(f"p.{test}")
        bound += texts
    return tests, bound


def years(db: Connection) -> list[int]:
    """The years that have projects, newest first; one index step for each year."""
    rows = db.execute(
        "WITH RECURSIVE y (year) AS (SELECT max(year) FROM project UNION ALL"
        " SELECT (SELECT max(year) FROM project WHERE year < y.year) FROM y"
        " WHERE y.year IS NOT NULL) SELECT year FROM y WHERE year IS NOT NULL"
    )
    return [row[0] for row in rows]


class Step(NamedTuple):
    """One milestone of a project; dates as ISO text, `due` perhaps partial."""

    code: str
    title: str
    due: str | None
    met: str | None
    status: str | None
    value: str | None
    evidence: str | None


def steps(db: Connection, project: str, limit: int = 60) -> list[Step]:
    """The milestones of a project in order."""
    rows = db.execute(
        "SELECT code, title, due, met, status, value, evidence FROM milestone"
        " WHERE project = ? ORDER BY position, code LIMIT ?",
        (project, limit),
    )
    return [Step(*row) for row in rows]


def weighted(db: Connection, project: str, until: str) -> int | None:
    """Percent of the weight of a project's steps that was met by a day; None without weights."""
    whole, done = db.execute(
        "SELECT sum(weight), sum(weight) FILTER (WHERE met <= ? OR met IS NULL AND status = 'met')"
        " FROM milestone WHERE project = ? AND status IS NOT 'dropped'",
        (until, project),
    ).fetchone()
    return round(100 * (done or 0) / whole) if whole else None


class Agreement(NamedTuple):
    """One contract of a project; `value` in fen."""

    code: str
    title: str
    supplier: str
    nature: str | None
    method: str | None
    value: int | None
    signed: str | None
    supplier_code: str


def agreements(db: Connection, project: str, limit: int = 60) -> list[Agreement]:
    """The contracts of a project, by date of signing."""
    rows = db.execute(
        "SELECT c.code, c.title, o.title, c.nature, c.method, c.value, c.signed, c.supplier"
        " FROM contract c JOIN organisation o ON o.code = c.supplier"
        " WHERE c.project = ? ORDER BY c.signed, c.code LIMIT ?",
        (project, limit),
    )
    return [Agreement(*row) for row in rows]


def owners(db: Connection, table: str, attribute: str, codes: tuple[str, ...]) -> dict[str, str]:
    """Code → the record that a reference of some records names, e.g. a milestone's project."""
    marks = ", ".join("?" for _ in codes)
    rows = db.execute(
        f'SELECT code, "{attribute}" FROM {entity(table).table} WHERE code IN ({marks})', codes
    )
    return {code: owner for code, owner in rows if owner}
