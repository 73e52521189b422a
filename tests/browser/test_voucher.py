"""A payment with its photographed voucher on a phone: entered, masked, reviewed, and seen.

PORTAL_SHOTS=folder keeps a screenshot of each step.
"""

import io
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from tests.browser.conftest import sign_in
from tests.browser.test_staff_story import fits
from tests.conftest import House, allocation, donation

pytestmark = pytest.mark.browser
NewContext = Callable[..., BrowserContext]
RED = (210, 30, 40)
AREA = (0.1, 0.3, 0.6, 0.5)
"""Where the voucher names a person, in fractions of the picture."""


def voucher() -> FilePayload:
    """The photo of a voucher with a red line where a person's name stands."""
    image = Image.new("RGB", (900, 1200), "#f4efe2")
    drawing = ImageDraw.Draw(image)
    for row in range(6):
        drawing.line((60, 180 + 160 * row, 840, 180 + 160 * row), fill="#666", width=3)
    corners = [AREA[0] * 900, AREA[1] * 1200, AREA[2] * 900, AREA[3] * 1200]
    drawing.rectangle([c + d for c, d in zip(corners, (20, 20, -20, -20), strict=True)], fill=RED)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=92)
    return {"name": "IMG_0712.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


class Thumb:
    """A person with a phone; counts taps, draws and types, and keeps what the screen showed."""

    def __init__(self, page: Page, who: str, scripted: bool) -> None:
        self.page, self.who, self.scripted = page, who, scripted
        self.taps = self.shots = 0

    def tap(self, found: str) -> None:
        """Taps what a selector names."""
        self.page.click(found)
        self.taps += 1

    def type(self, field: str, text: str) -> None:
        """Taps into a field and types."""
        self.tap(field)
        self.page.keyboard.type(text)

    def shoot(self) -> None:
        """Keeps the screen and looks whether it fits."""
        fits(self.page)
        if folder := os.environ.get("PORTAL_SHOTS"):
            self.shots += 1
            script = "script" if self.scripted else "no-script"
            name = f"voucher-{script}-{self.who}-{self.shots}.png"
            self.page.screenshot(path=Path(folder) / name, full_page=True)

    def draw(self) -> None:
        """Draws one box over the name on the voucher; without JavaScript it is typed."""
        if not self.scripted:
            self.type("#f-boxes-1", " ".join(f"{100 * edge:.0f}" for edge in AREA))
            return
        picture = self.page.locator("img[data-boxes]")
        picture.scroll_into_view_if_needed()
        box = picture.bounding_box()
        assert box
        x, y, width, height = box["x"], box["y"], box["width"], box["height"]
        mouse = self.page.mouse
        mouse.move(x + AREA[0] * width, y + AREA[1] * height)
        mouse.down()
        mouse.move(x + AREA[2] * width, y + AREA[3] * height, steps=5)
        mouse.up()
        self.taps += 1
        expect(self.page.locator(".box")).to_have_count(1)


@pytest.fixture
def site(house: House, live: str) -> str:
    """A project with two allocations that have money left."""
    house.money()
    house.publish(donation("d-2", amount=50_000), allocation("a-2", funding="d-2", amount=30_000))
    return live


Phone = Callable[[str], Thumb]


@pytest.fixture
def phone(new_context: NewContext, browser_context_args: dict[str, Any]) -> Phone:
    """A phone of its own for each person, with or without JavaScript."""
    scripted = bool(browser_context_args["java_script_enabled"])
    return lambda who: Thumb(new_context().new_page(), who, scripted)


def enter(thumb: Thumb) -> None:
    """The one screen of typing, and the photo."""
    page = thumb.page
    thumb.tap(".jobs a[href$='/staff/pay']")
    thumb.shoot()
    thumb.tap("main a:has-text('道路硬化')")
    thumb.tap("label.pick:has(input[value='a-2'])")
    assert page.locator("#f-amount").get_attribute("inputmode") == "decimal"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", page.locator("#f-paid").input_value())
    thumb.type("#f-amount", "120.50")
    thumb.type("#f-title", "砂石料")
    thumb.type("#f-payee", "恒路建设（示例）")
    thumb.type("#f-voucher", "记-0712")
    with page.expect_file_chooser() as chooser:
        thumb.tap("#f-photo")
    chooser.value.set_files([voucher()])
    thumb.shoot()
    thumb.tap("button:has-text('下一步')")


def mask_and_send(thumb: Thumb) -> str:
    """Covers the name and sends the payment with its voucher; the address of the change."""
    page = thumb.page
    page.wait_for_url("**/staff/papers/*")
    thumb.draw()
    thumb.shoot()
    thumb.tap("button.main")
    page.wait_for_url("**/staff/changes/*")
    thumb.shoot()
    thumb.tap("button:has-text('送审')")
    expect(page.locator("main")).to_contain_text("待审核")
    thumb.shoot()
    return page.url.partition("#")[0]


def review(thumb: Thumb, change: str) -> str:
    """Looks at the picture, says that it is masked, publishes; the public page of the payment."""
    page = thumb.page
    page.goto(change)
    expect(page.locator(".shots img")).to_have_count(1)
    thumb.shoot()
    page.click("label.pick:has(input[name='seen'])")
    page.click("button:has-text('公布')")
    page.wait_for_url("**/payments/*")
    return page.url


def pixel(page: Page, address: str) -> tuple[int, int, int]:
    """The colour in the middle of the masked area of a published picture."""
    answer = page.request.get(address)
    assert answer.ok
    with Image.open(io.BytesIO(answer.body())) as image:
        middle = (AREA[0] + AREA[2]) / 2 * image.width, (AREA[1] + AREA[3]) / 2 * image.height
        found = image.convert("RGB").getpixel((int(middle[0]), int(middle[1])))
    assert isinstance(found, tuple)
    return found[0], found[1], found[2]


def test_a_payment_with_its_voucher_in_twelve_taps(site: str, phone: Phone) -> None:
    zhang, li, villager = phone("zhang"), phone("li"), phone("villager")
    sign_in(zhang.page, site, "zhang")
    zhang.shoot()
    enter(zhang)
    change = mask_and_send(zhang)
    assert zhang.taps <= 12
    sign_in(li.page, site, "li")
    villager.page.goto(review(li, change))
    expect(villager.page.locator(".pics img")).to_have_count(1)
    expect(villager.page.locator("main")).to_contain_text("120.50")
    villager.page.locator(".pics img").scroll_into_view_if_needed()
    villager.shoot()
    large = villager.page.locator(".pics a[href^='/media/']").get_attribute("href")
    assert max(pixel(villager.page, f"{site}{large}")) < 40
    assert not villager.page.context.cookies()
