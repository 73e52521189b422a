"""What stands in the log: the exact bytes of an entry and its payload, and applying them.

An entry is canonical JSON (`tlog.canonical`) with the keys
  v 1 · number · time (UTC, seconds) · author {name, role} · reviewer {name, role} ·
  action create|edit|reverse · table · code · change · commit (SHA-256 of salt ‖ payload, hex).
Its payload is canonical JSON with the keys
  old (attribute → value before; null for a new record) · new (attribute → value after) · why.
Folding the entries in order with `apply` gives every published table.
"""

import json
import secrets
from dataclasses import dataclass
from typing import Any

from portal import tlog
from portal.codes import Edit, Values
from portal.store import log, records
from portal.store.connect import Connection

VERSION = 1


@dataclass(frozen=True)
class Person:
    """Who is named in the log: a public name and a role."""

    name: str
    role: str


@dataclass(frozen=True)
class Signed:
    """By whom, when, in which change and why an edit is published."""

    author: Person
    reviewer: Person
    time: str
    change: str
    why: str


def made(number: int, edit: Edit, old: Values | None, by: Signed) -> log.Row:
    """The log row of an edit, with a fresh salt."""
    payload = tlog.canonical({"old": old, "new": edit.values, "why": by.why})
    salt = secrets.token_bytes(32)
    entry = tlog.canonical(
        {
            "v": VERSION,
            "number": number,
            "time": by.time,
            "author": {"name": by.author.name, "role": by.author.role},
            "reviewer": {"name": by.reviewer.name, "role": by.reviewer.role},
            "action": edit.action,
            "table": edit.table,
            "code": edit.code,
            "change": by.change,
            "commit": tlog.commitment(salt, payload).hex(),
        }
    )
    return log.Row(number, entry.decode(), salt.hex(), payload.decode())


def before(db: Connection, edit: Edit) -> Values | None:
    """The values that an edit replaces; None for a new record."""
    if edit.action != "edit":
        return None
    current = records.values(db, edit.table, edit.code) or {}
    return {name: current[name] for name in edit.values}


def apply(db: Connection, edit: Edit) -> None:
    """Writes one edit into its table."""
    if edit.action == "edit":
        records.update(db, edit.table, edit.code, edit.values)
    else:
        records.insert(db, edit.table, {**edit.values, "code": edit.code})


@dataclass(frozen=True)
class Read:
    """A log row read back."""

    number: int
    time: str
    author: Person
    reviewer: Person
    action: str
    table: str
    code: str
    change: str
    commit: str
    old: Values | None
    new: Values
    why: str

    @property
    def edit(self) -> Edit:
        """The edit that the entry publishes."""
        return Edit(self.action, self.table, self.code, 0, self.new)


def read(row: log.Row) -> Read:
    """The meaning of a row; raises `ValueError` or `KeyError` when it is not an entry."""
    entry: dict[str, Any] = json.loads(row.entry)
    payload: dict[str, Any] = json.loads(row.payload)
    if entry["v"] != VERSION:
        raise ValueError(f"entry version {entry['v']}")
    return Read(
        number=entry["number"],
        time=entry["time"],
        author=Person(entry["author"]["name"], entry["author"]["role"]),
        reviewer=Person(entry["reviewer"]["name"], entry["reviewer"]["role"]),
        action=entry["action"],
        table=entry["table"],
        code=entry["code"],
        change=entry["change"],
        commit=entry["commit"],
        old=payload["old"],
        new=payload["new"],
        why=payload["why"],
    )
