"""Checking public.sqlite without trusting it: schema, entries, payloads, tree, checkpoints, tables.

Everything is computed anew from the entries: the tree from their bytes, the tables by replaying
them into an empty database, and each difference is named.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

from portal import entry, note, tlog
from portal.entities import ENTITIES, attributes
from portal.errors import PortalError
from portal.migrations import fourth as public_schema
from portal.store import connect, log, whole
from portal.store.connect import Connection
from portal.words import N_, Said, said

SHOWN = 50
UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError)
"""What a forged entry can run into while it is read."""


PRINTED = re.compile(r"(\d[\d,]{0,18}) +((?:[0-9a-f] *){16,64})", re.ASCII)
"""What paper says of the log: how many entries, and at least 16 hex digits of the root."""


@dataclass
class Report:
    """What was checked and what does not fit; `root` in hex."""

    size: int = 0
    root: str = ""
    checkpoints: int = 0
    keys: list[str] = field(default_factory=list)
    tables: dict[str, int] = field(default_factory=dict)
    problems: list[Said] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether everything fits."""
        return not self.problems


def verify(path: Path, checkpoint: str = "") -> Report:
    """Checks a public database, and that it still contains the log of an older `checkpoint`.

    Raises `Unusable` when the file is not a database at all; any other damage is in the report.
    """
    report = Report()
    db = connect.reader(path)
    try:
        db.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        report.problems += _whole(db)
        _check(db, report, checkpoint)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        report.problems.append(said(N_("The file is damaged: %(why)s."), why=error))
    finally:
        db.close()
    return report


def _whole(db: Connection) -> Iterator[Said]:
    for line in whole.integrity(db):
        yield said(N_("The file is damaged: %(why)s."), why=line)


def _check(db: Connection, report: Report, checkpoint: str) -> None:
    replay = connect.memory(public_schema.migrations)
    report.problems += _schema(db, replay)
    rows = list(log.rows(db))
    report.size = len(rows)
    report.problems += _entries(rows, replay)
    report.problems += _payloads(db, rows)
    levels = tlog.levels([tlog.leaf_hash(_bytes(row.entry)) for row in rows])
    report.problems += _tree(db, levels)
    report.problems += _checkpoints(db, report, levels)
    if checkpoint:
        report.problems += _paper(report, checkpoint, levels)
    report.root = tlog.root(report.size, _nodes(levels)).hex()
    report.problems += _tables(db, replay, report)


def _schema(db: Connection, expected: Connection) -> Iterator[Said]:
    """Tables, triggers and indexes as the migrations make them, no more and no fewer."""
    there, right = whole.schema(db), whole.schema(expected)
    for name in sorted(there.keys() | right.keys()):
        if name not in there:
            yield said(N_("%(name)s is missing from the file."), name=name)
        elif name not in right:
            yield said(N_("%(name)s does not belong in the file."), name=name)
        elif there[name] != right[name]:
            yield said(N_("%(name)s is not defined as it should be."), name=name)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _entries(rows: Iterable[log.Row], replay: Connection) -> Iterator[Said]:
    """Numbers, canonical bytes, commitments; each good entry is applied to the replay."""
    for place, row in enumerate(rows, 1):
        try:
            if row.number != place:
                yield said(
                    N_("Entry %(number)s stands in place %(place)s."),
                    number=row.number,
                    place=place,
                )
            yield from _entry(row, replay)
        except (*UNREADABLE, sqlite3.Error, PortalError) as error:
            yield said(
                N_("Entry %(number)s cannot be read or replayed: %(why)s."),
                number=row.number,
                why=error,
            )


def _payloads(db: Connection, rows: list[log.Row]) -> Iterator[Said]:
    """No payload without its entry."""
    for number in sorted(log.payloads(db) - {row.number for row in rows}):
        yield said(N_("The payload %(number)s belongs to no entry."), number=number)


def _entry(row: log.Row, replay: Connection) -> Iterator[Said]:
    yield from _commitment(row)
    read = entry.read(row)
    canonical = tlog.canonical(json.loads(row.entry)), tlog.canonical(json.loads(row.payload))
    if canonical != (_bytes(row.entry), _bytes(row.payload)) or read.number != row.number:
        yield said(N_("Entry %(number)s is not in its canonical form."), number=row.number)
    if read.old != entry.before(replay, read.edit):
        yield said(
            N_("Entry %(number)s tells other old values than those before it."), number=row.number
        )
    entry.apply(replay, read.edit)


def _commitment(row: log.Row) -> Iterator[Said]:
    promised = json.loads(row.entry)["commit"]
    try:
        salt = bytes.fromhex(row.salt)
        fits = salt.hex() == row.salt and (
            tlog.commitment(salt, _bytes(row.payload)).hex() == promised
        )
    except ValueError:
        fits = False
    if not fits:
        yield said(
            N_("The payload or salt of entry %(number)s does not match its commitment."),
            number=row.number,
        )


def _nodes(levels: list[list[bytes]]) -> tlog.Nodes:
    return lambda level, position: levels[level][position]


def _tree(db: Connection, levels: list[list[bytes]]) -> Iterator[Said]:
    """Every stored hash equals the computed one, and none is missing or surplus."""
    right = {
        (level, position): node
        for level, row in enumerate(levels)
        for position, node in enumerate(row)
    }
    there = whole.tree(db)
    for level, position in sorted(there.keys() | right.keys()):
        if there.get((level, position)) != right.get((level, position)):
            yield said(
                N_("The tree's hash at level %(level)s, position %(position)s does not fit."),
                level=level,
                position=position,
            )


def _verifiers(report: Report) -> Iterator[note.Verifier | Said]:
    for vkey in report.keys:
        try:
            yield note.Verifier.read(vkey)
        except ValueError as error:
            yield said(N_("A verifier key cannot be read: %(why)s."), why=error)


def _checkpoints(db: Connection, report: Report, levels: list[list[bytes]]) -> Iterator[Said]:
    report.keys = log.keys(db)
    if whole.places(db, "log_key") != list(range(1, len(report.keys) + 1)):
        yield said(N_("The verifier keys are not numbered from 1."))
    verifiers = list(_verifiers(report))
    yield from (v for v in verifiers if isinstance(v, Said))
    good = [v for v in verifiers if isinstance(v, note.Verifier)]
    last = 0
    for publication in log.checkpoints(db):
        report.checkpoints += 1
        last = publication.size
        yield from _checkpoint(publication.note, good, levels, publication.size)
    if last != report.size:
        yield said(
            N_("The last checkpoint covers %(last)s of %(size)s entries."),
            last=last,
            size=report.size,
        )


def _checkpoint(
    text: str, verifiers: list[note.Verifier], levels: list[list[bytes]], size: int | None = None
) -> Iterator[Said]:
    """A signed note against the computed tree."""
    try:
        point = note.read_checkpoint(note.open_note(text, verifiers))
    except ValueError as error:
        yield said(
            N_("The checkpoint of size %(size)s is not valid: %(why)s"), size=size or "?", why=error
        )
        return
    entries = len(levels[0]) if levels else 0
    if size is not None and point.size != size:
        yield said(N_("The checkpoint of size %(size)s says another size."), size=size)
    if point.size > entries:
        yield said(
            N_("The checkpoint has %(size)s entries, the log only %(entries)s: some were removed."),
            size=point.size,
            entries=entries,
        )
    elif tlog.root(point.size, _nodes(levels)) != point.root:
        yield said(
            N_("The checkpoint of size %(size)s has another root: earlier entries were changed."),
            size=point.size,
        )


def _paper(report: Report, text: str, levels: list[list[bytes]]) -> Iterator[Said]:
    if found := PRINTED.fullmatch(text.strip()):
        yield from _printed(int(found[1].replace(",", "")), found[2].replace(" ", ""), levels)
        return
    verifiers = [v for v in _verifiers(report) if isinstance(v, note.Verifier)]
    yield from _checkpoint(text, verifiers, levels)


def _printed(size: int, root: str, levels: list[list[bytes]]) -> Iterator[Said]:
    """Size and the first digits of the root, as a sheet of paper names them."""
    entries = len(levels[0]) if levels else 0
    if size > entries:
        yield said(
            N_("The checkpoint has %(size)s entries, the log only %(entries)s: some were removed."),
            size=size,
            entries=entries,
        )
    elif not tlog.root(size, _nodes(levels)).hex().startswith(root):
        yield said(
            N_("The checkpoint of size %(size)s has another root: earlier entries were changed."),
            size=size,
        )


def _tables(db: Connection, replay: Connection, report: Report) -> Iterator[Said]:
    """Every cell of every table against the replay."""
    for table in whole.compared(replay):
        differing = list(_differences(db, replay, table))
        report.tables[table] = whole.count(db, table) if table in ENTITIES else 0
        yield from differing[:SHOWN]
        if len(differing) > SHOWN:
            yield said(
                N_("… and %(more)s more in %(table)s."), more=len(differing) - SHOWN, table=table
            )


def _differences(db: Connection, replay: Connection, table: str) -> Iterator[Said]:
    if whole.same(db, replay, table):
        return
    there, right = whole.keyed(db, table), whole.keyed(replay, table)
    for key in sorted(there.keys() | right.keys(), key=repr):
        if there.get(key) == right.get(key):
            continue
        yield _difference(table, key, there.get(key), right.get(key))


def _difference(
    table: str,
    key: tuple[object, ...],
    there: tuple[object, ...] | None,
    right: tuple[object, ...] | None,
) -> Said:
    values: dict[str, object] = {"table": table, "key": "/".join(map(str, key))}
    if there is None:
        return said(N_("%(table)s %(key)s is in the log but not in the table."), **values)
    if right is None:
        return said(N_("%(table)s %(key)s is in the table but not in the log."), **values)
    names = list(attributes(table)) if table in ENTITIES else [str(i) for i in range(len(there))]
    name, now, then = next((n, a, b) for n, a, b in zip_longest(names, there, right) if a != b)
    return said(
        N_("%(table)s %(key)s: %(name)s is “%(now)s”, the log says “%(then)s”."),
        **values,
        name=name,
        now=now,
        then=then,
    )
