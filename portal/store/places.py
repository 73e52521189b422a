"""Villages, each with what was planned, allocated and paid for it."""

from typing import NamedTuple

from portal.store.connect import Connection


class Place(NamedTuple):
    """A line of the list of villages; money in fen."""

    code: str
    title: str
    township: str | None
    population: int | None
    households: int | None
    planned: int
    allocated: int
    paid: int


def villages(db: Connection, after: str = "", limit: int = 50) -> list[Place]:
    """Up to `limit` villages after a code, in order of code."""
    rows = db.execute(
        "SELECT v.code, v.title, v.township, v.population, v.households, coalesce(t.planned, 0),"
        " coalesce(t.allocated, 0), coalesce(t.paid, 0) FROM village v"
        " LEFT JOIN total t ON t.about = 'village' AND t.code = v.code"
        " WHERE v.code > ? ORDER BY v.code LIMIT ?",
        (after, limit),
    )
    return [Place(*row) for row in rows]
