"""Money as whole fen: read from what people write, shown in 元 and 万元, never a float."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from portal.errors import Invalid
from portal.words import N_, Said, said

FEN_IN = {"元": 100, "万元": 1_000_000, "亿元": 10_000_000_000}
"""Fen in one of each unit."""

MOST = 10**15
"""The largest amount taken, in fen: 10 万亿元. Keeps every sum inside SQLite's 64-bit integers."""

APPROXIMATE = re.compile(r"左右|大约|约|近|余|多|不足|以上|以下|上下")
"""Words that make an amount unpublishable (domain guide, section 2, Money)."""

_AMOUNT = re.compile(
    r"(?P<sign>[-−－]?)\s*(?:¥|￥|RMB|人民币)?\s*(?P<minus>[-−]?)"
    r"(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?P<unit>亿元|亿|万元|万|元整|元)?"
)


def read(text: str, unit: str = "元") -> int:
    """The amount in fen of what was written, e.g. `1,200.50`, `１万元`, `(30.5万)`.

    A unit in the text wins over `unit`, which is the unit of a bare number. Parentheses or a minus
    make it negative. Raises `Invalid` for anything that is not one exact amount of whole fen.

    >>> read("12,000.50"), read("1万元"), read("29.862588", unit="万元"), read("(5)")
    (1200050, 1000000, 29862588, -500)
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if APPROXIMATE.search(plain):
        raise _bad(N_("“%(text)s” is not an exact amount. Write the exact figure."), text)
    bracketed = plain.startswith("(") and plain.endswith(")")
    found = _AMOUNT.fullmatch(plain[1:-1].strip() if bracketed else plain)
    if not found or (found["sign"] and found["minus"]):
        raise _bad(N_("“%(text)s” is not an amount. Write it like 12000.50."), text)
    fen = _fen(found["number"].replace(",", ""), _unit(found["unit"]) or unit, text)
    negative = bracketed or bool(found["sign"]) or bool(found["minus"])
    return -fen if negative else fen


def _unit(written: str | None) -> str | None:
    return {"亿": "亿元", "万": "万元", "元整": "元"}.get(written or "", written)


def _fen(number: str, unit: str, text: str) -> int:
    if len(number) > 40:
        raise _bad(N_("“%(text)s” is too large for an amount."), text[:40])
    try:
        fen = Decimal(number) * FEN_IN[unit]
    except InvalidOperation:
        raise _bad(N_("“%(text)s” is not an amount. Write it like 12000.50."), text) from None
    if fen > MOST:
        raise _bad(N_("“%(text)s” is too large for an amount."), text)
    if fen != int(fen):
        raise _bad(N_("“%(text)s” is smaller than a fen can show: two decimals at most."), text)
    return int(fen)


def _bad(template: str, text: str) -> Invalid:
    return Invalid(Said(template, {"text": text}))


def plain(fen: int) -> str:
    """元 with two decimals and no separators, as typed into a form and written to CSV.

    >>> plain(1200050), plain(-5)
    ('12000.50', '-0.05')
    """
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def yuan(fen: int) -> str:
    """元 with separators, negative in parentheses, as printed in a ledger.

    >>> yuan(18260000), yuan(-3146400)
    ('182,600.00', '(31,464.00)')
    """
    digits = f"{abs(fen) // 100:,}.{abs(fen) % 100:02d}"
    return f"({digits})" if fen < 0 else digits


def wan(fen: int) -> str:
    """万元 with two decimals, half away from zero, negative in parentheses; for summaries.

    >>> wan(104880000), wan(-1320000), wan(1234567)
    ('104.88', '(1.32)', '1.23')
    """
    hundredths = (abs(fen) + 5_000) // 10_000
    digits = f"{hundredths // 100:,}.{hundredths % 100:02d}"
    return f"({digits})" if fen < 0 else digits


def exact_wan(fen: int) -> str:
    """万元 with as many decimals as the fen need and no more, for sentences.

    >>> exact_wan(104880000), exact_wan(4000000), exact_wan(29862588)
    ('104.88', '4', '29.862588')
    """
    text = f"{abs(fen) // 1_000_000:,}.{abs(fen) % 1_000_000:06d}".rstrip("0").rstrip(".")
    return f"-{text}" if fen < 0 else text


def difference(computed: int, stated: int) -> Said:
    """The sentence for a stated total that differs from the computed one."""
    return said(
        N_("stated %(stated)s yuan, by addition %(computed)s yuan, difference %(gap)s yuan"),
        stated=yuan(stated),
        computed=yuan(computed),
        gap=yuan(stated - computed),
    )
