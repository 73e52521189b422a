"""The letter box: what it takes in, what it keeps and for how long, who can open it."""

import datetime
import hashlib
from dataclasses import replace

import pytest

from portal.enquiring import BUSY, DAY, HOUR, MESSAGES, PER_DAY, PER_HOUR, Asked, kinds
from portal.errors import Invalid, NotFound, Refused, TooMany
from portal.store import enquiries
from portal.store.enquiries import Enquiry
from tests.asking import MINUTE, NOW, TEXT, letterbox, post
from tests.conftest import House


def kept(house: House, ticket: str) -> Enquiry:
    found = enquiries.enquiry(house.books.private, ticket)
    assert found
    return found


@pytest.fixture
def full(house: House) -> House:
    house.money()
    return house


def asked(house: House, age: datetime.timedelta = MINUTE) -> Asked:
    return Asked("payment", "pay-1", "question", TEXT, token=letterbox(house).token(NOW - age))


def test_a_question_gets_a_ticket_and_a_clock(full: House) -> None:
    ticket, secret = post(full)
    found = kept(full, ticket)
    assert ticket.startswith("q-2026-") and len(ticket) == 13 and len(secret) == 16
    assert (found.asked, found.due, found.text) == ("2026-11-23", "2026-12-03", TEXT)
    assert letterbox(full).opened(ticket, secret) == found


def test_the_clock_runs_on_the_day_of_the_site(full: House) -> None:
    late = datetime.datetime(2026, 11, 23, 17, tzinfo=datetime.UTC)
    found = kept(full, post(full, late)[0])
    assert (found.asked, found.due) == ("2026-11-24", "2026-12-04")


def test_the_same_form_sent_twice_is_kept_once(full: House) -> None:
    one = asked(full)
    first = letterbox(full).receive(one, "192.0.2.1", NOW)
    again = letterbox(full).receive(
        replace(one, text="换了一句话再发一次，行不行"), "192.0.2.9", NOW
    )
    assert first == again
    assert len(enquiries.waiting(full.books.private)) == 1


@pytest.mark.parametrize("ticket", ["q-2026-zzzzzz", ""])
def test_nobody_opens_it_without_the_link(full: House, ticket: str) -> None:
    known, secret = post(full)
    with pytest.raises(NotFound):
        letterbox(full).opened(ticket or known, secret if ticket else "b" * 16)


def test_the_secret_is_kept_only_as_a_hash(full: House) -> None:
    ticket, secret = post(full)
    full.books.close()
    data = b"".join(path.read_bytes() for path in full.folder.glob("*.sqlite*"))
    assert secret.encode() not in data
    assert ticket.encode() in data


PERSONAL = ["我的身份证是11010519491231002X，请查", "打我的电话１３９１２３４５６７８，谢谢"]


@pytest.mark.parametrize("text", [*PERSONAL, "太短", "长" * 2_001])
def test_what_cannot_be_published_is_not_kept(full: House, text: str) -> None:
    with pytest.raises(Invalid) as refused:
        post(full, text=text)
    assert set(refused.value.fields) == {"text"}
    assert not enquiries.waiting(full.books.private)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"kind": "objection"}, "kind"),
        ({"trap": "http://"}, "website"),
        ({"contact": "1" * 101}, "contact"),
    ],
)
def test_what_does_not_fit_is_named(full: House, typed: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        post(full, NOW, **typed)
    assert set(refused.value.fields) == {field}


@pytest.mark.parametrize("age", [datetime.timedelta(seconds=2), datetime.timedelta(hours=25)])
def test_a_form_is_neither_too_quick_nor_too_old(full: House, age: datetime.timedelta) -> None:
    with pytest.raises(Invalid):
        letterbox(full).receive(asked(full, age), "192.0.2.1", NOW)


@pytest.mark.parametrize("token", ["", "x.y", "WyJhIiwxXQ.AAAA"])
def test_a_token_is_signed_here(full: House, token: str) -> None:
    with pytest.raises(Invalid):
        letterbox(full).receive(replace(asked(full), token=token), "192.0.2.1", NOW)


def test_an_address_asks_so_often_in_an_hour_and_a_day(full: House) -> None:
    for _ in range(PER_HOUR):
        post(full)
    with pytest.raises(TooMany):
        post(full)
    post(full, address="192.0.2.2")
    for hour in range(1, 1 + PER_DAY - PER_HOUR):
        post(full, NOW + hour * HOUR)
    with pytest.raises(TooMany):
        post(full, NOW + 9 * HOUR)
    post(full, NOW + DAY + HOUR)


def test_an_address_is_the_same_past_midnight(full: House) -> None:
    midnight = datetime.datetime(2026, 11, 23, 16, tzinfo=datetime.UTC)
    for _ in range(PER_HOUR):
        post(full, midnight - MINUTE)
    with pytest.raises(TooMany):
        post(full, midnight + MINUTE)


def test_a_household_has_many_addresses_of_the_new_kind(full: House) -> None:
    for number in range(PER_HOUR):
        post(full, address=f"2001:db8:1:2::{number}")
    with pytest.raises(TooMany):
        post(full, address="2001:db8:1:2:ffff::1")
    post(full, address="2001:db8:1:3::1")


def test_when_it_is_busy_only_first_questions_come_in(full: House) -> None:
    for number in range(BUSY):
        post(full, address=f"198.51.100.{number}")
    with pytest.raises(TooMany):
        post(full, address="198.51.100.1")
    post(full, address="192.0.2.77")


def test_the_contact_is_sealed_and_its_opening_remembered(full: House) -> None:
    ticket, _ = post(full, contact=" 139 1234 5678 ")
    box = letterbox(full)
    assert box.contact(ticket, "zhang", NOW) == "139 1234 5678"
    assert enquiries.openings(full.books.private, ticket) == [("张编辑", "2026-11-23T08:00:00Z")]
    sealed = kept(full, ticket).contact
    assert sealed and b"1234" not in sealed
    assert hashlib.sha256(b"139 1234 5678").digest() not in sealed, "ten digits are soon guessed"


def test_a_site_without_a_key_keeps_no_contact(full: House) -> None:
    box = letterbox(full, seal_key="")
    with pytest.raises(Invalid) as refused:
        box.receive(replace(asked(full), contact="a@b.example"), "192.0.2.1", NOW)
    assert set(refused.value.fields) == {"contact"}
    with pytest.raises(NotFound):
        box.contact(post(full)[0], "zhang", NOW)


def test_a_contact_goes_thirty_days_after_the_answer(full: House) -> None:
    ticket, _ = post(full, contact="13912345678")
    with full.books.writing(full.books.private) as private:
        enquiries.settle(private, ticket, "2026-12-01", refused=False)
    box, answered = letterbox(full), datetime.datetime(2026, 12, 1, 8, tzinfo=datetime.UTC)
    box.forget(answered + 30 * DAY)
    assert kept(full, ticket).contact
    box.forget(answered + 31 * DAY)
    assert kept(full, ticket).contact is None
    assert kept(full, ticket).text == TEXT


def test_what_a_refused_question_said_goes_too(full: House) -> None:
    ticket, secret = post(full)
    letterbox(full).add(ticket, secret, "再补充一句，请尽快答复", NOW)
    with full.books.writing(full.books.private) as private:
        enquiries.settle(private, ticket, "2026-12-01", refused=True)
    letterbox(full).forget(NOW + 60 * DAY)
    assert kept(full, ticket).text == ""
    assert not enquiries.messages(full.books.private, ticket)


def test_an_address_is_forgotten_after_two_days(full: House) -> None:
    ticket, _ = post(full)
    assert kept(full, ticket).address
    assert "192.0.2.1" not in str(kept(full, ticket))
    letterbox(full).forget(NOW + 2 * DAY + MINUTE)
    assert kept(full, ticket).address is None
    keys = full.books.private.execute("SELECT count(*) FROM single_use").fetchone()
    assert keys == (0,)


def test_a_few_messages_can_be_added(full: House) -> None:
    ticket, secret = post(full)
    box = letterbox(full)
    for number in range(MESSAGES):
        box.add(ticket, secret, f"补充第{number}条，请一并答复", NOW)
    with pytest.raises(Refused):
        box.add(ticket, secret, "还想再补充一条，可以吗", NOW)
    with pytest.raises(Invalid):
        box.add(ticket, secret, PERSONAL[0], NOW)
    assert enquiries.unread(full.books.private) == {ticket: MESSAGES}


def test_not_answered_can_be_said_once_after_an_answer(full: House) -> None:
    ticket, secret = post(full)
    box = letterbox(full)
    with pytest.raises(Refused):
        box.reopen(ticket, secret, NOW)
    with full.books.writing(full.books.private) as private:
        enquiries.settle(private, ticket, "2026-12-01", refused=False)
    box.reopen(ticket, secret, NOW + 20 * DAY)
    assert (kept(full, ticket).unsatisfied, kept(full, ticket).due) == ("2026-12-13", "2026-12-23")
    with pytest.raises(Refused):
        box.reopen(ticket, secret, NOW + 20 * DAY)


def test_a_step_is_disputed_only_once_it_is_called_done(full: House) -> None:
    step = {"project": "sq-2020-001", "position": 1, "title": "完工"}
    full.publish(
        full.edit("milestone", "m-1", met="2020-08-10", **step),
        full.edit("milestone", "m-2", **{**step, "position": 2, "title": "验收"}),
    )
    public = full.books.public
    assert "dispute" in kinds(public, "milestone", "m-1", "2026-11-23")
    assert "dispute" not in kinds(public, "milestone", "m-2", "2026-11-23")
