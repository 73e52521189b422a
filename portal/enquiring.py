"""Questions and objections: how they come in, wait under a clock, and are kept from being bent.

They wait in private.sqlite, so that spam never enters the log. What is published of them goes
through the door like everything else, and the clock stops when the door lets an answer out.
Times are aware datetimes given by the caller.
"""

import datetime
import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from itsdangerous import BadSignature, URLSafeSerializer

from portal import guard
from portal.accounts import stamp
from portal.choices import ASKED_ABOUT
from portal.entities.enquiring import QUESTION
from portal.errors import Invalid, NotFound, Refused, TooMany, Unusable
from portal.kinds import Prose, Text
from portal.sealing import seal, unseal
from portal.settings import Settings
from portal.store import answers, claims, drafts, enquiries, records
from portal.store.connect import Books, Connection
from portal.store.enquiries import Enquiry
from portal.words import N_, Said, said

PER_HOUR = 3
PER_DAY = 8
"""Questions that one address may ask."""
BUSY = 60
"""Questions in an hour after which an address is let in with its first of the day only.

So a flood from a few addresses cannot lock the others out.
"""
FULL = 200
"""Questions in an hour after which nobody is let in."""
MESSAGES = 5
SHORTEST = 10
CONTACT = 100
QUICKEST = datetime.timedelta(seconds=3)
LONGEST = datetime.timedelta(hours=24)
"""How long a form may lie open; nobody fills it in within three seconds."""
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)
SIGNS = "23456789bcdfghjkmnpqrstvwxz"
"""Of tickets and secrets: no two look alike on paper, and they make no words."""
_SALT = 32
TABLES = frozenset(word for word, _, _ in ASKED_ABOUT)


@dataclass(frozen=True)
class Asked:
    """A form as it was sent: `token` is what it was given out with, `trap` must stay empty."""

    of_table: str
    of_code: str
    kind: str
    text: str
    contact: str = ""
    token: str = ""
    trap: str = ""


@dataclass(frozen=True)
class LetterBox:
    """Where questions come in. `answer_days` is the time for an answer."""

    books: Books
    secret_key: str
    seal_key: str
    office: tuple[str, ...]
    answer_days: int
    contact_days: int
    zone: ZoneInfo

    @classmethod
    def of(cls, settings: Settings, books: Books) -> "LetterBox":
        """The letter box of a site."""
        return cls(
            books,
            settings.secret_key,
            settings.seal_key,
            settings.office_mail,
            settings.answer_days,
            settings.contact_days,
            settings.timezone,
        )

    def token(self, now: datetime.datetime) -> str:
        """What a form is given out with: a key for one use and the time, signed."""
        return str(self._signer().dumps([secrets.token_urlsafe(16), int(now.timestamp())]))

    def fresh(self, token: str, now: datetime.datetime) -> str:
        """A token with which a form can be sent: the one it has, unless its time is over."""
        try:
            given = self._opened(token)[1]
        except Invalid:
            return self.token(now)
        return self.token(now) if now - given > LONGEST - HOUR else token

    def receive(self, asked: Asked, address: str, now: datetime.datetime) -> tuple[str, str]:
        """Keeps a question; its ticket and secret. The same form sent twice is kept once.

        Raises `Invalid` with a sentence per field and `TooMany`.
        """
        key = self._key(asked.token, now)
        secret = self._derived(f"secret:{key}")
        text = self._refuse_unfit(asked, now)
        used = f"ask:{self._derived(f'used:{key}')}"
        with self.books.writing(self.books.private) as private:
            before = drafts.used(private, used)
            if before:
                return before, secret
            self._forget(private, now)
            places = self._places(address, now)
            _throttle(private, places, now)
            ticket = self._ticket(private, now)
            enquiries.add(private, self._new(asked, text, ticket, secret, places[0], now))
            drafts.use(private, used, ticket, stamp(now))
        return ticket, secret

    def opened(self, ticket: str, secret: str) -> Enquiry:
        """The question of a link; raises `NotFound`, in the same time for every wrong one."""
        found = enquiries.enquiry(self.books.private, ticket)
        known = found.secret if found else _digest("")
        if not hmac.compare_digest(_digest(secret), known) or found is None:
            raise NotFound(said(N_("No question belongs to this link. Check every character.")))
        return found

    def add(self, ticket: str, secret: str, text: str, now: datetime.datetime) -> None:
        """Keeps what the asker adds; raises `Invalid` and `Refused`."""
        self.opened(ticket, secret)
        clean = self._readable(text, "text")
        with self.books.writing(self.books.private) as private:
            if len(enquiries.messages(private, ticket)) >= MESSAGES:
                raise Refused(
                    said(
                        N_("%(most)s messages were added already; more do not fit."), most=MESSAGES
                    )
                )
            enquiries.add_message(private, ticket, clean, stamp(now))

    def reopen(self, ticket: str, secret: str, now: datetime.datetime) -> None:
        """The asker says, once, that the answer is none; the clock starts anew."""
        self.opened(ticket, secret)
        today = self._day(now)
        with self.books.writing(self.books.private) as private:
            if not enquiries.reopen(private, ticket, today.isoformat(), self._due(today)):
                raise Refused(said(N_("This can be said once, after an answer was published.")))

    def contact(self, ticket: str, user: str, now: datetime.datetime) -> str:
        """How the asker can be reached; who opened it is remembered. Raises `NotFound`."""
        found = enquiries.enquiry(self.books.private, ticket)
        if found is None or found.contact is None:
            raise NotFound(said(N_("No contact is kept for this question.")))
        text = unseal(self.seal_key, found.contact)[_SALT:].decode()
        with self.books.writing(self.books.private) as private:
            enquiries.opened(private, ticket, user, stamp(now))
        return text

    def forget(self, now: datetime.datetime) -> None:
        """Deletes what is kept for a time only."""
        with self.books.writing(self.books.private) as private:
            self._forget(private, now)

    def _forget(self, private: Connection, now: datetime.datetime) -> None:
        last = self._day(now) - datetime.timedelta(days=self.contact_days)
        enquiries.forget_contacts(private, last.isoformat())
        enquiries.forget_addresses(private, stamp(now - LONGEST - DAY))

    def _refuse_unfit(self, asked: Asked, now: datetime.datetime) -> str:
        """The text as it is kept; raises `Invalid` with a sentence for each bad field."""
        fields: dict[str, Said] = {}
        offered = kinds(
            self.books.public, asked.of_table, asked.of_code, self._day(now).isoformat()
        )
        if asked.kind not in offered:
            fields["kind"] = said(N_("Choose one of the kinds."))
        text = ""
        try:
            text = self._readable(asked.text, "text")
        except Invalid as problem:
            fields |= problem.fields
        if len(asked.contact) > CONTACT or (asked.contact.strip() and not self.seal_key):
            fields["contact"] = said(
                N_("At most %(longest)s characters fit here."), longest=CONTACT
            )
        if asked.trap:
            fields["website"] = said(N_("This field stays empty. It was emptied; send again."))
        if fields:
            raise Invalid(said(N_("Not sent: some entries need mending.")), fields)
        return text

    def _readable(self, text: str, field: str) -> str:
        """A text of the right length without personal numbers; raises `Invalid`."""
        try:
            clean = Prose(label="", longest=QUESTION).read(text)
        except Invalid as problem:
            raise Invalid(problem.sentence, {field: problem.sentence}) from None
        sentence = guard.told(clean, self.office)
        if len(clean) < SHORTEST:
            sentence = said(N_("Write at least %(least)s characters."), least=SHORTEST)
        if sentence:
            raise Invalid(sentence, {field: sentence})
        return clean

    def _new(
        self, asked: Asked, text: str, ticket: str, secret: str, place: str, now: datetime.datetime
    ) -> Enquiry:
        today = self._day(now)
        return Enquiry(
            ticket=ticket,
            secret=_digest(secret),
            kind=asked.kind,
            of_table=asked.of_table,
            of_code=asked.of_code,
            text=text,
            at=stamp(now),
            asked=today.isoformat(),
            due=self._due(today),
            contact=self._sealed(asked.contact),
            address=place,
            unsatisfied=None,
            refused=0,
            settled=None,
        )

    def _sealed(self, contact: str) -> bytes | None:
        """A contact under the key. What is sealed carries its hash, so salt hides the number."""
        if not contact.strip():
            return None
        clean = Text(label="", longest=CONTACT).read(contact)
        return seal(self.seal_key, secrets.token_bytes(_SALT) + clean.encode())

    def _ticket(self, private: Connection, now: datetime.datetime) -> str:
        while True:
            signs = "".join(secrets.choice(SIGNS) for _ in range(6))
            ticket = f"q-{self._day(now).year}-{signs}"
            if not enquiries.enquiry(private, ticket):
                return ticket

    def _key(self, token: str, now: datetime.datetime) -> str:
        """The key of a form that was given out here a while ago; raises `Invalid`."""
        key, given = self._opened(token)
        if now - given > LONGEST:
            raise Invalid(_too_old())
        if now - given < QUICKEST:
            raise Invalid(said(N_("That was very quick. Read it once more, then send again.")))
        return key

    def _opened(self, token: str) -> tuple[str, datetime.datetime]:
        try:
            key, given = self._signer().loads(token)
        except BadSignature:
            raise Invalid(_too_old()) from None
        return key, datetime.datetime.fromtimestamp(given, datetime.UTC)

    def _signer(self) -> URLSafeSerializer:
        if not self.secret_key:
            raise Unusable(said(N_("This site has no key for forms (secret_key).")))
        return URLSafeSerializer(self.secret_key, salt="ask")

    def _mac(self, text: str) -> bytes:
        return hmac.digest(self.secret_key.encode(), f"ask:{text}".encode(), "sha256")

    def _derived(self, text: str) -> str:
        """16 signs that only this site can make of a text."""
        return "".join(SIGNS[byte % len(SIGNS)] for byte in self._mac(text)[:16])

    def _places(self, address: str, now: datetime.datetime) -> list[str]:
        """The keyed hashes of an address today and yesterday; an IPv6 one counts by its net."""
        days = (self._day(now), self._day(now) - DAY)
        place = net(address)
        return [self._mac(f"address:{day.isoformat()}:{place}").hex()[:32] for day in days]

    def _day(self, now: datetime.datetime) -> datetime.date:
        return now.astimezone(self.zone).date()

    def _due(self, today: datetime.date) -> str:
        return (today + datetime.timedelta(days=self.answer_days)).isoformat()


def net(address: str) -> str:
    """An address as it is counted: of IPv6 the first 64 bits, which one household has.

    >>> net("192.0.2.7"), net("2001:db8:1:2:3:4:5:6"), net("unknown")
    ('192.0.2.7', '2001:db8:1:2::/64', 'unknown')
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))


def kinds(public: Connection, table: str, code: str, day: str) -> list[str]:
    """The kinds of questions that fit a record on an ISO day."""
    if table == "notice" and answers.open_to_objections(public, code, day):
        return ["objection", "question", "correction"]
    if table == "milestone" and claims.claim(public, code):
        return ["question", "dispute", "correction"]
    return ["question", "correction"]


def is_published(public: Connection, table: str, code: str) -> bool:
    """Whether a record can be asked about."""
    return table in TABLES and records.exists(public, table, code)


def _throttle(private: Connection, places: Sequence[str], now: datetime.datetime) -> None:
    """Raises `TooMany` for an address that asks too much, and when too much comes in at all."""
    hour, day = stamp(now - HOUR), stamp(now - DAY)
    of_day = enquiries.asked_by(private, places, day)
    if of_day >= PER_DAY or enquiries.asked_by(private, places, hour) >= PER_HOUR:
        raise TooMany(
            said(
                N_(
                    "From your connection %(hour)s questions are taken in an hour and %(day)s in"
                    " a day. Come back later, or call one of the numbers at the foot of the page."
                ),
                hour=PER_HOUR,
                day=PER_DAY,
            )
        )
    asked = enquiries.asked_since(private, hour)
    if asked >= FULL or (asked >= BUSY and of_day):
        raise TooMany(
            said(
                N_(
                    "Very many questions are coming in just now. Come back in an hour, or call"
                    " one of the numbers at the foot of the page."
                )
            )
        )


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _too_old() -> Said:
    return said(N_("This page had been open for too long. Look it over and send it again."))
