"""Notices: the list of all, those of a project, and those of which something is still expected."""

from typing import Any, NamedTuple

from portal.store.connect import Connection


class Notice(NamedTuple):
    """A line of a list of notices. `corrected_by` is the notice that took its place."""

    code: str
    title: str
    stage: str
    form: str
    village: str
    village_title: str
    project: str | None
    start: str
    end: str | None
    closed: str | None
    corrected_by: str | None


_NOTICES = (
    'SELECT n.code, n.title, n.stage, n.form, n.village, v.title, n.project, n.start, n."end",'
    " n.closed, c.code FROM notice n JOIN village v ON v.code = n.village"
    " LEFT JOIN notice c ON c.corrects = n.code"
)


def notices(
    db: Connection,
    village: str = "",
    stage: str = "",
    after: tuple[str, str] | None = None,
    limit: int = 50,
) -> list[Notice]:
    """Up to `limit` notices after the key (ISO day, code) of the last one seen, newest first."""
    day, code = after or ("9999", "")
    tests = ["n.start <= ? AND (n.start < ? OR n.code > ?)"]
    bound: list[Any] = [day, day, code]
    for column, value in (("village", village), ("stage", stage)):
        if value:
            tests.append(f"n.{column} = ?")
            bound.append(value)
    rows = db.execute(
        f"{_NOTICES} WHERE {' AND '.join(tests)} ORDER BY n.start DESC, n.code LIMIT ?",
        (*bound, limit),
    )
    return [Notice(*row) for row in rows]


def one(db: Connection, code: str) -> Notice | None:
    """One notice, or None."""
    row = db.execute(f"{_NOTICES} WHERE n.code = ?", (code,)).fetchone()
    return Notice(*row) if row else None


def of_project(db: Connection, project: str, limit: int = 40) -> list[Notice]:
    """The notices of a project by date."""
    rows = db.execute(
        f"{_NOTICES} WHERE n.project = ? ORDER BY n.start, n.code LIMIT ?", (project, limit)
    )
    return [Notice(*row) for row in rows]


def open_until(db: Connection, day: str, limit: int = 20) -> list[Notice]:
    """Postings that end by a day and have no result yet, the earliest end first."""
    rows = db.execute(
        f"{_NOTICES} WHERE n.form = 'posting' AND n.closed IS NULL AND n.\"end\" <= ?"
        ' AND c.code IS NULL ORDER BY n."end", n.code LIMIT ?',
        (day, limit),
    )
    return [Notice(*row) for row in rows]


def running(db: Connection, day: str, village: str = "", limit: int = 20) -> list[Notice]:
    """Postings whose period includes a day, the earliest end first."""
    of_village = " AND n.village = ?" if village else ""
    rows = db.execute(
        f"{_NOTICES} WHERE n.form = 'posting' AND n.closed IS NULL AND n.\"end\" >= ?"
        f' AND n.start <= ? AND c.code IS NULL{of_village} ORDER BY n."end", n.code LIMIT ?',
        (day, day, *([village] if village else []), limit),
    )
    return [Notice(*row) for row in rows]


def of_week(db: Connection, village: str, first: str, last: str, limit: int = 20) -> list[Notice]:
    """Notices of a village that begin between two days, and postings that still run then."""
    rows = db.execute(
        f"{_NOTICES} WHERE n.village = ? AND n.start <= ? AND c.code IS NULL"
        " AND (n.start >= ? OR n.form = 'posting' AND n.\"end\" >= ?)"
        " ORDER BY n.start DESC, n.code LIMIT ?",
        (village, last, first, first, limit),
    )
    return [Notice(*row) for row in rows]


class Evidence(NamedTuple):
    """How often a posted sheet was photographed from near and from far."""

    near: int
    far: int


def pictured(db: Connection, code: str) -> Evidence:
    """The published photos of a notice on its board."""
    near, far = db.execute(
        "SELECT count(*) FILTER (WHERE spot = 'near'), count(*) FILTER (WHERE spot = 'far')"
        " FROM document WHERE of_table = 'notice' AND of_code = ? AND kind = 'photo'"
        " AND public_hash IS NOT NULL",
        (code,),
    ).fetchone()
    return Evidence(near, far)


def unpictured(db: Connection, day: str, limit: int = 20) -> list[Notice]:
    """Notices that are up by a day and lack a photo from near or from far, the newest first."""
    rows = db.execute(
        f"{_NOTICES} WHERE n.historic IS NOT 1 AND n.start <= ? AND c.code IS NULL"
        " AND (SELECT count(DISTINCT d.spot) FROM document d WHERE d.of_table = 'notice'"
        " AND d.of_code = n.code AND d.kind = 'photo' AND d.public_hash IS NOT NULL"
        " AND d.spot IN ('near', 'far')) < 2 ORDER BY n.start DESC, n.code LIMIT ?",
        (day, limit),
    )
    return [Notice(*row) for row in rows]


_ASKED = (
    ("library", "library"),
    ("started", "works"),
    ("building", "works"),
    ("announced", "completion"),
    ("handed_over", "asset"),
)
"""State of a project → the stage of which it must have a notice."""


def overdue(db: Connection, limit: int = 20) -> list[tuple[str, str, str]]:
    """(stage, project, title) where a project has gone on without the notice of its stage."""
    marks = ", ".join("(?, ?)" for _ in _ASKED)
    rows = db.execute(
        f"WITH asked (status, stage) AS (VALUES {marks}) SELECT a.stage, p.code, p.title"
        " FROM asked a CROSS JOIN project p ON p.status = a.status WHERE NOT EXISTS"
        " (SELECT 1 FROM notice n WHERE n.project = p.code AND n.stage = a.stage)"
        " ORDER BY p.year DESC, p.code LIMIT ?",
        (*(word for pair in _ASKED for word in pair), limit),
    )
    return [(stage, code, title) for stage, code, title in rows]


def lacking(db: Connection, project: str) -> str | None:
    """The stage of which a project must have a notice in its state and has none."""
    marks = ", ".join("(?, ?)" for _ in _ASKED)
    row = db.execute(
        f"WITH asked (status, stage) AS (VALUES {marks}) SELECT a.stage FROM asked a"
        " JOIN project p ON p.status = a.status WHERE p.code = ? AND NOT EXISTS"
        " (SELECT 1 FROM notice n WHERE n.project = p.code AND n.stage = a.stage)",
        (*(word for pair in _ASKED for word in pair), project),
    ).fetchone()
    return row[0] if row else None


def first_day(db: Connection) -> str | None:
    """The ISO day of the first entry of the log: when these books began."""
    row = db.execute(
        "SELECT substr(json_extract(entry, '$.time'), 1, 10) FROM log WHERE number = 1"
    ).fetchone()
    return row[0] if row else None


class Share(NamedTuple):
    """What a notice on the allocation of funds tells of one project; amount in fen."""

    project: str
    title: str
    amount: int
    decided: str | None
    document: str | None


def shares(db: Connection, funding: str, limit: int = 500) -> list[Share]:
    """How money received was split over projects; what was taken back is left out."""
    rows = db.execute(
        "SELECT a.project, p.title, a.amount, a.decided, a.document FROM allocation a"
        " JOIN project p ON p.code = a.project WHERE a.funding = ? AND a.reverses IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM allocation r WHERE r.reverses = a.code)"
        " ORDER BY a.decided, a.code LIMIT ?",
        (funding, limit),
    )
    return [Share(*row) for row in rows]


def year_of(db: Connection, village: str, year: int, limit: int = 500) -> list[str]:
    """The codes of a village's projects of a year."""
    rows = db.execute(
        "SELECT code FROM project WHERE village = ? AND year = ? ORDER BY code LIMIT ?",
        (village, year, limit),
    )
    return [row[0] for row in rows]
