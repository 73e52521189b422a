"""What a reading of sheets gives back: the edits, the bad cells, and what else is to be told."""

from dataclasses import dataclass, field

from portal.codes import Edit
from portal.words import Said


@dataclass(frozen=True)
class BadCell:
    """A cell that kept its row out; `row` and `column` count from 1.

    `text` is what the cell says; a personal number in it is masked.
    """

    sheet: str
    row: int
    column: int
    heading: str
    text: str
    sentence: Said

    @property
    def address(self) -> str:
        """The cell as a spreadsheet names it, e.g. `F7`."""
        return f"{letters(self.column)}{self.row}"


@dataclass(frozen=True)
class Reading:
    """The result of reading sheets; nothing is written yet.

    `edits` holds the good rows that change something, in order of dependence. `new` names the
    records that are offered because a reference named them: (table, title). `rows` counts the
    data rows seen, `unchanged` those whose record is published and already says the same.
    `personal` tells that a personal number stands in some cell, `outside` are the masked numbers
    beside the cells: in either case the files must not be stored.
    """

    edits: list[Edit] = field(default_factory=list)
    bad: list[BadCell] = field(default_factory=list)
    notes: list[Said] = field(default_factory=list)
    new: list[tuple[str, str]] = field(default_factory=list)
    rows: int = 0
    unchanged: int = 0
    personal: bool = False
    outside: list[str] = field(default_factory=list)


def letters(column: int) -> str:
    """The letters of a column counted from 1.

    >>> letters(1), letters(26), letters(27), letters(703)
    ('A', 'Z', 'AA', 'AAA')
    """
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_of(name: str) -> int:
    """The column, from 1, that letters name.

    >>> column_of("A"), column_of("AA")
    (1, 27)
    """
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - 64
    return number
