"""Sheets to print: of every record in every format, whole, true to the books, and checkable."""

import re

import pytest

from portal.codes import Edit
from portal.verify import verify
from portal.views.prints import sign
from tests.conftest import House, allocation, donation, payment, proof
from tests.public_pages import FIRST_FLIGHT, Reader

ROAD = "/projects/sq-2020-001"
MONEY, SIGN, PLAIN = (f"{ROAD}/{name}" for name in ("money-sheet", "sign", "plain-sheet"))
SUMMARY = "/villages/sq/summary"
SHEETS = (MONEY, SIGN, PLAIN, SUMMARY)


@pytest.mark.parametrize("path", SHEETS)
def test_a_sheet_has_a_title_a_code_and_the_log(house: House, path: str) -> None:
    house.money()
    page = Reader(house, address="https://a.example").page(path)
    back = path.rpartition("/")[0]
    assert f'<img class="qr" src="/qr{back}.svg"' in page
    assert f"https://a.example{back}<" in page
    assert 'portal verify public.sqlite --checkpoint "7 ' in page


@pytest.mark.parametrize("path", SHEETS)
@pytest.mark.parametrize("paper", ["a4", "a3"])
@pytest.mark.parametrize("turn", ["portrait", "landscape"])
def test_every_format_is_one_page_rule(house: House, path: str, paper: str, turn: str) -> None:
    house.money()
    page = Reader(house).page(f"{path}?paper={paper}&turn={turn}")
    assert f'class="{paper}-{turn}' in page
    assert f"@page {paper}-{turn}{{" in page


@pytest.mark.parametrize("start", ["", "/zh-hant", "/en"])
def test_a_browser_applies_the_styles_in_every_language(house: House, start: str) -> None:
    house.money()
    assert "@page" in Reader(house).page(start + MONEY)


def test_a_format_that_is_none_is_as_usual(house: House) -> None:
    house.money()
    assert 'class="a4-landscape"' in Reader(house).page(f"{MONEY}?paper=letter&turn=%3Cb%3E")


def test_the_printed_root_is_that_of_the_log(house: House) -> None:
    house.money()
    reader = Reader(house)
    page = reader.page(MONEY)
    command = re.search(r'--checkpoint "(\d+ [0-9a-f]{16})"', page)
    assert command and verify(house.folder / "public.sqlite", command[1]).sound
    printed = re.search(r"([\d,]+) 条 · 根值 <code>([0-9a-f ]{19})</code>", page)
    assert printed
    size, _, rest = reader.answer(f"/log/checkpoint/{printed[1]}").get_data(True).partition("\n")
    assert size == "example.org/log" and rest.startswith(f"{printed[1]}\n")
    whole = reader.page("/log")
    assert printed[2].replace(" ", "") in whole


def test_a_size_that_was_never_signed(house: House) -> None:
    house.money()
    for size in ("1", "999", "9" * 30):
        assert Reader(house).answer(f"/log/checkpoint/{size}").status_code == 404


def test_only_samples_are_marked(house: House) -> None:
    house.money()
    assert "演示数据" in Reader(house, sample=True).words(PLAIN)
    assert "演示数据" not in Reader(house).words(PLAIN)


def test_the_numbers_to_call_are_those_of_the_day(house: House) -> None:
    house.money()
    house.put("hotline", "old", title="扶贫热线", number="12317", until="2021-05-31")
    house.put("hotline", "new", title="衔接热线", number="12318", since="2021-06-01")
    words = Reader(house).words(MONEY)
    assert "衔接热线 12318" in words and "扶贫热线" not in words


def test_the_money_sheet_lists_every_payment(house: House) -> None:
    house.money()
    house.put("project", "sq-2020-001", implementing_unit="road")
    house.publish(payment("pay-2", amount=1, voucher=None, payee=None, paid="2020-08-01"))
    house.publish(payment("pay-3", handled_by="报账员", reviewed_by="监委会", approved_by="支书"))
    words = Reader(house).words(MONEY)
    assert "1 路面浇筑 2020-07-15 · 恒路建设（示例） · 记-0709 250.00 清岭市投资促进中心" in words
    assert "单位帮扶资金 恒路建设（示例） 未填报 未填报 2 路面浇筑" in words
    assert "恒路建设（示例） 报账员 监委会 · 支书" in words
    assert "全部付款合计 500.01" in words


def test_what_was_taken_back_is_struck(house: House) -> None:
    house.money()
    values = {**payment("pay-1").values, "amount": -25_000, "reverses": "pay-1"}
    house.publish(Edit("reverse", "payment", "pay-9", 0, values))
    page = Reader(house).page(MONEY)
    assert page.count('<tr class="struck">') == 1
    assert "冲销 pay-1" in page and "(250.00)" in page
    assert re.search(r'全部付款合计</td><td class="n">0\.00<', page)


def test_the_sign_shows_the_share_of_each_source(house: House) -> None:
    house.money()
    lines = [("county", 40_000), ("donation", 60_000)]
    for name, amount in lines:
        house.put("budget_line", f"b-{name}", project="sq-2020-001", source=name, amount=amount)
    words = Reader(house).words(SIGN)
    assert "总投资（计划） 1,000.00 元 计划： 县级 400.00 元 · 40.0%" in words
    assert "捐赠 600.00 元 · 60.0%" in words
    assert "竣工日期 未填报" in words and "管护单位 还没到这一步" in words


def test_shares_make_a_hundred() -> None:
    found = sign.shares([("central", 72_000_000), ("county", 30_200_000), ("donation", 4_000_000)])
    assert [share.percent for share in found] == ["67.8", "28.4", "3.8"]
    assert sign.shares([]) == []


def test_the_plain_sheet_answers_in_order(house: House) -> None:
    house.money()
    house.publish(*proof())
    house.put("project", "sq-2020-001", scale="硬化道路2.36公里。", status="accepted")
    words = Reader(house).words(PLAIN)
    asked = ["谁出的钱，花了多少？", "建了什么？", "谁来建？", "进展到哪一步？", "谁验收的？"]
    places = [words.index(question) for question in [*asked, "谁来管护？", "有问题找谁？"]]
    assert places == sorted(places)
    assert "建了什么？ 硬化道路2.36公里。" in words
    assert "进展到哪一步？ 验收。" in words
    assert "谁验收的？ 2020年9月8日，清岭市投资促进中心：合格。" in words
    assert "谁来管护？ 还没有到这一步。" in words


def test_the_summary_adds_up(house: House) -> None:
    house.money()
    house.put("project", "sq-2020-002", title="广场", village="sq", year=2020, budget=7)
    house.put("project", "sq-2021-001", title="培训", village="sq", year=2021, budget=9)
    house.put("organisation", "kind", title="爱心人士", kind="kind_person")
    house.publish(donation("d-2", provider="kind", amount=500))
    house.publish(allocation("a-2", funding="d-2", project="sq-2020-002", amount=500))
    house.put("project", "sq-2020-001", actual_end="2021-02")
    words = Reader(house).words(f"{SUMMARY}?year=2020")
    assert "广场" in words and "培训" not in words
    assert "合计 0.07 605.00 250.00 0.00" in words
    assert "清岭市投资促进中心 单位帮扶资金 600.00 250.00 爱心人士 单位帮扶资金 5.00 0.00" in words
    assert "这一年没有完工的项目" in words
    assert "道路硬化 2021年2月" in Reader(house).words(f"{SUMMARY}?year=2021")


def test_the_newest_year_where_none_is_named(house: House) -> None:
    house.money()
    for asked in ("", "?year=", "?year=abc", "?year=99999"):
        assert "双桥村 · 2020" in Reader(house).words(f"{SUMMARY}{asked}")


@pytest.mark.parametrize("path", ["/projects/nichts/sign", "/villages/nichts/summary"])
def test_what_is_not_there(house: House, path: str) -> None:
    Reader(house).page(path, 404)


def test_fifty_payments_fit_into_the_first_flight(house: House) -> None:
    house.money()
    house.publish(*(payment(f"pay-{n}", amount=n, title=f"第{n}笔工程款") for n in range(2, 51)))
    assert Reader(house).weight(MONEY) <= FIRST_FLIGHT


def test_the_sheets_are_linked(house: House) -> None:
    house.money()
    page = Reader(house).page(ROAD)
    assert all(f'href="{path}"' in page for path in (MONEY, SIGN, PLAIN))
    assert f'href="{SUMMARY}"' in Reader(house).page("/villages/sq")
