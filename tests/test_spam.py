"""A flood of questions: bounded, survivable, and swept away by one change."""

import pytest

from portal.enquiring import BUSY, PER_HOUR
from portal.store import answers, enquiries
from portal.views.staff.questions import PAGE
from tests.asking import MINUTE, Asker, ticket_of
from tests.conftest import House
from tests.staff_pages import Staff
from tests.test_staff_questions import here

ADDRESSES = [f"198.51.100.{number}" for number in range(50)]
POSTS = 1_000


def flood(house: House, order: str) -> int:
    """How many of 1,000 posts from 50 addresses, with good tokens, got in."""
    bot = Asker(house)
    statuses = []
    for number in range(POSTS):
        place = ADDRESSES[number % 50 if order == "in turn" else number // 20]
        text = f"买药请加微信号 spam{number}，全国包邮"
        data = {"about": "payment/pay-1", "kind": "question", "text": text, "token": bot.token()}
        answer = bot.client.post("/ask", data=data, environ_base={"REMOTE_ADDR": place})
        statuses.append(answer.status_code)
    assert set(statuses) == {303, 429}
    return statuses.count(303)


@pytest.mark.parametrize("order", ["in turn", "one by one"])
def test_a_flood_leaves_the_queue_usable(house: House, order: str) -> None:
    house.money()
    taken = flood(house, order)
    assert BUSY <= taken <= BUSY + 50 - BUSY // PER_HOUR
    honest = ticket_of(Asker(house, "192.0.2.1").send())
    assert len(enquiries.waiting(house.books.private, limit=POSTS)) == taken + 1
    li, zhang = (Staff(house, user, here(house)) for user in (house.reviewer, house.author))
    zhang.get("/staff/questions")
    spam = [
        one.ticket
        for one in enquiries.waiting(house.books.private, limit=PAGE + 1)
        if one.ticket != honest
    ]
    assert len(spam) == taken
    to = zhang.post("/staff/questions", ticket=spam, refused="spam")
    number = int(to.rsplit("/", 1)[1])
    assert len(house.door.change(number).edits) == taken
    li.post(f"/staff/changes/{number}/publish")
    assert [one.ticket for one in enquiries.waiting(house.books.private)] == [honest]
    refused = answers.answers(house.books.public, refused=True, limit=POSTS)
    assert {one.code for one in refused} == set(spam)
    rows = house.books.public.execute("SELECT body FROM payload").fetchall()
    assert not [row for row in rows if "微信" in row[0]]


def test_machines_without_a_good_token_write_nothing(house: House) -> None:
    house.money()
    bot = Asker(house)
    for token in ("", "t", bot.token()[:-1], bot.token(-MINUTE)):
        data = {"about": "payment/pay-1", "kind": "question", "text": "x" * 50, "token": token}
        assert bot.client.post("/ask", data=data).status_code == 422
    for table in ("enquiry", "single_use"):
        assert house.books.private.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
