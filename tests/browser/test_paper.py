"""What the printer gives out: the page's QR code and address, the log's root, nothing to click."""

import re

import pypdfium2
import pytest
import segno
from PIL import Image
from playwright.sync_api import Browser

from portal.store import log
from tests.conftest import House

pytestmark = pytest.mark.browser
SCALE = 4
CODE = (210 - 15 - 24, 14, 210 - 15, 14 + 24)
"""Where the code stands on the first sheet of A4: millimetres from left and top."""


def printed(browser: Browser, address: str) -> pypdfium2.PdfDocument:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        return pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))


def words(document: pypdfium2.PdfDocument) -> str:
    text = "".join(sheet.get_textpage().get_text_range() for sheet in document)
    return re.sub(r"\s", "", text)


def corner(document: pypdfium2.PdfDocument) -> Image.Image:
    """The part of the first sheet where the code stands."""
    sheet: Image.Image = document[0].render(scale=SCALE, grayscale=True).to_pil()
    left, top, right, bottom = (round(at * sheet.width / 210) for at in CODE)
    return sheet.crop((left, top, right, bottom))


def modules(picture: Image.Image, size: int) -> list[list[bool]]:
    """The code in a picture that shows nothing else, read module by module."""
    inked = picture.point(lambda shade: 255 if shade < 128 else 0)
    left, top, right, bottom = inked.getbbox() or (0, 0, 0, 0)
    wide, high = (right - left) / size, (bottom - top) / size
    return [
        [
            bool(inked.getpixel((int(left + (x + 0.5) * wide), int(top + (y + 0.5) * high))))
            for x in range(size)
        ]
        for y in range(size)
    ]


@pytest.mark.parametrize("path", ["/projects/sq-2020-001", "/en/large/log", "/projects?village=sq"])
def test_paper_carries_the_code_of_its_page(
    browser: Browser, house: House, live: str, path: str
) -> None:
    house.money()
    code = segno.make(live + path, micro=False, error="m", boost_error=False)
    wanted = [[bool(module) for module in line] for line in code.matrix]
    found = modules(corner(printed(browser, live + path)), len(wanted))
    assert found == wanted


def test_paper_is_a_witness(browser: Browser, house: House, live: str) -> None:
    house.money()
    house.put("hotline", "hot-1", title="监督电话", number="12317", until="2999-01-01")
    text = words(printed(browser, f"{live}/projects/sq-2020-001"))
    assert f"{live}/projects/sq-2020-001" in text
    assert "12317" in text
    assert log.root(house.books.public).hex()[:16] in text
    for left_out in ("跳到正文", "大字", "CSV", "English"):
        assert left_out not in text
