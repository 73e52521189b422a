"""Every cell of every table of public.sqlite counts: changed, it is named."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.errors import Unusable
from portal.verify import verify
from tests.conftest import House, payment

Cell = tuple[str, dict[str, object], str]


@pytest.fixture
def file(house: House, tmp_path: Path) -> Path:
    house.money()
    house.put("village", "sq", title="双桥村", population=4312)
    house.publish(payment("pay-2", amount=-25_000, reverses="pay-1"))
    house.books.close()
    return Path(shutil.copy(tmp_path / "public.sqlite", tmp_path / "copy.sqlite"))


def cells(db: sqlite3.Connection) -> Iterator[Cell]:
    """(table, primary key, column) of every stored cell."""
    for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        columns = db.execute(f"PRAGMA table_xinfo({table})").fetchall()
        keys = [column[1] for column in columns if column[5]]
        stored = [column[1] for column in columns if column[6] == 0]
        if keys:
            listed = ", ".join(f'"{key}"' for key in keys)
            for row in db.execute(f"SELECT {listed} FROM {table}").fetchall():
                for column in stored:
                    yield table, dict(zip(keys, row, strict=True)), column


def other(value: object) -> object:
    """A value that differs in one bit, or as little as its type allows."""
    if isinstance(value, int):
        return value ^ 1
    if isinstance(value, bytes):
        return value[:-1] + bytes([value[-1] ^ 1])
    return f"{value[:-1]}{chr(ord(value[-1]) ^ 1)}" if isinstance(value, str) and value else "x"


def change(file: Path, cell: Cell) -> bool:
    """Changes one cell with every right; whether the table's own constraints let it."""
    table, key, column = cell
    db = sqlite3.connect(file, isolation_level=None)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("BEGIN")  # the disk is written once, not for each trigger
    triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        db.execute(f"DROP TRIGGER {name}")
    where = " AND ".join(f'"{name}" IS :{name}' for name in key)
    (old,) = db.execute(f'SELECT "{column}" FROM {table} WHERE {where}', key).fetchone()
    bound = {**key, "new": 7 if old is None and column == "voluntary" else other(old)}
    try:
        done = db.execute(f'UPDATE {table} SET "{column}" = :new WHERE {where}', bound).rowcount
    except (sqlite3.IntegrityError, sqlite3.OperationalError):  # NOT NULL, or no longer JSON
        done = 0
    for _, sql in triggers:
        db.execute(sql)
    db.execute("COMMIT")
    db.close()
    return done == 1


@pytest.mark.slow
def test_every_cell_counts(file: Path, tmp_path: Path) -> None:
    changed = 0
    for cell in list(cells(sqlite3.connect(file))):
        forged = Path(shutil.copy(file, tmp_path / "forged.sqlite"))
        if change(forged, cell):
            changed += 1
            assert not verify(forged).sound, cell
    assert changed > 200


def content(file: Path) -> list[object] | None:
    """All that the file says; None when SQLite cannot read it to the end."""
    db = sqlite3.connect(file)
    try:
        db.text_factory = bytes
        return [
            list(db.execute(f"SELECT * FROM {table.decode()}"))
            for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return None
    finally:
        db.close()


@pytest.mark.slow
def test_flipped_bytes_are_told_and_never_raised(file: Path, tmp_path: Path) -> None:
    chance = random.Random(20201123)
    whole, told = file.read_bytes(), 0
    original = content(file)
    for _ in range(150):
        forged = bytearray(whole)
        forged[chance.randrange(100, len(whole))] ^= 1 << chance.randrange(8)
        (tmp_path / "forged.sqlite").write_bytes(forged)
        if content(tmp_path / "forged.sqlite") != original:
            told += 1
            assert _refused(tmp_path / "forged.sqlite")
    assert told > 10


def _refused(file: Path) -> bool:
    try:
        return not verify(file).sound
    except Unusable:
        return True
