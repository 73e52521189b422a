"""Staff pages for everyone: axe finds nothing, in light and dark, on a phone and in large text."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import sign_in
from tests.conftest import House, payment

pytestmark = pytest.mark.browser
PAGES = (
    "/staff/",
    "/staff/payment",
    "/staff/payment/new",
    "/staff/project/sq-2020-001",
    "/staff/payment/pay-1",
    "/staff/payment/pay-1/correct",
    "/staff/changes",
    "/staff/changes/2",
    "/staff/upload",
    "/staff/people",
    "/staff/people/li",
    "/en/staff/changes/2",
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
    for scheme in ("light", "dark"):
        page = new_context(color_scheme=scheme, bypass_csp=True).new_page()
        page.goto(f"{live}/staff/sign-in")
        assert findings(page) == []
        sign_in(page, live, "wang")
        for path in PAGES:
            page.goto(live + path)
            assert findings(page) == [], path
            assert page.locator("body").evaluate("b => b.scrollWidth <= window.innerWidth"), path
