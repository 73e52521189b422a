"""Personal numbers in sheets: no row passes with one, and none stands in a reading."""

import io
import random
import time
import zipfile

import pytest

from portal import sheets
from portal.migrations import public
from portal.sheets import elsewhere
from portal.store import connect
from portal.store.connect import Connection
from tests.workbooks import csv_file, read_book, read_rows, xlsx

MOBILE = "13912345678"
RESIDENT = "11010519491231002X"
HEADING = ["村名", "县", "备注", "户主电话"]


@pytest.fixture
def db() -> Connection:
    return connect.memory(public.migrations)


@pytest.mark.parametrize(
    "number", [MOBILE, "139 1234 5678", "１３９１２３４５６７８", RESIDENT, 13912345678]
)
@pytest.mark.parametrize("column", [0, 1, 2, 3, 4])
def test_any_cell_of_a_row(db: Connection, column: int, number: object) -> None:
    row: list[object] = ["双桥村", "安禾县", "", ""]
    row[column:] = [number if isinstance(number, int) else f"联系{number}"]
    reading = read_rows(db, "村", HEADING, row, ["柳沟村"])
    assert [edit.values["title"] for edit in reading.edits] == ["柳沟村"]
    (cell,) = [cell for cell in reading.bad if "****" in cell.text]
    assert (cell.row, cell.column) == (2, column + 1)
    assert all(hidden not in str(reading) for hidden in (MOBILE, RESIDENT, "1234 5678", "１２３４"))


def test_the_masked_number_only(db: Connection) -> None:
    (cell,) = read_rows(db, "村", HEADING, ["双桥村", "", f"张三 {MOBILE} 朱场"]).bad
    assert cell.text == "139****5678"
    assert "mobile number" in str(cell.sentence)


def test_title_lines(db: Connection) -> None:
    rows = [[f"双桥村2021年度项目 联系人{MOBILE}"], ["项目名称", "年度"], ["修路", ""]]
    reading = read_rows(db, "项目库", *rows)
    assert [cell.address for cell in reading.bad] == ["A1"]
    assert MOBILE not in str(reading)
    assert [edit.values for edit in reading.edits] == [{"title": "修路"}]


def test_headings_totals_and_remarks(db: Connection) -> None:
    rows = [["村名", "人口", f"电话{MOBILE}"], ["双桥村", "5", "x"], ["合计", "5", MOBILE]]
    reading = read_rows(db, "村", *rows, [f"填表人：张某 {MOBILE}"])
    assert [cell.address for cell in reading.bad] == ["C1", "C3", "A4"]
    assert MOBILE not in str(reading)


def test_a_sheet_that_is_not_read(db: Connection) -> None:
    reading = read_book(db, 村=[["村名", "人口"], ["双桥村", "5"]], 名单=[["a"], [MOBILE]])
    assert [(cell.sheet, cell.address) for cell in reading.bad] == [("名单", "A2")]
    assert MOBILE not in str(reading)


def test_names_of_sheets_and_files(db: Connection) -> None:
    rows = [["村名", "人口"], ["双桥村", "x"]]
    files = [(f"村{MOBILE}.csv", csv_file(rows)), ("b.xlsx", xlsx({f"表{MOBILE}": rows}))]
    reading = sheets.read(files, db)
    assert len(reading.bad) == 2
    assert MOBILE not in str(reading)


def test_a_fix_is_guarded_too(db: Connection) -> None:
    content = xlsx({"村": [["村名", "备注"], ["双桥村", ""]]})
    reading = sheets.read([("a.xlsx", content)], db, {"村!B2": MOBILE})
    assert (reading.edits, reading.bad[0].text) == ([], "139****5678")


def test_a_fix_takes_the_number_out(db: Connection) -> None:
    content = xlsx({"村": [["村名", "备注"], ["双桥村", MOBILE]]})
    reading = sheets.read([("a.xlsx", content)], db, {"村!B2": "由村委会联系"})
    assert (reading.bad, reading.edits[0].values["note"]) == ([], "由村委会联系")


def test_an_id_typed_as_a_number(db: Connection) -> None:
    """A spreadsheet keeps 15 digits of it: no checksum holds, but nearly all of the ID is there."""
    reading = read_rows(db, "村", HEADING, ["双桥村", "", 110105194912310021])
    assert (reading.edits, reading.bad[0].text[:3]) == ([], "110")
    assert "1949" not in str(reading)


def test_what_refers_to_a_refused_row(db: Connection) -> None:
    villages = [["村名", "备注"], ["双桥村", MOBILE]]
    projects = [["项目名称", "村"], ["修路", "双桥村"]]
    reading = read_book(db, 村=villages, 项目库=projects)
    assert [(cell.sheet, cell.address) for cell in reading.bad] == [("村", "B2"), ("项目库", "B2")]
    assert reading.edits == []


def test_amounts_landlines_and_documents_pass(db: Connection) -> None:
    rows = [["单位名称", "办公电话", "备注"], ["甲", "0551-62601234", "皖票00012045 1391234567.80"]]
    assert read_rows(db, "单位", *rows).bad == []


def test_the_shortest_address(db: Connection) -> None:
    (cell,) = read_rows(db, "村", ["村名", "县", "备注"], ["双桥村", "", "1@qq.com"]).bad
    assert cell.text == "1***@qq.com"


@pytest.mark.parametrize("encoding", ["ascii", "utf-16-le"])
def test_an_old_workbook_is_looked_through_byte_by_byte(encoding: str) -> None:
    noise = random.Random(4).randbytes(2_000_000)
    old = b"\xd0\xcf\x11\xe0" + noise
    assert elsewhere.leaks(old) == []
    (leak,) = elsewhere.leaks(old + f"tel {MOBILE}".encode(encoding) + noise)
    assert leak.masked == "139****5678"
    assert elsewhere.leaks(old + b"a dalu-xiang@163.com", ["163.com"]) == []


def test_what_stands_in_a_cell_is_not_told_twice(db: Connection) -> None:
    content = xlsx({"村": [["村名", "备注"], ["双桥村", MOBILE]]})
    reading = sheets.read([("a.xlsx", content)], db)
    assert (len(reading.bad), reading.outside) == (1, [])


def test_what_stands_beside_the_cells_is_told_masked(db: Connection) -> None:
    content = xlsx({"村": [["村名", "人口"], ["双桥村", "5"]], f"表{MOBILE}": [["a"], ["b"]]})
    reading = sheets.read([("a.xlsx", content)], db)
    assert reading.outside == ["139****5678"] and MOBILE not in str(reading)
    assert len(reading.edits) == 1


def member(name: str, data: bytes) -> bytes:
    """An archive with one member."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize("name", ["content.xml", "xl/worksheets/sheet1.xml", "xl/comments1.xml"])
@pytest.mark.parametrize(
    "part",
    [b"<", b"<t ", b"<office:annotation ", b"<sheetData ", b'name="', b"</t", b"&amp", b"a:"],
)
def test_evil_members_take_no_time(name: str, part: bytes) -> None:
    content = member(name, part * 100_000)
    before = time.process_time()
    elsewhere.leaks(content)
    assert time.process_time() - before < 5


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("content.xml", "<table:table-cell><text:p>{}</text:p></table:table-cell>", 0),
        ("content.xml", "<office:annotation><text:p>{}</text:p></office:annotation>", 1),
        ("meta.xml", "<dc:creator>{}</dc:creator>", 1),
        ("xl/worksheets/sheet1.xml", "<sheetData><v>{}</v></sheetData>", 0),
        ("xl/worksheets/sheet1.xml", "<sheetData/><oddHeader>{}</oddHeader>", 1),
        (
            "xl/worksheets/sheet1.xml",
            "<x:sheetData><v>1</v></x:sheetData><a prompt='' tooltip=\"{}\"/>",
            1,
        ),
        ("xl/sharedStrings.xml", "<t>{}</t>", 0),
    ],
)
def test_cells_are_left_to_the_cells(name: str, data: str, found: int) -> None:
    assert len(elsewhere.leaks(member(name, data.format(MOBILE).encode()))) == found
