"""What an uploaded picture or paper truly is, told by its bytes before any decoder sees it."""

import io
import re
import zipfile

from portal.errors import Invalid
from portal.words import N_, Said, said

_HEIF = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_STARTS = (
    (b"%PDF", N_("a PDF file")),
    (b"GIF8", N_("a GIF picture")),
    (b"BM", N_("a BMP picture")),
    (b"II*\x00", N_("a TIFF picture")),
    (b"MM\x00*", N_("a TIFF picture")),
    (b"PK", N_("an archive")),
    (b"Rar!", N_("an archive")),
    (b"7z\xbc\xaf", N_("an archive")),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_OFFICE = (b"word/document.xml", b"xl/workbook.", b"ppt/presentation.xml", b"opendocument")
"""What the list of members of an Office document names."""

_ACTIVE = re.compile(rb"<(script|html|!doctype|svg|iframe|body|\?php)[\s>/]", re.IGNORECASE)
_MARKER = re.compile(rb"\xff([\xc0-\xcf\xd8-\xfe])", re.DOTALL)
_EDGE = 1024
_SCANS = 40
"""Progressive JPEGs have about ten scans; a forged one has thousands, and each costs its time."""

_PARTS = 20_000
"""Segments or chunks of a picture; Pillow looks at each of them in Python."""


def picture_kind(data: bytes) -> str:
    """`JPEG`, `PNG` or `WEBP`; raises `Invalid` with the way out for everything else."""
    if data.startswith(b"\xff\xd8\xff"):
        return _checked_jpeg(data)
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _checked_png(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _checked_webp(data)
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF:
        raise Invalid(
            said(
                N_(
                    "This is a HEIC photo, which many browsers cannot show. On an iPhone set"
                    " Settings, Camera, Formats to “Most Compatible”; on other phones save the"
                    " photo as JPEG. Then send it again."
                )
            )
        )
    raise Invalid(_other(data))


def refuse_second_nature(data: bytes) -> None:
    """Raises `Invalid` for a picture or PDF that could also be opened as a web page or archive.

    A PDF may hold such words in its pages, so only its two ends are looked at.
    """
    searched = data[:_EDGE] + data[-_EDGE:] if data.startswith(b"%PDF-") else data
    other = b"%PDF-" in data[1:_EDGE] or _ACTIVE.search(searched) is not None
    if other or zipfile.is_zipfile(io.BytesIO(data)):
        raise Invalid(
            said(
                N_(
                    "The file is two things at once: something else hides in it. Open it on your"
                    " device, save it again, and send that."
                )
            )
        )


def _other(data: bytes) -> Said:
    archive = data.startswith(b"PK") and any(name in data for name in _OFFICE)
    if archive or data.startswith(_OLD_OFFICE):
        return said(
            N_(
                "This is a document of Word, Excel or the like, whose pages cannot be masked here."
                " Save it as PDF and send that as a paper; for figures, send the sheet."
            )
        )
    what = next((what for start, what in _STARTS if data.startswith(start)), None)
    if what is None and _ACTIVE.search(data[:_EDGE]):
        what = N_("a web page or drawing with code")
    if what is None:
        return said(N_("This is no photo that can be read. Send it as JPEG, PNG or WebP."))
    return said(
        N_("This seems to be %(what)s. Send a photo as JPEG, PNG or WebP."), what=said(what)
    )


def _checked_jpeg(data: bytes) -> str:
    """The segments of the first picture (ITU T.81, B.1.1): not too many, and few of them scans."""
    place, parts, scans = 2, 0, 0
    while (marker := _MARKER.search(data, place)) and marker[1] != b"\xd9":
        parts += 1
        scans += marker[1] == b"\xda"
        if scans > _SCANS or parts > _PARTS:
            raise _endless()
        place = marker.end() + int.from_bytes(data[marker.end() : marker.end() + 2])
    return "JPEG"


def _checked_png(data: bytes) -> str:
    """The chunks (PNG 5.3): not too many."""
    place, parts = 8, 0
    while place < len(data):
        parts += 1
        if parts > _PARTS:
            raise _endless()
        place += 12 + int.from_bytes(data[place : place + 4])
    return "PNG"


def _endless() -> Invalid:
    return Invalid(said(N_("The picture was made to take long to read. Take it anew.")))


def _checked_webp(data: bytes) -> str:
    if data[12:16] == b"VP8X" and len(data) > 20 and data[20] & 2:
        raise Invalid(said(N_("The picture moves. Send a still photo.")))
    return "WEBP"


def webp_canvas(data: bytes) -> tuple[int, int]:
    """Width and height that the header of a WebP file states; (0, 0) when it states none.

    Pillow's decoder allocates the canvas before it tells the size (RFC 9649, 2.5 to 2.7).
    """
    head = data[:30].ljust(30, b"\x00")
    if head[12:16] == b"VP8X":
        return _little(head[24:27]) + 1, _little(head[27:30]) + 1
    if head[12:16] == b"VP8L":
        bits = _little(head[21:25])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if head[12:16] == b"VP8 ":
        return _little(head[26:28]) & 0x3FFF, _little(head[28:30]) & 0x3FFF
    return 0, 0


def _little(number: bytes) -> int:
    return int.from_bytes(number, "little")
