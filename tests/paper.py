"""What stands on the pages of a PDF, read back by another program than the one that made it."""

import re
import zlib
from typing import Any, NamedTuple

import pypdfium2
import zxingcpp

SHARP = 200 / 72
"""Pixels per point when a page is read as a picture."""


class Line(NamedTuple):
    """A piece of text with its page and box in points, from the lower left corner."""

    page: int
    text: str
    left: float
    bottom: float
    right: float
    top: float


def opened(data: bytes) -> Any:
    """The document."""
    return pypdfium2.PdfDocument(data)


def texts(data: bytes) -> list[str]:
    """The words of each page."""
    return [page.get_textpage().get_text_bounded() for page in opened(data)]


def words(data: bytes) -> str:
    """All words, in one line."""
    return " ".join(" ".join(texts(data)).split())


def lines(data: bytes) -> list[Line]:
    """Every rectangle of text on every page."""
    found = []
    for number, page in enumerate(opened(data)):
        text = page.get_textpage()
        for place in range(text.count_rects()):
            box = text.get_rect(place)
            found.append(Line(number, text.get_text_bounded(*box).strip(), *box))
    return found


def codes(data: bytes) -> list[str]:
    """What the QR codes of the first page say, read from its picture."""
    picture = opened(data)[0].render(scale=SHARP).to_pil().convert("L")
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def objects(data: bytes) -> bytes:
    """The objects of the file, those in compressed streams as well."""
    found = [data]
    for match in re.finditer(rb"/Length (\d+)[^>]*>>\s*stream\r?\n", data):
        packed = data[match.end() : match.end() + int(match[1])]
        try:
            found.append(zlib.decompress(packed))
        except zlib.error:
            continue
    return b"\n".join(found)
