"""The picture of the flow on a phone and on a desk: legible, inside the page, led by keyboard."""

import pytest
from playwright.sync_api import Page

from tests.conftest import House, allocation, donation, payment

TEXTS = """() => [...document.querySelectorAll('svg.sankey text')]
    .map(text => [text.getBoundingClientRect(), parseFloat(getComputedStyle(text).fontSize)])
    .filter(([box]) => box.width)
    .map(([box, size]) => [box.left, box.right, size])"""


@pytest.fixture
def flowing(house: House, live: str) -> str:
    house.money()
    house.publish(
        house.edit("organisation", "firm", title="清岭市招商引资促进协会"),
        house.edit("project", "sq-2", title="朱场第二文化活动广场配套设施", village="sq"),
        donation("d-2", provider="firm", amount=70_000),
        allocation("a-2", funding="d-2", project="sq-2", amount=50_000),
        payment("pay-2", allocation="a-2", project="sq-2", amount=60_000),
    )
    return live


@pytest.mark.parametrize("path", ["/", "/large/flow", "/en/flow"])
def test_words_keep_their_size_and_stay_on_the_page(flowing: str, page: Page, path: str) -> None:
    page.goto(f"{flowing}{path}")
    steps = 2 if path == "/" else 3
    for width, drawings in ((320, steps), (839, steps), (840, 1), (1280, 1)):
        page.set_viewport_size({"width": width, "height": 740})
        texts = page.evaluate(TEXTS)
        assert len(texts) > 8
        assert all(size >= 13 for _, _, size in texts)
        assert all(left >= 0 and right <= width for left, right, _ in texts)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("svg.sankey:visible").count() == drawings


def test_a_band_is_followed_with_the_keyboard(flowing: str, page: Page) -> None:
    page.goto(f"{flowing}/flow")
    band = page.locator("svg.sankey:visible a").first
    amount = str(band.get_attribute("aria-label")).split("：")[1]
    band.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/flow/entries?**")
    assert page.locator("dl.totals dd").inner_text() == amount
