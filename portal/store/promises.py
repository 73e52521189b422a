"""What was promised for each year, and the difficulties of the villages."""

from typing import Any, NamedTuple

from portal.store.connect import Connection


class Promise(NamedTuple):
    """A line of the list of promises, with who answers for it."""

    code: str
    title: str
    year: int
    village: str | None
    village_title: str | None
    owner: str | None
    owner_title: str | None
    responsible: str | None
    due: str
    project: str | None
    project_title: str | None
    status: str
    done_on: str | None
    outcome: str | None
    reason: str | None


_PROMISES = (
    "SELECT p.code, p.title, p.year, p.village, v.title, p.owner, u.title, o.title, p.due,"
    " p.project, j.title, p.status, p.done_on, p.outcome, p.reason FROM promise p"
    " LEFT JOIN village v ON v.code = p.village LEFT JOIN organisation u ON u.code = p.owner"
    " LEFT JOIN official o ON o.code = p.responsible LEFT JOIN project j ON j.code = p.project"
)


def promises(
    db: Connection,
    year: int,
    village: str = "",
    after: tuple[str, str] | None = None,
    limit: int = 50,
) -> list[Promise]:
    """Up to `limit` promises of a year after the key (due, code), the earliest due first."""
    due, code = after or ("", "")
    of_village = " AND p.village = ?" if village else ""
    rows = db.execute(
        f"{_PROMISES} WHERE p.year = ?{of_village} AND p.due >= ? AND (p.due > ? OR p.code > ?)"
        " ORDER BY p.due, p.code LIMIT ?",
        (year, *([village] if village else []), due, due, code, limit),
    )
    return [Promise(*row) for row in rows]


def standing(db: Connection, year: int, village: str = "") -> list[tuple[str, str, str | None]]:
    """(status, due, day on which it was kept) of every promise of a year."""
    of_village = " AND p.village = ?" if village else ""
    rows = db.execute(
        f"SELECT p.status, p.due, p.done_on FROM promise p WHERE p.year = ?{of_village}",
        (year, *([village] if village else [])),
    )
    return rows.fetchall()


def years(db: Connection) -> list[int]:
    """The years that have promises, newest first; one index step for each year."""
    rows = db.execute(
        "WITH RECURSIVE y (year) AS (SELECT max(year) FROM promise UNION ALL"
        " SELECT (SELECT max(year) FROM promise WHERE year < y.year) FROM y"
        " WHERE y.year IS NOT NULL) SELECT year FROM y WHERE year IS NOT NULL"
    )
    return [row[0] for row in rows]


class Problem(NamedTuple):
    """A line of the register of difficulties, with who answers for the measure."""

    code: str
    title: str
    village: str
    village_title: str
    since: str | None
    measure: str | None
    owner: str | None
    owner_title: str | None
    due: str
    status: str
    solved_on: str | None
    result: str | None
    kind: str | None
    project: str | None
    project_title: str | None


_PROBLEMS = (
    "SELECT p.code, p.title, p.village, v.title, p.since, p.measure, p.owner, u.title, p.due,"
    " p.status, p.solved_on, p.result, p.kind, p.project, j.title FROM problem p"
    " JOIN village v ON v.code = p.village LEFT JOIN organisation u ON u.code = p.owner"
    " LEFT JOIN project j ON j.code = p.project"
)


def unsolved(
    db: Connection, village: str = "", after: tuple[str, str] | None = None, limit: int = 50
) -> list[Problem]:
    """Up to `limit` open difficulties after the key (due, code), the earliest due first."""
    due, code = after or ("", "")
    return _problems(
        db,
        "p.status <> 'solved' AND p.due >= ? AND (p.due > ? OR p.code > ?)",
        [due, due, code],
        *(village, "p.due, p.code", limit),
    )


def solved(
    db: Connection, village: str = "", after: tuple[str, str] | None = None, limit: int = 50
) -> list[Problem]:
    """Up to `limit` solved ones after the key (day, code), the latest solved first."""
    day, code = after or ("9999", "")
    return _problems(
        db,
        "p.status = 'solved' AND p.solved_on <= ? AND (p.solved_on < ? OR p.code > ?)",
        [day, day, code],
        *(village, "p.solved_on DESC, p.code", limit),
    )


def of_year(db: Connection, village: str, day: str, limit: int = 100) -> list[Problem]:
    """The difficulties of a village that were seen by an ISO day and not solved then, by code."""
    rows = db.execute(
        f"{_PROBLEMS} WHERE p.village = ? AND (p.since IS NULL OR p.since <= ?)"
        " AND (p.solved_on IS NULL OR p.solved_on > ?) ORDER BY p.code LIMIT ?",
        (village, day, day, limit),
    )
    return [Problem(*row) for row in rows]


def _problems(
    db: Connection, test: str, bound: list[Any], village: str, order: str, limit: int
) -> list[Problem]:
    of_village = " AND p.village = ?" if village else ""
    rows = db.execute(
        f"{_PROBLEMS} WHERE {test}{of_village} ORDER BY {order} LIMIT ?",
        (*bound, *([village] if village else []), limit),
    )
    return [Problem(*row) for row in rows]
