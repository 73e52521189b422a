"""Questions while they wait, in private.sqlite: their clock, the messages, who opened a contact."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from portal.store.connect import Connection


class Waiting(NamedTuple):
    """What the public may know of a question that waits: everything but its text."""

    due: str
    ticket: str
    kind: str
    of_table: str
    of_code: str
    asked: str
    unsatisfied: str | None


class Enquiry(NamedTuple):
    """A question as it came in. `settled` is the day on which its answer or refusal went out."""

    ticket: str
    secret: str
    kind: str
    of_table: str
    of_code: str
    text: str
    at: str
    asked: str
    due: str
    contact: bytes | None
    address: str | None
    unsatisfied: str | None
    refused: int
    settled: str | None


class Message(NamedTuple):
    """What an asker added; `read` is when staff had read it."""

    at: str
    text: str
    read: str | None


class Counts(NamedTuple):
    """How many wait, how many of them are overdue, how many messages are unread."""

    waiting: int
    overdue: int
    unread: int


_COLUMNS = ", ".join(Enquiry._fields)
_WAITING = ", ".join(Waiting._fields)


def add(db: Connection, one: Enquiry) -> None:
    """A new question."""
    marks = ", ".join("?" for _ in one)
    db.execute(f"INSERT INTO enquiry ({_COLUMNS}) VALUES ({marks})", one)


def enquiry(db: Connection, ticket: str) -> Enquiry | None:
    """One question, or None."""
    row = db.execute(f"SELECT {_COLUMNS} FROM enquiry WHERE ticket = ?", (ticket,)).fetchone()
    return Enquiry(*row) if row else None


def several(db: Connection, tickets: Collection[str]) -> dict[str, Enquiry]:
    """Ticket → question of those among `tickets` that came in here."""
    marks = ", ".join("?" for _ in tickets)
    rows = db.execute(f"SELECT {_COLUMNS} FROM enquiry WHERE ticket IN ({marks})", list(tickets))
    return {row[0]: Enquiry(*row) for row in rows}


def waiting(db: Connection, after: tuple[str, str] = ("", ""), limit: int = 50) -> list[Waiting]:
    """Up to `limit` questions without an answer after the key (due, ticket), the oldest first."""
    rows = db.execute(
        f"SELECT {_WAITING} FROM enquiry WHERE settled IS NULL AND (due, ticket) > (?, ?)"
        " ORDER BY due, ticket LIMIT ?",
        (*after, limit),
    )
    return [Waiting(*row) for row in rows]


def objections(db: Connection) -> list[tuple[str, str]]:
    """(ticket, notice) of each objection that was never answered."""
    rows = db.execute(
        "SELECT ticket, of_code FROM enquiry WHERE settled IS NULL AND unsatisfied IS NULL"
        " AND kind = 'objection' AND of_table = 'notice' ORDER BY due, ticket"
    )
    return rows.fetchall()


def counts(db: Connection, today: str) -> Counts:
    """What waits on an ISO day."""
    waits, overdue = db.execute(
        "SELECT count(*), coalesce(sum(due < ?), 0) FROM enquiry WHERE settled IS NULL", (today,)
    ).fetchone()
    unread = db.execute("SELECT count(*) FROM enquiry_message WHERE read IS NULL").fetchone()[0]
    return Counts(waits, overdue, unread)


def asked_by(db: Connection, addresses: Sequence[str], since: str) -> int:
    """How many questions came from an address, by its keyed hashes, since a time."""
    marks = ", ".join("?" for _ in addresses)
    return int(
        db.execute(
            f"SELECT count(*) FROM enquiry WHERE address IN ({marks}) AND at > ?",
            (*addresses, since),
        ).fetchone()[0]
    )


def asked_since(db: Connection, since: str) -> int:
    """How many questions came in since a time."""
    found = db.execute("SELECT count(*) FROM enquiry WHERE at > ?", (since,))
    return int(found.fetchone()[0])


def settle(db: Connection, ticket: str, day: str, refused: bool) -> None:
    """Stops the clock of a question whose answer or refusal is published."""
    db.execute(
        "UPDATE enquiry SET settled = ?, refused = ? WHERE ticket = ?", (day, refused, ticket)
    )


def reopen(db: Connection, ticket: str, today: str, due: str) -> bool:
    """Starts the clock anew, once, after an answer; False when that cannot be."""
    done = db.execute(
        "UPDATE enquiry SET unsatisfied = ?, due = ?, settled = NULL"
        " WHERE ticket = ? AND unsatisfied IS NULL AND settled IS NOT NULL AND NOT refused",
        (today, due, ticket),
    )
    return done.rowcount == 1


def add_message(db: Connection, ticket: str, text: str, when: str) -> None:
    """Keeps what an asker added."""
    db.execute(
        "INSERT INTO enquiry_message (ticket, at, text) VALUES (?, ?, ?)", (ticket, when, text)
    )


def messages(db: Connection, ticket: str) -> list[Message]:
    """What an asker added, the oldest first."""
    rows = db.execute(
        "SELECT at, text, read FROM enquiry_message WHERE ticket = ? ORDER BY id", (ticket,)
    )
    return [Message(*row) for row in rows]


def read(db: Connection, ticket: str, when: str) -> None:
    """Marks the messages of a question as read."""
    db.execute(
        "UPDATE enquiry_message SET read = ? WHERE ticket = ? AND read IS NULL", (when, ticket)
    )


def unread(db: Connection, limit: int = 50) -> dict[str, int]:
    """Ticket → how many messages nobody has read, the oldest first."""
    rows = db.execute(
        "SELECT ticket, count(*) FROM enquiry_message WHERE read IS NULL"
        " GROUP BY ticket ORDER BY min(id) LIMIT ?",
        (limit,),
    )
    return dict(rows.fetchall())


def opened(db: Connection, ticket: str, user: str, when: str) -> None:
    """Remembers that somebody opened a contact."""
    db.execute(
        "INSERT INTO enquiry_opening (ticket, user, at) VALUES (?, ?, ?)", (ticket, user, when)
    )


def openings(db: Connection, ticket: str) -> list[tuple[str, str]]:
    """(public name, time) of everybody who opened a contact, the oldest first."""
    rows = db.execute(
        "SELECT u.title, o.at FROM enquiry_opening o JOIN user u ON u.name = o.user"
        " WHERE o.ticket = ? ORDER BY o.at, o.rowid",
        (ticket,),
    )
    return rows.fetchall()


def forget_contacts(db: Connection, before: str) -> None:
    """Deletes the contacts of what was settled before a day, and what refused ones said."""
    bound = (before,)
    db.execute("UPDATE enquiry SET contact = NULL WHERE contact IS NOT NULL AND settled < ?", bound)
    db.execute(
        "DELETE FROM enquiry_message WHERE ticket IN"
        " (SELECT ticket FROM enquiry WHERE refused AND text <> '' AND settled < ?)",
        bound,
    )
    db.execute("UPDATE enquiry SET text = '' WHERE refused AND text <> '' AND settled < ?", bound)


def forget_addresses(db: Connection, before: str) -> None:
    """Deletes the hashes of addresses, and the keys of forms, from before a time."""
    db.execute("UPDATE enquiry SET address = NULL WHERE address IS NOT NULL AND at < ?", (before,))
    db.execute("DELETE FROM single_use WHERE key GLOB 'ask:*' AND at < ?", (before,))
