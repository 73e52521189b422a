"""Terms of office: when a post stood empty, and when two people held a post for one.

Days may be partial (2019-04): a term then runs from the first or to the last day they leave open.
"""

import calendar
import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

DAY = datetime.timedelta(days=1)


class Term(NamedTuple):
    """Somebody in office from a day until another, both included; None: until now."""

    who: str
    start: str
    end: str | None


class Gap(NamedTuple):
    """The first and the last day on which nobody held a post; None: to this day."""

    first: datetime.date
    last: datetime.date | None


class Overlap(NamedTuple):
    """Two people in one post, from a day until another; None: still."""

    earlier: str
    later: str
    first: datetime.date
    last: datetime.date | None


def first_day(iso: str) -> datetime.date:
    """The first day of a whole or partial date.

    >>> first_day("2021-06").isoformat(), first_day("2021").isoformat()
    ('2021-06-01', '2021-01-01')
    """
    year, month, day = (*map(int, iso.split("-")), 1, 1)[:3]
    return datetime.date(year, month, day)


def last_day(iso: str) -> datetime.date:
    """The last day of a whole or partial date.

    >>> last_day("2021-02").isoformat(), last_day("2021").isoformat()
    ('2021-02-28', '2021-12-31')
    """
    year, *rest = map(int, iso.split("-"))
    month = rest[0] if rest else 12
    day = rest[1] if len(rest) > 1 else calendar.monthrange(year, month)[1]
    return datetime.date(year, month, day)


def gaps(terms: Iterable[Term], today: str) -> list[Gap]:
    """When nobody was in office, from the first term until a day."""
    found: list[Gap] = []
    held: datetime.date | None = None
    now = first_day(today)
    for term in sorted(terms, key=lambda term: first_day(term.start)):
        start = first_day(term.start)
        if held and start > held + DAY and held < now:
            found.append(Gap(held + DAY, start - DAY))
        end = last_day(term.end) if term.end else datetime.date.max - DAY
        held = max(held, end) if held else end
    if held and held < now:
        found.append(Gap(held + DAY, None))
    return found


def overlaps(terms: Sequence[Term]) -> Iterator[Overlap]:
    """Each two terms of different people that share a day."""
    ordered = sorted(terms, key=lambda term: first_day(term.start))
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            first = first_day(other.start)
            ends = [last_day(term.end) for term in (one, other) if term.end]
            if one.who != other.who and (not one.end or first <= last_day(one.end)):
                yield Overlap(one.who, other.who, first, min(ends) if ends else None)
