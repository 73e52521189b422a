"""The draft of a yearly report: every section of the founding report, its figures bound.

The words stand in `content/report.md`. What the books do not hold is left as a blank that says so.
"""

from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import SandboxedEnvironment

from portal import choices
from portal.codes import Values
from portal.settings import HOME
from portal.store import activities as held
from portal.store import indicators, industry, promises, records, reports, years
from portal.store.connect import Connection

TEMPLATE = HOME / "content" / "report.md"
MOST = 40
"""Records of one kind that a draft names."""
_PLANS = {
    11: "“十一五”",
    12: "“十二五”",
    13: "“十三五”",
    14: "“十四五”",
    15: "“十五五”",
    16: "“十六五”",
}
"""Five-year plans by number; the thirteenth began in 2016."""


def draft(db: Connection, year: int, village: str, quota: int, path: Path = TEMPLATE) -> str:
    """The Markdown of a report of a village for a year, from what the books hold now.

    `quota` is how many visits a month are asked for. Next year's promises are its plan, and so
    the report of the next year begins with them.
    """
    text = path.read_text("utf-8")
    env = SandboxedEnvironment(
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        autoescape=False,
    )
    return env.from_string(text).render(**_told(db, year, village, quota)).strip()


def title(db: Connection, year: int, village: str) -> str:
    """What the report is called.

    >>> _titled("双桥村", 2020)
    '双桥村2020年帮扶工作报告'
    """
    return _titled(_place(db, village), year)


def _titled(place: str, year: int) -> str:
    return f"{place}{year}年帮扶工作报告"


def _place(db: Connection, village: str) -> str:
    return records.titles(db, "village", [village]).get(village, village)


def _told(db: Connection, year: int, village: str, quota: int) -> dict[str, Any]:
    first = year - (year - 1) % 5
    own = [work.code for work in years.projects(db, village, year)]
    projects = records.several(db, "project", own[:MOST])
    return {
        "year": year,
        "village": village,
        "quota": max(quota, 1),
        "place": _place(db, village),
        "first": first,
        "plan": _PLANS.get((first - 2016) // 5 + 13, ""),
        "span": range(first, year + 1),
        "meetings": [one.code for one in held.activities(db, village, "meeting", year, None, MOST)][
            ::-1
        ],
        **_money(db, year, village, own),
        **_industry(db, year, projects),
        **_works(db, year, projects),
        **_people(db, year, village),
    }


def _money(db: Connection, year: int, village: str, own: list[str]) -> dict[str, Any]:
    return {
        "receivers": reports.receivers(db, village, year),
        "donors": reports.donors(db, village, year),
        "helped": reports.helped(db, own),
    }


def _industry(db: Connection, year: int, projects: dict[str, Values]) -> dict[str, Any]:
    kinds = [kind.kind for kind in industry.kinds(db, tuple(projects))]
    earning = industry.sums(db, tuple(projects))
    return {
        "items": [kind for kind in dict.fromkeys(kinds) if " " not in kind][:MOST],
        "collective": [code for code, sums in earning.items() if year in {s.year for s in sums}],
    }


def _works(db: Connection, year: int, projects: dict[str, Values]) -> dict[str, Any]:
    def of(*subtypes: str) -> list[str]:
        return [code for code, values in projects.items() if values.get("subtype") in subtypes]

    roads, squares = of("road"), of("square")
    built = [code for code, values in projects.items() if values.get("type") == "construction"]
    return {
        "roads": roads,
        "squares": squares,
        "others": [code for code in built if code not in (*roads, *squares)],
        "accepted": set(reports.accepted(db, squares, f"{year}-12-31")),
    }


def _people(db: Connection, year: int, village: str) -> dict[str, Any]:
    words = {word: names[0] for word, _, names in choices.MONITORED}
    watched = indicators.around(db, village, year, 4)
    rows = [row for row in watched if (row.year, row.quarter) == (year, 4)]
    types = {row.type for row in rows if not row.few}
    hard = promises.of_year(db, village, f"{year}-12-31")
    return {
        "monitored": [(word, name) for word, name in words.items() if word in types],
        "few": [words[row.type] for row in rows if row.few],
        "problems": [one.code for one in hard if one.kind in (None, "general")][:MOST],
        "needs": [one.code for one in hard if one.kind not in (None, "general")][:MOST],
        "promises": [
            (one.code, one.status) for one in promises.promises(db, year, village, None, MOST)
        ],
        "plans": [one.code for one in promises.promises(db, year + 1, village, None, MOST)],
    }
