"""What the machine refuses, seen in the browser: a sentence, nothing lost, nothing half-written."""

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from portal.app import create_app
from portal.errors import Unusable
from portal.settings import Settings
from portal.store import drafts, log, records
from portal.store.connect import Books
from tests.conftest import House
from tests.staff_pages import Staff, site

VILLAGE = {"title": "双桥村", "population": "4312"}


def test_a_locked_database_keeps_the_reader_reading(house: House) -> None:
    house.money()
    public = site(house).test_client()
    other = sqlite3.connect(house.folder / "public.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert public.get("/projects/sq-2020-001").status_code == 200
    other.execute("ROLLBACK")


def test_a_locked_database_tells_the_writer(house: House) -> None:
    staff = Staff(house, house.author)
    other = sqlite3.connect(house.folder / "private.sqlite", isolation_level=None)
    house.books.private.execute("PRAGMA busy_timeout = 10")
    page = staff.get("/staff/village/new")
    other.execute("BEGIN IMMEDIATE")
    answer = staff.client.post(
        "/staff/village/new", data={"csrf_token": staff.token(), **hidden(page), **VILLAGE}
    )
    other.execute("ROLLBACK")
    assert answer.status_code == 503
    assert "没有保存" in answer.get_data(as_text=True)
    assert not drafts.changes(house.books.private, states=("draft", "submitted"))


def hidden(page: str) -> dict[str, str]:
    from tests.staff_pages import fields_of

    return {name: value for name, value in fields_of(page).items() if name != "csrf_token"}


def test_a_full_disk_loses_nothing_that_is_published(house: House) -> None:
    house.money()
    number = house.submit(house.edit("village", "sq", profile="长" * 19_000))
    pages = house.books.public.execute("PRAGMA page_count").fetchone()[0]
    house.books.public.execute(f"PRAGMA max_page_count = {pages}")
    reviewer = Staff(house, house.reviewer)
    answer = reviewer.client.post(
        f"/staff/changes/{number}/publish", data={"csrf_token": reviewer.token()}
    )
    assert answer.status_code == 503
    assert "磁盘满了" in answer.get_data(as_text=True)
    assert house.door.change(number).state == "submitted"
    assert log.size(house.books.public) == 7
    assert site(house).test_client().get("/").status_code == 200


def test_damage_while_running_is_told(house: House) -> None:
    house.money()
    house.books.public.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = house.folder / "replica"
    copy.mkdir()
    shutil.copy(house.folder / "public.sqlite", copy)
    app = create_app(Settings(folder=copy))
    assert app.test_client().get("/projects").status_code == 200
    content = bytearray((copy / "public.sqlite").read_bytes())
    content[8192:] = os.urandom(len(content) - 8192)
    (copy / "public.sqlite").write_bytes(content)
    answer = create_app(Settings(folder=copy)).test_client().get("/projects")
    assert answer.status_code == 503
    assert "损坏" in answer.get_data(as_text=True)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unusable):
        Books(tmp_path / "nowhere")
    answer = create_app(Settings(folder=tmp_path / "nowhere")).test_client().get("/")
    assert answer.status_code == 503
    assert str(tmp_path) not in answer.get_data(as_text=True)
    assert not (tmp_path / "nowhere").exists()


def test_a_mistake_of_ours_has_a_number_and_no_details(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("geheim")

    monkeypatch.setattr(records, "options", broken)
    answer = site(house).test_client().get("/")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 500
    assert "geheim" not in page
    number = caplog.records[-1].getMessage().split()[0]
    assert number in page
