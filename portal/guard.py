"""The leak guard: finds personal numbers in text, tells what and where, never keeps the number.

Resident IDs (GB 11643: 18 characters, province, birth date and checksum), mobiles (11 digits), bank
cards (16-19 digits, ranges of issuers, Luhn) and addresses at mailbox providers; also in full-width
digits, with invisible characters, and with spaces or hyphens between groups.

Where a number could be two things, the guard refuses. What it cannot tell apart: a number of 16
digits that starts like a card and meets Luhn by chance (one of ten does), and three counts in a row
that read as a mobile (150 2000 3000).
"""

import datetime
import itertools
import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from portal.words import N_, Said, said

KINDS = {
    "resident_id": N_("resident ID number"),
    "mobile": N_("mobile number"),
    "card": N_("bank card number"),
    "email": N_("personal e-mail address"),
}
SHORTEST = 8
"""No personal number or address has fewer characters: `1@qq.com`."""

MAILBOXES = frozenset(
    {"qq.com", "foxmail.com", "163.com", "126.com", "yeah.net", "188.com", "139.com", "189.cn"}
    | {"wo.cn", "sina.com", "sina.cn", "sohu.com", "aliyun.com", "21cn.com", "tom.com", "263.net"}
    | {"gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "live.cn"}
    | {"msn.com", "msn.cn", "icloud.com", "me.com", "mac.com", "yahoo.com", "yahoo.cn"}
    | {"yahoo.com.cn", "vip.163.com", "sina.com.cn", "proton.me", "protonmail.com", "gmx.com"}
    | {"88.com", "dingtalk.com", "citiz.net", "eyou.com", "sogou.com", "mail.com", "yandex.com"}
)
"""Domains where private persons have their mail."""

_START = r"(?<![0-9])(?<![0-9]\.)"
_END = r"(?![0-9])(?!\.[0-9]{1,2}(?![0-9]))"
_ID = re.compile(rf"{_START}(?=([1-9](?:[ -]?[0-9]){{16}}[ -]?[0-9Xx]){_END})")
_MOBILE_FORMS = r"(?:[0-9]{8}|[ -][0-9]{8}|([ .-])[0-9]{4}\2[0-9]{4})"
_MOBILE = re.compile(rf"{_START}(?=((?:\+?(?:00)?86[ -]?)?1[3-9][0-9]{_MOBILE_FORMS}){_END})")
_BRANDS = (
    r"(?:6[02589]|9[04-9])[0-9]{14,17}",
    r"(?:4[0-9]|5[1-5]|35|2[2-7])[0-9]{14}",
    r"4[0-9]{18}",
)
_ISSUED = re.compile("|".join(f"(?:{brand})" for brand in _BRANDS))
_NO_CARD = re.compile(r"35[019]|352[0-7]|22[01]|2220|27[3-9]|272[1-9]|4[0-9]{16,17}$")
_GROUPS = (r"[0-9]{16,19}", r"[0-9]{4}(?:[ -][0-9]{4}){3}", r"[0-9]{6}[ -][0-9]{10,13}")
_CARDS = tuple(
    re.compile(rf"{_START}(?=({groups}){_END})")
    for groups in (*_GROUPS, _GROUPS[1] + r"[ -]?[0-9]{1,3}")
)
_MAIL_LOCAL = re.compile(r"[A-Za-z0-9._%+-]{1,64}\Z")
_MAIL_DOMAIN = re.compile(r"(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}")
_RUN = re.compile(r"[0-9](?:[ .-]?[0-9Xx]){10}")
"""What every personal number has in it: eleven digits with at most one sign between two of them."""

_INVISIBLE = (0xAD, 0x180E, 0xFE0F, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F))
_DASHES = (0x2212, *range(0x2010, 0x2016))
_UNUSUAL = dict.fromkeys((*_INVISIBLE, *range(0x2060, 0x2070))) | dict.fromkeys(_DASHES, "-")
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")
_PROVINCES = frozenset(
    {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55)}
    | {*range(61, 66), 71, 81, 82, 83}
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True)
class Leak:
    """A personal number: its kind (a key of `KINDS`) and the number with its middle masked."""

    kind: str
    masked: str


class Place(NamedTuple):
    """Where a personal number stands in a text: from `start` up to `end`."""

    leak: Leak
    start: int
    end: int


def leaks(text: str, office: Collection[str] = ()) -> list[Leak]:
    """The personal numbers in a text, each once, in order of kind.

    `office` holds mail addresses and domains that may be published although they are at a provider
    of mailboxes, as those of many townships are.

    >>> leaks("电话13912345678，金额 13912345678.00 元")
    [Leak(kind='mobile', masked='139****5678')]
    """
    return list(dict.fromkeys(place.leak for place in _found(_plain(text), office)))


def places(text: str, office: Collection[str] = ()) -> list[Place]:
    """Every personal number of a text with where it stands in it.

    >>> places("电话１３９12345678。")
    [Place(leak=Leak(kind='mobile', masked='139****5678'), start=2, end=13)]
    """
    signs = [_plain(sign) for sign in text]
    numbers = [number for number, sign in enumerate(signs) for _ in sign]
    found = dict.fromkeys(_found("".join(signs), office))
    return [Place(leak, numbers[start], numbers[end - 1] + 1) for leak, start, end in found]


def told(text: str, office: Collection[str] = ()) -> Said | None:
    """What is said of a text with a personal number, which it shows masked; None without one."""
    first = next(iter(leaks(text, office)), None)
    if first is None:
        return None
    sentence = N_("This holds a %(kind)s (%(masked)s), which is never published. Take it out.")
    if first.kind == "email":
        sentence = N_(
            "This holds a %(kind)s (%(masked)s), which is never published. Take it out; if it is"
            " an office's mailbox, whoever runs the site can allow it (PORTAL_OFFICE_MAIL)."
        )
    return said(sentence, kind=said(KINDS[first.kind]), masked=first.masked)


def _found(plain: str, office: Collection[str]) -> list[Place]:
    numbers = _numbers(plain) if _RUN.search(plain) else ()
    addresses = _addresses(plain, office) if "@" in plain else ()
    return [*numbers, *addresses]


def _plain(text: str) -> str:
    """ASCII digits, hyphens and spaces; nothing invisible between them."""
    if text.isascii():
        return text
    shown = unicodedata.normalize("NFKC", text.translate(_UNUSUAL))
    return _FOREIGN_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0], "")), shown)


def _numbers(plain: str) -> Iterator[Place]:
    for match in _ID.finditer(plain):
        number = _compact(match[1]) if len(match[1]) <= 23 else ""
        if is_resident_id(number) and _stands_alone(match) and not _is_a_company(match, number):
            yield Place(Leak("resident_id", _masked(number)), *match.span(1))
    for match in _MOBILE.finditer(plain):
        if _stands_alone(match):
            yield Place(Leak("mobile", _masked(_compact(match[1])[-11:])), *match.span(1))
    for pattern in _CARDS:
        for match in pattern.finditer(plain):
            if is_card(_compact(match[1])) and _stands_alone(match):
                yield Place(Leak("card", _masked(match[1])), *match.span(1))


def _stands_alone(match: re.Match[str]) -> bool:
    """Whether a number is no part of a code: in `tel139…` it is not, in `a1b139…` it is."""
    before = _signs(match.string[max(match.start() - 40, 0) : match.start()][::-1])[::-1]
    after = _signs(match.string[match.end(1) : match.end(1) + 40])
    coded = any(sign.isdigit() for sign in before + after)
    lettered = bool(before + after)
    return not coded and not (lettered and is_credit_code(before + match[1] + after))


def _signs(text: str) -> str:
    """The ASCII letters and digits that a text begins with."""
    return "".join(itertools.takewhile(lambda sign: sign.isascii() and sign.isalnum(), text))


def _addresses(plain: str, office: Collection[str]) -> Iterator[Place]:
    for at in re.finditer("@", plain):
        local = _MAIL_LOCAL.search(plain[max(at.start() - 64, 0) : at.start()])
        domain = _MAIL_DOMAIN.match(plain, at.end())
        if local and domain and _is_private(local[0], domain[0].lower(), office):
            masked = f"{local[0][:1]}***@{domain[0]}"
            yield Place(Leak("email", masked), at.start() - len(local[0]), domain.end())


def _is_private(local: str, domain: str, office: Collection[str]) -> bool:
    parts = domain.split(".")
    domains = {".".join(parts[place:]) for place in range(len(parts))}
    allowed = {one.lower() for one in office}
    known = bool(domains & allowed) or f"{local.lower()}@{domain}" in allowed
    return bool(domains & MAILBOXES) and not known


def is_resident_id(text: str) -> bool:
    """Whether 18 characters are a resident ID by GB 11643: province, real birth date, checksum.

    A first digit 9 is that of a foreigner's permanent residence card, the province follows it.
    """
    if not re.fullmatch(r"\d{17}[\dXx]", text, re.ASCII):
        return False
    try:
        born = datetime.date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    province = int(text[1:3] if text[0] == "9" else text[:2])
    total = sum(int(digit) * weight for digit, weight in zip(text, _WEIGHTS, strict=False))
    return (
        province in _PROVINCES
        and 1850 < born.year < 2150
        and text[17].upper() == "10X98765432"[total % 11]
    )


def is_credit_code(text: str) -> bool:
    """Whether 18 characters are a unified social credit code by GB 32100: its checksum holds."""
    if not re.fullmatch(rf"[1-9A-Z][1-9][0-9]{{6}}[{_CREDIT}]{{10}}", text):
        return False
    total = sum(_CREDIT.index(sign) * pow(3, place, 31) for place, sign in enumerate(text[:17]))
    return _CREDIT.index(text[17]) == -total % 31


def _is_a_company(match: re.Match[str], number: str) -> bool:
    """A number that meets both checks is a person's, unless a company's start or a label tells."""
    label = match.string[max(match.start() - 20, 0) : match.start()]
    told = number[0] == "9" or "信用代码" in label or "信用代碼" in label
    return told and is_credit_code(number)


def is_card(digits: str) -> bool:
    """Whether 16 to 19 digits are a bank card: a range that issuers have, and Luhn."""
    issued = _ISSUED.fullmatch(digits) and not _NO_CARD.match(digits)
    return bool(issued) and _luhn(digits) and not is_resident_id(digits)


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * (1 + index % 2) for index, digit in enumerate(digits[::-1])]
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def _compact(text: str) -> str:
    return re.sub(r"[^\dXx]", "", text)


def _masked(number: str) -> str:
    digits = _compact(number)
    return f"{digits[:3]}{'*' * (len(digits) - 7)}{digits[-4:]}"
