"""Rows against the books: references by name, what is refused, and why."""

import datetime

import pytest

from portal import sheets
from portal.codes import Edit
from portal.migrations import public
from portal.store import connect
from portal.store.connect import Connection
from tests.conftest import House
from tests.workbooks import Rows, of, publish, read_book, read_rows, sample

FUNDING = ["编码", "到账日期", "捐赠单位", "资金性质", "金额（元）", "票据号"]
GIFT = ["", "2021-03-01", "甲公司", "社会捐赠", "1000", "票1"]
ALLOCATION = ["捐赠单位", "项目名称", "安排金额", "决定日期"]
PAYMENT = ["日期", "凭证号", "项目名称", "收款单位", "支出内容", "金额", "资金来源"]
PAID = ["2021-05-01", "记-1", "修路", "乙公司", "水泥", "300", "甲公司捐赠"]


@pytest.fixture
def db() -> Connection:
    return connect.memory(public.migrations)


@pytest.fixture
def full(db: Connection) -> Connection:
    publish(db, sheets.read(sample(), db))
    return db


def ledger(*payments: object, gifts: Rows = (GIFT,), uses: Rows = ()) -> dict[str, Rows]:
    """A donation of 1,000 yuan, 500 of it for 修路, and payments."""
    shares = uses or (["甲公司", "修路", "500", "2021-03-02"],)
    return {
        "支出明细": [PAYMENT, *(payments or (PAID,))],  # type: ignore[list-item]
        "资金安排": [ALLOCATION, *shares],
        "捐赠收入": [FUNDING, *gifts],
    }


def told(reading: sheets.Reading) -> list[tuple[str, str, str]]:
    """(sheet, address, sentence) of every bad cell."""
    return [(cell.sheet, cell.address, str(cell.sentence)) for cell in reading.bad]


def test_a_whole_ledger_in_any_order(db: Connection) -> None:
    reading = read_book(db, **ledger())
    assert told(reading) == []
    assert [edit.table for edit in reading.edits] == [
        *("organisation", "organisation", "project", "funding", "allocation", "payment"),
    ]


def test_a_bad_cell_says_where_what_and_why(db: Connection) -> None:
    reading = read_book(db, **ledger([*PAID[:5], "3百", PAID[6]]))
    (cell,) = reading.bad
    assert (cell.sheet, cell.row, cell.column, cell.address) == ("支出明细", 2, 6, "F2")
    assert (cell.heading, cell.text) == ("金额", "3百")
    assert "is not an amount" in str(cell.sentence)


def test_good_rows_go_on_without_the_bad_one(db: Connection) -> None:
    reading = read_book(db, **ledger(["某日", *PAID[1:]], PAID))
    assert [cell.address for cell in reading.bad] == ["A2"]
    assert len(of(reading, "payment")) == 1


def test_every_bad_cell_of_a_row(db: Connection) -> None:
    reading = read_book(db, **ledger(["某日", *PAID[1:4], "", "很多", PAID[6]]))
    assert [cell.address for cell in reading.bad] == ["A2", "E2", "F2"]


def test_a_bad_row_offers_nothing(db: Connection) -> None:
    reading = read_book(db, **ledger([*PAID[:3], "丙公司", *PAID[4:5], "x", PAID[6]]))
    assert ("organisation", "丙公司") not in reading.new
    assert "丙公司" not in str(reading.edits)


def test_nothing_refers_to_a_bad_row(db: Connection) -> None:
    gifts = [["", "某日", *GIFT[2:]]]
    reading = read_book(db, **ledger(gifts=gifts))
    assert [cell.sheet for cell in reading.bad] == ["支出明细", "资金安排", "捐赠收入"]
    assert "Row 2 of sheet “资金安排”" in str(reading.bad[0].sentence)
    assert "Row 2 of sheet “捐赠收入”" in str(reading.bad[1].sentence)
    assert reading.edits == []


def test_a_bad_project_is_not_invented(db: Connection) -> None:
    library = [["项目名称", "年度", "项目状态"], ["修路", "2021", "不知道"]]
    reading = read_book(db, 项目库=library, **ledger())
    assert of(reading, "project") == []
    places = [(cell.sheet, cell.address) for cell in reading.bad]
    assert places == [("项目库", "C2"), ("支出明细", "C2"), ("资金安排", "B2")]


def test_several_fundings_ask_for_the_receipt(db: Connection) -> None:
    gifts = [GIFT, ["", "2021-04-01", "甲公司", "社会捐赠", "2000", "票2"]]
    reading = read_book(db, **ledger(gifts=gifts))
    sentence = str(next(cell.sentence for cell in reading.bad if cell.sheet == "资金安排"))
    assert "2021-03-01, 票1, 1,000.00" in sentence
    assert "2021-04-01, 票2, 2,000.00" in sentence
    assert "receipt no." in sentence


def test_the_receipt_tells_them_apart(db: Connection) -> None:
    gifts = [GIFT, ["", "2021-04-01", "甲公司", "社会捐赠", "2000", "票2"]]
    reading = read_book(db, **ledger(gifts=gifts, uses=[["票2", "修路", "500", "2021-04-02"]]))
    (use,) = of(reading, "allocation")
    second = next(edit for edit in of(reading, "funding") if edit.values["receipt"] == "票2")
    assert (reading.bad, use.values["funding"]) == ([], second.code)


def test_donor_and_receipt_columns_together(db: Connection) -> None:
    gifts = [GIFT, ["", "2021-04-01", "甲公司", "社会捐赠", "2000", "票2"]]
    uses = [["票据号", "捐赠单位", "项目名称", "安排金额"], ["票2", "甲公司", "修路", "500"]]
    reading = read_book(db, 捐赠收入=[FUNDING, *gifts], 资金安排=uses)
    assert (reading.bad, len(of(reading, "allocation"))) == ([], 1)


def test_several_allocations_ask_for_the_code(full: Connection) -> None:
    rows = ["2020-12-30", "记-9", "双桥村至朱场通组道路硬化", "恒路建设（示例）", "标线", "1"]
    reading = read_rows(full, "支出明细", PAYMENT, [*rows, "安禾县财政局（示例）"])
    (cell,) = reading.bad
    assert cell.address == "G2"
    assert "a-2020-006" in str(cell.sentence)
    assert "a-2020-007" in str(cell.sentence)


def test_the_allocation_s_code_works(full: Connection) -> None:
    rows = ["2020-12-30", "记-9", "双桥村至朱场通组道路硬化", "恒路建设（示例）", "标线", "1"]
    reading = read_rows(full, "支出明细", PAYMENT, [*rows, "a-2020-007"])
    assert [edit.values["allocation"] for edit in reading.edits] == ["a-2020-007"]


@pytest.mark.parametrize("source", ["丁公司捐赠", "安禾县投资促进中心捐款"])
def test_nothing_of_that_donor(full: Connection, source: str) -> None:
    row = ["2020-12-30", "记-9", "残疾人工作站", "安禾康复器材（示例）", "扶手", "1", source]
    reading = read_rows(full, "支出明细", PAYMENT, row)
    assert "was assigned to this project" in str(reading.bad[0].sentence)
    assert reading.edits == []


@pytest.mark.parametrize("suffix", ["", "捐赠", "捐款", "帮扶资金", "资金"])
def test_spellings_of_a_source(full: Connection, suffix: str) -> None:
    row = ["2020-12-30", "记-9", "残疾人工作站", "安禾康复器材（示例）", "扶手", "1"]
    reading = read_rows(full, "支出明细", PAYMENT, [*row, f"清岭市投资促进中心{suffix}"])
    assert [edit.values["allocation"] for edit in reading.edits] == ["a-2020-003"]


def test_a_published_row_needs_no_choice(full: Connection) -> None:
    """What is ambiguous for a new row is settled for one that is published."""
    row = [
        "2020-11-12",
        "",
        "双桥村至朱场通组道路硬化",
        "henglu",
        "质保金3%",
        "31464",
        "county-finance",
    ]
    reading = read_rows(full, "支出明细", PAYMENT, row)
    assert (reading.bad, reading.edits, reading.unchanged) == ([], [], 1)


def test_a_reversed_allocation_is_no_candidate(full: Connection) -> None:
    full.execute(
        "INSERT INTO allocation (code, funding, project, amount, reverses)"
        " VALUES ('a-r', 'd-2020-004', 'sq-2020-001', -30200000, 'a-2020-007')"
    )
    row = ["2020-12-30", "记-9", "sq-2020-001", "henglu", "标线", "1", "county-finance"]
    (edit,) = read_rows(full, "支出明细", PAYMENT, row).edits
    assert edit.values["allocation"] == "a-2020-006"


def test_contract_by_its_name(full: Connection) -> None:
    row = ["2020-12-30", "残疾人工作站", "扶手", "1", "center"]
    heading = ["日期", "项目名称", "支出内容", "金额", "资金来源", "合同"]
    good = read_rows(full, "支出明细", heading, [*row, "康复器材供货合同"])
    assert [edit.values["contract"] for edit in good.edits] == ["c-2020-003"]
    (cell,) = read_rows(full, "支出明细", heading, [*row, "别的合同"]).bad
    assert (cell.address, "There is no contract" in str(cell.sentence)) == ("F2", True)


def test_plan_and_project_library_together(db: Connection) -> None:
    library = [["项目名称", "资金规模/捐赠"], ["修路", "2"]]
    plan = [["项目", "资金来源", "计划金额"], ["修路", "捐赠", "2"], ["修路", "县级", "1"]]
    reading = read_book(db, 项目库=library, 资金计划=plan)
    assert told(reading) == [
        ("资金计划", "A2", "The same stands in row 2 of sheet “项目库” already.")
    ]
    assert len(of(reading, "budget_line")) == 2


def test_a_title_in_any_width(full: Connection) -> None:
    row = ["2020-12-30", "记-9", "残疾人工作站", "安禾康复器材(示例)", "扶手", "1", "center"]
    (edit,) = read_rows(full, "支出明细", PAYMENT, row).edits
    assert edit.values["payee"] == "kangfu"


def test_two_projects_of_one_name(full: Connection) -> None:
    full.execute("INSERT INTO project (code, title, year) VALUES ('x-1', '残疾人工作站', 2021)")
    row = ["2020-12-30", "记-9", "残疾人工作站", "kangfu", "扶手", "1", "center"]
    (cell,) = read_rows(full, "支出明细", PAYMENT, row).bad
    assert (cell.address, "x-1" in str(cell.sentence)) == ("C2", True)


def test_published_money_is_not_edited(full: Connection) -> None:
    row = ["2020-09-20", "记-0915", "残疾人工作站", "kangfu", "康复器材6件", "20001", "center"]
    (cell,) = read_rows(full, "支出明细", PAYMENT, row).bad
    assert cell.address == "F2"
    assert "Published as pay-2020-007 with “20000.00”" in str(cell.sentence)
    assert "reversal" in str(cell.sentence)


def test_an_unknown_code_of_a_published_record(full: Connection) -> None:
    rows = [["编码", "项目名称", "村", "年度"], ["sq-9", "残疾人工作站", "双桥村", "2020"]]
    (cell,) = read_rows(full, "项目库", *rows).bad
    assert "published as sq-2020-004 already" in str(cell.sentence)


def test_a_new_code_for_a_published_amount(full: Connection) -> None:
    row = ["d-9", "2020-04-15", "center", "单位帮扶资金", "150000", "皖票00012045"]
    (cell,) = read_rows(full, "捐赠收入", FUNDING, row).bad
    assert (cell.address, "d-2020-001" in str(cell.sentence)) == ("A2", True)


def test_no_other_gift_stands_in_for_a_bad_one(full: Connection) -> None:
    gifts = [FUNDING, ["", "某日", "清岭市投资促进中心", "社会捐赠", "7", "票7"]]
    uses = [ALLOCATION, ["清岭市投资促进中心捐款", "残疾人工作站", "7", "2021-03-02"]]
    reading = read_book(full, 捐赠收入=gifts, 资金安排=uses)
    assert [cell.address for cell in reading.bad] == ["B2", "A2"]
    assert reading.edits == []


def test_one_post_at_two_units(db: Connection) -> None:
    rows = [
        ["项目名称", "实施单位", "责任人"],
        ["甲", "一村委会", "主任"],
        ["乙", "二村委会", "主任"],
    ]
    reading = read_rows(db, "项目库", *rows, ["丙", "一村委会", "主任"])
    first, second, third = (edit.values["responsible"] for edit in of(reading, "project"))
    assert (first == third, first == second) == (True, False)


def test_identical_rows(db: Connection) -> None:
    reading = read_book(db, **ledger(PAID, [*PAID[:4], "砂石", *PAID[5:]], PAID))
    assert told(reading) == [
        ("支出明细", "E4", "The same stands in row 2 of sheet “支出明细” already.")
    ]
    assert len(of(reading, "payment")) == 2


def test_one_project_twice(db: Connection) -> None:
    rows = [["项目名称", "年度", "备注"], ["修路", "2021", "a"], ["修路", "2021", "b"]]
    assert [cell.address for cell in read_rows(db, "项目库", *rows).bad] == ["A3"]


def test_one_title_in_two_villages(db: Connection) -> None:
    rows = [["项目名称", "实施地点"], ["修路", "大路乡双桥村"], ["修路", "大路乡柳沟村"]]
    reading = read_rows(db, "项目库", *rows)
    assert (reading.bad, len(of(reading, "project"))) == ([], 2)


def test_a_row_of_another_year_is_another_project(full: Connection) -> None:
    rows = [["项目名称", "村", "年度"], ["残疾人工作站", "双桥村", "2021"]]
    (edit,) = read_rows(full, "项目库", *rows).edits
    assert (edit.action, edit.values["village"]) == ("create", "sq")


def test_the_plan_changes_with_the_sheet(full: Connection) -> None:
    rows = [["项目名称", "资金规模（万元）", "", ""], ["", "合计", "捐赠", "县"]]
    reading = read_rows(full, "项目库", *rows, ["残疾人工作站", "3", "2", "1"])
    assert [(e.action, e.code, e.values) for e in reading.edits] == [
        ("edit", "sq-2020-004", {"budget": 3_000_000}),
        ("edit", "sq-2020-004-county", {"amount": 1_000_000}),
    ]


def test_a_split_that_does_not_add_up(db: Connection) -> None:
    rows = [["项目名称", "资金规模（万元）", "", ""], ["", "合计", "捐赠", "县"]]
    reading = read_rows(db, "项目库", *rows, ["修路", "3.5", "2", "1"], ["修渠", "2", "2", "0"])
    (note,) = reading.notes
    assert "row 3" in str(note)
    assert "stated 35,000.00 yuan, by addition 30,000.00 yuan" in str(note)
    assert len(of(reading, "budget_line")) == 3


def test_an_empty_cell_clears_nothing(full: Connection) -> None:
    reading = read_rows(full, "村", ["编码", "村名", "人口"], ["sq", "双桥村", ""])
    assert (reading.edits, reading.unchanged) == ([], 1)


def test_edits_are_based_on_the_version_seen(house: House) -> None:
    house.publish(Edit("create", "village", "sq", 0, {"title": "双桥村"}))
    house.publish(house.edit("village", "sq", population=1))
    rows = (["村名", "人口"], ["双桥村", "2"])
    (edit,) = read_rows(house.books.public, "村", *rows).edits
    assert edit == Edit("edit", "village", "sq", 2, {"population": 2})


def test_a_reading_passes_the_door(house: House) -> None:
    reading = sheets.read(sample(), house.books.public)
    edits = [edit for edit in reading.edits if edit.table != "confirmation"]  # the committee's own
    number = house.door.propose(house.author, "示例", edits, "2026-11-23T08:00:00Z")
    house.door.submit(number, house.author, "2026-11-23T08:00:00Z")
    done = house.door.publish(number, house.reviewer, "2026-11-23T08:00:00Z")
    assert len(done) == len(edits)


def test_village_of_a_known_township(db: Connection) -> None:
    for code, township in (("a", "大路乡"), ("b", "小路乡")):
        db.execute(
            "INSERT INTO village (code, title, township) VALUES (?, '双桥村', ?)", (code, township)
        )
    rows = [["项目名称", "实施地点"], ["修路", "小路乡双桥村"], ["修渠", "双桥村"]]
    reading = read_rows(db, "项目库", *rows)
    assert [edit.values["village"] for edit in reading.edits] == ["b"]
    assert [cell.address for cell in reading.bad] == ["B3"]


def test_cells_of_every_type(db: Connection) -> None:
    heading = ["到账日期", "捐赠单位", "资金性质", "金额", "是否自愿", "票据号"]
    when = datetime.datetime(2021, 3, 1, 14, 30)  # noqa: DTZ001, a spreadsheet knows no zones
    (edit,) = of(
        read_rows(db, "捐赠收入", heading, [when, "甲", "捐赠", 0.1 + 0.2, True, 12.0]), "funding"
    )
    assert edit.values["received"] == "2021-03-01"
    assert (edit.values["amount"], edit.values["voluntary"]) == (30, True)
    assert edit.values["receipt"] == "12"
