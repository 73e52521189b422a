"""Household items by code and kind; income of collective projects and where it went."""

import json

import pytest

from portal.codes import Edit
from portal.errors import Invalid, Refused
from portal.kinds import Household
from portal.store import industry, ledger
from portal.words import speak
from tests.conftest import House, earned, item
from tests.public_pages import FIRST_FLIGHT, Reader

ROAD = "sq-2020-001"
HOUSEHOLD = Household(label="h")


@pytest.fixture(autouse=True)
def books(house: House) -> None:
    house.money()
    house.put("project", ROAD, budget=40_000, scale="160亩", implementing_unit="road")


def problems(house: House, *edits: Edit) -> list[tuple[bool, str]]:
    found = house.door.preview(house.submit(*edits)).problems
    return [(problem.blocks, speak(problem.sentence, "en")) for problem in found]


def income(code: str, **values: object) -> Edit:
    told = {"project": ROAD, "year": 2020, "nature": "dividend", "amount": 3_600, "receipt": code}
    return Edit("create", "income", code, 0, {**told, **values})  # type: ignore[dict-item]


def shared(code: str, **values: object) -> Edit:
    told = {"project": ROAD, "year": 2020, "use": "posts", "amount": 3_600}
    return Edit("create", "distribution", code, 0, {**told, **values})  # type: ignore[dict-item]


@pytest.mark.parametrize("text", ["sq-2020-017", " ＳＱ－2020－017 ", "SQ-2020 -017"])
def test_a_household_is_a_code(text: str) -> None:
    assert HOUSEHOLD.read(text) == "SQ-2020-017"


@pytest.mark.parametrize("text", ["张三", "张*", "SQ-2020-17", "2020-017", "SQ-2020-017 张三", ""])
def test_and_never_a_name(text: str) -> None:
    with pytest.raises(Invalid):
        HOUSEHOLD.read(text)


def test_empty_pages(house: House) -> None:
    reader = Reader(house)
    assert "还没有填报到户的产业奖补。" in reader.words("/households")
    assert "还没有填报集体项目的收益。" in reader.words("/collective")
    assert "这个村还没有填报这一类。" in reader.words("/households?village=sq")
    for name in ("households", "collective"):
        assert f"“{ROAD}”没有填报这一类" in reader.words(f"/{name}/{ROAD}", 404)


def test_households_by_kind_and_one_by_one(house: House) -> None:
    house.publish(
        item("aid-1"), item("aid-2"), item("aid-3", kind="西瓜", amount=200_000, rate=50_000)
    )
    reader = Reader(house)
    assert "到户产业一共发放 6,800 元。" in reader.words("/households")
    assert "羊 4,800.00 2 西瓜 2,000.00 1 合计 6,800.00" in reader.words("/households?village=sq")
    words = reader.words(f"/households/{ROAD}")
    assert "“道路硬化”一共给 3 户发放 6,800 元。" in words
    assert "其中：羊 2 户 4,800 元、西瓜 1 户 2,000 元。" in words
    assert "SQ-2020-001 羊 · 2020-12-28 4 只 × 600.00 2,400.00" in words


def test_a_household_paid_twice_is_found_and_told(house: House) -> None:
    house.publish(item("aid-1"))
    again = item("aid-2", household="SQ-2020-001", paid="2020-12-30")
    ((blocks, sentence),) = problems(house, again)
    assert not blocks and sentence.startswith("SQ-2020-001 is paid twice")
    house.publish(again)
    reader = Reader(house)
    assert "领了不止一次： SQ-2020-001" in reader.words(f"/households/{ROAD}")
    assert "羊 4,800.00 1 合计" in reader.words("/households")
    house.publish(taken_back(again, "aid-9"))
    assert "不止一次" not in reader.words(f"/households/{ROAD}")


def taken_back(edit: Edit, code: str) -> Edit:
    values = {**edit.values, "amount": -int(str(edit.values["amount"])), "reverses": edit.code}
    return Edit("reverse", edit.table, code, 0, values)


def test_the_same_item_is_refused(house: House) -> None:
    house.publish(item("aid-1"))
    with pytest.raises(Invalid, match="published as aid-1 already"):
        house.publish(item("aid-2", household="SQ-2020-001"))


def test_amounts_are_reversed_not_edited(house: House) -> None:
    edits = earned(ROAD)
    house.publish(*edits)
    for edit in edits:
        with pytest.raises(Refused):
            house.publish(house.edit(edit.table, edit.code, amount=1))
    house.publish(*(taken_back(edit, f"{edit.code}-r") for edit in edits))
    db = house.books.public
    assert ledger.total(db, "aid", ROAD).paid == 0
    assert ledger.total(db, "collective", ROAD) == ledger.Total()
    assert industry.kinds(db, (ROAD,)) == [(ROAD, "羊", 0, 0)]
    page = Reader(house).page(f"/households/{ROAD}")
    assert '<tr class="struck"><td>SQ-2020-001' in page and "(2,400.00)" in page


def test_quantity_times_rate(house: House) -> None:
    ((blocks, sentence),) = problems(house, item("aid-1", amount=240_001))
    assert (blocks, sentence) == (
        False,
        "4 × 600.00 = 2,400.00 yuan, but 2,400.01 yuan are stated.",
    )
    house.publish(item("aid-1", amount=240_001))
    assert "4 × 600.00 = 2,400.00 元，但写的是 2,400.01 元。" in Reader(house).words(
        f"/households/{ROAD}"
    )


def test_income_that_is_not_distributed(house: House) -> None:
    told = "Of the income of 2020, 36.00 yuan, 30.00 yuan are distributed; 6.00 yuan are not yet."
    found = problems(house, income("in-1"), shared("di-1", amount=3_000))
    assert found == [(False, told), (False, told)]


def test_more_distributed_than_earned(house: House) -> None:
    house.publish(income("in-1"), shared("di-1", amount=4_000))
    told = "2020 年分配了 40.00 元，比收益 36.00 元多 4.00 元。"
    reader = Reader(house)
    assert told in reader.words("/collective") and told in reader.words(f"/collective/{ROAD}")


def test_income_has_a_receipt(house: House) -> None:
    found = problems(house, income("in-1", receipt=None), shared("di-1"))
    assert found == [(False, "No receipt of this income is named.")]


def test_number_times_each(house: House) -> None:
    found = problems(house, income("in-1"), shared("di-1", persons=12, rate=301))
    assert found == [(False, "12 × 3.01 = 36.12 yuan, but 36.00 yuan are stated.")]


def test_a_collective_project(house: House) -> None:
    house.publish(*earned(ROAD))
    house.publish(
        income("in-2", year=2019, amount=4_000), shared("di-2", year=2019, use="retained")
    )
    reader = Reader(house)
    words = reader.words(f"/collective/{ROAD}")
    assert "“道路硬化”一共投入 400 元。2020 年收益 36 元，收益率 9.00%。" in words
    assert "收益用在：公益性岗位 36 元。" in words
    assert "36.00 ÷ 400.00 = 9.00%" in words
    assert "2020 公益性岗位 12 × 3.00" in words
    assert "2019 村集体留存 不适用" in words
    assert "160亩" in words and "恒路建设（示例）" in words
    assert "2020：36.00 收益率 9.00% 400.00 76.00" in reader.words("/collective")


def test_the_record_of_changes_says_what_it_was(house: House) -> None:
    house.publish(*earned(ROAD), house.edit("statistic", "st-1", village="sq", year=2020))
    page = Reader(house).page("/log")
    assert "“道路硬化”到户产业明细：2,400.00 元" in page
    assert "“道路硬化”集体收益：36.00 元" in page
    assert f'href="/projects/{ROAD}">“道路硬化”收益分配：36.00 元' in page
    assert 'href="/villages/sq">双桥村 2020 年年度指标' in page


def test_files(house: House) -> None:
    house.publish(*earned(ROAD), item("aid-2"))
    reader = Reader(house)
    (kind,) = json.loads(reader.answer("/households.json").data)["records"]
    assert (kind["kind"], kind["households"], kind["amount"]) == ("羊", 2, "4800.00")
    items = json.loads(reader.answer(f"/households/{ROAD}.json").data)["records"]
    assert [row["household"] for row in items] == ["SQ-2020-001", "SQ-2020-002"]
    (project,) = json.loads(reader.answer("/collective.json").data)["records"]
    assert (project["received"], project["paid"]) == ("36.00", "36.00")
    text = reader.answer(f"/collective/{ROAD}.csv").get_data(as_text=True)
    assert "income,in-1" in text and "distribution,di-1" in text


def test_many_households_go_on_page_by_page(house: House) -> None:
    house.publish(*(item(f"aid-{number}") for number in range(1, 121)))
    reader, seen, after = Reader(house), 0, ""
    while True:
        page = reader.page(f"/households/{ROAD}{after}")
        seen += page.count("<td>SQ-2020-")
        if "下一页" not in page:
            break
        after = page.split('class="more" href="')[-1].split('"')[0].partition("?")[2]
        after = f"?{after}"
    assert seen == 120
    assert reader.weight(f"/households/{ROAD}") < FIRST_FLIGHT
    assert len(json.loads(reader.answer(f"/households/{ROAD}.json").data)["records"]) == 120


def test_items_are_found_by_an_index(house: House) -> None:
    house.publish(item("aid-1"))
    db = house.books.public
    asked: list[str] = []
    db.set_trace_callback(asked.append)
    assert industry.items(db, ROAD) and industry.of_household(db, ROAD, "SQ-2020-001")
    assert industry.households(db, ROAD) == 1 and not industry.twice(db, ROAD)
    db.set_trace_callback(None)
    plans = [row[3] for one in asked for row in db.execute(f"EXPLAIN QUERY PLAN {one}")]
    assert len(asked) == 4
    assert not [line for line in plans if line.startswith("SCAN") or "ORDER BY" in line]


def test_many_projects_go_on_page_by_page(house: House) -> None:
    codes = [f"sq-2020-{number}" for number in range(100, 145)]
    edits = [house.edit("project", code, title=f"产业{code}", village="sq") for code in codes]
    house.publish(*edits, *(item(f"aid-{code[-3:]}", project=code) for code in codes))
    for query in ("", "&village=sq"):
        reader, seen, after = Reader(house), set[str](), ""
        while True:
            found = json.loads(reader.answer(f"/households.json?{after}{query}").data)
            seen |= {row["project"] for row in found["records"]}
            if not found["next"]:
                break
            after = found["next"].rpartition("?")[2].rpartition("&")[2]
        assert seen == set(codes)
    assert Reader(house).weight("/households") < FIRST_FLIGHT
