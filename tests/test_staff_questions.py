"""The queue of questions, the answer, the refusal, the contact, and who may do that."""

import datetime

import pytest
from flask import Flask

from portal.enquiring import DAY
from portal.store import answers, enquiries
from tests.asking import KEY, TEXT, letterbox, post
from tests.conftest import House
from tests.staff_pages import Staff, site
from tests.test_committee import member

TODAY = datetime.datetime.now(datetime.UTC)
ANSWER = {"do": "answer", "answer": "付给恒路建设，凭证已补。", "answered_by": "中心财务"}


def here(house: House) -> Flask:
    return site(house, seal_key=KEY)


@pytest.fixture
def zhang(house: House) -> Staff:
    house.money()
    return Staff(house, house.author, here(house))


def number(address: str) -> int:
    return int(address.rsplit("/", 1)[1])


def publish(zhang: Staff, address: str) -> None:
    stamp = TODAY.strftime("%Y-%m-%dT%H:%M:%SZ")
    zhang.house.door.publish(number(address), zhang.house.reviewer, stamp)


def test_the_desk_and_the_queue_say_what_waits(zhang: Staff) -> None:
    assert "逾期" not in zhang.get("/staff/")
    late, _ = post(zhang.house, TODAY - 12 * DAY)
    post(zhang.house, TODAY)
    assert "2 个等待答复，其中 1 个已逾期" in zhang.get("/staff/")
    page = zhang.get("/staff/questions")
    assert "已逾期 2 天" in page
    assert page.index(late) < page.index("应在")


def test_an_answer_goes_to_the_reviewer_and_out(zhang: Staff) -> None:
    ticket, _ = post(zhang.house, TODAY)
    to = zhang.post(f"/staff/questions/{ticket}", **ANSWER)
    (edit,) = zhang.house.door.change(number(to)).edits
    assert (edit.code, edit.values["question"]) == (ticket, TEXT)
    assert "答复提问" in zhang.house.door.change(number(to)).why
    assert "正在办理" in zhang.get("/staff/questions")
    publish(zhang, to)
    assert "没有等待的" in zhang.get("/staff/questions")
    found = answers.answer(zhang.house.books.public, ticket)
    assert found and found.answered_by == "中心财务"


def test_an_answer_sent_twice_is_one_change(zhang: Staff) -> None:
    ticket, _ = post(zhang.house, TODAY)
    assert zhang.post(f"/staff/questions/{ticket}", **ANSWER) == zhang.post(
        f"/staff/questions/{ticket}", **ANSWER
    )


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({**ANSWER, "answer": " "}, "answer"),
        ({**ANSWER, "answered_by": ""}, "answered_by"),
        ({**ANSWER, "answer": "请打13912345678"}, "answer"),
        ({"do": "refuse", "refused": "", "refused_why": "不合适"}, "refused"),
        ({"do": "refuse", "refused": "spam", "refused_why": "长" * 401}, "refused_why"),
    ],
)
def test_what_cannot_be_taken_comes_back(zhang: Staff, typed: dict[str, str], field: str) -> None:
    ticket, _ = post(zhang.house, TODAY)
    page = zhang.post(f"/staff/questions/{ticket}", 422, **typed)
    assert f'href="#f-{field}"' in page
    for name in ("answer", "refused_why"):
        assert typed.get(name, "").strip() in page


def test_the_bare_question_can_go_out_first(zhang: Staff) -> None:
    ticket, _ = post(zhang.house, TODAY)
    publish(zhang, zhang.post(f"/staff/questions/{ticket}", do="publish"))
    publish(zhang, zhang.post(f"/staff/questions/{ticket}", **ANSWER))
    found = answers.answer(zhang.house.books.public, ticket)
    assert found and found.answer


def test_a_published_question_is_refused_without_its_text(zhang: Staff) -> None:
    ticket, _ = post(zhang.house, TODAY)
    publish(zhang, zhang.post(f"/staff/questions/{ticket}", do="publish"))
    publish(zhang, zhang.post(f"/staff/questions/{ticket}", do="refuse", refused="insult"))
    found = answers.answer(zhang.house.books.public, ticket)
    assert found and (found.question, found.refused) == (None, "insult")


def test_a_second_answer_is_asked_for_and_given(zhang: Staff) -> None:
    ticket, secret = post(zhang.house, TODAY)
    publish(zhang, zhang.post(f"/staff/questions/{ticket}", **ANSWER))
    letterbox(zhang.house).reopen(ticket, secret, TODAY)
    assert "提问人说没有解答" in zhang.get("/staff/questions")
    page = zhang.get(f"/staff/questions/{ticket}")
    assert 'name="second_answer"' in page and 'name="refused"' not in page
    again = {"do": "answer", "second_answer": "凭证在第三页。"}
    publish(zhang, zhang.post(f"/staff/questions/{ticket}", **again))
    assert "没有等待的" in zhang.get("/staff/questions")


def test_the_contact_is_shown_to_who_opens_it(zhang: Staff) -> None:
    ticket, _ = post(zhang.house, TODAY, contact="13912345678")
    assert "13912345678" not in zhang.get(f"/staff/questions/{ticket}")
    page = zhang.post(f"/staff/questions/{ticket}/contact", 200)
    assert "13912345678" in page and "张编辑" in page
    assert "13912345678" not in zhang.get(f"/staff/questions/{ticket}")
    assert len(enquiries.openings(zhang.house.books.private, ticket)) == 1


def test_the_queue_forgets_what_is_kept_for_a_time(zhang: Staff) -> None:
    ticket, _ = post(zhang.house, TODAY - 50 * DAY, contact="13912345678")
    with zhang.house.books.writing(zhang.house.books.private) as private:
        enquiries.settle(private, ticket, (TODAY - 40 * DAY).date().isoformat(), refused=False)
    zhang.get("/staff/questions")
    found = enquiries.enquiry(zhang.house.books.private, ticket)
    assert found and (found.contact, found.address) == (None, None)


def test_what_was_added_later_is_seen_until_it_is_read(zhang: Staff) -> None:
    ticket, secret = post(zhang.house, TODAY)
    publish(zhang, zhang.post(f"/staff/questions/{ticket}", **ANSWER))
    letterbox(zhang.house).add(ticket, secret, "谢谢，还想看看原件的照片", TODAY)
    assert "1 条补充未读" in zhang.get("/staff/")
    assert "/staff/questions/" + ticket in zhang.get("/staff/questions")
    assert "还想看看原件" in zhang.get(f"/staff/questions/{ticket}")
    zhang.post(f"/staff/questions/{ticket}/read")
    assert ticket not in zhang.get("/staff/questions")


def test_several_are_refused_only_for_a_ground(zhang: Staff) -> None:
    tickets = [post(zhang.house, TODAY, f"192.0.2.{n}")[0] for n in range(3)]
    zhang.post("/staff/questions", 422, refused="spam")
    page = zhang.post("/staff/questions", 422, ticket=tickets[:2], refused="")
    assert page.count(" checked") == 2
    to = zhang.post("/staff/questions", ticket=tickets[:2], refused="spam", refused_why="广告")
    assert {edit.code for edit in zhang.house.door.change(number(to)).edits} == set(tickets[:2])


def test_the_committee_has_no_such_page(zhang: Staff) -> None:
    ticket, _ = post(zhang.house, TODAY, contact="13912345678")
    zhao = Staff(zhang.house, member(zhang.house), zhang.client.application)
    zhao.get("/staff/questions", 403)
    zhao.get(f"/staff/questions/{ticket}", 403)
    zhao.post(f"/staff/questions/{ticket}/contact", 403)
    zhao.post("/staff/questions", 403, ticket=ticket, refused="spam")
    assert not enquiries.openings(zhang.house.books.private, ticket)


def test_an_unknown_question_is_not_found(zhang: Staff) -> None:
    zhang.get("/staff/questions/q-2026-zzzzzz", 404)
    zhang.post("/staff/questions/q-2026-zzzzzz", 404, **ANSWER)
