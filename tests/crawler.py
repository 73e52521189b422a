"""A reader who follows every link of the site, and sees of each page what people see."""

import re
from collections import Counter, deque
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from werkzeug.test import Client

from portal import paths
from tests.public_pages import joined

ALIKE = 4
"""Addresses followed that differ in their query only, or in the number of an entry of the log."""
MANY = 12
"""Pages of the log that are followed, which leads to records that nothing else names; figures."""
_ELSEWHERE = ("/staff", "/static/", *(f"/{name}/" for name in (*paths.SEGMENTS, "large")))
_SPOKEN = ("alt", "aria-label", "content", "data-th", "placeholder", "title")
_UNSEEN = ("script", "style", "code", "pre")
"""Not for people, or not words: hashes, signatures."""


class Seen(HTMLParser):
    """The links of a page, and the texts on it that are meant for people.

    A link that has a label is read by its label: pictures break names into lines.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.clicks: list[str] = []
        self.texts: list[str] = []
        self.unseen = 0
        self.foreign: list[str] = []
        self.labelled = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.unseen += tag in _UNSEEN
        self.links += [given[name] for name in ("href", "src", "action") if given.get(name)]
        if tag != "meta" or given.get("name") == "description":
            self.texts += [given[name] for name in _SPOKEN if given.get(name)]
        if "lang" in given and tag != "html":
            self.foreign.append(tag)
        if tag == "a":
            self.clicks.append(given.get("href", ""))
            self.labelled = "aria-label" in given

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in _UNSEEN
        if self.foreign and self.foreign[-1] == tag:
            self.foreign.pop()
        self.labelled = self.labelled and tag != "a"

    def handle_data(self, data: str) -> None:
        if data.strip() and not (self.unseen or self.foreign or self.labelled):
            self.texts.append(data)

    @property
    def pieces(self) -> tuple[str, ...]:
        """What people read or hear of the page, piece by piece."""
        return tuple(" ".join(one.split()) for one in self.texts)


class Answer(NamedTuple):
    """What came back for an address; of a page that was crawled also what people read of it."""

    status: int
    kind: str
    text: str
    pieces: tuple[str, ...] = ()


def ask(client: Client, address: str) -> Answer:
    """One GET."""
    answer = client.get(address)
    return Answer(
        answer.status_code, answer.mimetype or "", answer.get_data().decode("utf-8", "replace")
    )


def links(seen: list[str], address: str) -> list[str]:
    """The addresses on this site among those on a page, in the order of the page."""
    whole = (urlsplit(urljoin(f"http://localhost{address}", one)) for one in seen)
    here = [one for one in whole if (one.scheme, one.netloc) == ("http", "localhost")]
    return [f"{one.path}?{one.query}" if one.query else one.path for one in here]


def crawl(client: Client, prefix: str = "", start: str = "/") -> dict[str, Answer]:
    """Address → answer of everything that links lead to from the home page, in one language."""
    found: dict[str, Answer] = {}
    waiting = deque([prefix + start])
    alike: Counter[tuple[str, ...]] = Counter()
    while waiting:
        address = waiting.popleft()
        kind = _kind(address)
        most = MANY if kind[0].endswith(("/log", "/figures/")) else ALIKE
        if address in found or (kind[1:] and alike[kind] >= most):
            continue
        alike[kind] += 1
        found[address] = ask(client, address)
        if found[address].kind == "text/html":
            seen = Seen(joined(found[address].text))
            found[address] = found[address]._replace(pieces=seen.pieces)
            waiting += [one for one in links(seen.links, address) if _within(one, prefix)]
    return found


def clicks(client: Client, most: int, last: tuple[str, ...]) -> dict[str, tuple[int, str]]:
    """Address → how many clicks from the home page, and its text; without forms and scripts.

    With the last click only addresses that begin like `last` are opened.
    """
    found: dict[str, tuple[int, str]] = {}
    here = ["/"]
    for distance in range(most + 1):
        new = [address for address in dict.fromkeys(here) if address not in found]
        if distance == most:
            new = [address for address in new if address.startswith(last)]
        found |= {address: (distance, ask(client, address).text) for address in new}
        here = [
            one
            for address in new
            for one in links(Seen(found[address][1]).clicks, address)
            if _within(one, "") and "." not in one and not one.startswith("/log/")
        ]
    return found


def _kind(address: str) -> tuple[str, ...]:
    path, _, query = address.partition("?")
    if path.startswith("/qr/"):
        return "/qr", path[:5]
    if re.search(r"/log/\d+(\.\w+)?$", path):
        return "/log/", path.rpartition(".")[2] if "." in path else "entry"
    if "/figures/" in path:
        return "/figures/", "csv" if path.endswith(".csv") else "other"
    return path, *sorted(part.partition("=")[0] for part in query.split("&") if part)


def _within(address: str, prefix: str) -> bool:
    """Whether an address is of this language and size, and not of the staff.

    Files are the same in every language: they are followed in one only.
    """
    rest = address.removeprefix(prefix)
    if not address.startswith(f"{prefix}/") or rest.startswith(_ELSEWHERE):
        return False
    return not prefix or "." not in rest


def texts(text: str) -> tuple[str, ...]:
    """What people read or hear of a page, piece by piece."""
    return Seen(joined(text)).pieces
