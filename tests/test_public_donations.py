"""Donations: the list, and one donation followed to its vouchers, to the fen."""

import html
import json
import re

import pytest

from portal.choices import DONATED
from portal.codes import Edit
from portal.store import gifts
from portal.store.gifts import Sought
from tests.conftest import House, allocation, donation, payment
from tests.public_pages import FIRST_FLIGHT, Reader


def test_the_list_and_its_totals(house: House) -> None:
    house.money()
    house.publish(donation("d-2", received="2020-05-12", amount=50_000, purpose="修路"))
    house.publish(donation("d-3", nature="budget", amount=1))
    words = Reader(house).words("/donations")
    assert words.index("2020-05-12 修路 500.00 0.00 500.00") < words.index("2020-04-15")
    assert "全部捐赠合计 1,500.00 250.00 1,250.00" in words
    assert "0.01" not in words


def test_a_reversed_donation_stays_visible(house: House) -> None:
    house.money()
    house.publish(donation("d-2", amount=7))
    taken = {**donation("d-2").values, "amount": -7, "reverses": "d-2"}
    house.publish(Edit("reverse", "funding", "d-3", 0, taken))
    page = Reader(house).page("/donations")
    struck = page.split('<tr class="struck">')[1].split("</tr>")[0]
    assert 'href="/donations/d-3">已冲销' in struck
    assert "(0.07)" in page
    assert "不计入合计" in Reader(house).page("/donations/d-2")
    assert "这一笔把 d-2 冲销" in Reader(house).page("/donations/d-3")


def test_pages(house: House) -> None:
    house.money()
    house.publish(*(donation(f"d-{n:03d}", amount=n) for n in range(100, 170)))
    reader = Reader(house)
    first = reader.page("/donations")
    after = first.split("/donations?after=")[1].split('"')[0]
    assert after == "2020-04-15,d-148"
    second = reader.page(f"/donations?after={after}")
    codes = [f"d-{n:03d}" for n in range(100, 170)]
    assert all((f'"/donations/{c}"' in first) != (f'"/donations/{c}"' in second) for c in codes)


def test_fifty_lines_are_one_page(house: House) -> None:
    house.money()
    house.publish(*(donation(f"d-{n}", amount=n) for n in range(100, 149)))
    assert "下一页" not in Reader(house).page("/donations")
    house.publish(donation("d-149"))
    assert "下一页" in Reader(house).page("/donations")


def test_followed_to_the_voucher(house: House) -> None:
    house.money()
    house.publish(allocation("a-2", amount=10_000), payment("pay-2", allocation="a-2", amount=1))
    reader = Reader(house)
    words = reader.words("/donations/d-1")
    assert "收到 1,000.00 元 已付 250.01 元 结余 749.99 元" in words
    assert "未安排 300.00 元，已安排未付 449.99 元" in words
    assert "道路硬化 600.00 元" in words
    assert "恒路建设（示例） 记-0709 无凭证图片 250.00 其中已付 250.00" in words
    assert "恒路建设（示例） 记-pay-2 无凭证图片 0.01 其中已付 0.01" in words
    page = reader.page("/donations/d-1")
    for code in ("pay-1", "pay-2"):
        assert f'href="/payments/{code}">记-' in page


def test_other_money_has_the_same_page_under_another_word(house: House) -> None:
    house.money()
    house.publish(donation("d-2", nature="budget", amount=5))
    words = Reader(house).words("/donations/d-2")
    assert words.startswith("清岭市投资促进中心的资金")
    assert "捐了" not in words
    assert "是否自愿 不适用" in words
    assert "指标文号 未填报" in words


def followed(reader: Reader, path: str, link: str) -> list[str]:
    """The codes of the payments on a page and on those that a link leads on to."""
    codes: list[str] = []
    while path:
        page = reader.page(path)
        codes += dict.fromkeys(re.findall(r'href="/payments/([^"]+)"', page))
        more = re.search(rf'href="([^"]+)">{link}', page)
        path = html.unescape(more[1]) if more else ""
    return codes


def test_many_payments_are_followed_to_the_last(house: House) -> None:
    house.money()
    codes = [f"pay-{n}" for n in range(100, 310)]
    house.publish(
        *(payment(code, amount=1, paid=f"2020-07-{n % 28 + 1:02d}")
          for n, code in enumerate(codes))
    )  # fmt: skip
    reader = Reader(house)
    assert sorted(followed(reader, "/donations/d-1", "后面的付款")) == sorted(["pay-1", *codes])
    assert reader.weight("/donations/d-1") <= FIRST_FLIGHT


def test_many_uses_are_followed_to_the_last(house: House) -> None:
    house.money()
    house.publish(
        *(allocation(f"a-{n}", amount=n) for n in range(10, 36)),
        *(payment(f"pay-{n}", allocation=f"a-{n}", amount=1) for n in range(10, 36)),
        *(payment(f"pay-7{n}", allocation="a-12", amount=1) for n in range(10, 19)),
    )
    reader = Reader(house)
    seen = followed(reader, "/donations/d-1", "更多用途")
    assert set(seen) >= {"pay-1", *(f"pay-{n}" for n in range(10, 36))}
    within = re.search(r'href="([^"]+use=a-12[^"]+)"', reader.page("/donations/d-1"))
    assert within
    seen += followed(reader, html.unescape(within[1]), "后面的付款")
    assert len(seen) == len(set(seen)) == 36
    assert 'href="/donations/d-1">回到全部用途' in reader.page(html.unescape(within[1]))


def test_addresses_within_a_donation_that_make_no_sense(house: House) -> None:
    house.money()
    reader = Reader(house)
    assert "没有“a-9”这一笔安排" in reader.words("/donations/d-1?use=a-9")
    assert "从头" in reader.words("/donations/d-1?use=a-1&after=yesterday")
    assert "从头" in reader.words("/donations/d-1?from=%27")


@pytest.fixture
def several(house: House) -> Reader:
    house.money()
    house.publish(
        house.edit("organisation", "firm", title="清风商贸"),
        house.edit("organisation", "someone", title="不具名者", kind="kind_person"),
        donation("d-2", provider="firm", nature="social", amount=500, received="2021-03-01",
                 purpose="修路"),
        donation("d-3", provider="someone", donor_display="kind_person", amount=7,
                 received="2021-04-01"),
    )  # fmt: skip
    return Reader(house)


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", ["d-3", "d-2", "d-1"]),
        ("?year=2021", ["d-3", "d-2"]),
        ("?nature=social", ["d-2"]),
        ("?donor=firm", ["d-2"]),
        ("?q=清风", ["d-2"]),
        ("?q=修路", ["d-2"]),
        ("?q=促进中心&year=2020", ["d-1"]),
        ("?q=不具名者", []),
        ("?q=水库", []),
    ],
)
def test_filters(several: Reader, query: str, codes: list[str]) -> None:
    found = json.loads(several.answer(f"/donations.json{query}").data)["records"]
    assert [row["code"] for row in found] == codes
    words = several.words(f"/donations{query}")
    assert ("没有符合条件的捐赠" in words) == (not codes)
    assert ("全部捐赠合计" in words) == (query in ("", "?nature=social"))


def test_a_kind_person_cannot_be_chosen(several: Reader) -> None:
    words = several.words("/donations?donor=someone")
    assert "没有“someone”这一项，已略过。" in words
    assert "不具名者" not in words


@pytest.mark.parametrize(
    ("sought", "index"),
    [
        (Sought(DONATED), "funding_received (received<?)"),
        (Sought(DONATED, year=2021), "funding_received (received>? AND received<?)"),
        (Sought(DONATED, donor="firm"), "funding_provider (provider=? AND received<?)"),
    ],
)
def test_rows_are_found_by_an_index(
    house: House, several: Reader, sought: Sought, index: str
) -> None:
    db = house.books.public
    asked: list[str] = []
    db.set_trace_callback(asked.append)
    assert gifts.donations(db, sought)
    db.set_trace_callback(None)
    plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {asked[0]}")]
    assert index in next(line for line in plan if " f " in line)
    assert not [line for line in plan if line.startswith("SCAN")]
