"""A sheet as a grid of texts, with what is known to be wrong about single cells."""

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from portal import guard
from portal.sheets.reading import BadCell, column_of
from portal.words import N_, Said, said

Raw = int | float | str | bool
Place = tuple[int, int]
"""Row and column of a cell, both from 0."""

ERRORS = re.compile(r"#(REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)", re.IGNORECASE)
_BLANK = frozenset({"-", "--", "—", "——", "–", "/", "\\"})
_MONTH_OR_MONTHS = re.compile(r"(19|20)\d\d\.1")
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass
class Sheet:
    """One sheet: `name` as shown to people, `stem` the name of its file without the ending.

    `leaking` are the cells that hold a personal number: their text is masked already. `broken`
    are the cells of formulas that failed, `doubtful` the numbers like 2020.1 that may stand for
    January or October.
    """

    name: str
    stem: str
    rows: list[list[str]]
    alone: bool = True
    hidden: bool = False
    leaking: dict[Place, Said] = field(default_factory=dict)
    broken: set[Place] = field(default_factory=set)
    doubtful: set[Place] = field(default_factory=set)

    def text(self, row: int, column: int) -> str:
        """What a cell says; "" beside the grid."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""

    def bad(self, row: int, column: int, heading: str, sentence: Said) -> BadCell:
        """The cell with what is wrong about it."""
        text = self.text(row, column)[:200]
        return BadCell(self.name, row + 1, column + 1, heading, text, sentence)


def sheet(
    name: str,
    stem: str,
    rows: Iterable[Sequence[Raw]],
    fixes: Mapping[str, str],
    failed: Iterable[Place] = (),
    office: Collection[str] = (),
) -> Sheet:
    """The sheet with staff's corrections laid over it and every personal number masked."""
    made = Sheet(_masked(name, office), _masked(stem, office), [])
    made.broken.update(failed)
    for number, row in enumerate(rows):
        made.rows.append([_text(made, (number, place), cell) for place, cell in enumerate(row)])
    for address, text in fixes.items():
        _fix(made, address, text)
    for number, cells in enumerate(made.rows):
        for place, text in enumerate(cells):
            _guard(made, (number, place), text, office)
    return made


def _text(made: Sheet, place: Place, cell: Raw) -> str:
    if isinstance(cell, float) and _MONTH_OR_MONTHS.fullmatch(str(cell)):
        made.doubtful.add(place)
    text = written(cell)
    if isinstance(cell, int | float) and len(text) > 14 and text.isdigit():
        made.leaking[place] = said(
            N_("This number is longer than a spreadsheet keeps exactly. Write it as text.")
        )
        return f"{text[:3]}{'*' * (len(text) - 7)}{text[-4:]}"
    if ERRORS.fullmatch(text):
        made.broken.add(place)
    return "" if text in _BLANK else text


def written(cell: Raw) -> str:
    """The text of a cell: whole floats without a point, others to the 15 digits Excel keeps.

    >>> written(13.0), written(59.699999999999996), written(True), written(" a ")
    ('13', '59.7', 'TRUE', 'a')
    """
    if isinstance(cell, str):
        return cell.strip()
    return str(cell).upper() if isinstance(cell, bool) else _number(cell)


def _number(cell: float) -> str:
    if not math.isfinite(cell):
        return str(cell)
    return f"{Decimal(f'{cell:.15g}'):f}"


def _fix(made: Sheet, address: str, text: str) -> None:
    found = _ADDRESS.fullmatch(address)
    if not found:
        return
    row, column = int(found[2]) - 1, column_of(found[1]) - 1
    if 0 <= row < len(made.rows) and column < 200:
        cells = made.rows[row]
        cells.extend([""] * (column + 1 - len(cells)))
        cells[column] = text.strip()
        made.broken.discard((row, column))
        made.doubtful.discard((row, column))
        made.leaking.pop((row, column), None)


def _guard(made: Sheet, place: Place, text: str, office: Collection[str]) -> None:
    if len(text) < guard.SHORTEST:
        return
    found = guard.leaks(text, office)
    if found:
        kinds = said(guard.KINDS[found[0].kind])
        sentence = said(
            N_("A %(kind)s stands here. Personal numbers are never taken; delete it."), kind=kinds
        )
        made.rows[place[0]][place[1]] = "、".join(leak.masked for leak in found)
        made.leaking[place] = sentence


def _masked(name: str, office: Collection[str]) -> str:
    found = guard.leaks(name, office)
    return "、".join(leak.masked for leak in found) if found else name
