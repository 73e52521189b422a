"""Donations: the list, and one donation followed to its vouchers, to the fen."""

from portal.codes import Edit
from tests.conftest import House, allocation, donation, payment
from tests.public_pages import Reader


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
    assert "恒路建设（示例） 记-0709 250.00 其中已付 250.00" in words
    assert "恒路建设（示例） 记-pay-2 0.01 其中已付 0.01" in words
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


def test_too_many_payments_are_not_cut_in_silence(house: House) -> None:
    house.money()
    house.publish(*(payment(f"pay-{n}", amount=1) for n in range(100, 310)))
    assert "这里没有列全" in Reader(house).words("/donations/d-1")
