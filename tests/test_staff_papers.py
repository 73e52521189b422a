"""Photos and papers: sent, masked, seen by a second person, and shown only when published."""

import io
import re

import pytest
from PIL import Image, ImageDraw
from werkzeug.test import Client

from portal import vault
from portal.app import application
from portal.settings import Settings
from portal.store import originals, people
from portal.store.people import User
from tests.conftest import NOW, House
from tests.staff_pages import Staff, site

KEY = "5e" * 32


def photo(color: str = "white", words: str = "") -> bytes:
    """A small JPEG of one colour, with words on it."""
    image = Image.new("RGB", (400, 300), color)
    if words:
        ImageDraw.Draw(image).rectangle((40, 60, 200, 120), fill=words)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=95)
    return file.getvalue()


@pytest.fixture
def zhang(house: House) -> Staff:
    house.money()
    return Staff(house, house.author, site(house, seal_key=KEY))


@pytest.fixture
def li(zhang: Staff) -> Staff:
    return Staff(zhang.house, zhang.house.reviewer, zhang.client.application)


def sent(zhang: Staff, status: int = 303, **fields: object) -> str:
    """Sends a file about the payment of 250.00 yuan."""
    given = {
        "of_table": "payment",
        "of_code": "pay-1",
        "kind": "voucher",
        "title": "记-0709",
        "alt": "记账凭证",
        "file": (io.BytesIO(photo("white", "red")), "凭证.jpg"),
    }
    return zhang.post("/staff/papers", status, **{**given, **fields})


def masked(zhang: Staff, boxes: str = "5 10 60 50") -> int:
    """Sends and masks a voucher; the number of the draft that holds it."""
    address = sent(zhang)
    at, _, query = address.partition("?")
    fields = dict(part.split("=") for part in query.split("&"))
    given = {name: "记" if name in ("title", "alt") else text for name, text in fields.items()}
    return int(zhang.post(at, **{"page-1": "1", "boxes-1": boxes, **given}).rpartition("/")[2])


def reader(house: House) -> Client:
    return Client(application(Settings(folder=house.folder, secret_key="s" * 43), None))


def public_hash(zhang: Staff, number: int) -> str:
    (edit,) = zhang.house.door.change(number).edits
    return str(edit.values["public_hash"])


def test_a_photo_is_shown_only_when_it_is_published(zhang: Staff, li: Staff) -> None:
    number = int(sent(zhang, kind="photo").rpartition("/")[2])
    digest = public_hash(zhang, number)
    name = f"/media/{digest}-s.webp"
    assert zhang.client.get(f"/staff{name}").status_code == 200
    assert reader(zhang.house).get(name).status_code == 404
    zhang.post(f"/staff/changes/{number}/submit", why="补凭证")
    li.post(f"/staff/changes/{number}/publish")
    answer = reader(zhang.house).get(name)
    assert (answer.status_code, answer.content_type) == (200, "image/webp")
    assert "immutable" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers


def test_a_voucher_is_masked_seen_and_published(zhang: Staff, li: Staff) -> None:
    number = masked(zhang)
    zhang.post(f"/staff/changes/{number}/submit", why="补凭证")
    review = li.get(f"/staff/changes/{number}")
    code = re.search(r'name="seen" value="([^"]+)"', review)
    assert code
    refused = li.post(f"/staff/changes/{number}/publish", 422)
    assert "逐张查看" in refused
    li.post(f"/staff/changes/{number}/publish", seen=code[1])
    (edit,) = zhang.house.door.change(number).edits
    assert edit.values["masked"] is True
    assert edit.values["original_hash"] != edit.values["public_hash"]


def test_masked_pixels_are_gone_in_every_form(zhang: Staff) -> None:
    digest = public_hash(zhang, masked(zhang))
    for suffix in vault.FORMS:
        data = vault.form(zhang.house.folder, digest, suffix)
        with Image.open(io.BytesIO(data)) as image:
            pixels = image.convert("RGB")
            red, green, blue = pixels.getpixel((pixels.width // 4, pixels.height // 4))  # type: ignore[misc]
        assert max(red, green, blue) < 40, suffix


def test_the_original_is_sealed_and_its_opening_remembered(zhang: Staff, li: Staff) -> None:
    masked(zhang)
    address = sent(zhang).partition("?")[0]
    digest = address.rpartition("/")[2]
    kept = [
        path.read_bytes() for path in (zhang.house.folder / "sealed").rglob("*") if path.is_file()
    ]
    assert kept
    assert not [data for data in kept if b"JFIF" in data or b"\xff\xd8" in data[:4]]
    assert li.client.get(f"{address}/1.jpg").status_code == 200
    names = [name for name, _ in originals.openings(zhang.house.books.private, digest)]
    assert names[-1] == "li"


def test_a_stranger_and_another_editor_see_no_original(zhang: Staff) -> None:
    address = sent(zhang).partition("?")[0]
    assert Staff(zhang.house).client.get(f"{address}/1.jpg").status_code == 303
    other = User("chen", "陈编辑", "editor", None, True)
    with zhang.house.books.writing(zhang.house.books.private) as private:
        people.add_user(private, other, NOW)
    chen = Staff(zhang.house, other, zhang.client.application)
    assert chen.client.get(f"{address}/1.jpg").status_code == 403


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"alt": ""}, "图片说明"),
        ({"title": ""}, "标题"),
        ({"file": (io.BytesIO(b"<svg onload=alert(1)>"), "x.svg")}, ""),
        ({"file": (io.BytesIO(b""), "x.jpg")}, ""),
        ({"file": (io.BytesIO(photo()), "13912345678.jpg")}, "139****5678"),
    ],
)
def test_what_is_refused_with_a_sentence(
    zhang: Staff, fields: dict[str, object], sentence: str
) -> None:
    page = sent(zhang, 422, **fields)
    assert sentence in page
    assert 'role="alert"' in page


def test_a_page_without_a_box_asks_whether_it_is_clear(zhang: Staff) -> None:
    address = sent(zhang).partition("?")[0]
    given = {
        "of_table": "payment",
        "of_code": "pay-1",
        "kind": "voucher",
        "title": "记",
        "alt": "记",
    }
    page = zhang.post(address, 422, **{"page-1": "1", "boxes-1": "", **given})
    assert "第 1 页" in page
    zhang.post(address, 303, **{"page-1": "1", "boxes-1": "", "clear-1": "1", **given})


@pytest.mark.parametrize("line", ["1 2 3", "60 10 10 20", "a b c d", "0 0 101 5", "-1 0 5 5"])
def test_what_is_no_box(zhang: Staff, line: str) -> None:
    address = sent(zhang).partition("?")[0]
    given = {
        "of_table": "payment",
        "of_code": "pay-1",
        "kind": "voucher",
        "title": "记",
        "alt": "记",
    }
    page = zhang.post(address, 422, **{"page-1": "1", "boxes-1": line, **given})
    assert line in page


def test_sent_twice_is_kept_once(zhang: Staff) -> None:
    first = sent(zhang, kind="photo", key="same")
    again = sent(
        zhang, kind="photo", key="same", file=(io.BytesIO(photo("white", "red")), "凭证.jpg")
    )
    assert first == again


MEASURED = ("public_hash", "original_hash", "masked", "width", "height")


def test_nobody_types_what_was_measured(zhang: Staff) -> None:
    """The full form changes the words of a picture; its hashes stay those of the files."""
    number = masked(zhang)
    (before,) = zhang.house.door.change(number).edits
    address = f"/staff/document/{before.code}?change={number}"
    assert not [name for name in MEASURED if f'name="{name}"' in zhang.get(address)]
    forged = {"public_hash": "a" * 64, "original_hash": "b" * 64, "masked": "", "width": "1"}
    zhang.form(address, 303, title="记-0710", **forged)
    (after,) = zhang.house.door.change(number).edits
    assert after.values == {**before.values, "title": "记-0710"}


def test_a_published_picture_keeps_its_hashes(zhang: Staff, li: Staff) -> None:
    number = masked(zhang)
    (edit,) = zhang.house.door.change(number).edits
    zhang.post(f"/staff/changes/{number}/submit", why="补凭证")
    li.post(f"/staff/changes/{number}/publish", 303, seen=edit.code)
    zhang.form(f"/staff/document/{edit.code}", 303, title="记-0710", public_hash="a" * 64)
    assert zhang.house.door.change(number + 1).edits[0].values == {"title": "记-0710"}


@pytest.mark.parametrize("path", ["papers?of_table=payment&of_code=pay-1", "projects/sq-2020-001"])
def test_what_a_picture_shows_is_marked_as_required(zhang: Staff, path: str) -> None:
    (field,) = re.findall(r'<input id="f-(?:document-)?alt"[^>]*>', zhang.get(f"/staff/{path}"))
    assert 'aria-required="true"' in field
