"""The error page: what happened, and a way on that fits."""

import pytest

from portal.app import create_app
from portal.settings import Settings
from tests.conftest import House
from tests.public_pages import Reader, look_over

WAYS = ("/", "/villages", "/projects", "/donations", "/payments", "/glossary", "/log")
SEARCH = '<input type="search" name="q"'


@pytest.mark.parametrize("tongue", ["", "/zh-hant", "/en/large"])
def test_what_is_not_there_may_be_looked_for(house: House, tongue: str) -> None:
    page = Reader(house).page(f"{tongue}/projects/nowhere", 404)
    assert f'<form action="{tongue}/projects">' in page
    assert SEARCH in page
    main = page.split("<main")[1].split("</main>")[0]
    assert [f'<a href="{tongue}{way}">' in main for way in WAYS] == [True] * len(WAYS)


def test_it_leads_to_the_numbers_to_call_when_there_are_some(house: House) -> None:
    assert "请拨打下面的电话" not in Reader(house).page("/nowhere", 404)
    house.put("hotline", "hot-1", title="监督电话", number="12317", until="2999-01-01")
    page = Reader(house).page("/nowhere", 404)
    assert "请拨打下面的电话" in page and "12317" in page


def test_every_way_on_leads_somewhere(house: House) -> None:
    for way in WAYS:
        Reader(house).page(way)


def test_no_machine_keeps_an_error(house: House) -> None:
    answer = Reader(house).answer("/nowhere")
    assert answer.headers["Cache-Control"] == "no-store"
    assert '<meta name="robots" content="noindex">' in answer.text
    assert "canonical" not in answer.text


def test_without_books_it_says_to_come_back(house: House) -> None:
    answer = create_app(Settings(folder=house.folder / "nowhere")).test_client().get("/log")
    assert answer.status_code == 503
    look_over(answer.text)
    assert SEARCH not in answer.text
    assert "过几分钟" in answer.text
