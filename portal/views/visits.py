"""The calendar of activities: how many there were each month, and months below the quota."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from portal.choices import ACTIVITY, VISITS
from portal.figures.visits import Low, months, visits
from portal.store.activities import Counted
from portal.views import charts
from portal.views.charts import Part
from portal.views.rendering import day
from portal.words import N_, Said, said

NAMED = 6
"""Villages and months that one sentence names."""
_KINDS = {word: label for word, label, _ in ACTIVITY}


class Month(NamedTuple):
    """A month (2020-05): its visits with their bar, who is below, and what else there was."""

    month: str
    visits: int
    bar: list[Part]
    below: list[tuple[str, int]]
    others: list[tuple[str, int]]


def calendar(
    low: list[Low], counts: list[Counted], year: int, today: str, titles: Mapping[str, str]
) -> list[Month]:
    """A line for each month that has begun; without any visit, for each that has something."""
    number = {
        month: sum(one.number for one in counts if one.month == month and one.kind in VISITS)
        for month in months(year, today)
    }
    scale = max(number.values(), default=0)
    return [
        Month(
            month,
            many,
            charts.used(many, many, scale) if many else [],
            [(titles.get(village, village), n) for village, at, n in low if at == month],
            _others(counts, month),
        )
        for month, many in number.items()
        if scale or _others(counts, month)
    ]


def _others(counts: list[Counted], month: str) -> list[tuple[str, int]]:
    """(label, number) of the other kinds of a month, in their order."""
    found: Counter[str] = Counter()
    for one in counts:
        if one.month == month and one.kind not in VISITS:
            found[one.kind] += one.number
    return [(label, found[kind]) for kind, label in _KINDS.items() if found[kind]]


def sentences(
    low: list[Low],
    counts: list[Counted],
    year: int,
    quota: int,
    titles: Mapping[str, str],
    language: str,
) -> list[Said]:
    """How many visits there were, and every month below the quota."""
    number = sum(visits(counts).values())
    if not number:
        return [said(N_("No visit of %(year)s has been entered yet."), year=year)]
    told = [said(N_("Visits in %(year)s: %(number)s."), year=year, number=number)]
    if not quota:
        return told
    if not low:
        text = N_("Every month had at least the %(quota)s visits that are asked for.")
        return [*told, said(text, quota=quota)]
    told.append(said(N_("Each village is to have %(quota)s visits a month."), quota=quota))
    told += [
        said(
            N_("%(village)s had only %(number)s in %(month)s."),
            village=titles.get(one.village, one.village),
            number=one.number,
            month=day(one.month, language),
        )
        for one in low[:NAMED]
    ]
    if len(low) > NAMED:
        more = len(low) - NAMED
        told.append(said(N_("Further months below that: %(number)s."), number=more))
    return told
