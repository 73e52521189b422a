"""The log's rows: entries, payloads, tree, checkpoints. What they mean stands in `changes`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from portal import tlog
from portal.store.connect import Connection

LAST = 2**62
"""A number that no log reaches, and that SQLite can still hold."""


class Row(NamedTuple):
    """One entry with its payload; `salt` in hex, both canonical JSON texts as they were hashed."""

    number: int
    entry: str
    salt: str
    payload: str


@dataclass(frozen=True)
class Publication:
    """A signed checkpoint: how many entries the log had, and the note."""

    size: int
    note: str


def size(db: Connection) -> int:
    """How many entries the log has: the version of the site."""
    found = db.execute("SELECT max(number) FROM log").fetchone()[0]
    return int(found or 0)


def version(db: Connection, table: str, code: str) -> int:
    """The number of the last entry about a record; 0 when there is none."""
    found = db.execute(
        "SELECT max(number) FROM log WHERE about = ? AND code = ?", (table, code)
    ).fetchone()[0]
    return int(found or 0)


def first(db: Connection, table: str, code: str) -> int:
    """The number of the first entry about a record; 0 when there is none."""
    found = db.execute(
        "SELECT min(number) FROM log WHERE about = ? AND code = ?", (table, code)
    ).fetchone()[0]
    return int(found or 0)


def append(db: Connection, row: Row) -> None:
    """One entry, its payload and the subtrees that it completes."""
    db.execute("INSERT INTO log (number, entry) VALUES (?, ?)", (row.number, row.entry))
    db.execute(
        "INSERT INTO payload (number, salt, body) VALUES (?, ?, ?)",
        (row.number, row.salt, row.payload),
    )
    leaf = tlog.leaf_hash(row.entry.encode())
    db.executemany(
        "INSERT INTO tree (level, position, hash) VALUES (?, ?, ?)",
        tlog.grown(row.number - 1, leaf, nodes(db)),
    )


def nodes(db: Connection) -> tlog.Nodes:
    """The stored subtrees as a function; a missing one is a broken invariant."""

    def node(level: int, position: int) -> bytes:
        found = db.execute(
            "SELECT hash FROM tree WHERE level = ? AND position = ?", (level, position)
        ).fetchone()
        if found is None:
            raise LookupError(f"tree node {level}/{position} is missing")
        return bytes(found[0])

    return node


def root(db: Connection) -> bytes:
    """The root of the whole log; a missing subtree is a broken invariant (`KeyError`)."""
    leaves = size(db)
    if not leaves:
        return tlog.EMPTY
    heads = tlog.heads(leaves)
    marks = ", ".join("(?, ?)" for _ in heads)
    rows = db.execute(
        f"WITH named (level, position) AS (VALUES {marks}) SELECT t.level, t.position, t.hash"
        " FROM named n CROSS JOIN tree t ON t.level = n.level AND t.position = n.position",
        [number for head in heads for number in head],
    )
    found = {(level, position): bytes(digest) for level, position, digest in rows}
    return tlog.root(leaves, lambda level, position: found[level, position])


def hashes(db: Connection, level: int, start: int, number: int) -> list[bytes]:
    """Up to `number` stored hashes of a level from a position on, in order."""
    rows = db.execute(
        "SELECT hash FROM tree WHERE level = ? AND position >= ? AND position < ?"
        " ORDER BY position",
        (level, min(start, LAST), min(start + number, LAST)),
    )
    return [bytes(row[0]) for row in rows]


def entries(db: Connection, first: int, number: int) -> list[bytes]:
    """Up to `number` entries from a number on, as they were hashed."""
    rows = db.execute(
        "SELECT entry FROM log WHERE number >= ? AND number < ? ORDER BY number",
        (min(first, LAST), min(first + number, LAST)),
    )
    return [row[0].encode() for row in rows]


def add_checkpoint(db: Connection, publication: Publication) -> None:
    """Keeps a signed checkpoint."""
    db.execute(
        "INSERT INTO checkpoint (size, note) VALUES (?, ?)", (publication.size, publication.note)
    )


def checkpoint(db: Connection) -> Publication | None:
    """The latest signed checkpoint."""
    row = db.execute("SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1").fetchone()
    return Publication(*row) if row else None


def checkpoint_over(db: Connection, number: int) -> Publication | None:
    """The first signed checkpoint that covers an entry: the same for ever."""
    row = db.execute(
        "SELECT size, note FROM checkpoint WHERE size >= ? ORDER BY size LIMIT 1", (number,)
    ).fetchone()
    return Publication(*row) if row else None


def checkpoint_of(db: Connection, entries: int) -> Publication | None:
    """The signed checkpoint of a size, where something was published at that size."""
    row = db.execute("SELECT size, note FROM checkpoint WHERE size = ?", (entries,)).fetchone()
    return Publication(*row) if row else None


def checkpoints(db: Connection) -> Iterator[Publication]:
    """All checkpoints, oldest first."""
    for row in db.execute("SELECT size, note FROM checkpoint ORDER BY size"):
        yield Publication(*row)


def add_key(db: Connection, vkey: str) -> None:
    """The verifier key under which this log signs."""
    db.execute(
        "INSERT INTO log_key (position, vkey)"
        " VALUES ((SELECT coalesce(max(position), 0) + 1 FROM log_key), ?)"
        " ON CONFLICT (vkey) DO NOTHING",
        (vkey,),
    )


def keys(db: Connection) -> list[str]:
    """The log's verifier keys, oldest first."""
    return [row[0] for row in db.execute("SELECT vkey FROM log_key ORDER BY position")]


_ROWS = (
    "SELECT l.number, l.entry, coalesce(p.salt, ''), coalesce(p.body, '')"
    " FROM log l LEFT JOIN payload p ON p.number = l.number"
)


def rows(db: Connection) -> Iterator[Row]:
    """Every entry with its payload, oldest first."""
    for row in db.execute(f"{_ROWS} ORDER BY l.number"):
        yield Row(*row)


def payloads(db: Connection) -> set[int]:
    """The numbers for which there is a payload."""
    return {row[0] for row in db.execute("SELECT number FROM payload")}


def latest(db: Connection, limit: int, before: int | None = None) -> list[Row]:
    """Up to `limit` entries, newest first, all older than number `before`."""
    bound = (before if before is not None else 2**62, limit)
    found = db.execute(f"{_ROWS} WHERE l.number < ? ORDER BY l.number DESC LIMIT ?", bound)
    return [Row(*row) for row in found]


@dataclass(frozen=True)
class Sought:
    """What a reader asks of the log; "" asks for nothing.

    `person` wrote or checked it; `until` is a moment (UTC, ISO with Z) before which it was written.
    """

    table: str = ""
    code: str = ""
    action: str = ""
    person: str = ""
    until: str = ""


def found(db: Connection, sought: Sought, limit: int, before: int | None = None) -> list[Row]:
    """Up to `limit` entries that fit, newest first, all older than number `before`."""
    tests, bound = ["l.number < ?"], list[str | int]((min(before or LAST, LAST),))
    for column, value in (("about", sought.table), ("code", sought.code)):
        if value:
            tests.append(f"l.{column} = ?")
            bound.append(value)
    if sought.action:
        tests.append("l.action = ?")
        bound.append(sought.action)
    if sought.person:
        tests.append("(l.author = ? OR l.reviewer = ?)")
        bound += [sought.person, sought.person]
    if sought.until:
        tests.append("l.number <= ?")
        bound.append(_last_before(db, sought.until))
    rows = db.execute(
        f"{_ROWS} WHERE {' AND '.join(tests)} ORDER BY l.number DESC LIMIT ?", (*bound, limit)
    )
    return [Row(*row) for row in rows]


def _last_before(db: Connection, moment: str) -> int:
    """The number of the last entry before a moment; 0 where there is none."""
    row = db.execute(
        "SELECT number FROM log WHERE time < ? ORDER BY time DESC, number DESC LIMIT 1", (moment,)
    ).fetchone()
    return int(row[0]) if row else 0


def people(db: Connection) -> list[str]:
    """The names of all who wrote or checked an entry; one index step for each."""
    names: set[str] = set()
    for column in ("author", "reviewer"):
        rows = db.execute(
            f"WITH RECURSIVE n (name) AS (SELECT min({column}) FROM log UNION ALL"
            f" SELECT (SELECT min({column}) FROM log WHERE {column} > n.name) FROM n"
            " WHERE n.name IS NOT NULL) SELECT name FROM n WHERE name IS NOT NULL LIMIT 500"
        )
        names |= {row[0] for row in rows}
    return sorted(names)


def entry(db: Connection, number: int) -> Row | None:
    """One entry."""
    found = db.execute(f"{_ROWS} WHERE l.number = ?", (number,)).fetchone()
    return Row(*found) if found else None


def history(db: Connection, table: str, code: str, limit: int = 50) -> list[Row]:
    """The entries about a record, newest first."""
    found = db.execute(
        f"{_ROWS} WHERE l.about = ? AND l.code = ? ORDER BY l.number DESC LIMIT ?",
        (table, code, limit),
    )
    return [Row(*row) for row in found]


def about(db: Connection, named: Sequence[tuple[str, str]], limit: int) -> list[Row]:
    """The newest entries about some records (table, code), newest first."""
    marks = ", ".join("(?, ?)" for _ in named)
    found = db.execute(
        f"WITH named (about, code) AS (VALUES {marks}) {_ROWS} WHERE l.number IN"
        " (SELECT k.number FROM named n CROSS JOIN log k ON k.about = n.about AND k.code = n.code"
        " ORDER BY k.number DESC LIMIT ?) ORDER BY l.number DESC",
        (*(word for pair in named for word in pair), limit),
    )
    return [Row(*row) for row in found]


def of_change(db: Connection, change: str) -> list[int]:
    """The numbers of the entries that a change wrote; empty when it was never published."""
    found = db.execute("SELECT number FROM log WHERE change = ? ORDER BY number", (change,))
    return [row[0] for row in found]
