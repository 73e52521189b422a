"""The whole of a database, for checking it against another."""

from collections.abc import Iterator
from itertools import zip_longest

from portal.store.connect import Connection

_APART = ("log", "payload", "tree", "checkpoint", "log_key")
Key = tuple[object, ...]


def integrity(db: Connection) -> Iterator[str]:
    """What SQLite itself finds wrong with the file."""
    for row in db.execute("PRAGMA integrity_check(20)"):
        if row[0] != "ok":
            yield row[0]


def schema(db: Connection) -> dict[str, str]:
    """`type name` → SQL of everything that the schema holds."""
    rows = db.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master")
    return {f"{kind} {name}": sql for kind, name, sql in rows}


def tree(db: Connection) -> dict[tuple[int, int], bytes]:
    """(level, position) → stored hash."""
    rows = db.execute("SELECT level, position, hash FROM tree")
    return {(level, position): value for level, position, value in rows}


def compared(db: Connection) -> list[str]:
    """The tables that a replay rebuilds; the log's own are checked by themselves."""
    rows = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [row[0] for row in rows if row[0] not in _APART]


def count(db: Connection, table: str) -> int:
    """How many rows a table has."""
    return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def places(db: Connection, table: str) -> list[int]:
    """The positions of a numbered table, in order."""
    return [row[0] for row in db.execute(f"SELECT position FROM {table} ORDER BY position")]


def same(db: Connection, other: Connection, table: str) -> bool:
    """Whether a table holds the same rows in both, read side by side in the order of their keys."""
    order = ", ".join(str(place + 1) for place in _key(db, table))
    select = f"SELECT * FROM {table} ORDER BY {order or 1}"
    rows = zip_longest(db.execute(select), other.execute(select))
    return all(one == another for one, another in rows)


def keyed(db: Connection, table: str) -> dict[Key, Key]:
    """Primary key → row of a table."""
    key = _key(db, table)
    rows = db.execute(f"SELECT * FROM {table}")
    return {tuple(row[place] for place in key): row for row in rows}


def _key(db: Connection, table: str) -> list[int]:
    """The places of a table's primary key among its columns."""
    columns = db.execute(f"PRAGMA table_info({table})").fetchall()
    return [column[0] for column in sorted(columns, key=lambda c: c[5]) if column[5]]
