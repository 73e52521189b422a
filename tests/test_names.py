"""Names of individuals: asked for as 爱心人士 or masked, wherever a payee or donor is typed."""

import pytest

from portal import sheets
from portal.masking import SURNAMES, advice, looks_personal
from tests.conftest import House
from tests.test_checks import asked
from tests.test_sheets_rows import PAYMENT
from tests.workbooks import csv_file


@pytest.mark.parametrize(
    "name", ["张三", "张小三", "欧阳锋", "欧阳小三", "張小三", "诸葛亮", "陈水生", " 张 小三 "]
)
def test_full_names(name: str) -> None:
    assert looks_personal(name)


@pytest.mark.parametrize(
    "name",
    [
        *("张", "张*", "张*三", "王某某", "王女士", "李先生", "爱心人士", "热心村民", "村民小组"),
        *("张家村", "恒路建设", "双桥村村委会", "SQ-2020-017", "Zhang San", "刘集镇张庄村", ""),
    ],
)
def test_what_is_no_full_name(name: str) -> None:
    assert not looks_personal(name) and advice(name) is None


def test_surnames_are_single_characters() -> None:
    assert len(SURNAMES) > 150 and all(len(name) == 1 for name in SURNAMES)


@pytest.mark.parametrize("kind", [None, "kind_person", "other"])
def test_a_person_is_asked_for_masked_and_may_stay(house: House, kind: str | None) -> None:
    given = {"kind": kind} if kind else {}
    edit = house.edit("organisation", "p-1", title="欧阳小三", **given)
    (finding,) = house.door.preview(house.submit(edit)).problems
    assert not finding.blocks
    assert "欧阳*三" in str(finding.sentence) and "爱心人士" in str(finding.sentence)


@pytest.mark.parametrize(("title", "kind"), [("欧阳*三", "kind_person"), ("金鑫", "company")])
def test_what_needs_no_mask(house: House, title: str, kind: str) -> None:
    assert asked(house, house.edit("organisation", "p-1", title=title, kind=kind)) == []


def told(house: House, name: str, *rows: list[str]) -> list[str]:
    reading = sheets.read([(name, csv_file(rows))], house.books.public)
    return [str(note) for note in reading.notes]


def test_a_payee_in_a_sheet(house: House) -> None:
    house.money()
    center = "清岭市投资促进中心"
    row = ["2020-07-20", "记-9", "道路硬化", "张小三", "慰问", "200", center]
    assert any("张*三" in note for note in told(house, "支出明细.csv", PAYMENT, row))


@pytest.mark.parametrize("heading", ["户主", "户主姓名", "贫困户姓名", "领款人"])
def test_columns_of_households_are_not_read(house: House, heading: str) -> None:
    notes = told(house, "村.csv", ["村名", "人口", heading], ["双桥村", "5", "张小三"])
    assert len(notes) == 1 and "SQ-2020-017" in notes[0] and "张小三" not in notes[0]
