"""What is read on the pages of a paper: told with boxes, not refused, nowhere in clear."""

import io
import logging
import re
from dataclasses import replace

import pytest
from PIL import Image

from portal import personal, vault
from portal.media import Box, Limits, masked, pdf_text, read_paper
from tests import evil_pdfs
from tests.conftest import House
from tests.staff_pages import Staff, fields_of, site
from tests.test_staff_papers import KEY, photo, sent

LIMITS = Limits()
RESIDENT, MOBILE = "11010519491231002X", "13912345678"
WORDS = f"ID {RESIDENT}"


def voucher(words: str = WORDS) -> tuple[io.BytesIO, str]:
    return io.BytesIO(evil_pdfs.worded(words)), "凭证.pdf"


@pytest.fixture
def zhang(house: House) -> Staff:
    house.money()
    return Staff(house, house.author, site(house, seal_key=KEY))


def black(box: Box, data: bytes) -> bool:
    """Whether all pixels under the box are black, but for what compression leaves."""
    with Image.open(io.BytesIO(data)) as image:
        light = image.convert("L").point(lambda value: 255 * (value > 60))
    width, height = light.size
    corners = (box.left * width, box.top * height, box.right * width, box.bottom * height)
    return light.crop(tuple(round(corner) for corner in corners)).getbbox() is None  # type: ignore[arg-type]


def inked(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("L").point(lambda value: 255 * (value < 128))


def test_a_number_is_told_masked_with_its_box() -> None:
    (page,) = personal.found(evil_pdfs.worded(WORDS), LIMITS)
    (finding,) = page.findings
    assert (finding.leak.kind, finding.leak.masked) == ("resident_id", "110***********002X")
    (sheet,) = read_paper(evil_pdfs.worded(WORDS), "x.pdf", LIMITS)
    left = inked(masked(sheet, finding.boxes, LIMITS).large.jpeg.data).getbbox()
    whole = inked(sheet.picture.large.jpeg.data).getbbox()
    assert left and whole and whole[0] < left[2]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", ["", "/CropBox [5 5 195 95]"])
def test_the_box_covers_all_ink_of_the_number(turn: int, crop: str) -> None:
    """However the page lies, no ink is left outside of the boxes when the number stands alone."""
    data = evil_pdfs.worded(RESIDENT).replace(
        b"/Contents 4 0 R", f"/Rotate {turn} {crop} /Contents 4 0 R".encode()
    )
    (page,) = personal.found(data, LIMITS)
    (sheet,) = read_paper(data, "x.pdf", LIMITS)
    ink = inked(sheet.picture.large.jpeg.data)
    assert ink.getbbox()
    (box,) = page.findings[0].boxes
    width, height = ink.size
    corners = (box.left * width, box.top * height, box.right * width, box.bottom * height)
    ink.paste(0, tuple(round(corner) for corner in corners))  # type: ignore[arg-type]
    assert ink.getbbox() is None


def test_a_note_has_no_box_and_a_picture_is_not_read() -> None:
    (page,) = personal.found(evil_pdfs.noted(f"tel {MOBILE}"), LIMITS)
    assert [(one.leak.masked, one.boxes) for one in page.findings] == [("139****5678", ())]
    assert personal.found(photo(), LIMITS) == [personal.Found(False)]
    assert personal.found(evil_pdfs.scanned(), LIMITS) == [personal.Found(False)]


def test_what_cannot_be_read_is_no_finding() -> None:
    assert personal.found(evil_pdfs.locked(), LIMITS) == []
    assert personal.found(evil_pdfs.worded(WORDS), replace(LIMITS, pages=0)) == []


def test_an_office_mailbox_is_no_finding() -> None:
    data = evil_pdfs.worded("dalu-xiang@163.com")
    assert personal.found(data, LIMITS)[0].findings
    assert not personal.found(data, LIMITS, ("dalu-xiang@163.com",))[0].findings


def given(page: str) -> dict[str, str]:
    """What a browser sends of the page when nobody touches it."""
    return {**fields_of(page), "page-1": "1"} | {"clear-1": ""}


def test_the_masking_page_lists_it_and_fills_the_boxes_in(
    zhang: Staff, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    address = sent(zhang, file=voucher(f"{WORDS} tel {MOBILE}"))
    page = zhang.get(address)
    assert "110***********002X" in page and "139****5678" in page
    assert RESIDENT not in page and MOBILE not in page
    lines = given(page)["boxes-1"].strip().splitlines()
    assert len(lines) == 2 and all(len(line.split()) == 4 for line in lines)
    files = [path.read_bytes() for path in zhang.house.folder.rglob("*") if path.is_file()]
    assert not [data for data in files if RESIDENT.encode() in data or MOBILE.encode() in data]
    assert RESIDENT not in caplog.text


def test_a_picture_says_that_nothing_can_be_read(zhang: Staff) -> None:
    assert "程序看不懂" in zhang.get(sent(zhang))


def test_a_page_without_numbers_says_so(zhang: Staff) -> None:
    assert "没有发现个人号码" in zhang.get(sent(zhang, file=voucher("paid 250.00")))


def test_a_number_that_is_left_open_is_asked_for(zhang: Staff) -> None:
    address = sent(zhang, file=voucher())
    typed = given(zhang.get(address))
    answer = zhang.post(address.partition("?")[0], 422, **{**typed, "boxes-1": "1 1 5 5"})
    assert "110***********002X" in answer and ">\n1 1 5 5</textarea>" in answer
    zhang.post(address.partition("?")[0], 303, **{**typed, "boxes-1": "", "clear-1": "1"})


def test_masked_numbers_are_gone_from_what_is_published(zhang: Staff) -> None:
    """Each published form is a picture encoded anew: no text, black where the number was."""
    address = sent(zhang, file=voucher())
    number = zhang.post(address.partition("?")[0], **given(zhang.get(address))).rpartition("/")[2]
    (edit,) = zhang.house.door.change(int(number)).edits
    box = personal.found(voucher()[0].getvalue(), LIMITS)[0].findings[0].boxes[0]
    inner = Box(box.left + 0.01, box.top + 0.01, box.right - 0.01, box.bottom - 0.01)
    for suffix in vault.FORMS:
        data = vault.form(zhang.house.folder, str(edit.values["public_hash"]), suffix)
        assert data[:4] in (b"\xff\xd8\xff\xe0", b"RIFF") and b"%PDF" not in data
        assert not re.search(rb"110105|BT /F1", data)
        assert black(inner, data), suffix
    assert RESIDENT in pdf_text(voucher()[0].getvalue(), LIMITS)


def copy(covering: str) -> tuple[io.BytesIO, str]:
    """The voucher as an editor of PDFs masks it: the text stays, with something drawn over it."""
    plain = evil_pdfs.worded(WORDS)
    length = len(plain.partition(b"stream\n")[2].partition(b"\nendstream")[0])
    drawn = plain.replace(b"\nendstream", f" {covering}\nendstream".encode())
    data = drawn.replace(
        f"/Length {length} ".encode(), f"/Length {length + len(covering) + 1} ".encode()
    )
    return io.BytesIO(data), "打码.pdf"


@pytest.mark.parametrize(
    ("covering", "status"),
    [("0 0 0 rg 0 40 200 40 re f", 303), ("1 g 0 40 200 40 re f", 303), ("0 0 9 9 re f", 422)],
)
def test_a_copy_that_was_masked_elsewhere(zhang: Staff, covering: str, status: int) -> None:
    address = sent(zhang, file=voucher())
    typed = given(zhang.get(address))
    answer = zhang.post(address.partition("?")[0], status, **{**typed, "copy": copy(covering)})
    assert ("110***********002X" in answer) == (status == 422)
