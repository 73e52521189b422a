"""What notices are made of: cells, rows, tables, a sheet; None stands for what is missing."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from portal.entities import attributes
from portal.kinds import Choice
from portal.words import N_, Said, said


class Cell(NamedTuple):
    """A value that is there. `kind` is text, said (a `Said`), yuan (fen), day (ISO), days (a pair
    of ISO days, "" for an unknown one), term (a word and its English) or list (of `Said`s)."""

    kind: str
    value: Any


class Row(NamedTuple):
    """One thing that the stage asks for; no cell where it is not filled in."""

    label: Said
    cell: Cell | None


class Head(NamedTuple):
    """The heading of a column; `number` where amounts stand under it."""

    label: Said
    number: bool = False


class Table(NamedTuple):
    """A table of a notice; `total` is the row of sums under it, empty where nothing is summed.

    A `wide` one has more to say in a row than stands side by side on a screen.
    """

    caption: Said
    heads: list[Head]
    rows: list[list[Cell | None]]
    total: list[Cell | None] | None = None
    wide: bool = False

    def gaps(self) -> list[Said]:
        """The headings under which something is missing; the caption of an empty table."""
        if not self.rows:
            return [self.caption]
        columns = zip(self.heads, zip(*self.rows, strict=True), strict=True)
        return [head.label for head, cells in columns if None in cells]


@dataclass(frozen=True)
class Sheet:
    """What a notice says: rows, tables, numbers to call, the documents that it rests on.

    `size` is how many entries the log held when it was frozen, None for one never frozen.
    `calls` are (name, number), `laws` (title, title in English or "").
    """

    rows: list[Row]
    tables: list[Table]
    calls: list[tuple[str, str]] = field(default_factory=list)
    laws: list[tuple[str, str]] = field(default_factory=list)
    size: int | None = None

    def missing(self) -> list[Said]:
        """The labels of what is not filled in."""
        gaps = [gap for table in self.tables for gap in table.gaps()]
        return [row.label for row in self.rows if row.cell is None] + gaps


def text(value: object) -> Cell | None:
    """A text that is not empty."""
    return Cell("text", str(value)) if value not in (None, "") else None


def yuan(value: object) -> Cell | None:
    """An amount in fen."""
    return Cell("yuan", int(str(value))) if value is not None else None


def day(value: object) -> Cell | None:
    """An ISO day, perhaps partial."""
    return Cell("day", str(value)) if value else None


def days(first: object, last: object) -> Cell | None:
    """From one ISO day to another, one of which may be unknown."""
    return Cell("days", (str(first or ""), str(last or ""))) if first or last else None


def word(table: str, attribute: str, value: object) -> Cell | None:
    """The label of a choice."""
    kind = attributes(table)[attribute]
    assert isinstance(kind, Choice)
    return Cell("said", said(kind.labels().get(str(value), str(value)))) if value else None


def quantity(amount: object, unit: object) -> Cell | None:
    """A quantity with the word of its unit."""
    if amount is None:
        return None
    named = word("acceptance", "unit", unit)
    if named is None:
        return text(amount)
    return Cell("said", said(N_("%(amount)s %(unit)s"), amount=amount, unit=named.value))
