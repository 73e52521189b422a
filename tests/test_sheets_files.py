"""Files that cannot be read at all, and how each is told."""

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from portal import sheets
from portal.errors import BadSheet
from portal.migrations import public
from portal.sheets import book, scan
from portal.sheets.book import Bounds
from portal.store import connect
from portal.store.connect import Connection
from tests.workbooks import csv_file, of, xlsx

VILLAGES = [["村名", "人口"], ["双桥村", "4312"]]
FAILED = (b'<c r="B2"><f>1/0</f><v>0<', b'<c r="B2" t="e"><f>1/0</f><v>#DIV/0!<')
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def db() -> Connection:
    return connect.memory(public.migrations)


@pytest.fixture
def refusal(db: Connection) -> Callable[[str, bytes], str]:
    def refused(name: str, content: bytes) -> str:
        with pytest.raises(BadSheet) as caught:
            sheets.read([(name, content)], db)
        return str(caught.value.sentence)

    return refused


Refusal = Callable[[str, bytes], str]


def zipped(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def resewn(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook whose first sheet's XML was changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["xl/worksheets/sheet1.xml"] = change(members["xl/worksheets/sheet1.xml"])
    return zipped(**members)


def with_row(row: bytes) -> bytes:
    """The villages with one more row of XML."""
    end = b"</sheetData>"
    return resewn(xlsx({"村": VILLAGES}), lambda xml: xml.replace(end, row + end))


def test_a_csv_named_xlsx(refusal: Refusal) -> None:
    sentence = refusal("a.xlsx", csv_file(VILLAGES))
    assert "this is a .csv file. Rename it to .csv." in sentence


def test_a_workbook_named_csv(refusal: Refusal) -> None:
    assert "Rename it to .xlsx" in refusal("a.csv", xlsx({"村": VILLAGES}))


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7\n%...", "a PDF file"),
        (b"\x89PNG\r\n\x1a\n....", "a picture"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "a web page"),
        (zipped(**{"word/document.xml": b"<w/>"}), "a Word document"),
        (zipped(**{"a.txt": b"a"}), "an archive"),
        (b"MZ\x00\x01\x02 binary", "a program's own file"),
    ],
)
def test_what_it_seems_to_be(refusal: Refusal, content: bytes, what: str) -> None:
    assert f"seems to be {what}" in refusal("a.xlsx", content)


def test_a_password(refusal: Refusal) -> None:
    content = OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    assert "has a password" in refusal("a.xlsx", content)


@pytest.mark.parametrize("content", [b"", b"  \r\n", b"\xef\xbb\xbf"])
def test_an_empty_file(refusal: Refusal, content: bytes) -> None:
    assert "is empty" in refusal("a.csv", content)


@pytest.mark.parametrize("cut", [0.3, 0.7, 0.99])
def test_a_cut_file(refusal: Refusal, cut: float) -> None:
    content = xlsx({"村": VILLAGES})
    assert "is damaged" in refusal("a.xlsx", content[: int(len(content) * cut)])


def test_a_flipped_byte(refusal: Refusal) -> None:
    content = bytearray(xlsx({"村": VILLAGES}))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        member = archive.getinfo("xl/worksheets/sheet1.xml")
    content[member.header_offset + 150] ^= 0xFF
    assert "is damaged" in refusal("a.xlsx", bytes(content))


def test_other_endings(refusal: Refusal) -> None:
    assert ".docx cannot be read" in refusal("a.docx", b"whatever")


def test_no_known_heading(refusal: Refusal) -> None:
    assert "No sheet has headings" in refusal("a.xlsx", xlsx({"Sheet1": [["foo", "bar"], [1, 2]]}))


def test_a_bomb_is_refused_by_its_directory(refusal: Refusal) -> None:
    content = zipped(**{"xl/workbook.xml": b"<w/>", "xl/worksheets/sheet1.xml": bytes(101_000_000)})
    assert "too large" in refusal("a.xlsx", content)


def test_a_bomb_that_lies_in_its_directory(refusal: Refusal) -> None:
    content = bytearray(zipped(**{"xl/workbook.xml": b"<w/>", "x.xml": bytes(5_000_000)}))
    true = struct.pack("<I", 5_000_000)
    content = bytearray(bytes(content).replace(true, struct.pack("<I", 1000)))
    assert "is damaged" in refusal("a.xlsx", bytes(content))


def test_a_million_rows_are_refused(refusal: Refusal) -> None:
    rows = b"".join(
        b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(3, 1_000_001)
    )
    assert "too large" in refusal("a.xlsx", with_row(rows))


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "XFD1", "GS3"])
def test_a_far_cell_takes_no_memory(refusal: Refusal, cell: str) -> None:
    number = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    row = f'<row r="{number}"><c r="{cell}"><v>1</v></c></row>'.encode()
    content = with_row(row)
    assert "too large" in refusal("a.xlsx", content)


@pytest.mark.parametrize(
    "row",
    [
        b'<row r="1048576"><c><v>1</v></c></row>',
        b"<row r='1048576'><c\nr='XFD1048576'><v>1</v></c></row>",
        b'<row r="4"><c s="1" r="XFD4" t="inlineStr"><is><t>1</t></is></c></row>',
    ],
)
def test_a_far_cell_however_it_is_written(refusal: Refusal, row: bytes) -> None:
    content = with_row(row)
    assert "too large" in refusal("a.xlsx", content)


FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def test_a_far_cell_behind_broken_xml_ends_nothing_of_ours(refusal: Refusal) -> None:
    row = b'<row r="3"><c r="A3"><v>\x01</v></c></row>'
    assert "too large" in refusal("a.xlsx", with_row(row + FAR))


@pytest.mark.parametrize("bounds", [Bounds(patience=0), Bounds(memory=20_000_000)])
def test_a_workbook_beyond_its_bounds(bounds: Bounds) -> None:
    rows = [["村名"], *([f"村{number}" * 20] for number in range(20_000))]
    with pytest.raises(BadSheet) as caught:
        book.sheets(xlsx({"村": rows}), bounds)
    assert "too large" in str(caught.value.sentence)


def test_a_number_of_a_row_that_is_none(refusal: Refusal) -> None:
    row = '<row r="²"><c r="A²"><v>1</v></c></row>'.encode()
    assert "is damaged" in refusal("a.xlsx", with_row(row))


def test_an_unknown_encoding_of_xml(db: Connection) -> None:
    content = resewn(xlsx({"村": VILLAGES}), lambda xml: xml.replace(b"UTF-8", b"U.oTF-8", 1))
    assert len(sheets.read([("a.xlsx", content)], db).edits) == 1


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_no_workbook_is_packed_so(refusal: Refusal, packing: int) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        archive.writestr("xl/workbook.xml", "<w/>" * 99)
    content = bytearray(file.getvalue())
    content[56:60] = b"\xff" * 4
    assert "is damaged" in refusal("a.xlsx", bytes(content))


def test_a_directory_that_lies_before_the_file(refusal: Refusal) -> None:
    content = bytearray(xlsx({"村": VILLAGES}))
    end = content.rindex(b"PK\x05\x06")
    content[end + 16 : end + 20] = struct.pack("<I", len(content) * 9)
    assert "is damaged" in refusal("a.xlsx", bytes(content))


def test_far_styled_cells_are_no_content(db: Connection) -> None:
    row = b'<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    content = with_row(row)
    assert len(sheets.read([("a.xlsx", content)], db).edits) == 1


def test_too_many_columns(refusal: Refusal) -> None:
    assert "too large" in refusal("a.csv", csv_file([["村名", *["x"] * 200], ["双桥村"]]))


def test_rows_up_to_the_limit(refusal: Refusal, db: Connection) -> None:
    rows = [["村名"], *([f"村{number}"] for number in range(scan.ROWS + scan.SLACK))]
    assert "too large" in refusal("村.csv", csv_file(rows))
    assert sheets.read([("村.csv", csv_file(rows[: scan.ROWS + 1]))], db).rows == scan.ROWS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_encodings_of_csv(db: Connection, encoding: str) -> None:
    (edit,) = sheets.read([("村.csv", csv_file(VILLAGES, encoding))], db).edits
    assert edit.values == {"title": "双桥村", "population": 4312}


def test_another_encoding(refusal: Refusal) -> None:
    assert "encoding" in refusal("村.csv", csv_file(VILLAGES, "utf-16"))


def test_tabs_and_apostrophes(db: Connection) -> None:
    content = "村名\t备注\n双桥村\t'=SUM(A1)\n".encode()
    (edit,) = sheets.read([("村.csv", content)], db).edits
    assert edit.values["note"] == "=SUM(A1)"


def test_several_csvs_are_one_workbook(db: Connection) -> None:
    files = [
        ("official.csv", csv_file([["姓名", "单位"], ["张某", "甲单位"]])),
        ("organisation.csv", csv_file([["单位名称", "编码"], ["甲单位", "jia"]])),
    ]
    reading = sheets.read(files, db)
    assert (reading.bad, reading.new) == ([], [])
    assert of(reading, "official")[0].values["organisation"] == "jia"


def test_sheets_of_one_name_are_told_apart(db: Connection) -> None:
    book = xlsx({"村": [["村名", "人口"], ["双桥村", "x"]]})
    reading = sheets.read([("a.xlsx", book), ("b.xlsx", book)], db)
    assert [cell.sheet for cell in reading.bad] == ["村", "b/村"]


@pytest.mark.parametrize("cell", ["改扩建", "13912345678"])
def test_hidden_sheets_are_told_and_guarded(db: Connection, cell: str) -> None:
    content = xlsx({"村": VILLAGES, "下拉": [["新建"], [cell]]})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    book = members["xl/workbook.xml"]
    members["xl/workbook.xml"] = book.replace(b'sheetId="2"', b'sheetId="2" state="hidden"')
    reading = sheets.read([("a.xlsx", zipped(**members))], db)
    assert [str(note) for note in reading.notes] == ["Sheet “下拉” is hidden and was not read."]
    assert reading.personal == (cell == "13912345678")
    assert [bad.address for bad in reading.bad] == (["A2"] if reading.personal else [])


def test_formula_errors(db: Connection) -> None:
    """The parser shows such a cell as empty; without the XML the row would pass as blank there."""
    content = xlsx({"村": [["村名", "人口"], ["双桥村", "=1/0"], ["柳沟村", 5]]})
    content = resewn(content, lambda xml: xml.replace(*FAILED))
    (cell,) = sheets.read([("a.xlsx", content)], db).bad
    assert (cell.address, "formula" in str(cell.sentence)) == ("B2", True)


def test_a_formula_error_written_in_csv(db: Connection) -> None:
    content = csv_file([["村名", "人口"], ["双桥村", "#REF!"]])
    assert [cell.address for cell in sheets.read([("村.csv", content)], db).bad] == ["B2"]


ODS = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
 <office:body><office:spreadsheet><table:table table:name="村">%s</table:table>
 </office:spreadsheet></office:body></office:document-content>"""


def ods(*rows: str) -> bytes:
    body = ODS % "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = b'<manifest:manifest xmlns:manifest="urn:x"/>'
    return zipped(
        **{"mimetype": kind, "content.xml": body.encode(), "META-INF/manifest.xml": manifest}
    )


def cell(text: str, more: str = "") -> str:
    start = f'<table:table-cell office:value-type="string"{more}>'
    return f"{start}<text:p>{text}</text:p></table:table-cell>"


def test_open_document(db: Connection) -> None:
    reading = sheets.read(
        [("a.ods", ods(cell("村名") + cell("县"), cell("双桥村") + cell("安禾县")))], db
    )
    assert [edit.values for edit in reading.edits] == [{"title": "双桥村", "county": "安禾县"}]


def test_open_document_s_repeats(refusal: Refusal) -> None:
    wide = cell("x", ' table:number-columns-repeated="16000"')
    assert "too large" in refusal("a.ods", ods(cell("村名"), wide))
    far = '</table:table-row><table:table-row table:number-rows-repeated="1000000">'
    assert "too large" in refusal("a.ods", ods(cell("村名") + far + cell("a")))


@pytest.mark.slow
def test_ten_thousand_rows(db: Connection) -> None:
    heading = ["编码", "项目名称", "年度", "实施地点", "责任单位", "责任人", "资金规模/合计"]
    line = ["大路乡双桥村", "甲单位", "主任", "1.5"]
    rows = [["", f"项目{number}", "2020", *line] for number in range(10_000)]
    reading = sheets.read([("项目库.xlsx", xlsx({"项目库": [heading, *rows]}))], db)
    assert (len(of(reading, "project")), reading.bad) == (10_000, [])
