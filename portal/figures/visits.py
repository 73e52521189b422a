"""Visits by month, and the months that had fewer than were asked for."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from portal.choices import VISITS
from portal.store.activities import Counted


def visits(counts: Iterable[Counted]) -> Counter[tuple[str, str]]:
    """(village, month) → visits; what belongs to no village is left out."""
    found: Counter[tuple[str, str]] = Counter()
    for one in counts:
        if one.village and one.kind in VISITS:
            found[one.village, one.month] += one.number
    return found


class Low(NamedTuple):
    """A month in which a village had fewer visits than the quota."""

    village: str
    month: str
    number: int


def below(counts: Iterable[Counted], year: int, today: str, quota: int) -> list[Low]:
    """The months that are over and had fewer visits than the quota.

    A village of which no visit of the year was entered is not judged: that is 未填报.
    """
    found = visits(counts)
    villages = sorted({village for village, _ in found})
    over = [month for month in months(year, today) if month < today[:7]]
    return [
        Low(village, month, found[village, month])
        for month in over
        for village in villages
        if found[village, month] < quota
    ]


def months(year: int, today: str) -> list[str]:
    """The months of a year that have begun.

    >>> months(2020, "2021-05-06")[-1], months(2021, "2021-02-01"), months(2022, "2021-05-06")
    ('2020-12', ['2021-01', '2021-02'], [])
    """
    return [name for n in range(1, 13) if (name := f"{year}-{n:02d}") <= today[:7]]
