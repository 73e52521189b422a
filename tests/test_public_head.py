"""What a page's head says to machines: where it is, in which languages, what it is about."""

import html
import re

import pytest

from portal.settings import HOME
from tests.conftest import House
from tests.public_pages import Reader


def tagged(page: str, pattern: str) -> list[str]:
    return [html.unescape(found) for found in re.findall(pattern, page)]


def alternates(page: str) -> dict[str, str]:
    pairs = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page)
    return dict(pairs)


CANONICAL = r'<link rel="canonical" href="([^"]+)">'
DESCRIPTION = r'<meta name="description" content="([^"]*)">'


@pytest.mark.parametrize("tongue", ["", "/en", "/zh-hant/large", "/large"])
def test_a_page_names_itself_in_each_language(house: House, tongue: str) -> None:
    page = Reader(house).page(f"{tongue}/projects?year=2020")
    assert alternates(page) == {
        "zh-Hans": "http://localhost/projects",
        "zh-Hant": "http://localhost/zh-hant/projects",
        "en": "http://localhost/en/projects",
        "x-default": "http://localhost/projects",
    }
    own = tongue.removesuffix("/large")
    assert tagged(page, CANONICAL) == [f"http://localhost{own}/projects"]


def test_the_languages_follow_the_sites_own(house: House) -> None:
    page = Reader(house, language="en", prefix="/mingbai").page("/mingbai/log")
    found = alternates(page)
    assert found["en"] == found["x-default"] == "http://localhost/mingbai/log"
    assert found["zh-Hans"] == "http://localhost/mingbai/zh-hans/log"


def test_the_configured_address_wins(house: House) -> None:
    page = Reader(house, address="https://mingbai.example").page("/en/log?before=1")
    assert tagged(page, CANONICAL) == ["https://mingbai.example/en/log"]
    assert "https://mingbai.example/en/log?before=1</span>" in page
    assert "http://localhost" not in page


@pytest.mark.parametrize("path", ["/", "/donations", "/donations/d-1", "/projects/sq-2020-001"])
def test_the_description_is_the_pages_sentence(house: House, path: str) -> None:
    house.money()
    reader = Reader(house)
    (description,) = tagged(reader.page(path), DESCRIPTION)
    assert description[:20] and description[:20] in reader.words(path)


@pytest.mark.parametrize("path", ["/log", "/villages", "/organisations", "/posts", "/glossary"])
def test_a_list_is_described_by_what_it_says_of_itself(house: House, path: str) -> None:
    reader = Reader(house)
    (description,) = tagged(reader.page(path), DESCRIPTION)
    assert len(description) > 10 and description in reader.words(path)


def test_a_text_is_described_by_how_it_begins(house: House) -> None:
    house.put("post", "post-1", title="通车", day="2020-09-10", body="道路通车了。\n\n以后再说。")
    house.put("page", "about", title="关于", language="zh_Hans", body="字" * 500)
    reader = Reader(house)
    assert tagged(reader.page("/posts/post-1"), DESCRIPTION) == ["道路通车了。"]
    assert tagged(reader.page("/pages/about"), DESCRIPTION) == ["字" * 159 + "…"]


def test_a_page_without_a_sentence_is_described_too(house: House) -> None:
    (description,) = tagged(Reader(house).page("/projects"), DESCRIPTION)
    assert "谁来检查" in description


def test_a_long_or_hostile_name_stays_inside_its_description(house: House) -> None:
    house.money()
    house.put("organisation", "center", title='"><script>' + "长" * 190)
    (description,) = tagged(Reader(house).page("/donations/d-1"), DESCRIPTION)
    assert '"><script>' in description
    assert len(description) <= 165


def test_robots_may_read_all_but_the_staffs_side(house: House) -> None:
    answer = Reader(house, prefix="/mingbai").answer("/mingbai/robots.txt")
    assert answer.mimetype == "text/plain"
    assert answer.text.splitlines() == [
        "User-agent: *",
        "Disallow: /mingbai/staff",
        "Disallow: /mingbai/ask",
        "Disallow: /mingbai/qr",
    ]


def test_staff_pages_are_kept_from_machines(house: House) -> None:
    page = Reader(house).answer("/staff/sign-in").text
    assert '<meta name="robots" content="noindex">' in page
    assert not alternates(page) and "/qr" not in page


def test_whoever_has_fields_has_their_styles() -> None:
    for page in (HOME / "templates" / "public").glob("[!_]*.html"):
        text = page.read_text("utf-8")
        fields = "<input" in text or "<select" in text
        styled = 'css("forms.css")' in text or "ask_layout.html" in text
        assert styled or not fields, page.name
