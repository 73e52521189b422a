"""What a workbook says beside its cells: comments, headers, properties, names, links, old caches.

Nothing of it is imported. The guard reads it, because the file is kept until it becomes a change.
"""

import io
import re
import zipfile
from collections.abc import Collection, Iterator
from html import unescape

from portal import guard
from portal.errors import BadSheet
from portal.guard import Leak
from portal.words import N_, said

_CELLS = re.compile(rb"<(?:\w+:)?sheetData\b")
_RUN = re.compile(
    r"</?(?:\w+:)?(?:t|r|rPr|span|b|i|u|sz|color|rFont|family|charset|scheme)\b[^<>]*>"
)
_TAG = re.compile(r"<(?!!\[CDATA\[)[^<>]*>|<!\[CDATA\[|\]\]>")
_NAMES = "Target|name|title|descr|tooltip|display|prompt|promptTitle|error|errorTitle|href"
_SPOKEN = rf'\b(?:{_NAMES}%s)="([^"]*)"'
_ATTRIBUTE, _CACHED = (re.compile(_SPOKEN % more) for more in ("", "|v"))
_PLAIN = re.compile(rb"[ -~]{8,}|(?:[ -~]\x00){8,}")
_EMBEDDED = ("xl/embeddings/", "Object ")


def leaks(content: bytes, office: Collection[str] = ()) -> list[Leak]:
    """The personal numbers beside the cells of a workbook; of an old one (.xls) also in them.

    Raises `BadSheet` for a workbook with another file inside, which nobody can look through.
    """
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        runs = (match[0].replace(b"\x00", b"") for match in _PLAIN.finditer(content))
        return guard.leaks(b"\n".join(runs).decode("ascii"), office)
    if not content.startswith(b"PK"):
        return []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        _refuse_embedded(archive.namelist())
        parts = [_words(name, archive.read(name)) for name in archive.namelist() if _told(name)]
    return guard.leaks("\n".join(parts), office)


def _refuse_embedded(names: Collection[str]) -> None:
    if any(name.startswith(_EMBEDDED) for name in names):
        raise BadSheet(
            said(
                N_(
                    "Another file is embedded in the workbook, which cannot be checked for personal"
                    " numbers. Delete it in the workbook and send that again."
                )
            )
        )


def _told(name: str) -> bool:
    """Whether a member says something; the texts of cells are read with the cells."""
    return name.endswith((".xml", ".rels", ".vml")) and not name.endswith("sharedStrings.xml")


def _words(name: str, data: bytes) -> str:
    text = (_notes(data) if name == "content.xml" else _without_cells(data)).decode(
        "utf-8", "replace"
    )
    attribute = _CACHED if "pivotCache" in name else _ATTRIBUTE
    return "\n".join(map(unescape, (*attribute.findall(text), *_lines(text))))


def _notes(data: bytes) -> bytes:
    """The notes at the cells of an .ods sheet."""
    _, *parts = data.split(b"<office:annotation")
    return b"\n".join(part.partition(b"</office:annotation>")[0] for part in parts)


def _without_cells(data: bytes) -> bytes:
    start, end = _CELLS.search(data), data.rfind(b"sheetData>")
    return data[: start.start()] + data[end:] if start and end > start.start() else data


def _lines(text: str) -> Iterator[str]:
    """The text between the tags; runs of one paragraph in one line."""
    yield _TAG.sub("\n", _RUN.sub("", text))
