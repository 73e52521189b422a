"""Which rows are records, which hold totals, and whether the totals add up."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from portal import money
from portal.entities import attributes
from portal.errors import Invalid
from portal.kinds import Money, folded
from portal.sheets.grid import Sheet
from portal.sheets.headings import ORDINAL, SOURCE, Column, Heading
from portal.sheets.texts import amount
from portal.words import N_, Said, said

_TOTAL = frozenset({"合计", "总计", "共计", "累计", "总合计", "合计金额"})
_SUBTOTAL = frozenset({"小计", "本页合计", "本页小计"})
_NUMERAL = re.compile(r"[一二三四五六七八九十]+[、.]?")
_INNER = re.compile(r"\([一二三四五六七八九十]+\)[、.]?")
_NUMBERED = re.compile(r"([一二三四五六七八九十]+[、.]|\([一二三四五六七八九十]+\)).")
_REMARK = re.compile(
    r"(填表|制表|填报|审核|审批|复核|负责人|经办|日期|时间|注|备注|说明|联系|单位|盖章|公示|监督)[^:]{0,8}:"
)


@dataclass(frozen=True)
class Total:
    """A row of stated totals; `spans` are the rows it may be the sum of, the likeliest first."""

    row: int
    spans: tuple[tuple[int, ...], ...]


@dataclass
class Body:
    """The rows below a heading, by what they are; rows count from 0."""

    data: list[int] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    remarks: list[int] = field(default_factory=list)


@dataclass
class _Group:
    row: int
    level: int
    start: int
    end: int | None = None


def body(sheet: Sheet, heading: Heading) -> Body:
    """Sorts the rows of a sheet."""
    found = Body()
    groups: list[_Group] = []
    sums: list[tuple[int, bool, int]] = []
    for row in range(heading.first, len(sheet.rows)):
        what = _what(sheet, heading, row)
        here = len(found.data)
        if what == "data":
            found.data.append(row)
        elif what == "remark":
            found.remarks.append(row)
        elif what in ("total", "subtotal"):
            sums.append((row, what == "total", here))
        elif what in ("1", "2"):
            _close(groups, int(what), here)
            groups.append(_Group(row, int(what), here))
    _close(groups, 0, len(found.data))
    found.totals += [Total(g.row, (tuple(found.data[g.start : g.end]),)) for g in groups]
    found.totals += _sums(sums, groups, found.data)
    return found


def _close(groups: list[_Group], level: int, here: int) -> None:
    for group in groups:
        if group.end is None and group.level >= level:
            group.end = here


def _sums(
    sums: list[tuple[int, bool, int]], groups: list[_Group], data: list[int]
) -> Iterator[Total]:
    last = 0
    for row, grand, here in sums:
        since = max([last, *(group.start for group in groups if group.row < row)])
        spans = (
            [data, data[:here], data[last:here]] if grand else [data[since:here], data[last:here]]
        )
        yield Total(row, tuple(tuple(span) for span in spans))
        last = here


def _what(sheet: Sheet, heading: Heading, row: int) -> str:
    """`data`, `total`, `subtotal`, a group's level `1` or `2`, `remark`, or "" for nothing."""
    filled = {place: text for place, text in enumerate(sheet.rows[row]) if text}
    ordinal = heading.column(ORDINAL)
    others = {
        place: text for place, text in filled.items() if not ordinal or place != ordinal.index
    }
    if not filled or _repeats(sheet, heading, row):
        return ""
    words = _words(heading, filled)
    if words & _TOTAL:
        return "total"
    if words & _SUBTOTAL:
        return "subtotal"
    if level := _level(heading, filled):
        return level
    if len(_words(heading, filled)) and all(_REMARK.match(folded(t)) for t in filled.values()):
        return "remark"
    if not others:
        return "" if filled[min(filled)].isdigit() else "remark"
    return "data"


def _repeats(sheet: Sheet, heading: Heading, row: int) -> bool:
    return any(sheet.rows[row] == sheet.rows[upper] for upper in range(heading.top, heading.first))


def _words(heading: Heading, filled: dict[int, str]) -> set[str]:
    amounts = {column.index for column in money_columns(heading)}
    return {folded(text).strip(":") for place, text in filled.items() if place not in amounts}


def _level(heading: Heading, filled: dict[int, str]) -> str:
    """A group row has a Chinese numeral, one name, and nothing else but amounts."""
    amounts = {column.index for column in money_columns(heading)}
    texts = [folded(text) for place, text in filled.items() if place not in amounts]
    if not texts or len(texts) > 2:
        return ""
    first = texts[0]
    if _NUMERAL.fullmatch(first) or (
        len(texts) == 1 and _NUMBERED.match(first) and first[0] != "("
    ):
        return "1"
    if _INNER.fullmatch(first) or (len(texts) == 1 and _NUMBERED.match(first)):
        return "2"
    return ""


def money_columns(heading: Heading) -> list[Column]:
    """The columns that hold amounts."""
    kinds = attributes(heading.table)
    return [
        column
        for column in heading.columns
        if column.target.startswith(SOURCE) or isinstance(kinds.get(column.target), Money)
    ]


def differences(sheet: Sheet, heading: Heading, found: Body) -> Iterator[Said]:
    """A sentence for each stated total that is not the sum of its rows, and for each split."""
    columns = money_columns(heading)
    for total in found.totals:
        for column in columns:
            yield from _difference(sheet, column, total)
    for row in found.data:
        yield from _split_difference(sheet, heading, row)


def _difference(sheet: Sheet, column: Column, total: Total) -> Iterator[Said]:
    stated = _fen(sheet, total.row, column)
    if stated is None or not sheet.text(total.row, column.index):
        return
    sums = [_sum(sheet, column, span) for span in total.spans]
    if sums[0] is not None and stated not in sums:
        yield _said(sheet, total.row, column, money.difference(sums[0], stated))


def _sum(sheet: Sheet, column: Column, span: tuple[int, ...]) -> int | None:
    amounts = [_fen(sheet, row, column) for row in span]
    return None if None in amounts else sum(fen or 0 for fen in amounts)


def _split_difference(sheet: Sheet, heading: Heading, row: int) -> Iterator[Said]:
    budget = heading.column("budget")
    split = [column for column in heading.columns if column.target.startswith(SOURCE)]
    if budget is None or not sheet.text(row, budget.index):
        return
    parts = [_fen(sheet, row, column) for column in split if sheet.text(row, column.index)]
    stated = _fen(sheet, row, budget)
    if not parts or stated is None or None in parts:
        return
    computed = sum(fen or 0 for fen in parts)
    if computed != stated:
        yield _said(sheet, row, budget, money.difference(computed, stated))


def _fen(sheet: Sheet, row: int, column: Column) -> int | None:
    """The amount of a cell, 0 for a blank one, None for one that cannot be read."""
    text = sheet.text(row, column.index)
    if (row, column.index) in sheet.broken:
        return None
    try:
        return amount(text, column.unit) if text else 0
    except Invalid:
        return None


def _said(sheet: Sheet, row: int, column: Column, gap: Said) -> Said:
    return said(
        N_("Sheet “%(sheet)s”, row %(row)s, column “%(heading)s”: %(gap)s."),
        sheet=sheet.name,
        row=row + 1,
        heading=column.heading,
        gap=gap,
    )
