"""Activities: the list, newest first, and how many there were in each month of a year."""

from typing import Any, NamedTuple

from portal.store.connect import Connection


class Activity(NamedTuple):
    """A line of the list of activities; money in fen."""

    code: str
    title: str
    kind: str
    day: str
    village: str | None
    village_title: str | None
    unit: str | None
    officials: str | None
    place: str | None
    households: int | None
    persons: int | None
    standard: int | None
    amount: int | None
    fund: str | None
    payment: str | None


class Counted(NamedTuple):
    """How many activities of a kind a village had in a month (2020-05)."""

    village: str
    month: str
    kind: str
    number: int


_ACTIVITIES = (
    "SELECT a.code, a.title, a.kind, a.day, a.village, v.title, u.title, a.officials, a.place,"
    " a.households, a.persons, a.standard, a.amount, a.fund, a.payment FROM activity a"
    " LEFT JOIN village v ON v.code = a.village LEFT JOIN organisation u ON u.code = a.unit"
)


def activities(
    db: Connection,
    village: str = "",
    kind: str = "",
    year: int | None = None,
    after: tuple[str, str] | None = None,
    limit: int = 50,
) -> list[Activity]:
    """Up to `limit` activities after the key (ISO day, code) of the last one seen."""
    day, code = after or ("9999", "")
    tests, bound = ["a.day <= ? AND (a.day < ? OR a.code > ?)"], list[Any]((day, day, code))
    for column, value in (("village", village), ("kind", kind)):
        if value:
            tests.append(f"a.{column} = ?")
            bound.append(value)
    if year is not None:
        tests.append("a.day >= ? AND a.day < ?")
        bound += _year(year)
    rows = db.execute(
        f"{_ACTIVITIES} WHERE {' AND '.join(tests)} ORDER BY a.day DESC, a.code LIMIT ?",
        (*bound, limit),
    )
    return [Activity(*row) for row in rows]


def monthly(db: Connection, year: int, until: str, village: str = "") -> list[Counted]:
    """What took place in a year until an ISO day, by village, month and kind."""
    of_village = " AND a.village = ?" if village else ""
    rows = db.execute(
        "SELECT coalesce(a.village, ''), substr(a.day, 1, 7) AS month, a.kind, count(*)"
        f" FROM activity a WHERE a.day >= ? AND a.day < ? AND a.day <= ?{of_village}"
        " GROUP BY a.village, month, a.kind",
        (*_year(year), until, *([village] if village else [])),
    )
    return [Counted(*row) for row in rows]


def years(db: Connection) -> list[int]:
    """The years that have activities, newest first; one index step for each year."""
    rows = db.execute(
        "WITH RECURSIVE y (year) AS (SELECT substr(max(day), 1, 4) FROM activity UNION ALL"
        " SELECT (SELECT substr(max(day), 1, 4) FROM activity WHERE day < y.year) FROM y"
        " WHERE y.year IS NOT NULL) SELECT year FROM y WHERE year IS NOT NULL"
    )
    return [int(row[0]) for row in rows]


def _year(year: int) -> tuple[str, str]:
    return str(year), str(year + 1)
