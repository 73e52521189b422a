"""Household lists for the board: sealed, printed by few, remembered, and nowhere public."""

import logging
from pathlib import Path

import pytest

from portal import households, sealing
from portal.errors import Invalid
from portal.store import households as kept
from portal.words import speak
from tests import paper
from tests.conftest import House
from tests.staff_pages import Staff, site

PLANTED = "慕容雪莲"
LIST = f"{PLANTED}\t朱场组\t种羊2只\t2,400\n欧阳小三，朱场组，药材，1800.50"
PAGE = "/staff/projects/sq-2020-001/households"
KEY = sealing.new_key()


@pytest.fixture
def road(house: House) -> House:
    house.money()
    return house


def staff(house: House, role: str = "reviewer") -> Staff:
    return Staff(house, getattr(house, role), site(house, seal_key=KEY))


def test_tabs_and_commas_and_amounts() -> None:
    rows = households.read(f"\n{LIST}\n，，\n")
    assert [(row.name, row.amount) for row in rows] == [(PLANTED, 240_000), ("欧阳小三", 180_050)]


@pytest.mark.parametrize(
    "line",
    [
        f"{PLANTED}\t朱场组\t种羊",
        f"{PLANTED}\t\t种羊\t100",
        f"{PLANTED}\t朱场组\t种羊\t约100",
        f"{PLANTED}\t朱场组\t种羊\t-100",
        f"{PLANTED}\t朱场组\t13812345678\t100",
        f"{PLANTED}\t11010519491231002X\t种羊\t100",
        f"{PLANTED}\t朱场组\t6222021234567890128\t100",
        "长" * 101 + "\t朱场组\t种羊\t100",
    ],
)
def test_a_refusal_names_the_line_and_not_its_words(line: str) -> None:
    with pytest.raises(Invalid) as refused:
        households.read(f"张三\t朱场组\t种羊\t1\n{line}")
    told = speak(refused.value.sentence, "zh_Hans")
    assert "第 2 行" in told and PLANTED not in told and "138" not in told


def test_an_empty_list_is_refused() -> None:
    for text in ("", "\n\n", "张三\t组\t羊\t1\n" * (households.MOST + 1)):
        with pytest.raises(Invalid):
            households.read(text)


def test_codes_go_on_over_projects(road: House) -> None:
    road.put("project", "sq-2020-002", title="广场", village="sq", year=2020)
    for project in ("sq-2020-001", "sq-2020-002", "sq-2020-001"):
        rows = households.read(LIST)
        households.keep(road.books, KEY, project, rows, "zhang", "2026-11-23T08:00:00Z")
    found = kept.of_project(road.books.private, "sq-2020-002")
    assert [line.code for line in found] == ["SQ-2020-003", "SQ-2020-004"]
    assert len(kept.of_project(road.books.private, "sq-2020-001")) == 2


def test_the_page_shows_codes_and_no_names(road: House) -> None:
    editor = staff(road, "author")
    assert editor.form(PAGE, rows=LIST) == PAGE
    page = editor.get(PAGE)
    assert "SQ-2020-001" in page and "2,400.00" in page and PLANTED not in page


def test_what_was_typed_is_still_there(road: House) -> None:
    page = staff(road).form(PAGE, 422, rows=f"{PLANTED}\t朱场组")
    assert PLANTED in page and "第 1 行" in page


def test_only_reviewers_and_administrators_see_names(road: House) -> None:
    editor = staff(road, "author")
    editor.form(PAGE, rows=LIST)
    for suffix in ("", ".pdf"):
        assert PLANTED not in editor.get(f"{PAGE}/sheet{suffix}", 403)
    assert not kept.openings(road.books.private, "sq-2020-001")
    answer = staff(road, "admin").client.get(f"{PAGE}/sheet")
    assert PLANTED in answer.get_data(as_text=True)
    assert answer.headers["Cache-Control"] == "no-store"
    assert [line[::2] for line in kept.openings(road.books.private, "sq-2020-001")] == [
        ("wang", "page")
    ]


def test_every_page_bears_who_and_when(road: House) -> None:
    reader = staff(road)
    reader.form(PAGE, rows="\n".join(f"户主{n:03d}\t朱场组\t种羊\t{n}" for n in range(1, 90)))
    texts = paper.texts(reader.client.get(f"{PAGE}/sheet.pdf").get_data())
    assert len(texts) > 1
    assert all("仅供村务公开栏张贴" in text and "李审核" in text for text in texts)
    assert len(kept.openings(road.books.private, "sq-2020-001")) == 1


def test_no_name_leaves_the_private_side(road: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    reader = staff(road)
    reader.form(PAGE, rows=LIST)
    reader.form(PAGE, 422, rows=f"{PLANTED}\t朱场组\t13812345678\t1")
    assert PLANTED.encode() in reader.client.get(f"{PAGE}/sheet").get_data()
    assert PLANTED in paper.words(reader.client.get(f"{PAGE}/sheet.pdf").get_data())
    planted = PLANTED.encode()
    files = [path for path in Path(road.folder).rglob("*") if path.is_file()]
    assert {"public.sqlite", "private.sqlite"} <= {path.name for path in files}
    assert not [path for path in files if planted in path.read_bytes()]
    assert PLANTED not in caplog.text
    for export in ("projects.csv", "projects.json", "projects/sq-2020-001.json", "log.json"):
        assert planted not in reader.client.get(f"/{export}").get_data()


def test_equal_names_are_sealed_unlike(road: House) -> None:
    rows = households.read("张三\t朱场组\t种羊\t1\n张三\t朱场组\t种羊\t1")
    households.keep(road.books, KEY, "sq-2020-001", rows, "zhang", "2026-11-23T08:00:00Z")
    first, second = kept.of_project(road.books.private, "sq-2020-001")
    assert first.name[:40] != second.name[:40]
