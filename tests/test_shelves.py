"""Where pictures stand: nothing in `media/` that no published record shows, nothing shown lost."""

import logging
import os
import shutil
from pathlib import Path

import pytest
from werkzeug.test import Client

from portal import shelves
from portal.app import application
from portal.settings import Settings
from portal.vault import FORMS, Kept
from tests.conftest import NOW, House
from tests.staff_pages import Staff, site
from tests.test_staff_papers import KEY, photo, public_hash, sent

ALL = {"", ".webp", "-s.jpg", "-s.webp"}
LONG_AGO = 1_600_000_000


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


def media(house: House) -> set[str]:
    return names(house.folder / "media")


def waiting(house: House) -> set[str]:
    return names(house.folder / "waiting")


def forms(digest: str) -> set[str]:
    return {digest + suffix for suffix in ALL}


def kept(house: House, color: str = "white") -> Kept:
    return house.vault().photo(photo(color), "路.jpg", "zhang", NOW)


def shows(code: str, digest: str) -> dict[str, object]:
    about: dict[str, object] = {"of_table": "project", "of_code": "sq-2020-001", "kind": "photo"}
    return {"title": code, "alt": "路", "public_hash": digest, **about}


def put(house: House, code: str, digest: str) -> None:
    """Publishes a record that shows a picture."""
    house.put("document", code, **shows(code, digest))


def drafted(house: House, code: str, digest: str) -> int:
    """A draft that mentions a picture."""
    return house.door.propose(
        house.author, "照片", [house.edit("document", code, **shows(code, digest))], NOW
    )


def aged(house: House) -> None:
    """All that waits has waited for years."""
    for path in (house.folder / "waiting").rglob("*"):
        os.utime(path, (LONG_AGO, LONG_AGO))


def answer(house: House, digest: str, suffix: str = ".jpg") -> int:
    client = Client(application(Settings(folder=house.folder, secret_key="s" * 43), None))
    return client.get(f"/media/{digest}{suffix}").status_code


@pytest.fixture
def zhang(house: House) -> Staff:
    house.money()
    return Staff(house, house.author, site(house, seal_key=KEY))


@pytest.fixture
def road(house: House) -> House:
    house.money()
    return house


# What a replica of media/ gets


def test_what_was_sent_by_mistake_never_was_in_the_public_folder(zhang: Staff) -> None:
    number = int(sent(zhang, kind="photo").rpartition("/")[2])
    digest = public_hash(zhang, number)
    assert media(zhang.house) == set()
    assert zhang.client.get(f"/staff/media/{digest}-s.webp").status_code == 200
    zhang.post(f"/staff/changes/{number}/withdraw")
    assert zhang.house.door.change(number).state == "withdrawn"
    assert media(zhang.house) == set()
    assert waiting(zhang.house) == forms(digest)
    aged(zhang.house)
    zhang.house.door.heal(NOW)
    assert media(zhang.house) == waiting(zhang.house) == set()


def test_what_waits_is_for_the_portal_only(road: House) -> None:
    kept(road)
    for path in [road.folder / "waiting", *(road.folder / "waiting").rglob("*")]:
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600)


def test_what_is_published_is_for_all(road: House) -> None:
    digest = kept(road).public_hash
    put(road, "doc-1", digest)
    assert (media(road), waiting(road)) == (forms(digest), set())
    for path in (road.folder / "media").rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644)
    assert [answer(road, digest, suffix) for suffix in FORMS] == [200] * 4


def test_whatever_stands_under_a_hash_comes_out(road: House) -> None:
    """A printed sheet has its PDF for a file, and another kind of file may have no forms."""
    store = shelves.waiting(road.folder)
    sheet, bare = store.put(b"%PDF-1.7"), store.put(b"bare")
    for suffix in (".webp", "-s.jpg", ".pdf"):
        store.put_beside(sheet, suffix, b"first page")
    put(road, "doc-1", sheet)
    assert media(road) == {sheet, f"{sheet}.webp", f"{sheet}-s.jpg", f"{sheet}.pdf"}
    put(road, "doc-2", bare)
    assert waiting(road) == set()
    assert shelves.data(road.folder, bare, "") == b"bare"


def test_only_what_the_change_shows_comes_out(road: House) -> None:
    one, other = kept(road, "white").public_hash, kept(road, "black").public_hash
    drafted(road, "doc-2", other)
    put(road, "doc-1", one)
    assert (media(road), waiting(road)) == (forms(one), forms(other))


def test_the_books_decide_what_comes_out(road: House) -> None:
    digest = kept(road).public_hash
    number = drafted(road, "doc-1", digest)
    shelves.release(road.books, road.door.change(number).edits)
    assert (media(road), waiting(road)) == (set(), forms(digest))


@pytest.mark.parametrize("digest", ["a" * 64, "../../log_key", "kein"])
def test_a_hash_without_a_file_moves_nothing(road: House, digest: str) -> None:
    put(road, "doc-1", digest)
    assert media(road) == set()


# Shared


def test_a_picture_of_two_records_stands_once(road: House) -> None:
    digest = kept(road).public_hash
    put(road, "doc-1", digest)
    assert kept(road).public_hash == digest
    put(road, "doc-2", digest)
    assert (media(road), waiting(road)) == (forms(digest), set())


def test_a_withdrawn_copy_takes_nothing_away(road: House) -> None:
    digest = kept(road).public_hash
    put(road, "doc-1", digest)
    kept(road)
    road.door.withdraw(drafted(road, "doc-2", digest), road.author, NOW)
    road.door.heal(NOW)
    assert (media(road), waiting(road)) == (forms(digest), set())
    assert answer(road, digest) == 200


# A crash, a disk that refuses


def test_a_crash_before_the_release_is_healed(road: House) -> None:
    """The books say published, the files still wait: they are served, and moved at the start."""
    digest = kept(road).public_hash
    put(road, "doc-1", digest)
    shutil.rmtree(road.folder / "waiting")
    (road.folder / "media").rename(road.folder / "waiting")
    assert [answer(road, digest, suffix) for suffix in FORMS] == [200] * 4
    road.door.heal(NOW)
    road.door.heal(NOW)
    assert (media(road), waiting(road)) == (forms(digest), set())


def test_a_disk_that_is_away_undoes_no_publication(
    road: House, caplog: pytest.LogCaptureFixture
) -> None:
    (road.folder / "media").symlink_to(road.folder / "not-mounted")
    digest = kept(road).public_hash
    with caplog.at_level(logging.WARNING):
        put(road, "doc-1", digest)
    assert "stays where it is" in caplog.text
    assert (answer(road, digest), waiting(road)) == (200, forms(digest))
    (road.folder / "not-mounted").mkdir()
    road.door.heal(NOW)
    assert (answer(road, digest), waiting(road)) == (200, set())


# A folder from before there were two shelves


def test_what_no_record_shows_leaves_the_public_folder(road: House) -> None:
    shown, draft = kept(road, "white").public_hash, kept(road, "black").public_hash
    put(road, "doc-1", shown)
    drafted(road, "doc-2", draft)
    part = road.folder / "media" / draft[:2]
    shutil.copytree(road.folder / "waiting" / draft[:2], part, dirs_exist_ok=True)
    shutil.rmtree(road.folder / "waiting")
    for name in (".new-half", "index.html"):
        (part / name).write_bytes(b"x")
    road.door.heal(NOW)
    assert (media(road), waiting(road)) == (forms(shown) | {"index.html"}, forms(draft))
    assert (road.folder / "waiting" / draft[:2] / draft).stat().st_mode & 0o777 == 0o600


def test_the_time_of_what_leaves_the_public_folder_begins_anew(road: House) -> None:
    digest = kept(road).public_hash
    aged(road)
    (road.folder / "waiting").rename(road.folder / "media")
    road.door.heal(NOW)
    assert (media(road), waiting(road)) == (set(), forms(digest))


def test_a_picture_that_is_shown_no_more_goes_back_and_is_kept(road: House) -> None:
    old, new = kept(road, "white").public_hash, kept(road, "black").public_hash
    put(road, "doc-1", old)
    put(road, "doc-1", new)
    for _ in range(2):
        road.door.heal(NOW)
        aged(road)
    assert (media(road), waiting(road)) == (forms(new), forms(old))


# What nothing mentions


def test_only_what_nothing_mentions_is_thrown_away(road: House) -> None:
    draft, dropped, withdrawn = (
        kept(road, color).public_hash for color in ("white", "black", "red")
    )
    drafted(road, "doc-1", draft)
    number = drafted(road, "doc-2", dropped)
    road.door.drop(number, road.author, "document", "doc-2")
    road.door.withdraw(drafted(road, "doc-3", withdrawn), road.author, NOW)
    aged(road)
    (road.folder / "waiting" / draft[:2] / ".new-half").write_bytes(b"x")
    road.door.heal(NOW)
    assert waiting(road) == forms(draft) | {".new-half"}


def test_what_was_sent_lately_stays(road: House) -> None:
    digest = kept(road).public_hash
    road.door.heal("2026-01-01T00:00:00Z")
    assert waiting(road) == forms(digest)


def test_what_is_sent_again_counts_as_new(road: House) -> None:
    digest = kept(road).public_hash
    aged(road)
    kept(road)
    road.door.heal("2026-01-01T00:00:00Z")
    assert waiting(road) == forms(digest)


def test_one_start_throws_away_only_so_many(road: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "MOST", 2)
    store = shelves.waiting(road.folder)
    for number in range(5):
        store.put(bytes([number]))
    aged(road)
    road.door.heal(NOW)
    assert len(waiting(road)) == 3
