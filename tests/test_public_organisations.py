"""What an organisation has had to do with; a kind person is not found through it."""

import json

import pytest

from portal.codes import Edit
from portal.store.ledger import Total
from portal.views import summaries
from portal.views.organisations import MOST
from portal.words import speak
from tests.conftest import House, allocation, donation, payment
from tests.public_pages import Reader

CENTER, ROAD = "/organisations/center", "/organisations/road"


@pytest.mark.parametrize(
    ("fen", "works", "words"),
    [
        ({"received": 100, "paid": 200}, False, "中心一共给了 1 元，收到付款 2 元。"),
        ({"received": 100}, True, "中心一共给了 1 元。"),
        ({"paid": 200}, False, "中心一共收到付款 2 元。"),
        ({}, True, "中心参与了这里的项目，没有给过钱，也没有收过款。"),
        ({}, False, "中心的登记都已经冲销。"),
    ],
)
def test_the_sentence(fen: dict[str, int], works: bool, words: str) -> None:
    (sentence,) = summaries.organisation("中心", Total(**fen), works, "zh_Hans")
    assert speak(sentence, "zh_Hans") == words


def test_a_donor(house: House) -> None:
    house.money()
    house.publish(donation("d-2", purpose="修路", amount=500, received="2021-01-02"))
    words = Reader(house).words(CENTER)
    assert "清岭市投资促进中心一共给了 1,005 元。" in words
    assert "2021-01-02 单位帮扶资金 修路 5.00 0.00" in words
    assert "2020-04-15 单位帮扶资金 未填报 1,000.00 250.00 合计 1,005.00" in words


def test_a_contractor(house: House) -> None:
    house.money()
    house.put("contract", "c-1", title="施工合同", project="sq-2020-001", supplier="road", value=9)
    house.put("project", "sq-2020-001", implementing_unit="road", responsible_unit="road")
    words = Reader(house).words(ROAD)
    assert "恒路建设（示例）一共收到付款 250 元。" in words
    assert "路面浇筑 2020-07-15 道路硬化 记-0709 250.00 合计 250.00" in words
    assert "施工合同 道路硬化 未填报 0.09" in words
    assert "道路硬化 2020 实施单位 · 责任单位" in words


def test_a_unit_without_money(house: House) -> None:
    house.money()
    house.put("organisation", "unit", title="乡政府")
    house.put("project", "sq-2020-001", responsible_unit="unit")
    assert "没有给过钱" in Reader(house).words("/organisations/unit")


def test_reversed_gifts_and_payments_do_not_count(house: House) -> None:
    house.money()
    for table, new, old in (("payment", "pay-9", payment("pay-1")),
                            ("funding", "d-9", donation("d-2"))):  # fmt: skip
        if table == "funding":
            house.publish(old)
        values = {**old.values, "amount": -int(str(old.values["amount"])), "reverses": old.code}
        house.publish(Edit("reverse", table, new, 0, values))
    reader = Reader(house)
    assert "的登记都已经冲销。" in reader.words(ROAD)
    assert "合计 1,000.00" in reader.words(CENTER)
    assert '<tr class="struck">' in reader.page(CENTER)


def test_a_kind_person_is_not_found_through_it(house: House) -> None:
    house.money()
    house.put("organisation", "someone", title="不具名者", kind="kind_person")
    house.publish(
        donation("d-2", provider="someone", donor_display="kind_person", amount=777),
        allocation("a-2", funding="d-2", amount=5),
        payment("pay-2", allocation="a-2", amount=5),
    )
    reader = Reader(house)
    for path in ("/organisations/someone", "/organisations/someone.json"):
        assert "不具名者" not in reader.answer(path).get_data(as_text=True)
        assert reader.answer(path).status_code == 404
    for path in ("/donations", "/donations/d-2", "/payments", "/payments/pay-2", "/villages/sq"):
        for form in ("", ".csv", ".json"):
            assert "someone" not in reader.answer(path + form).get_data(as_text=True), path
    house.publish(donation("d-3", provider="someone", amount=333))
    words = reader.words("/organisations/someone")
    assert "一共给了 3.33 元" in words
    assert "7.77" not in words
    assert "777" not in reader.answer("/organisations/someone.json").get_data(as_text=True)


def test_organisations_are_linked_where_they_are_named(house: House) -> None:
    house.money()
    house.put("contract", "c-1", title="施工合同", project="sq-2020-001", supplier="road")
    house.put("project", "sq-2020-001", implementing_unit="center")
    reader = Reader(house)
    project = reader.page("/projects/sq-2020-001")
    assert project.count(f'href="{ROAD}">恒路建设') == 2
    assert f'href="{CENTER}">清岭市' in project
    for path in ("/payments", "/payments/pay-1", "/donations/d-1", "/villages/sq"):
        assert f'href="{ROAD}">恒路建设' in reader.page(path), path
    assert f'href="{CENTER}">清岭市' in reader.page("/donations/d-1")


def test_long_lists_are_cut_and_the_files_hold_the_rest(house: House) -> None:
    house.money()
    house.publish(*(payment(f"pay-{n}", amount=n, voucher=f"记-{n}") for n in range(2, 60)))
    reader = Reader(house)
    page = reader.page(ROAD)
    assert page.count('href="/payments/pay-') == MOST
    assert "这里放不下全部内容" in page
    assert len(json.loads(reader.answer(f"{ROAD}.json").data)["received"]) == 59


def test_the_files(house: House) -> None:
    house.money()
    house.put("project", "sq-2020-001", implementing_unit="road", year=None)
    reader = Reader(house)
    found = json.loads(reader.answer(f"{ROAD}.json").data)
    assert found["totals"] == {"given": "0.00", "received": "250.00"}
    assert found["received"][0]["voucher"] == "记-0709"
    sheet = reader.answer(f"{ROAD}.csv").get_data(as_text=True)
    assert "received,pay-1,路面浇筑,sq-2020-001,2020-07-15,250.00" in sheet
    assert "projects,sq-2020-001,道路硬化,,,\r\n" in sheet


@pytest.mark.parametrize("code", ["x", "road.json", "%00"])
def test_who_has_nothing_to_do_with_it_has_no_page(house: House, code: str) -> None:
    house.put("organisation", "road", title="恒路建设")
    assert Reader(house).answer(f"/organisations/{code}").status_code == 404
