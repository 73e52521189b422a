"""A page cache in front of Flask: finished bytes, keyed by the size of the log and the day.

Only GET and HEAD of public pages that set no cookie are kept. The version is read before a page
is made, so a page never outlives the log it shows. A page that many ask for at once is made once.
"""

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

import brotli

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Headers = list[tuple[str, str]]
KEPT_OUT = ("/staff", "/static/", "/media/", "/ask", "/questions")
"""What is not public, kept by others, or depends on more than the log: what waits for an answer."""
LONGEST_QUERY = 512
REFUSED = ("q=0", "q=0.0", "q=0.00", "q=0.000")
QUALITY = 5
"""Of Brotli: smaller than gzip at the same time; more would cost the first reader too much."""


@dataclass(frozen=True)
class Page:
    """A finished answer; `packed` is the same body by content coding, the best first."""

    status: str
    headers: Headers
    body: bytes
    packed: tuple[tuple[str, bytes], ...]
    etag: str

    @property
    def size(self) -> int:
        """Roughly how many bytes it takes in memory."""
        return len(self.body) + sum(len(data) for _, data in self.packed) + 1000


class Pages:
    """The middleware. `version` gives what a page depends on beside its address."""

    def __init__(
        self, app: "WSGIApplication", version: Callable[[], tuple[object, ...]], most: int
    ) -> None:
        self.app = app
        self.version = version
        self.most = most
        self.pages: OrderedDict[tuple[object, ...], Page] = OrderedDict()
        self.held = 0
        self.lock = threading.Lock()
        self.making: dict[tuple[object, ...], threading.Lock] = {}

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        if not self._cacheable(environ):
            return self.app(environ, start_response)
        key = (*self.version(), *_address(environ))
        page = self._found(key) or self._first(key, environ)
        return _answer(page, environ, start_response)

    def _first(self, key: tuple[object, ...], environ: dict[str, Any]) -> Page:
        """The page made by whoever comes first; the others wait for it."""
        with self.lock:
            turn = self.making.setdefault(key, threading.Lock())
        try:
            with turn:
                page = self._found(key)
                if page is None:
                    page = self._made(environ)
                    self._keep(key, page)
                return page
        finally:
            with self.lock:
                self.making.pop(key, None)

    def _cacheable(self, environ: dict[str, Any]) -> bool:
        return (
            self.most > 0
            and environ["REQUEST_METHOD"] in ("GET", "HEAD")
            and not environ.get("PATH_INFO", "").startswith(KEPT_OUT)
            and len(environ.get("QUERY_STRING", "")) <= LONGEST_QUERY
        )

    def _found(self, key: tuple[object, ...]) -> Page | None:
        with self.lock:
            if key in self.pages:
                self.pages.move_to_end(key)
            return self.pages.get(key)

    def _keep(self, key: tuple[object, ...], page: Page) -> None:
        if not page.status.startswith("200") or "Set-Cookie" in dict(page.headers):
            return
        with self.lock:
            old = self.pages.pop(key, None)
            self.held += page.size - (old.size if old else 0)
            self.pages[key] = page
            while self.held > self.most and self.pages:
                self.held -= self.pages.popitem(last=False)[1].size

    def _made(self, environ: dict[str, Any]) -> Page:
        """The application's answer to a GET, whatever the reader sent of conditions."""
        caught: list[tuple[str, Headers]] = []

        def start(status: str, headers: Headers, exc_info: object = None) -> Any:
            caught[:] = [(status, headers)]
            return lambda _: None

        asked = {**environ, "REQUEST_METHOD": "GET"}
        answer = self.app(asked, start)
        try:
            body = b"".join(answer)
        finally:
            getattr(answer, "close", lambda: None)()
        status, headers = caught[0]
        varies = [value for name, value in headers if name.lower() == "vary"]
        dropped = ("content-length", "vary")
        kept = [(name, value) for name, value in headers if name.lower() not in dropped]
        kept.append(("Vary", ", ".join([*varies, "Accept-Encoding"])))
        etag = f'W/"{hashlib.sha256(body).hexdigest()[:20]}"'
        packed = (
            ("br", brotli.compress(body, quality=QUALITY)),
            ("gzip", gzip.compress(body, 6, mtime=0)),
        )
        return Page(status, kept, body, packed, etag)


def _address(environ: dict[str, Any]) -> tuple[object, ...]:
    return (
        environ.get("HTTP_HOST", ""),
        environ.get("wsgi.url_scheme", ""),
        environ.get("SCRIPT_NAME", ""),
        environ.get("PATH_INFO", ""),
        _query(environ.get("QUERY_STRING", "")),
        environ.get("HTTP_HX_REQUEST", ""),
        environ.get("HTTP_HX_HISTORY_RESTORE_REQUEST", ""),
        environ.get("HTTP_HX_BOOSTED", ""),
    )


def _query(query: str) -> str:
    """The query with its parameters in order of their names, the empty ones left out.

    >>> _query("year=2020&q=&type=road"), _query("a=2&a=1")
    ('type=road&year=2020', 'a=2&a=1')
    """
    try:
        given = parse_qsl(query, max_num_fields=50)
    except ValueError:
        return query
    return urlencode(sorted(given, key=lambda pair: pair[0]))


def _answer(
    page: Page, environ: dict[str, Any], start_response: "StartResponse"
) -> Iterable[bytes]:
    headers = [*page.headers, ("ETag", page.etag)]
    if page.status.startswith("200") and page.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
        dropped = {"content-type"}
        start_response("304 Not Modified", [h for h in headers if h[0].lower() not in dropped])
        return []
    body = page.body
    accepted = _accepted(environ.get("HTTP_ACCEPT_ENCODING", ""))
    for coding, data in page.packed:
        if coding in accepted:
            body = data
            headers.append(("Content-Encoding", coding))
            break
    headers.append(("Content-Length", str(len(body))))
    start_response(page.status, headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _accepted(header: str) -> set[str]:
    """The content codings that a reader takes.

    >>> sorted(_accepted("gzip, br;q=1.0, zstd;q=0"))
    ['br', 'gzip']
    """
    parts = [part.strip().lower().partition(";") for part in header.split(",")]
    return {name.strip() for name, _, rest in parts if rest.replace(" ", "") not in REFUSED}
