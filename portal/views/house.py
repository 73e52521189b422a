"""What a request can reach: the settings, the door, and this thread's read-only connection."""

import datetime
import threading
from dataclasses import dataclass, field

from flask import current_app

from portal.changes import Door
from portal.enquiring import LetterBox
from portal.settings import Settings
from portal.store import connect, snapshot
from portal.store.connect import Connection
from portal.vault import Vault


@dataclass
class House:
    """One per process. A replica that only reads has no door."""

    settings: Settings
    door: Door | None = None
    vault: Vault | None = None
    letterbox: LetterBox | None = None
    _threads: threading.local = field(default_factory=threading.local)

    @property
    def public(self) -> Connection:
        """This thread's read-only connection to public.sqlite, opened once."""
        if not hasattr(self._threads, "public"):
            self._threads.public = connect.reader(self.settings.public)
        db: Connection = self._threads.public
        return db

    def release(self) -> None:
        """Lets this thread's connection, if it has one, see what was published since."""
        if hasattr(self._threads, "public"):
            snapshot.release(self._threads.public)

    @property
    def private(self) -> Connection:
        """This thread's read-only connection to private.sqlite, opened once."""
        if not hasattr(self._threads, "private"):
            self._threads.private = connect.reader(self.settings.private)
        db: Connection = self._threads.private
        return db


def house() -> House:
    """The running application's house."""
    found: House = current_app.extensions["portal"]
    return found


def public() -> Connection:
    """Where public pages read."""
    return house().public


def door() -> Door:
    """Where staff write."""
    found = house().door
    assert found, "a read-only portal has no staff pages"
    return found


def vault() -> Vault:
    """Where staff keep pictures and papers."""
    found = house().vault
    assert found, "a read-only portal keeps no files"
    return found


def letterbox() -> LetterBox:
    """Where questions come in."""
    found = house().letterbox
    assert found, "a read-only portal takes no questions"
    return found


def now() -> datetime.datetime:
    """The present, aware, in UTC."""
    return datetime.datetime.now(datetime.UTC)


def today() -> str:
    """The site's day as ISO text."""
    return now().astimezone(house().settings.timezone).date().isoformat()
