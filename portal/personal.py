"""Personal numbers on the pages of a paper, and the boxes that would mask them.

Papers rightly hold such numbers before they are masked, so nothing is refused here: what is found
is told to those who mask, each number with its middle masked, and kept nowhere.
"""

import io
import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from PIL import Image

from portal import guard, pdf
from portal.errors import Invalid
from portal.guard import KINDS, Leak
from portal.media import Box, Limits, Sheet
from portal.words import N_, Said, said

CHARACTERS = 200_000
"""As many are looked at in one paper."""

_EDGE = 0.003
"""How much wider than its digits a box is, in parts of the page."""

_FLAT = 60
"""Steps of grey by which an area may differ that was painted over."""


@dataclass(frozen=True)
class Finding:
    """A personal number on a page; `boxes` cover it, and are empty where nobody knows its place."""

    leak: Leak
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Found:
    """What could be read of a page: nothing at all where `legible` is false."""

    legible: bool
    findings: tuple[Finding, ...] = ()


def found(data: bytes, limits: Limits, office: Collection[str] = ()) -> list[Found]:
    """What stands on each page of a paper; of a picture, and a PDF that defies, nothing is read."""
    if not data.startswith(b"%PDF-"):
        return [Found(False)]
    bounds = pdf.Bounds(pages=limits.pages, characters=CHARACTERS, seconds=limits.seconds)
    try:
        return [_page(words, office) for words in pdf.words(data, bounds)]
    except Invalid:
        return []


def _page(words: pdf.Words, office: Collection[str]) -> Found:
    placed = [
        Finding(place.leak, tuple(_boxes(words.boxes[place.start : place.end])))
        for place in guard.places(words.text, office)
    ]
    known = {finding.leak for finding in placed}
    noted = guard.leaks("\n".join(words.notes), office)
    loose = [Finding(leak, ()) for leak in noted if leak not in known]
    legible = bool(words.text.strip() or noted)
    return Found(legible, tuple(dict.fromkeys((*placed, *loose))))


def _boxes(characters: Sequence[Sequence[float]]) -> Iterator[Box]:
    """One box for each line, or column, that the characters stand in; what has no ink has none."""
    line: list[Sequence[float]] = []
    for one in characters:
        if one[0] == one[2] or one[1] == one[3]:
            continue
        if line and not _beside(line[-1], one):
            yield _around(line)
            line = []
        line.append(one)
    if line:
        yield _around(line)


def _beside(one: Sequence[float], other: Sequence[float]) -> bool:
    """Whether two characters share a line, or a column where the paper lay across."""
    return any(one[side] < other[side + 2] and other[side] < one[side + 2] for side in (0, 1))


def _around(line: Sequence[Sequence[float]]) -> Box:
    """The box around characters, in whole thousandths."""
    left, top = (min(one[side] for one in line) - _EDGE for side in (0, 1))
    right, bottom = (max(one[side] for one in line) + _EDGE for side in (2, 3))
    return Box(_down(left), _down(top), _up(right), _up(bottom))


def _down(part: float) -> float:
    return max(0.0, math.floor(part * 1000) / 1000)


def _up(part: float) -> float:
    return min(1.0, math.ceil(part * 1000) / 1000)


def covered(finding: Finding, boxes: Sequence[Box]) -> bool:
    """Whether each part of a number lies under one of the boxes; true where its place is unknown.

    A hair's breadth may show: the suggested boxes are wider than the digits.
    """
    return all(any(_within(part, box) for box in boxes) for part in finding.boxes)


def _within(part: Box, box: Box) -> bool:
    return (
        box.left <= part.left + _EDGE
        and box.top <= part.top + _EDGE
        and box.right >= part.right - _EDGE
        and box.bottom >= part.bottom - _EDGE
    )


def refuse_shown(sheets: Sequence[Sheet], pages: Sequence[Found]) -> None:
    """Raises `Invalid` when a number of a masked copy can still be seen in its picture.

    Text may stay under a painted box in a PDF: of the picture that is published, only pixels tell.
    """
    for sheet, page in zip(sheets, pages, strict=False):
        for finding in page.findings:
            if any(_inked(sheet, box) for box in finding.boxes):
                raise Invalid(still(sheet.number, finding))


def still(number: int, finding: Finding) -> Said:
    """What is said of a number that would be published with a page."""
    return said(
        N_("Page %(page)s still shows a %(kind)s: %(masked)s. Draw a box over it."),
        page=number,
        kind=said(KINDS[finding.leak.kind]),
        masked=finding.leak.masked,
    )


def _inked(sheet: Sheet, box: Box) -> bool:
    """Whether there is light and dark where the digits stand."""
    with Image.open(io.BytesIO(sheet.picture.exact), formats=["PNG"]) as image:
        width, height = image.size
        inner = (box.left + _EDGE, box.top + _EDGE, box.right - _EDGE, box.bottom - _EDGE)
        sides = zip(inner, (width, height, width, height), strict=True)
        left, top, right, bottom = (round(edge * side) for edge, side in sides)
        area = image.convert("L").crop((left, top, max(right, left + 1), max(bottom, top + 1)))
    darkest, lightest = area.getextrema()
    return bool(lightest - darkest > _FLAT)  # type: ignore[operator]
