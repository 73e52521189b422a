"""Objections within the period of a notice, and the project that waits for their answer."""

import datetime

import pytest

from portal import asked
from portal.codes import Edit
from portal.errors import Invalid, Refused
from portal.store import enquiries
from tests.asking import Asker, letterbox, post
from tests.conftest import NOW, House, notice
from tests.public_pages import Reader
from tests.test_asked import ANSWER, edit

WITHIN = datetime.datetime(2020, 3, 12, 8, tzinfo=datetime.UTC)
LATER = datetime.datetime(2020, 4, 1, 8, tzinfo=datetime.UTC)
ON_NOTICE = {"about": "notice/n-1", "text": "路面厚度写少了，设计是18厘米"}


@pytest.fixture
def road(house: House) -> House:
    house.money()
    house.publish(notice(), house.edit("project", "sq-2020-001", status="planned"))
    return house


def objection(house: House, when: datetime.datetime = WITHIN) -> str:
    return post(house, when, kind="objection", **ON_NOTICE)[0]


def onward(house: House, state: str = "suspended", **values: object) -> Edit:
    return house.edit("project", "sq-2020-001", status=state, **values)


def blocked(house: House, edit: Edit) -> bool:
    try:
        asked.refuse_objected(house.books.public, house.books.private, [edit])
    except Refused:
        return True
    return False


def test_an_objection_is_offered_only_within_the_period(road: House) -> None:
    objection(road)
    with pytest.raises(Invalid, match="mending"):
        objection(road, LATER)
    post(road, LATER, **ON_NOTICE)


def test_the_form_offers_it_first(house: House) -> None:
    house.money()
    today = datetime.datetime.now(datetime.UTC).date()
    end = today + datetime.timedelta(days=12)
    house.publish(notice(start=str(today), end=str(end), closed=None, result=None))
    page = Asker(house).page("/ask?about=notice/n-1")
    assert 'value="objection" checked' in page
    assert 'href="/ask?about=notice/n-1"' in Reader(house).page("/notices/n-1")
    assert 'value="objection"' not in Asker(house).page("/ask?about=payment/pay-1")


@pytest.mark.parametrize(
    ("state", "waits"), [("library", True), ("building", True), ("cancelled", False)]
)
def test_a_project_waits_for_the_answer(road: House, state: str, waits: bool) -> None:
    assert not blocked(road, onward(road, state))
    objection(road)
    assert blocked(road, onward(road, state)) is waits


def test_the_door_and_the_preview_say_which(road: House) -> None:
    ticket = objection(road)
    number = road.submit(onward(road, "library", target="2.36公里"))
    problem = road.door.preview(number).problems[0]
    assert problem.blocks and ticket in str(problem.sentence)
    with pytest.raises(Refused, match=ticket):
        road.door.publish(number, road.reviewer, NOW)
    when = {**ANSWER, "answered": "2020-03-20"}
    road.publish(edit(road, ticket, **when))
    assert not asked.unanswered(road.books.public, road.books.private, "sq-2020-001")
    assert road.door.publish(number, road.reviewer, NOW)


def test_a_refusal_lets_it_go_on(road: House) -> None:
    ticket = objection(road)
    road.publish(edit(road, ticket, refused="spam"))
    assert not blocked(road, onward(road, "library"))


def test_the_bare_objection_in_public_still_holds(road: House) -> None:
    ticket = objection(road)
    road.publish(edit(road, ticket))
    with road.books.writing(road.books.private) as private:
        enquiries.settle(private, ticket, "2020-03-20", refused=False)
    assert asked.unanswered(road.books.public, road.books.private, "sq-2020-001") == [ticket]


def test_a_question_or_another_notice_holds_nothing(road: House) -> None:
    post(road, WITHIN, **ON_NOTICE)
    road.put("project", "sq-2020-002", title="广场", village="sq", year=2020)
    assert not blocked(road, onward(road, "library"))
    objection(road)
    other = road.edit("project", "sq-2020-002", status="library")
    assert not blocked(road, other)


def test_a_second_round_holds_nothing(road: House) -> None:
    ticket, secret = post(road, WITHIN, kind="objection", **ON_NOTICE)
    road.publish(edit(road, ticket, **{**ANSWER, "answered": "2020-03-20"}))
    letterbox(road).reopen(ticket, secret, LATER)
    assert not blocked(road, onward(road, "library"))
