"""Every way in refuses personal numbers, says where and what, and keeps them nowhere."""

import io
import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal import accounts, checks, content
from portal.codes import Edit
from portal.entities import ENTITIES
from portal.errors import Invalid, Refused
from portal.guard import leaks
from tests.conftest import NOW, House
from tests.staff_pages import Staff, site
from tests.test_cli import Shell
from tests.test_content import NOW as THEN
from tests.test_content import page
from tests.test_staff_papers import KEY, photo, sent
from tests.test_staff_pay import TYPED, snapped
from tests.workbooks import csv_file, xlsx

NUMBERS = {
    "resident_id": "11010519491231002X",
    "mobile": "13912345678",
    "card": "6222021234567890128",
    "email": "zhangsan@qq.com",
}
MASKED = {kind: leaks(number)[0].masked for kind, number in NUMBERS.items()}
MOBILE = NUMBERS["mobile"]
FIELDS = [(table, name) for table in ENTITIES for name in sorted(checks.entity_texts(table))]


@pytest.fixture(autouse=True)
def kept_nowhere(
    house: House, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """After each test: no number in any file of the data folder, nor in anything logged."""
    caplog.set_level(logging.DEBUG)
    yield
    held = [path.read_bytes() for path in house.folder.rglob("*") if path.is_file()]
    assert any(b"SQLite format 3" in data for data in held)
    told = "".join((*capfd.readouterr(), caplog.text))
    for number in NUMBERS.values():
        assert not [data for data in held if number.encode() in data]
        assert number not in told


@pytest.fixture
def zhang(house: House) -> Staff:
    house.money()
    return Staff(house, house.author, site(house, seal_key=KEY))


def test_each_number_is_one(house: House) -> None:
    assert [leaks(number)[0].kind for number in NUMBERS.values()] == list(NUMBERS)


@pytest.mark.parametrize("kind", NUMBERS)
def test_the_door_refuses_every_text_of_every_table(house: House, kind: str) -> None:
    for table, name in FIELDS:
        text = f"见{NUMBERS[kind]}" if name != "code" else NUMBERS[kind].lower()
        code, values = (text, {}) if name == "code" else ("x-1", {name: text})
        with pytest.raises(Invalid) as refused:
            house.door.propose(house.author, "测试", [Edit("create", table, code, 0, values)], NOW)  # type: ignore[arg-type]
        said = str(refused.value.fields[name])
        assert MASKED[kind].lower() in said.lower() and NUMBERS[kind] not in said, (table, name)


@pytest.mark.parametrize("kind", NUMBERS)
def test_reasons(house: House, kind: str) -> None:
    text, edit = f"张某 {NUMBERS[kind]}", house.edit("village", "sq", title="双桥村")
    with pytest.raises(Invalid) as refused:
        house.door.propose(house.author, text, [edit], NOW)
    assert MASKED[kind] in str(refused.value.fields["why"])
    number = house.door.propose(house.author, "测试", [edit], NOW)
    with pytest.raises(Invalid):
        house.door.submit(number, house.author, NOW, text)
    house.door.submit(number, house.author, NOW)
    with pytest.raises(Invalid) as refused:
        house.door.return_(number, house.reviewer, text, NOW)
    assert MASKED[kind] in str(refused.value.fields["reason"])
    assert house.door.change(number).state == "submitted"


FORMS = (
    ("progress", "title", {"project": "sq-2020-001", "observed": "2020-07-15"}),
    ("acceptance", "title", {"project": "sq-2020-001", "accepted_on": "2020-09-08"}),
    ("post", "body", {"title": "开工了", "day": "2020-05-06"}),
    ("hotline", "number", {"title": "乡监督电话"}),
    ("payment", "handled_by", {"title": "路面浇筑", "paid": "2020-07-15", "amount": "1"}),
    ("asset", "duty", {"title": "道路", "project": "sq-2020-001"}),
)


@pytest.mark.parametrize(("table", "field", "rest"), FORMS)
def test_a_form_names_the_field_and_keeps_the_rest(
    zhang: Staff, table: str, field: str, rest: dict[str, str]
) -> None:
    answer = zhang.post(f"/staff/{table}/new", 422, **{**rest, field: f"找 {MOBILE}"})
    assert f'id="e-{field}"' in answer and "139****5678" in answer
    assert all(text in answer for text in rest.values())


@pytest.mark.parametrize(("table", "field"), [("progress", "problems"), ("payment", "title")])
def test_the_workbench(zhang: Staff, table: str, field: str) -> None:
    answer = zhang.post(f"/staff/projects/sq-2020-001/{table}", 422, **{field: f"找 {MOBILE}"})
    assert "139****5678" in answer and f"找 {MOBILE}" in answer


def test_a_payment_with_its_voucher(zhang: Staff) -> None:
    given = {**TYPED, **snapped()}
    answer = zhang.post("/staff/pay", 422, **{**given, "title": f"付 {MOBILE}"})
    assert 'id="e-title"' in answer and "139****5678" in answer and TYPED["voucher"] in answer
    named = (io.BytesIO(photo()), f"{MOBILE}.jpg")
    assert "139****5678" in zhang.post("/staff/pay", 422, **{**given, "photo": named})


def test_a_form_after_the_session_ended(house: House) -> None:
    stranger = Staff(house)
    stranger.post("/staff/village/new", 403, title="双桥村", note=f"找 {MOBILE}")


def test_a_reviewers_reason(zhang: Staff) -> None:
    number = zhang.house.submit(zhang.house.edit("village", "lg", title="柳沟村"))
    li = Staff(zhang.house, zhang.house.reviewer, zhang.client.application)
    answer = li.post(f"/staff/changes/{number}/return", 422, reason=f"请问 {MOBILE}")
    assert "139****5678" in answer and f"请问 {MOBILE}" in answer


@pytest.mark.parametrize("field", ["title", "alt", "place"])
@pytest.mark.parametrize("kind", ["voucher", "photo"])
def test_what_is_said_of_a_paper(zhang: Staff, kind: str, field: str) -> None:
    answer = sent(zhang, 422, kind=kind, **{field: f"找 {MOBILE}"})
    assert f'id="e-{field}"' in answer and "139****5678" in answer
    assert not list((zhang.house.folder / "sealed").rglob("*"))


ROWS = [["村名", "备注"], ["双桥村", f"找 {MOBILE}"]]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("村.xlsx", xlsx({"村": ROWS})),
        ("村.csv", csv_file(ROWS)),
        ("村.csv", csv_file(ROWS, "gb18030")),
        (f"村{MOBILE}.csv", csv_file([["村名"], ["双桥村"]])),
        ("村.xlsx", xlsx({f"村{MOBILE}": [["村名", "人口"], ["双桥村", "5"]]})),
    ],
)
def test_sheets_are_not_kept(zhang: Staff, name: str, data: bytes) -> None:
    answer = zhang.post("/staff/upload", 422, file=(io.BytesIO(data), name))
    assert "139****5678" in answer
    (kept,) = zhang.house.books.private.execute("SELECT count(*) FROM upload").fetchone()
    assert kept == 0


def test_a_cell_and_a_reason_typed_on_the_page_of_a_sheet(zhang: Staff) -> None:
    data = xlsx({"村": [["村名", "人口"], ["柳沟村", "x"], ["桃园村", "5"]]})
    address = zhang.post("/staff/upload", file=(io.BytesIO(data), "村.xlsx"))
    typed = {"fix__村!B2": MOBILE, "why": f"问 {MOBILE}"}
    assert "139****5678" in zhang.post(address, 422, **typed)
    assert "139****5678" in zhang.post(f"{address}/take", 422, why=f"问 {MOBILE}")


def book(**members: str) -> bytes:
    """A good workbook with further members."""
    file = io.BytesIO(xlsx({"村": [["村名"], ["双桥村"]]}))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/"), text)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("xl/comments1.xml", "<comment><r><rPr><b/></rPr><t>139</t></r><r><t>12345678</t></r>"),
        ("xl/drawings/drawing1.xml", '<xdr:cNvPr id="2" descr="找 13912345678"/>'),
        ("xl/drawings/vmlDrawing1.vml", "<div>13912345678</div>"),
        ("xl/worksheets/_rels/sheet1.xml.rels", '<Relationship Target="tel:13912345678"/>'),
        ("xl/pivotCache/pivotCacheRecords1.xml", '<r><s v="13912345678"/></r>'),
        ("xl/externalLinks/externalLink1.xml", "<cell><v>13912345678</v></cell>"),
        ("docProps/custom.xml", "<vt:lpwstr>13912345678</vt:lpwstr>"),
    ],
)
def test_what_stands_beside_the_cells(zhang: Staff, name: str, text: str) -> None:
    file = (io.BytesIO(book(**{name: f"<x>{text}</x>"})), "村.xlsx")
    assert "139****5678" in zhang.post("/staff/upload", 422, file=file)


def test_a_file_within_a_workbook(zhang: Staff) -> None:
    file = (io.BytesIO(book(**{"xl/embeddings/oleObject1.bin": "x"})), "村.xlsx")
    assert "嵌" in zhang.post("/staff/upload", 422, file=file)


@pytest.mark.parametrize(
    ("place", "title", "body"),
    [
        ("zh_Hans/a", "关于", f"找 {MOBILE}"),
        ("zh_Hans/a", f"关于 {MOBILE}", "正文"),
        ("zh_Hans/a", f"关于\n{MOBILE}: x", "正文"),
        (f"zh_Hans/{MOBILE}", "关于", "正文"),
    ],
)
def test_content_files(
    house: House, tmp_path_factory: pytest.TempPathFactory, place: str, title: str, body: str
) -> None:
    folder = tmp_path_factory.mktemp("content")
    (folder / "zh_Hans").mkdir()
    page(folder, place, title, body)
    with pytest.raises(Invalid) as refused:
        content.deploy(house.door, None, THEN, folder)
    assert "139****5678" in str(refused.value) and MOBILE not in str(refused.value)


def test_the_glossarys_file(house: House, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder: Path = tmp_path_factory.mktemp("content")
    (folder / "zh_Hans").mkdir()
    (folder / "terms.csv").write_text(f"编码,词语,意思\nx,词,{MOBILE}\n", "utf-8")
    with pytest.raises(Invalid) as refused:
        content.deploy(house.door, None, THEN, folder)
    assert MOBILE not in str(refused.value)


@pytest.mark.parametrize(("name", "title"), [("chen", f"陈 {MOBILE}"), (f"c{MOBILE}", "陈编辑")])
def test_accounts(house: House, name: str, title: str) -> None:
    with pytest.raises(Invalid) as refused:
        accounts.add(house.books, name, title, "editor", None, THEN)
    assert "139****5678" in str([str(one) for one in refused.value.fields.values()])


@pytest.mark.parametrize("name", [MOBILE, NUMBERS["resident_id"], NUMBERS["email"]])
def test_a_number_typed_as_the_name_at_the_sign_in(house: House, name: str) -> None:
    with pytest.raises(Refused):
        accounts.sign_in(house.books, name, "x" * 12, "192.0.2.1", THEN, 1)


def test_a_mailbox_of_an_office_is_let_in_on_purpose(house: House) -> None:
    house.money()
    number = {"title": "大路乡监督邮箱", "number": "dalu-xiang@163.com"}
    plain = Staff(house, house.admin)
    assert "PORTAL_OFFICE_MAIL" in plain.post("/staff/hotline/new", 422, **number)
    office = ("dalu-xiang@163.com",)
    zhang = Staff(house, house.author, site(house, office_mail=office))
    li = Staff(house, house.reviewer, zhang.client.application)
    change = zhang.post("/staff/hotline/new", **number)
    zhang.post(f"{change}/submit", why="公布邮箱")
    li.post(f"{change}/publish")
    row = house.books.public.execute("SELECT number FROM hotline").fetchone()
    assert row == ("dalu-xiang@163.com",)
    other = {**number, "number": NUMBERS["email"].replace("qq", "163")}
    zhang.post("/staff/hotline/new", 422, **other)


def test_a_mailbox_of_an_office_in_a_sheet(house: House) -> None:
    house.money()
    zhang = Staff(house, house.author, site(house, office_mail=("163.com",)))
    data = csv_file([["名称", "号码"], ["监督邮箱", "dalu-xiang@163.com"]])
    zhang.post("/staff/upload", file=(io.BytesIO(data), "监督电话.csv"))


def word() -> bytes:
    """A Word document with a mobile number in it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", f"<w:t>{MOBILE}</w:t>")
    return file.getvalue()


@pytest.mark.parametrize("data", [word(), b"\xd0\xcf\x11\xe0" + bytes(600)])
@pytest.mark.parametrize("kind", ["voucher", "photo"])
def test_a_word_document_is_refused_with_the_way_out(zhang: Staff, kind: str, data: bytes) -> None:
    assert "PDF" in sent(zhang, 422, kind=kind, file=(io.BytesIO(data), "合同.docx"))


def test_a_word_document_is_no_sheet(zhang: Staff) -> None:
    answer = zhang.post("/staff/upload", 422, file=(io.BytesIO(word()), "名单.xlsx"))
    assert "Word" in answer


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("村.csv", [["村名", "人口", "备注"], ["双桥村", "5", f"找 {MOBILE}"]]),
        (f"村{MOBILE}.csv", [["村名", "人口"], ["双桥村", "5"]]),
        ("监督电话.csv", [["名称", "号码"], ["村监督", NUMBERS["email"]]]),
    ],
)
def test_the_command_line(
    tmp_path_factory: pytest.TempPathFactory, name: str, rows: list[list[str]]
) -> None:
    shell = Shell(tmp_path_factory.mktemp("shell"))
    shell.site()
    file = shell.folder / name
    file.write_bytes(csv_file(rows))
    done = shell.run("import", file, "--author", "zhang", "--reviewer", "li")
    file.unlink()
    assert done.exit_code == 1 and "**" in done.output + done.stderr
    held = [path.read_bytes() for path in shell.data.rglob("*") if path.is_file()]
    for number in NUMBERS.values():
        assert number not in done.output + done.stderr
        assert not [data for data in held if number.encode() in data]


def test_an_office_mailbox_by_the_command_line(tmp_path_factory: pytest.TempPathFactory) -> None:
    shell = Shell(tmp_path_factory.mktemp("shell"))
    shell.site()
    file = shell.folder / "监督电话.csv"
    file.write_bytes(csv_file([["名称", "号码"], ["村监督", "dalu-xiang@163.com"]]))
    words = ("import", file, "--author", "zhang", "--reviewer", "li")
    assert shell.run(*words).exit_code == 1
    assert shell.run(*words, PORTAL_OFFICE_MAIL="dalu-xiang@163.com").exit_code == 0
