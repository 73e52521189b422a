"""Questions at the door: published as asked, answered in full, clocks that stop by themselves."""

import pytest

from portal import asked
from portal.codes import Edit
from portal.errors import Invalid, Refused
from portal.store import answers, enquiries
from portal.store.enquiries import Enquiry
from tests.asking import NOW as THEN
from tests.asking import TEXT, letterbox, post
from tests.conftest import NOW, House

ANSWER = {"answer": "付给恒路建设。", "answered": "2026-11-25", "answered_by": "中心财务"}


@pytest.fixture
def full(house: House) -> House:
    house.money()
    return house


def kept(house: House, ticket: str) -> Enquiry:
    found = enquiries.enquiry(house.books.private, ticket)
    assert found
    return found


def edit(house: House, ticket: str, **values: str | None) -> Edit:
    return asked.edit(house.books.public, kept(house, ticket), **values)


def published(house: House, ticket: str) -> answers.Answer:
    found = answers.answer(house.books.public, ticket)
    assert found
    return found


def test_an_answer_stops_the_clock(full: House) -> None:
    ticket, _ = post(full, contact="13912345678")
    full.publish(edit(full, ticket, **ANSWER))
    found = published(full, ticket)
    assert (found.question, found.answer, found.due) == (TEXT, "付给恒路建设。", "2026-12-03")
    assert kept(full, ticket).settled == NOW[:10]
    assert not enquiries.waiting(full.books.private)


def test_the_bare_question_leaves_the_clock_running(full: House) -> None:
    ticket, _ = post(full)
    full.publish(edit(full, ticket))
    assert published(full, ticket).question == TEXT
    assert [one.ticket for one in enquiries.waiting(full.books.private)] == [ticket]
    full.publish(edit(full, ticket, **ANSWER))
    assert not enquiries.waiting(full.books.private)


def test_a_refusal_has_its_ground_and_no_text(full: House) -> None:
    ticket, _ = post(full)
    full.publish(edit(full, ticket, refused="insult"))
    found = published(full, ticket)
    assert (found.refused, found.question) == ("insult", None)
    assert kept(full, ticket).refused
    rows = full.books.public.execute("SELECT body FROM payload").fetchall()
    assert not [row for row in rows if TEXT in row[0]]


def test_a_published_question_can_still_be_refused(full: House) -> None:
    ticket, _ = post(full)
    full.publish(edit(full, ticket))
    with pytest.raises(Invalid):
        full.publish(edit(full, ticket, refused="insult"))
    full.publish(edit(full, ticket, refused="insult", question=None))
    assert published(full, ticket).question is None


BENT = [
    {"question": "这一笔钱付得对吗？写得很清楚。"},
    {"asked": "2026-11-24"},
    {"due": "2027-01-01"},
    {"of_code": "pay-2"},
    {"kind": "correction"},
]


@pytest.mark.parametrize("values", BENT)
def test_a_question_is_published_as_it_was_asked(full: House, values: dict[str, str]) -> None:
    ticket, _ = post(full)
    with pytest.raises(Refused):
        full.publish(edit(full, ticket, **ANSWER, **values))


@pytest.mark.parametrize("values", [*BENT, {"answered": "2026-11-24"}, {"question": None}])
def test_a_published_question_is_not_bent_later(full: House, values: dict[str, str | None]) -> None:
    ticket, _ = post(full)
    full.publish(edit(full, ticket, **ANSWER))
    with pytest.raises(Refused):
        full.publish(edit(full, ticket, **values))


def test_the_words_of_an_answer_can_be_mended(full: House) -> None:
    ticket, _ = post(full)
    full.publish(edit(full, ticket, **ANSWER))
    full.publish(edit(full, ticket, answer="付给恒路建设（示例）。"))
    assert published(full, ticket).answer == "付给恒路建设（示例）。"


@pytest.mark.parametrize(
    "values",
    [
        {"answer": "没有日期"},
        {**ANSWER, "answered_by": None},
        {**ANSWER, "answered": "2026-11-22"},
        {**ANSWER, "refused": "spam"},
        {"refused_why": "没有原因"},
        {"refused": "spam", "question": TEXT},
        {**ANSWER, "second_answer": "再答", "second_answered": "2026-12-01"},
        {"unsatisfied": "2026-12-01", "second_answer": "再答", "second_answered": "2026-12-02"},
    ],
)
def test_what_is_not_whole_does_not_go_out(full: House, values: dict[str, str | None]) -> None:
    ticket, _ = post(full)
    with pytest.raises(Invalid):
        full.publish(edit(full, ticket, **values))


def test_it_is_about_a_published_record(full: House) -> None:
    values = {"kind": "question", "question": TEXT, "asked": "2026-11-23", "due": "2026-12-03"}
    told = {**values, "of_table": "payment", "of_code": "pay-9"}
    with pytest.raises(Invalid):
        full.publish(full.edit("enquiry", "q-1", **told))
    objection = {**told, "of_code": "pay-1", "kind": "objection"}
    with pytest.raises(Invalid):
        full.publish(full.edit("enquiry", "q-1", **objection))
    full.publish(full.edit("enquiry", "q-1", **{**told, "of_code": "pay-1"}))


def test_a_second_answer_ends_it(full: House) -> None:
    ticket, secret = post(full)
    full.publish(edit(full, ticket, **ANSWER))
    letterbox(full).reopen(ticket, secret, THEN)
    assert [one.ticket for one in enquiries.waiting(full.books.private)] == [ticket]
    again = {"unsatisfied": "2026-11-25", "second_answered": "2026-12-01"}
    full.publish(edit(full, ticket, second_answer="凭证在第三页。", **again))
    assert not enquiries.waiting(full.books.private)
    assert published(full, ticket).second_answer == "凭证在第三页。"


def test_the_first_answer_again_stops_no_clock(full: House) -> None:
    ticket, secret = post(full)
    full.publish(edit(full, ticket, **ANSWER))
    letterbox(full).reopen(ticket, secret, THEN)
    full.publish(edit(full, ticket, answered=ANSWER["answered"], answer="付给恒路建设了。"))
    assert [one.ticket for one in enquiries.waiting(full.books.private)] == [ticket]


def test_who_was_not_satisfied_stays_so(full: House) -> None:
    ticket, secret = post(full)
    full.publish(edit(full, ticket, **ANSWER))
    letterbox(full).reopen(ticket, secret, THEN)
    again = {"unsatisfied": "2026-11-25", "second_answered": "2026-12-01"}
    full.publish(edit(full, ticket, second_answer="凭证在第三页。", **again))
    with pytest.raises(Refused):
        full.publish(edit(full, ticket, unsatisfied="2026-11-30"))


def test_a_crash_between_the_books_is_healed(full: House) -> None:
    ticket, _ = post(full)
    number = full.submit(edit(full, ticket, **ANSWER))
    full.door.publish(number, full.reviewer, NOW)
    with full.books.writing(full.books.private) as private:
        private.execute("UPDATE change SET state = 'submitted' WHERE number = ?", (number,))
        private.execute("UPDATE enquiry SET settled = NULL")
    assert full.door.heal(NOW) == [number]
    assert kept(full, ticket).settled
