"""People: passwords, throttling, sessions that end, links that work once."""

import datetime
import subprocess
import sys

import pytest

from portal import accounts
from portal.errors import Invalid, NotFound, Refused
from portal.store import people
from tests.conftest import House

NOW = datetime.datetime(2026, 11, 23, 8, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
PASSWORD = "correct horse battery"


@pytest.fixture
def chen(house: House) -> House:
    """A house with an account `chen` that has a password."""
    accounts.add(house.books, "chen", "陈会计", "editor", PASSWORD, NOW)
    return house


def sign_in(house: House, password: str = PASSWORD, address: str = "10.0.0.1") -> str:
    return accounts.sign_in(house.books, "chen", password, address, NOW, 12)


def test_a_session_lasts_and_ends(chen: House) -> None:
    token = sign_in(chen)
    assert accounts.who(chen.books.private, token, NOW + 11 * HOUR).name == "chen"
    assert accounts.who(chen.books.private, token, NOW + 13 * HOUR) is None
    assert accounts.who(chen.books.private, token + "x", NOW) is None
    assert accounts.who(chen.books.private, "", NOW) is None


def test_signing_out_ends_the_session(chen: House) -> None:
    token, other = sign_in(chen), sign_in(chen)
    accounts.sign_out(chen.books, token, NOW)
    assert accounts.who(chen.books.private, token, NOW) is None
    assert accounts.who(chen.books.private, other, NOW)
    assert accounts.sign_out_everywhere(chen.books, "chen", NOW) == 1
    assert accounts.who(chen.books.private, other, NOW) is None


def test_neither_password_nor_token_is_kept(chen: House) -> None:
    token = sign_in(chen)
    dump = "\n".join(chen.books.private.iterdump())
    assert PASSWORD not in dump and token not in dump


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD + "x"])
def test_a_wrong_password(chen: House, password: str) -> None:
    with pytest.raises(Refused):
        sign_in(chen, password)


def test_unknown_and_wrong_sound_the_same(chen: House) -> None:
    with pytest.raises(Refused) as wrong:
        sign_in(chen, "wrong")
    with pytest.raises(Refused) as unknown:
        accounts.sign_in(chen.books, "nobody", PASSWORD, "10.0.0.1", NOW, 12)
    assert str(wrong.value) == str(unknown.value)


def test_an_account_is_throttled(chen: House) -> None:
    for turn in range(accounts.PER_ACCOUNT):
        with pytest.raises(Refused):
            sign_in(chen, "wrong", f"10.0.0.{turn}")
    with pytest.raises(Refused, match="Too many"):
        sign_in(chen, PASSWORD, "10.0.9.9")
    later = NOW + accounts.WINDOW + HOUR
    assert accounts.sign_in(chen.books, "chen", PASSWORD, "10.0.0.1", later, 12)


def test_an_address_is_throttled(chen: House) -> None:
    for turn in range(accounts.PER_ADDRESS):
        with pytest.raises(Refused):
            accounts.sign_in(chen.books, f"u{turn}", "wrong", "10.0.0.1", NOW, 12)
    with pytest.raises(Refused, match="Too many"):
        sign_in(chen)
    assert sign_in(chen, address="10.0.0.2")


def test_a_closed_account_is_out_at_once(chen: House) -> None:
    token = sign_in(chen)
    accounts.amend(chen.books, "chen", title="陈会计", role="editor", active=False, when=NOW)
    assert accounts.who(chen.books.private, token, NOW) is None
    with pytest.raises(Refused):
        sign_in(chen)


def test_the_last_administrator_stays(house: House) -> None:
    with pytest.raises(Refused):
        accounts.amend(house.books, "wang", title="王", role="editor", active=True, when=NOW)
    accounts.add(house.books, "zhao", "赵", "admin", PASSWORD, NOW)
    accounts.amend(house.books, "wang", title="王", role="editor", active=True, when=NOW)
    assert people.user(house.books.private, "wang").role == "editor"


def test_a_link_works_once(chen: House) -> None:
    token = accounts.invite(chen.books, "chen", NOW)
    old = sign_in(chen)
    accounts.accept(chen.books, token, "another long one", NOW)
    assert accounts.who(chen.books.private, old, NOW) is None
    assert sign_in(chen, "another long one")
    with pytest.raises(NotFound):
        accounts.accept(chen.books, token, "a third long one", NOW)


def test_a_link_expires_and_a_new_one_ends_the_old(chen: House) -> None:
    first = accounts.invite(chen.books, "chen", NOW)
    second = accounts.invite(chen.books, "chen", NOW)
    with pytest.raises(NotFound):
        accounts.invited(chen.books.private, first, NOW)
    assert accounts.invited(chen.books.private, second, NOW) == "chen"
    with pytest.raises(NotFound):
        accounts.invited(chen.books.private, second, NOW + accounts.INVITATION + HOUR)


def test_a_short_password_keeps_the_link(chen: House) -> None:
    token = accounts.invite(chen.books, "chen", NOW)
    with pytest.raises(Invalid):
        accounts.accept(chen.books, token, "short", NOW)
    assert accounts.invited(chen.books.private, token, NOW) == "chen"


@pytest.mark.parametrize(
    ("name", "title", "role", "field"),
    [
        ("陈", "陈", "editor", "name"),
        ("x", "陈", "editor", "name"),
        ("chen2", " ", "editor", "title"),
        ("chen2", "陈 13912345678", "editor", "title"),
        ("chen2", "陈", "king", "role"),
    ],
)
def test_bad_accounts(house: House, name: str, title: str, role: str, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        accounts.add(house.books, name, title, role, PASSWORD, NOW)
    assert list(refusal.value.fields) == [field]


def test_the_same_name_twice(chen: House) -> None:
    with pytest.raises(Invalid, match="exists"):
        accounts.add(chen.books, "chen", "陈", "editor", PASSWORD, NOW)


def test_a_password_is_dear_to_guess() -> None:
    """The tests use a cheap hash: a process of its own says which one a site uses."""
    program = "from portal import accounts; print(accounts.hashed('correct horse battery'))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.startswith(b"$argon2id$v=19$m=65536,t=3,p=4$")
