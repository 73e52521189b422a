"""Sheets: sent, kept, mended cell by cell, taken as one change; nothing lost, nothing leaked."""

import io
from concurrent.futures import ThreadPoolExecutor

import pytest

from portal.store import drafts
from tests.conftest import House
from tests.staff_pages import Staff, fields_of
from tests.workbooks import xlsx

HEAD = ["村名", "户数"]


@pytest.fixture
def zhang(house: House) -> Staff:
    """The editor."""
    return Staff(house, house.author)


def file(*rows: list[object], name: str = "村庄.xlsx") -> tuple[io.BytesIO, str]:
    return io.BytesIO(xlsx({"村庄": [HEAD, *rows]})), name


def send(person: Staff, *rows: list[object]) -> str:
    """The address of the page of a sheet that was sent."""
    return person.post("/staff/upload", file=file(*rows))


def test_a_good_sheet_becomes_a_draft(house: House, zhang: Staff) -> None:
    address = send(zhang, ["双桥村", 412], ["柳沟村", 96])
    page = zhang.get(address)
    assert fields_of(page)["why"] == "村庄"
    change = zhang.post(f"{address}/take", why="导入村庄表")
    found = house.door.change(1)
    assert change == "/staff/changes/1"
    assert (found.state, found.why) == ("draft", "导入村庄表")
    assert [edit.values["title"] for edit in found.edits] == ["双桥村", "柳沟村"]
    assert zhang.get(address, 303) == change


def test_a_bad_cell_is_mended_in_place(house: House, zhang: Staff) -> None:
    address = send(zhang, ["双桥村", 412], ["柳沟村", "约一百户"])
    page = zhang.get(address)
    assert "约一百户" in page
    assert "<code>B3</code>" in page
    assert zhang.post(address, **{"fix:村庄!B3": "还是不行"}) == address
    assert "还是不行" in zhang.get(address)
    zhang.post(address, **{"fix:村庄!B3": "96"})
    assert "<code>B3</code>" not in zhang.get(address)
    zhang.post(f"{address}/take", why="导入")
    assert [edit.values["households"] for edit in house.door.change(1).edits] == [412, 96]


def test_one_step_leads_to_the_first_bad_cell(zhang: Staff) -> None:
    assert 'href="#f-1"' in zhang.get(send(zhang, ["双桥村", "约一百户"]))
    assert 'href="#f-1"' not in zhang.get(send(zhang, ["双桥村", 412]))


def test_the_reason_outlives_another_check(zhang: Staff) -> None:
    address = send(zhang, ["双桥村", 412], ["柳沟村", "约一百户"])
    zhang.post(address, why="村里的户数")
    assert fields_of(zhang.get(address))["why"] == "村里的户数"
    zhang.post(address, why="找 13912345678")
    assert "139" not in fields_of(zhang.get(address))["why"]


def test_a_sheet_without_news_says_so(house: House, zhang: Staff) -> None:
    house.put("village", "sq", title="双桥村", households=412)
    page = zhang.get(send(zhang, ["双桥村", 412]))
    assert "读了 1 行，内容都已经公布过" in page
    assert "/take" not in page


def test_a_fix_is_kept_when_the_rows_are_taken_at_once(house: House, zhang: Staff) -> None:
    address = send(zhang, ["双桥村", "约一百户"])
    zhang.post(f"{address}/take", why="导入", **{"fix:村庄!B2": "96"})
    assert house.door.change(1).edits[0].values["households"] == 96


def test_no_good_row_is_no_change(zhang: Staff) -> None:
    address = send(zhang, ["双桥村", "约一百户"])
    zhang.post(f"{address}/take", 422, why="导入")


def test_taking_twice_is_one_change(house: House, zhang: Staff) -> None:
    address = send(zhang, ["双桥村", 412])
    first = zhang.post(f"{address}/take", why="导入")
    assert zhang.post(f"{address}/take", why="导入") == first
    assert len(drafts.changes(house.books.private, states=("draft",))) == 1


def beside(person: Staff) -> Staff:
    """Another window of the same person."""
    window = Staff(person.house, app=person.client.application)
    with window.client.session_transaction() as session:
        session["token"] = "token-of-zhang"
    return window


def test_two_presses_at_once_are_one_change(house: House, zhang: Staff) -> None:
    address = send(zhang, ["双桥村", 412])
    windows = [beside(zhang) for _ in range(4)]
    tokens = [window.token() for window in windows]

    def press(window: Staff, token: str) -> str:
        form = {"csrf_token": token, "why": "导入"}
        return str(window.client.post(f"{address}/take", data=form).headers.get("Location"))

    with ThreadPoolExecutor() as pool:
        assert len(set(pool.map(press, windows, tokens))) == 1
    assert len(drafts.changes(house.books.private, states=("draft",))) == 1
    assert not drafts.uploads(house.books.private, "zhang")


def test_an_unfinished_sheet_waits_on_the_desk(zhang: Staff) -> None:
    address = send(zhang, ["双桥村", "约一百户"])
    assert address in zhang.get("/staff/")
    zhang.post(f"{address}/discard")
    assert address not in zhang.get("/staff/")
    zhang.get(address, 404)


def test_several_files_are_read_together(house: House, zhang: Staff) -> None:
    second = io.BytesIO(xlsx({"项目": [["项目名称", "村", "年度"], ["道路硬化", "双桥村", 2020]]}))
    address = zhang.post("/staff/upload", file=[file(["双桥村", 412]), (second, "项目.xlsx")])
    assert "项目.xlsx" in zhang.get(address)
    zhang.post(f"{address}/take", why="导入")
    edits = house.door.change(1).edits
    assert [(edit.table, edit.code) for edit in edits] == [
        ("village", "sq"),
        ("project", "sq-2020-001"),
    ]
    zhang.get("/staff/changes/1")


def test_a_file_with_a_personal_number_is_not_kept(house: House, zhang: Staff) -> None:
    page = zhang.post("/staff/upload", 422, file=file(["双桥村 13912345678", 412]))
    assert "村庄!A2" in page and "139****5678" in page
    assert "13912345678" not in page
    assert drafts.uploads(house.books.private, "zhang") == []


def test_a_personal_number_typed_over_a_cell_is_not_kept(house: House, zhang: Staff) -> None:
    address = send(zhang, ["双桥村", "约一百户"])
    zhang.post(address, 422, **{"fix:村庄!B2": "13912345678"})
    kept = drafts.upload(house.books.private, address.rpartition("/")[2], "zhang")
    assert kept
    assert kept.fixes == {}


def test_a_finished_sheet_is_not_stored_on(house: House, zhang: Staff) -> None:
    address = send(zhang, ["双桥村", 412])
    zhang.post(f"{address}/take", why="导入")
    kept = drafts.upload(house.books.private, address.rpartition("/")[2], "zhang")
    assert kept
    assert kept.content == b""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.7"),
        ("a.xlsx", b"not a workbook"),
        ("a.xlsx", b""),
        ("13912345678.xlsx", xlsx({"村庄": [HEAD, ["双桥村", 1]]})),
    ],
)
def test_what_cannot_be_read_is_told(zhang: Staff, name: str, content: bytes) -> None:
    page = zhang.post("/staff/upload", 422, file=(io.BytesIO(content), name))
    assert 'role="alert"' in page


def test_no_file_is_told(zhang: Staff) -> None:
    zhang.post("/staff/upload", 422)


def test_what_is_too_large_is_told(zhang: Staff) -> None:
    token = zhang.token()
    zhang.client.application.config["MAX_CONTENT_LENGTH"] = 1000
    sent = zhang.client.post(
        "/staff/upload",
        data={"csrf_token": token, "file": (io.BytesIO(b"x" * 5000), "a.xlsx")},
    )
    assert sent.status_code == 413
    assert "<h1>" in sent.get_data(as_text=True)


def test_nobody_sees_the_sheets_of_others(house: House, zhang: Staff) -> None:
    address = send(zhang, ["双桥村", 412])
    li = Staff(house, house.reviewer)
    li.get(address, 404)
    for act in ("", "/take", "/discard"):
        li.post(f"{address}{act}", 404)
