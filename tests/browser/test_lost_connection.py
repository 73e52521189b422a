"""A connection that is lost while a form is sent: what was typed stays, and goes out once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from portal.store import drafts
from tests.browser.conftest import sign_in
from tests.browser.test_voucher import AREA, voucher
from tests.conftest import House, allocation, donation

pytestmark = pytest.mark.browser
NewContext = Callable[..., BrowserContext]
LOST = "网络断了"


@pytest.fixture
def page(live: str, house: House, new_context: NewContext) -> Page:
    """The editor's phone at a form that has no htmx."""
    house.money()
    house.publish(donation("d-2", amount=50_000), allocation("a-2", funding="d-2", amount=30_000))
    found = new_context().new_page()
    sign_in(found, live, "zhang")
    return found


@pytest.fixture
def scripted(browser_context_args: dict[str, object]) -> bool:
    return bool(browser_context_args["java_script_enabled"])


def offline(page: Page, press: str, scripted: bool) -> None:
    """Presses a button while nothing comes through, then has the connection back.

    With the script the page stays and says so; else the browser is told to send it again.
    """
    page.context.set_offline(True)
    page.click(press)
    if scripted:
        expect(page.locator(".sending:not(:empty)")).to_contain_text(LOST)
        expect(page.locator(press)).to_be_enabled()
    else:
        expect(page.locator("main")).to_have_count(0)
    page.context.set_offline(False)
    if scripted:
        page.click(press)
    else:
        page.reload()


def snapped(folder: Path) -> Path:
    """A photo on the phone: what a page itself made up is gone when the page is left."""
    file = folder / "IMG_0712.jpg"
    file.write_bytes(voucher()["buffer"])
    return file


def test_a_payment_its_voucher_and_its_boxes(
    page: Page, live: str, house: House, scripted: bool, tmp_path: Path
) -> None:
    page.goto(f"{live}/staff/pay?project=sq-2020-001")
    page.click("label.pick:has(input[value='a-2'])")
    page.fill("#f-amount", "一百二")
    page.fill("#f-title", "砂石料")
    page.set_input_files("#f-photo", snapped(tmp_path))
    offline(page, "main button.main", scripted)
    expect(page.locator("#wrong")).to_contain_text("12000.50")
    expect(page.locator("#f-title")).to_have_value("砂石料")
    page.fill("#f-amount", "120.50")
    offline(page, "main button.main", scripted)
    page.wait_for_url("**/staff/papers/*")
    page.fill("#f-boxes-1", " ".join(f"{100 * edge:.0f}" for edge in AREA))
    offline(page, "main button.main", scripted)
    page.wait_for_url("**/staff/changes/*")
    (draft,) = drafts.changes(house.books.private, states=("draft",))
    tables = sorted(edit.table for edit in house.door.change(draft.number).edits)
    assert tables == ["document", "payment"]


def test_the_full_form(page: Page, live: str, scripted: bool) -> None:
    page.goto(f"{live}/staff/village/new")
    page.fill("#f-title", "柳沟村")
    page.locator("#f-why").fill("新增一个村")
    offline(page, "main button.main", scripted)
    page.wait_for_url("**/staff/changes/*")
    expect(page.locator("main")).to_contain_text("新增一个村")


def test_boxes_can_be_drawn_again_after_a_refusal(page: Page, live: str, scripted: bool) -> None:
    page.goto(f"{live}/staff/pay?project=sq-2020-001")
    page.click("label.pick:has(input[value='a-2'])")
    page.fill("#f-amount", "120.50")
    page.fill("#f-title", "砂石料")
    page.set_input_files("#f-photo", [voucher()])
    page.click("main button.main")
    page.wait_for_url("**/staff/papers/*")
    page.click("main button.main")
    expect(page.locator("#wrong")).to_be_visible()
    page.fill("#f-boxes-1", "10 30 60 50")
    expect(page.locator(".box")).to_have_count(1 if scripted else 0)


def test_what_htmx_sends_says_that_it_did_not_arrive(page: Page, live: str, scripted: bool) -> None:
    page.goto(f"{live}/staff/projects/sq-2020-001")
    form = page.locator("#add-progress")
    form.locator("summary").click()
    form.get_by_label("形象进度（%）").fill("45")
    offline(page, "#add-progress button.main", scripted)
    expect(page.locator("#bar")).to_contain_text("您的草稿里有 1 项")
