"""Writing a report: the draft, the preview, figures to insert, publishing in spite of a figure."""

import pytest

from portal.store import drafts, records
from portal.store.drafts import Change
from tests.conftest import House
from tests.public_pages import Reader
from tests.staff_pages import Staff

WRONG = "用去 [[payment.total = 260 元]]。"


@pytest.fixture
def zhang(house: House) -> Staff:
    house.money()
    return Staff(house, house.author)


def kept(house: House) -> list[Change]:
    return drafts.changes(house.books.private, states=("draft",))


def newest(house: House) -> Change:
    return house.door.change(kept(house)[0].number)


def test_a_report_is_begun_with_all_its_sections(zhang: Staff) -> None:
    assert "起草年度报告" in zhang.get("/staff/") and "起草年度报告" in zhang.get("/staff/report")
    assert "起草年度报告" in zhang.get("/staff/reports/start")
    address = zhang.post("/staff/reports/start", village="sq", year="2020")
    edit = newest(zhang.house).edits[0]
    assert (edit.table, edit.code, edit.values["year"]) == ("report", "rep-sq-2020", 2020)
    assert "没有登记捐赠" in str(edit.values["body"]) or "[[donation.total" in str(
        edit.values["body"]
    )
    page = zhang.get(address)
    assert "双桥村2020年帮扶工作报告" in page and "一、脱贫成效" in page
    assert "未填报" in page.split('id="preview"')[1]


def test_the_same_report_is_not_begun_twice(zhang: Staff) -> None:
    first = zhang.post("/staff/reports/start", village="sq", year="2020")
    assert zhang.post("/staff/reports/start", village="sq · 双桥村", year="2020") == first
    zhang.house.put("report", "rep-9", title="x", year=2019, village="sq", body="x")
    there = zhang.post("/staff/reports/start", village="sq", year="2019")
    assert there == "/staff/report/rep-9"


@pytest.mark.parametrize(
    ("village", "year"), [("", "2020"), ("nirgends", "2020"), ("sq", ""), ("sq", "zweitausend")]
)
def test_a_report_needs_a_village_and_a_year(zhang: Staff, village: str, year: str) -> None:
    page = zhang.post("/staff/reports/start", 422, village=village, year=year)
    assert "请在列表里选一个村" in page
    assert year in page


def test_a_preview_keeps_nothing(zhang: Staff) -> None:
    page = zhang.post("/staff/preview", 200, body="共 [[donation.total]]，另有 30 盏。")
    assert "1,000.00 元" in page and "没有相连的记录" in page and "30" in page
    assert not kept(zhang.house)


def test_a_preview_says_what_would_be_refused(zhang: Staff) -> None:
    assert "11010519491231002X" not in zhang.post("/staff/preview", 200, body="")
    page = zhang.post("/staff/preview", 200, body="身份证 11010519491231002X")
    assert 'class="wrong"' in page
    page = zhang.post("/staff/preview", 200, body="[[payment.total]]" * 601)
    assert "超过 600 个" in page
    page = zhang.post("/staff/preview", 200, body="<script>alert(1)</script>")
    assert "<script>alert" not in page


def test_without_scripts_the_form_shows_the_preview_and_keeps_the_words(zhang: Staff) -> None:
    sent = {"title": "报告", "year": "2020", "village": "sq", "body": WRONG, "then": "preview"}
    page = zhang.post("/staff/report/new", 200, **sent)
    assert "账上是 250.00 元" in page and WRONG in page
    assert not kept(zhang.house)
    sent["then"] = "draft"
    zhang.post("/staff/report/new", **sent)
    assert newest(zhang.house).edits[0].values["body"] == WRONG


def test_figures_are_found_by_their_words_and_filled_in(zhang: Staff) -> None:
    page = zhang.get("/staff/figures?q=捐赠&village=sq&year=2020")
    assert "[[donation.total year=2020]]" in page and "1,000.00 元" in page
    page = zhang.get("/staff/figures?q=lifted&village=sq&year=2020")
    assert "[[lifted.persons village=sq year=2020]]" in page and "未填报" in page
    assert "没有符合的指标" in zhang.get("/staff/figures?q=%3Cb%3E")
    assert "[[donation.total]]" in zhang.get("/staff/figures?q=donation.total&village=nix&year=x")


def test_what_a_figure_needs_is_asked_for(zhang: Staff) -> None:
    page = zhang.get("/staff/figures?q=project.width&village=sq")
    assert 'data-takes="project"' in page
    page = zhang.get("/staff/figures?q=activity.count&year=2020")
    assert 'data-takes="kind"' in page and 'value="training"' in page


def test_only_staff_may_write(house: House) -> None:
    stranger = Staff(house)
    for path in ("/staff/figures", "/staff/reports/start"):
        assert "/staff/sign-in" in stranger.get(path, 303)


def test_a_reviewer_publishes_in_spite_of_a_figure_with_a_reason(zhang: Staff) -> None:
    house = zhang.house
    values = {"title": "报告", "year": 2020, "village": "sq", "body": WRONG}
    number = house.submit(house.edit("report", "rep-1", **values))
    li = Staff(house, house.reviewer)
    page = li.get(f"/staff/changes/{number}")
    assert "数字不一致仍要发布" in page and "pay-1" in page
    read = house.door.change(number).digest
    page = li.post(f"/staff/changes/{number}/publish", 422, read=read, despite=" ")
    assert "260 元" in page
    assert records.values(house.books.public, "report", "rep-1") is None
    page = li.post(f"/staff/changes/{number}/publish", 422, read=read, despite="见 13800138000")
    assert "13800138000" in page
    li.post(f"/staff/changes/{number}/publish", read=read, despite="凭证一月才入账")
    assert "凭证一月才入账" in Reader(house).words("/reports/rep-1")


def test_nothing_is_asked_where_the_figures_agree(zhang: Staff) -> None:
    house = zhang.house
    values = {"title": "报告", "year": 2020, "village": "sq", "body": "[[payment.total]]"}
    number = house.submit(house.edit("report", "rep-1", **values))
    assert "数字不一致仍要发布" not in Staff(house, house.reviewer).get(f"/staff/changes/{number}")


def test_nobody_types_the_reason_into_a_form(zhang: Staff) -> None:
    assert 'name="despite"' not in zhang.get("/staff/report/new")
    assert 'id="preview"' in zhang.get("/staff/report/new")
    assert 'id="preview"' not in zhang.get("/staff/village/new")
    assert 'id="preview"' in zhang.get("/staff/post/new")


def test_a_reviewer_reads_what_changed_in_a_text(zhang: Staff) -> None:
    house = zhang.house
    values = {"title": "报告", "year": 2020, "village": "sq", "body": "同样的一段。\n\n旧的一段。"}
    house.publish(house.edit("report", "rep-1", **values))
    number = house.submit(house.edit("report", "rep-1", body="同样的一段。\n\n新的一段。"))
    page = Staff(house, house.reviewer).get(f"/staff/changes/{number}")
    assert "<del>旧</del><ins>新</ins>的一段" in page and "同样的一段" not in page


def test_photos_of_a_report_and_an_activity(zhang: Staff) -> None:
    """From the draft of a report, and from the form of a published activity."""
    house = zhang.house
    zhang.post("/staff/reports/start", village="sq", year="2020")
    draft = zhang.get(f"/staff/changes/{newest(house).number}")
    assert "of_table=report&amp;of_code=rep-sq-2020" in draft
    activity = {"title": "培训", "kind": "training", "day": "2020-05-06", "village": "sq"}
    house.put("activity", "act-1", **activity)
    assert "of_table=activity&amp;of_code=act-1" in zhang.get("/staff/activity/act-1")
    assert "双桥村2020年帮扶工作报告" in zhang.get(
        f"/staff/papers?of_table=report&of_code=rep-sq-2020&change={newest(house).number}"
    )
    assert "of_table" not in zhang.get("/staff/hotline/new")
