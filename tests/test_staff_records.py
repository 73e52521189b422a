"""Lists and forms: searched, sorted, paged; kept once, compared when stale, never losing a word."""

import re

import pytest

from portal.entities import ENTITIES
from portal.store import drafts, records
from portal.store.drafts import Change
from tests.conftest import NOW, House
from tests.staff_pages import Staff, fields_of


@pytest.fixture
def zhang(house: House) -> Staff:
    """The editor, where money has come in and gone out."""
    house.money()
    return Staff(house, house.author)


def change(house: House, number: int) -> Change:
    return house.door.change(number)


def last(house: House) -> Change:
    newest = drafts.changes(house.books.private, states=("draft", "submitted", "returned"), limit=1)
    return change(house, newest[0].number)


def new_payment(**typed: str) -> dict[str, str]:
    return {
        "title": "养生",
        "project": "sq-2020-001",
        "allocation": "a-1",
        "amount": "1,200.50",
        "paid": "2020年8月7日",
        **typed,
    }


def test_a_list_shows_titles_of_what_is_referred_to(zhang: Staff) -> None:
    page = zhang.get("/staff/payment")
    assert "恒路建设（示例）" in page
    assert "250.00" in page
    assert 'href="/staff/payment/pay-1"' in page


def test_a_list_is_searched(zhang: Staff) -> None:
    assert "pay-1" in zhang.get("/staff/payment?q=浇筑")
    assert "pay-1" not in zhang.get("/staff/payment?q=照明")


def test_a_list_is_sorted_by_amount_and_paged(house: House, zhang: Staff) -> None:
    house.publish(
        *(house.edit("village", f"v{n:03d}", title=f"村{n:03d}", households=n) for n in range(120))
    )
    codes: list[str] = []
    address = "/staff/village?sort=households&way=down"
    while address:
        page = zhang.get(address)
        codes += re.findall(r'<td data-th="[^"]+"><a href="/staff/village/(v\d+)"', page)
        onward = re.findall(r'class="more" href="([^"]+at=[^"]+)"', page)
        address = onward[0].replace("&amp;", "&") if onward else ""
    assert codes == [f"v{n:03d}" for n in range(119, -1, -1)]


@pytest.mark.parametrize("path", ["/staff/nothing", "/staff/nothing/new", "/staff/village/x"])
def test_what_is_not_there(zhang: Staff, path: str) -> None:
    zhang.get(path, 404)


def test_a_form_becomes_a_draft_at_once(house: House, zhang: Staff) -> None:
    page = zhang.get("/staff/payment/new")
    address = zhang.post("/staff/payment/new", **{**fields_of(page), **new_payment()})
    kept = last(house)
    assert address == f"/staff/changes/{kept.number}"
    [edit] = kept.edits
    assert (edit.action, edit.table, edit.code) == ("create", "payment", "pay-2020-001")
    assert edit.values["amount"] == 120_050
    assert edit.values["paid"] == "2020-08-07"
    assert kept.state == "draft"


def test_a_form_can_be_sent_for_review_at_once(house: House, zhang: Staff) -> None:
    zhang.form("/staff/payment/new", **new_payment(why="补记养生费", then="submit"))
    assert (last(house).state, last(house).why) == ("submitted", "补记养生费")


def test_sending_needs_a_reason_and_keeps_the_rest(house: House, zhang: Staff) -> None:
    page = zhang.form("/staff/payment/new", 422, **new_payment(then="submit"))
    assert 'href="#f-why"' in page
    assert fields_of(page)["amount"] == "1,200.50"
    assert not drafts.changes(house.books.private, states=("draft",))


def test_the_same_form_sent_twice_is_one_record(house: House, zhang: Staff) -> None:
    sent = {**fields_of(zhang.get("/staff/payment/new")), **new_payment()}
    first = zhang.post("/staff/payment/new", **sent)
    assert zhang.post("/staff/payment/new", **sent) == first
    assert len(last(house).edits) == 1
    assert len(drafts.changes(house.books.private, states=("draft",))) == 1


def test_going_back_and_sending_other_words_replaces_the_draft(house: House, zhang: Staff) -> None:
    sent = {**fields_of(zhang.get("/staff/payment/new")), **new_payment()}
    first = zhang.post("/staff/payment/new", **sent)
    assert zhang.post("/staff/payment/new", **{**sent, "amount": "1300"}) == first
    [edit] = last(house).edits
    assert (edit.code, edit.values["amount"]) == ("pay-2020-001", 130_000)


def test_an_old_form_of_a_sent_change_is_refused_with_its_words(house: House, zhang: Staff) -> None:
    sent = {**fields_of(zhang.get("/staff/payment/new")), **new_payment()}
    zhang.post("/staff/payment/new", **sent)
    house.door.submit(last(house).number, house.author, NOW, "养生费")
    page = zhang.post("/staff/payment/new", 403, **{**sent, "amount": "1300"})
    assert fields_of(page)["amount"] == "1300"


def test_invalid_fields_are_told_and_everything_typed_is_kept(zhang: Staff) -> None:
    typed = new_payment(title="", amount="一千二", paid="2020-13-45", voucher="记-1 <b>")
    page = zhang.form("/staff/payment/new", 422, **typed)
    for name in ("title", "amount", "paid"):
        assert f'href="#f-{name}"' in page
        assert f'id="e-{name}"' in page
    kept = fields_of(page)
    assert (kept["amount"], kept["paid"], kept["voucher"]) == ("一千二", "2020-13-45", "记-1 <b>")
    assert page.count('aria-invalid="true"') == 3


def test_a_personal_number_is_refused_by_field(house: House, zhang: Staff) -> None:
    page = zhang.form("/staff/payment/new", 422, **new_payment(note="找 13912345678"))
    assert 'id="e-note"' in page
    assert not drafts.changes(house.books.private, states=("draft",))


def test_a_negative_amount_is_sent_to_the_correction(zhang: Staff) -> None:
    assert 'id="e-amount"' in zhang.form("/staff/payment/new", 422, **new_payment(amount="-5"))


@pytest.mark.parametrize("text", ["road", "恒路建设（示例）", "road · 恒路建设（示例）"])
def test_a_reference_is_a_code_or_a_title_or_both(house: House, zhang: Staff, text: str) -> None:
    zhang.form("/staff/payment/new", **new_payment(payee=text))
    assert last(house).edits[0].values["payee"] == "road"


def test_an_unknown_reference_is_kept_and_told(zhang: Staff) -> None:
    page = zhang.form("/staff/payment/new", 422, **new_payment(payee="不认识的公司"))
    assert 'id="e-payee"' in page
    assert fields_of(page)["payee"] == "不认识的公司"


def test_many_records_are_suggested_instead_of_listed(house: House, zhang: Staff) -> None:
    house.publish(
        *(house.edit("organisation", f"o{n}", title=f"公司{n}") for n in range(40)),
    )
    page = zhang.get("/staff/payment/new")
    assert '<datalist id="l-payee">' in page
    assert '<option value="o7 · 公司7">' in page


def test_only_what_was_changed_is_proposed(house: House, zhang: Staff) -> None:
    zhang.form("/staff/project/sq-2020-001", budget="1,062,000", year="")
    [edit] = last(house).edits
    assert (edit.action, edit.values) == ("edit", {"budget": 106_200_000, "year": None})
    assert edit.based_on > 0


def test_a_form_without_a_change_is_told_so(zhang: Staff) -> None:
    zhang.form("/staff/project/sq-2020-001", 422)


def test_a_code_that_is_taken_or_none_is_told(zhang: Staff) -> None:
    for code in ("sq", "双桥"):
        page = zhang.form("/staff/village/new", 422, title="双桥", code=code)
        assert 'id="e-code"' in page


def test_a_stale_form_shows_both_versions_and_goes_on(house: House, zhang: Staff) -> None:
    page = zhang.get("/staff/project/sq-2020-001")
    house.put("project", "sq-2020-001", title="道路硬化（改）", place="朱场")
    mine = {**fields_of(page), "title": "通组道路硬化", "budget": "1062000"}
    page = zhang.post("/staff/project/sq-2020-001", 409, **mine)
    for text in ("道路硬化（改）", "通组道路硬化", "朱场"):
        assert text in page
    again = fields_of(page)
    assert (again["title"], again["place"]) == ("通组道路硬化", "朱场")
    zhang.post("/staff/project/sq-2020-001", **again)
    assert last(house).edits[0].values == {"title": "通组道路硬化", "budget": 106_200_000}


def test_a_draft_is_edited_again_in_the_same_change(house: House, zhang: Staff) -> None:
    zhang.form("/staff/payment/new", **new_payment())
    number = last(house).number
    path = f"/staff/payment/pay-2020-001?change={number}"
    assert fields_of(zhang.get(path))["amount"] == "1200.50"
    assert zhang.form(path, amount="1300") == f"/staff/changes/{number}"
    [edit] = last(house).edits
    assert (edit.code, edit.values["amount"]) == ("pay-2020-001", 130_000)


def test_a_change_takes_records_that_refer_to_each_other(house: House, zhang: Staff) -> None:
    zhang.form("/staff/organisation/new", title="新公司")
    number = last(house).number
    page = zhang.get(f"/staff/payment/new?change={number}&project=sq-2020-001")
    assert fields_of(page)["project"] == "sq-2020-001"
    zhang.post("/staff/payment/new", **{**fields_of(page), **new_payment(payee="新公司")})
    assert [edit.table for edit in change(house, number).edits] == ["organisation", "payment"]
    assert change(house, number).edits[1].values["payee"] == "org-001"


def test_a_published_amount_has_no_form(zhang: Staff) -> None:
    page = zhang.get("/staff/payment/pay-1")
    assert "/staff/payment/pay-1/correct" in page
    assert 'name="amount"' not in page


def test_others_cannot_write_into_my_change(house: House, zhang: Staff) -> None:
    zhang.form("/staff/village/new", title="柳沟村")
    number = last(house).number
    li = Staff(house, house.reviewer)
    typed = {**fields_of(li.get("/staff/village/new")), "title": "别村", "change": str(number)}
    assert fields_of(li.post("/staff/village/new", 403, **typed))["title"] == "别村"
    assert len(change(house, number).edits) == 1


def test_every_form_opens(house: House, zhang: Staff) -> None:
    for table in ENTITIES:
        zhang.get(f"/staff/{table}")
        zhang.get(f"/staff/{table}/new")


def test_a_correction_is_a_reversal_and_a_new_line(house: House, zhang: Staff) -> None:
    page = zhang.get("/staff/payment/pay-1/correct")
    assert fields_of(page)["amount"] == "250.00"
    zhang.form("/staff/payment/pay-1/correct", amount="205.00", why="抄错了一位数")
    back, line = last(house).edits
    assert (back.action, back.values["amount"], back.values["reverses"]) == (
        "reverse", -25_000, "pay-1",
    )  # fmt: skip
    assert (line.action, line.values["amount"]) == ("create", 20_500)
    number = last(house).number
    house.door.submit(number, house.author, NOW)
    house.door.publish(number, house.reviewer, NOW)
    found = records.values(house.books.public, "payment", line.code)
    assert found
    assert found["voucher"] == "记-0709"


def test_a_correction_needs_a_public_note(zhang: Staff) -> None:
    page = zhang.form("/staff/payment/pay-1/correct", 422, amount="205.00")
    assert 'id="e-why"' in page
    assert fields_of(page)["amount"] == "205.00"


def test_a_line_is_only_taken_back(house: House, zhang: Staff) -> None:
    zhang.form("/staff/payment/pay-1/correct", line="none", why="重复入账")
    assert [edit.action for edit in last(house).edits] == ["reverse"]


def test_a_correction_sent_twice_is_one(house: House, zhang: Staff) -> None:
    sent = {**fields_of(zhang.get("/staff/payment/pay-1/correct")), "amount": "2", "why": "错"}
    first = zhang.post("/staff/payment/pay-1/correct", **sent)
    assert zhang.post("/staff/payment/pay-1/correct", **sent) == first


def test_a_reversal_in_a_draft_has_no_form(house: House, zhang: Staff) -> None:
    zhang.form("/staff/payment/pay-1/correct", line="none", why="重复入账")
    kept = last(house)
    path = f"/staff/payment/{kept.edits[0].code}?change={kept.number}"
    assert zhang.get(path, 303) == f"/staff/changes/{kept.number}"


def test_what_cannot_be_corrected(house: House, zhang: Staff) -> None:
    zhang.get("/staff/village/sq/correct", 404)
    zhang.get("/staff/payment/none/correct", 404)
    zhang.form("/staff/payment/pay-1/correct", line="none", why="重复入账", then="submit")
    house.door.publish(last(house).number, house.reviewer, NOW)
    zhang.get("/staff/payment/pay-1/correct", 403)
    assert "/correct" not in zhang.get("/staff/payment/pay-1")
