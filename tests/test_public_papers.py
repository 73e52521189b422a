"""Papers and pictures stand where they prove something; sealed originals never go out."""

import hashlib
import io
import re

import pytest
from PIL import Image

from portal import scenes, settings
from portal.app import create_app
from portal.settings import Settings
from portal.store.connect import Books
from portal.vault import FORMS, Kept, Vault
from portal.views.house import public
from tests.conftest import NOW, House, payment
from tests.public_pages import Reader
from tests.sites import Site

KEY = "5e" * 32


def vault(house: House) -> Vault:
    return Vault.of(Settings(folder=house.folder, seal_key=KEY), house.books)


def voucher(house: House) -> Kept:
    data = scenes.paper("voucher", "2020-05-08", ("0503", "250.00"))
    return vault(house).masked(data, "凭证.png", scenes.NAMES, "zhang", NOW)


def prove(house: House, code: str, table: str, of: str, **values: object) -> Kept:
    """Publishes a masked paper of a record."""
    kept = voucher(house)
    given = {"title": "记-0503", "kind": "voucher", "alt": "记账凭证一页", "masked": True}
    given |= kept._asdict()
    given.pop("taken")
    edit = house.edit("document", code, of_table=table, of_code=of, **{**given, **values})
    house.door.publish(house.submit(edit), house.reviewer, NOW, [code])
    return kept


@pytest.fixture
def reader(house: House) -> Reader:
    house.money()
    return Reader(house)


def test_a_payment_shows_its_voucher_with_both_hashes(house: House, reader: Reader) -> None:
    kept = prove(house, "doc-1", "payment", "pay-1")
    page = reader.page("/payments/pay-1")
    assert f'href="/media/{kept.public_hash}.jpg"' in page
    image = re.search(r"<img [^>]*>", page)
    assert image and 'loading="lazy"' in image[0] and 'alt="记账凭证一页"' in image[0]
    assert f'width="{kept.width}" height="{kept.height}"' in image[0]
    words = reader.words("/payments/pay-1")
    assert f"密封原件的数字指纹 {kept.original_hash[:8]}…" in words
    assert f"本图片的数字指纹 {kept.public_hash[:8]}…" in words
    assert 'href="/papers/doc-1"' in page


@pytest.mark.parametrize(
    ("size", "wide"), [((900, 1200), 360), ((1200, 900), 480), ((300, 200), 0)]
)
def test_the_widths_of_a_picture_are_its_own(
    house: House, reader: Reader, size: tuple[int, int], wide: int
) -> None:
    """What the address list says is what the files are, also of a picture that stands upright."""
    file = io.BytesIO()
    Image.new("RGB", size).save(file, "JPEG")
    given = vault(house).photo(file.getvalue(), "路.jpg", "zhang", NOW)._asdict()
    given.pop("taken")
    words = {"of_table": "project", "of_code": "sq-2020-001", "title": "路", "alt": "路"}
    house.put("document", "doc-1", kind="photo", **given, **words)
    page = reader.page("/projects/sq-2020-001")
    told = re.findall(r"(/media/[0-9a-f]{32}(?:-s)?\.webp) (\d+)w", page)
    assert len(told) == (2 if wide else 1)
    for address, width in told:
        with Image.open(io.BytesIO(reader.client.get(address).get_data())) as picture:
            assert picture.width == int(width)
    assert (wide or size[0]) == int(told[0][1])
    assert 'alt="路"' in page


def test_a_picture_stands_under_half_its_hash_and_no_less(house: House, reader: Reader) -> None:
    digest = prove(house, "doc-1", "payment", "pay-1").public_hash
    whole = reader.answer(f"/media/{digest}.jpg").get_data()
    assert reader.answer(f"/media/{digest[:32]}.jpg").get_data() == whole
    for start in (digest[:31], digest[:32] + "0" * 32, "f" * 32, digest + "0", digest[:32] + "%"):
        assert reader.answer(f"/media/{start}.jpg").status_code == 404, start


def test_a_payment_without_a_voucher_says_so(house: House, reader: Reader) -> None:
    house.publish(payment("pay-2", title="零星材料", amount=100, voucher=None))
    assert "<b>无凭证</b>" in reader.page("/payments/pay-2")


def test_a_voucher_of_which_only_the_number_is_known(house: House, reader: Reader) -> None:
    house.publish(payment("pay-2", title="零星材料", amount=100, voucher="记-0999"))
    assert "无凭证图片 只登记了凭证号： 记-0999" in reader.words("/payments/pay-2")


LISTS = (
    "/payments",
    "/projects/sq-2020-001",
    "/villages/sq",
    "/donations/d-1",
    "/organisations/road",
)


@pytest.mark.parametrize("path", LISTS)
def test_lists_mark_behind_which_payment_a_picture_stands(
    house: House, reader: Reader, path: str
) -> None:
    house.publish(
        payment("pay-2", title="材料", amount=100, voucher="记-0999", payee="road"),
        payment("pay-3", title="用工", amount=100, payee="road", voucher=None),
        payment("pay-4", title="运费", amount=100, voucher="记-0503", payee="road"),
    )
    prove(house, "doc-1", "payment", "pay-4")
    rows = [row for row in reader.page(path).split("<tr") if 'href="/payments/pay-' in row]
    said = {
        re.findall(r"/payments/(pay-\d)", row)[0]: " ".join(re.sub("<[^>]*>", " ", row).split())
        for row in rows
    }
    assert "记-0503 有图片" in said["pay-4"]
    assert "记-0999 无凭证图片" in said["pay-2"]
    assert "无凭证" in said["pay-3"] and "图片" not in said["pay-3"]


def marks(house: House, path: str) -> int:
    """How many queries for the marks a page takes."""
    app = create_app(Settings(folder=house.folder, secret_key="s" * 43, log_key=house.skey))
    asked: list[str] = []
    with app.app_context():
        public().set_trace_callback(asked.append)
        assert app.test_client().get(path).status_code == 200
        public().set_trace_callback(None)
    return sum("of_table = 'payment'" in statement for statement in asked)


@pytest.mark.parametrize("path", LISTS)
def test_the_mark_takes_one_query_however_many_rows(house: House, path: str) -> None:
    house.money()
    assert marks(house, path) == 1
    more = [payment(f"pay-{n}", title=f"支出{n}", amount=1, payee="road") for n in range(2, 14)]
    house.publish(*more)
    assert marks(house, path) == 1


def test_a_photo_beside_a_payment_is_no_voucher(house: House, reader: Reader) -> None:
    prove(house, "doc-1", "payment", "pay-1", kind="photo")
    assert "有图片" not in reader.words("/payments")


def test_the_page_of_a_paper_tells_all_that_proves_it(house: House, reader: Reader) -> None:
    kept = prove(house, "doc-1", "payment", "pay-1", issued="2020-05-08")
    page, words = reader.page("/papers/doc-1"), reader.words("/papers/doc-1")
    assert kept.public_hash in words and kept.original_hash in words
    assert f"{kept.width} × {kept.height}" in words and "2020年5月8日" in words
    assert 'href="/payments/pay-1"' in page and "新增文件" in words
    data = reader.answer(f"/media/{kept.public_hash}.jpg").get_data()
    assert hashlib.sha256(data).hexdigest() == kept.public_hash


def test_a_paper_leads_to_the_page_of_its_record(house: House, reader: Reader) -> None:
    house.put("milestone", "m-1", title="路基", project="sq-2020-001", position=1)
    house.put("contract", "c-1", title="施工合同", project="sq-2020-001", supplier="road")
    house.put("post", "post-1", title="通车", day="2020-09-10", body="通车了")
    for number, (table, code, href) in enumerate(
        (
            ("project", "sq-2020-001", "/projects/sq-2020-001"),
            ("milestone", "m-1", "/projects/sq-2020-001#m-1"),
            ("contract", "c-1", "/projects/sq-2020-001#c-1"),
            ("funding", "d-1", "/donations/d-1"),
            ("post", "post-1", "/posts/post-1"),
            ("village", "sq", "/villages/sq"),
        )
    ):
        prove(house, f"doc-{number}", table, code)
        assert f'href="{href}"' in reader.page(f"/papers/doc-{number}"), table


def test_papers_stand_beside_what_they_prove(house: House, reader: Reader) -> None:
    project = {"project": "sq-2020-001"}
    house.put("contract", "c-1", title="施工合同", supplier="road", **project)
    house.put("asset", "as-1", title="水泥路", **project)
    accepted = {"accepted_on": "2020-09-08", "body": "center", "result": "passed"}
    house.put("acceptance", "acc-1", title="道路长度", **accepted, **project)
    house.put("post", "post-1", title="通车", day="2020-09-10", body="通车了")
    prove(house, "doc-1", "contract", "c-1", kind="contract", title="合同首页")
    prove(house, "doc-2", "acceptance", "acc-1", kind="certificate", title="验收单一号")
    prove(house, "doc-3", "asset", "as-1", kind="photo", title="移交照片")
    prove(house, "doc-4", "post", "post-1", kind="photo", title="通车照片")
    prove(house, "doc-5", "funding", "d-1", title="捐赠票据")
    page = reader.page("/projects/sq-2020-001")
    for code in ("doc-1", "doc-2", "doc-3"):
        assert page.count(f'href="/papers/{code}"') >= 2, code
    assert 'href="/papers/doc-4"' in reader.page("/posts/post-1")
    assert 'href="/papers/doc-5"' in reader.page("/donations/d-1")


def test_a_paper_as_a_file(house: House, reader: Reader) -> None:
    kept = prove(house, "doc-1", "payment", "pay-1")
    found = reader.answer("/papers/doc-1.json").get_json()["document"]
    assert (found["public_hash"], found["original_hash"]) == (kept.public_hash, kept.original_hash)
    assert b"doc-1" in reader.answer("/papers/doc-1.csv").get_data()


def test_no_such_paper(reader: Reader) -> None:
    reader.page("/papers/doc-9", 404)
    reader.page("/papers/no%20code", 404)


def test_a_paper_without_a_picture_says_so(house: House, reader: Reader) -> None:
    house.put("document", "doc-1", title="批复", of_table="payment", of_code="pay-1")
    assert "没有公开它的图片" in reader.words("/papers/doc-1")
    assert "有图片" not in reader.words("/payments")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site("sample", tmp_path_factory)


@pytest.fixture(scope="module")
def sealed(site: Site) -> dict[str, bytes]:
    """Hash → bytes of every sealed original."""
    key = settings.kept(site.folder / "seal_key")
    books = Books(site.folder)
    try:
        held = Vault.of(Settings(folder=site.folder, seal_key=key), books)
        hashes = [row[0] for row in books.private.execute("SELECT hash FROM original")]
        return {digest: held.original(digest, "zhang", NOW)[0] for digest in hashes}
    finally:
        books.close()


def test_no_original_stands_under_any_address(site: Site, sealed: dict[str, bytes]) -> None:
    assert len(sealed) > 50
    files = [at for at, one in site.answers("").items() if one.kind != "text/html"]
    assert sum(at.startswith("/media/") for at in files) > 50
    for address in files:
        data = site.client.get(address).get_data()
        assert hashlib.sha256(data).hexdigest() not in sealed, address
        if address.startswith("/media/"):
            with Image.open(io.BytesIO(data)) as picture:
                assert not picture.getexif() and not {"exif", "xmp", "comment"} & set(picture.info)
    for digest in sealed:
        for address in (f"/media/{digest}.jpg", f"/media/{digest}-s.webp", f"/sealed/{digest}"):
            assert site.client.get(address).status_code == 404


def test_no_form_of_a_picture_carries_metadata(site: Site) -> None:
    rows = site.db.execute("SELECT DISTINCT public_hash FROM document WHERE public_hash > ''")
    for (digest,) in rows.fetchall():
        for suffix, kind in FORMS.items():
            answer = site.client.get(f"/media/{digest}{suffix}")
            data = answer.get_data()
            assert (answer.status_code, answer.mimetype) == (200, kind)
            with Image.open(io.BytesIO(data)) as picture:
                assert not picture.getexif() and not {"exif", "xmp", "comment"} & set(picture.info)
            assert b"Exif" not in data and b"mingbai sample camera" not in data


def test_no_original_is_in_the_public_books_or_beside_the_pictures(
    site: Site, sealed: dict[str, bytes]
) -> None:
    public = b"".join(path.read_bytes() for path in site.folder.glob("public.sqlite*"))
    shown = {path.read_bytes() for path in (site.folder / "media").rglob("*") if path.is_file()}
    for data in sealed.values():
        assert data not in shown
        middle = data[len(data) // 2 :][:48]
        assert middle not in public and not any(middle in picture for picture in shown)


def test_every_picture_of_the_sample_is_out(site: Site) -> None:
    rows = site.db.execute("SELECT DISTINCT public_hash FROM document WHERE public_hash > ''")
    files = [path.name for path in (site.folder / "media").rglob("*") if path.is_file()]
    assert {name[:64] for name in files} == {digest for (digest,) in rows}
    assert not [path for path in (site.folder / "waiting").rglob("*") if path.is_file()]


def test_what_is_sealed_is_not_plain_on_the_disk(site: Site, sealed: dict[str, bytes]) -> None:
    kept = [path.read_bytes() for path in (site.folder / "sealed").rglob("*") if path.is_file()]
    assert len(kept) == len(sealed)
    for data in sealed.values():
        assert not any(data[-48:] in one for one in kept)
