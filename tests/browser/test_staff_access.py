"""Staff pages for everyone: axe finds nothing, in light and dark, on a phone and in large text."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import sign_in
from tests.conftest import House, payment

pytestmark = pytest.mark.browser
PAGES = (
    "/staff/",
    "/staff/payment",
    "/staff/payment/new",
    "/staff/payment?q=nothing",
    "/staff/project/sq-2020-001",
    "/staff/project/new",
    "/staff/projects/sq-2020-001?add=payment",
    "/staff/funding/new",
    "/staff/payment/pay-1",
    "/staff/payment/pay-1/correct",
    "/staff/changes",
    "/staff/changes/1",
    "/staff/changes/2",
    "/staff/changes/3",
    "/staff/changes/99",
    "/staff/upload",
    "/staff/people",
    "/staff/people/li",
    "/en/staff/",
    "/en/staff/changes/2",
    "/zh-hant/staff/project/new",
    "/large/staff/",
    "/large/staff/changes/2",
    "/large/staff/payment/new",
)


@pytest.fixture
def browser_context_args() -> dict[str, object]:
    """A phone; axe is itself a script."""
    return {"viewport": {"width": 360, "height": 740}}


def findings(page: Page) -> list[str]:
    found = Axe().run(page)
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found.response["violations"]]


def test_axe_finds_nothing(
    live: str, house: House, new_context: Callable[..., BrowserContext]
) -> None:
    house.money()
    house.submit(payment("pay-2"), house.edit("project", "sq-2020-001", status="building"))
    house.submit(*(payment(f"pay-x{n}", amount=100 if n else 5_000) for n in range(12)))
    for scheme in ("light", "dark"):
        page = new_context(color_scheme=scheme, bypass_csp=True).new_page()
        page.goto(f"{live}/staff/sign-in")
        assert findings(page) == []
        sign_in(page, live, "wang")
        for path in PAGES:
            page.goto(live + path)
            assert findings(page) == [], path
            assert page.locator("body").evaluate("b => b.scrollWidth <= window.innerWidth"), path


SMALL = """[...document.querySelectorAll('main a, main button, main summary, main input, nav a')]
.filter(one => one.type !== 'hidden' && one.getBoundingClientRect().height
  && !one.matches('p a, caption a, td a, dd a, label input'))
.filter(one => one.getBoundingClientRect().height < 44).map(one => one.outerHTML)"""
"""What a thumb has to hit and is lower than 44 px; links inside a text are not meant."""


def test_a_thumb_hits_everything(
    live: str, house: House, new_context: Callable[..., BrowserContext]
) -> None:
    house.money()
    house.submit(payment("pay-2"), house.edit("project", "sq-2020-001", status="building"))
    page = new_context(java_script_enabled=True).new_page()
    sign_in(page, live, "wang")
    for path in PAGES:
        page.goto(live + path)
        assert page.evaluate(SMALL) == [], path


def test_axe_finds_nothing_in_a_form_with_errors(
    live: str, house: House, new_context: Callable[..., BrowserContext]
) -> None:
    house.money()
    for scheme in ("light", "dark"):
        page = new_context(color_scheme=scheme, bypass_csp=True).new_page()
        sign_in(page, live, "zhang")
        page.goto(f"{live}/staff/payment/new")
        page.fill("#f-amount", "一千二")
        page.click("button[value=submit]")
        expect(page.locator("#wrong")).to_have_count(1)
        assert findings(page) == []
        page.context.clear_cookies()
        page.click("button[value=draft]")
        expect(page.locator("input[name='kept:amount']")).to_have_count(1)
        assert findings(page) == []


def test_a_change_prints_without_its_buttons(
    live: str, house: House, new_context: Callable[..., BrowserContext]
) -> None:
    house.money()
    house.submit(payment("pay-2"))
    page = new_context().new_page()
    sign_in(page, live, "li")
    page.goto(f"{live}/staff/changes/2")
    page.emulate_media(media="print")
    assert page.locator("main button:visible, nav:visible, main form:visible").count() == 0
    assert page.locator(".told li:visible").count() >= 2
    assert page.locator("main .facts:visible").count() == 1
