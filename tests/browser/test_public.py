"""An old phone without JavaScript follows a donation to its voucher; htmx only makes it quicker."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from tests.browser.conftest import PHONE
from tests.conftest import House

pytestmark = pytest.mark.browser
SCREEN = ViewportSize(width=PHONE["width"], height=PHONE["height"])
SMALLEST = 24
"""Pixels of the side of a link target."""


@pytest.fixture
def address(house: House, live: str) -> str:
    house.money()
    house.publish(*(house.edit("village", f"v-{n}", title=f"第{n}村") for n in range(60)))
    return live


def opened(browser: Browser, address: str, script: bool = False) -> BrowserContext:
    return browser.new_context(
        viewport=SCREEN,
        java_script_enabled=script,
        base_url=address,
    )


def test_a_villager_follows_a_donation_to_its_voucher(browser: Browser, address: str) -> None:
    context = opened(browser, address)
    page = context.new_page()
    page.goto("/")
    assert "收到捐赠" in page.inner_text(".plain")
    page.click("nav >> text=捐赠")
    page.click("text=清岭市投资促进中心")
    assert "已经安排到项目" in page.inner_text(".plain")
    page.click("text=记-0709")
    assert "凭证号 记-0709" in page.inner_text(".plain")
    page.click("main a:has-text('道路硬化')")
    assert page.inner_text("h1") == "道路硬化"
    assert context.cookies() == []


ADDRESSES = (
    *("/", "/projects?q=x", "/projects/sq-2020-001", "/payments/pay-1", "/donations"),
    *("/milestones", "/villages", "/villages/sq", "/payments", "/organisations/center"),
    *("/organisations/road", "/flow", "/flow/entries?donor=center", "/works", "/organisations"),
    *("/posts", "/glossary", "/donations/d-1", "/log", "/en/projects/sq-2020-001"),
    *("/large/donations/d-1", "/questions", "/ask", "/en/ask?about=payment/pay-1", "/nowhere"),
)
# A band of the picture may be thin: the table under it has the same links.
SMALL = """[...document.querySelectorAll('a, button, summary')].filter(one => {
  const box = one.getBoundingClientRect();
  return !one.matches('.skip, svg *') && box.height < %d;
}).map(one => one.outerHTML)"""


def test_every_page_fits_a_phone(browser: Browser, address: str) -> None:
    with opened(browser, address, script=True) as context:
        page = context.new_page()
        for path in ADDRESSES:
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
            assert page.evaluate(SMALL % SMALLEST) == [], path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    browser: Browser, address: str, scheme: Literal["light", "dark"]
) -> None:
    with browser.new_context(
        viewport=SCREEN, base_url=address, color_scheme=scheme, bypass_csp=True
    ) as context:
        page = context.new_page()
        for path in ADDRESSES:
            page.goto(path)
            found = Axe().run(page).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], path


def rows(page: Page) -> int:
    return page.locator("#list tbody tr").count()


def test_htmx_brings_the_next_page_and_goes_back(browser: Browser, address: str) -> None:
    with opened(browser, address, script=True) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto("/log")
        page.evaluate("window.kept = true")
        page.click("text=下一页")
        page.wait_for_url("**/log?before=18")
        page.wait_for_selector("text=回到第一页")
        assert rows(page) == 17
        assert page.evaluate("window.kept") is True
        page.go_back()
        page.wait_for_selector("text=下一页")
        assert rows(page) == 50
        assert page.locator("h1").count() == 1
        assert said == []


def test_the_form_searches_with_and_without_script(browser: Browser, address: str) -> None:
    for script in (False, True):
        with opened(browser, address, script) as context:
            page = context.new_page()
            page.goto("/projects")
            page.fill("input[name=q]", "水库")
            page.click("text=搜索")
            page.wait_for_selector("text=没有符合条件的项目")
            assert "q=%E6%B0%B4%E5%BA%93" in page.url
