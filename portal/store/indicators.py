"""Yearly figures of villages and of the whole site, and the monitored households by quarter."""

from typing import Any, NamedTuple

from portal.store.connect import Connection


class Year(NamedTuple):
    """What is reported of one year. None is not filled in.

    `base` and `remaining` cover the villages that state both, so that they make a rate.
    """

    year: int
    villages: int
    households: int | None
    persons: int | None
    base: int | None
    remaining: int | None
    province: int | None
    county: int | None


def years(db: Connection, village: str = "") -> list[Year]:
    """Every reported year in order: of one village, or all villages together."""
    if village:
        rows = db.execute(
            "SELECT year, 1, households_lifted, persons_lifted, base_population,"
            " remaining_persons, labour_province, labour_county FROM statistic"
            " WHERE village = ? ORDER BY year, code LIMIT 200",
            (village,),
        )
    else:
        rows = db.execute(
            "SELECT year, villages, households, persons, base, remaining, province, county"
            " FROM yearly WHERE villages > 0 ORDER BY year LIMIT 200"
        )
    return [Year(*row) for row in rows]


class Quarter(NamedTuple):
    """Monitored households of one village, quarter and type; a number is 0 or at least 5."""

    code: str
    village: str
    village_title: str
    year: int
    quarter: int
    type: str
    opening: int | None
    added: int | None
    cleared: int | None
    closing: int | None
    few: bool | None


_QUARTERS = (
    "SELECT m.code, m.village, v.title, m.year, m.quarter, m.type, m.opening, m.added, m.cleared,"
    " m.closing, m.few FROM monitoring m JOIN village v ON v.code = m.village"
)


def quarters(
    db: Connection,
    village: str = "",
    after: tuple[int, int, str] | None = None,
    limit: int = 50,
) -> list[Quarter]:
    """Up to `limit` rows after the key (year, quarter, code), the newest quarter first."""
    year, quarter, code = after or (9999, 9, "")
    tests = "(m.year, m.quarter) <= (?, ?) AND ((m.year, m.quarter) < (?, ?) OR m.code > ?)"
    bound: list[Any] = [year, quarter, year, quarter, code]
    if village:
        tests += " AND m.village = ?"
        bound.append(village)
    rows = db.execute(
        f"{_QUARTERS} WHERE {tests} ORDER BY m.year DESC, m.quarter DESC, m.code LIMIT ?",
        (*bound, limit),
    )
    return [Quarter(*row) for row in rows]


class Assured(NamedTuple):
    """What was last found about one assurance in a village; `met` is whether it holds."""

    code: str
    village: str
    village_title: str
    item: str
    checked: str
    met: int
    evidence: str | None


def assurances(db: Connection, village: str = "", limit: int = 200) -> list[Assured]:
    """The newest finding of each village and item, of one village or up to `limit` of all."""
    of_village = " AND a.village = ?" if village else ""
    rows = db.execute(
        "SELECT a.code, a.village, v.title, a.item, a.checked, a.met, a.evidence FROM assurance a"
        " JOIN village v ON v.code = a.village WHERE NOT EXISTS (SELECT 1 FROM assurance n WHERE"
        " n.village = a.village AND n.item = a.item AND (n.checked, n.code) > (a.checked, a.code))"
        f"{of_village} ORDER BY a.village, a.item LIMIT ?",
        (*([village] if village else []), limit),
    )
    return [Assured(*row) for row in rows]


def around(db: Connection, village: str, year: int, quarter: int) -> list[Quarter]:
    """All types of one village in a quarter, the one before and the one after."""
    number = 4 * year + quarter - 1
    wanted = [divmod(number + step, 4) for step in (-1, 0, 1)]
    marks = " OR ".join("(m.year = ? AND m.quarter = ?)" for _ in wanted)
    rows = db.execute(
        f"{_QUARTERS} WHERE m.village = ? AND ({marks}) ORDER BY m.year, m.quarter, m.code",
        (village, *(part for year, rest in wanted for part in (year, rest + 1))),
    )
    return [Quarter(*row) for row in rows]
