"""The yearly reports: the list, the newest year first, and the versions that a report has had."""

from typing import NamedTuple

from portal.choices import DONATED
from portal.store import log
from portal.store.connect import Connection
from portal.store.gifts import NAMED


class Line(NamedTuple):
    """A line of the list of reports."""

    code: str
    title: str
    year: int
    village: str | None
    village_title: str | None
    unit_title: str | None
    issued: str | None


_REPORTS = (
    "SELECT r.code, r.title, r.year, r.village, v.title, u.title, r.issued FROM report r"
    " LEFT JOIN village v ON v.code = r.village LEFT JOIN organisation u ON u.code = r.unit"
)


def reports(
    db: Connection, village: str = "", after: tuple[int, str] | None = None, limit: int = 50
) -> list[Line]:
    """Up to `limit` reports after the key (year, code), the newest year first."""
    year, code = after or (9999, "")
    tests, bound = ["r.year <= ? AND (r.year < ? OR r.code > ?)"], [year, year, code]
    if village:
        tests.append("r.village = ?")
        bound.append(village)
    rows = db.execute(
        f"{_REPORTS} WHERE {' AND '.join(tests)} ORDER BY r.year DESC, r.code LIMIT ?",
        (*bound, limit),
    )
    return [Line(*row) for row in rows]


def versions(db: Connection, code: str, limit: int = 100) -> list[log.Row]:
    """The entries that wrote a report, the oldest first."""
    return log.history(db, "report", code, limit)[::-1]


_GIFTS = (
    " FROM funding f JOIN organisation o ON o.code = {who} WHERE f.received >= ? AND f.received < ?"
    f" AND f.nature IN ({', '.join('?' for _ in DONATED)}) AND EXISTS (SELECT 1 FROM allocation a"
    " JOIN project p ON p.code = a.project WHERE a.funding = f.code AND p.village = ?)"
)


def receivers(db: Connection, village: str, year: int) -> list[tuple[str, str]]:
    """(code, title) of who received the gifts of a year for the projects of a village."""
    return _named(db, _GIFTS.format(who="f.receiver"), village, year)


def donors(db: Connection, village: str, year: int) -> list[tuple[str, str]]:
    """(code, title) of who gave in a year for the projects of a village and is named."""
    return _named(db, f"{_GIFTS.format(who='f.provider')} AND {NAMED}", village, year)


def _named(db: Connection, source: str, village: str, year: int) -> list[tuple[str, str]]:
    rows = db.execute(
        f"SELECT o.code, o.title{source} GROUP BY o.code ORDER BY min(f.received), o.code LIMIT 40",
        (str(year), str(year + 1), *DONATED, village),
    )
    return rows.fetchall()


def helped(db: Connection, codes: list[str]) -> list[str]:
    """Those of some projects to which gifts were allocated."""
    marks, natures = ", ".join("?" for _ in codes), ", ".join("?" for _ in DONATED)
    rows = db.execute(
        "SELECT DISTINCT a.project FROM allocation a JOIN funding f ON f.code = a.funding"
        f" WHERE a.project IN ({marks}) AND f.nature IN ({natures}) ORDER BY a.project",
        (*codes, *DONATED),
    )
    return [row[0] for row in rows]


def accepted(db: Connection, codes: list[str], day: str) -> list[str]:
    """Those of some projects that passed an acceptance by an ISO day."""
    marks = ", ".join("?" for _ in codes)
    rows = db.execute(
        f"SELECT DISTINCT project FROM acceptance WHERE project IN ({marks})"
        " AND result = 'passed' AND accepted_on <= ? ORDER BY project",
        (*codes, day),
    )
    return [row[0] for row in rows]
