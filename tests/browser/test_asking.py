"""A villager asks about a voucher on a phone, keeps the link, reads the answer; staff answer it."""

import datetime
from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from portal.enquiring import DAY
from tests.asking import TEXT, letterbox, post
from tests.browser.conftest import sign_in
from tests.browser.test_staff_access import SMALL, findings
from tests.browser.test_staff_story import fits
from tests.conftest import House
from tests.test_asked import edit

pytestmark = pytest.mark.browser
NewContext = Callable[..., BrowserContext]
PATIENT_MS = 3_100
"""Longer than the three seconds in which nobody fills a form in."""


def ask(villager: Page, site: str, text: str) -> None:
    villager.goto(f"{site}/payments/pay-1")
    villager.click("text=就此提问")
    fits(villager)
    villager.fill("#f-text", text)
    villager.fill("#f-contact", "13912345678")
    villager.wait_for_timeout(PATIENT_MS)
    villager.click("button.main")


def test_a_question_and_its_answer(house: House, live: str, new_context: NewContext) -> None:
    house.money()
    villager, zhang, li = (new_context().new_page() for _ in range(3))
    ask(villager, live, "身份证11010519491231002X的人领了钱吗？")
    expect(villager.locator("#wrong")).to_be_visible()
    fits(villager)
    assert "11010519491231002X" in villager.input_value("#f-text")
    assert villager.input_value("#f-contact") == "13912345678"
    villager.fill("#f-text", TEXT)
    villager.click("button.main")
    expect(villager.locator("h1")).to_contain_text("您的提问")
    fits(villager)
    mine = villager.url.partition("#")[0]
    assert villager.locator(".keep").inner_text().strip() == mine
    assert not villager.context.cookies()
    ticket = mine.split("/")[-2]
    sign_in(zhang, live, "zhang")
    zhang.click("text=1 个等待答复")
    fits(zhang)
    zhang.click(f"main a:has-text('{TEXT[:8]}')")
    zhang.click("button:has-text('打开联系方式')")
    expect(zhang.locator("main")).to_contain_text("13912345678")
    fits(zhang)
    zhang.fill("#f-answer", "付给恒路建设，凭证号记-0709。")
    zhang.click("button:has-text('答复送审')")
    zhang.wait_for_url("**/staff/changes/*")
    sign_in(li, live, "li")
    li.goto(zhang.url.partition("#")[0])
    expect(li.locator("main")).not_to_contain_text("13912345678")
    li.click("button:has-text('公布')")
    expect(li.locator("main")).to_contain_text("已公布")
    villager.reload()
    expect(villager.locator("main")).to_contain_text("凭证号记-0709")
    villager.click("button:has-text('这没有解答我的提问')")
    expect(villager.locator(".now")).to_contain_text("提问人说没有解答")
    villager.goto(f"{live}/questions")
    expect(villager.locator("main")).to_contain_text(ticket)
    fits(villager)


def test_after_ten_days_it_is_overdue(house: House, live: str, page: Page) -> None:
    house.money()
    post(house, datetime.datetime.now(datetime.UTC) - 12 * DAY)
    page.goto(f"{live}/questions")
    expect(page.locator("main .warn")).to_contain_text("已逾期 2 天")
    fits(page)


def test_axe_finds_nothing(house: House, live: str, browser: Browser) -> None:
    house.money()
    now = datetime.datetime.now(datetime.UTC)
    ticket, secret = post(house, now - 12 * DAY, contact="13912345678")
    waiting, key = post(house, now)
    letterbox(house, secret_key="s" * 43).add(waiting, key, "还想问一句，凭证在哪里", now)
    today = now.date().isoformat()
    house.publish(edit(house, ticket, answer="付了。", answered=today, answered_by="财务"))
    link, other = f"/ask/{ticket}/{secret}", f"/en/ask/{waiting}/{key}"
    addresses = [link, other, f"/large{link}", "/questions", f"/questions/{ticket}"]
    desk = ["/staff/questions", f"/staff/questions/{waiting}", f"/en/staff/questions/{ticket}"]
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        screen: ViewportSize = {"width": 360, "height": 740}
        page = browser.new_context(color_scheme=scheme, bypass_csp=True, viewport=screen).new_page()
        sign_in(page, live, "zhang")
        for path in [*addresses, *desk]:
            page.goto(live + path)
            assert findings(page) == [], path
            fits(page)
            assert path not in desk or page.evaluate(SMALL) == [], path
