"""Headings, units, totals: any order, any spelling, the same edits."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal import sheets
from portal.codes import Edit
from portal.entities import attributes
from portal.kinds import Money
from portal.migrations import public
from portal.sheets.places import where
from portal.store import connect
from portal.store.connect import Connection
from tests.workbooks import Rows, csv_file, of, read_book, read_rows, xlsx

ROWS = {
    "project": {
        "title": ("修路", "修渠"),
        "year": ("2021", "2022"),
        "type": ("产业发展", "其他"),
        "place": ("大路乡双桥村", "柳沟村"),
        "planned_start": ("2021年4月—8月", "2021.5"),
        "implementing_unit": ("甲单位", "乙单位"),
        "responsible": ("主任", "书记"),
        "budget": ("1.5万元", "20000"),
        "length": ("2.36公里", "50"),
        "in_library": ("是", "否"),
        "note": ("", "x"),
    },
    "funding": {
        "received": ("2021-03-01", "2021.3.2"),
        "provider": ("甲单位", "乙单位"),
        "nature": ("社会捐赠", "财政资金"),
        "amount": ("1,000.50", "１万元"),
        "receipt": ("票1", "票2"),
        "voluntary": ("是", ""),
    },
}
SHEETS = {"project": "项目库", "funding": "捐赠收入"}


@pytest.fixture
def db() -> Connection:
    return connect.memory(public.migrations)


def plainest(table: str) -> sheets.Reading:
    rows = [list(ROWS[table]), *zip(*ROWS[table].values(), strict=True)]
    db = connect.memory(public.migrations)
    return sheets.read([("b.csv", csv_file([["x"], *rows]))], db)


PLAIN = {table: plainest(table).edits for table in ROWS}


@st.composite
def headed(draw: st.DrawFn) -> tuple[str, list[Sequence[str]]]:
    """A table with its columns in any order under any of their names."""
    table = draw(st.sampled_from(sorted(ROWS)))
    names = draw(st.permutations(list(ROWS[table])))
    heading = []
    for name in names:
        kind = attributes(table)[name]
        text = draw(st.sampled_from([name, kind.label, *kind.synonyms]))
        unit = draw(st.sampled_from(["", "（元）", "(元)", "（单位：元）"]))
        blank = draw(st.sampled_from(["", " ", "\n"]))
        heading.append(text[:1] + blank + text[1:] + (unit if isinstance(kind, Money) else ""))
    cells = [[ROWS[table][name][line] for name in names] for line in (0, 1)]
    return table, [heading, *cells]


@pytest.mark.slow
@settings(deadline=None, max_examples=150)
@given(headed(), st.integers(0, 3))
def test_any_order_and_any_name(made: tuple[str, list[Sequence[str]]], above: int) -> None:
    table, rows = made
    content = xlsx({SHEETS[table]: [*[["说明"]] * above, *rows]})
    reading = sheets.read([("book.xlsx", content)], connect.memory(public.migrations))
    assert (reading.bad, reading.notes) == ([], [])

    def plain(edit: Edit) -> object:
        return edit.action, edit.table, edit.code, edit.values

    assert [plain(edit) for edit in reading.edits] == [plain(edit) for edit in PLAIN[table]]


@pytest.mark.parametrize("unit", ["（万元）", "(万元)", "（单位：万元）", "/万元"])
def test_the_column_s_unit(db: Connection, unit: str) -> None:
    (edit,) = read_rows(db, "项目库", ["项目名称", f"预算{unit}"], ["修路", 1.5]).edits
    assert edit.values["budget"] == 1_500_000


@pytest.mark.parametrize("line", ["单位：万元", "填报单位：双桥村 单位:万元", "（单位：户、万元）"])
def test_the_unit_above(db: Connection, line: str) -> None:
    rows: Rows = [["表", "", line], ["项目名称", "预算", "结算金额（元）"], ["修路", "1.5", "9"]]
    edit = of(read_rows(db, "项目库", *rows), "project")[0]
    assert (edit.values["budget"], edit.values["settled"]) == (1_500_000, 900)


def test_a_cell_s_own_unit_wins(db: Connection) -> None:
    rows = [["项目名称", "预算（万元）"], ["甲", "12000元"], ["乙", "３万元"], ["丙", "2.5"]]
    edits = read_rows(db, "项目库", *rows).edits
    assert [edit.values["budget"] for edit in edits] == [1_200_000, 3_000_000, 2_500_000]


def test_an_unknown_unit_is_refused(db: Connection) -> None:
    (cell,) = read_rows(db, "项目库", ["项目名称", "预算（千元）"], ["甲", "12"]).bad
    assert cell.address == "B2"


def test_lengths_under_their_unit(db: Connection) -> None:
    rows: Rows = [["项目名称", "长度（公里）", "厚度（厘米）"], ["修路", 2.36, "18"]]
    (edit,) = read_rows(db, "项目库", *rows).edits
    assert (edit.values["length"], edit.values["thickness"]) == ("2360", "0.18")


def test_unknown_columns_are_told(db: Connection) -> None:
    reading = read_rows(db, "村", ["序号", "村名", "人口", "补助标准"], [1, "双桥村", 5, "x"])
    assert len(reading.edits) == 1
    assert [str(note) for note in reading.notes] == [
        "Sheet “村”: column D “补助标准” is not known here and was not read."
    ]


def test_a_second_column_of_an_attribute_is_told(db: Connection) -> None:
    reading = read_rows(db, "村", ["村名", "人口", "人口"], ["双桥村", 5, 6])
    assert "column C" in str(reading.notes[0])


def test_the_table_follows_from_the_headings(db: Connection) -> None:
    rows = [["日期", "凭证号", "项目名称", "收款单位", "支出内容", "金额", "资金来源"]]
    row = ["2021-01-01", "1", "修路", "乙", "水泥", "3", "甲"]
    assert [cell.heading for cell in read_book(db, Sheet1=[*rows, row]).bad] == ["资金来源"]


def test_a_sheet_named_as_the_village(db: Connection) -> None:
    rows = [["项目名称", "建设性质", "实施地点"], ["修路", "新建", "双桥村"]]
    assert len(of(read_book(db, 双桥村=rows), "project")) == 1


def test_ambiguous_sheets_are_not_read(db: Connection) -> None:
    reading = read_book(
        db, 村=[["村名", "人口"], ["a村", 1]], Sheet2=[["名称", "备注"], ["甲", "x"]]
    )
    assert [str(note) for note in reading.notes] == [
        "Sheet “Sheet2” was not read: its headings fit no table, or several."
    ]


GROUPS: Rows = [
    ["序号", "项目名称", "预算"],
    ["合计", "", 10],
    ["一", "路", 3.5],
    [1, "甲", 1],
    [2, "乙", 2],
    ["二、", "渠", 7],
    ["（一）", "小渠", 7],
    [3, "丙", 7],
    ["小计", "", 7],
]


def test_group_totals_and_subtotals(db: Connection) -> None:
    reading = read_rows(db, "项目库", *GROUPS)
    assert [edit.values["title"] for edit in reading.edits] == ["甲", "乙", "丙"]
    (note,) = reading.notes
    assert "row 3, column “预算”: stated 3.50 yuan, by addition 3.00 yuan" in str(note)


def test_a_wrong_grand_total(db: Connection) -> None:
    gifts = [["到账日期", "捐赠单位", "资金性质", "金额"], ["2021-01-01", "甲", "捐赠", "5"]]
    (note,) = read_rows(db, "捐赠收入", *gifts, ["", "合 计", "", "6"]).notes
    assert "row 3, column “金额”: stated 6.00 yuan, by addition 5.00 yuan" in str(note)


def test_blank_and_numbered_rows_are_nothing(db: Connection) -> None:
    reading = read_rows(db, "村", ["序号", "村名"], [1, "双桥村"], [], [2, ""], ["序号", "村名"])
    assert (reading.rows, len(reading.edits), reading.notes, reading.bad) == (1, 1, [], [])


def test_a_number_that_may_be_october(db: Connection) -> None:
    (cell,) = read_rows(db, "项目库", ["项目名称", "计划开工"], ["修路", 2020.1]).bad
    assert "2020-01 or 2020-10" in str(cell.sentence)
    reading = read_rows(db, "项目库", ["项目名称", "计划开工"], ["修路", "2020.10"], ["渠", 2020.8])
    assert [edit.values["planned_start"] for edit in reading.edits] == ["2020-10", "2020-08"]


@pytest.mark.parametrize(
    "text",
    [
        "2020年4月—8月",
        "2020年4月至8月",
        "2020年4月-2020年8月",
        "2020.4-2020.8",
        "2020.4-8",
        "2020-04~2020-08",
    ],
)
def test_ranges(db: Connection, text: str) -> None:
    (edit,) = read_rows(
        db, "项目库", ["项目名称", "计划开工", "计划完工"], ["修路", text, ""]
    ).edits
    assert (edit.values["planned_start"], edit.values["planned_end"]) == ("2020-04", "2020-08")


def test_a_range_against_its_end(db: Connection) -> None:
    row = ["修路", "2020年4月至8月", "2020年9月"]
    (cell,) = read_rows(db, "项目库", ["项目名称", "计划开工", "计划完工"], row).bad
    assert "2020年9月" in str(cell.sentence)


def test_a_day_is_no_range(db: Connection) -> None:
    (edit,) = read_rows(db, "项目库", ["项目名称", "计划开工"], ["修路", "2020-04-08"]).edits
    assert (edit.values["planned_start"], "planned_end" in edit.values) == ("2020-04-08", False)


def test_places_in_columns_of_their_own(db: Connection) -> None:
    rows = [["项目名称", "实施地点", "", ""], ["", "县", "乡", "村"]]
    reading = read_rows(db, "项目库", *rows, ["修路", "安禾县", "大路乡", "双桥村"])
    (village,) = of(reading, "village")
    assert village.values == {"title": "双桥村", "county": "安禾县", "township": "大路乡"}


@pytest.mark.parametrize(
    ("text", "village"),
    [
        ("双桥村村民委员会", "双桥村"),
        ("大路乡双桥村", "双桥村"),
        ("双桥村、柳沟村", ""),
        ("2020年度农村基础设施", ""),
        ("大路乡乡村建设行动", ""),
        ("双桥村民劳务", ""),
        ("中村村", "中村村"),
        ("", ""),
    ],
)
def test_the_village_of_a_text(text: str, village: str) -> None:
    assert where(text).village == village


def test_fixes_are_laid_over_cells(db: Connection) -> None:
    content = xlsx({"村": [["村名", "人口"], ["双桥村", "很多"], ["柳沟村"]]})
    fixes = {"村!B2": "4312", "村!B3": "5", "别的!B2": "x", "村!ZZZ9": "x", "!": "x"}
    reading = sheets.read([("a.xlsx", content)], db, fixes)
    assert [edit.values["population"] for edit in reading.edits] == [4312, 5]
