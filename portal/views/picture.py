"""The flow as a drawing: boxes and bands with their words, for a wide page and for a phone.

Words are never scaled: only the bands stretch with the page, so the text keeps its size at any
width. A phone gets a drawing of its own, one step of the way under the other.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from portal import money
from portal.views import sankey
from portal.views.sankey import Band, Box, Route
from portal.views.strands import EARLIER, FREE, OVER, Cut, on_the_way
from portal.words import N_, Said, said

LINE = 1.3
"""Height of a line of text in em."""
LARGE = 16.1
"""Pixels of one em in large text: as wide as English words like “environment” allow on a phone."""
_CLOSING = "）)】》」，。、；：！？"
_TOKEN = re.compile(r"[!-~]+ *|[（【《「].|.", re.DOTALL)


class Form(NamedTuple):
    """How a drawing is laid out: the columns that it shows with the left and right edge of each
    label in percent, the em in pixels, how many em a label may be wide, and the height of all."""

    columns: tuple[int, ...]
    edges: tuple[tuple[float, float], ...]
    widths: tuple[float, ...]
    em: float
    height: float


class Label(NamedTuple):
    """Lines of text at a place: x in percent, the baseline of each in pixels; where it leads."""

    x: float
    lines: list[tuple[str, str]]
    href: str
    name: Said


class Shape(NamedTuple):
    """A band: its outline, ink, where it leads and what it says."""

    outline: str
    ink: str
    href: str
    name: Said


class Stage(NamedTuple):
    """The bands between two columns; x and width in percent."""

    x: float
    width: float
    shapes: list[Shape]


class Bar(NamedTuple):
    """An edge of a box: x in percent, how far to shift, width, top and height in pixels, ink.

    A box that is only passed through is as wide as the gap that it fills, in percent.
    """

    x: float
    shift: int
    width: str
    top: str
    height: str
    ink: str


class Drawing(NamedTuple):
    """One SVG; `label` says which step of the way it shows, if not all."""

    kind: str
    height: str
    stages: list[Stage]
    bars: list[Bar]
    labels: list[Label]


class Story(NamedTuple):
    """What a drawing tells: routes, order, the word of a box, and the address behind a cut."""

    routes: list[Route]
    order: list[list[str]]
    word: Callable[[int, str], Said | str]
    href: Callable[[Cut], str]
    spoken: Callable[[Said | str], str]
    language: str


def wide(height: float, large: bool) -> Form:
    """Four columns beside each other, from 840 pixels on."""
    em = LARGE if large else 14.4
    edges = ((0, 19), (30, 46), (56, 77), (87, 100))
    return Form((0, 1, 2, 3), edges, tuple(7 * (b - a) / em for a, b in edges), em, height)


def narrow(columns: tuple[int, int], height: float, large: bool) -> Form:
    """One step of the way on a phone, from 320 pixels on."""
    em = LARGE if large else 14.4
    edges = ((0, 40), (60, 100))
    return Form(columns, edges, tuple(2.7 * 40 / em for _ in edges), em, height)


def draw(story: Story, form: Form, kind: str) -> Drawing:
    """The drawing of a story in a form."""
    routes = [(tuple(path[c] for c in form.columns), fen) for path, fen in story.routes]
    order = [story.order[c] for c in form.columns]
    words = _words(story, form, routes)
    room = {key: form.em * LINE * len(lines) for key, lines in words.items()}
    found = sankey.layout(routes, order, room, form.height)
    return Drawing(
        kind,
        sankey.number(found.height + 2),
        [_stage(story, form, place, found.bands) for place in range(len(form.columns) - 1)],
        [bar for box in found.boxes for bar in _bars(form, box)],
        [_label(story, form, box, words[box.column, box.key]) for box in found.boxes
         if (box.column, box.key) in words],
    )  # fmt: skip


def _words(
    story: Story, form: Form, routes: Iterable[Route]
) -> Mapping[tuple[int, str], list[str]]:
    """(column, key) → the lines of each box that has a label: its name and how much it is."""
    sums: dict[tuple[int, str], int] = {}
    for path, fen in routes:
        for place, key in enumerate(path):
            sums[place, key] = sums.get((place, key), 0) + fen
    return {
        (place, key): [
            *wrapped(story.spoken(story.word(form.columns[place], key)), form.widths[place]),
            *wrapped(story.spoken(short(fen, story.language)), form.widths[place]),
        ]
        for (place, key), fen in sums.items()
        if not silent(form.columns[place], key)
    }


def silent(column: int, key: str) -> bool:
    """Whether a box is only passed through: what is not assigned has no project."""
    return (column == 1 and key == EARLIER) or (column == 2 and key in (FREE, EARLIER))


def _stage(story: Story, form: Form, place: int, bands: Sequence[Band]) -> Stage:
    left, right = form.edges[place][1], form.edges[place + 1][0]
    shapes = [_shape(story, form, band) for band in bands if band.column == place]
    return Stage(left, right - left, shapes)


def _shape(story: Story, form: Form, band: Band) -> Shape:
    first, second = form.columns[band.column], form.columns[band.column + 1]
    cut = on_the_way(on_the_way(Cut(), first, band.source), second, band.target)
    name = said(
        N_("%(source)s → %(target)s: %(amount)s yuan"),
        source=brief(story.word(first, band.source)),
        target=brief(story.word(second, band.target)),
        amount=money.yuan(band.amount),
    )
    return Shape(sankey.path(band), _ink(band.source, band.target), story.href(cut), name)


def _ink(source: str, target: str) -> str:
    if source == OVER:
        return "over"
    return "paid" if target == "paid" else "kept" if {target, source} & {"left", FREE} else "way"


def _bars(form: Form, box: Box) -> list[Bar]:
    """The two edges of a box; at the ends of the way there is one."""
    top, height = sankey.number(box.top), sankey.number(max(box.height, 1))
    ink = _ink(box.key, box.key)
    left, right = form.edges[box.column]
    if silent(form.columns[box.column], box.key):
        ink = "kept" if box.key == FREE else "thru"
        return [Bar(left, 0, f"{right - left}%", top, height, ink)]
    bars = [Bar(left, 0, "5", top, height, ink), Bar(right, -5, "5", top, height, ink)]
    if box.column == 0:
        return bars[1:]
    return bars[:1] if box.column == len(form.columns) - 1 else bars


def _label(story: Story, form: Form, box: Box, lines: list[str]) -> Label:
    column = form.columns[box.column]
    step = form.em * LINE
    first = box.top + box.height / 2 - step * (len(lines) / 2 - 0.77)
    name = said(
        N_("%(name)s: %(amount)s yuan"),
        name=brief(story.word(column, box.key)),
        amount=money.yuan(box.amount),
    )
    placed = [(sankey.number(first + step * turn), line) for turn, line in enumerate(lines)]
    href = story.href(on_the_way(Cut(), column, box.key))
    return Label(form.edges[box.column][0], placed, href, name)


def brief(word: Said | str) -> Said | str:
    """A name as a link of the picture says it; the table has it whole.

    >>> brief("道路"), len(brief("长" * 10_000))
    ('道路', 60)
    """
    return f"{word[:59]}…" if isinstance(word, str) and len(word) > 60 else word


def short(fen: int, language: str) -> Said:
    """An amount for a picture; the exact one stands in the table and in the name of the band."""
    if language == "en":
        if fen >= 10**11:
            return said(N_("%(amount)s million yuan"), amount=f"{fen // 10**8:,}")
        exact = money.yuan(fen).removesuffix(".00")
        return said(N_("%(amount)s yuan"), amount=exact if fen < 10**6 else f"{fen // 100:,}")
    if fen >= money.FEN_IN["亿元"]:
        return said(N_("%(amount)s hundred million yuan"), amount=money.wan(fen // 10**4))
    if fen >= money.FEN_IN["万元"]:
        return said(N_("%(amount)s wan yuan"), amount=money.wan(fen))
    return said(N_("%(amount)s yuan"), amount=money.yuan(fen))


def wrapped(text: str, width: float, most: int = 3) -> list[str]:
    """Up to `most` lines of at most `width` em; what is longer ends in an ellipsis.

    >>> wrapped("清岭市投资促进中心", 5), wrapped("not assigned yet", 7.5)
    (['清岭市投资', '促进中心'], ['not assigned', 'yet'])
    >>> wrapped("清风商贸（示例）", 5)
    ['清风商贸', '（示例）']
    >>> wrapped("道" * 20, 4, 2)
    ['道道道道', '道道道…']
    """
    lines, line = list[str](), ""
    for token in _tokens(text, width):
        if line and _wide(line + token.rstrip()) > width and token not in _CLOSING:
            lines.append(line.rstrip())
            line = ""
        line += token
        if len(lines) == most:
            return [*lines[:-1], _shortened(lines[-1], width)]
    return [*lines, line.rstrip()]


def _tokens(text: str, width: float) -> Iterable[str]:
    """Words and single characters; a word wider than a line is taken apart."""
    for token in _TOKEN.findall(" ".join(text.split())[:400]):
        yield from [token] if _wide(token) <= width else token


def _wide(text: str) -> float:
    """How wide a text is, in em, about."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WF" else 0.6 for sign in text)


def _shortened(line: str, width: float) -> str:
    while line and _wide(line) + 1 > width:
        line = line[:-1]
    return line + "…"
