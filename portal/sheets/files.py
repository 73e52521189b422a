"""Files to sheets: workbooks by a child process, CSV by the standard library, names kept apart."""

import csv
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from portal.errors import BadSheet
from portal.sheets import book, limits
from portal.sheets.grid import Place, Raw, Sheet, sheet
from portal.sheets.scan import COLUMNS, ROWS, SLACK
from portal.words import N_, Said, said

Named = tuple[str, str, Sequence[Sequence[Raw]], set[Place], bool]


def sheets(
    files: Sequence[tuple[str, bytes]], fixes: Mapping[str, str], office: Collection[str] = ()
) -> tuple[list[Sheet], list[Said]]:
    """Every sheet, and a note for each hidden one, of which only the guard takes notice."""
    notes: list[Said] = []
    made: list[Sheet] = []
    taken: set[str] = set()
    for name, content in files:
        found = list(_sheets(name, content))
        for title, stem, rows, failed, hidden in found:
            label = title if title not in taken else f"{stem}/{title}"
            taken.add(label)
            laid = sheet(label, stem, rows, _fixes_for(label, fixes), failed, office)
            laid.alone = len(found) == 1
            laid.hidden = hidden
            notes += _hidden(laid)
            made.append(laid)
    if sum(len(one.rows) for one in made) > ROWS + SLACK:
        raise limits.over_large()
    return made, notes


def _fixes_for(label: str, fixes: Mapping[str, str]) -> dict[str, str]:
    parts = ((key.rpartition("!"), text) for key, text in fixes.items())
    return {address: text for (name, _, address), text in parts if name == label}


def _sheets(name: str, content: bytes) -> Iterator[Named]:
    ending, failed = limits.check(name, content)
    stem = PurePosixPath(name).stem
    if ending == "csv":
        yield stem, stem, _csv_rows(content), set(), False
    else:
        for title, rows, hidden in book.sheets(content, book.Bounds()):
            yield title, stem, rows, failed.get(title, set()), hidden


def _hidden(laid: Sheet) -> list[Said]:
    if not laid.hidden:
        return []
    return [said(N_("Sheet “%(sheet)s” is hidden and was not read."), sheet=laid.name)]


def _csv_rows(content: bytes) -> list[list[str]]:
    text = _decoded(content)
    rows = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
            rows.append([_unquoted(cell) for cell in row])
            if len(rows) > ROWS + SLACK or len(row) > COLUMNS:
                raise limits.over_large()
    except csv.Error:
        raise limits.damaged() from None
    return rows


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadSheet(said(N_("The encoding of the file is not known. Save it as CSV UTF-8.")))


def _delimiter(text: str) -> str:
    head = text[:4000]
    return max(",;\t", key=head.count)


def _unquoted(cell: str) -> str:
    """The cell without the apostrophe that exports put before a formula's first character."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@") else cell
