"""The door: every published change is proposed, submitted, and published by a second person.

There is no other writer to public.sqlite. Times (UTC, ISO with Z) and people are arguments.
"""

import datetime
import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar
from zoneinfo import ZoneInfo

from portal import applying, asked, checks, committee, effects, entry, notices, screening, shelves
from portal.codes import Edit, Values, assigned
from portal.errors import Conflict, Invalid, NotFound, Refused
from portal.note import Checkpoint, Signer, sign
from portal.settings import SHANGHAI, Settings
from portal.store import drafts, ledger, log, people, records
from portal.store.connect import Books, Connection
from portal.store.drafts import Change
from portal.store.people import User
from portal.words import N_, Said, said

Found = TypeVar("Found")
REVIEWERS = frozenset({"reviewer", "admin"})
OPEN = ("draft", "returned")


@dataclass(frozen=True)
class Balance:
    """The running sums of a funding, allocation or project before and after a change."""

    about: str
    code: str
    before: ledger.Total
    after: ledger.Total


@dataclass(frozen=True)
class Preview:
    """What a change would do if it were published now."""

    old: dict[tuple[str, str], Values | None]
    balances: list[Balance]
    problems: list[checks.Problem]


@dataclass(frozen=True)
class Door:
    """The way in. `one_person` lets an author review their own change, which every page says.

    `office` holds the mail addresses and domains of offices that the guard lets in,
    `notice_days` says how long a posting has to stay up, `zone` when a day is over.
    """

    books: Books
    signer: Signer
    one_person: bool = False
    office: tuple[str, ...] = ()
    notice_days: int = notices.LEAST_DAYS
    zone: ZoneInfo = SHANGHAI

    @classmethod
    def of(cls, settings: Settings, books: Books, signer: Signer) -> "Door":
        """The door of a site."""
        return cls(
            books,
            signer,
            settings.one_person,
            settings.office_mail,
            settings.notice_days,
            settings.timezone,
        )

    def propose(
        self, author: User, why: str, edits: Sequence[Edit], when: str, into: int | None = None
    ) -> int:
        """Keeps the edits as a draft (or in the author's draft `into`); the change's number.

        Raises `Invalid` for what can never be published and `Conflict` when the record has
        changed since the author saw it.
        """
        screening.refuse_leak(why, "why", self.office)
        screening.refuse_early(edits, self._day(when))
        public = self.books.public
        with self.books.writing(self.books.private) as private:
            number = into or drafts.add(private, author.name, why, secrets.token_hex(3), when)
            change = self._own(number, author, OPEN)
            if into and why:
                drafts.move(private, number, OPEN, change.state, why=why)
            for edit in assigned(map(screening.without_blanks, edits), self._taken):
                self._refuse_unfit(public, edit)
                drafts.put_edit(private, number, edit)
            committee.refuse(public, author, self.change(number).edits)
            asked.refuse_reworded(public, private, self.change(number).edits)
        return number

    def _taken(self, table: str, stem: str) -> list[str]:
        return [
            *records.codes(self.books.public, table, stem),
            *drafts.codes(self.books.private, table, stem),
        ]

    def drop(self, number: int, author: User, table: str, code: str) -> None:
        """Takes one edit out of a draft."""
        with self.books.writing(self.books.private) as private:
            self._own(number, author, OPEN)
            drafts.drop_edit(private, number, table, code)

    def submit(self, number: int, author: User, when: str, why: str = "") -> None:
        """Hands a draft to the reviewers; it needs at least one edit and a reason."""
        screening.refuse_leak(why, "why", self.office)
        with self.books.writing(self.books.private) as private:
            change = self._own(number, author, OPEN)
            committee.refuse(self.books.public, author, change.edits)
            reason = why.strip() or change.why
            if not change.edits:
                raise Invalid(said(N_("There is nothing in this change yet.")))
            if not reason:
                raise Invalid(
                    said(N_("Say why: one sentence that villagers can read.")),
                    {"why": said(N_("This has to be filled in."))},
                )
            drafts.move(private, number, OPEN, "submitted", submitted=when, why=reason)

    def withdraw(self, number: int, author: User, when: str) -> None:
        """The author takes a change back; it is kept, but goes nowhere."""
        states = (*OPEN, "submitted")
        with self.books.writing(self.books.private) as private:
            self._own(number, author, states)
            drafts.move(private, number, states, "withdrawn", decided=when)

    def return_(self, number: int, reviewer: User, reason: str, when: str) -> None:
        """Sends a change back to its author with a reason."""
        screening.refuse_leak(reason, "reason", self.office)
        if not reason.strip():
            raise Invalid(
                said(N_("Say what has to be mended.")),
                {"reason": said(N_("This has to be filled in."))},
            )
        with self.books.writing(self.books.private) as private:
            self._review(number, reviewer)
            drafts.move(
                private,
                number,
                ("submitted",),
                "returned",
                reviewer=reviewer.name,
                reason=reason.strip(),
                decided=when,
            )

    def publish(
        self,
        number: int,
        reviewer: User,
        when: str,
        seen: Collection[str] = (),
        read: str | None = None,
        despite: str = "",
    ) -> list[int]:
        """Applies a submitted change and logs it, all or nothing; the numbers of its entries.

        `seen` are the codes of the papers that the reviewer has looked at and found masked: no
        image of a paper goes out that a second person has not seen. `read` is the digest of the
        change that the reviewer read, None where nobody could have changed it since. `despite`
        is the reviewer's reason to publish a report although its figures differ. Raises
        `Refused` (same person, no right, conflict of interest), `Conflict` and `Invalid`.
        The private transaction stays open around the public one: nobody can withdraw a change
        while it goes out. If the machine dies between the two commits, `heal` finds the change in
        the log. Pictures come out when both are done, see `shelves`.
        """
        screening.refuse_leak(despite, "despite", self.office)
        with self.books.writing(self.books.private) as private:
            change = self._review(number, reviewer)
            screening.refuse_unread(change, read)
            screening.refuse_early(change.edits, self._day(when))
            committee.refuse(self.books.public, self._author(change), change.edits)
            asked.refuse_reworded(self.books.public, private, change.edits)
            asked.refuse_objected(self.books.public, private, change.edits)
            screening.refuse_unseen(effects.papers(self.books.public, change.edits), seen)
            with self.books.writing(self.books.public) as public:
                numbers = log.of_change(public, change.id)
                if not numbers:
                    by = self._signed(change, reviewer, when)
                    numbers = self._written(public, change.edits, by, despite.strip())
                    self._checkpoint(public)
            drafts.move(
                private,
                number,
                ("submitted",),
                "published",
                reviewer=reviewer.name,
                decided=when,
            )
            asked.settle(private, change.edits, when[:10])
        shelves.release(self.books, change.edits)
        return numbers

    def preview(self, number: int) -> Preview:
        """What publishing would do to the balances, and what the rules say; nothing is kept."""
        change = self.change(number)
        with self.books.rehearsing(self.books.public) as public:
            old = {(e.table, e.code): records.values(public, e.table, e.code) for e in change.edits}
            held = asked.objected(public, self.books.private, change.edits)
            problems = [checks.Problem("project", code, text, True) for code, text in held]
            touched = effects.touched(public, change.edits)
            totals = {key: ledger.total(public, *key) for key in touched}
            try:
                problems += self._applied(public, change.edits)
            except (Invalid, Conflict) as refusal:
                problems.append(checks.Problem("", "", refusal.sentence, True))
            balances = [
                Balance(*key, before, after)
                for key, before in totals.items()
                if (after := ledger.total(public, *key)) != before
            ]
        return Preview(old, balances, problems)

    def foreseen(self, number: int, read: Callable[[Connection], Found]) -> Found | None:
        """What `read` finds in the books as they would stand after a change; None if it is unfit.

        Nothing is judged: what still waits to be proved is what the caller wants to see.
        """
        change = self.change(number)
        with self.books.rehearsing(self.books.public) as public:
            try:
                for edit in applying.in_order(change.edits):
                    applying.apply(public, edit)
            except Invalid:
                return None
            return read(public)

    def change(self, number: int) -> Change:
        """A change; raises `NotFound`."""
        found = drafts.change(self.books.private, number)
        if found is None:
            raise NotFound(said(N_("There is no change %(number)s."), number=number))
        return found

    def refusal(self, number: int, reviewer: User) -> Said | None:
        """Why this person may not decide on a change; None when they may."""
        try:
            self._review(number, reviewer)
        except Refused as refused:
            return refused.sentence
        return None

    def heal(self, when: str) -> list[int]:
        """Marks as published what the log holds but private.sqlite missed when power went.

        Pictures are put where the books say.
        """
        healed = []
        with self.books.writing(self.books.private) as private:
            for change in drafts.changes(private, states=("submitted",), limit=10_000):
                if log.of_change(self.books.public, change.id):
                    drafts.move(private, change.number, ("submitted",), "published", decided=when)
                    whole = drafts.change(private, change.number)
                    asked.settle(private, whole.edits if whole else (), when[:10])
                    healed.append(change.number)
        shelves.heal(self.books, when)
        return healed

    def _day(self, when: str) -> str:
        """The ISO day on which it is `when` here."""
        return datetime.datetime.fromisoformat(when).astimezone(self.zone).date().isoformat()

    def _refuse_unfit(self, public: Connection, edit: Edit) -> None:
        screening.refuse_unfit(public, edit, self.office, self.notice_days)

    def _written(
        self, public: Connection, edits: Sequence[Edit], by: entry.Signed, despite: str
    ) -> list[int]:
        """Applies and logs the edits inside the caller's transaction; refuses on any problem."""
        rows = []
        size = log.size(public)
        for number, edit in enumerate(applying.in_order(edits), size + 1):
            self._refuse_unfit(public, edit)
            whole = applying.frozen(public, edit, number - 1, despite)
            rows.append(entry.made(number, whole, entry.before(public, whole), by))
            applying.apply(public, whole)
        screening.refuse_blocked(applying.judged(public, edits))
        for row in rows:
            log.append(public, row)
        return [row.number for row in rows]

    def _applied(self, public: Connection, edits: Sequence[Edit]) -> list[checks.Problem]:
        for edit in applying.in_order(edits):
            self._refuse_unfit(public, edit)
            applying.apply(public, edit)
        return applying.judged(public, edits)

    def _own(self, number: int, author: User, states: tuple[str, ...]) -> Change:
        change = self.change(number)
        if change.author != author.name:
            raise Refused(said(N_("Change %(number)s belongs to somebody else."), number=number))
        if change.state not in states:
            raise Refused(
                said(
                    N_("Change %(number)s is %(state)s; that cannot be done any more."),
                    number=number,
                    state=state_word(change.state),
                )
            )
        return change

    def _review(self, number: int, reviewer: User) -> Change:
        change = self.change(number)
        if reviewer.role not in REVIEWERS or not reviewer.active:
            raise Refused(said(N_("Only a reviewer can decide on a change.")))
        if change.author == reviewer.name and not self.one_person:
            raise Refused(said(N_("Nobody reviews their own change. Ask a second person.")))
        if change.state != "submitted":
            raise Refused(
                said(
                    N_("Change %(number)s is %(state)s; that cannot be done any more."),
                    number=number,
                    state=state_word(change.state),
                )
            )
        self._refuse_interest(change, reviewer)
        return change

    def _refuse_interest(self, change: Change, reviewer: User) -> None:
        declared = people.interests(self.books.private, reviewer.name)
        met = declared & set(effects.organisations(self.books.public, change.edits))
        if met:
            raise Refused(
                said(
                    N_("You declared an interest in %(organisation)s; somebody else must review."),
                    organisation=", ".join(sorted(met)),
                )
            )

    def _signed(self, change: Change, reviewer: User, when: str) -> entry.Signed:
        author = self._author(change)
        return entry.Signed(
            author=entry.Person(author.title, author.role),
            reviewer=entry.Person(reviewer.title, reviewer.role),
            time=when,
            change=change.id,
            why=change.why,
        )

    def _author(self, change: Change) -> User:
        author = people.user(self.books.private, change.author)
        assert author
        return author

    def _checkpoint(self, public: Connection) -> None:
        size = log.size(public)
        text = Checkpoint(self.signer.name, size, log.root(public)).text()
        log.add_checkpoint(public, log.Publication(size, sign(text, self.signer)))


_STATES = {
    "draft": N_("a draft"),
    "submitted": N_("waiting for review"),
    "published": N_("published"),
    "returned": N_("returned"),
    "withdrawn": N_("withdrawn"),
}


def state_word(state: str) -> Said:
    """The state of a change in words."""
    return said(_STATES[state])
