"""Small multiples: one small chart for each indicator, all over the same years.

Numbers for SVG: across in percent, down in pixels. A table beside them says the same.
"""

from collections.abc import Sequence
from typing import NamedTuple

from portal.words import Said

MOST = 5
"""Years that a chart shows, so that the words stand side by side on a phone."""
TOP, BASE, HEIGHT = 26, 100, 126
"""Where the tallest bar ends, where all stand, and how high a chart is with its words."""
_GAP = 0.22
"""How much of its place a bar leaves free."""


class Series(NamedTuple):
    """An indicator: its name, a value of each year in order, and that value in words."""

    name: Said
    values: Sequence[float | None]
    words: Sequence[str]


class Column(NamedTuple):
    """One year of a chart: its bar, the middle of it, where the words stand, the words."""

    x: str
    width: str
    y: str
    height: str
    middle: str
    above: str
    year: int
    word: str


class Chart(NamedTuple):
    """A chart with its name, and the same in one line for those who cannot see it."""

    name: Said
    columns: list[Column]
    spoken: str


def charts(years: Sequence[int], found: Sequence[Series]) -> list[Chart]:
    """A chart for each indicator that is known for at least two of the newest years."""
    return [
        _chart(years[-MOST:], Series(one.name, one.values[-MOST:], one.words[-MOST:]))
        for one in found
        if sum(value is not None for value in one.values[-MOST:]) > 1
    ]


def _chart(years: Sequence[int], series: Series) -> Chart:
    scale = max(value or 0 for value in series.values) or 1
    columns = [
        _column(place, len(years), (value or 0) / scale, year, word)
        for place, (year, value, word) in enumerate(
            zip(years, series.values, series.words, strict=True)
        )
    ]
    spoken = "; ".join(f"{column.year}: {column.word}" for column in columns)
    return Chart(series.name, columns, spoken)


def _column(place: int, number: int, share: float, year: int, word: str) -> Column:
    step = 100 / number
    tall = share * (BASE - TOP)
    return Column(
        x=_text(step * (place + _GAP / 2)),
        width=_text(step * (1 - _GAP)),
        y=_text(BASE - tall),
        height=_text(tall),
        middle=_text(step * (place + 0.5)),
        above=_text(BASE - tall - 6),
        year=year,
        word=word,
    )


def _text(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
