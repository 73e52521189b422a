"""The board of works: what is late, what is due, projects by state, what was finished each year."""

import json
import random
import re
from collections import Counter
from decimal import Decimal

import pytest

from portal.choices import STATUS
from portal.codes import Edit
from portal.store import milestones as store
from portal.store import records
from portal.verify import verify
from portal.views import milestones
from tests.conftest import House
from tests.public_pages import FIRST_FLIGHT, Reader
from tests.test_public_villages import asked

ROAD = "sq-2020-001"
TODAY = "2020-09-10"


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(milestones, "today", lambda: TODAY)


def step(house: House, code: str, **values: object) -> Edit:
    return house.edit("milestone", code, **{"project": ROAD, "position": 1, **values})


def accepted(house: House, code: str, **values: object) -> Edit:
    known = {
        "title": "长度", "project": ROAD, "accepted_on": "2020-09-08", "body": "road",
        "unit": "km", "accepted_quantity": "2.36", "result": "passed",
    }  # fmt: skip
    return house.edit("acceptance", code, **{**known, **values})


@pytest.fixture
def reader(house: House) -> Reader:
    house.money()
    house.publish(
        house.edit("village", "lg", title="柳沟村"),
        house.edit("project", ROAD, status="building", subtype="road"),
        house.edit("project", "lg-1", title="文化墙", village="lg", year=2019, status="accepted"),
        house.edit("project", "x-1", title="没有填村的项目"),
        step(house, "m-1", title="路基", due="2020-05-28", met="2020-06-28"),
        step(house, "m-2", title="铺装", due="2020-07-10"),
        step(house, "m-3", title="养护", due="2020-08"),
        step(house, "m-4", title="验收", due="2020-09-10"),
        step(house, "m-5", title="决算", due="2020-12"),
        step(house, "m-6", title="移交", due="2021"),
        step(house, "m-7", title="取消了", due="2020-01-01", status="dropped"),
        step(house, "m-8", title="上漆", due="2020-10-02", project="lg-1"),
    )
    return Reader(house)


def test_what_is_late_and_by_how_many_days(reader: Reader) -> None:
    words = reader.words("/milestones")
    assert "逾期没完成的节点：2 个，最久的晚 62 天。" in words
    assert "铺装 道路硬化 · 双桥村 2020年7月10日 晚 62 天 养护 道路硬化 · 双桥村" in words
    assert "2020年8月 晚 10 天" in words
    assert "路基" not in words and "取消了" not in words


def test_a_step_leads_to_its_place_on_the_page_of_its_project(reader: Reader) -> None:
    assert f'href="/projects/{ROAD}#m-2"' in reader.page("/milestones")
    assert 'id="m-2"' in reader.page(f"/projects/{ROAD}")


def test_what_is_due_stands_under_its_month(reader: Reader) -> None:
    words = reader.words("/milestones")
    assert "今后 12 个月要完成的节点：3 个。" in words
    assert "2020年9月 验收 道路硬化 · 双桥村 2020年9月10日 2020年10月 上漆" in words
    assert "2020年12月 决算" in words and "移交" not in words


@pytest.mark.parametrize(
    ("edit", "number"),
    [
        ({"met": "2020-09-09"}, 1),
        ({"status": "met"}, 1),
        ({"status": "dropped"}, 1),
        ({"due": None}, 1),
        ({"due": "2020-10-01"}, 1),
        ({"status": "under_way"}, 2),
    ],
)
def test_what_is_settled_is_late_no_more(
    house: House, reader: Reader, edit: dict[str, object], number: int
) -> None:
    house.put("milestone", "m-2", **edit)
    assert f"逾期没完成的节点：{number} 个" in reader.words("/milestones")


def test_nothing_is_late(house: House, reader: Reader) -> None:
    house.put("project", ROAD, status="cancelled", status_reason="线路改了")
    assert "没有逾期的节点。今后 12 个月要完成的节点：1 个。" in reader.words("/milestones")
    house.put("project", ROAD, status="building")
    assert "：2 个，最久" in Reader(house).words("/milestones")


@pytest.mark.parametrize("address", ["/milestones", "/en/milestones", "/zh-hant/milestones"])
def test_an_empty_database(house: House, address: str) -> None:
    words = Reader(house).words(address)
    assert re.search("还没有录入项目|No project is entered yet|還沒有錄入項目", words)
    assert not re.search("12|<h2", words)


def test_projects_stand_under_their_state(reader: Reader) -> None:
    words = reader.words("/milestones")
    assert "一共有 3 个项目，在建 1 个，完工 1 个。" in words
    assert "在建 1 道路硬化 双桥村 · 2020 验收 1 文化墙 柳沟村 · 2019" in words
    assert words.index("文化墙 柳沟村 · 2019") < words.index("没有填村的项目")
    page = reader.page("/milestones?village=sq")
    assert 'href="/projects?status=building&amp;village=sq"' in page
    assert "道路硬化" in reader.page("/projects?status=building&village=sq")


def test_a_village(reader: Reader) -> None:
    words = reader.words("/milestones?village=lg")
    assert "一共有 1 个项目，在建 0 个，完工 1 个。没有逾期的节点。今后 12 个月" in words
    assert "上漆" in words and "铺装" not in words and "道路硬化" not in words
    assert "已略过" in reader.words("/milestones?village=nowhere")


def test_what_was_finished_each_year(house: House, reader: Reader) -> None:
    house.publish(
        house.edit("project", ROAD, status="complete", actual_end="2020-08-10"),
        house.edit("project", "s-1", title="广场", village="sq", subtype="square", status="final"),
        accepted(house, "a-1", title="乡级", accepted_on="2020-08-20", accepted_quantity="2.4"),
        accepted(house, "a-2"),
        accepted(house, "a-3", title="宽度", unit="m", accepted_quantity="4.5"),
        accepted(house, "a-4", project="s-1", unit="m2", accepted_quantity="600.5",
                 accepted_on="2021-06-23", result="after_mending"),
        accepted(house, "a-5", project="s-1", unit="m2", accepted_quantity="700",
                 accepted_on="2021-07-23", result="failed"),
    )  # fmt: skip
    words = reader.words("/milestones")
    assert "2021 0 600.5 1 个广场 1 2020 2.36 1 条路 0 1 年份未填报 0 0 1 合计" in words
    assert "合计 2.36 1 条路 600.5 1 个广场 3" in words
    assert "600.5" not in reader.words("/milestones?village=lg")


def test_a_road_without_a_measured_length_is_said(house: House, reader: Reader) -> None:
    house.publish(
        house.edit("project", ROAD, status="complete", actual_end="2020"),
        accepted(house, "a-1", unit="m2", accepted_quantity="30079"),
    )
    assert "2020 未填报 1 条路，1 条没有验收长度 0 1" in reader.words("/milestones")
    house.publish(accepted(house, "a-2", title="长", unit="m", accepted_quantity="0.55"))
    house.publish(accepted(house, "a-3", title="实长", unit="m", accepted_quantity="550.5"))
    assert "2020 0.5505 1 条路 0 1" in Reader(house).words("/milestones")


def many(house: House, late: int = 70) -> None:
    if not records.values(house.books.public, "project", ROAD):
        house.money()
    states = [word for word, _, _ in STATUS if word not in ("cancelled", "adjusted")]
    projects = [
        house.edit("project", f"p-{n}", title=f"第{n}项硬化道路和排水沟", village="sq",
                   status=states[n % 11], year=2018 + n % 4 if n % 5 else None)
        for n in range(100, 100 + late)
    ]  # fmt: skip
    steps = [
        step(house, f"m-{n}", title=f"第{n}步", project=f"p-{100 + n % late}",
             due=f"20{18 + n % 5}-{1 + n % 12:02d}-{1 + n % 28:02d}")
        for n in range(2 * late)
    ]  # fmt: skip
    house.publish(*projects)
    house.publish(*steps)


@pytest.mark.parametrize("village", ["", "village=sq&"])
def test_pages_show_each_late_step_once(house: House, village: str) -> None:
    many(house)
    reader, seen, after = Reader(house), [], ""
    while True:
        page = reader.page(f"/milestones?{village}{after}").split('id="due"')[0]
        seen += re.findall(r'/projects/p-\d+#(m-\d+)"', page)
        more = re.search(r'href="/milestones\?[^"]*(after=[^"]+)" hx', page)
        if not more:
            break
        after = more[1]
    late = [s.code for s in store.steps(house.books.public, "", ("", ""), TODAY, 1000)]
    assert seen == late
    assert 60 < len(late) == len(set(late)) < 140


def test_the_files_hold_late_and_due_steps_in_pages(house: House) -> None:
    many(house)
    reader, seen, query = Reader(house), [], ""
    while True:
        found = json.loads(reader.answer(f"/milestones.json{query}").data)
        seen += [(row["until"], row["code"], row["days_late"]) for row in found["records"]]
        if not found["next"]:
            break
        query = found["next"]
    assert seen == sorted(seen, key=lambda row: row[:2]) and len(seen) == len(set(seen))
    assert {late is not None for until, _, late in seen if until < TODAY} == {True}
    assert {late for until, _, late in seen if until >= TODAY} == {None}
    assert found["projects"]["planned"] == 6 and found["projects"]["null"] == 1
    assert "days_late" in reader.answer("/milestones.csv").get_data(as_text=True)


def test_the_page_is_small_and_takes_as_many_queries(house: House) -> None:
    house.money()
    house.publish(step(house, "m-x", title="路基", due="2020-05-28"))
    paths = ("/milestones", "/milestones?village=sq")
    few = [asked(house, path) for path in paths]
    many(house)
    assert [asked(house, path) for path in paths] == few
    assert Reader(house).weight("/milestones") <= FIRST_FLIGHT


def test_counting_stops(house: House, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(milestones, "COUNTED", 1)
    assert "逾期没完成的节点：超过 1 个，最久的晚 62 天。" in reader.words("/milestones")


def test_rows_alone_for_htmx(reader: Reader) -> None:
    rows = reader.answer("/milestones", HX_Request="true").get_data(as_text=True)
    assert rows.startswith('<div id="list">') and "铺装" in rows


def test_the_days_for_a_calendar(house: House, reader: Reader) -> None:
    house.put("milestone", "m-8", title="上漆，钉牌; 题字" + "很长" * 30)
    answer = reader.answer("/milestones.ics?village=lg")
    text = answer.data.decode()
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert text.count("BEGIN:VEVENT") == 1 and "DTSTART;VALUE=DATE:20201002\r\n" in text
    assert "\nURL:http://localhost/projects/lg-1#m-8\r\n" in text
    assert "SUMMARY:上漆，钉牌\\; 题字" in text.replace("\r\n ", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    assert reader.answer("/milestones.ics").data.count(b"BEGIN:VEVENT") == 3


def test_the_works_and_the_foot_lead_there(reader: Reader) -> None:
    assert '<a href="/milestones?village=sq">' in reader.page("/works?village=sq")
    assert '<a href="/milestones">' in reader.page("/")


READS = (
    store.standing,
    lambda db, village: store.cards(db, village, ["planned", "building", ""], 4),
    lambda db, village: store.steps(db, village, ("2020-01-01", "m-1"), TODAY, 21),
    lambda db, village: store.number(db, village, "2020-01-01", TODAY, 1001),
    store.finished,
)


@pytest.mark.parametrize("village", ["", "sq"])
@pytest.mark.parametrize("read", READS)
def test_rows_are_found_by_an_index(house: House, read: object, village: str) -> None:
    many(house)
    db = house.books.public
    queries: list[str] = []
    db.set_trace_callback(queries.append)
    assert read(db, village)  # type: ignore[operator]
    db.set_trace_callback(None)
    plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {queries[0]}")]
    assert [line for line in plan if line.startswith("SEARCH")]
    assert not [line for line in plan if re.match(r"SCAN (?!\(subquery|SUBQUERY)\w", line)], plan


def test_the_sums_follow_every_edit(house: House) -> None:
    """What the triggers keep is what adding up says, after any edits."""
    chance = random.Random(20200908)
    house.money()
    house.put("village", "lg", title="柳沟村")
    house.publish(
        *(house.edit("project", f"p-{n}", title=f"第{n}项", status=FINISHED[n % 5],
                     subtype=("road", "square", "water")[n % 3])
          for n in range(8))
    )  # fmt: skip
    house.publish(
        *(accepted(house, f"a-{n}", title=f"{n}", project=f"p-{n % 8}") for n in range(16))
    )
    house.publish(*(step(house, f"m-{n}", title=f"{n}", project=f"p-{n % 8}") for n in range(16)))
    _compare(house)
    assert sum(line.measured for line in store.finished(house.books.public, "")) == 3
    for _ in range(20):
        house.publish(*_any_edits(house, chance))
        _compare(house)
    house.books.public.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert verify(house.folder / "public.sqlite").problems == []
    for table in ("standing", "finished"):
        house.books.public.execute(f"UPDATE {table} SET projects = projects + 1")
        found = " ".join(map(str, verify(house.folder / "public.sqlite").problems))
        assert f"{table} " in found, table


def _any_edits(house: House, chance: random.Random) -> list[Edit]:
    """Edits of some records that change something."""
    edits = {(e.table, e.code): e for e in (_any_edit(house, chance) for _ in range(8))}
    public = house.books.public
    return [
        edit for edit in edits.values()
        if any(records.values(public, edit.table, edit.code)[n] != v
               for n, v in edit.values.items())
    ]  # fmt: skip


def _any_edit(house: House, chance: random.Random) -> Edit:
    pick = chance.choice
    project = {
        "status": pick(("building", "complete", "complete", None, "cancelled")),
        "village": pick(("sq", "lg", None)),
        "subtype": pick(("road", "square", "water", None)),
        "actual_end": pick(("2019-12-01", "2020", None)),
        "status_reason": "原因",
    }
    measured = {
        "project": f"p-{chance.randrange(8)}",
        "accepted_on": pick(("2018-05-01", "2020-09-08", "2021-01-01")),
        "unit": pick(("km", "m", "m2", "mu", None)),
        "accepted_quantity": pick((None, "0", "2.36", "4.5", "1200", "0.000001", "123456789")),
        "result": pick(("passed", "failed", "after_mending")),
    }
    open_ = {
        "project": f"p-{chance.randrange(8)}",
        "due": pick((None, "2020", "2020-02", "2020-05-28", "2021-12")),
        "met": pick((None, None, "2020-06-01")),
        "status": pick((None, "dropped", "met", "under_way")),
    }
    table, code, values = pick(
        [
            ("project", f"p-{chance.randrange(8)}", project),
            ("acceptance", f"a-{chance.randrange(16)}", measured),
            ("milestone", f"m-{chance.randrange(16)}", open_),
        ]
    )
    chosen = {name: values[name] for name in chance.sample(sorted(values), 2)}
    if table == "project":
        chosen["status_reason"] = "原因"
    return house.edit(table, code, **chosen)


FINISHED = ("complete", "accepted", "announced", "final", "handed_over")
Row = dict[str, str]


def _rows(house: House, table: str) -> list[Row]:
    rows = house.books.public.execute(f"SELECT * FROM {table}")
    names = [column[0] for column in rows.description]
    return [dict(zip(names, row, strict=True)) for row in rows]


def _compare(house: House) -> None:
    """Counts, open steps and finished works added up in Python from the records themselves."""
    db, projects = house.books.public, {row["code"]: row for row in _rows(house, "project")}
    passed = [row for row in _rows(house, "acceptance") if row["result"] != "failed"]
    for village in ("", "sq", "lg"):
        here = [p for p in projects.values() if village in ("", p["village"])]
        assert store.standing(db, village) == Counter(p["status"] or "" for p in here)
        found = store.steps(db, village, ("", ""), "9", 1000)
        assert {s.code for s in found} == {
            m["code"] for m in _rows(house, "milestone")
            if projects[m["project"]] in here and m["due"] and not m["met"]
            and m["status"] not in ("met", "dropped")
            and projects[m["project"]]["status"] != "cancelled"
        }  # fmt: skip
        sums: dict[tuple[int, str], list[int]] = {}
        for project in here:
            if project["status"] in FINISHED:
                year, kind, size = _finish(
                    project, [a for a in passed if a["project"] == project["code"]]
                )
                line = sums.setdefault((year, kind), [0, 0, 0])
                line[:] = [line[0] + 1, line[1] + (size > 0), line[2] + size]
        found_sums = {(f.year, f.kind): list(f[2:]) for f in store.finished(db, village)}
        assert found_sums == sums


def _finish(project: Row, passed: list[Row]) -> tuple[int, str, int]:
    """The year, the kind and the quantity in thousandths of a project that is finished."""
    days = [row["accepted_on"] for row in passed]
    day = project["actual_end"] or max(days, default="0")
    kind = project["subtype"] if project["subtype"] in ("road", "square") else "other"
    for unit in {"road": ("km", "m"), "square": ("m2",), "other": ()}[kind]:
        factor = 1_000_000 if unit == "km" else 1000
        sizes = [
            (
                row["accepted_on"] if unit != "m" else "",
                int(Decimal(row["accepted_quantity"]) * factor),
            )
            for row in passed
            if row["unit"] == unit and row["accepted_quantity"] not in (None, "123456789")
        ]
        sizes = [size for size in sizes if size[1]]
        if sizes:
            return int(day[:4]), kind, max(sizes)[1]
    return int(day[:4]), kind, 0
