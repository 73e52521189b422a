"""The frame of every page: a calm header on a narrow phone, the bar while htmx is asking."""

import threading

import pytest
from playwright.sync_api import Browser, Route, ViewportSize

from tests.browser.conftest import PHONE
from tests.conftest import House

pytestmark = pytest.mark.browser
SCREEN = ViewportSize(width=PHONE["width"], height=PHONE["height"])
NARROWEST = ViewportSize(width=320, height=PHONE["height"])
LINES = """[...document.querySelectorAll('.six a')].map(one => {
  const range = document.createRange();
  range.selectNodeContents(one);
  return [Math.round(one.getBoundingClientRect().top), range.getClientRects().length];
})"""
BAR = "getComputedStyle(document.querySelector('main'), '::before').content"
WIDTH = "document.documentElement.scrollWidth"


@pytest.mark.parametrize("tongue", ["", "/zh-hant", "/en"])
@pytest.mark.parametrize(("size", "rows"), [("", 2), ("/large", 3)])
def test_the_navigation_is_calm(
    browser: Browser, live: str, tongue: str, size: str, rows: int
) -> None:
    with browser.new_context(viewport=SCREEN) as context:
        page = context.new_page()
        page.goto(f"{live}{tongue}{size}/log")
        links = page.evaluate(LINES)
        assert len(links) == 6
        assert len({top for top, _ in links}) <= rows
        assert all(lines == 1 for _, lines in links)
        page.set_viewport_size(NARROWEST)
        assert page.evaluate(WIDTH) <= NARROWEST["width"]


def test_a_bar_shows_that_htmx_is_asking(browser: Browser, house: House, live: str) -> None:
    house.publish(*(house.edit("village", f"v-{n}", title=f"第{n}村") for n in range(60)))
    answered = threading.Event()

    def slow(route: Route) -> None:
        page.wait_for_function(f"{BAR} !== 'none'")
        answered.set()
        route.continue_()

    with browser.new_context(viewport=SCREEN) as context:
        page = context.new_page()
        page.goto(f"{live}/log")
        assert page.evaluate(BAR) == "none"
        page.route("**/log?before=*", slow)
        page.click("text=下一页")
        page.wait_for_selector("text=回到第一页")
        assert answered.is_set()
        assert page.evaluate(BAR) == "none"


def test_the_code_for_paper_is_not_fetched_for_a_screen(browser: Browser, live: str) -> None:
    with browser.new_context(viewport=SCREEN) as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{live}/villages")
        page.mouse.wheel(0, 5_000)
        page.wait_for_timeout(300)
        assert [one.split("?")[0] for one in asked if not one.startswith("data:")] == [
            f"{live}/villages",
            f"{live}/static/vendor/htmx.min.js",
        ]
        page.pdf()
        assert asked[-1] == f"{live}/qr/villages.svg"
