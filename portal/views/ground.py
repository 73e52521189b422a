"""Maps drawn from coordinates alone: lines and points to scale, north upwards, nothing fetched.

Numbers for SVG on a canvas `WIDTH` wide; the words and coordinates stand beside it.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from portal import geo
from portal.geo import Point

WIDTH, LEAST, MOST = 400, 180, 420
"""The canvas, and how flat or high it may get."""
MARGIN = 44
NARROWEST = 300.0
"""Metres that a map shows at least: a single point needs some ground around it."""
_DEGREE = 111_195.0
"""Metres of a degree north on the sphere of `geo.distance`."""
_ROUND = (1, 2, 5)
_AROUND = ((10, 6), (-10, 6), (0, -10), (0, 24), (12, -8), (-12, -8), (12, 20), (-12, 20))
"""Where a number may stand beside its mark."""


class Site(NamedTuple):
    """What is to be drawn: a place, a line, or both; WGS-84."""

    place: Point | None
    line: Sequence[Point]


class Spot(NamedTuple):
    """A mark on the canvas; `label` is where its number starts or ends, if there was room."""

    x: str
    y: str
    label: tuple[str, str, str] | None


class Drawn(NamedTuple):
    """A map: its height, the points of each site's line, its mark, and the scale bar.

    `bar` is (length on the canvas, metres).
    """

    height: int
    lines: list[str]
    spots: list[Spot]
    bar: tuple[str, int]


def centre(site: Site) -> Point:
    """The place of a site; of a line alone the point half way along it."""
    if site.place:
        return site.place
    left = geo.length(site.line) / 2
    for one, other in pairwise(site.line):
        step = geo.distance(one, other)
        if step >= left:
            share = left / step if step else 0
            return Point(
                one.lat + (other.lat - one.lat) * share, one.lon + (other.lon - one.lon) * share
            )
        left -= step
    return site.line[-1]


def drawn(sites: Sequence[Site]) -> Drawn:
    """The map on which all of the sites fit; there must be at least one."""
    points = [point for site in sites for point in (centre(site), *site.line)]
    frame = _frame(points)
    marks = [frame.put(centre(site)) for site in sites]
    lines = [[frame.put(point) for point in site.line] for site in sites]
    labels = _labels(marks, lines, frame.height)
    metres = _bar(frame.metres * (WIDTH - 2 * MARGIN) / 3)
    return Drawn(
        frame.height,
        [" ".join(f"{x:.1f},{y:.1f}" for x, y in line) for line in lines],
        [Spot(f"{x:.1f}", f"{y:.1f}", one) for (x, y), one in zip(marks, labels, strict=True)],
        (f"{metres / frame.metres:.1f}", metres),
    )


class Frame(NamedTuple):
    """How the ground lies on the canvas: middle, metres of one unit, height of the canvas."""

    middle: Point
    metres: float
    height: int

    def put(self, point: Point) -> tuple[float, float]:
        """Where a point lies on the canvas; the earth is flat within one map."""
        east = (point.lon - self.middle.lon) * _DEGREE * math.cos(math.radians(self.middle.lat))
        north = (point.lat - self.middle.lat) * _DEGREE
        return WIDTH / 2 + east / self.metres, self.height / 2 - north / self.metres


def _frame(points: Sequence[Point]) -> Frame:
    south, north = min(p.lat for p in points), max(p.lat for p in points)
    west, east = min(p.lon for p in points), max(p.lon for p in points)
    middle = Point((south + north) / 2, (west + east) / 2)
    wide = (east - west) * _DEGREE * math.cos(math.radians(middle.lat))
    high = (north - south) * _DEGREE
    metres = max(
        wide / (WIDTH - 2 * MARGIN), high / (MOST - 2 * MARGIN), NARROWEST / (WIDTH - 2 * MARGIN)
    )
    height = min(max(round(high / metres) + 2 * MARGIN, LEAST), MOST)
    return Frame(middle, metres, height)


def _bar(most: float) -> int:
    """The longest round number of metres within `most`.

    >>> _bar(730), _bar(99)
    (500, 50)
    """
    power = 10 ** math.floor(math.log10(most))
    return int(max(step * power for step in _ROUND if step * power <= most))


Label = tuple[str, str, str]
Place = tuple[float, float]
Square = tuple[float, float, float, float]


def _labels(
    marks: Sequence[Place], lines: Sequence[Sequence[Place]], height: int
) -> list[Label | None]:
    """Where each number stands so that it covers nothing else; None where no room is."""
    taken: list[Square] = [(x - 7, y - 7, x + 7, y + 7) for x, y in marks]
    taken += [(x - 2, y - 2, x + 2, y + 2) for line in lines for x, y in _along(line)]
    taken += [(340, 0, WIDTH, 52), (0, height - 46, 150, height)]
    found: list[Label | None] = []
    for x, y in marks:
        found.append(None)
        for across, down in _AROUND:
            left = x + across - (0 if across > 0 else 20 if across < 0 else 10)
            box = (left, y + down - 13, left + 20, y + down + 2)
            inside = box[0] > 0 and box[2] < WIDTH and box[1] > 0 and box[3] < height
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                anchor = "start" if across > 0 else "end" if across < 0 else "middle"
                found[-1] = (f"{x + across:.1f}", f"{y + down:.1f}", anchor)
                break
    return found


def _along(line: Sequence[Place], step: float = 4) -> Iterator[Place]:
    """Places on a line of the canvas, at most `step` from each other."""
    for (x, y), (to_x, to_y) in pairwise(line):
        parts = max(1, math.ceil(math.hypot(to_x - x, to_y - y) / step))
        for part in range(parts + 1):
            yield x + (to_x - x) * part / parts, y + (to_y - y) * part / parts


def _meet(one: Square, other: Square) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
