"""Headings to attributes: which rows are the heading, which table it is, in which units."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from portal import choices
from portal.entities import ENTITIES, attributes, entity, required, untyped
from portal.kinds import Kind, Money, Quantity, Ref, folded
from portal.sheets.grid import Sheet

ORDINAL = "#"
"""The target of a column that only counts the rows."""

SOURCE = "source:"
"""What starts the target of a column that holds the part of one source in the plan."""

_ORDINALS = frozenset({"序号", "行号", "顺序号", "no", "no.", "#"})
_SUFFIX = re.compile(
    r"[(\[](?:金额|计量)?(?:单位:)?(?:人民币)?([^()\[\]]{1,12})[)\]]$|[/:,、](万元|元)$"
)
_MONEY_GROUP = re.compile("资金|投资|筹资|经费")
_LINE_UNIT = re.compile(r"单位:[^()]{0,12}?(亿元|万元|元)")
_TOTALS = frozenset({"合计", "小计", "总计", "总投资"})
_PLACES = {"县": "~county", "县区": "~county", "乡": "~township", "乡镇": "~township"}
_SEARCHED = 30
_DEEPEST = 3


@dataclass(frozen=True)
class Column:
    """One column: `target` is an attribute, `source:central`, `~county`, `#`, or "" if unknown.

    `own` marks one that is known but not read, because the portal itself writes what it says.
    """

    index: int
    heading: str
    target: str
    unit: str
    own: bool = False


@dataclass(frozen=True)
class Heading:
    """A table's heading in a sheet; its rows start at `first` (from 0)."""

    table: str
    top: int
    first: int
    columns: tuple[Column, ...]

    @property
    def known(self) -> frozenset[str]:
        """The targets of all columns."""
        return frozenset(column.target for column in self.columns) - {"", ORDINAL}

    @property
    def missing(self) -> tuple[str, ...]:
        """Required attributes without a column; none matter where a code names the record."""
        return (
            ()
            if "code" in self.known
            else tuple(sorted(required(self.table) - {"code"} - self.known))
        )

    @property
    def rank(self) -> int:
        """How well the table fits."""
        return len(self.known) - len(self.missing)

    def column(self, target: str) -> Column | None:
        """The first column of a target."""
        return next((column for column in self.columns if column.target == target), None)


def best(sheet: Sheet, measured: bool = False) -> Heading | None:
    """The heading of the table that fits a sheet; None if none fits, or several as well.

    Columns of what is measured of a file are read only with `measured`.
    """
    named = named_tables(sheet)
    exact = [table for table in ENTITIES if folded(sheet.name) in _names(table)]
    found = [one for table in exact or ENTITIES if (one := heading(sheet, table, measured))]
    found = [one for one in found if not one.missing and (len(one.known) > 1 or exact)]
    if not found:
        return None
    top = max(one.rank for one in found)
    fitting = [one for one in found if one.rank == top]
    fitting = [one for one in fitting if one.table in named] or fitting
    return fitting[0] if len(fitting) == 1 else None


def named_tables(sheet: Sheet) -> set[str]:
    """The tables that the sheet's name, or that of a file with one sheet, contains."""
    for name in (sheet.name, sheet.stem if sheet.alone else ""):
        found = {
            table: max(len(known) for known in hits)
            for table in ENTITIES
            if (hits := [k for k in _names(table) if len(k) > 1 and k in folded(name)])
        }
        if found:
            return {table for table, size in found.items() if size == max(found.values())}
    return set()


@cache
def _names(table: str) -> frozenset[str]:
    return frozenset(folded(name) for name in (table, *ENTITIES[table].sheets))


def heading(sheet: Sheet, table: str, measured: bool = False) -> Heading | None:
    """The rows that fit a table's headings best; the shallower and upper of equals."""
    tried = (
        _heading(sheet, table, top, depth, measured)
        for depth in range(1, _DEEPEST + 1)
        for top in range(min(_SEARCHED, len(sheet.rows) + 1 - depth))
    )
    return max((one for one in tried if one.known), key=lambda one: len(one.known), default=None)


def _heading(sheet: Sheet, table: str, top: int, depth: int, measured: bool) -> Heading:
    unit = _unit_above(sheet, top)
    barred = untyped(table) - (entity(table).measured if measured else frozenset())
    columns: list[Column] = []
    taken: set[str] = set()
    for index, path in enumerate(_paths(sheet, top, depth)):
        target, own = _target(table, path)
        kind = attributes(table).get(target)
        barring = target in barred
        if barring or (target in taken and not isinstance(kind, Ref)):
            target = ""
        taken.add(target)
        money = target.startswith(SOURCE) or isinstance(kind, Money)
        columns.append(
            Column(index, "/".join(path), target, own or (unit if money else ""), barring)
        )
    return Heading(table, top, top + depth, tuple(columns))


def _paths(sheet: Sheet, top: int, depth: int) -> Iterator[tuple[str, ...]]:
    """The headings over each column, from group to child; a group spans the blanks after it."""
    above: list[str] = [""] * depth
    for column in range(max(len(sheet.rows[row]) for row in range(top, top + depth))):
        texts = [" ".join(sheet.text(top + level, column).split()) for level in range(depth)]
        fresh = False
        for level, text in enumerate(texts):
            fresh = fresh or bool(text)
            above[level] = text if fresh else above[level]
        lowest = max((level for level, text in enumerate(texts) if text), default=-1)
        yield tuple(text for text in above[: lowest + 1] if text)


def _target(table: str, path: tuple[str, ...]) -> tuple[str, str]:
    """(target, unit) of a column; the full path first, then its child under any group."""
    if not path:
        return "", ""
    parts = [_split(text) for text in path]
    unit = next((own for _, own in reversed(parts) if own), "")
    for names in (tuple(folded(text) for text in path), tuple(name for name, _ in parts)):
        for start in range(len(names)):
            key = "/".join(names[start:])
            if target := _known(table).get(key):
                whole = names[-1] == folded(path[-1])
                return target, _kept_unit(attributes(table).get(target), unit, whole)
    return _special(table, [name for name, _ in parts]), unit


def _kept_unit(kind: Kind | None, unit: str, whole: bool) -> str:
    """Money keeps its unit; a quantity only one that is not part of a known heading."""
    if isinstance(kind, Money):
        return unit
    return unit if isinstance(kind, Quantity) and not whole else ""


def _special(table: str, names: list[str]) -> str:
    *groups, child = "/".join(names).split("/")
    group = "/".join(groups)
    if table == "project":
        money = bool(_MONEY_GROUP.search(group))
        if child in _TOTALS and (money or not group):
            return "budget"
        source = _sources().get(child, "")
        if source and (money or (not group and len(child) > 1 and child != "其他")):
            return SOURCE + source
        if child in _PLACES:
            return _PLACES[child]
    return ORDINAL if child in _ORDINALS else ""


def _split(text: str) -> tuple[str, str]:
    """A heading without its unit, and the unit.

    >>> _split("金额（元）"), _split("金额（单位：万元）"), _split("面积")
    (('金额', '元'), ('金额', '万元'), ('面积', ''))
    """
    plain = folded(text).strip("*:")
    found = _SUFFIX.search(plain)
    return (plain[: found.start()], found[1] or found[2]) if found else (plain, "")


def _unit_above(sheet: Sheet, top: int) -> str:
    for row in range(top):
        for text in sheet.rows[row]:
            if text and (found := _LINE_UNIT.search(folded(text))):
                return found[1]
    return ""


@cache
def _known(table: str) -> dict[str, str]:
    """Folded heading → attribute; names and labels first, then synonyms in order."""
    found: dict[str, str] = {}
    kinds = attributes(table).items()
    for name, kind in kinds:
        found.setdefault(folded(name), name)
        found.setdefault(folded(kind.label), name)
    for name, kind in kinds:
        for text in kind.synonyms:
            found.setdefault(folded(text), name)
    return found


@cache
def _sources() -> dict[str, str]:
    return {folded(text): word for word, _, texts in choices.SOURCE for text in texts}
