"""The workbench: everything about a project in one draft, in place, and nothing typed is lost."""

import io
import re
from typing import Any

import pytest

from portal import paths, words
from portal.codes import Edit, Values
from portal.store import drafts
from portal.store.drafts import Change
from tests.conftest import House, proof
from tests.staff_pages import Reader, Staff, look_over, seen, site
from tests.test_staff_papers import KEY, photo

BENCH = "/staff/projects/sq-2020-001"
HX = {"HX-Request": "true"}


@pytest.fixture
def zhang(house: House) -> Staff:
    house.money()
    return Staff(house, house.author, site(house, seal_key=KEY))


def draft(zhang: Staff) -> Change:
    """The one draft there is."""
    (found,) = drafts.changes(zhang.house.books.private, states=("draft", "returned"))
    return zhang.house.door.change(found.number)


def tables(zhang: Staff) -> list[str]:
    return [edit.table for edit in draft(zhang).edits]


def fields(page: str, table: str) -> dict[str, str]:
    """What a browser would send of the form that adds to a table if nothing was touched."""
    reader = Reader()
    reader.feed(page.partition(f'id="add-{table}"')[2].partition("</details>")[0])
    return reader.sent


def added(zhang: Staff, table: str, status: int = 303, **typed: str) -> str:
    """Opens the workbench, fills in a form and sends it."""
    given = {**fields(zhang.get(BENCH), table), **typed}
    return zhang.post(f"{BENCH}/{table}", status, **given)


def payment(zhang: Staff, status: int = 303, **typed: str) -> str:
    return added(zhang, "payment", status, **{"title": "养生", "amount": "1.00", **typed})


def milestone(zhang: Staff, code: str = "m-1", **values: object) -> None:
    given = {"title": "路基", "project": "sq-2020-001", "position": 1, "due": "2020-05-28"}
    zhang.house.put("milestone", code, **{**given, **values})


def test_all_goes_into_one_draft(zhang: Staff) -> None:
    assert payment(zhang) == f"{BENCH}#s-payment"
    added(zhang, "progress", physical="45")
    added(zhang, "contract", title="施工合同", supplier="road")
    added(zhang, "asset", title="朱场路")
    assert tables(zhang) == ["payment", "progress", "contract", "asset"]
    assert "您的草稿里有 4 项" in zhang.get(BENCH)


def test_a_new_draft_follows_the_one_that_was_sent(zhang: Staff) -> None:
    payment(zhang)
    sent = draft(zhang).number
    zhang.post(f"/staff/changes/{sent}/submit", why="付款")
    payment(zhang, title="切缝")
    assert draft(zhang).number != sent


def test_a_returned_draft_is_gone_on_with(zhang: Staff) -> None:
    payment(zhang)
    number = draft(zhang).number
    zhang.post(f"/staff/changes/{number}/submit", why="付款")
    zhang.house.door.return_(number, zhang.house.reviewer, "请补凭证", "2026-11-23T09:00:00Z")
    added(zhang, "progress", physical="45")
    assert (draft(zhang).number, len(draft(zhang).edits)) == (number, 2)


def test_a_draft_begun_in_the_full_form_is_found(zhang: Staff) -> None:
    zhang.form("/staff/project/sq-2020-001", target="修通 2.36 公里")
    assert "您的草稿里有 1 项" in zhang.get(BENCH)
    payment(zhang)
    assert tables(zhang) == ["project", "payment"]


def test_a_draft_about_several_projects_is_left_alone(zhang: Staff) -> None:
    house = zhang.house
    edits = [
        house.edit("project", "sq-2020-001", target="修路"),
        house.edit("project", "sq-2020-002", title="广场", village="sq", year=2020),
    ]
    many = house.door.propose(house.author, "两个项目", edits, "2026-11-23T08:00:00Z")
    payment(zhang)
    assert len(house.door.change(many).edits) == 2


def test_somebody_elses_draft_is_not_mine(zhang: Staff) -> None:
    payment(zhang)
    li = Staff(zhang.house, zhang.house.reviewer, zhang.client.application)
    assert "您的草稿里有" not in li.get(BENCH)


def test_forms_know_what_is_most_likely(zhang: Staff) -> None:
    posts = {"handled_by": "村报账员", "approved_by": "村主任"}
    known = {"title": "切缝", "project": "sq-2020-001", "allocation": "a-1", "amount": 100}
    zhang.house.put("payment", "pay-2", paid="2020-08-01", **known, **posts)
    milestone(zhang)
    page = zhang.get(BENCH)
    sent = fields(page, "payment")
    assert (sent["project"], sent["allocation"]) == ("sq-2020-001", "a-1")
    assert (sent["handled_by"], sent["approved_by"]) == ("村报账员", "村主任")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", sent["paid"])
    assert fields(page, "milestone")["position"] == "2"


def test_other_projects_records_are_not_offered(zhang: Staff) -> None:
    house = zhang.house
    house.put("project", "sq-2020-002", title="广场", village="sq", year=2020)
    house.put("milestone", "m-9", title="别处的节点", project="sq-2020-002", position=1)
    assert "别处的节点" not in zhang.get(BENCH)


@pytest.mark.parametrize("hx", [False, True])
def test_what_is_wrong_is_told_at_the_field_and_nothing_is_lost(zhang: Staff, hx: bool) -> None:
    given = {**fields(zhang.get(BENCH), "payment"), "title": "养生", "amount": "一千二"}
    data = {"csrf_token": zhang.token(), **given}
    answer = zhang.client.post(f"{BENCH}/payment", data=data, headers=HX if hx else {})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert ("<title>" in page) is not hx
    assert '<a href="#f-payment-amount">' in page
    assert (fields(page, "payment")["title"], fields(page, "payment")["amount"]) == (
        "养生",
        "一千二",
    )
    assert '<details class="adding" id="add-payment" open>' in page


def test_htmx_gets_the_section_and_what_stands_around_it(zhang: Staff) -> None:
    data = {"csrf_token": zhang.token(), **fields(zhang.get(BENCH), "progress"), "physical": "45"}
    page = zhang.client.post(f"{BENCH}/progress", data=data, headers=HX).get_data(as_text=True)
    assert re.findall(r'<(?:section|div)[^>]* id="([^"]+)"', page) == ["s-progress", "asks", "bar"]
    assert page.count('hx-swap-oob="true"') == 2
    assert "您的草稿里有 1 项" in page


def test_a_form_sent_twice_is_kept_once(zhang: Staff) -> None:
    given = {**fields(zhang.get(BENCH), "payment"), "title": "养生", "amount": "1"}
    for _ in range(2):
        zhang.post(f"{BENCH}/payment", **given)
    assert tables(zhang) == ["payment"]


def test_a_step_is_met_in_one_tap(zhang: Staff) -> None:
    milestone(zhang, weight=40)
    zhang.post(f"{BENCH}/milestone/m-1", met="2020-05-26", value="路基压实合格")
    (edit,) = draft(zhang).edits
    assert edit.values == {"met": "2020-05-26", "status": "met", "value": "路基压实合格"}
    assert "按已完成节点的权重算：100%。" in zhang.get(BENCH)


def test_a_step_that_is_only_in_the_draft_is_met_there(zhang: Staff) -> None:
    added(zhang, "milestone", title="路基", weight="40")
    code = draft(zhang).edits[0].code
    zhang.post(f"{BENCH}/milestone/{code}", met="2020-05-26")
    (edit,) = draft(zhang).edits
    assert (edit.action, edit.values["title"], edit.values["met"]) == (
        "create",
        "路基",
        "2020-05-26",
    )


def test_a_step_without_a_day_or_of_another_project_is_refused(zhang: Staff) -> None:
    milestone(zhang)
    assert "哪一天" in zhang.post(f"{BENCH}/milestone/m-1", 422, met="", value="合格")
    house = zhang.house
    house.put("project", "sq-2020-002", title="广场", village="sq", year=2020)
    zhang.post("/staff/projects/sq-2020-002/milestone/m-1", 404, met="2020-05-26")


def test_a_wrong_day_keeps_what_was_typed(zhang: Staff) -> None:
    milestone(zhang)
    page = zhang.post(f"{BENCH}/milestone/m-1", 422, met="去年", value="压实合格")
    assert 'value="压实合格"' in page


def test_the_standard_steps_come_in_one_tap(zhang: Staff) -> None:
    house = zhang.house
    house.put(
        "project",
        "sq-2020-001",
        subtype="road",
        planned_start="2020-03-10",
        planned_end="2020-11-20",
    )
    milestone(zhang, weight=20)
    page = zhang.get(BENCH)
    assert '<option value="road" selected>' in page
    zhang.post(f"{BENCH}/steps", kind="road", key="k")
    zhang.post(f"{BENCH}/steps", kind="road", key="k")
    edits = draft(zhang).edits
    assert len(edits) == 15
    assert sum(int(edit.values["weight"] or 0) for edit in edits) == 80
    assert [edit.values["position"] for edit in edits] == list(range(2, 17))
    assert edits[-1].values["due"] == "2020-11-20"
    assert "都已经有了" in zhang.post(f"{BENCH}/steps", 422, kind="road", key="again")


def test_what_the_rules_ask_for_leads_to_its_field(zhang: Staff) -> None:
    zhang.house.put("project", "sq-2020-001", status="complete")
    page = zhang.get(BENCH)
    asked = page.partition('id="asks"')[2].partition("</div>")[0]
    assert 'add=project#f-project-actual_end"' in asked
    assert 'add=acceptance#f-acceptance-accepted_on"' in asked
    assert asked.index("f-project-actual_end") < asked.index("f-acceptance-accepted_on")
    for anchor in re.findall(r'data-open="([^"]+)"', asked):
        assert f'id="{anchor}"' in page
    assert 'id="add-acceptance" open' in zhang.get(f"{BENCH}?add=acceptance")


def test_what_my_draft_answers_is_ticked_off(zhang: Staff) -> None:
    house = zhang.house
    house.put("project", "sq-2020-001", status="complete", actual_end="2020-08-10")
    house.door.propose(house.author, "验收", proof(), "2026-11-23T08:00:00Z")
    asked = zhang.get(BENCH).partition('id="asks"')[2].partition('id="bar"')[0]
    assert "data-open" not in asked
    assert asked.count("在您的草稿里") >= 4


def test_the_state_is_changed_in_place(zhang: Staff) -> None:
    zhang.house.put("project", "sq-2020-001", target="修路")
    added(zhang, "project", procurement="tender")
    (edit,) = draft(zhang).edits
    assert (edit.action, edit.values) == ("edit", {"procurement": "tender"})


def test_a_project_that_is_given_up_is_asked_for_its_public_reason(zhang: Staff) -> None:
    given = {**fields(zhang.get(BENCH), "project"), "status": "cancelled"}
    zhang.post(f"{BENCH}/project", 303, **given)
    asked = zhang.get(BENCH).partition('id="asks"')[2].partition("</section>")[0]
    assert 'data-open="f-project-status_reason"' in asked and "公开的原因" in asked
    added(zhang, "project", status_reason="占了基本农田")
    asked = zhang.get(BENCH).partition('id="asks"')[2].partition("</section>")[0]
    assert "data-open" not in asked


def photos(zhang: Staff, status: int = 303, hx: bool = False, **typed: Any) -> str:
    data = {**fields(zhang.get(BENCH), "document"), "csrf_token": zhang.token(), **typed}
    data.setdefault("of", "project:sq-2020-001")
    data.setdefault("file", [(io.BytesIO(photo(c)), f"{c}.jpg") for c in ("red", "blue")])
    answer = zhang.client.post(f"{BENCH}/photos", data=data, headers=HX if hx else {})
    page = answer.get_data(as_text=True)
    assert answer.status_code == status, page
    if status != 303 and not hx:
        look_over(page)
    return page


def test_several_photos_are_added_at_once(zhang: Staff) -> None:
    milestone(zhang)
    photos(zhang, of="milestone:m-1", title="路基", alt="压实后的路基", spot="during")
    edits = draft(zhang).edits
    assert [edit.values["title"] for edit in edits] == ["路基 1/2", "路基 2/2"]
    assert {edit.values["of_code"] for edit in edits} == {"m-1"}
    page = zhang.get(BENCH)
    assert page.count(f"/staff/media/{edits[0].values['public_hash']}-s.jpg") == 1
    photos(zhang, title="再来", alt="路面", file=(io.BytesIO(photo("green")), "c.jpg"))
    assert len(draft(zhang).edits) == 3


def test_the_next_step_is_suggested(zhang: Staff) -> None:
    milestone(zhang, met="2020-05-28")
    milestone(zhang, "m-2", title="路面浇筑", position=2)
    sent = fields(zhang.get(BENCH), "document")
    assert (sent["of"], sent["title"]) == ("milestone:m-2", "路面浇筑")
    assert sent["alt"] == "道路硬化：路面浇筑"


@pytest.mark.parametrize("hx", [False, True])
def test_a_failed_upload_keeps_the_words_and_names_the_files(zhang: Staff, hx: bool) -> None:
    page = photos(
        zhang, 422, hx, title="路基", alt="压实后的路基", place="弯道",
        file=[(io.BytesIO(photo()), "好.jpg"), (io.BytesIO(b"<svg/>"), "坏.svg")],
    )  # fmt: skip
    sent = fields(page, "document")
    assert (sent["title"], sent["alt"], sent["place"]) == ("路基", "压实后的路基", "弯道")
    assert "好.jpg" in page and "坏.svg" in page and "重新选" in page


def test_a_photo_without_words_or_of_nothing_is_refused(zhang: Staff) -> None:
    assert 'href="#f-document-alt"' in photos(zhang, 422, alt="")
    photos(zhang, 422, of="hotline:h-1")


def test_a_thing_is_taken_out_again(zhang: Staff) -> None:
    payment(zhang)
    code = draft(zhang).edits[0].code
    zhang.post(f"{BENCH}/drop", table="payment", code=code)
    assert draft(zhang).edits == ()


def test_a_payment_without_its_voucher_leads_to_the_camera(zhang: Staff) -> None:
    payment(zhang)
    code = draft(zhang).edits[0].code
    assert f"of_code={code}&amp;kind=voucher" in zhang.get(BENCH)


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("/staff/", f'href="{BENCH}"'),
        ("/staff/project", f'href="{BENCH}"'),
        ("/staff/project/sq-2020-001", f'href="{BENCH}"'),
    ],
)
def test_the_ways_to_the_workbench(zhang: Staff, address: str, text: str) -> None:
    payment(zhang)
    assert text in zhang.get(address)
    assert f'href="{BENCH}"' in zhang.get(f"/staff/changes/{draft(zhang).number}")


def test_a_draft_of_steps_and_photos_leads_back_too(zhang: Staff) -> None:
    milestone(zhang)
    zhang.post(f"{BENCH}/milestone/m-1", met="2020-05-26")
    assert f'href="{BENCH}"' in zhang.get("/staff/")
    assert f'href="{BENCH}"' in zhang.get(f"/staff/changes/{draft(zhang).number}")


@pytest.mark.parametrize("tongue", words.LANGUAGES)
def test_every_language(zhang: Staff, tongue: str) -> None:
    payment(zhang)
    answer = zhang.client.get(BENCH, environ_overrides={paths.LANGUAGE: tongue})
    seen(answer, 200)


def test_a_stale_form_goes_on_from_the_new_version(zhang: Staff) -> None:
    given = {**fields(zhang.get(BENCH), "project"), "procurement": "tender"}
    zhang.house.put("project", "sq-2020-001", target="修路", procurement="quotation")
    page = zhang.post(f"{BENCH}/project", 409, **given)
    assert "有人改过" in page or "别人" in page
    again = fields(page, "project")
    assert (again["procurement"], again["target"]) == ("tender", "修路")
    zhang.post(f"{BENCH}/project", **again)
    assert draft(zhang).edits[0].values == {"procurement": "tender"}


def test_nothing_of_another_project_gets_in(zhang: Staff) -> None:
    house = zhang.house
    house.put("project", "sq-2020-002", title="广场", village="sq", year=2020)
    house.put("contract", "c-9", title="别处的合同", project="sq-2020-002", supplier="road")
    added(zhang, "progress", physical="45", project="sq-2020-002")
    assert draft(zhang).edits[0].values["project"] == "sq-2020-001"
    changed = {"contract": "c-9", "kind": "value", "new": "加宽", "reason": "会车"}
    added(zhang, "contract_change", 404, **changed)


def test_the_acceptance_paper_is_asked_for_where_papers_are_masked(zhang: Staff) -> None:
    zhang.house.put("project", "sq-2020-001", status="complete")
    asked = zhang.get(BENCH).partition('id="asks"')[2].partition('id="bar"')[0]
    assert "/staff/papers?of_table=project&amp;of_code=sq-2020-001&amp;kind=certificate" in asked


def test_a_project_that_is_only_in_the_draft(zhang: Staff) -> None:
    house = zhang.house
    values: Values = {"title": "新广场", "village": "sq", "year": 2021, "subtype": "square"}
    new = Edit("create", "project", "sq-2021-001", 0, values)
    number = house.door.propose(house.author, "新项目", [new], "2026-11-23T08:00:00Z")
    assert "新广场" in zhang.get("/staff/projects/sq-2021-001")
    zhang.post("/staff/projects/sq-2021-001/steps", kind="square", key="k")
    assert len(house.door.change(number).edits) == 12


def test_htmx_of_a_stranger_gets_the_sign_in_in_place_of_the_page(zhang: Staff) -> None:
    given = {"csrf_token": zhang.token(), "title": "养生"}
    with zhang.client.session_transaction() as session:
        session["token"] = "gone"
    answer = zhang.client.post(f"{BENCH}/payment", data=given, headers=HX)
    assert answer.headers["HX-Retarget"] == answer.headers["HX-Reselect"] == "#main"
    assert "养生" in answer.get_data(as_text=True)


def test_what_does_not_exist(zhang: Staff) -> None:
    zhang.get("/staff/projects/nirgends", 404)
    zhang.post(f"{BENCH}/hotline", 404)
    zhang.post(f"{BENCH}/document", 404)


def test_strangers_sign_in_first(zhang: Staff) -> None:
    stranger = Staff(zhang.house)
    assert "/staff/sign-in" in stranger.get(BENCH, 303)
