"""A first pass over the XML of a workbook: where its cells are, and which formulas failed.

A parser of spreadsheets makes room for the whole rectangle up to the farthest cell, and ends its
process (see `book`) when there is not enough. So a far cell is looked for before, in a stream, to
say what is wrong. The parser also shows a failed formula as an empty cell; the XML of .xlsx tells.
"""

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from xml.parsers import expat

ROWS = 20_000
COLUMNS = 200
SLACK = 100
"""Rows of titles, headings and totals beside the data."""

Place = tuple[int, int]
_REFERENCE = re.compile(r"([A-Z]{1,7})(\d{1,9})")


class OutsideLimits(Exception):
    """A cell with content lies beyond the rows or columns that are taken."""


class _Excel:
    """Follows the cells of a sheet of .xlsx; places count from 1."""

    def __init__(self) -> None:
        self.row = self.column = 0
        self.error = False
        self.failed: set[Place] = set()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Takes the start of an element; raises `OutsideLimits`."""
        tag = name.rpartition(":")[2]
        if tag == "row":
            self.row, self.column = _number(attributes.get("r"), self.row + 1), 0
        elif tag == "c":
            self.column += 1
            self.error = attributes.get("t") == "e"
            if found := _REFERENCE.fullmatch(attributes.get("r", "").upper()):
                self.row, self.column = int(found[2]), _column(found[1])
        elif tag in ("v", "is"):
            self._content()

    def _content(self) -> None:
        if self.row > ROWS + SLACK or self.column > COLUMNS:
            raise OutsideLimits
        if self.error:
            self.failed.add((self.row - 1, self.column - 1))


class _OpenDocument:
    """Follows the cells of .ods, where a row or a cell may stand for many."""

    def __init__(self) -> None:
        self.row = self.column = 0
        self.rows = 0
        self.failed: set[Place] = set()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Takes the start of an element; raises `OutsideLimits`."""
        if name == "table:table":
            self.row = self.rows = 0
        elif name == "table:table-row":
            self.row += self.rows
            self.rows = _number(attributes.get("table:number-rows-repeated"), 1)
            self.column = 0
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self.column += _number(attributes.get("table:number-columns-repeated"), 1)
            if any(key.endswith(("value-type", "formula")) for key in attributes):
                self._content()

    def _content(self) -> None:
        if self.row + self.rows > ROWS + SLACK or self.column > COLUMNS:
            raise OutsideLimits


def _number(text: str | None, default: int) -> int:
    return int(text[:9]) if text and text.isascii() and text.isdigit() else default


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def failures(archive: zipfile.ZipFile) -> dict[str, set[Place]]:
    """Sheet → the cells, from 0, whose formula gave an error. Only .xlsx tells.

    Every member is looked at, wherever the workbook may say that its sheets are. Raises
    `OutsideLimits`.
    """
    failed = {member.filename: _failed(archive, member) for member in archive.infolist()}
    return {name: failed[member] for name, member in _sheets(archive)}


def _failed(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> set[Place]:
    cells = _OpenDocument() if member.filename == "content.xml" else _Excel()
    parser = expat.ParserCreate()
    parser.StartElementHandler = cells.start
    try:
        with archive.open(member) as file:
            parser.ParseFile(file)
    except (expat.ExpatError, LookupError, ValueError):
        return set()  # no XML, or in an encoding that is unknown here
    return cells.failed


_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_LINK = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """(sheet as the workbook names it, member of the archive)."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return
    links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    tags = (dict(_ATTRIBUTE.findall(tag)) for tag in _LINK.findall(links))
    targets = {tag.get("Id", ""): tag.get("Target", "") for tag in tags}
    for tag in _SHEET.findall(archive.read("xl/workbook.xml").decode("utf-8", "replace")):
        given = dict(_ATTRIBUTE.findall(tag))
        reference = next((value for key, value in given.items() if key.endswith(":id")), "")
        target = targets.get(reference, "").lstrip("/")
        member = target if target.startswith("xl/") else f"xl/{target}"
        if member in names:
            yield unescape(given.get("name", "")), member
