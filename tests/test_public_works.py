"""Works under way: which, since when, how late, how far, who answers, who is quiet."""

import json
import re

import pytest

from portal.choices import UNDER_WAY
from portal.codes import Edit
from portal.store import sites
from portal.store.sites import Sought
from portal.views import building
from portal.words import speak
from tests.conftest import House
from tests.public_pages import FIRST_FLIGHT, Reader
from tests.test_public_villages import asked

ROAD = "sq-2020-001"


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "today", lambda: "2020-09-10")


def step(house: House, code: str, position: int, **values: object) -> Edit:
    return house.edit("milestone", code, project=ROAD, position=position, **values)


@pytest.fixture
def reader(house: House) -> Reader:
    house.money()
    house.publish(
        house.edit("official", "chen", title="陈主任", post="村委会主任"),
        house.edit("organisation", "town", title="大路乡人民政府"),
        house.edit("project", ROAD, status="building", actual_start="2020-05-06", budget=100_000,
                   planned_end="2020-08", responsible_unit="town", responsible="chen"),
        step(house, "m-1", 1, title="路基", due="2020-05-28", met="2020-05-28"),
        step(house, "m-2", 2, title="铺装", due="2020-07-10", met="2020-07-12"),
        step(house, "m-3", 3, title="养护", due="2020-08-07"),
        step(house, "m-4", 4, title="验收", due="2020-10-01"),
    )  # fmt: skip
    return Reader(house)


def test_a_line(reader: Reader) -> None:
    words = reader.words("/works")
    assert "正在建的有 1 个项目；逾期 1 个；久未更新 0 个。" in words
    assert "道路硬化 双桥村 在建 2020年5月6日 2020年8月 晚 10 天 铺装 2020年7月12日" in words
    assert "养护 2020年8月7日 · 已逾期 250.00 / 1,000.00 2020年7月15日 57 天前" in words
    assert "大路乡人民政府 陈主任 村委会主任" in words


def test_who_is_quiet_is_said(
    house: House, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day, quiet in (("2020-10-13", False), ("2020-10-14", True)):
        monkeypatch.setattr(building, "today", lambda day=day: day)
        assert ('<span class="st warn">久未更新' in Reader(house).page("/works")) == quiet


def test_news_is_an_entry(house: House, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    house.put("post", "n-1", title="铺好了", day="2020-10-01", project=ROAD, body="好")
    monkeypatch.setattr(building, "today", lambda: "2020-10-20")
    assert "2020年10月1日 19 天前" in reader.words("/works")


def test_only_what_is_under_way(house: House, reader: Reader) -> None:
    house.put("project", ROAD, status="complete")
    assert "现在没有在建工程。" in reader.words("/works")
    assert "没有在建" in Reader(house).words("/works?village=sq")


def test_stopped_works_say_why(house: House, reader: Reader) -> None:
    house.put("project", ROAD, status="suspended", status_reason="等待雨季过去")
    assert "停工 等待雨季过去" in reader.words("/works")


def test_nothing_filled_in(house: House) -> None:
    house.put("project", "p-1", title="空项目", status="procured")
    words = Reader(house).words("/works")
    assert "空项目 采购 未填报 未填报 未填报 0.00 / 未填报 还没有记录 久未更新" in words
    assert "责任单位未填报 责任人未填报" in words


def test_a_village(house: House, reader: Reader) -> None:
    house.publish(
        house.edit("village", "lg", title="柳沟村"),
        house.edit("project", "lg-1", title="文化墙", village="lg", status="started"),
    )
    assert "文化墙" in reader.words("/works?village=lg")
    assert "道路硬化" not in reader.words("/works?village=lg")
    assert "已略过" in reader.words("/works?village=nowhere")


def many(house: House) -> None:
    house.money()
    states = ("procured", "started", "building")
    house.publish(
        *(house.edit("project", f"p-{n}", title=f"第{n}项", village="sq", status=states[n % 3],
                     year=2018 + n % 4 if n % 5 else None) for n in range(100, 230))
    )  # fmt: skip


@pytest.mark.parametrize("village", ["", "village=sq&"])
def test_pages_show_each_project_once(house: House, village: str) -> None:
    many(house)
    reader, seen, after = Reader(house), [], ""
    while True:
        found = json.loads(reader.answer(f"/works.json?{village}{after}").data)
        seen += [(row["year"] or 0, row["code"]) for row in found["records"]]
        if not found["next"]:
            break
        after = found["next"].rpartition("?")[2].rpartition("&")[2]
    assert len(seen) == len(set(seen)) == 130
    assert [year for year, _ in seen] == sorted((year for year, _ in seen), reverse=True)


def test_pages_are_small_and_take_as_many_queries(house: House) -> None:
    house.money()
    house.put("project", ROAD, status="building")
    few = asked(house, "/works")
    house.publish(
        *(house.edit("project", f"p-{n}", title=f"项目{n}", status="building") for n in range(60))
    )
    assert asked(house, "/works") == few
    assert Reader(house).weight("/works") <= FIRST_FLIGHT


def test_rows_alone_for_htmx(house: House, reader: Reader) -> None:
    rows = reader.answer("/works", HX_Request="true").get_data(as_text=True)
    assert rows.startswith('<div id="list">')


def test_the_files(reader: Reader) -> None:
    (row,) = json.loads(reader.answer("/works.json").data)["records"]
    assert (row["paid"], row["late"], row["quiet"], row["due"]) == ("250.00", True, False, "养护")
    assert "大路乡人民政府" in reader.answer("/works.csv").get_data(as_text=True)


@pytest.mark.parametrize("sought", [Sought(UNDER_WAY), Sought(UNDER_WAY, "sq")])
def test_rows_are_found_by_an_index(house: House, sought: Sought) -> None:
    many(house)
    db = house.books.public
    queries: list[str] = []
    db.set_trace_callback(queries.append)
    assert len(sites.sites(db, sought)) == 50
    db.set_trace_callback(None)
    plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {queries[0]}")]
    index = "project_village (village=?" if sought.village else "project_status (status=?"
    assert [line for line in plan if index in line]
    assert not [line for line in plan if re.match(r"SCAN (?!\(subquery|SUBQUERY)\w", line)], plan


def test_one_day_is_a_day() -> None:
    late = [building.late("2020-12-31", f"2021-01-{day}") for day in ("01", "02")]
    assert [speak(one, "en") for one in late if one] == ["1 day late", "2 days late"]
    ago = [building.ago("2021-01-01", f"2021-01-{day}") for day in ("01", "02", "03")]
    assert [speak(one, "en") for one in ago] == ["today", "1 day ago", "2 days ago"]
