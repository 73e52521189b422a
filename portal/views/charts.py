"""Bars in proportion, as numbers for SVG; the words and exact figures stand beside them."""

from typing import NamedTuple


class Part(NamedTuple):
    """A stretch of a bar in percent of the whole line: where it starts, how long, which ink."""

    start: str
    length: str
    ink: str


def used(whole: int, paid: int, scale: int = 0) -> list[Part]:
    """What is paid of a whole, what is kept, and what goes over it, on a line of `scale` fen.

    >>> used(400, 300)
    [Part(start='0', length='75', ink='paid'), Part(start='75', length='25', ink='kept')]
    >>> [part.ink for part in used(100, 120)]
    ['paid', 'over']
    """
    whole, paid = max(whole, 0), max(paid, 0)
    scale = max(scale, whole, paid)
    within = min(paid, whole)
    ends = [(0, within, "paid"), (within, whole, "kept"), (whole, paid, "over")]
    return [
        Part(_percent(start, scale), _percent(end - start, scale), ink)
        for start, end, ink in ends
        if end > start
    ]


def _percent(amount: int, scale: int) -> str:
    return f"{100 * amount / scale:.2f}".rstrip("0").rstrip(".")
