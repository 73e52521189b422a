"""Notices: taken from the books, frozen, long enough, corrected but never rewritten."""

import json

import pytest

from portal import notices, sheets
from portal.changes import Door
from portal.codes import Edit, Values
from portal.errors import Invalid, Refused
from portal.notices import Cell, Sheet
from portal.store import log, records
from portal.verify import verify
from portal.words import speak
from tests.conftest import NOW, House, announcement, notice, proof
from tests.workbooks import xlsx

HEAD = ["标题", "公示阶段", "公告类型", "村", "项目名称", "发布单位", "开始日期", "结束日期"]


@pytest.fixture
def road(house: House) -> House:
    house.money()
    return house


def kept(house: House, code: str = "n-1") -> Values:
    return records.values(house.books.public, "notice", code) or {}


def sheet(house: House, code: str = "n-1") -> Sheet:
    values = kept(house, code)
    return notices.sheet(values, str(values["content"]))


def told(house: House, code: str = "n-1") -> dict[str, Cell | None]:
    return {speak(row.label, "zh_Hans"): row.cell for row in sheet(house, code).rows}


def lacking(house: House, code: str = "n-1") -> list[str]:
    return [speak(lack, "zh_Hans") for lack in sheet(house, code).missing()]


def test_it_says_what_the_books_say(road: House) -> None:
    road.publish(
        road.edit("project", "sq-2020-001", target="2.36公里", planned_start="2020-05"),
        Edit(
            "create",
            "budget_line",
            "b-1",
            0,
            {"project": "sq-2020-001", "source": "county", "amount": 90_000, "document": "1号"},
        ),
        notice(),
    )
    assert told(road)["绩效目标"] == Cell("text", "2.36公里")
    assert told(road)["时间进度"] == Cell("days", ("2020-05", ""))
    (source, *_) = sheet(road).tables
    assert source.rows[0][-2:] == [Cell("text", "1号"), Cell("yuan", 90_000)]
    assert source.total and source.total[-1] == Cell("yuan", 90_000)


def test_what_is_missing_is_named_and_not_hidden(road: House) -> None:
    road.publish(notice())
    assert told(road)["责任人"] is None
    assert {"责任人", "受益对象", "合同"} <= set(lacking(road))


def test_it_stays_as_it_was_when_the_books_change(road: House) -> None:
    road.publish(notice())
    road.put("project", "sq-2020-001", target="3公里")
    assert told(road)["绩效目标"] is None
    assert sheet(road).size == kept_size(road) - 2


def kept_size(house: House) -> int:
    return log.size(house.books.public)


def test_it_says_what_the_same_change_brings(road: House) -> None:
    road.publish(notice(), road.edit("project", "sq-2020-001", target="3公里"))
    assert told(road)["绩效目标"] == Cell("text", "3公里")


def test_the_log_replays_with_it(road: House) -> None:
    road.publish(notice())
    assert verify(road.folder / "public.sqlite").sound


@pytest.mark.parametrize("name", ["title", "end", "basis", "project"])
def test_a_published_notice_is_not_rewritten(road: House, name: str) -> None:
    road.publish(notice())
    with pytest.raises(Refused, match="not rewritten"):
        road.put("notice", "n-1", **{name: {"end": "2020-04-30", "title": "别的"}.get(name)})
    assert kept(road)["content"]


def test_nobody_types_what_is_frozen(road: House) -> None:
    road.publish(notice(content='{"v":1,"size":0}'))
    assert json.loads(str(kept(road)["content"]))["project"]["title"] == "道路硬化"
    with pytest.raises(Refused):
        road.put("notice", "n-1", content="{}")


def test_its_result_is_added_when_the_period_is_over(road: House) -> None:
    road.publish(notice(closed=None, result=None))
    with pytest.raises(Invalid, match="runs until 2020-03-20"):
        road.put("notice", "n-1", closed="2020-03-19", result="无异议")
    road.put("notice", "n-1", closed="2020-03-20", result="无异议")
    assert kept(road)["result"] == "无异议"


def test_a_project_waits_for_the_result(road: House) -> None:
    road.publish(notice(closed=None, result=None))
    with pytest.raises(Invalid, match="no result yet"):
        road.put("project", "sq-2020-001", status="started")
    road.put("project", "sq-2020-001", status="suspended", status_reason="有人提出异议")
    road.put("notice", "n-1", closed="2020-03-20", result="无异议")
    road.put("project", "sq-2020-001", status="started", status_reason=None)


# The period


@pytest.mark.parametrize(("end", "days"), [("2020-03-19", 9), ("2020-03-20", 10)])
def test_the_first_day_does_not_count(end: str, days: int) -> None:
    assert notices.days("2020-03-10", end) == days


def test_nine_days_are_refused_at_the_first_door(road: House) -> None:
    with pytest.raises(Invalid) as refusal:
        road.door.propose(road.author, "公示", [notice(end="2020-03-19")], NOW)
    assert "9 days" in str(refusal.value.fields["end"])


def test_the_door_refuses_what_was_proposed_under_another_rule(road: House) -> None:
    number = road.submit(notice(end="2020-03-20"))
    strict = Door(road.books, road.door.signer, notice_days=15)
    with pytest.raises(Invalid, match="at least 15"):
        strict.publish(number, road.reviewer, NOW)
    assert not kept(road)


def test_nine_days_are_refused_on_import(road: House) -> None:
    row = ["道路实施前公示", "实施前公示", "公示", "双桥村", "道路硬化", "清岭市投资促进中心"]
    sheet = {"公示": [HEAD, [*row, "2020-03-10", "2020-03-19"]]}
    reading = sheets.read([("公示.xlsx", xlsx(sheet))], road.books.public)
    (cell,) = reading.bad
    assert cell.heading == "结束日期" and "9 天" in speak(cell.sentence, "zh_Hans")
    sheet = {"公示": [HEAD, [*row, "2020-03-10", "2020-03-20"]]}
    assert not sheets.read([("公示.xlsx", xlsx(sheet))], road.books.public).bad


def test_history_may_have_been_too_short(road: House) -> None:
    road.publish(notice(end="2020-03-19", closed="2020-03-19", historic=True))
    assert notices.short("2020-03-10", "2020-03-19", 10)


def test_afterwards_is_no_way_around(road: House) -> None:
    with pytest.raises(Invalid, match="began on 2026-11-23"):
        road.publish(
            notice(start="2026-11-20", end="2026-11-23", closed="2026-11-23", historic=True)
        )


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"end": None, "closed": None, "result": None}, "needs a last day"),
        ({"project": None}, "about a project"),
        ({"stage": "plan", "project": None}, "about a year"),
        ({"stage": "allocation"}, "about money received"),
        ({"form": "announcement", "closed": None, "result": None}, "choose “posting”"),
        ({"result": None}, "both its day and its words"),
        ({"corrects": "n-0", "correction": None}, "not published"),
    ],
)
def test_what_a_notice_cannot_be(road: House, values: dict[str, object], sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        road.publish(notice("n-1", **values))


# Corrections


def test_a_correction_takes_its_place(road: House) -> None:
    road.publish(notice(closed=None, result=None))
    road.publish(notice("n-2", title="更正", corrects="n-1", correction="责任人写错了"))
    road.put("project", "sq-2020-001", status="started")
    with pytest.raises(Invalid):
        road.publish(notice("n-3", title="再更正", corrects="n-1", correction="又错了"))


def test_a_correction_keeps_to_its_subject(road: House) -> None:
    road.publish(notice())
    with pytest.raises(Invalid, match="keeps the stage"):
        road.publish(announcement(corrects="n-1", correction="写错了"))
    with pytest.raises(Invalid, match="Say why"):
        road.publish(notice("n-2", title="更正", corrects="n-1"))


# The stages


def test_completion_tells_of_settlement_and_acceptance(road: House) -> None:
    road.publish(road.edit("project", "sq-2020-001", budget=117_98, settled=112_92), *proof())
    road.put("project", "sq-2020-001", management_fee=1_00, balance_destination="退回县财政")
    road.publish(announcement())
    cells = told(road, "n-2")
    assert cells["结余"] == Cell("yuan", 4_06) and cells["项目管理费"] == Cell("yuan", 1_00)
    accepted = sheet(road, "n-2").tables[2]
    assert accepted.rows[0][0] == Cell("text", "长度")


def test_money_is_split_by_project(road: House) -> None:
    road.publish(announcement(stage="allocation", project=None, funding="d-1"))
    (shares,) = sheet(road, "n-2").tables
    assert shares.rows[0][0] == Cell("text", "道路硬化")
    assert shares.total and shares.total[-1] == Cell("yuan", 60_000)


@pytest.mark.parametrize("stage", ["plan", "annual"])
def test_a_year_has_its_projects(road: House, stage: str) -> None:
    road.put("project", "sq-2020-001", budget=90_000)
    road.publish(announcement(stage=stage, project=None, year=2020))
    (projects,) = sheet(road, "n-2").tables
    assert projects.rows[0][0] == Cell("text", "道路硬化")
    heads = [speak(head.label, "zh_Hans") for head in projects.heads]
    assert projects.total and projects.total[heads.index("概算")] == Cell("yuan", 90_000)


@pytest.mark.parametrize("stage", notices.ABOUT)
def test_every_stage_can_be_shown_with_nothing_known(stage: str) -> None:
    found = notices.sheet({"stage": stage}, None)
    assert found.rows and found.missing() and found.size is None


def test_a_kind_person_stays_unnamed(road: House) -> None:
    road.publish(
        Edit("create", "organisation", "kind", 0, {"title": "爱心人士", "kind": "kind_person"}),
        Edit(
            "create",
            "funding",
            "d-9",
            0,
            {
                "nature": "social",
                "provider": "kind",
                "amount": 5_00,
                "received": "2020-05-01",
                "donor_display": "kind_person",
            },
        ),
    )
    road.publish(announcement(stage="allocation", project=None, funding="d-9"))
    shown = [cell.value for cell in told(road, "n-2").values() if cell and cell.kind == "said"]
    assert "爱心人士" in [speak(value, "zh_Hans") for value in shown]


@pytest.mark.parametrize(
    ("day", "name"), [("2020-12-31", "扶贫"), ("2021-01-01", "衔接"), ("2026-05-01", "常态化")]
)
def test_words_and_numbers_are_those_of_its_day(road: House, day: str, name: str) -> None:
    words = (("扶贫", None, "2020"), ("衔接", "2021", "2025"), ("常态化", "2026", None))
    old, new = {"title": "旧", "number": "12317"}, {"title": "新", "number": "12345"}
    road.publish(
        *(
            Edit("create", "term", f"t-{place}", 0, {
                "title": word, "topic": "funds", "meaning": "钱", "since": since, "until": until,
                "position": place})
            for place, (word, since, until) in enumerate(words)
        ),
        Edit("create", "hotline", "h-1", 0, {**old, "until": "2020-12-31"}),
        Edit("create", "hotline", "h-2", 0, {**new, "since": "2021-01-01"}),
        announcement(start=day),
    )  # fmt: skip
    frozen = json.loads(str(kept(road, "n-2")["content"]))
    assert name in frozen["fund"][0][0] and len(frozen["fund"]) == 1
    assert frozen["calls"] == [["旧", "12317"] if day < "2021" else ["新", "12345"]]


# Ways around


def running(code: str = "n-1", **values: object) -> Edit:
    """A posting that began two days ago and has eight to run."""
    period = {"start": "2026-11-21", "end": "2026-12-01", "closed": None, "result": None}
    return notice(code, **{**period, **values})


def test_no_result_is_recorded_before_its_day(road: House) -> None:
    road.publish(running())
    with pytest.raises(Invalid, match="in the future"):
        road.put("notice", "n-1", closed="2026-12-01", result="无异议")
    with pytest.raises(Invalid, match="in the future"):
        road.publish(running("n-2", title="别的", closed="2026-12-01", result="无异议"))


def test_a_recorded_result_stands(road: House) -> None:
    road.publish(notice())
    with pytest.raises(Refused, match="not rewritten"):
        road.put("notice", "n-1", result="有人反对，已处理")
    with pytest.raises(Refused, match="not rewritten"):
        road.put("notice", "n-1", closed=None, result=None)


def test_a_notice_does_not_correct_itself(road: House) -> None:
    with pytest.raises(Invalid, match="corrects itself"):
        road.publish(running("n-5", corrects="n-5", correction="写错了"))


def test_history_does_not_correct_what_runs(road: House) -> None:
    road.publish(running())
    old = {"start": "2015-01-01", "end": "2015-01-02", "closed": "2015-01-02", "historic": True}
    with pytest.raises(Invalid, match="entered afterwards corrects only"):
        road.publish(notice("n-2", title="更正", corrects="n-1", correction="写错了", **old))


def test_a_posting_is_corrected_by_a_posting(road: House) -> None:
    road.publish(running(stage="progress"))
    with pytest.raises(Invalid, match="stays a posting"):
        road.publish(
            announcement(stage="progress", start="2026-11-23", corrects="n-1", correction="写错了")
        )


def test_a_crowd_of_notices_hides_no_posting(road: House) -> None:
    road.publish(
        *(
            announcement(f"n-{n}", title=f"公告{n}", stage="progress", start="2020-01-01")
            for n in range(10, 52)
        )
    )
    road.publish(running())
    with pytest.raises(Invalid, match="no result yet"):
        road.put("project", "sq-2020-001", status="started")
