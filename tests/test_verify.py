"""Verification: sound books pass; whatever is touched is named."""

import base64
import shutil
import sqlite3
from pathlib import Path

import pytest

from portal import note
from portal.errors import Unusable
from portal.note import Signer
from portal.store import log
from portal.verify import Report, verify
from tests.conftest import House, payment


@pytest.fixture
def file(house: House, tmp_path: Path) -> Path:
    """A public.sqlite of several changes, as an outsider downloads it."""
    house.money()
    house.put("project", "sq-2020-001", title="双桥村至朱场通组道路硬化", settled=25_000)
    house.publish(payment("pay-2", amount=10_000, voucher=None))
    house.books.close()
    return Path(shutil.copy(tmp_path / "public.sqlite", tmp_path / "copy.sqlite"))


def tampered(file: Path, *statements: str, values: tuple[object, ...] = ()) -> Report:
    """The report on a file that somebody with full power over it has changed.

    Triggers are put back as they were, so that only the data tells.
    """
    db = sqlite3.connect(file, isolation_level=None)
    triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        db.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        db.execute(statement, values)
    for _, sql in triggers:
        db.execute(sql)
    db.close()
    return verify(file)


def test_sound_books(file: Path) -> None:
    report = verify(file)
    assert report.sound, [str(problem) for problem in report.problems]
    assert report.size == 9 and report.checkpoints == 3
    assert report.tables["payment"] == 2


def test_an_older_checkpoint_from_paper(file: Path, house: House) -> None:
    db = sqlite3.connect(file)
    first = next(iter(log.checkpoints(db))).note
    assert verify(file, first).sound
    assert not verify(file, first.replace("example.org/log\n7", "example.org/log\n6")).sound
    assert not verify(file, "nonsense").sound


def test_size_and_root_as_printed(file: Path) -> None:
    db = sqlite3.connect(file)
    first, *_, last = (read_checkpoint(point.note) for point in log.checkpoints(db))
    for size, root in (first, last):
        assert verify(file, f"{size} {root[:16]}").sound
        assert verify(file, f"{size:,}  {root[:4]} {root[4:8]} {root[8:12]} {root[12:]}").sound
        assert not verify(file, f"{size} {'0' * 16}").sound
        assert not verify(file, f"{size + 1} {root[:16]}").sound
    assert not verify(file, f"{last[0]} {last[1][:15]}").sound


def read_checkpoint(text: str) -> tuple[int, str]:
    """Size and root in hex of a signed note."""
    _, size, root, *_ = text.split("\n")
    return int(size), base64.b64decode(root).hex()


def test_a_rewritten_log_is_told_by_the_paper(house: House, file: Path, tmp_path: Path) -> None:
    paper = list(log.checkpoints(sqlite3.connect(file)))[-1].note
    (tmp_path / "other").mkdir()
    forged = House(tmp_path / "other")
    forged.skey, forged.vkey = house.skey, house.vkey
    forged.books.public.execute("DELETE FROM log_key")
    log.add_key(forged.books.public, house.vkey)
    object.__setattr__(forged.door, "signer", Signer.read(house.skey))
    forged.money()
    forged.put("project", "sq-2020-001", title="别的路", settled=1)
    forged.publish(payment("pay-2", amount=9_999))
    forged.books.close()
    assert verify(tmp_path / "other/public.sqlite").sound
    report = verify(tmp_path / "other/public.sqlite", paper)
    assert "another root" in str(report.problems[0])
    size, root = read_checkpoint(paper)
    report = verify(tmp_path / "other/public.sqlite", f"{size} {root[:16]}")
    assert "another root" in str(report.problems[0])


TAMPERINGS = {
    "a payload": "UPDATE payload SET body = replace(body, '25000', '25001') WHERE number = 7",
    "a salt": "UPDATE payload SET salt = replace(salt, substr(salt, 1, 1), 'z') WHERE number = 3",
    "an entry": "UPDATE log SET entry = replace(entry, '张编辑', '李编辑') WHERE number = 2",
    "the last entry gone": "DELETE FROM log WHERE number = 9",
    "a middle payload gone": "DELETE FROM payload WHERE number = 4",
    "a title": "UPDATE project SET title = '路'",
    "an amount": "UPDATE payment SET amount = amount + 1 WHERE code = 'pay-2'",
    "a null": "UPDATE payment SET voucher = '记-1' WHERE code = 'pay-2'",
    "a record gone": "DELETE FROM payment WHERE code = 'pay-2'",
    "a record more": "INSERT INTO village (code, title) VALUES ('xx', '假村')",
    "a total": "UPDATE total SET paid = paid + 1 WHERE about = 'site'",
    "a total gone": "DELETE FROM total WHERE about = 'nature'",
    "a searchable text": "UPDATE searchable SET body = body || ' 假' WHERE id = 1",
    "a word of the index": "UPDATE searchable_word SET id = 2 WHERE id = 1 AND word = '双桥'",
    "a word more": "INSERT INTO searchable_word (about, word, id) VALUES ('village', '假村', 1)",
    "a word gone": "DELETE FROM searchable_word WHERE id = 1",
    "a tree hash": "UPDATE tree SET hash = randomblob(32) WHERE level = 1 AND position = 0",
    "a tree hash gone": "DELETE FROM tree WHERE level = 0 AND position = 8",
    "a checkpoint": "UPDATE checkpoint SET note = note || 'A' WHERE size = 7",
    "a checkpoint gone": "DELETE FROM checkpoint WHERE size = 9",
    "a key": "UPDATE log_key SET vkey = replace(vkey, '+', '-')",
    "no key": "DELETE FROM log_key",
    "a migration": "UPDATE _sqlite_migrations SET applied_at = 'x' WHERE id = 1",
    "a table": "CREATE TABLE extra (x)",
    "a view over a table": "CREATE VIEW extra AS SELECT 1",
    "an index of the schema": "DROP INDEX payment_project",
}


@pytest.mark.parametrize("statement", TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_whatever_is_touched_is_named(file: Path, statement: str) -> None:
    report = tampered(file, statement)
    assert not report.sound
    assert all(str(problem) for problem in report.problems)


def test_a_changed_cell_is_named_with_both_values(file: Path) -> None:
    report = tampered(file, "UPDATE payment SET amount = 99 WHERE code = 'pay-2'")
    assert "payment pay-2: amount is “99”, the log says “10000”" in str(report.problems[0])


def test_a_missing_trigger_is_named(file: Path) -> None:
    db = sqlite3.connect(file)
    db.execute("DROP TRIGGER payment_fixed")
    db.commit()
    assert "payment_fixed" in str(verify(file).problems[0])


def test_every_byte_of_a_payload_counts(file: Path) -> None:
    body: bytes = (
        sqlite3.connect(file)
        .execute("SELECT CAST(body AS BLOB) FROM payload WHERE number = 7")
        .fetchone()[0]
    )
    for place in range(0, len(body), 11):
        changed = body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :]
        report = tampered(
            file, "UPDATE payload SET body = CAST(? AS TEXT) WHERE number = 7", values=(changed,)
        )
        assert any("7" in str(problem) for problem in report.problems)


def test_a_scribbled_page_is_told_not_raised(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[5000:9000] = b"\xff" * 4000
    file.write_bytes(content)
    assert not verify(file).sound


@pytest.mark.parametrize(
    "content", [b"", b"hello, this is no database", b"SQLite format 3\x00" * 99]
)
def test_no_database_at_all(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.sqlite").write_bytes(content)
    with pytest.raises(Unusable):
        verify(tmp_path / "x.sqlite")


def test_another_key_does_not_pass(file: Path) -> None:
    _, vkey = note.generate("example.org/log")
    report = tampered(file, "UPDATE log_key SET vkey = ?", values=(vkey,))
    assert not report.sound
