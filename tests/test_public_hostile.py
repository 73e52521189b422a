"""Addresses as machines and mischief make them: answered in words with a way on, never a 500."""

import json
import re

import pytest

from tests.conftest import House, earned
from tests.public_pages import Reader, look_over

LONG = "道" * 10_000
LOST = [
    "/nichts",
    "/projects/nichts",
    "/projects/SQ-2020-001",
    "/projects/sq-2020-001/",
    "/projects/%00",
    "/projects/%ff%fe",
    "/projects/..%2f..%2f..%2fetc%2fpasswd",
    "/projects/' OR 1=1 --",
    "/payments/<script>alert(1)</script>",
    "/donations/{{7*7}}",
    "/villages/%25%28x%29s",
    "/organisations/" + "x" * 10_000,
    "/posts/nichts",
    "/pages/..",
    "/pages/nichts",
    "/flow/nichts",
    "/qr/staff.svg",
    "/qr/http://example.org.svg",
    "/organisations/" + "%F0%9F%92%A9" * 500,
    "/log/0",
    "/log/checkpoint/x",
    "/static/../portal/app.py",
    "/static/%2e%2e/%2e%2e/etc/passwd",
    "/static/nichts.css",
    "/en/en/projects",
    "/large/en/projects",
    "/fr/projects",
    "/projects.xml",
    "/projects.CSV",
    "/projects/sq-2020-001.pdf",
    "/projects/sq-2020-001.csv.json",
    "/donations/nichts.csv",
    "/payments/nichts.json",
    "/villages/nichts.csv",
    "/households/nichts",
    "/collective/nichts.json",
    "/indicators/nichts",
    "/organisations/nichts.json",
    "/.git/config",
    "/public.sqlite",
    "/private.sqlite",
    "/wp-login.php",
]
LISTS = (
    *("/projects", "/payments", "/donations", "/villages", "/posts", "/works", "/log"),
    *("/monitoring", "/households", "/collective"),
)
PAGES = (
    "/",
    *LISTS,
    "/indicators",
    "/households/sq-2020-001",
    "/collective/sq-2020-001",
    "/projects/sq-2020-001",
    "/payments/pay-1",
    "/donations/d-1",
    "/villages/sq",
    "/organisations/road",
    "/flow",
    "/flow/entries",
    "/glossary",
)
QUERIES = {
    "a place to go on that is none": "after=x&before=x",
    "a place beyond all numbers": "after=99999999999999999999,x&before=99999999999999999999",
    "a day that is none": "after=2020-13-99,d-1&before=-1",
    "unknown choices": "village=nichts&type=nichts&status=nichts&year=1&sort=nichts",
    "numbers in other scripts": "year=٢٠٢٠&before=٣&after=２０２０,x",
    "a search in the index's own language": 'q=NEAR(a b) OR body:* AND "x^ - {a}',
    "a search without words": "q=%22%27%3B--%20*()",
    "a search in another script": "q=%D9%85%D8%B1%D9%83%D8%B2%E2%80%AE%F0%9F%92%A9%E2%80%8B",
    "a search of one character": "q=%E8%B7%AF",
    "a very long search": f"q={LONG}",
    "very long choices": f"village={LONG}&year={LONG}&after={LONG}&before={LONG}",
    "NUL": "q=%00&village=%00&after=%00,%00&before=%00",
    "no UTF-8": "q=%ff%fe%e9&village=%c3%28&after=%ed%a0%80",
    "markup": "q=%3Cscript%3Ealert(1)%3C/script%3E&village=%3Cb%3E&after=%3Cb%3E",
    "templates": "q={{7*7}}&village=%25(x)s&after={%25+raw+%25}",
    "the same twice": "status=under_way&status=nichts&year=2020&year=1&q=a&q=b&after=x&after=y",
    "unknown names": "id=1&page=-1&__proto__=x&q[]=x",
    "no names": "=&&=&==;&?&#",
    "a thousand parameters": "&".join(f"p{number}={number}" for number in range(1_000)),
}
NOTED = (
    ("/projects", "village=nichts", "没有“nichts”这一项"),
    ("/projects", "status=nichts", "没有“nichts”这一项"),
    ("/payments", "year=1", "没有“1”这一项"),
    *((path, "after=!", "从头列出") for path in LISTS if path != "/log"),
    ("/log", "before=x", "从头列出"),
    ("/projects/sq-2020-001", "after=x", "从头列出"),
    ("/households/sq-2020-001", "after=x", "从头列出"),
    ("/indicators", "village=nichts", "没有“nichts”这一项"),
)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> House:
    house = House(tmp_path_factory.mktemp("hostile"))
    house.money()
    house.publish(*earned("sq-2020-001"))
    return house


@pytest.fixture(scope="module")
def reader(books: House) -> Reader:
    return Reader(books, cache_bytes=0)


@pytest.fixture(scope="module")
def cached(books: House) -> Reader:
    return Reader(books)


def seen(reader: Reader, address: str, status: int = 200) -> str:
    """The page, looked over without what it repeats of the address."""
    answer = reader.answer(address)
    assert answer.status_code == status
    page = answer.get_data(as_text=True)
    assert "<script>alert" not in page
    look_over(page.replace("{{7*7}}", "·").replace("%(x)s", "·"))
    return page


@pytest.mark.parametrize("path", LOST, ids=lambda path: path[:40])
def test_what_is_not_there(reader: Reader, path: str) -> None:
    page = seen(reader, path, 404)
    assert re.search(r'<a href="[/a-z]*/projects">', page.split("<main")[1])


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
@pytest.mark.parametrize("path", PAGES)
def test_a_query(reader: Reader, path: str, query: str) -> None:
    assert len(seen(reader, f"{path}?{query}")) < 200_000


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
@pytest.mark.parametrize("path", LISTS)
def test_the_files_of_a_list(reader: Reader, path: str, query: str) -> None:
    assert reader.answer(f"{path}.csv?{query}").status_code == 200
    answer = reader.answer(f"{path}.json?{query}")
    assert answer.status_code == 200
    assert "records" in json.loads(answer.get_data(as_text=True))


@pytest.mark.parametrize(("path", "query", "words"), NOTED)
def test_what_was_left_out_is_said(reader: Reader, path: str, query: str, words: str) -> None:
    page = reader.page(f"{path}?{query}")
    assert words in page.split('<p class="find">')[1].split("</p>")[0]


@pytest.mark.parametrize(
    "path", [*PAGES, "/log/checkpoint", "/projects.csv", "/donations/d-1.json"]
)
def test_methods(cached: Reader, path: str) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "X" * 100):
        answer = cached.client.open(path, method=method)
        assert answer.status_code in (400, 405), method
        assert "可以从这里继续" in answer.get_data(as_text=True), method
    assert set(cached.client.options(path).allow) == {"GET", "HEAD", "OPTIONS"}
    head = cached.client.head(path)
    assert (head.status_code, head.data) == (200, b"")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    "headers",
    [
        {"Accept-Encoding": "nonsense;q=x, gzip;q="},
        {"If-None-Match": '"' + "x" * 5_000},
        {"If-Modified-Since": "yesterday"},
        {"Range": "bytes=5-1"},
        {"HX-Request": "perhaps"},
        {"Cookie": "portal=forged; portal=twice"},
        {"Accept-Language": "\x7f" * 100, "Accept": "text/x-nothing"},
    ],
    ids=str,
)
def test_headers(cached: Reader, path: str, headers: dict[str, str]) -> None:
    answer = cached.client.get(path, headers=headers)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers


def test_two_slashes_lead_to_one(cached: Reader) -> None:
    answer = cached.answer("/projects//sq-2020-001")
    assert answer.status_code == 308
    assert answer.headers["Location"].endswith("/projects/sq-2020-001")
