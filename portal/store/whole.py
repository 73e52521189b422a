"""The whole of a database, for checking it against another."""

import sqlite3
from collections.abc import Iterator

from portal.store.connect import Connection

_APART = ("log", "payload", "tree", "checkpoint", "log_key")
_INSIDE = ("search_data", "search_idx")
Key = tuple[object, ...]


def integrity(db: Connection) -> Iterator[str]:
    """What SQLite itself finds wrong with the file."""
    for row in db.execute("PRAGMA integrity_check(20)"):
        if row[0] != "ok":
            yield row[0]


def index_fits(db: Connection) -> bool:
    """Whether the full-text index says exactly what the texts do.

    FTS5 answers that only where it may write, so a temporary copy is asked.
    """
    copy = sqlite3.connect("", isolation_level=None)
    try:
        db.backup(copy)
        copy.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError:
        return False
    finally:
        copy.close()
    return True


def schema(db: Connection) -> dict[str, str]:
    """`type name` → SQL of everything that the schema holds."""
    rows = db.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master")
    return {f"{kind} {name}": sql for kind, name, sql in rows}


def tree(db: Connection) -> dict[tuple[int, int], bytes]:
    """(level, position) → stored hash."""
    rows = db.execute("SELECT level, position, hash FROM tree")
    return {(level, position): value for level, position, value in rows}


def compared(db: Connection) -> list[str]:
    """The tables that a replay rebuilds; the log's own, and the inside of the full-text index,
    are checked by themselves."""
    rows = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    names = [row[0] for row in rows]
    skipped = {*_APART, *_INSIDE, "search"}
    return [name for name in names if name not in skipped]


def count(db: Connection, table: str) -> int:
    """How many rows a table has."""
    return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def places(db: Connection, table: str) -> list[int]:
    """The positions of a numbered table, in order."""
    return [row[0] for row in db.execute(f"SELECT position FROM {table} ORDER BY position")]


def keyed(db: Connection, table: str) -> dict[Key, Key]:
    """Primary key → row of a table."""
    columns = db.execute(f"PRAGMA table_info({table})").fetchall()
    places = [column[0] for column in sorted(columns, key=lambda c: c[5]) if column[5]]
    rows = db.execute(f"SELECT * FROM {table}")
    return {tuple(row[place] for place in places): row for row in rows}
