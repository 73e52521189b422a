"""What stands under every page: how long the log is, its root, and whom to call."""

import sqlite3
from dataclasses import dataclass

from portal.errors import Unusable
from portal.store import contacts, log
from portal.store.contacts import Hotline
from portal.views.house import public, today
from portal.words import N_, Said, said


@dataclass(frozen=True)
class Foot:
    """The size of the log, its root in hex, and the numbers valid today."""

    size: int
    root: str
    hotlines: list[Hotline]

    @property
    def length(self) -> Said:
        """How long the log is, in words, with the first half of its root to follow."""
        return said(N_("%(size)s entries, root"), size=f"{self.size:,}")


def foot() -> Foot | None:
    """The foot of this page; None when the books cannot be read, so that errors can be shown."""
    try:
        db = public()
        return Foot(log.size(db), log.root(db).hex(), contacts.hotlines(db, today()))
    except (Unusable, sqlite3.Error):
        return None
