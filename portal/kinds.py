"""The kinds of attributes: column type, `read` from what people write, `write` to plain text.

A kind knows nothing of HTML or SQL statements. For every value v of a kind, read(write(v)) == v.
Values are what JSON and SQLite both hold exactly: str, int, bool. An absent value is None and is
not the kind's business.
"""

import datetime
import json
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from portal import geo, money, tlog
from portal.errors import Invalid
from portal.words import N_, said

Value = str | int | bool

BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What every kind says of an attribute.

    `label` and `hint` are message ids; `synonyms` are further headings under which sheets carry
    the attribute; `identifies` marks the attributes by which a row of a sheet is recognised as a
    record that already exists.
    """

    label: str
    hint: str = ""
    synonyms: tuple[str, ...] = ()
    identifies: bool = False
    column: ClassVar[str] = "TEXT"

    def read(self, text: str) -> Value:
        """The value of what was written; raises `Invalid` with a sentence."""
        raise TypeError(type(self))

    def write(self, value: Value) -> str:
        """The value as plain text that `read` takes."""
        return str(value)


@dataclass(frozen=True, kw_only=True)
class Text(Kind):
    """One line, at most `longest` characters; inner white space is kept single."""

    longest: int = 200

    def read(self, text: str) -> str:
        clean = " ".join(_printable(text).split())
        return _within(clean, self.longest)


@dataclass(frozen=True, kw_only=True)
class Prose(Kind):
    """Markdown of several lines."""

    longest: int = 20_000

    def read(self, text: str) -> str:
        clean = _printable(text).replace("\r\n", "\n").replace("\r", "\n").strip()
        return _within(clean, self.longest)


@dataclass(frozen=True, kw_only=True)
class Code(Kind):
    """A record's short, permanent address: a-z, 0-9 and hyphens, at most 40 characters."""

    pattern: ClassVar[re.Pattern[str]] = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

    def read(self, text: str) -> str:
        clean = unicodedata.normalize("NFKC", text).strip().lower()
        if len(clean) > 40 or not self.pattern.fullmatch(clean):
            raise Invalid(
                said(
                    N_("“%(text)s” is not a code. Use a-z, 0-9 and hyphens, like sq-2020-001."),
                    text=text[:60],
                )
            )
        return clean


@dataclass(frozen=True, kw_only=True)
class Household(Text):
    """The code that stands for a household, like SQ-2020-017: village, year, number; no name."""

    pattern: ClassVar[re.Pattern[str]] = re.compile(r"[A-Z]{1,6}-\d{4}-\d{3,4}", re.ASCII)

    def read(self, text: str) -> str:
        clean = "".join(unicodedata.normalize("NFKC", _printable(text)).upper().split())
        if not self.pattern.fullmatch(clean):
            raise Invalid(said(N_("Write the code of the household like SQ-2020-017, no name.")))
        return clean


@dataclass(frozen=True, kw_only=True)
class Choice(Kind):
    """One of `options`: (stored word, label, further spellings found in sheets)."""

    options: tuple[tuple[str, str, tuple[str, ...]], ...]

    def labels(self) -> dict[str, str]:
        """Stored word → message id of its label."""
        return {word: label for word, label, _ in self.options}

    def read(self, text: str) -> str:
        wanted = folded(text)
        for word, label, spellings in self.options:
            if wanted in (folded(name) for name in (word, label, *spellings)):
                return word
        raise Invalid(
            said(
                N_("“%(text)s” is not in the list. Choose one of: %(known)s."),
                text=text[:60],
                known="、".join(names[0] if names else word for word, _, names in self.options),
            )
        )


_DAY = re.compile(
    r"(?P<year>\d{4})\s*(?:年|[-/.])?\s*(?:(?P<month>\d{1,2})\s*(?:月|[-/.])?\s*"
    r"(?:(?P<day>\d{1,2})\s*日?)?)?"
)


@dataclass(frozen=True, kw_only=True)
class Day(Kind):
    """A date as ISO text. With `partial`, `2020` and `2020-05` are dates of that precision.

    Takes 2020-05-06, 2020/5/6, 2020.5.6, 2020年5月6日, 20200506 and, with `partial`, the shorter
    forms. Years run from 1949 to 2100.
    """

    partial: bool = False

    def read(self, text: str) -> str:
        plain = unicodedata.normalize("NFKC", text).strip()
        plain = re.sub(r"[ T]00:00(:00)?$", "", plain)
        if re.fullmatch(r"\d{8}", plain):
            plain = f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
        found = _DAY.fullmatch(plain)
        if not found or re.fullmatch(r"\d{5,7}", plain):
            raise self._bad(text)
        return self._iso(found["year"], found["month"], found["day"], text)

    def _iso(self, year: str, month: str | None, day: str | None, text: str) -> str:
        if not (day or self.partial):
            raise self._bad(text)
        try:
            whole = datetime.date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            raise self._bad(text) from None
        if not 1949 <= whole.year <= 2100:
            raise self._bad(text)
        return whole.isoformat()[: 10 if day else 7 if month else 4]

    def _bad(self, text: str) -> Invalid:
        example = N_("“%(text)s” is not a date. Write it like 2020-05-06.")
        shorter = N_("“%(text)s” is not a date. Write it like 2020-05-06, 2020-05 or 2020.")
        return Invalid(said(shorter if self.partial else example, text=text[:60]))


@dataclass(frozen=True, kw_only=True)
class Money(Kind):
    """An amount in whole fen. Only a `signed` one may be negative; `unit` is a bare number's."""

    signed: bool = False
    column: ClassVar[str] = "INTEGER"

    def read(self, text: str, unit: str = "元") -> int:
        fen = money.read(text, unit)
        if fen < 0 and not self.signed:
            raise Invalid(said(N_("The amount cannot be negative here.")))
        return fen

    def write(self, value: Value) -> str:
        return money.plain(int(value))


@dataclass(frozen=True, kw_only=True)
class Count(Kind):
    """A whole number from `least` to `most`."""

    least: int = 0
    most: int = 100_000_000
    column: ClassVar[str] = "INTEGER"

    def read(self, text: str) -> int:
        plain = unicodedata.normalize("NFKC", text).strip().replace(",", "")
        plain = re.sub(r"\.0+$", "", plain)
        if not re.fullmatch(r"\d{1,12}", plain, re.ASCII):
            raise Invalid(
                said(N_("“%(text)s” is not a whole number. Write it like 412."), text=text[:60])
            )
        if not self.least <= int(plain) <= self.most:
            raise Invalid(
                said(
                    N_("%(number)s is outside the range from %(least)s to %(most)s."),
                    number=plain,
                    least=self.least,
                    most=self.most,
                )
            )
        return int(plain)


_LENGTHS = {
    "毫米": Decimal("0.001"),
    "mm": Decimal("0.001"),
    "厘米": Decimal("0.01"),
    "公分": Decimal("0.01"),
    "cm": Decimal("0.01"),
    "米": Decimal(1),
    "m": Decimal(1),
    "公里": Decimal(1000),
    "千米": Decimal(1000),
    "km": Decimal(1000),
}
_QUANTITY = re.compile(r"(?P<number>\d{1,12}(?:\.\d{1,6})?)\s*(?P<unit>[^\d\s.]{0,4})", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Quantity(Kind):
    """A non-negative decimal as text without needless zeros; `unit` names what it counts.

    With unit `m`, lengths in 公里, 厘米, 公分 … are converted to metres.
    """

    unit: str = ""

    def read(self, text: str) -> str:
        plain = unicodedata.normalize("NFKC", text).strip().replace(",", "")
        found = _QUANTITY.fullmatch(plain)
        factor = self._factor(found["unit"].lower()) if found else None
        if not found or factor is None:
            raise Invalid(
                said(N_("“%(text)s” is not a quantity. Write it like 4.5."), text=text[:60])
            )
        return _decimal(Decimal(found["number"]) * factor)

    def _factor(self, written: str) -> Decimal | None:
        if written in ("", self.unit):
            return Decimal(1)
        return _LENGTHS.get(written) if self.unit == "m" else None


@dataclass(frozen=True, kw_only=True)
class Percent(Kind):
    """0 to 100 as decimal text with at most two decimals."""

    def read(self, text: str) -> str:
        plain = unicodedata.normalize("NFKC", text).strip().removesuffix("%").strip()
        if not re.fullmatch(r"\d{1,3}(\.\d{1,2})?", plain, re.ASCII) or Decimal(plain) > 100:
            raise Invalid(said(N_("“%(text)s” is not a percentage from 0 to 100."), text=text[:60]))
        return _decimal(Decimal(plain))


@dataclass(frozen=True, kw_only=True)
class Ref(Code):
    """The code of a record in `table`."""

    table: str


@dataclass(frozen=True, kw_only=True)
class Flag(Kind):
    """Yes or no."""

    column: ClassVar[str] = "INTEGER"
    yes: ClassVar[frozenset[str]] = frozenset({"是", "yes", "y", "true", "1", "√", "有"})
    no: ClassVar[frozenset[str]] = frozenset({"否", "no", "n", "false", "0", "×", "无", "没有"})

    def read(self, text: str) -> bool:
        plain = folded(text)
        if plain in self.yes:
            return True
        if plain in self.no:
            return False
        raise Invalid(said(N_("Write “yes” or “no” instead of “%(text)s”."), text=text[:60]))

    def write(self, value: Value) -> str:
        return "是" if value else "否"


@dataclass(frozen=True, kw_only=True)
class Point(Kind):
    """A place as WGS-84 text, east first: `117.123456,31.123456`.

    What starts with `gcj02:` or `bd09:`, as copied from Amap or Baidu Maps, is converted.
    """

    def read(self, text: str) -> str:
        points = geo.read_named(_printable(text))
        if len(points) != 1:
            raise Invalid(said(N_("This is one place: write one pair of coordinates.")))
        return geo.written(points)


@dataclass(frozen=True, kw_only=True)
class Track(Kind):
    """A line on the ground: places as of `Point` with semicolons between them, in order."""

    def read(self, text: str) -> str:
        points = geo.read_named(_printable(text))
        if len(set(points)) < 2:
            raise Invalid(said(N_("A line has at least two different points.")))
        return geo.written(points)


@dataclass(frozen=True, kw_only=True)
class Frozen(Kind):
    """What the books said when a record was published, as canonical JSON. Nobody types it."""

    def read(self, text: str) -> str:
        try:
            return tlog.canonical(json.loads(text)).decode()
        except ValueError:
            raise Invalid(said(N_("This is not a frozen record."))) from None


def folded(text: str) -> str:
    """Text made comparable: NFKC, lower case, no white space.

    >>> folded("其中：脱贫户（户） ")
    '其中:脱贫户(户)'
    """
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _printable(text: str) -> str:
    return BIDI.sub("", CONTROL.sub("", text))


def _within(text: str, longest: int) -> str:
    if len(text) > longest:
        raise Invalid(
            said(
                N_("This is %(length)s characters long; %(longest)s fit here."),
                length=len(text),
                longest=longest,
            )
        )
    if not text:
        raise Invalid(said(N_("Nothing readable is left of what was written.")))
    return text


def _decimal(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
