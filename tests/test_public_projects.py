"""The list of projects: filters, order, pages, and addresses that make no sense."""

import pytest

from tests.conftest import House
from tests.public_pages import Reader


@pytest.fixture
def reader(house: House) -> Reader:
    house.money()
    house.publish(
        house.edit("village", "lg", title="柳沟村"),
        house.edit(
            "project", "lg-1", title="文化广场", village="lg", year=2021, type="construction",
            status="building", budget=500,
        ),
        house.edit("project", "x-1", title="没有年份的项目", budget=9_900),
    )  # fmt: skip
    return Reader(house)


def titles(words: str) -> list[str]:
    known = ("道路硬化", "文化广场", "没有年份的项目")
    return sorted((title for title in known if title in words), key=words.index)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["文化广场", "道路硬化", "没有年份的项目"]),
        ("?sort=budget", ["没有年份的项目", "文化广场", "道路硬化"]),
        ("?village=lg", ["文化广场"]),
        ("?type=construction", ["文化广场"]),
        ("?year=2020", ["道路硬化"]),
        ("?status=building", ["文化广场"]),
        ("?status=under_way", ["文化广场"]),
        ("?q=硬化", ["道路硬化"]),
        ("?q=广场&year=2020", []),
        ("?village=&type=&status=&year=&q=&sort=year", ["文化广场", "道路硬化", "没有年份的项目"]),
    ],
)
def test_filters(reader: Reader, query: str, found: list[str]) -> None:
    assert titles(reader.words(f"/projects{query}").split("金额单位")[0]) == found


def test_nothing_fits(reader: Reader) -> None:
    page = reader.page("/projects?q=水库")
    assert "没有符合条件的项目" in page
    assert 'class="more" href="/projects">全部项目' in page


def test_what_is_not_in_the_list_is_left_out_and_said(reader: Reader) -> None:
    words = reader.words("/projects?village=nowhere&year=2020")
    assert "没有“nowhere”这一项，已略过。" in words
    assert titles(words) == ["道路硬化"]


def test_the_form_keeps_what_was_chosen(reader: Reader) -> None:
    page = reader.page("/projects?q=%E8%B7%AF&village=sq")
    assert 'value="路"' in page
    assert '<option value="sq" selected>' in page
    assert "<details open>" in page


def test_absent_is_not_zero(reader: Reader) -> None:
    words = reader.words("/projects?village=sq")
    assert "双桥村 2020 状态未填报 未填报 250.00" in words


@pytest.mark.parametrize("sort", ["year", "budget"])
def test_pages_show_each_project_once(house: House, sort: str) -> None:
    house.publish(
        *(
            house.edit("project", f"p-{n:03d}", title=f"项目{n:03d}号", year=year, budget=year)
            for n in range(120)
            for year in [2019 + n % 3 if n % 5 else None]
        )
    )
    reader = Reader(house)
    seen: list[str] = []
    path = f"/projects?sort={sort}"
    while path:
        page = reader.page(path)
        seen += [f"p-{n:03d}" for n in range(120) if f'"/projects/p-{n:03d}"' in page]
        more = [line for line in page.splitlines() if "下一页" in line]
        path = more[0].split('href="')[1].split('"')[0].replace("&amp;", "&") if more else ""
    assert sorted(seen) == [f"p-{n:03d}" for n in range(120)]
    assert "回到第一页" in page
