"""A payment and its voucher in one go: from which money, what was typed is kept, masking."""

import io
from urllib.parse import parse_qsl, urlsplit

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.conftest import NOW, House, allocation, donation, payment
from tests.staff_pages import Staff, fields_of, seen, site
from tests.test_staff_papers import KEY, photo

TYPED = {
    "project": "sq-2020-001",
    "allocation": "a-1",
    "amount": "120.50",
    "paid": "2020-07-20",
    "title": "砂石料",
    "payee": "恒路建设（示例）",
    "voucher": "记-0712",
    "key": "one",
}


@pytest.fixture
def zhang(house: House) -> Staff:
    house.money()
    return Staff(house, house.author, site(house, seal_key=KEY))


def snapped(size: int = 0) -> dict[str, tuple[io.BytesIO, str]]:
    """A photo of a voucher as a form sends it, followed by so many bytes."""
    return {"photo": (io.BytesIO(photo("white", "red") + b"0" * size), "IMG_0712.jpg")}


def query(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


def test_the_projects_with_money_left_are_offered(zhang: Staff) -> None:
    zhang.house.put("project", "sq-2020-009", title="还没有钱的项目", village="sq", year=2020)
    page = zhang.get("/staff/pay")
    assert "650" not in page and "还剩 350.00 元" in page
    assert "还没有钱的项目" not in page
    assert "道路硬化" in zhang.get("/staff/pay?q=道路")
    assert "没有“广场”" in zhang.get("/staff/pay?q=广场")
    zhang.get("/staff/pay?project=nowhere", 404)


def test_only_allocations_of_the_project_with_money_left(zhang: Staff) -> None:
    zhang.house.put("project", "sq-2020-002", title="广场", village="sq", year=2020)
    zhang.house.publish(
        donation("d-2", amount=50_000),
        allocation("a-2", funding="d-2", amount=10_000),
        allocation("a-3", funding="d-2", project="sq-2020-002", amount=10_000),
        payment("pay-2", allocation="a-2", amount=10_000),
    )
    page = zhang.get("/staff/pay?project=sq-2020-001")
    assert 'value="a-1" checked' in page and "还剩 350.00 元" in page
    assert 'value="a-2"' not in page and 'value="a-3"' not in page
    for other in ("a-2", "a-3", "", "x"):
        given = {**TYPED, "allocation": other, **snapped()}
        assert 'id="e-allocation"' in zhang.post("/staff/pay", 422, **given)


def test_the_posts_are_those_of_the_last_voucher(zhang: Staff) -> None:
    zhang.house.publish(
        payment("pay-2", paid="2020-08-01", handled_by="村会计", approved_by="主任")
    )
    given = fields_of(zhang.get("/staff/pay?project=sq-2020-001"))
    assert (given["handled_by"], given["reviewed_by"], given["approved_by"]) == (
        "村会计",
        "",
        "主任",
    )
    assert len(given["paid"]) == 10


def test_the_payment_is_kept_and_the_voucher_goes_on_to_masking(zhang: Staff) -> None:
    address = zhang.post("/staff/pay", **TYPED, **snapped())
    change = zhang.house.door.change(2)
    (edit,) = change.edits
    assert (edit.table, edit.values["amount"], edit.values["payee"]) == ("payment", 12_050, "road")
    assert change.why == "登记支出：砂石料"
    given = query(address)
    assert (given["of_table"], given["of_code"], given["kind"]) == ("payment", edit.code, "voucher")
    assert (given["change"], given["title"]) == ("2", "凭证 记-0712")
    assert "120.50" in given["alt"]
    zhang.get(address)


def test_sent_twice_is_one_payment(zhang: Staff) -> None:
    first = query(zhang.post("/staff/pay", **TYPED, **snapped()))
    again = query(zhang.post("/staff/pay", **TYPED, **snapped()))
    assert first == again
    assert len(zhang.house.door.change(2).edits) == 1


def masked(zhang: Staff, status: int = 303, /, **given: object) -> str:
    at, _, rest = zhang.post("/staff/pay", **TYPED, **snapped()).partition("?")
    return zhang.post(at, status, **dict(parse_qsl(rest)), **given)


def test_payment_and_voucher_stand_in_one_change(zhang: Staff) -> None:
    boxes: dict[str, object] = {"page-1": "1", "boxes-1": "5 10 60 50"}
    masked(zhang, **boxes)
    pay, paper = zhang.house.door.change(2).edits
    assert (paper.table, paper.values["of_code"]) == ("document", pay.code)
    zhang.house.door.submit(2, zhang.house.author, "2026-11-23T08:00:00Z")
    zhang.house.door.publish(2, zhang.house.reviewer, "2026-11-23T08:00:00Z", seen=[paper.code])
    page = zhang.client.get(f"/payments/{pay.code}").get_data(as_text=True)
    assert f"/media/{paper.values['public_hash']}" in page
    assert "无凭证" not in page


def test_a_payment_without_a_voucher_says_so(zhang: Staff) -> None:
    asked = zhang.post("/staff/pay", 422, **TYPED)
    assert 'id="e-file"' in asked and "无凭证" in asked
    assert zhang.post("/staff/pay", **TYPED, without="1").endswith("/staff/changes/2")
    assert "无凭证" in zhang.client.get("/payments/pay-1").get_data(as_text=True)


@pytest.mark.parametrize(
    "wrong", [{"amount": "一百"}, {"title": ""}, {"payee": "没有这家"}, {"paid": "前天"}]
)
def test_what_was_typed_and_sent_survives_a_refusal(zhang: Staff, wrong: dict[str, str]) -> None:
    page = zhang.post("/staff/pay", 422, **{**TYPED, **wrong}, **snapped())
    given = fields_of(page)
    assert {n: given[n] for n in TYPED if n != "allocation"} == {
        n: text for n, text in {**TYPED, **wrong}.items() if n != "allocation"
    }
    assert 'value="a-1" checked' in page
    assert "IMG_0712.jpg" in page
    address = zhang.post("/staff/pay", **TYPED, paper=given["paper"])
    assert "/staff/papers/" in address


def test_what_was_typed_survives_a_picture_that_is_too_large(house: House) -> None:
    house.money()
    app = site(house, seal_key=KEY, largest_upload=400_000, largest_picture=200_000)
    zhang = Staff(house, house.author, app)
    boundary, body = encode_multipart(
        {"csrf_token": zhang.token(), **TYPED, "photo": FileStorage(*snapped(1_500_000)["photo"])}
    )
    sort = f"multipart/form-data; boundary={boundary}"
    page = seen(zhang.client.post("/staff/pay", data=body, content_type=sort), 422)
    assert fields_of(page)["title"] == "砂石料"
    assert 'id="e-file"' in page and "MB" in page


def test_a_voucher_that_is_none_keeps_what_was_typed(zhang: Staff) -> None:
    page = zhang.post("/staff/pay", 422, **TYPED, photo=(io.BytesIO(b"<svg>"), "x.jpg"))
    assert fields_of(page)["voucher"] == "记-0712" and 'id="e-file"' in page


def test_what_was_typed_survives_the_end_of_the_session(zhang: Staff) -> None:
    token = zhang.token()
    zhang.client.delete_cookie("portal")
    answer = zhang.client.post(
        "/staff/pay",
        data={"csrf_token": token, **TYPED, **snapped()},
        headers={"Origin": "http://localhost"},
    )
    kept = fields_of(answer.get_data(as_text=True))
    assert (answer.status_code, kept["to"], kept["kept:title"]) == (403, "/staff/pay", "砂石料")
    carried = {n.removeprefix("kept:"): text for n, text in kept.items() if "kept:" in n}
    back = Staff(zhang.house, zhang.house.reviewer, zhang.client.application)
    again = back.post("/staff/pay", 422, **carried)
    assert fields_of(again)["title"] == "砂石料"
    assert 'id="e-file"' in again


def test_a_voucher_of_somebody_else_cannot_be_named(zhang: Staff) -> None:
    digest = urlsplit(zhang.post("/staff/pay", **TYPED, **snapped())).path.rpartition("/")[2]
    li = Staff(zhang.house, zhang.house.reviewer, zhang.client.application)
    page = li.post("/staff/pay", 422, **{**TYPED, "key": "two", "voucher": "记-1"}, paper=digest)
    assert 'id="e-file"' in page


def test_the_very_file_of_somebody_else_is_asked_for_anew(zhang: Staff) -> None:
    zhang.post("/staff/pay", **TYPED, **snapped())
    li = Staff(zhang.house, zhang.house.reviewer, zhang.client.application)
    page = li.post("/staff/pay", 422, **{**TYPED, "key": "two", "voucher": "记-1"}, **snapped())
    assert "别人已经传过" in page


def test_a_payment_joins_an_open_draft(zhang: Staff) -> None:
    village = zhang.house.edit("village", "lg", title="柳沟村")
    number = zhang.house.door.propose(zhang.house.author, "两件事", [village], NOW)
    page = zhang.get(f"/staff/pay?project=sq-2020-001&change={number}")
    assert fields_of(page)["change"] == str(number)
    assert f"change={number}" in zhang.get(f"/staff/pay?change={number}")
    address = zhang.post("/staff/pay", **TYPED, **snapped(), change=str(number))
    assert query(address)["change"] == str(number)
    assert len(zhang.house.door.change(number).edits) == 2


def test_a_copy_that_was_masked_elsewhere(zhang: Staff) -> None:
    copy = (io.BytesIO(photo("white", "black")), "遮盖.jpg")
    masked(zhang, copy=copy)
    paper = zhang.house.door.change(2).edits[-1].values
    original = zhang.house.books.private.execute("SELECT hash FROM original").fetchall()
    assert original == [(paper["original_hash"],)]
    assert paper["public_hash"] != paper["original_hash"] and paper["masked"] is True


def test_the_original_itself_is_no_masked_copy(zhang: Staff) -> None:
    assert "这就是原件" in masked(zhang, 422, copy=snapped()["photo"])
