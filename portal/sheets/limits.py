"""What a file must be before a parser sees it: its true kind, whole, and not over-large."""

import io
import struct
import zipfile
import zlib

from portal.errors import BadSheet
from portal.sheets.scan import COLUMNS, ROWS, OutsideLimits, Place, failures
from portal.words import N_, Said, said

BYTES = 100_000_000

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
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    EOFError,
    ValueError,
    OSError,
)
"""What an archive can run into that says other things than are there."""
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


def check(name: str, content: bytes) -> tuple[str, dict[str, set[Place]]]:
    """The ending of a file that may be parsed, and its cells with failed formulas by sheet.

    Raises `BadSheet` with the way out.
    """
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
    return true, _checked_archive(content) if true in ("xlsx", "ods") else {}


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
    """The refusal of a workbook with a password."""
    return BadSheet(
        said(N_("The workbook has a password. Save it without one and choose it once more."))
    )


def damaged() -> BadSheet:
    """The refusal of a file that does not hold together."""
    return BadSheet(
        said(N_("The file is damaged. Open it, save it again and choose it once more."))
    )


def over_large() -> BadSheet:
    """The refusal of more rows, columns or bytes than are taken."""
    return BadSheet(
        said(
            N_("The file is too large: at most %(rows)s rows, %(columns)s columns and %(size)s MB."
               " Split it."),
            rows=ROWS, columns=COLUMNS, size=BYTES // 1_000_000,
        )
    )  # fmt: skip


def opened(content: bytes) -> zipfile.ZipFile:
    """The archive that a workbook is; raises `BadSheet`."""
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except _UNREADABLE:
        raise damaged() from None


def _checked_archive(content: bytes) -> dict[str, set[Place]]:
    """The directory first; then what it says is held against the members as they unpack."""
    with opened(content) as archive:
        if sum(member.file_size for member in archive.infolist()) > BYTES:
            raise over_large()
        if any(member.flag_bits & 1 for member in archive.infolist()):
            raise locked()
        _refuse_damage(archive)
        try:
            return failures(archive)
        except OutsideLimits:
            raise over_large() from None


def _refuse_damage(archive: zipfile.ZipFile) -> None:
    """Unpacks each member once; other packings than those of workbooks are not tried."""
    if any(member.compress_type not in _PACKINGS for member in archive.infolist()):
        raise damaged()
    try:
        if archive.testzip() is not None:
            raise damaged()
    except _UNREADABLE:
        raise damaged() from None
