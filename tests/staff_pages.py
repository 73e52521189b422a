"""A browser without a screen for the staff pages; every page that a test opens is looked over."""

import datetime
import re
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from portal import accounts
from portal.app import create_app
from portal.settings import Settings
from portal.store import people
from portal.store.people import User
from tests.conftest import House

PASSWORD = "四个字也是密码吗再长一点"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def site(house: House, **settings: Any) -> Flask:
    """The application over a test's house."""
    chosen = {"folder": house.folder, "secret_key": "s" * 43, "log_key": house.skey, **settings}
    return create_app(Settings(**chosen), house.books)


class Staff:
    """A person at a browser; signed in when a user is given."""

    def __init__(self, house: House, user: User | None = None, app: Flask | None = None) -> None:
        self.house = house
        self.client = (app or site(house)).test_client()
        if user:
            token = f"token-of-{user.name}"
            now = datetime.datetime.now(datetime.UTC)
            later = accounts.stamp(now + datetime.timedelta(hours=1))
            with house.books.writing(house.books.private) as private:
                people.add_session(
                    private, accounts._digest(token), user.name, accounts.stamp(now), later
                )
            with self.client.session_transaction() as session:
                session["token"] = token

    def get(self, path: str, status: int = 200) -> str:
        """The page, or where it sends to."""
        return seen(self.client.get(path), status)

    def token(self) -> str:
        """A CSRF token of this browser."""
        page = self.client.get("/staff/upload", follow_redirects=True).get_data(as_text=True)
        found = TOKEN.search(page)
        assert found
        return found[1]

    def post(self, path: str, status: int = 303, /, **fields: Any) -> str:
        """Sends a form with its token; the page, or where it sends to."""
        data = {name.replace("__", ":"): value for name, value in fields.items()}
        return seen(self.client.post(path, data={"csrf_token": self.token(), **data}), status)

    def form(self, path: str, status: int = 303, /, **typed: str) -> str:
        """Opens the page, fills its first form in and sends it."""
        page = self.get(path)
        return self.post(form_action(page), status, **{**fields_of(page), **typed})


def seen(response: TestResponse, status: int) -> str:
    text = response.get_data(as_text=True)
    assert response.status_code == status, text
    if status == 303:
        return str(response.headers["Location"])
    assert response.headers["Cache-Control"] == "no-store"
    look_over(text)
    return text


def form_action(page: str) -> str:
    found = re.search(r'<form class="sheet[^>]* action="([^"]+)"', page)
    assert found
    return found[1]


def fields_of(page: str) -> dict[str, str]:
    """What a browser would send of the first form if nothing was touched."""
    reader = Reader()
    reader.feed(page.partition('<form class="sheet')[2].join(["<form ", ""]).split("</form>")[0])
    return reader.sent


class Reader(HTMLParser):
    """Fields with their values, labels, and what a page must have."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self.ids: set[str] = set()
        self.labels: set[str] = set()
        self.controls: list[dict[str, str | None]] = []
        self.posts = self.tokens = 0
        self.lang = ""
        self._area = self._select = ""
        self._in_label = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        self.ids.add(given.get("id") or "")
        if tag == "html":
            self.lang = given.get("lang") or ""
        if tag == "label":
            self.labels.add(given.get("for") or "")
            self._in_label = True
        if tag == "form" and given.get("method") == "post":
            self.posts += 1
        self.tokens += name == "csrf_token"
        self._control(tag, name, given)

    def _control(self, tag: str, name: str, given: dict[str, str | None]) -> None:
        if tag == "input" and name and given.get("type") not in ("radio", "file"):
            self.sent[name] = given.get("value") or ""
        if tag in ("textarea", "select"):
            self.sent[name] = ""
        self._area = name if tag == "textarea" else ""
        if tag == "select":
            self._select = name
        if tag == "option" and "selected" in given and self._select:
            self.sent[self._select] = given.get("value") or ""
        if tag in ("input", "select", "textarea") and given.get("type") != "hidden":
            self.controls.append({**given, "labelled": "yes" if self._in_label else None})

    def handle_endtag(self, tag: str) -> None:
        self._in_label = self._in_label and tag != "label"
        self._area = "" if tag == "textarea" else self._area
        self._select = "" if tag == "select" else self._select

    def handle_data(self, data: str) -> None:
        if self._area:
            self.sent[self._area] += data.removeprefix("\n")


def look_over(text: str) -> None:
    """Title, language, labels, tokens; nothing unrendered; no inline style or script."""
    page = Reader()
    page.feed(text)
    assert re.search(r"<title>[^<]+</title>", text)
    assert page.lang in ("zh-Hans", "zh-Hant", "en")
    assert page.posts == page.tokens
    for control in page.controls:
        named = control.get("id") in page.labels or control.get("aria-label")
        assert named or control["labelled"], control
        for described in (control.get("aria-describedby") or "").split():
            assert described in page.ids, control
    assert not re.search(r"\{[{%]|%\([a-z]+\)s|<script>|\son\w+=|\sstyle=|>None<", text)
