"""A flow as numbers: routes through columns in, boxes and bands in proportion out.

Nothing here knows of money, words or SVG beyond the shape of a path: a caller says how much goes
which way, in which order the boxes stand and how much room each one's label wants.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

Route = tuple[tuple[str, ...], int]
"""The box that a sum passes in each column, and the sum."""

GAP = 8.0
"""Pixels between two boxes at least."""


class Box(NamedTuple):
    """A box of a column; `top` and `height` in pixels, `room` what its label and it take."""

    column: int
    key: str
    amount: int
    top: float
    height: float
    room: float


class Band(NamedTuple):
    """What goes from a box of `column` to one of the next; both ends are `height` pixels high."""

    column: int
    source: str
    target: str
    amount: int
    top: float
    end: float
    height: float


class Layout(NamedTuple):
    """All boxes and bands, and how high the picture is."""

    boxes: list[Box]
    bands: list[Band]
    height: float


def layout(
    routes: Sequence[Route],
    order: Sequence[Sequence[str]],
    room: Mapping[tuple[int, str], float],
    height: float,
) -> Layout:
    """The picture of some routes.

    `order` holds the keys of each column from top to bottom, `room` the pixels that a label needs
    by (column, key). All boxes of a column together are `height` pixels high, so equal sums are
    equally high everywhere; a picture with room for its labels is higher. Sums below nothing are
    a mistake of the caller; those of nothing are left out.

    >>> found = layout([(("a", "x"), 30), (("b", "x"), 10)], [["a", "b"], ["x"]], {}, 40)
    >>> [(box.key, box.top, box.height) for box in found.boxes]
    [('a', 0.0, 30.0), ('b', 38.0, 10.0), ('x', 4.0, 40.0)]
    >>> [(band.source, band.top, band.end, band.height) for band in found.bands]
    [('a', 0.0, 4.0, 30.0), ('b', 38.0, 34.0, 10.0)]
    """
    whole = sum(amount for _, amount in routes)
    assert all(amount >= 0 for _, amount in routes), "a sum below nothing has no height"
    if not whole:
        return Layout([], [], 0.0)
    columns = [_column(routes, place, keys) for place, keys in enumerate(order)]
    sized = [
        [_sized(place, key, amount, height / whole, room) for key, amount in found.items()]
        for place, found in enumerate(columns)
    ]
    most = max(_high(boxes) for boxes in sized)
    boxes = [box for column in sized for box in _stacked(column, most)]
    return Layout(boxes, _bands(routes, order, boxes, height / whole), most)


def _column(routes: Sequence[Route], place: int, keys: Sequence[str]) -> dict[str, int]:
    """What passes each box of a column, from top to bottom."""
    sums = dict.fromkeys(keys, 0)
    for path, amount in routes:
        sums[path[place]] += amount
    return {key: amount for key, amount in sums.items() if amount}


def _sized(
    place: int, key: str, amount: int, scale: float, room: Mapping[tuple[int, str], float]
) -> Box:
    height = amount * scale
    return Box(place, key, amount, 0.0, height, max(height, room.get((place, key), 0.0)))


def _high(boxes: list[Box]) -> float:
    return sum(box.room for box in boxes) + GAP * (len(boxes) - 1)


def _stacked(boxes: list[Box], height: float) -> list[Box]:
    """The boxes of a column one under the other, each in the middle of its room."""
    spare = (height - _high(boxes)) / max(len(boxes), 1)
    top = spare / 2
    placed = []
    for box in boxes:
        placed.append(box._replace(top=top + (box.room - box.height) / 2))
        top += box.room + GAP + spare
    return placed


def _bands(
    routes: Sequence[Route], order: Sequence[Sequence[str]], boxes: list[Box], scale: float
) -> list[Band]:
    """The bands between neighbouring columns; at each box they lie in the order of the others."""
    leaving = {(box.column, box.key): box.top for box in boxes}
    coming = dict(leaving)
    bands = []
    for place in range(len(order) - 1):
        sums = _between(routes, place)
        for source in order[place]:
            for target in order[place + 1]:
                if amount := sums.get((source, target)):
                    start, end = (place, source), (place + 1, target)
                    high = amount * scale
                    bands.append(
                        Band(place, source, target, amount, leaving[start], coming[end], high)
                    )
                    leaving[start] += high
                    coming[end] += high
    return bands


def _between(routes: Sequence[Route], place: int) -> dict[tuple[str, str], int]:
    sums: dict[tuple[str, str], int] = {}
    for path, amount in routes:
        pair = path[place], path[place + 1]
        sums[pair] = sums.get(pair, 0) + amount
    return sums


def path(band: Band) -> str:
    """The outline of a band, 100 units from box to box, in steps relative to each other.

    >>> path(Band(0, "a", "b", 1, 0.0, 10.0, 5.0))
    'M0 0c50 0 50 10 100 10v5c-50 0-50-10-100-10z'
    """
    top, high = number(band.top), number(band.height)
    down, up = (number(step) for step in (band.end - band.top, band.top - band.end))
    back = up if up.startswith("-") else f" {up}"
    return f"M0 {top}c50 0 50 {down} 100 {down}v{high}c-50 0-50{back}-100{back}z"


def number(pixels: float) -> str:
    """Pixels to a tenth, as short as can be.

    >>> number(3.04), number(12.55), number(-0.01)
    ('3', '12.6', '0')
    """
    text = f"{pixels:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
