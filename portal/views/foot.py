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
    def head(self) -> Said:
        """How long the log is, and the first 16 digits of its root."""
        root = " ".join(self.root[place : place + 4] for place in range(0, 16, 4))
        return said(
            N_("Record of changes: %(size)s entries, root %(root)s"),
            size=f"{self.size:,}",
            root=root,
        )


def foot() -> Foot | None:
    """The foot of this page; None when the books cannot be read, so that errors can be shown."""
    try:
        db = public()
        return Foot(log.size(db), log.root(db).hex(), contacts.hotlines(db, today()))
    except (Unusable, sqlite3.Error):
        return None
