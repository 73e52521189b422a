"""Opening the two databases: read-only for pages, one locked writer for the rest."""

import fcntl
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from sqlite_utils import Database, Migrations

from portal.errors import Unusable
from portal.migrations import fourth as public_schema
from portal.migrations import private as private_schema
from portal.words import N_, Said, said

BUSY_MS = 20_000
Connection = sqlite3.Connection


def reader(path: Path) -> Connection:
    """A read-only connection; raises `Unusable` when the file is not a whole database."""
    _refuse_missing(path)
    with told(path):
        db = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
        )
        db.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        db.execute("PRAGMA query_only = ON")
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return db


def writer(path: Path) -> Connection:
    """A writing connection that never checkpoints by itself; see `Books`."""
    _refuse_missing(path)
    with told(path):
        db = _writer(path)
        problem = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    if problem != "ok":
        raise _damaged(path)
    return db


def _writer(path: Path) -> Connection:
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    db.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA wal_autocheckpoint = 0")
    return db


def _refuse_missing(path: Path) -> None:
    """Never let SQLite make a new, empty file in the place of one that is gone."""
    if not path.is_file():
        raise Unusable(
            said(
                N_("There is no %(path)s. Run “portal init” for a new site, or restore a backup."),
                path=path,
            )
        )
    with told(path), path.open("rb") as file:
        if file.read(16) != b"SQLite format 3\x00":
            raise _damaged(path)


def _damaged(path: Path) -> Unusable:
    return Unusable(
        said(
            N_("%(path)s is empty or damaged. Nothing was changed; restore it from a backup."),
            path=path,
        )
    )


_REASONS = {
    "SQLITE_BUSY": N_("The books are in use by another program. Nothing was saved; try again."),
    "SQLITE_LOCKED": N_("The books are in use by another program. Nothing was saved; try again."),
    "SQLITE_READONLY": N_("The data folder cannot be written to. Nothing was saved."),
    "SQLITE_CANTOPEN": N_("The data folder cannot be opened. Nothing was saved."),
    "SQLITE_FULL": N_("The disk is full. Nothing was saved; make room and try again."),
    "SQLITE_IOERR": N_("The disk does not answer. Nothing was saved."),
    "SQLITE_PERM": N_("The data folder cannot be written to. Nothing was saved."),
}


def reason(error: sqlite3.Error) -> Said | None:
    """The sentence for what the machine refused; None for a mistake of the program."""
    name = getattr(error, "sqlite_errorname", "") or ""
    for prefix, text in _REASONS.items():
        if name.startswith(prefix):
            return said(text)
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return said(N_("The books are damaged. Nothing was changed; restore them from a backup."))
    return None


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns what the machine refuses into `Unusable`; everything else stays loud."""
    try:
        yield
    except PermissionError as error:
        raise Unusable(
            said(N_("%(path)s cannot be read: %(why)s."), path=path, why=error.strerror)
        ) from error
    except UnicodeDecodeError as error:  # SQLite quotes a damaged name in its message
        raise _damaged(path) from error
    except sqlite3.Error as error:
        if (sentence := reason(error)) is None:
            raise
        raise Unusable(sentence) from error


class Books:
    """Both databases, open for writing by this process; one instance per process.

    `lock` lets one thread write at a time. Whoever holds the advisory lock on the folder is the
    only process that checkpoints (design, section 8).
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lock = threading.RLock()
        self.public = writer(folder / "public.sqlite")
        self.private = writer(folder / "private.sqlite")
        self._checkpointer = self._become_checkpointer()
        migrate(self.public, public_schema.migrations)
        migrate(self.private, private_schema.migrations)

    def _become_checkpointer(self) -> int | None:
        descriptor = os.open(self.folder / "checkpointer.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        for db in (self.public, self.private):
            db.execute("PRAGMA wal_autocheckpoint = 1000")
        return descriptor

    @contextmanager
    def writing(self, db: Connection) -> Iterator[Connection]:
        """One transaction, begun IMMEDIATE: all of it or nothing."""
        with self.lock, told(self.folder):
            if db.in_transaction:
                raise RuntimeError("writing() does not nest")
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise

    @contextmanager
    def rehearsing(self, db: Connection) -> Iterator[Connection]:
        """A transaction that is always taken back, to see what would be."""
        with self.lock, told(self.folder):
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            finally:
                db.execute("ROLLBACK")

    def close(self) -> None:
        """Closes both databases and gives the checkpointer's lock back."""
        self.public.close()
        self.private.close()
        if self._checkpointer is not None:
            os.close(self._checkpointer)
            self._checkpointer = None


def create(folder: Path) -> None:
    """Two new databases with their tables; refuses where one exists."""
    for name, schema in (
        ("public.sqlite", public_schema.migrations),
        ("private.sqlite", private_schema.migrations),
    ):
        path = folder / name
        with told(path):
            path.touch(mode=0o644 if name == "public.sqlite" else 0o600, exist_ok=False)
            db = _writer(path)
            _blank(schema).backup(db)
            db.close()


def migrate(db: Connection, schema: Migrations) -> None:
    """Applies what is pending. The time of applying is not kept: equal logs give equal files."""
    wrapped = Database(db, execute_plugins=False)
    known = {migration.name for migration in schema._migrations}
    newer = {migration.name for migration in schema.applied(wrapped)} - known
    if newer:
        raise Unusable(
            said(
                N_("The books were written by a newer version (%(steps)s). Update the program."),
                steps=", ".join(sorted(newer)),
            )
        )
    if schema.pending(wrapped):
        schema.apply(wrapped)
        db.execute("UPDATE _sqlite_migrations SET applied_at = ''")


def memory(schema: Migrations) -> Connection:
    """An empty database in memory with the tables of a schema; for replays."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    _blank(schema).backup(db)
    db.execute("PRAGMA foreign_keys = ON")
    return db


@cache
def _blank(schema: Migrations) -> Connection:
    """What new databases are copied from: the whole history is run once in a process."""
    db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    migrate(db, schema)
    return db
