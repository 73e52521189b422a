"""Reads one PDF in a process of its own: run as a script by `pdf`, never imported by it.

A parser of a foreign format may crash, hang or eat memory; here it takes nothing with it. No form
is started and the library has no JavaScript engine, so a document shows and does nothing else.

Standard input is the PDF. The arguments are `pages`, `text` or `words`, the most pages, the longest
side in pixels, the most characters, seconds of CPU and bytes of memory. The answer is a line:
`locked`, `damaged`, `long <pages>` or `ok <pages>`; then for each page a line `<width> <height>`
and its RGB bytes, or the text in UTF-8, or a line of JSON with the page's `text`, the `boxes` of
its characters and the texts of its `notes`.
"""

import contextlib
import ctypes
import json
import math
import resource
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

import pypdfium2
import pypdfium2.raw as raw

LOCKED = 4  # FPDF_ERR_PASSWORD
SHARPEST = 4.0  # pixels per point: 288 dpi
FINE = 10_000  # steps from one edge of a page to the other


def main(words: list[str], source: BinaryIO, answer: BinaryIO) -> None:
    """Answers one request as the module's docstring says."""
    what, *numbers = words
    most, side, characters, seconds, memory = map(int, numbers)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    data = source.read()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        answer.write(b"locked\n" if getattr(error, "err_code", 0) == LOCKED else b"damaged\n")
        return
    if not 1 <= len(document) <= most:
        answer.write(f"long {len(document)}\n".encode() if len(document) else b"damaged\n")
        return
    answer.write(f"ok {len(document)}\n".encode())
    parts = {
        "pages": lambda: rendered(document, side),
        "text": lambda: texts(document, characters),
        "words": lambda: words_of(document, characters),
    }
    for part in parts[what]():
        answer.write(part)
        answer.flush()


def rendered(document: Any, side: int) -> Iterator[bytes]:
    """Each page as a line with its width and height, then its pixels in RGB."""
    for page in document:
        points = max(page.get_size())
        if not (math.isfinite(points) and points > 0):
            raise ValueError(points)
        scale = min(side / points, SHARPEST)
        bitmap = page.render(scale=scale, rev_byteorder=True, may_draw_forms=False)
        image = bitmap.to_pil().convert("RGB")
        yield f"{image.width} {image.height}\n".encode() + image.tobytes()
        bitmap.close()
        page.close()


def texts(document: Any, characters: int) -> Iterator[bytes]:
    """What the document says of itself, then the words of its pages, up to a number of characters.

    One character more than `characters` tells that there would be more.
    """
    left = characters + 1
    for text in _texts(document):
        yield text[:left].encode("utf-8", "replace") + b"\n"
        left -= len(text) + 1
        if left <= 0:
            return


def _texts(document: Any) -> Iterator[str]:
    yield "\n".join(document.get_metadata_dict(skip_empty=True).values())
    for page in document:
        words = page.get_textpage()
        yield words.get_text_range()
        words.close()
        yield from notes(page)
        page.close()


def words_of(document: Any, characters: int) -> Iterator[bytes]:
    """Each page as a line of JSON; of the text no more than `characters` in all."""
    left = characters
    for page in document:
        words = page.get_textpage()
        count = min(words.count_chars(), left)
        signs = [chr(raw.FPDFText_GetUnicode(words, place)) or " " for place in range(count)]
        boxes = [box(page, words.get_charbox(place)) for place in range(count)]
        left -= count
        found = {"text": "".join(signs), "boxes": boxes, "notes": list(notes(page))}
        yield json.dumps(found).encode() + b"\n"
        words.close()
        page.close()


def box(page: Any, corners: tuple[float, float, float, float]) -> list[float]:
    """Left, top, right, bottom of a box as parts of the page as it is shown, turned or cropped."""
    left, bottom, right, top = corners
    (x1, y1), (x2, y2) = shown(page, left, bottom), shown(page, right, top)
    ends = (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
    return [max(0.0, min(1.0, end)) for end in ends]


def shown(page: Any, x: float, y: float) -> tuple[float, float]:
    """Where a point of the page lies in its picture, in parts of width and height."""
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, FINE, FINE, 0, x, y, ctypes.byref(across), ctypes.byref(down))
    return across.value / FINE, down.value / FINE


def notes(page: Any) -> Iterator[str]:
    """The texts of notes on a page, and what was filled into its form."""
    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, number)
        for key in (b"Contents", b"V"):
            size = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
            buffer = ctypes.create_string_buffer(size)
            raw.FPDFAnnot_GetStringValue(
                note, key, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size
            )
            yield buffer.raw.decode("utf-16-le", "replace").rstrip("\0")
        raw.FPDFPage_CloseAnnot(note)


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        main(sys.argv[1:], sys.stdin.buffer, sys.stdout.buffer)
