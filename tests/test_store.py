"""Opening and writing: what the machine refuses becomes a sentence, and nothing is half-written."""

import os
import sqlite3
from pathlib import Path

import pytest

from portal.entities import ENTITIES, attributes, required
from portal.errors import Unusable
from portal.store import connect, records, search, works
from portal.store.connect import Books
from tests.conftest import House, earned
from tests.public_pages import Reader


@pytest.mark.parametrize("table", ENTITIES)
def test_the_tables_are_as_described(house: House, table: str) -> None:
    rows = house.books.public.execute(f"PRAGMA table_info({table})").fetchall()
    found = {name: (type_, bool(notnull)) for _, name, type_, notnull, _, _ in rows}
    described = {
        name: (kind.column, name in required(table)) for name, kind in attributes(table).items()
    }
    assert found == described


@pytest.mark.parametrize("name", ["public.sqlite", "private.sqlite"])
@pytest.mark.parametrize("content", [None, b"", b"not a database at all" * 10])
def test_missing_empty_or_damaged_is_refused_not_replaced(
    tmp_path: Path, name: str, content: bytes | None
) -> None:
    connect.create(tmp_path)
    (tmp_path / name).unlink()
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(Unusable):
        Books(tmp_path)
    assert (tmp_path / name).exists() == (content is not None)


def test_a_scribbled_page_is_found_at_start(house: House, tmp_path: Path) -> None:
    house.money()
    house.books.close()
    content = bytearray((tmp_path / "public.sqlite").read_bytes())
    content[4096:8192] = os.urandom(4096)
    (tmp_path / "public.sqlite").write_bytes(content)
    with pytest.raises(Unusable):
        Books(tmp_path)


def test_readers_cannot_write(house: House) -> None:
    db = connect.reader(house.folder / "public.sqlite")
    with pytest.raises(sqlite3.OperationalError):
        db.execute("INSERT INTO village (code, title) VALUES ('x', 'x')")


def test_money_and_log_only_grow(house: House) -> None:
    house.money()
    house.publish(*earned("sq-2020-001"))
    for statement in (
        "UPDATE payment SET amount = 1",
        "DELETE FROM funding",
        "INSERT OR REPLACE INTO log (number, entry) VALUES (1, '{}')",
        "UPDATE log SET entry = '{}'",
        "UPDATE aid SET amount = 1",
        "DELETE FROM income",
        "UPDATE distribution SET persons = 1",
        "DELETE FROM tree",
        "DELETE FROM checkpoint",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            house.books.public.execute(statement)


def test_a_locked_database_is_told(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    other = sqlite3.connect(house.folder / "private.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    house.books.private.execute("PRAGMA busy_timeout = 10")
    with pytest.raises(Unusable, match="in use"):
        house.submit(house.edit("village", "sq", title="双桥村"))
    other.execute("ROLLBACK")
    assert house.publish(house.edit("village", "sq", title="双桥村")) == [1]


def test_a_full_disk_is_told_and_reading_goes_on(house: House) -> None:
    house.put("village", "sq", title="双桥村")
    pages = house.books.public.execute("PRAGMA page_count").fetchone()[0]
    house.books.public.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Unusable, match="full"):
        house.put("village", "sq", profile="长" * 19_000)
    assert records.values(house.books.public, "village", "sq")["profile"] is None
    house.books.public.execute("PRAGMA max_page_count = 1000000")
    house.put("village", "sq", population=1)


def test_a_file_of_a_newer_version_is_refused(house: House) -> None:
    house.books.public.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('public', 'm9999_later', '')"
    )
    house.books.close()
    with pytest.raises(Unusable, match="newer"):
        Books(house.folder)


def test_an_error_of_ours_stays_loud(house: House) -> None:
    with pytest.raises(sqlite3.OperationalError), connect.told(house.folder):
        house.books.public.execute("SELECT nothing FROM nowhere")


def test_only_one_process_checkpoints(house: House) -> None:
    second = Books(house.folder)
    autocheckpoint = "PRAGMA wal_autocheckpoint"
    assert house.books.public.execute(autocheckpoint).fetchone()[0] == 1000
    assert second.public.execute(autocheckpoint).fetchone()[0] == 0
    second.close()


def test_no_time_of_applying_a_migration_is_kept(house: House) -> None:
    for db in (house.books.public, house.books.private):
        times = db.execute("SELECT DISTINCT applied_at FROM _sqlite_migrations").fetchall()
        assert times == [("",)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("道路", True),
        ("路硬", True),
        ("硬化", True),
        ("路", True),
        ("化", True),
        ("路化", False),
        ("C30", True),
        ("c3", True),
        ('"', False),
        ("道路 OR x*", False),
        ("a" * 10_000, False),
    ],
)
def test_search_is_exact_substring_search(house: House, query: str, found: bool) -> None:
    house.put("project", "p-1", title="道路硬化 C30 混凝土")
    lines = works.projects(house.books.public, works.Wanted(text=query))
    assert bool(lines) == found


def test_search_follows_edits(house: House) -> None:
    house.put("project", "p-1", title="道路硬化")
    house.put("project", "p-1", title="广场铺装")
    assert not works.projects(house.books.public, works.Wanted(text="道路"))
    assert works.projects(house.books.public, works.Wanted(text="广场"))


def test_paging_sees_each_project_once(house: House) -> None:
    house.publish(
        *(house.edit("project", f"p-{n}", title=f"项目{n}", year=2018 + n % 3) for n in range(7))
    )
    seen: list[str] = []
    after = None
    while page := works.projects(house.books.public, works.Wanted(after=after, limit=2)):
        seen += [line.code for line in page]
        after = (page[-1].year or 0, page[-1].code)
    assert sorted(seen) == [f"p-{n}" for n in range(7)]


def test_staff_lists_page_and_search(house: House) -> None:
    house.publish(*(house.edit("village", f"v-{n}", title=f"村{n}") for n in range(5)))
    first = records.page(house.books.public, "village", sort="title", descending=True, limit=2)
    assert [row["code"] for row in first] == ["v-4", "v-3"]
    rest = records.page(
        house.books.public, "village", sort="title", descending=True, after=("村3", "v-3"), limit=9
    )
    assert [row["code"] for row in rest] == ["v-2", "v-1", "v-0"]
    assert [row["code"] for row in records.page(house.books.public, "village", query="村3")] == [
        "v-3"
    ]


def test_a_search_looks_at_so_many_and_says_so(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.publish(*(house.edit("project", f"p-{n}", title=f"道路{n}") for n in range(5)))
    db = house.books.public
    assert not search.is_cut(db, "道路", "project")
    monkeypatch.setattr(search, "MOST", 3)
    assert search.is_cut(db, "道路", "project")
    found = {line.code for line in works.projects(db, works.Wanted(text="道路"))}
    assert found == {"p-2", "p-3", "p-4"}
    assert not search.is_cut(db, "道路 沥青", "project")
    assert not search.is_cut(db, "道路", "village")
    assert "只查了最新的 3 条" in Reader(house).words("/projects?q=道路")
