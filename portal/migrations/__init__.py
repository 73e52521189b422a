"""The history of both databases: numbered, hand-written SQL that is never edited once landed."""

import sqlite3
from collections.abc import Iterator

from sqlite_utils import Database


def run(db: Database, script: str) -> None:
    """Each statement of a script, inside the migration's own transaction.

    (`executescript` would commit that transaction first.)
    """
    for statement in statements(script):
        db.execute(statement)


def statements(script: str) -> Iterator[str]:
    """The statements of a script; knows that a trigger holds semicolons of its own."""
    held = ""
    for line in script.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            yield held.strip()
            held = ""
    if held.strip():
        raise ValueError(f"unfinished SQL: {held.strip()[:80]}")
