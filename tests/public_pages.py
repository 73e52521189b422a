"""A reader without a screen: every public page that a test opens is looked over."""

import base64
import gzip
import hashlib
import re
from html.parser import HTMLParser
from typing import Any

from werkzeug.test import Client, TestResponse

from portal.app import application
from portal.settings import Settings
from tests.conftest import House

FIRST_FLIGHT = 14_000
"""Bytes of one TCP initial window: a page with its styles fits into it, compressed."""


class Reader:
    """Anybody at a browser that keeps no cookies."""

    def __init__(self, house: House, **settings: Any) -> None:
        chosen = {"folder": house.folder, "secret_key": "s" * 43, "log_key": house.skey}
        self.client = Client(application(Settings(**{**chosen, **settings}), house.books))

    def answer(self, path: str, **headers: str) -> TestResponse:
        """What comes back, headers and all."""
        return self.client.get(path, headers={k.replace("_", "-"): v for k, v in headers.items()})

    def page(self, path: str, status: int = 200) -> str:
        """The whole page, looked over."""
        answer = self.answer(path)
        assert answer.status_code == status, path
        text = answer.get_data(as_text=True)
        look_over(text)
        assert not strange_styles(text, answer.headers["Content-Security-Policy"])
        return text

    def words(self, path: str, status: int = 200) -> str:
        """The words of a page's main part, white space kept single."""
        main = self.page(path, status).split("<main", 1)[1].split("</main>")[0]
        main = joined(main)
        return " ".join(re.sub(r"<[^>]*>", " ", "<" + main).split())

    def weight(self, path: str) -> int:
        """Bytes of the page with its styles, compressed."""
        return len(gzip.compress(self.answer(path).get_data(), 6))


def joined(page: str) -> str:
    """A page without the marks of where a line may end and may not."""
    return re.sub(r'<wbr>|<span class="k">([^<]*)</span>', r"\1", page)


def strange_styles(text: str, policy: str) -> list[str]:
    """The styles of a page that its policy does not know, so that no browser applies them."""
    styles = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    hashes = {one: base64.b64encode(hashlib.sha256(one.encode()).digest()) for one in styles}
    return [one[:80] for one, known in hashes.items() if f"'sha256-{known.decode()}'" not in policy]


class Looker(HTMLParser):
    """Collects what is wrong with a page."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.labels = 0
        self.labelled: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if "style" in given or any(name.startswith("on") for name in given):
            self.wrong.append(f"<{tag}> with style or script inside")
        self.labels += tag == "label"
        if tag == "label":
            self.labelled.add(str(given.get("for")))
        named = "aria-label" in given or given.get("id") in self.labelled
        unnamed = not self.labels and not named
        if tag in ("input", "select") and given.get("type") != "hidden" and unnamed:
            self.wrong.append(f"<{tag}> without a label")
        if given.get("id"):
            self.ids.append(str(given["id"]))

    def handle_endtag(self, tag: str) -> None:
        self.labels -= tag == "label"


def look_over(text: str) -> None:
    """Title, language, one heading, nothing unrendered, no inline style, labelled fields."""
    assert re.search(r"<title>[^<{]+</title>", text)
    assert re.search(r'<html lang="(zh-Hans|zh-Hant|en)"', text)
    assert text.count("<h1>") == 1
    body = text.split("<body>", 1)[1]
    assert "{{" not in body
    assert "None" not in body
    assert "%(" not in body
    looker = Looker()
    looker.feed(text)
    assert not looker.wrong
    assert len(looker.ids) == len(set(looker.ids))
