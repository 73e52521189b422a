"""What an organisation has had to do with; a kind person is not found through it."""

import json

import pytest

from portal.codes import Edit
from portal.store import units
from portal.store.ledger import Total
from portal.views import summaries
from portal.views.organisations import MOST
from portal.words import speak
from tests.conftest import House, allocation, donation, payment
from tests.public_pages import FIRST_FLIGHT, Reader

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
    assert "2021-01-02 单位帮扶资金 修路 5.00 0.00 0.00" in words
    assert "2020-04-15 单位帮扶资金 未填报 1,000.00 600.00 250.00 合计 1,005.00" in words


def test_a_contractor(house: House) -> None:
    house.money()
    house.put("contract", "c-1", title="施工合同", project="sq-2020-001", supplier="road", value=9)
    house.put("project", "sq-2020-001", implementing_unit="road", responsible_unit="road")
    words = Reader(house).words(ROAD)
    assert "恒路建设（示例）一共收到付款 250 元。" in words
    assert "路面浇筑 2020-07-15 道路硬化 记-0709 无凭证图片 250.00 合计 250.00" in words
    assert "施工合同 道路硬化 未填报 0.09" in words
    assert "道路硬化 2020 实施单位 · 责任单位" in words


def test_a_unit_without_money(house: House) -> None:
    house.money()
    house.put("organisation", "unit", title="乡政府")
    house.put("project", "sq-2020-001", responsible_unit="unit")
    assert "没有给过钱" in Reader(house).words("/organisations/unit")


def test_who_only_accepts_works(house: House) -> None:
    house.money()
    house.put("organisation", "unit", title="交通局")
    accepted = {"project": "sq-2020-001", "body": "unit", "accepted_on": "2020-09-08"}
    house.put("acceptance", "acc-1", title="道路长度", result="passed", **accepted)
    reader = Reader(house)
    words = reader.words("/organisations/unit")
    assert "交通局参与了这里的项目，没有给过钱，也没有收过款。" in words
    assert " 道路长度 2020-09-08 道路硬化 合格" in words
    assert 'href="/organisations/unit"' in reader.page("/projects/sq-2020-001")
    assert "交通局" in reader.words("/organisations?role=accepting")
    (row,) = json.loads(reader.answer("/organisations/unit.json").data)["accepted"]
    assert row["accepted_on"] == "2020-09-08"
    assert "accepted,acc-1,道路长度" in reader.answer("/organisations/unit.csv").get_data(True)


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


@pytest.fixture
def roles(house: House) -> Reader:
    house.money()
    house.publish(
        house.edit("organisation", "town", title="大路乡人民政府", kind="government"),
        house.edit("organisation", "someone", title="不具名者", kind="kind_person"),
        house.edit("organisation", "idle", title="无关单位"),
        house.edit("project", "sq-2020-001", responsible_unit="town", implementing_unit="road"),
        house.edit("contract", "c-1", title="合同", project="sq-2020-001", supplier="road"),
        donation("d-2", provider="someone", donor_display="kind_person", amount=777),
        house.edit("acceptance", "acc-1", title="路长", project="sq-2020-001", body="town",
                   accepted_on="2020-09-08", result="passed"),
    )  # fmt: skip
    return Reader(house)


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", ["center", "road", "town"]),
        ("?role=giver", ["center"]),
        ("?role=payee", ["road"]),
        ("?role=contractor", ["road"]),
        ("?role=implementing", ["road"]),
        ("?role=responsible", ["town"]),
        ("?role=accepting", ["town"]),
        ("?q=恒路", ["road"]),
        ("?q=人民政府&role=giver", []),
        ("?q=不具名者", []),
        ("?after=road", ["town"]),
    ],
)
def test_the_list(roles: Reader, query: str, codes: list[str]) -> None:
    found = json.loads(roles.answer(f"/organisations.json{query}").data)["records"]
    assert [row["code"] for row in found] == codes
    words = roles.words(f"/organisations{query}")
    assert "不具名者" not in words.replace("没有", "") and "无关单位" not in words
    assert ("没有符合条件的单位" in words) == (not codes)


def test_a_line_of_the_list(roles: Reader) -> None:
    words = roles.words("/organisations")
    assert "清岭市投资促进中心 出资 1,000.00 0.00" in words
    assert "恒路建设（示例） 收款 · 签有合同 · 实施项目 0.00 250.00" in words
    assert "大路乡人民政府 政府机关 负责项目 · 验收工程 0.00 0.00" in words


@pytest.mark.parametrize("query", ["", "role=giver&", "q=公司&"])
def test_pages_show_each_organisation_once(
    house: House, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    monkeypatch.setattr(units, "STEPS", 60)
    house.money()
    house.publish(
        *(house.edit("organisation", f"o-{n}", title=f"第{n}公司") for n in range(100, 230)),
        *(donation(f"d-{n}", provider=f"o-{n}", amount=n) for n in range(100, 230, 2)),
    )
    reader, seen, after = Reader(house), [], ""
    while True:
        found = json.loads(reader.answer(f"/organisations.json?{query}{after}").data)
        seen += [row["code"] for row in found["records"]]
        if not found["next"]:
            break
        after = found["next"].rpartition("?")[2].rpartition("&")[2]
    assert seen == sorted(set(seen))
    assert len([code for code in seen if code.startswith("o-")]) == 65
    assert reader.weight("/organisations") <= FIRST_FLIGHT


@pytest.mark.parametrize("role", units.ROLES)
def test_each_role_is_found_by_steps_in_an_index(house: House, roles: Reader, role: str) -> None:
    db = house.books.public
    asked: list[str] = []
    db.set_trace_callback(asked.append)
    assert units.units(db, units.Sought(role))[0]
    db.set_trace_callback(None)
    for query in asked:
        plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {query}")]
        assert not [line for line in plan if line.startswith("SCAN") and line != "SCAN k"], plan


def test_its_payments_and_donations_go_on_in_the_lists(house: House) -> None:
    house.money()
    reader = Reader(house)
    assert 'href="/payments?payee=road"' in reader.page(ROAD)
    assert "路面浇筑" in reader.words("/payments?payee=road")
    assert "路面浇筑" in reader.words("/payments?payee=road&village=sq")
    assert "全部付款合计 250.00" in reader.words("/payments?payee=road")
    assert "没有符合条件" in reader.words("/payments?payee=center")
    assert 'href="/donations?donor=center"' in reader.page(CENTER)
    assert "2020-04-15" in reader.words("/donations?donor=center")
    assert "道路硬化" in reader.words("/flow/entries?money=all&donor=center")
    house.put("organisation", "county", title="县财政局")
    house.publish(donation("d-2", provider="county", nature="budget"))
    page = Reader(house).page("/organisations/county")
    assert "/donations?donor=" not in page
    assert 'href="/flow/entries?money=all&amp;donor=county"' in page


def test_budgets_in_the_files_are_yuan(house: House) -> None:
    house.money()
    house.put("project", "sq-2020-001", implementing_unit="road", budget=12_345)
    (line,) = json.loads(Reader(house).answer(f"{ROAD}.json").data)["projects"]
    assert line["budget"] == "123.45"
