"""The projects under way, each with what a passer-by asks: since when, until when, who, how far."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from portal.store.connect import Connection


@dataclass(frozen=True)
class Sought:
    """Which projects: their statuses, perhaps of one village.

    `after` is the key of the last line seen: (year or None, code); those without a year come last.
    """

    statuses: tuple[str, ...]
    village: str = ""
    after: tuple[int | None, str] | None = None
    limit: int = 50


class Site(NamedTuple):
    """A project under way; days as ISO text, perhaps partial, money in fen.

    `heard` is the newest day of which something is entered: a payment, a step met, news.
    """

    code: str
    title: str
    year: int | None
    status: str
    reason: str | None
    village: str | None
    village_title: str | None
    since: str | None
    planned_start: str | None
    planned_end: str | None
    budget: int | None
    planned: int
    paid: int
    unit: str | None
    unit_title: str | None
    person: str | None
    met: str | None
    met_on: str | None
    due: str | None
    due_on: str | None
    heard: str | None


_MET = "FROM milestone m WHERE m.project = p.code AND m.met IS NOT NULL ORDER BY m.met DESC,"
_DUE = (
    "FROM milestone m WHERE m.project = p.code AND m.met IS NULL"
    " AND coalesce(m.status, '') NOT IN ('met', 'dropped') ORDER BY"
)
_SITE = (
    "SELECT p.code, p.title, p.year, p.status, p.status_reason, p.village, v.title,"
    " p.actual_start, p.planned_start, p.planned_end, p.budget, coalesce(t.planned, 0),"
    " coalesce(t.paid, 0), p.responsible_unit, u.title,"
    " (SELECT trim(title || ' ' || coalesce(post, '')) FROM official WHERE code = p.responsible),"
    f" (SELECT m.title {_MET} m.position DESC LIMIT 1),"
    f" (SELECT m.met {_MET} m.position DESC LIMIT 1),"
    f" (SELECT m.title {_DUE} m.position LIMIT 1), (SELECT m.due {_DUE} m.position LIMIT 1),"
    " nullif(max(coalesce((SELECT max(paid) FROM payment WHERE project = p.code), ''),"
    " coalesce((SELECT max(met) FROM milestone WHERE project = p.code), ''),"
    " coalesce((SELECT max(day) FROM post WHERE project = p.code), '')), '')"
    " FROM project p LEFT JOIN village v ON v.code = p.village"
    " LEFT JOIN organisation u ON u.code = p.responsible_unit"
    " LEFT JOIN total t ON t.about = 'project' AND t.code = p.code"
)


def sites(db: Connection, sought: Sought) -> list[Site]:
    """Up to `limit` projects after the key, newest year first, those without a year at the end."""
    year, code = sought.after or (2**31, "")
    found: list[Site] = []
    if year is not None:
        seek = "year <= ? AND (year < ? OR code > ?)"
        found = _sites(db, sought, "p.year DESC,", seek, (year, year, code), sought.limit)
        code = ""
    if len(found) < sought.limit:
        rest = sought.limit - len(found)
        found += _sites(db, sought, "", "year IS NULL AND code > ?", (code,), rest)
    return found


def _sites(
    db: Connection, sought: Sought, order: str, seek: str, key: tuple[Any, ...], limit: int
) -> list[Site]:
    """The projects of each status by its own index, then the first of all of them."""
    first = f"ORDER BY {order.replace('p.', '')} code LIMIT ?"
    if sought.village:
        marks = ", ".join("?" for _ in sought.statuses)
        keys = f"SELECT code FROM project WHERE village = ? AND status IN ({marks}) AND {seek}"
        keys, bound = f"{keys} {first}", [sought.village, *sought.statuses, *key, limit]
    else:
        one = f"SELECT * FROM (SELECT code FROM project WHERE status = ? AND {seek} {first})"
        keys = " UNION ALL ".join(one for _ in sought.statuses)
        bound = [value for status in sought.statuses for value in (status, *key, limit)]
    rows = db.execute(
        f"{_SITE} WHERE p.code IN ({keys}) ORDER BY {order} p.code LIMIT ?", (*bound, limit)
    )
    return [Site(*row) for row in rows]
