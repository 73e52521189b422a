"""The index of sealed originals in private.sqlite: what was sent by whom, and who opened it."""

from typing import NamedTuple

from portal.store.connect import Connection


class Original(NamedTuple):
    """A file as it was sent: SHA-256 of its bytes and of the sealed file, its name and pages."""

    hash: str
    sealed: str
    name: str
    pages: int
    author: str
    created: str


def add(db: Connection, original: Original) -> None:
    """Keeps what is known of a file; the same file sent again changes nothing."""
    db.execute(
        "INSERT INTO original (hash, sealed, name, pages, author, created)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING",
        original,
    )


def original(db: Connection, digest: str) -> Original | None:
    """What is known of the file with this hash."""
    row = db.execute(
        "SELECT hash, sealed, name, pages, author, created FROM original WHERE hash = ?", (digest,)
    ).fetchone()
    return Original(*row) if row else None


def opened(db: Connection, digest: str, user: str, when: str) -> None:
    """Remembers that somebody opened an original."""
    db.execute("INSERT INTO opening (original, user, at) VALUES (?, ?, ?)", (digest, user, when))


def openings(db: Connection, digest: str) -> list[tuple[str, str]]:
    """(user, time) of everybody who opened an original, oldest first."""
    rows = db.execute(
        "SELECT user, at FROM opening WHERE original = ? ORDER BY at, rowid", (digest,)
    )
    return rows.fetchall()
