"""Records of every table, by the description of their attributes."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from portal.codes import Values
from portal.entities import ENTITIES, Entity, attributes, entity
from portal.kinds import Flag, Kind, Prose, Ref, Text, Value
from portal.store.connect import Connection
from portal.store.search import found, grams


def record(db: Connection, table: str, code: str) -> Entity | None:
    """The published record, or None."""
    found = values(db, table, code)
    return None if found is None else entity(table)(**found)  # type: ignore[arg-type]


def values(db: Connection, table: str, code: str) -> Values | None:
    """Attribute → value of a published record, or None."""
    row = db.execute(f"SELECT {_columns(table)} FROM {table} WHERE code = ?", (code,)).fetchone()
    return None if row is None else _values(table, row)


def several(db: Connection, table: str, codes: Sequence[str]) -> dict[str, Values]:
    """Code → values of the records among `codes` that are published."""
    marks = ", ".join("?" for _ in codes)
    rows = db.execute(f"SELECT {_columns(table)} FROM {table} WHERE code IN ({marks})", list(codes))
    return {str(found["code"]): found for found in (_values(table, row) for row in rows)}


def every(db: Connection, table: str) -> Iterable[Values]:
    """All records of a table in order of code."""
    for row in db.execute(f"SELECT {_columns(table)} FROM {table} ORDER BY code"):
        yield _values(table, row)


def _columns(table: str) -> str:
    return ", ".join(f'"{name}"' for name in attributes(table))


def _values(table: str, row: Sequence[Any]) -> Values:
    kinds = attributes(table)
    return {
        name: _typed(kind, value) for (name, kind), value in zip(kinds.items(), row, strict=True)
    }


def _typed(kind: Kind, value: Any) -> Value | None:
    return bool(value) if isinstance(kind, Flag) and value is not None else value


def insert(db: Connection, table: str, record_values: Values) -> None:
    """A new row; the database refuses a code that exists or a reference that does not."""
    names = [name for name in attributes(table) if name in record_values]
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" for _ in names)
    db.execute(
        f"INSERT INTO {entity(table).table} ({columns}) VALUES ({marks})",
        [record_values[name] for name in names],
    )
    _index(db, table, str(record_values["code"]))


def update(db: Connection, table: str, code: str, changed: Values) -> None:
    """Sets the attributes of an existing row."""
    names = [name for name in attributes(table) if name in changed]
    assignments = ", ".join(f'"{name}" = ?' for name in names)
    db.execute(
        f"UPDATE {entity(table).table} SET {assignments} WHERE code = ?",
        [*(changed[name] for name in names), code],
    )
    _index(db, table, code)


def _index(db: Connection, table: str, code: str) -> None:
    """Keeps the record's searchable text: its code and all that it says in words."""
    found = values(db, table, code) or {}
    texts = [code]
    for name, kind in attributes(table).items():
        if isinstance(kind, Text | Prose) and found.get(name):
            texts.append(str(found[name]))
    db.execute(
        "INSERT INTO searchable (about, code, body) VALUES (?, ?, ?)"
        " ON CONFLICT (about, code) DO UPDATE SET body = excluded.body",
        (table, code, grams("\n".join(texts))),
    )


def exists(db: Connection, table: str, code: str) -> bool:
    """Whether the record is published."""
    found = db.execute(f"SELECT 1 FROM {entity(table).table} WHERE code = ?", (code,))
    return found.fetchone() is not None


def codes(db: Connection, table: str, stem: str) -> list[str]:
    """The codes of a table that are the stem or start with it and a hyphen."""
    rows = db.execute(
        f"SELECT code FROM {entity(table).table} WHERE code = ?1 OR code GLOB ?1 || '-*'", (stem,)
    )
    return [row[0] for row in rows]


def matching(db: Connection, table: str, wanted: Values) -> list[str]:
    """The codes of the records that hold exactly these values (None matches absent)."""
    tests = " AND ".join(f'"{name}" IS ?' for name in wanted if name in attributes(table))
    rows = db.execute(
        f"SELECT code FROM {entity(table).table} WHERE {tests} ORDER BY code LIMIT 20",
        list(wanted.values()),
    )
    return [row[0] for row in rows]


def belonging(
    db: Connection, table: str, attribute: str, code: str, order: str, limit: int = 200
) -> list[Values]:
    """The latest records, by an attribute, that name a record in another; in that order."""
    assert {attribute, order} <= set(attributes(table)), (attribute, order)
    rows = db.execute(
        f'SELECT {_columns(table)} FROM {table} WHERE "{attribute}" = ?'
        f' ORDER BY "{order}" DESC, code DESC LIMIT ?',
        (code, limit),
    ).fetchall()
    return [_values(table, row) for row in reversed(rows)]


def titles(db: Connection, table: str, wanted: Iterable[str]) -> dict[str, str]:
    """Code → title of the records among `wanted` that are published."""
    every_code = sorted(set(wanted))
    marks = ", ".join("?" for _ in every_code)
    rows = db.execute(
        f"SELECT code, coalesce(title, code) FROM {entity(table).table} WHERE code IN ({marks})",
        every_code,
    )
    return dict(rows.fetchall())


def options(db: Connection, table: str, limit: int = 500) -> list[tuple[str, str]]:
    """(code, title) for the choice of a reference, by title."""
    rows = db.execute(
        f"SELECT code, coalesce(title, code) FROM {entity(table).table}"
        " ORDER BY title, code LIMIT ?",
        (limit,),
    )
    return rows.fetchall()


def page(
    db: Connection,
    table: str,
    *,
    query: str = "",
    sort: str = "code",
    descending: bool = False,
    after: tuple[Value | None, str] | None = None,
    limit: int = 50,
) -> list[Values]:
    """Up to `limit` records after the key (`sort` value, code), for the staff list.

    Absent values sort first. Raises nothing on a query without a hit: the list is empty.
    """
    if sort not in attributes(table):
        sort = "code"
    key = f"coalesce(\"{sort}\", '')"
    tests, bound = _tests(table, query)
    if after:
        tests.append(f"({key}, code) {'<' if descending else '>'} (coalesce(?, ''), ?)")
        bound += after
    where = " AND ".join(tests) or "true"
    way = "DESC" if descending else "ASC"
    rows = db.execute(
        f"SELECT {_columns(table)} FROM {table} WHERE {where}"
        f" ORDER BY {key} {way}, code {way} LIMIT ?",
        (*bound, limit),
    )
    return [_values(table, row) for row in rows]


def _tests(table: str, query: str) -> tuple[list[str], list[Any]]:
    if not query:
        return [], []
    test, bound = found(query, table)
    return [test], list(bound)


def constraint(error: sqlite3.IntegrityError) -> str:
    """`exists`, `reference` or the message of a constraint that nobody expected."""
    names = {
        "SQLITE_CONSTRAINT_PRIMARYKEY": "exists",
        "SQLITE_CONSTRAINT_UNIQUE": "exists",
        "SQLITE_CONSTRAINT_FOREIGNKEY": "reference",
    }
    return names.get(error.sqlite_errorname, str(error))


def refers_to(table: str) -> list[tuple[str, str]]:
    """(table, attribute) of every attribute that refers to `table`."""
    return [
        (other, name)
        for other in ENTITIES
        for name, kind in attributes(other).items()
        if isinstance(kind, Ref) and kind.table == table
    ]
