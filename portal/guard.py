"""The leak guard: finds personal numbers in text, tells what and where, never keeps the number.

Resident IDs (GB 11643: 18 characters, birth date and checksum), mobiles (11 digits) and bank cards
(16-19 digits, Luhn), also in full-width digits and with spaces or hyphens between groups.
"""

import datetime
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from portal.words import N_

KINDS = {
    "resident_id": N_("resident ID number"),
    "mobile": N_("mobile number"),
    "card": N_("bank card number"),
}

_START = r"(?<![0-9A-Za-z.])"
_END = r"(?![0-9A-Za-z])(?!\.\d)"
_ID = re.compile(_START + r"[1-9](?:[ -]?\d){16}[ -]?[\dXx]" + _END)
_MOBILE = re.compile(_START + r"(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}" + _END)
_CARD = re.compile(_START + r"[2-6]\d{3}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?" + _END)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True)
class Leak:
    """A personal number: its kind (a key of `KINDS`) and the number with its middle masked."""

    kind: str
    masked: str


def leaks(text: str) -> list[Leak]:
    """The personal numbers in a text, each once, in order of kind.

    >>> leaks("电话13912345678，金额 13912345678.00 元")
    [Leak(kind='mobile', masked='139****5678')]
    """
    plain = unicodedata.normalize("NFKC", text)
    return list(dict.fromkeys(_found(plain)))


def _found(plain: str) -> Iterator[Leak]:
    for match in _ID.finditer(plain):
        if is_resident_id(_compact(match[0])):
            yield Leak("resident_id", _masked(match[0]))
    for match in _MOBILE.finditer(plain):
        yield Leak("mobile", _masked(_compact(match[0])[-11:]))
    for match in _CARD.finditer(plain):
        digits = _compact(match[0])
        if _luhn(digits) and not is_resident_id(digits):
            yield Leak("card", _masked(digits))


def is_resident_id(text: str) -> bool:
    """Whether 18 characters are a resident ID by GB 11643: real birth date and checksum."""
    if not re.fullmatch(r"\d{17}[\dXx]", text, re.ASCII):
        return False
    try:
        born = datetime.date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, _WEIGHTS, strict=False))
    return 1800 < born.year < 2200 and text[17].upper() == "10X98765432"[total % 11]


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * (1 + index % 2) for index, digit in enumerate(digits[::-1])]
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def _compact(text: str) -> str:
    return re.sub(r"[^\dXx]", "", text)


def _masked(number: str) -> str:
    digits = _compact(number)
    return f"{digits[:3]}{'*' * (len(digits) - 7)}{digits[-4:]}"
