"""Whom to call: the numbers that are valid on a day."""

from typing import NamedTuple

from portal.store.connect import Connection


class Hotline(NamedTuple):
    """A name and its telephone number or e-mail."""

    title: str
    number: str


def hotlines(db: Connection, day: str, limit: int = 6) -> list[Hotline]:
    """The numbers valid on an ISO day, in order of code; no bound means always."""
    rows = db.execute(
        "SELECT title, number FROM hotline"
        " WHERE (since IS NULL OR since <= ?1) AND (until IS NULL OR until >= ?1)"
        " ORDER BY code LIMIT ?2",
        (day, limit),
    )
    return [Hotline(*row) for row in rows]
