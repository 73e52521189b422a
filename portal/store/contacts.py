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


def words_on(db: Connection, topic: str, day: str, limit: int = 6) -> list[tuple[str, str]]:
    """(word, English or "") of the dated terms of a topic that are in use on an ISO day.

    Bounds may be partial: a word used until 2020 is used to the end of that year.
    """
    rows = db.execute(
        "SELECT title, coalesce(english, '') FROM term WHERE topic = ?1"
        " AND (since IS NOT NULL OR until IS NOT NULL) AND (since IS NULL OR since <= ?2)"
        " AND (until IS NULL OR until >= substr(?2, 1, length(until)))"
        " ORDER BY position, code LIMIT ?3",
        (topic, day, limit),
    )
    return rows.fetchall()
