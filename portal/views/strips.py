"""The line of milestones: each step on one axis of days, its due day, and by how much it is late.

Numbers for SVG in percent of the line; the words and dates stand beside them in the list.
"""

import calendar
import datetime
from collections.abc import Sequence
from typing import NamedTuple

from portal.store.works import Step
from portal.views.charts import Part

TICK = 1.5
"""Width of a mark in percent: a day alone would be too thin to see."""


class Strip(NamedTuple):
    """The marks of one step: `due` hollow, `met` filled, `late` the stretch between them."""

    parts: list[Part]


def strips(steps: Sequence[Step], today: str) -> dict[str, Strip]:
    """Step → its marks; empty when fewer than two days are known, since that makes no line."""
    spans = {step.code: _span(step, today) for step in steps}
    days = [day for span in spans.values() for day in span if day]
    if not days or min(days) == max(days):
        return {}
    first, length = min(days), (max(days) - min(days)).days
    return {code: Strip(_parts(span, first, length)) for code, span in spans.items() if any(span)}


Span = tuple[datetime.date | None, datetime.date | None, datetime.date | None]
"""Due, met, and how far an unmet step is late by now."""


def _span(step: Step, today: str) -> Span:
    due, met = _day(step.due), _day(step.met)
    settled = met or step.status in ("met", "dropped")
    now = datetime.date.fromisoformat(today)
    return due, met, now if due and not settled and now > due else None


def _day(text: str | None) -> datetime.date | None:
    """The last day of a whole or partial ISO date.

    >>> _day("2021-06"), _day("2020")
    (datetime.date(2021, 6, 30), datetime.date(2020, 12, 31))
    """
    if not text:
        return None
    year, month = int(text[:4]), int(text[5:7] or 12)
    return datetime.date(year, month, int(text[8:10] or calendar.monthrange(year, month)[1]))


def _parts(span: Span, first: datetime.date, length: int) -> list[Part]:
    due, met, now = span
    parts = []
    end = met or now
    if due and end and end > due:
        start = _place(due, first, length)
        parts.append(_part(start, _place(end, first, length) + TICK - start, "over"))
    if due:
        parts.append(_part(_place(due, first, length), TICK, "kept"))
    if met:
        parts.append(_part(_place(met, first, length), TICK, "paid"))
    return parts


def _place(day: datetime.date, first: datetime.date, length: int) -> float:
    return (100 - TICK) * (day - first).days / length


def _part(start: float, width: float, ink: str) -> Part:
    return Part(_text(start), _text(width), ink)


def _text(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
