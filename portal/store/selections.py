"""Which records a figure is made of, what they add up to, and what was changed in them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, NamedTuple

from portal.entities import attributes, entity, references
from portal.kinds import Count, Day, Flag, Kind, Money, Value
from portal.store import log
from portal.store.connect import Connection
from portal.store.gifts import NAMED

Amount = int | Decimal
MOST = 10_000
"""Decimal quantities that are added up."""
REMEMBERED = 1_000
"""Records whose history is looked at."""


class Test(NamedTuple):
    """What a record has to fulfil: `path` is an attribute, or one of what it refers to.

    `operator` is =, >=, <=, <, `in` (a tuple), `filled`, `absent`, `open` (absent or at least),
    or `donor` (given by this organisation, which is shown as the donor).
    """

    path: str
    operator: str
    value: Value | tuple[str, ...]


@dataclass(frozen=True)
class Selection:
    """Records of a table that fulfil all tests.

    `amount` is the attribute that is added up; where it is empty the records are counted, or the
    different values of `distinct`. With `standing`, lines that were taken back and those that take
    them back are left out; with `last`, only the one with the greatest value of that attribute is
    taken.
    """

    table: str
    tests: tuple[Test, ...] = ()
    amount: str = ""
    distinct: str = ""
    standing: bool = False
    last: str = ""


class Row(NamedTuple):
    """One record of a selection: its name, its day or year, and what it adds; None adds nothing."""

    code: str
    title: str | None
    day: str | int | None
    amount: Amount | None


def exists(db: Connection, selection: Selection) -> bool:
    """Whether any record fits."""
    test, bound = _where(selection)
    found = db.execute(f"SELECT EXISTS (SELECT 1 FROM {_from(selection)} WHERE {test})", bound)
    return bool(found.fetchone()[0])


def total(db: Connection, selection: Selection) -> Amount | None:
    """What the records add up to, in the unit of the attribute; None where nothing is filled in.

    The number of records, where nothing is added up.
    """
    test, bound = _where(selection)
    if selection.amount and not _whole(selection):
        return _decimals(db, selection)
    what = "count(*)"
    if selection.amount:
        what = f'sum(f."{_column(selection.table, selection.amount)}")'
    elif selection.distinct:
        what = f'count(DISTINCT f."{_column(selection.table, selection.distinct)}")'
    found = db.execute(f"SELECT {what} FROM {_from(selection)} WHERE {test}", bound).fetchone()[0]
    return None if found is None else int(found)


def _decimals(db: Connection, selection: Selection) -> Decimal | None:
    amounts = [row.amount for row in rows(db, selection, "", MOST) if row.amount is not None]
    return sum(map(Decimal, amounts), Decimal(0)) if amounts else None


def unfilled(db: Connection, selection: Selection) -> int:
    """How many of the records lack the attribute that is added up."""
    if not selection.amount:
        return 0
    test, bound = _where(selection)
    column = _column(selection.table, selection.amount)
    found = db.execute(
        f'SELECT count(*) FROM {_from(selection)} WHERE {test} AND f."{column}" IS NULL', bound
    )
    return int(found.fetchone()[0])


def rows(db: Connection, selection: Selection, after: str = "", limit: int = 50) -> list[Row]:
    """Up to `limit` records after a code, in order of code."""
    kinds = attributes(selection.table)
    title = 'f."title"' if "title" in kinds else "NULL"
    day = next((name for name, kind in kinds.items() if isinstance(kind, Day)), "")
    day = day or ("year" if "year" in kinds else "")
    when = f'f."{day}"' if day else "NULL"
    amount = "1"
    if selection.amount:
        amount = f'f."{_column(selection.table, selection.amount)}"'
    test, bound = _where(selection)
    found = db.execute(
        f"SELECT f.code, {title}, {when}, {amount} FROM {_from(selection)}"
        f" WHERE {test} AND f.code > ? ORDER BY f.code LIMIT ?",
        (*bound, after, limit),
    )
    kind = kinds.get(selection.amount)
    return [Row(code, title, day, _amount(kind, value)) for code, title, day, value in found]


def _amount(kind: Kind | None, value: Any) -> Amount | None:
    return Decimal(value) if isinstance(value, str) and kind else value


def history(db: Connection, selection: Selection, limit: int) -> list[log.Row]:
    """The newest entries of the log about the records of a selection, the newest first."""
    whole = replace(selection, standing=False)
    named = [(selection.table, row.code) for row in rows(db, whole, "", REMEMBERED)]
    return log.about(db, named, limit) if named else []


def _whole(selection: Selection) -> bool:
    kind = attributes(selection.table)[selection.amount]
    return isinstance(kind, Money | Count | Flag) and not selection.last


def _from(selection: Selection) -> str:
    return f"{entity(selection.table).table} f"


def _where(selection: Selection) -> tuple[str, list[Any]]:
    """All tests as SQL over the alias `f`, and what is bound."""
    tests, bound = _tests(selection.table, selection.tests)
    if selection.standing:
        table = entity(selection.table).table
        tests.append(
            f"f.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM {table} r WHERE r.reverses = f.code)"
        )
    if selection.last:
        column = _column(selection.table, selection.last)
        inner = " AND ".join(tests) or "1"
        newest = f'ORDER BY f."{column}" DESC, f.code DESC LIMIT 1'
        tests = [f"f.code = (SELECT f.code FROM {_from(selection)} WHERE {inner} {newest})"]
    return " AND ".join(tests) or "1", bound


def _tests(table: str, tests: Sequence[Test]) -> tuple[list[str], list[Any]]:
    texts, bound = [], list[Any]()
    for test in tests:
        text, values = _test(table, test)
        texts.append(text)
        bound += values
    return texts, bound


def _test(table: str, test: Test) -> tuple[str, list[Any]]:
    head, _, rest = test.path.partition(".")
    if rest:
        other = references(table)[head]
        inner, bound = _test(other, test._replace(path=rest))
        source = f"SELECT f.code FROM {entity(other).table} f WHERE {inner}"
        return f'f."{_column(table, head)}" IN ({source})', bound
    column = f'f."{_column(table, head)}"'
    if isinstance(test.value, tuple):
        return f"{column} IN ({', '.join('?' for _ in test.value)})", list(test.value)
    if test.operator in _FILLED:
        return f"{column} {_FILLED[test.operator]}", []
    text = {
        "open": f"({column} IS NULL OR {column} >= ?)",
        "donor": f"{column} = ? AND {NAMED}",
    }.get(test.operator)
    return text or f"{column} {_COMPARED[test.operator]} ?", [test.value]


_COMPARED = {"=": "=", ">=": ">=", "<=": "<=", "<": "<"}
_FILLED = {"filled": "IS NOT NULL", "absent": "IS NULL"}


def _column(table: str, name: str) -> str:
    if name not in attributes(table):
        raise KeyError(f"{table} has no {name}")
    return name
