"""Lists of households for the village board: read as they are pasted, sealed, never published.

Nothing of them reaches public.sqlite, the media folder or a log; a refusal names the line only.
"""

import re
import secrets
from collections.abc import Sequence
from typing import NamedTuple

from portal import guard, money
from portal.errors import Invalid
from portal.sealing import seal, unseal
from portal.store import households
from portal.store.connect import Books
from portal.store.households import Household
from portal.words import N_, Said, said

MOST = 2000
"""Households of one project."""
LONGEST = 100
"""Characters of a name, a village group or what was given."""
_SALT = 16
_COMMA = re.compile(r"[,，]")


class Row(NamedTuple):
    """One household as pasted: amount in fen."""

    name: str
    team: str
    item: str
    amount: int


def read(text: str, office: Sequence[str] = ()) -> list[Row]:
    """Lines of name, village group, what was given, amount in 元; tabs or commas between.

    Raises `Invalid` with the number of the first line that cannot be taken, never with its words.

    >>> read("张三\\t朱场组\\t种羊\\t2,400")
    [Row(name='张三', team='朱场组', item='种羊', amount=240000)]
    """
    lines = [line.strip() for line in text.splitlines()]
    rows = [
        _row(number, line, office) for number, line in enumerate(lines, 1) if line.strip(",，\t ")
    ]
    if not rows or len(rows) > MOST:
        raise Invalid(said(N_("Paste between 1 and %(most)s lines."), most=MOST))
    return rows


def _row(number: int, line: str, office: Sequence[str]) -> Row:
    """One line; the guard looks at it whole, for a number may be split over cells."""
    if guard.told(line, office):
        raise _bad(number, said(N_("there is a personal number in it, which is never kept")))
    cells = line.split("\t") if "\t" in line else _COMMA.split(line, maxsplit=3)
    cells = [cell.strip() for cell in cells]
    if len(cells) != 4 or not all(cells) or max(map(len, cells)) > LONGEST:
        raise _bad(number, said(N_("it needs name, village group, what was given and amount")))
    try:
        amount = money.read(cells[3])
    except Invalid:
        raise _bad(number, said(N_("its amount is not written like 12000.50"))) from None
    if amount < 0:
        raise _bad(number, said(N_("its amount is not written like 12000.50")))
    return Row(cells[0], cells[1], cells[2], amount)


def _bad(number: int, why: Said) -> Invalid:
    return Invalid(said(N_("Nothing was saved. Line %(number)s: %(why)s."), number=number, why=why))


def keep(books: Books, key: str, project: str, rows: Sequence[Row], author: str, when: str) -> None:
    """Seals the names and puts the list in place of the project's list before."""
    stem = "-".join(project.upper().split("-")[:2])
    with books.writing(books.private) as private:
        first = households.last(private, stem, project) + 1
        lines = [
            Household(f"{stem}-{number:03d}", _sealed(key, row.name), *row[1:])
            for number, row in enumerate(rows, first)
        ]
        households.replace(private, project, lines, author, when)


def opened(
    books: Books, key: str, project: str, user: str, when: str, form: str
) -> list[tuple[str, Row]]:
    """(code, household) with the names of a project; who opened them is remembered first."""
    with books.writing(books.private) as private:
        households.opened(private, project, user, when, form)
    return [
        (line.code, Row(_unsealed(key, line.name), line.team, line.item, line.amount))
        for line in households.of_project(books.private, project)
    ]


def _sealed(key: str, name: str) -> bytes:
    """The name behind salt: a sealed file tells the hash of its bytes, and names are few."""
    return seal(key, secrets.token_bytes(_SALT) + name.encode())


def _unsealed(key: str, sealed: bytes) -> str:
    return unseal(key, sealed)[_SALT:].decode()
