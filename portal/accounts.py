"""People: passwords (argon2), throttled sign-in, sessions that can be revoked, one-time links.

Times are aware datetimes given by the caller. Tokens are kept only as SHA-256 hashes.
"""

import dataclasses
import datetime
import hashlib
import re
import secrets
import sqlite3
from functools import cache

from argon2 import PasswordHasher, profiles
from argon2.exceptions import InvalidHashError, VerificationError

from portal.errors import Invalid, NotFound, Refused
from portal.guard import leaks, told
from portal.store import people, records
from portal.store.connect import Books, Connection
from portal.store.people import User
from portal.words import N_, said

ROLES = {
    "editor": N_("editor"),
    "reviewer": N_("reviewer"),
    "admin": N_("administrator"),
    "committee": N_("village supervision committee"),
}
NAME = re.compile(r"[a-z][a-z0-9._-]{1,39}")
SHORTEST = 10
WINDOW = datetime.timedelta(minutes=15)
PER_ACCOUNT = 10
PER_ADDRESS = 50
INVITATION = datetime.timedelta(days=7)
STRENGTH = profiles.RFC_9106_LOW_MEMORY
"""What guessing a password costs: 64 MiB and about 0.2 s of a processor each time."""


def stamp(when: datetime.datetime) -> str:
    """UTC to the second, e.g. 2020-05-06T01:02:03Z; sorts as text."""
    return when.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher.from_parameters(STRENGTH)


@cache
def _nobody() -> str:
    """A hash to compare with when the account does not exist, so that time tells nothing."""
    return _hasher().hash(secrets.token_hex(16))


def hashed(password: str) -> str:
    """The argon2 hash of a new password; raises `Invalid` when it is too short or too long."""
    if not SHORTEST <= len(password) <= 200:
        raise Invalid(
            said(N_("A password needs %(least)s to 200 characters."), least=SHORTEST),
            {"password": said(N_("A password needs %(least)s to 200 characters."), least=SHORTEST)},
        )
    return _hasher().hash(password)


def add(
    books: Books,
    name: str,
    title: str,
    role: str,
    password: str | None,
    when: datetime.datetime,
) -> User:
    """A new account. Without a password it waits for a one-time link. Raises `Invalid`."""
    check_new(name, title, role)
    user = User(name, title.strip(), role, hashed(password) if password else None, True)
    with books.writing(books.private) as private:
        try:
            people.add_user(private, user, stamp(when))
        except sqlite3.IntegrityError:
            sentence = said(N_("The account %(name)s exists already."), name=name)
            raise Invalid(sentence, {"name": sentence}) from None
    return user


def check_new(name: str, title: str, role: str) -> None:
    """Raises `Invalid` with a sentence per field of a new or amended account."""
    fields = {}
    if not NAME.fullmatch(name):
        fields["name"] = said(N_("Use a-z, 0-9, dot and hyphen, 2 to 40 characters."))
    if not title.strip() or len(title) > 60:
        fields["title"] = said(N_("Write the name or post that the public log may show."))
    for field, text in (("name", name), ("title", title)):
        if sentence := told(text):
            fields[field] = sentence
    if role not in ROLES:
        fields["role"] = said(N_("Choose one of the roles."))
    if fields:
        raise Invalid(said(N_("Not saved: some entries need mending.")), fields)


def existing(private: Connection, name: str) -> User:
    """The account of that name; raises `NotFound`."""
    user = people.user(private, name)
    if user is None:
        raise NotFound(said(N_("There is no account “%(name)s”."), name=name[:40]))
    return user


def amend(
    books: Books, name: str, *, title: str, role: str, active: bool, when: datetime.datetime
) -> User:
    """Changes an account. A closed account loses its sessions; the last admin stays."""
    check_new(name, title, role)
    with books.writing(books.private) as private:
        user = dataclasses.replace(
            existing(private, name), title=title.strip(), role=role, active=active
        )
        others = [
            u for u in people.users(private) if u.role == "admin" and u.active and u.name != name
        ]
        if not others and not (role == "admin" and active):
            raise Refused(said(N_("The last administrator has to stay one.")))
        people.save_user(private, user)
        if not active:
            people.revoke_sessions(private, name, stamp(when))
    return user


def sign_in(
    books: Books, name: str, password: str, address: str, when: datetime.datetime, hours: int
) -> str:
    """A session token. Raises `Refused` for a wrong name or password, or too many tries.

    Every try is counted for the account and for the address before the password is looked at;
    a success forgets those of the account.
    """
    account, place = f"account:{_possible(name)}", f"address:{address}"
    _throttle(books, account, place, when)
    user = people.user(books.private, name)
    if not (_fits(user, password) and user and user.active):
        raise Refused(said(N_("Name or password is wrong.")))
    with books.writing(books.private) as private:
        people.clear_attempts(private, account)
        return _session(private, name, when, hours)


def _possible(name: str) -> str:
    """The name, if an account can have it: people type their phone numbers into any field."""
    return name if NAME.fullmatch(name) and not leaks(name) else ""


def _session(private: Connection, name: str, when: datetime.datetime, hours: int) -> str:
    token = secrets.token_urlsafe(32)
    expires = stamp(when + datetime.timedelta(hours=hours))
    people.add_session(private, _digest(token), name, stamp(when), expires)
    return token


def _throttle(books: Books, account: str, place: str, when: datetime.datetime) -> None:
    since = stamp(when - WINDOW)
    with books.writing(books.private) as private:
        tried = (
            people.attempts(private, account, since) >= PER_ACCOUNT
            or people.attempts(private, place, since) >= PER_ADDRESS
        )
        if not tried:
            people.add_attempt(private, account, stamp(when), since)
            people.add_attempt(private, place, stamp(when), since)
    if tried:
        raise Refused(
            said(
                N_("Too many tries. Wait %(minutes)s minutes and try again."),
                minutes=WINDOW.seconds // 60,
            )
        )


def _fits(user: User | None, password: str) -> bool:
    known = user.password if user and user.password else _nobody()
    try:
        _hasher().verify(known, password)
    except (VerificationError, InvalidHashError):
        return False
    return bool(user and user.password)


def who(private: Connection, token: str, when: datetime.datetime) -> User | None:
    """Who holds this session, while it lasts."""
    return people.session_user(private, _digest(token), stamp(when)) if token else None


def sign_out(books: Books, token: str, when: datetime.datetime) -> None:
    """Ends a session."""
    with books.writing(books.private) as private:
        people.revoke_session(private, _digest(token), stamp(when))


def sign_out_everywhere(books: Books, name: str, when: datetime.datetime) -> int:
    """Ends all sessions of a person; how many."""
    with books.writing(books.private) as private:
        return people.revoke_sessions(private, name, stamp(when))


def invite(books: Books, name: str, when: datetime.datetime) -> str:
    """A one-time token with which the person chooses a password; earlier ones end."""
    token = secrets.token_urlsafe(24)
    with books.writing(books.private) as private:
        existing(private, name)
        expires = stamp(when + INVITATION)
        people.add_invitation(private, _digest(token), name, expires)
    return token


def invited(private: Connection, token: str, when: datetime.datetime) -> str:
    """Whose one-time token this is; raises `NotFound` when it is used, expired or unknown."""
    name = people.invited(private, _digest(token), stamp(when))
    if name is None:
        raise NotFound(said(N_("This link was used or has expired. Ask for a new one.")))
    return name


def accept(books: Books, token: str, password: str, when: datetime.datetime) -> User:
    """Sets the password of an invited person and ends their old sessions."""
    secret = hashed(password)
    with books.writing(books.private) as private:
        name = invited(private, token, when)
        people.use_invitation(private, _digest(token), stamp(when))
        user = dataclasses.replace(existing(private, name), password=secret)
        people.save_user(private, user)
        people.revoke_sessions(private, name, stamp(when))
    return user


def declare(books: Books, name: str, organisations: frozenset[str]) -> None:
    """Sets a person's declared interests, by code. Raises `Invalid` for an unknown organisation."""
    unknown = sorted(
        c for c in organisations if not records.exists(books.public, "organisation", c)
    )
    if unknown:
        sentence = said(
            N_("There is no organisation with the code %(codes)s."), codes="、".join(unknown)[:200]
        )
        raise Invalid(sentence, {"interests": sentence})
    with books.writing(books.private) as private:
        existing(private, name)
        people.set_interests(private, name, organisations)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
