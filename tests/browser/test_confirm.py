"""The village supervision committee on a phone: looks, disputes with a photo, is heard."""

import datetime
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from portal import accounts
from tests.browser.conftest import sign_in
from tests.browser.test_staff_story import file, fits
from tests.conftest import House
from tests.staff_pages import PASSWORD
from tests.test_committee import member, steps
from tests.test_staff_papers import photo

pytestmark = pytest.mark.browser
NewContext = Callable[..., BrowserContext]


@pytest.fixture
def site(house: House, live: str) -> str:
    """A step that is called done, and a member of the committee with a password."""
    now = datetime.datetime.now(datetime.UTC)
    house.money()
    steps(house)
    member(house)
    accounts.accept(house.books, accounts.invite(house.books, "zhao", now), PASSWORD, now)
    return live


def test_a_dispute_from_the_site(site: str, new_context: NewContext) -> None:
    zhao, li, villager = (new_context().new_page() for _ in range(3))
    zhao.goto(f"{site}/staff/")
    zhao.fill("#f-name", "zhao")
    zhao.fill("#f-password", PASSWORD)
    zhao.click("button.main")
    expect(zhao.locator("main")).to_contain_text("还没有人核实")
    fits(zhao)
    zhao.click("main a:has-text('完工')")
    for verdict in zhao.locator(".verdict button").all():
        box = verdict.bounding_box()
        assert box
        assert box["height"] >= 60
    zhao.click("button:has-text('有异议')")
    expect(zhao.locator("#wrong")).to_contain_text("写明")
    zhao.fill("#f-title", "少铺了 200 米")
    fits(zhao)
    zhao.click("button:has-text('有异议')")
    zhao.click("text=添加现场照片")
    zhao.set_input_files("#f-file", [file("IMG_1.jpg", photo("gray"))])
    fits(zhao)
    zhao.click("button.main")
    expect(zhao.locator(".shots img")).to_have_count(1)
    zhao.click("button:has-text('送审')")
    expect(zhao.locator("main")).to_contain_text("待审核")
    sign_in(li, site, "li")
    li.goto(zhao.url.partition("#")[0])
    li.click("button:has-text('公布')")
    expect(li.locator("main")).to_contain_text("已公布")
    villager.goto(f"{site}/projects/sq-2020-001#m-1")
    step = villager.locator("#m-1")
    expect(step).to_contain_text("有异议")
    expect(step).to_contain_text("少铺了 200 米")
    expect(step.locator("img")).to_have_count(1)
