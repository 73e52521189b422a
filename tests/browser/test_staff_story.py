"""The whole story over a real socket: a sheet is sent, mended, reviewed, published, followed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from tests.browser.conftest import sign_in
from tests.conftest import House
from tests.staff_pages import PASSWORD
from tests.village_books import ALLOCATIONS, DONATIONS, LIBRARY, PAYMENTS, rows
from tests.workbooks import xlsx

pytestmark = pytest.mark.browser
NewContext = Callable[..., BrowserContext]

WRONG = DONATIONS.replace("=150000", "约15万")
LIBRARY_FILE = xlsx({"项目库": rows(LIBRARY)})
LEDGER_FILE = xlsx(
    {"捐赠收入": rows(WRONG), "资金安排": rows(ALLOCATIONS), "支出明细": rows(PAYMENTS)}
)


def file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def fits(page: Page) -> None:
    """Nothing sticks out to the right on a phone, and what a thumb has to hit is large enough."""
    assert page.locator("body").evaluate("b => b.scrollWidth <= window.innerWidth")
    for button in page.locator("main button:visible, main .button:visible").all():
        box = button.bounding_box()
        assert box
        assert box["height"] >= 44


def upload_and_mend(page: Page, live: str) -> str:
    """The editor's part; the address of the change that waits for review."""
    page.goto(f"{live}/staff/upload")
    page.set_input_files(
        "input[type=file]",
        [file("项目库.xlsx", LIBRARY_FILE), file("台账.xlsx", LEDGER_FILE)],
    )
    page.get_by_role("button", name="读取表格").click()
    page.get_by_label("捐赠收入 D2").fill("150000")
    fits(page)
    page.get_by_role("button", name="再检查一遍").click()
    expect(page.locator("input[aria-invalid]")).to_have_count(0)
    page.get_by_label("改动原因").fill("2020 年捐赠与支出台账入账")
    page.get_by_role("button", name="把好的行收成一份草稿").click()
    fits(page)
    page.get_by_role("button", name="送审").click()
    expect(page.locator("main")).to_contain_text("待审核")
    return page.url


def review_and_publish(page: Page, change: str) -> None:
    """The reviewer's part."""
    page.goto(change)
    expect(page.locator(".counts")).to_contain_text("200,000.00")
    fits(page)
    page.get_by_role("button", name="公布").click()
    expect(page.locator("main")).to_contain_text("已公布")


def follow_the_donation(page: Page, live: str) -> None:
    """The villager's part: from the donation to a payment, without an account."""
    page.goto(f"{live}/donations/d-2020-001")
    main = page.locator("main")
    expect(main).to_contain_text("清岭市投资促进中心")
    expect(main).to_contain_text("150,000.00")
    expect(main).to_contain_text("路面浇筑")
    expect(main).to_contain_text("张编辑")
    expect(main).to_contain_text("李审核")


def test_from_the_sheet_to_the_villager(live: str, house: House, new_context: NewContext) -> None:
    zhang, li, villager = (new_context().new_page() for _ in range(3))
    sign_in(zhang, live, "zhang")
    change = upload_and_mend(zhang, live)
    assert zhang.get_by_role("button", name="公布").count() == 0
    sign_in(li, live, "li")
    expect(li.locator("main")).to_contain_text("2020 年捐赠与支出台账入账")
    review_and_publish(li, change)
    follow_the_donation(villager, live)
    assert not villager.context.cookies()


def test_a_form_is_not_lost_when_the_session_ends(
    live: str, house: House, new_context: NewContext
) -> None:
    page = new_context().new_page()
    sign_in(page, live, "zhang")
    page.goto(f"{live}/staff/village/new")
    page.get_by_label("名称").fill("柳沟村")
    page.context.clear_cookies()
    page.get_by_role("button", name="存为草稿").click()
    page.fill("#f-name", "zhang")
    page.fill("#f-password", PASSWORD)
    page.click("button.main")
    page.get_by_role("button", name="现在提交").click()
    page.wait_for_url("**/staff/changes/1")
    expect(page.locator("main")).to_contain_text("柳沟村")
    assert house.door.change(1).edits[0].values["title"] == "柳沟村"


def test_errors_keep_what_was_typed_and_lead_to_the_field(
    live: str, house: House, new_context: NewContext
) -> None:
    house.money()
    page = new_context().new_page()
    sign_in(page, live, "zhang")
    page.goto(f"{live}/staff/payment/new")
    page.fill("#f-title", "养生")
    page.fill("#f-amount", "一千二")
    page.get_by_role("button", name="存为草稿").click()
    expect(page.locator("#wrong:target")).to_contain_text("12000.50")
    page.locator("#wrong a[href='#f-amount']").click()
    expect(page.locator("#f-amount:target")).to_have_value("一千二")
    expect(page.locator("#f-title")).to_have_value("养生")
    fits(page)
