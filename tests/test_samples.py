"""The sample's pictures are drawn, sealed and masked like any other."""

import csv
import io

import pytest
from PIL import Image

from portal import samples, scenes, sealing, vault
from portal.settings import Settings
from portal.vault import Vault
from tests.conftest import House
from tests.workbooks import SAMPLE

HEADINGS = "code,title,of_table,of_code,kind,issued,spot,place,alt,scene\n"
ROWS = {
    "photo": "d-1,路,project,p,photo,2020-05-06,before,岔口,泥路,road-before\n",
    "later": "d-2,路,project,p,photo,2020-08-10,after,岔口,水泥路,road-after\n",
    "voucher": "d-3,票,payment,y-1,voucher,2020-05-08,,,凭证,voucher 0503 80.00\n",
    "again": "d-4,票,payment,y-2,voucher,2020-05-08,,,凭证,voucher 0503 80.00\n",
}


def kept(house: House) -> Vault:
    return Vault.of(Settings(folder=house.folder, seal_key=sealing.new_key()), house.books)


def made(house: House, *names: str) -> list[dict[str, str]]:
    content = HEADINGS + "".join(ROWS[name] for name in names)
    sheet = samples.pictured(content.encode(), kept(house), "zhang", "2026-11-24T00:00:00Z")
    return list(csv.DictReader(io.StringIO(sheet.decode())))


def picture(house: House, row: dict[str, str]) -> Image.Image:
    data = vault.form(house.folder, row["public_hash"], ".jpg")
    return Image.open(io.BytesIO(data))


def test_a_photo_loses_what_the_camera_wrote(house: House) -> None:
    sent = Image.open(io.BytesIO(scenes.photo("road-before", "岔口", "2020-05-06")))
    assert sent.getexif()[0x0132].startswith("2020:05:06")
    (row,) = made(house, "photo")
    shown = picture(house, row)
    assert not shown.getexif() and "exif" not in shown.info
    assert (row["width"], row["height"]) == tuple(map(str, shown.size))


def test_a_paper_has_its_signatures_masked(house: House) -> None:
    (row,) = made(house, "voucher")
    shown = picture(house, row)
    assert row["masked"] == "yes"
    for box in scenes.NAMES:
        size = (shown.width, shown.height) * 2
        edges = [round(edge * side) for edge, side in zip(box, size, strict=True)]
        inner = (edges[0] + 4, edges[1] + 4, edges[2] - 4, edges[3] - 4)
        assert max(shown.convert("L").crop(inner).tobytes()) < 12


def test_lines_of_one_voucher_share_its_picture(house: House) -> None:
    one, other, photo = made(house, "voucher", "again", "photo")
    assert one["public_hash"] == other["public_hash"] != photo["public_hash"]


def test_the_same_pictures_every_time() -> None:
    first = scenes.photo("road-paving", "岔口", "2020-07-08")
    assert first == scenes.photo("road-paving", "岔口", "2020-07-08")
    assert first != scenes.photo("road-paving", "别处", "2020-07-08")


@pytest.mark.parametrize("scene", [*scenes.SCENES, *scenes.PAPERS])
def test_every_scene_is_used(scene: str) -> None:
    with (SAMPLE / samples.FILE).open(encoding="utf-8") as file:
        assert scene in {row["scene"].split()[0] for row in csv.DictReader(file)}
