"""Notices on the workbench and the desk: proposed, photographed, closed, reminded of."""

import datetime
import io

import pytest

from portal.settings import SHANGHAI
from portal.store import records
from tests.conftest import NOW, House, announcement, notice
from tests.staff_pages import Staff, site
from tests.test_staff_papers import KEY, photo
from tests.test_staff_workbench import BENCH, added, draft

TODAY = datetime.datetime.now(SHANGHAI).date()


def day(after: int) -> str:
    return (TODAY + datetime.timedelta(days=after)).isoformat()


@pytest.fixture
def zhang(house: House) -> Staff:
    house.money()
    house.put("project", "sq-2020-001", implementing_unit="center", status="approved")
    return Staff(house, house.author, site(house, seal_key=KEY))


def posted(zhang: Staff, start: int, end: int) -> None:
    zhang.house.publish(notice(start=day(start), end=day(end), closed=None, result=None))


def test_the_form_knows_nearly_all(zhang: Staff) -> None:
    assert added(zhang, "notice", basis="村民代表会议决议") == f"{BENCH}#s-notice"
    (edit,) = draft(zhang).edits
    assert edit.values["title"] == "双桥村道路硬化项目实施前公示"
    assert (edit.values["stage"], edit.values["form"]) == ("works", "posting")
    assert edit.values["village"] == "sq" and edit.values["body"] == "center"
    first, last = (datetime.date.fromisoformat(str(edit.values[n])) for n in ("start", "end"))
    assert (last - first).days == 10


def test_the_form_begins_with_the_notice_that_is_missing(zhang: Staff) -> None:
    zhang.house.put("project", "sq-2020-001", status="building")
    added(zhang, "notice")
    (edit,) = draft(zhang).edits
    assert (edit.values["stage"], edit.values["form"]) == ("works", "posting")


def test_what_is_missing_is_listed_before_it_goes_out(zhang: Staff) -> None:
    added(zhang, "notice")
    page = zhang.get(BENCH)
    assert "还没有填报、会照实显示的" in page and "联农带农机制" in page


def test_nine_days_are_refused_at_the_field(zhang: Staff) -> None:
    page = added(zhang, "notice", 422, start="2026-03-10", end="2026-03-19", basis="村民会议")
    assert "这份公示只公示 9 天，规定不少于 10 天" in page
    assert ('value="2026-03-19"' in page and 'value="村民会议"' in page) or "村民会议" in page


def test_a_posted_sheet_asks_for_its_photos(zhang: Staff) -> None:
    posted(zhang, -3, 12)
    page = zhang.get(BENCH)
    assert "of=notice:n-1&amp;spot=near" in page and "of=notice:n-1&amp;spot=far" in page
    assert 'value="notice:n-1"' in page


def test_photos_of_the_board_answer_it(zhang: Staff) -> None:
    posted(zhang, -3, 12)
    for spot in ("near", "far"):
        given = {"of": "notice:n-1", "title": "公示", "alt": "贴好的公示", "spot": spot}
        zhang.post(f"{BENCH}/photos", **given, file=(photo_of(spot), f"{spot}.jpg"))
    house = zhang.house
    number = draft(zhang).number
    house.door.submit(number, house.author, NOW, "公示已张贴")
    house.door.publish(number, house.reviewer, NOW)
    assert "of=notice:n-1&amp;spot" not in zhang.get(BENCH)
    assert "请张贴" not in zhang.get("/staff/")


def photo_of(spot: str) -> object:
    return io.BytesIO(photo("white", "red" if spot == "near" else "blue"))


def test_the_result_is_recorded_when_the_period_is_over(zhang: Staff) -> None:
    posted(zhang, -12, -1)
    assert "登记结果" in zhang.get(BENCH)
    given = {"closed": day(0), "result": "公示期满，无异议"}
    assert zhang.post(f"{BENCH}/notice/n-1", **given) == f"{BENCH}#s-notice"
    (edit,) = draft(zhang).edits
    assert edit.values == {"closed": day(0), "result": "公示期满，无异议"}


def test_a_result_without_words_comes_back(zhang: Staff) -> None:
    posted(zhang, -12, -1)
    page = zhang.post(f"{BENCH}/notice/n-1", 422, closed="x", result="无异议")
    assert 'value="无异议"' in page and "2020-05-06" in page


def test_nothing_is_closed_before_its_time(zhang: Staff) -> None:
    posted(zhang, -3, 9)
    assert "登记结果" not in zhang.get(BENCH)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (-10, 0, "公示期今天届满"),
        (-12, -1, f"公示期已于 {day(-1)} 届满，请登记结果"),
        (-2, 20, "请张贴，并拍一张近景、一张远景"),
    ],
)
def test_the_desk_reminds(zhang: Staff, start: int, end: int, words: str) -> None:
    posted(zhang, start, end)
    assert words in zhang.get("/staff/")


def test_the_desk_names_a_stage_without_its_notice(zhang: Staff) -> None:
    assert "缺少这一步的" not in zhang.get("/staff/")
    zhang.house.put("project", "sq-2020-001", status="started")
    assert "缺少这一步的实施前公示" in zhang.get("/staff/")


def test_history_needs_no_photos(zhang: Staff) -> None:
    zhang.house.publish(announcement(historic=True))
    assert "请张贴" not in zhang.get("/staff/")
    assert records.exists(zhang.house.books.public, "notice", "n-2")
