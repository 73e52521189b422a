"""What a file must be before a parser sees it: its true kind, whole, and not over-large."""

import io
import re
import zipfile
import zlib

from portal.errors import BadSheet
from portal.words import N_, Said, said

ROWS = 20_000
COLUMNS = 200
BYTES = 100_000_000
SLACK = 100
"""Rows of titles, headings and totals beside the data."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS = (
    (b"%PDF", N_("a PDF file")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"GIF8", N_("a picture")),
    (b"Rar!", N_("an archive")),
    (b"7z\xbc\xaf", N_("an archive")),
    (b"{\\rtf", N_("a Word document")),
)
_MEMBERS = (
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsb"),
    ("word/document.xml", N_("a Word document")),
    ("ppt/presentation.xml", N_("a presentation")),
)
ENDINGS = ("xlsx", "xls", "ods", "csv")


def kind(content: bytes) -> str:
    """`xlsx`, `xls`, `ods`, `csv`, or the message id of what the content seems to be."""
    if content.startswith(_OLE):
        return "xls"
    if content.startswith(b"PK"):
        return _zip_kind(content)
    for start, what in _STARTS:
        if content.startswith(start):
            return what
    head = content[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        return N_("a web page")
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    return N_("a program's own file") if b"\x00" in content[:2000] and not utf16 else "csv"


def _zip_kind(content: bytes) -> str:
    with opened(content) as archive:
        names = set(archive.namelist())
        if "mimetype" in names and "content.xml" in names:
            return "ods"
    return next((what for name, what in _MEMBERS if name in names), N_("an archive"))


def check(name: str, content: bytes) -> str:
    """The ending of a file that may be parsed; raises `BadSheet` with the way out."""
    ending = name.rpartition(".")[2].lower()
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise BadSheet(said(N_("The file is empty. Save it again and choose it once more.")))
    if len(content) > BYTES:
        raise over_large()
    if ending not in ENDINGS:
        raise BadSheet(
            said(N_("A file that ends in .%(ending)s cannot be read. Save it as .xlsx or .csv."),
                 ending=ending[:10])
        )  # fmt: skip
    _refuse_locked(content)
    true = kind(content)
    if true != ending:
        raise BadSheet(_misnamed(ending, true))
    if true in ("xlsx", "ods"):
        _check_archive(content)
    return true


def _misnamed(ending: str, true: str) -> Said:
    if true in ENDINGS:
        return said(
            N_(
                "The name ends in .%(ending)s, but this is a .%(kind)s file."
                " Rename it to .%(kind)s."
            ),
            ending=ending,
            kind=true,
        )
    return said(
        N_("The name ends in .%(ending)s, but this seems to be %(what)s. Save it as .xlsx."),
        ending=ending,
        what=said(true),
    )


def _refuse_locked(content: bytes) -> None:
    if content.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in content:
        raise locked()


def locked() -> BadSheet:
    return BadSheet(
        said(N_("The workbook has a password. Save it without one and choose it once more."))
    )


def damaged() -> BadSheet:
    return BadSheet(
        said(N_("The file is damaged. Open it, save it again and choose it once more."))
    )


def over_large() -> BadSheet:
    return BadSheet(
        said(
            N_("The file is too large: at most %(rows)s rows, %(columns)s columns and %(size)s MB."
               " Split it."),
            rows=ROWS, columns=COLUMNS, size=BYTES // 1_000_000,
        )
    )  # fmt: skip


def opened(content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError):
        raise damaged() from None


def _check_archive(content: bytes) -> None:
    """The directory first; then what it says is held against the members as they unpack."""
    with opened(content) as archive:
        if sum(member.file_size for member in archive.infolist()) > BYTES:
            raise over_large()
        if any(member.flag_bits & 1 for member in archive.infolist()):
            raise locked()
        try:
            if archive.testzip() is not None:
                raise damaged()
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError):
            raise damaged() from None
        _check_cells(archive)


def _check_cells(archive: zipfile.ZipFile) -> None:
    for name in archive.namelist():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            _check_sheet(archive.read(name))
        elif name == "content.xml":
            _check_repeats(archive.read(name))


_WIDE = re.compile(rb'<(?:\w+:)?c [^>]*?\br="(?:[A-Z]{3,}|[H-Z][A-Z]|G[S-Z])\d+"[^>]*[^/]>')
_ROW = re.compile(rb'<(?:\w+:)?c [^>]*?\br="[A-Z]+(\d+)"[^>]*[^/]>')


def _check_sheet(xml: bytes) -> None:
    """Refuses cells with content beyond the limits; styled empty ones are no content.

    A parser would make room for the whole rectangle up to the farthest cell.
    """
    if _WIDE.search(xml) or _last_row(xml) > ROWS + SLACK:
        raise over_large()


def _last_row(xml: bytes) -> int:
    """The highest row among the cells with content, or the first one beyond the limit."""
    highest = 0
    for found in _ROW.finditer(xml):
        highest = max(highest, int(found[1][:9]))
        if highest > ROWS + SLACK:
            break
    return highest


_REPEATED = re.compile(
    rb"<table:table-(row|cell)\b(?=[^>]*number-(?:rows|columns)-repeated=\"(\d+)\")([^>]*)>"
)


def _check_repeats(xml: bytes) -> None:
    """Refuses OpenDocument rows and cells with content that are repeated beyond the limits."""
    for found in _REPEATED.finditer(xml):
        times = int(found[2][:9])
        if found[1] == b"cell":
            too_many = times > COLUMNS and b"value-type" in found[3]
        else:
            end = xml.find(b"</table:table-row>", found.end())
            too_many = times > ROWS and b"value-type" in xml[found.end() : end]
        if too_many:
            raise over_large()
