"""Writing a report on a phone: the preview follows the text, a figure goes in at the cursor."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import sign_in
from tests.browser.test_staff_story import fits
from tests.conftest import House

pytestmark = pytest.mark.browser
NewContext = Callable[..., BrowserContext]


@pytest.fixture
def page(live: str, house: House, new_context: NewContext) -> Page:
    """The editor's phone at the draft of a report."""
    house.money()
    found = new_context().new_page()
    sign_in(found, live, "zhang")
    found.goto(f"{live}/staff/reports/start")
    found.select_option("#f-village", "sq")
    found.fill("#f-year", "2020")
    found.click("button.main")
    found.wait_for_url("**/staff/report/rep-sq-2020*")
    return found


def test_a_report_is_written(page: Page, browser_context_args: dict[str, object]) -> None:
    scripts = browser_context_args["java_script_enabled"]
    fits(page)
    expect(page.locator("#preview")).to_contain_text("脱贫成效")
    area = page.locator("#f-body")
    area.fill("收到，另有 30 盏路灯。")
    if scripts:
        expect(page.locator("#preview")).to_contain_text("30 盏")
        page.get_by_text("插入一个数").click()
        page.fill("#q-figures", "收到捐赠")
        offer = page.locator('[data-figure="donation.total"]')
        expect(offer).to_contain_text("1,000.00 元")
        area.evaluate("area => area.setSelectionRange(2, 2)")
        offer.get_by_role("button", name="插入").click()
        expect(area).to_have_value("收到[[donation.total year=2020]]，另有 30 盏路灯。")
    else:
        area.fill("收到[[donation.total year=2020]]，另有 30 盏路灯。")
        page.get_by_role("button", name="预览").click()
    expect(page.locator("#preview")).to_contain_text("收到1,000.00 元，另有 30 盏路灯。")
    expect(page.locator("#preview")).to_contain_text("2 个数中有 1 个")
    fits(page)
    assert not (scripts and Axe().run(page).response["violations"])
    page.get_by_role("button", name="存为草稿").click()
    expect(page.locator("main")).to_contain_text("双桥村2020年帮扶工作报告")
