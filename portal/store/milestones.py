"""The board of works: projects by state, steps that are late or due, what was finished each year.

Everywhere a `village` of "" asks for the whole site.
"""

from typing import NamedTuple

from portal.store.connect import Connection


class Card(NamedTuple):
    """One project on the board."""

    code: str
    title: str
    village: str | None
    village_title: str | None
    year: int | None
    status: str | None


class Open(NamedTuple):
    """One step still to be met: `due` perhaps partial, `until` its last day."""

    code: str
    title: str
    due: str
    until: str
    project: str
    project_title: str
    village: str | None
    village_title: str | None


class Finished(NamedTuple):
    """What was finished in a year (0: not known): projects, of these measured, how much.

    `kind` is road (millimetres), square (thousandths of a square metre) or other.
    """

    year: int
    kind: str
    projects: int
    measured: int
    quantity: int


def standing(db: Connection, village: str) -> dict[str, int]:
    """Status → number of projects; "" where it is not filled in."""
    rows = db.execute("SELECT status, projects FROM standing WHERE village = ?", (village,))
    return dict(rows.fetchall())


def cards(db: Connection, village: str, statuses: list[str], each: int) -> list[Card]:
    """Up to `each` projects of each status, newest year first; "" asks for those without one."""
    if not statuses:
        return []
    place, where = ("village = ? AND ", [village]) if village else ("", [])
    one = (
        f"SELECT * FROM (SELECT code FROM project WHERE {place}status IS ?"
        " ORDER BY year DESC, code LIMIT ?)"
    )
    rows = db.execute(
        "SELECT p.code, p.title, p.village, v.title, p.year, p.status FROM project p"
        " LEFT JOIN village v ON v.code = p.village"
        f" WHERE p.code IN ({' UNION ALL '.join(one for _ in statuses)})"
        " ORDER BY p.year DESC, p.code",
        [value for status in statuses for value in (*where, status or None, each)],
    )
    return [Card(*row) for row in rows]


_OPEN = (
    "SELECT m.code, m.title, m.due, s.until, p.code, p.title, p.village, v.title"
    " FROM open_step s CROSS JOIN milestone m ON m.code = s.code"
    " CROSS JOIN project p ON p.code = m.project LEFT JOIN village v ON v.code = p.village"
    " WHERE s.village = ? AND (s.until, s.code) > (?, ?) AND s.until < ?"
    " ORDER BY s.until, s.code LIMIT ?"
)


def steps(
    db: Connection, village: str, after: tuple[str, str], before: str, limit: int
) -> list[Open]:
    """Up to `limit` open steps by their last day, after the key (day, code), before a day."""
    rows = db.execute(_OPEN, (village, *after, before, limit))
    return [Open(*row) for row in rows]


def number(db: Connection, village: str, since: str, before: str, most: int) -> int:
    """How many open steps end from a day on and before another, counted up to `most`."""
    rows = db.execute(
        "SELECT count(*) FROM (SELECT 1 FROM open_step"
        " WHERE village = ? AND until >= ? AND until < ? LIMIT ?)",
        (village, since, before, most),
    )
    return int(rows.fetchone()[0])


def finished(db: Connection, village: str) -> list[Finished]:
    """What was finished, the newest year first."""
    rows = db.execute(
        "SELECT year, kind, projects, measured, quantity FROM finished WHERE village = ?"
        " ORDER BY year DESC, kind",
        (village,),
    )
    return [Finished(*row) for row in rows]
