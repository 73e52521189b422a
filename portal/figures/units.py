"""Units of figures: how a number is written, read, and rounded so that everybody can see it."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from portal.words import N_

Amount = int | Decimal


@dataclass(frozen=True)
class Unit:
    """`family` says what it can be turned into, `size` how many of the books' own unit it holds.

    The books hold fen, metres and plain numbers. `label` is a message id, `words` are the
    spellings that people write, `places` are decimals that are always shown.
    """

    family: str
    size: Decimal
    label: str
    words: tuple[str, ...]
    places: int = 0

    def labelled(self, number: str) -> str:
        """The label of so many: English has a word of its own for one."""
        return self.label.removesuffix("s") if number == "1" else self.label


def _unit(family: str, size: int, label: str, words: tuple[str, ...], places: int = 0) -> Unit:
    return Unit(family, Decimal(size), label, words, places)


UNITS = {
    "yuan": _unit("money", 100, N_("yuan"), ("元", "yuan"), 2),
    "wan": _unit("money", 1_000_000, N_("× 10,000 yuan"), ("万元", "万", "wan")),
    "yuan-km": _unit("price", 100, N_("yuan per km"), ("元/公里", "元每公里"), 2),
    "wan-km": _unit("price", 1_000_000, N_("× 10,000 yuan per km"), ("万元/公里", "万/公里")),
    "m": _unit("length", 1, N_("metres"), ("米", "m")),
    "km": _unit("length", 1_000, N_("km"), ("公里", "千米", "km")),
    "m2": _unit("area", 1, N_("square metres"), ("平方米", "平米", "㎡", "m2")),
    "percent": _unit("percent", 1, "%", ("%",), 2),
    "degree": _unit("percent", 1, "%", ()),
    "household": _unit("household", 1, N_("households"), ("户", "households")),
    "person": _unit("person", 1, N_("persons"), ("人", "名", "persons")),
    "time": _unit("time", 1, N_("times"), ("次", "场", "times")),
    "month": _unit("month", 1, N_("months"), ("个月", "月", "months")),
    "gift": _unit("entry", 1, N_("entries"), ("笔", "条", "entries")),
    "matter": _unit("entry", 1, N_("items"), ("项", "items")),
    "notice": _unit("entry", 1, N_("notices"), ("份", "notices")),
    "question": _unit("entry", 1, N_("questions"), ("件", "questions")),
    "project": _unit("entry", 1, N_("projects"), ("个", "座", "条路", "projects")),
    "mu": _unit("mu", 1, N_("mu"), ("亩", "mu")),
    "plain": _unit("plain", 1, "", ()),
}
_STATED = re.compile(r"(?P<number>-?\d{1,15}(?:\.\d{1,10})?)\s*(?P<unit>\D{0,12})", re.ASCII)
_LONGEST = 6
"""Decimals that an exact number may have; longer ones are rounded to two, and say so."""


@dataclass(frozen=True)
class Stated:
    """A number as its author wrote it, and the unit if one was named."""

    text: str
    number: Decimal
    unit: Unit | None

    @property
    def places(self) -> int:
        """How many decimals were written."""
        return max(0, -int(self.number.as_tuple().exponent))


@dataclass(frozen=True)
class Shown:
    """A number as it is written; `rounded` where the books are more exact."""

    text: str
    unit: Unit
    rounded: bool = False


def share(part: Amount | None, whole: Amount | None) -> str:
    """A share in percent with two decimals, half away from zero; "" where it is not known.

    >>> share(26, 4312), share(0, 4312), share(1, 0), share(None, 4312)
    ('0.60', '0.00', '', '')
    """
    if part is None or not whole:
        return ""
    percent = Decimal(part) * 100 / whole
    return f"{percent.quantize(Decimal('0.01'), ROUND_HALF_UP):,f}"


def percent(part: Amount, whole: Amount) -> Decimal | None:
    """A share as `share` reckons it, as a number."""
    text = share(part, whole).replace(",", "")
    return Decimal(text) if text else None


def known(word: str) -> str | None:
    """The key of a unit by its key or one of its spellings; None for another word.

    >>> known("万元"), known("km"), known("斤")
    ('wan', 'km', None)
    """
    if word in UNITS:
        return word
    return next((key for key, unit in UNITS.items() if word in unit.words), None)


def read(text: str) -> Stated | None:
    """What an author states, such as `20 万元`; None where it is no number with a known unit.

    >>> read("１，０４８，８００．００元").number, read("2.36公里").unit.label, read("近万元")
    (Decimal('1048800.00'), 'km', None)
    """
    plain = unicodedata.normalize("NFKC", text).strip().replace(",", "")
    found = _STATED.fullmatch(plain)
    if not found:
        return None
    word = found["unit"].strip()
    key = known(word) if word else None
    if word and key is None:
        return None
    try:
        number = Decimal(found["number"])
    except InvalidOperation:
        return None
    return Stated(" ".join(text.split()), number, UNITS[key] if key else None)


def shown(amount: Amount, unit: Unit, places: int | None = None) -> Shown:
    """An amount of the books in a unit; with `places` decimals, else as exactly as it is.

    >>> shown(20_000_000, UNITS["yuan"]).text, shown(20_000_000, UNITS["wan"]).text
    ('200,000.00', '20')
    >>> shown(44_440_678, UNITS["wan-km"], 2)
    Shown(text='44.44', unit=Unit(family='price', ...), rounded=True)
    """
    exact = Decimal(amount) / unit.size
    if places is None:
        digits = max(0, -int(exact.normalize().as_tuple().exponent))
        places = max(unit.places, digits) if digits <= _LONGEST else 2
    number = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return Shown(f"{number:,f}", unit, number != exact)


def agrees(amount: Amount, stated: Stated, unit: Unit) -> bool:
    """Whether what is stated is the amount, or the amount rounded to the decimals that it has."""
    exact = Decimal(amount) / unit.size
    return stated.number in (
        exact,
        exact.quantize(Decimal(1).scaleb(-stated.places), ROUND_HALF_UP),
    )
