"""Evil uploads sent as an attacker with an account would send them, byte by byte, to every form.

None may end in a 500, leave anything but pictures made here and sealed originals, or step outside.
"""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from portal.sealing import HEADER
from portal.vault import FORMS
from tests.conftest import House
from tests.evil_files import SCRIPT, Upload, archive, corpus
from tests.staff_pages import Staff, site
from tests.test_staff_papers import KEY, photo, sent
from tests.test_staff_pay import TYPED
from tests.workbooks import csv_file, xlsx

CORPUS = list(corpus())
BENCH = "/staff/projects/sq-2020-001/photos"
SAID = {"title": "记-0709", "alt": "记账凭证", "kind": "voucher"}
OF = {"of_table": "payment", "of_code": "pay-1", **SAID}
WAYS: tuple[tuple[str, str, dict[str, str]], ...] = (
    (BENCH, "file", {"of": "project:sq-2020-001", "title": "路基", "alt": "路基"}),
    ("/staff/papers", "file", OF),
    ("/staff/papers", "file", {**OF, "kind": "photo"}),
    ("/staff/pay", "photo", TYPED),
    ("/staff/upload", "file", {}),
)
ACTIVE = (b"<script", b"<svg", b"<?php", b"<!DOCTYPE", b"%PDF", b"PK\x03\x04", b"GIF8", b"onload=")
KNOWN = {"public.sqlite", "private.sqlite", "log_key", "secret_key", "seal_key", "site.toml"}


def posted(person: Staff, way: tuple[str, str, dict[str, str]], upload: Upload, key: str) -> int:
    """The status of a form whose file has exactly this name; a browser would have mended it."""
    path, field, fields = way
    edge = b"--evil-edge\r\n"
    given = {**fields, "csrf_token": person.token(), "key": key}
    head = b'Content-Disposition: form-data; name="%b"'
    parts = [
        edge + head % name.encode() + b"\r\n\r\n" + text.encode() + b"\r\n"
        for name, text in given.items()
    ]
    name = upload.name.encode("utf-8", "surrogatepass")
    parts += [edge, head % field.encode(), b'; filename="%b"\r\n' % name]
    parts += [b"Content-Type: image/jpeg\r\n\r\n", upload.data, b"\r\n--evil-edge--\r\n"]
    answer = person.client.post(
        path, data=b"".join(parts), content_type="multipart/form-data; boundary=evil-edge"
    )
    status = answer.status_code
    if status == 400:
        assert "\ud800" in upload.name, upload.name  # no UTF-8, which no browser sends
        return 422
    assert status in (303, 413, 422), (upload.name, status)
    assert status != 422 or 'role="alert"' in answer.get_data(as_text=True)
    return status


@pytest.fixture
def folder(house: House) -> Iterator[Path]:
    """The data folder; afterwards everything in and beside it is looked at."""
    beside = sorted(house.folder.parent.iterdir())
    yield house.folder
    assert sorted(house.folder.parent.iterdir()) == beside
    for path in house.folder.rglob("*"):
        if path.is_file():
            harmless(path, path.relative_to(house.folder))


def harmless(path: Path, inside: Path) -> None:
    """A database, a sealed original, or a picture of the kind that its name says."""
    data = path.read_bytes()
    if inside.parts[0] == "sealed":
        assert data.startswith(HEADER) and inside.name.isalnum()
        return
    if inside.parts[0] != "waiting":  # nothing of it is published
        name = inside.name.removesuffix("-wal").removesuffix("-shm")
        assert len(inside.parts) == 1 and (name in KNOWN or name.endswith((".lock", ".sqlite")))
        return
    digest, suffix = inside.name[:64], inside.name[64:] or ".jpg"
    assert set(digest) <= set("0123456789abcdef") and suffix in FORMS
    assert not [sign for sign in ACTIVE if sign in data]
    with Image.open(io.BytesIO(data)) as picture:
        assert Image.MIME[str(picture.format)] == FORMS[suffix]


@pytest.fixture
def zhang(house: House) -> Staff:
    house.money()
    return Staff(house, house.author, site(house, seal_key=KEY))


@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way[0]} {way[2].get('kind', '')}")
def test_no_upload_does_harm(
    folder: Path, zhang: Staff, way: tuple[str, str, dict[str, str]]
) -> None:
    """All of them one by one in two ways, and every third in the others, which share the code."""
    chosen = CORPUS if way in WAYS[:2] else CORPUS[::3]
    assert len(chosen) >= 40
    for number, upload in enumerate(chosen):
        status = posted(zhang, way, upload, f"evil-{number}")
        if upload.fate == "refused" or way[0] == "/staff/upload":
            assert status != 303, upload.name


def test_no_masked_copy_does_harm(folder: Path, zhang: Staff) -> None:
    address = sent(zhang).partition("?")[0]
    for number, upload in enumerate(CORPUS[1::3]):
        posted(zhang, (address, "copy", OF), upload, f"copy-{number}")


def sheets() -> Iterator[Upload]:
    """Workbooks and tables that mean harm."""
    rows = [["村名", "人口"], ["双桥村", "5"]]
    good = xlsx({"村": rows})
    for name in ("../../evil.xml", "xl/externalLinks/externalLink1.xml", "/etc/evil"):
        yield Upload("村.xlsx", _with(good, name, b"<x/>"), "either")
    yield Upload("../../村.xlsx", good, "either")
    yield Upload("公式.csv", csv_file([*rows, ["=cmd|' /C calc'!A0", "1"]]), "either")
    yield Upload("网页.csv", SCRIPT, "refused")
    yield Upload("零.csv", b"\x00" * 4000, "refused")
    yield Upload("空.xlsx", archive("xl/workbook.xml", b""), "refused")
    yield Upload("炸弹.xlsx", archive("xl/worksheets/sheet1.xml", bytes(200_000_000)), "refused")
    yield Upload("深.xlsx", _with(good, "xl/deep.xml", b"<a>" * 100_000), "either")
    lol = b'<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><l>&b;</l>'
    yield Upload("实体.xlsx", _with(good, "xl/comments1.xml", lol), "either")


def _with(workbook: bytes, name: str, data: bytes) -> bytes:
    file = io.BytesIO(workbook)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as members:
        members.writestr(name, data)
    return file.getvalue()


def test_no_sheet_does_harm(folder: Path, zhang: Staff) -> None:
    for number, upload in enumerate(sheets()):
        status = posted(zhang, ("/staff/upload", "file", {}), upload, f"sheet-{number}")
        assert upload.fate != "refused" or status != 303, upload.name


def test_a_good_photo_still_gets_through(folder: Path, zhang: Staff) -> None:
    """The forms that the attacks are sent with are whole: without evil they are taken."""
    for number, way in enumerate(WAYS[:-1]):
        good = Upload("路.jpg", photo(), "taken")
        assert posted(zhang, way, good, f"good-{number}") == 303
