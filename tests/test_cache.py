"""The page cache and the shim of paths, around a tiny application."""

import gzip
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import brotli
import pytest
from werkzeug.test import Client

from portal import paths
from portal.cache import Pages
from portal.paths import Paths


class Counter:
    """An application that tells its address and counts how often it was asked."""

    def __init__(self, **headers: str) -> None:
        self.asked = 0
        self.status = "200 OK"
        self.headers = headers

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        self.asked += 1
        start(self.status, [("Content-Type", "text/plain"), *self.headers.items()])
        said = (environ["SCRIPT_NAME"], environ["PATH_INFO"], environ.get(paths.LANGUAGE))
        return [f"{said} {environ['REQUEST_METHOD']} {self.asked}".encode()]


def client(app: Counter, version: Sequence[object] | None = None, most: int = 10**6) -> Client:
    return Client(Pages(app, lambda: tuple(version or [1]), most))


def test_a_page_is_made_once() -> None:
    app = Counter()
    reader = client(app)
    assert reader.get("/a").text == reader.get("/a").text
    assert app.asked == 1
    reader.get("/a?x=1")
    reader.get("/a", headers={"HX-Request": "true"})
    assert app.asked == 3


def test_a_new_version_makes_it_anew() -> None:
    app, version = Counter(), [1]
    reader = client(app, version)
    reader.get("/a")
    version[0] = 2
    reader.get("/a")
    assert app.asked == 2


@pytest.mark.parametrize("path", ["/staff/", "/static/x.css", "/a?" + "x" * 600])
def test_what_is_never_kept(path: str) -> None:
    app = Counter()
    reader = client(app)
    reader.get(path), reader.get(path)
    assert app.asked == 2


def test_neither_errors_nor_cookies_are_kept() -> None:
    for app in (Counter(**{"Set-Cookie": "a=b"}), Counter()):
        app.status = "404 NOT FOUND" if not app.headers else app.status
        reader = client(app)
        reader.get("/a"), reader.get("/a")
        assert app.asked == 2


def test_unchanged_is_304_without_a_body() -> None:
    reader = client(Counter())
    etag = reader.get("/a").headers["ETag"]
    again = reader.get("/a", headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == etag


def test_gzip_holds_the_same_page() -> None:
    reader = client(Counter())
    packed = reader.get("/a", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.data) == reader.get("/a").data
    assert "Accept-Encoding" in packed.headers.getlist("Vary")


def test_the_best_coding_that_a_reader_takes() -> None:
    reader = client(Counter())
    for asked, given in (("gzip, br", "br"), ("gzip, br;q=0", "gzip"), ("zstd", None)):
        answer = reader.get("/a", headers={"Accept-Encoding": asked})
        assert answer.headers.get("Content-Encoding") == given
    packed = reader.get("/a", headers={"Accept-Encoding": "br"}).data
    assert brotli.decompress(packed) == reader.get("/a").data


def test_the_order_of_a_query_makes_no_other_page() -> None:
    app = Counter()
    reader = client(app)
    for query in ("year=2020&village=sq", "village=sq&year=2020", "village=sq&year=2020&q="):
        reader.get(f"/a?{query}")
    assert app.asked == 1
    reader.get("/a?village=lg&year=2020")
    assert app.asked == 2


def test_many_who_ask_at_once_wait_for_one() -> None:
    app = Counter()

    def slow(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        time.sleep(0.05)
        return app(environ, start)

    pages = Pages(slow, lambda: (1,), 10**6)
    threads = [threading.Thread(target=Client(pages).get, args=("/a",)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert app.asked == 1
    assert not pages.making


def test_a_page_that_fails_keeps_nobody_waiting() -> None:
    app = Counter()

    def broken(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if not app.asked:
            app.asked += 1
            raise RuntimeError
        return app(environ, start)

    reader = Client(Pages(broken, lambda: (1,), 10**6))
    with pytest.raises(RuntimeError):
        reader.get("/a")
    assert reader.get("/a").status_code == 200


def test_head_has_the_headers_of_get() -> None:
    reader = client(Counter())
    head, get = reader.head("/a"), reader.get("/a")
    assert head.data == b"" and head.headers["Content-Length"] == get.headers["Content-Length"]


def test_it_holds_no_more_than_it_may() -> None:
    app = Counter()
    pages = Pages(app, lambda: (1,), 5000)
    reader = Client(pages)
    for number in range(50):
        reader.get(f"/{number}")
    assert pages.held <= 5000 and 0 < len(pages.pages) < 50


@pytest.mark.parametrize(
    ("path", "script", "rest", "language"),
    [
        ("/", "", "/", "zh_Hans"),
        ("/projects", "", "/projects", "zh_Hans"),
        ("/en", "/en", "/", "en"),
        ("/zh-hant/large/projects", "/zh-hant/large", "/projects", "zh_Hant"),
        ("/mingbai/en/log", "/mingbai/en", "/log", "en"),
        ("/mingbais", "", "/mingbais", "zh_Hans"),
        ("/english", "", "/english", "zh_Hans"),
    ],
)
def test_paths_move_aside(path: str, script: str, rest: str, language: str) -> None:
    reader = Client(Paths(Counter(), "/mingbai", "zh_Hans"))
    assert reader.get(path).text.startswith(str((script, rest, language)))


def test_the_same_page_elsewhere() -> None:
    assert paths.address("/m", "zh_Hant", True, "/log", "zh_Hans") == "/m/zh-hant/large/log"
    assert paths.address("", "zh_Hans", False, "/log", "zh_Hans") == "/log"
