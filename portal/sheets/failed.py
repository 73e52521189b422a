"""Cells of .xlsx whose formula failed: the parser shows them as empty, the file tells."""

import re
import zipfile
from collections.abc import Iterator
from html import unescape

from portal.sheets.limits import opened


def failed_cells(content: bytes) -> dict[str, set[tuple[int, int]]]:
    """Sheet → the cells, from 0, whose formula gave an error; the parser shows them as empty.

    Only .xlsx tells. Formulas that were saved without a result (by other programs) count too.
    """
    with opened(content) as archive:
        return {
            name: set(_failed(archive.read(member))) for name, member in _sheet_members(archive)
        }


_CELL_ERROR = re.compile(rb'<(?:\w+:)?c (?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')


def _failed(xml: bytes) -> Iterator[tuple[int, int]]:
    for found in _CELL_ERROR.finditer(xml):
        column = 0
        for letter in found[1]:
            column = column * 26 + letter - 64
        yield int(found[2]) - 1, column - 1


_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')


def _sheet_members(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """(sheet as the workbook names it, member of the archive)."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return
    links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {}
    for tag in re.findall(r"<(?:\w+:)?Relationship\s[^>]*>", links):
        link = dict(_ATTRIBUTE.findall(tag))
        targets[link.get("Id", "")] = link.get("Target", "")
    for tag in _SHEET.findall(archive.read("xl/workbook.xml").decode("utf-8", "replace")):
        given = dict(_ATTRIBUTE.findall(tag))
        reference = next((value for key, value in given.items() if key.endswith(":id")), "")
        target = targets.get(reference, "").lstrip("/")
        member = target if target.startswith("xl/") else f"xl/{target}"
        if member in names:
            yield unescape(given.get("name", "")), member
