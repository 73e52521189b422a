"""Dates, amounts, numbers to call and addresses that a narrow screen must not cut in two."""

import re
from collections.abc import Iterator
from itertools import zip_longest

_WHOLE = re.compile(
    r"(q-\d{4}-[0-9a-z]{6}"  # the number of a question
    r"|\d{4}-\d\d-\d\d|\d{3,4}-\d{7,8}"  # dates and telephones
    r"|\d{4} ?年 ?\d{1,2} ?月(?: ?\d{1,2} ?日)?"
    r"|(?:\d\d? )?(?:[JFMASOND][a-z]{2,8}) \d{4}|\d[\d,.]* yuan"
    r"|\d[\d,.]* ?(?:万?元|公里|平方米|米|亩|户|人|个|件|天|%))",
    re.ASCII,
)
_AT = re.compile(r"(?=[@.])")


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """The text by pairs: what may be broken, and what after it must not.

    >>> list(pieces("捐了 4 万元，0000-12345006"))
    [('捐了 ', '4 万元'), ('，', '0000-12345006'), ('', '')]
    >>> list(pieces("On 8 September 2020"))
    [('On ', '8 September 2020'), ('', '')]
    """
    parts = _WHOLE.split(text)
    yield from zip_longest(parts[::2], parts[1::2], fillvalue="")


def joints(address: str) -> list[str]:
    """An e-mail address by the places where a line may end; other text whole.

    >>> joints("a@b.example"), joints("0000-12345006")
    (['a', '@b', '.example'], ['0000-12345006'])
    """
    return _AT.split(address) if "@" in address else [address]
