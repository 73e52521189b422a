"""A word with a dotted line opens its meaning: by keyboard, with and without JavaScript."""

import pytest
from playwright.sync_api import Page

from tests.conftest import House

pytestmark = pytest.mark.browser


@pytest.fixture
def address(house: House, live: str) -> str:
    house.money()
    meaning = "没有花完的钱。"
    house.put("term", "balance", title="结余", topic="funds", meaning=meaning)
    house.put("term", "voucher", title="凭证", topic="funds", meaning="记账的依据。")
    return live


def test_a_label_opens_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/projects/sq-2020-001")
    label = page.locator(".facts summary", has_text="结余去向")
    meaning = page.locator(".facts .term p")
    assert not meaning.is_visible()
    label.focus()
    page.keyboard.press("Enter")
    assert meaning.inner_text().startswith("没有花完的钱。")
    box, row = (
        meaning.bounding_box(),
        page.locator(".facts div", has_text="结余去向").bounding_box(),
    )
    assert box and row and box["width"] > row["width"] * 0.9
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary#balance")


def test_the_words_of_a_table_are_there_on_a_phone(page: Page, address: str) -> None:
    page.goto(f"{address}/projects/sq-2020-001")
    word = page.locator(".words summary", has_text="凭证")
    box = word.bounding_box()
    assert box and box["height"] >= 24
    word.click()
    assert page.locator(".words .term p").is_visible()


def test_on_paper_the_label_stays_and_the_meaning_goes(page: Page, address: str) -> None:
    page.goto(f"{address}/projects/sq-2020-001")
    page.locator(".facts summary", has_text="结余去向").click()
    page.emulate_media(media="print")
    assert page.locator(".facts summary", has_text="结余去向").is_visible()
    assert not page.locator(".facts .term p").is_visible()
    assert not page.locator(".words").first.is_visible()
