"""Somebody who asks: without a cookie, from one address, with a form that lay open for a minute."""

import datetime
import re
from typing import Any

from werkzeug.test import Client, TestResponse

from portal.app import application
from portal.enquiring import Asked, LetterBox
from portal.settings import Settings
from tests.conftest import House
from tests.public_pages import look_over

KEY = "5e" * 32
TEXT = "这一笔钱付给了谁？凭证上没有写清楚。"
NOW = datetime.datetime(2026, 11, 23, 8, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)


def letterbox(house: House, **values: Any) -> LetterBox:
    """The letter box of a test's house."""
    chosen = {"folder": house.folder, "secret_key": "s" * 43, "seal_key": KEY, **values}
    return LetterBox.of(Settings(**chosen), house.books)


def post(
    house: House,
    when: datetime.datetime = NOW,
    address: str = "192.0.2.1",
    about: str = "payment/pay-1",
    **typed: str,
) -> tuple[str, str]:
    """A question that came in at a time: its ticket and secret."""
    box = letterbox(house)
    table, _, code = about.partition("/")
    given = {"kind": "question", "text": TEXT, "token": box.token(when - MINUTE), **typed}
    return box.receive(Asked(table, code, **given), address, when)


class Asker:
    """A person at a browser that keeps nothing."""

    def __init__(self, house: House, address: str = "192.0.2.1", **settings: Any) -> None:
        chosen = {"folder": house.folder, "secret_key": "s" * 43, "log_key": house.skey}
        self.settings = Settings(**{**chosen, "seal_key": KEY, **settings})
        self.client = Client(application(self.settings, house.books))
        self.box = LetterBox.of(self.settings, house.books)
        self.address = address

    def page(self, path: str, status: int = 200) -> str:
        """A page, looked over; it sets no cookie and is kept by nobody."""
        return self._seen(self.client.get(path, environ_base=self._from()), status)

    def token(self, age: datetime.timedelta = MINUTE) -> str:
        """What a form holds that was opened a while ago."""
        return self.box.token(datetime.datetime.now(datetime.UTC) - age)

    def send(
        self,
        status: int = 303,
        path: str = "/ask",
        headers: dict[str, str] | None = None,
        **typed: str,
    ) -> str:
        """Sends a form; the page, or where it leads to."""
        given = {"about": "payment/pay-1", "kind": "question", "text": TEXT, "website": ""}
        data = {**given, "token": self.token(), **typed}
        sent = dict(headers or {})
        answer = self.client.post(path, data=data, headers=sent, environ_base=self._from())
        if status == 303:
            assert answer.status_code == 303, answer.get_data(as_text=True)
            return str(answer.headers["Location"])
        return self._seen(answer, status)

    def _from(self) -> dict[str, str]:
        return {"REMOTE_ADDR": self.address}

    def _seen(self, answer: TestResponse, status: int) -> str:
        text = answer.get_data(as_text=True)
        assert answer.status_code == status, text
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] in ("no-store", "no-cache")
        look_over(text)
        return text


def ticket_of(address: str) -> str:
    """The ticket in the address of a follow page."""
    found = re.search(r"/ask/(q-\d{4}-[a-z0-9]{6})/[a-z0-9]{16}$", address)
    assert found, address
    return found[1]
