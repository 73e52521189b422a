"""What stands on the drawn papers: lines, amounts, a seal, and signatures to be masked."""

from collections.abc import Callable, Sequence

from portal.media import Box
from portal.scenes.canvas import BLUE, GREY, LINES, RED, Sheet


def _voucher(s: Sheet, words: Sequence[str]) -> None:
    s.line((160, 46), (320, 46), fill=RED, width=3)
    for y in range(90, 260, 40):
        s.line((24, y), (456, y), fill=LINES, width=2)
    for x in (24, 250, 340, 456):
        s.line((x, 90), (x, 250), fill=LINES, width=2)
    for y, part in zip((106, 146, 186), (180, 150, 100), strict=True):
        s.box(36, y, 36 + part, y + 9, GREY)
    for y in (98, 218):
        s.words(350, y, words[-1] if words else "", 16)
    _names(s, 298)


def _names(s: Sheet, y: float) -> None:
    """Where names, signatures and numbers of persons stand: what has to be masked."""
    for x in (24, 170, 316):
        s.box(x, y, x + 42, y + 9, GREY)
        s.line((x + 54, y + 12), (x + 76, y - 8), (x + 88, y + 14), (x + 118, y - 6), fill=BLUE)


def _letter(s: Sheet, words: Sequence[str]) -> None:
    s.box(130, 44, 350, 56, RED)
    s.line((24, 74), (456, 74), fill=RED, width=3)
    for number, y in enumerate(range(94, 240, 22)):
        s.box(24, y, 456 - number % 3 * 60, y + 8, GREY)
    s.words(24, 252, "   ".join(words), 16)
    _names(s, 298)


def seal(s: Sheet) -> None:
    """The round red seal that every paper has."""
    s.pen.ellipse((236, 180, 326, 270), outline=RED, width=4)
    s.disc(281, 225, 10, RED)


PAPERS: dict[str, Callable[[Sheet, Sequence[str]], None]] = {
    "voucher": _voucher,
    "contract": _letter,
    "certificate": _letter,
    "decision": _letter,
}
"""Papers by name."""

NAMES = [Box(x / 480, 284 / 344, (x + 76) / 480, 320 / 344) for x in (74, 220, 366)]
"""Where every drawn paper has its signatures."""
