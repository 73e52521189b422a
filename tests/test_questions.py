"""The public pages of questions: what waits and since when, answers, refusals, page by page."""

import datetime
import json

import pytest

from portal.enquiring import DAY
from portal.store import answers
from portal.store.connect import Connection
from portal.views.questions import Standing, clock
from portal.words import speak
from tests.asking import NOW, TEXT, Asker, post
from tests.conftest import House
from tests.public_pages import Reader
from tests.test_asked import ANSWER, edit


@pytest.fixture
def full(house: House) -> House:
    house.money()
    return house


def said(standing: Standing, day: str) -> tuple[str, str]:
    told = clock(standing, day)
    return told.shape, speak(told.word, "en")


def test_the_clock_says_when_an_answer_is_due_and_how_late_it_is() -> None:
    waits = Standing("2026-12-03", None, None, None, None)
    assert said(waits, "2026-12-03") == ("plan", "an answer is due by 2026-12-03")
    assert said(waits, "2026-12-05") == ("warn", "overdue since 2026-12-03, by 2 days")
    assert said(waits, "2026-12-04") == ("warn", "overdue since 2026-12-03, by 1 day")
    done = waits._replace(answered="2026-12-01")
    assert said(done, "2027-01-01") == ("done", "answered on 2026-12-01")


def test_after_ten_days_everybody_sees_that_it_is_overdue(full: House) -> None:
    today = datetime.datetime.now(datetime.UTC)
    late, _ = post(full, today - 13 * DAY)
    early, _ = post(full, today - 9 * DAY)
    asker = Asker(full)
    page = asker.page("/questions")
    assert "已逾期 3 天" in page
    assert page.index(late) < page.index(early), "the oldest first"
    assert "路面浇筑" in page and TEXT not in page


def test_a_page_kept_by_nobody_shows_what_came_in_a_moment_ago(full: House) -> None:
    asker = Asker(full)
    assert "没有等待的" in asker.page("/questions")
    ticket, _ = post(full)
    assert ticket in asker.page("/questions")


def test_an_answer_that_came_late_says_so(full: House) -> None:
    ticket, _ = post(full)
    full.publish(edit(full, ticket, **{**ANSWER, "answered": "2026-12-07"}))
    page = Asker(full).page(f"/questions/{ticket}")
    assert "晚 4 天" in page
    assert TEXT in page and "付给恒路建设" in page and 'href="/payments/pay-1"' in page


def test_a_question_is_no_markdown_and_an_answer_is(full: House) -> None:
    ticket, _ = post(full, text="[看这里](https://spam.example) **谁**付的钱")
    full.publish(edit(full, ticket, **{**ANSWER, "answer": "**中心**付的。"}))
    page = Asker(full).page(f"/questions/{ticket}")
    assert '<p class="long">[看这里](https://spam.example) **谁**付的钱</p>' in page
    assert 'href="https://spam.example"' not in page
    assert "<strong>中心</strong>" in page


def test_a_refusal_shows_its_ground_and_not_its_text(full: House) -> None:
    ticket, _ = post(full)
    full.publish(edit(full, ticket, refused="elsewhere", refused_why="请打热线"))
    asker = Asker(full)
    assert ticket not in asker.page("/questions")
    assert "与账目无关" in asker.page("/questions?refused=1")
    page = asker.page(f"/questions/{ticket}")
    assert "请打热线" in page and TEXT not in page
    assert ticket not in asker.page("/payments/pay-1")


def split(tickets: list[str], mark: str, first: str, rest: str) -> bool:
    """Whether each ticket stands on one of two pages."""
    marks = [mark % ticket for ticket in tickets]
    return all((one in first) != (one in rest) for one in marks)


def test_the_lists_go_on_page_by_page(full: House) -> None:
    asker = Asker(full)
    tickets = [post(full, NOW, f"198.51.100.{n}")[0] for n in range(52)]
    first = asker.page("/questions")
    further = first.partition('class="more" href="/questions')[2].partition('"')[0]
    assert split(tickets, "<li>%s", first, asker.page(f"/questions{further}"))
    full.publish(*(edit(full, ticket, **ANSWER) for ticket in tickets))
    first = asker.page("/questions")
    more = first.partition('class="more" href="/questions')[2].partition('"')[0]
    assert split(tickets, 'href="/questions/%s"', first, asker.page(f"/questions{more}"))


def test_what_waits_in_both_books_stands_once(full: House) -> None:
    ticket, _ = post(full)
    full.publish(edit(full, ticket))
    page = Asker(full).page("/questions").partition("已公布的提问")[0]
    assert page.count(f'/questions/{ticket}"') == 1


@pytest.mark.parametrize("query", ["?after=x", "?waiting=x", "?waiting=2026-01-01", "?refused=x"])
def test_an_odd_address_gives_a_page(full: House, query: str) -> None:
    Asker(full).page(f"/questions{query}")


def test_the_files_hold_what_the_pages_hold(full: House) -> None:
    reader = Reader(full)
    ticket, _ = post(full)
    text = reader.answer("/questions.json").get_data(as_text=True)
    assert json.loads(text)["waiting"][0]["ticket"] == ticket
    assert TEXT not in text
    full.publish(edit(full, ticket, **ANSWER))
    assert json.loads(reader.answer("/questions.json").get_data())["records"][0]["question"] == TEXT
    assert TEXT in reader.answer(f"/questions/{ticket}.csv").get_data(as_text=True)


@pytest.mark.parametrize(
    ("about", "path"),
    [
        ("payment/pay-1", "/payments/pay-1"),
        ("funding/d-1", "/donations/d-1"),
        ("village/sq", "/villages/sq"),
        ("organisation/center", "/organisations/center"),
        ("project/sq-2020-001", "/projects/sq-2020-001"),
        ("milestone/m-1", "/projects/sq-2020-001"),
        ("document/doc-1", "/papers/doc-1"),
    ],
)
def test_a_record_shows_the_questions_about_it(full: House, about: str, path: str) -> None:
    step = {"project": "sq-2020-001", "position": 1, "title": "完工", "met": "2020-08-10"}
    paper = {"title": "凭证", "of_table": "payment", "of_code": "pay-1"}
    full.publish(full.edit("milestone", "m-1", **step), full.edit("document", "doc-1", **paper))
    ticket, _ = post(full, about=about)
    full.publish(edit(full, ticket, **ANSWER))
    reader = Reader(full)
    assert f'href="/questions/{ticket}"' in reader.page(path)
    assert "/ask?about=" in reader.page(path)
    assert reader.weight(path) < 14_000


def plan(db: Connection, query: str) -> str:
    return " ".join(str(row) for row in db.execute(f"EXPLAIN QUERY PLAN {query}"))


def test_no_list_of_questions_scans_or_sorts(full: House) -> None:
    seen: list[str] = []
    full.books.public.set_trace_callback(seen.append)
    answers.answers(full.books.public, refused=True)
    answers.answers(full.books.public, refused=False)
    answers.unanswered(full.books.public)
    answers.about(full.books.public, [("payment", "pay-1")])
    answers.about(full.books.public, [("project", "sq-2020-001"), ("milestone", "m-1")])
    full.books.public.set_trace_callback(None)
    assert len(seen) == 5
    assert all("SEARCH enquiry" in plan(full.books.public, query) for query in seen[3:])
    for query in seen:
        found = plan(full.books.public, query)
        assert "SCAN enquiry" not in found.replace("USING INDEX enquiry_", "·") or "·" in found
        assert "USING INDEX enquiry_" in found
