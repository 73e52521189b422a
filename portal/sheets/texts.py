"""Cells of a row to the text of each attribute: units, ranges of dates, failed formulas."""

import re
import unicodedata

from portal import money
from portal.entities import attributes
from portal.errors import Invalid
from portal.kinds import Day, Money, Quantity
from portal.sheets.grid import Sheet
from portal.sheets.headings import ORDINAL, SOURCE, Column, Heading
from portal.sheets.reading import BadCell
from portal.words import N_, said

Texts = dict[str, list[tuple[str, Column]]]
"""Target → its cells that are not blank, with their columns."""

_BARE = re.compile(r"\d[\d,]*(\.\d+)?")
_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2})?$")
_DOTTED_RANGE = re.compile(r"(\d{4}\.\d{1,2})-(\d{1,2})")
_TO = re.compile("--|[-—–~至到]+")
_YEAR = re.compile(r"\d{4}")


def texts(sheet: Sheet, heading: Heading, row: int) -> tuple[Texts, list[BadCell]]:
    """What a row says, and its cells that cannot be taken for what they are."""
    found: Texts = {}
    bad: list[BadCell] = []
    for column in heading.columns:
        if column.target in ("", ORDINAL):
            continue
        try:
            text = _text(sheet, heading.table, row, column)
        except Invalid as problem:
            bad.append(sheet.bad(row, column.index, column.heading, problem.sentence))
            continue
        if text and not (column.target == "code" and re.fullmatch(r"\d{1,4}", text)):
            found.setdefault(column.target, []).append((text, column))
    _split_ranges(sheet, heading, row, found, bad)
    return found, bad


def _text(sheet: Sheet, table: str, row: int, column: Column) -> str:
    place = (row, column.index)
    text = sheet.text(*place)
    if place in sheet.broken:
        raise Invalid(said(N_("The formula in this cell gives an error. Write the value itself.")))
    kind = attributes(table).get(column.target)
    if not text:
        return ""
    if column.target.startswith(SOURCE) or isinstance(kind, Money):
        return money.plain(amount(text, column.unit))
    if isinstance(kind, Quantity) and column.unit and _BARE.fullmatch(_plain(text)):
        return text + column.unit
    if isinstance(kind, Day):
        return _day(text, place in sheet.doubtful)
    return text


def amount(text: str, unit: str) -> int:
    """The fen of a cell in a column of that unit; raises `Invalid`."""
    if unit in money.FEN_IN or not unit:
        return money.read(text, unit or "元")
    return money.read(text + unit if _BARE.fullmatch(_plain(text)) else text)


def _day(text: str, doubtful: bool) -> str:
    if doubtful:
        year = text[:4]
        raise Invalid(
            said(
                N_(
                    "The number %(text)s may be January or October."
                    " Write %(year)s-01 or %(year)s-10."
                ),
                text=text,
                year=year,
            )
        )
    return _TIME.sub("", text)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _split_ranges(
    sheet: Sheet, heading: Heading, row: int, found: Texts, bad: list[BadCell]
) -> None:
    """A range in a start column fills start and end: `2020年4月—8月`."""
    for start, kind in attributes(heading.table).items():
        end = start.removesuffix("start") + "end"
        if not (start.endswith("start") and isinstance(kind, Day) and found.get(start)):
            continue
        text, column = found[start][0]
        days = day_range(text, kind)
        if days is None:
            continue
        stated = found.get(end, [(days[1], column)])[0][0]
        if not _same_day(kind, stated, days[1]):
            sentence = said(N_("The range ends on %(end)s, another column says %(stated)s."),
                            end=days[1], stated=stated)  # fmt: skip
            bad.append(sheet.bad(row, column.index, column.heading, sentence))
        found[start] = [(days[0], column)]
        found.setdefault(end, [(days[1], column)])


def _same_day(kind: Day, stated: str, end: str) -> bool:
    try:
        return kind.read(stated) == end
    except Invalid:
        return True  # the end's own column is told to be wrong


def day_range(text: str, kind: Day) -> tuple[str, str] | None:
    """The two days of a range, or None for anything else.

    >>> day_range("2020年4月至8月", Day(label="", partial=True))
    ('2020-04', '2020-08')
    """
    plain = "".join(_plain(text).split())
    if dotted := _DOTTED_RANGE.fullmatch(plain):
        return _days(dotted[1], dotted[2], kind)
    if _reads(plain, kind):
        return None
    splits = (_days(plain[: to.start()], plain[to.end() :], kind) for to in _TO.finditer(plain))
    return next((days for days in splits if days), None)


def _days(first: str, second: str, kind: Day) -> tuple[str, str] | None:
    start = _reads(first, kind)
    year = _YEAR.match(first)
    end = _reads(second, kind) or (year and _reads(f"{year[0]}年{second}", kind))
    return (start, end) if start and end and start <= end else None


def _reads(text: str, kind: Day) -> str:
    try:
        return kind.read(text)
    except Invalid:
        return ""
