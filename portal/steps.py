"""The standard steps of works by type (domain guide, section 4), with days and weights.

They are data in content/milestones.csv; staff adjust what they get from here.
"""

import calendar
import csv
import datetime
from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

from portal.settings import HOME
from portal.words import N_

PATH = HOME / "content" / "milestones.csv"
KINDS = {
    "road": N_("road"),
    "square": N_("culture square"),
    "building": N_("building"),
    "planting": N_("planting"),
}
"""Types of works that have standard steps, and their labels."""
KIND_OF = {
    "road": "road",
    "square": "square",
    "public_service": "building",
    "clinic": "building",
    "reading_room": "building",
    "disabled_station": "building",
    "planting": "planting",
}
"""Subtype of a project → the type of works that it most likely is."""


class Step(NamedTuple):
    """One standard step: its weight, and how far through the planned time it is due, in percent."""

    title: str
    weight: int
    at: int


class Planned(NamedTuple):
    """One step for a project: the day when it is due and its weight; None where not known."""

    title: str
    due: str | None
    weight: int | None


@cache
def standard(kind: str) -> tuple[Step, ...]:
    """The standard steps of one of `KINDS`, in order; none for any other word."""
    with PATH.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.reader(file) if row and row[0] == kind]
    return tuple(Step(title, int(weight), int(at)) for _, title, weight, at in rows)


def planned(
    kind: str,
    start: str | None,
    end: str | None,
    there: Collection[str] = (),
    weighed: int = 0,
) -> list[Planned]:
    """The standard steps that are not `there` yet, spread from `start` to `end` (partial dates).

    Their weights fill up what the others, which weigh `weighed`, leave of 100.
    """
    wanted = [step for step in standard(kind) if step.title not in there]
    weights = shares([step.weight for step in wanted], max(0, 100 - weighed))
    return [
        Planned(step.title, due(start, end, step.at), weight or None)
        for step, weight in zip(wanted, weights, strict=True)
    ]


def shares(weights: Sequence[int], total: int) -> list[int]:
    """Whole numbers in the proportion of `weights` that sum to `total` (largest remainders first).

    >>> shares([2, 3, 5], 100), shares([1, 1, 1], 100), shares([], 100)
    ([20, 30, 50], [34, 33, 33], [])
    """
    whole = sum(weights)
    if not whole:
        return [0 for _ in weights]
    parts = [weight * total // whole for weight in weights]
    order = sorted(range(len(parts)), key=lambda place: -(weights[place] * total % whole))
    for place in order[: total - sum(parts)]:
        parts[place] += 1
    return parts


def due(start: str | None, end: str | None, at: int) -> str | None:
    """The day that lies `at` percent between two partial dates; None unless both are known.

    >>> due("2020-03", "2020-08", 50), due("2020-03-01", None, 50)
    ('2020-05-31', None)
    """
    if not (start and end):
        return None
    first, last = _edge(start, last=False), _edge(end, last=True)
    return (first + (max(last, first) - first) * at // 100).isoformat()


def _edge(text: str, *, last: bool) -> datetime.date:
    """The first or last day of a whole or partial ISO date."""
    year, month, day = (int(part) for part in f"{text}-0-0".split("-")[:3])
    month = month or (12 if last else 1)
    return datetime.date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
