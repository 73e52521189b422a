"""The news: newest first, in pages, and wherever it belongs."""

import json

import pytest

from tests.conftest import House
from tests.public_pages import Reader


def put(house: House, code: str, **values: object) -> None:
    given = {"title": "道路通过验收", "day": "2020-09-10", "body": "验收长度 **2.36** 公里。"}
    house.put("post", code, **{**given, **values})


def test_one_post(house: House) -> None:
    house.money()
    put(house, "post-1", village="sq", project="sq-2020-001")
    page = Reader(house).page("/posts/post-1")
    assert "<h1>道路通过验收</h1>" in page and "2020年9月10日" in page
    assert "<strong>2.36</strong>" in page
    assert 'href="/villages/sq">双桥村' in page
    assert 'href="/projects/sq-2020-001">道路硬化' in page
    assert "张编辑" in page


def test_a_post_about_nothing_in_particular(house: House) -> None:
    put(house, "post-1")
    page = Reader(house).page("/posts/post-1")
    assert "/villages/" not in page.split("<main")[1].split("</main>")[0]


def test_newest_first_wherever_it_belongs(house: House) -> None:
    house.money()
    put(house, "post-1", village="sq", title="旧的")
    put(house, "post-2", village="sq", project="sq-2020-001", day="2021-01-01", title="新的")
    put(house, "post-3", day="2022-01-01", title="别处的")
    reader = Reader(house)
    assert "2022-01-01 别处的 2021-01-01 新的 双桥村 2020-09-10 旧的" in reader.words("/posts")
    village = reader.words("/villages/sq")
    assert "2021-01-01 新的 2020-09-10 旧的" in village and "别处的" not in village
    project = reader.words("/projects/sq-2020-001")
    assert "2021-01-01 新的" in project and "旧的" not in project


def test_a_page_of_a_village_shows_a_few(house: House) -> None:
    house.money()
    for number in range(5):
        put(house, f"post-{number}", village="sq", title=f"第{number}条")
    page = Reader(house).page("/villages/sq")
    assert page.count('href="/posts/post-') == 3
    assert 'href="/posts?village=sq"' in page


def test_the_list_comes_in_pages(house: House) -> None:
    house.publish(
        *(
            house.edit("post", f"post-{n:03d}", title=f"消息{n}", day="2020-09-10", body="正文")
            for n in range(120)
        )
    )
    reader = Reader(house)
    first = reader.page("/posts")
    assert 'href="/posts?after=2020-09-10,post-049"' in first
    assert "/posts/post-050" not in first
    second = reader.page("/posts?after=2020-09-10,post-049")
    assert 'href="/posts/post-050"' in second and 'href="/posts/post-049"' not in second
    assert "后面没有了" in reader.words("/posts?after=2020-09-10,post-119")
    rows = reader.answer("/posts", HX_Request="true").get_data(as_text=True)
    assert rows.startswith('<div id="list">') and "<html" not in rows


def test_only_those_of_a_village(house: House) -> None:
    house.money()
    put(house, "post-1", village="sq", title="本村的")
    put(house, "post-2", title="别处的")
    words = Reader(house).words("/posts?village=sq")
    assert "本村的" in words and "别处的" not in words


@pytest.mark.parametrize("query", ["?village=x", "?after=x", "?after=2020-09-10", "?q=%ff"])
def test_an_odd_address_is_told_or_ignored(house: House, query: str) -> None:
    put(house, "post-1")
    assert "道路通过验收" in Reader(house).words(f"/posts{query}")


def test_no_news_yet(house: House) -> None:
    assert "还没有动态。" in Reader(house).words("/posts")


@pytest.mark.parametrize("path", ["/posts/x", "/posts/x.json"])
def test_what_is_not_there(house: House, path: str) -> None:
    assert Reader(house).answer(path).status_code == 404


def test_the_files(house: House) -> None:
    put(house, "post-1")
    reader = Reader(house)
    assert json.loads(reader.answer("/posts.json").data)["records"][0]["code"] == "post-1"
    assert json.loads(reader.answer("/posts/post-1.json").data)["post"]["day"] == "2020-09-10"
    assert "道路通过验收" in reader.answer("/posts.csv").get_data(as_text=True)
    assert "道路通过验收" in reader.answer("/posts/post-1.csv").get_data(as_text=True)


def test_the_list_reads_an_index(house: House) -> None:
    asked: list[str] = []
    from portal.store import posts

    house.books.public.set_trace_callback(asked.append)
    for given in ({}, {"village": "sq"}, {"project": "p"}):
        posts.posts(house.books.public, **given)  # type: ignore[arg-type]
    house.books.public.set_trace_callback(None)
    for query in asked:
        plan = house.books.public.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()
        steps = [row[3] for row in plan]
        assert not [step for step in steps if "SCAN" in step or "TEMP B-TREE" in step], steps
