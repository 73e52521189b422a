"""Asking on the public side: the form, its refusals, the link of one's own, who learns of it."""

import html
import re
from urllib.parse import urlsplit

import pytest
from werkzeug.test import Client

from portal.app import application
from portal.enquiring import PER_HOUR
from portal.settings import Settings
from portal.store import enquiries
from tests.asking import TEXT, Asker, ticket_of
from tests.conftest import House
from tests.public_pages import Reader
from tests.test_asked import ANSWER, edit

LATER = {**ANSWER, "answered": "2099-01-01"}


@pytest.fixture
def asker(house: House) -> Asker:
    house.money()
    return Asker(house)


def waiting(house: House) -> list[str]:
    return [one.ticket for one in enquiries.waiting(house.books.private)]


def test_a_page_leads_to_the_form_and_the_form_to_the_answer(house: House, asker: Asker) -> None:
    page = asker.page("/payments/pay-1")
    assert 'href="/ask?about=payment/pay-1"' in page
    form = asker.page("/ask?about=payment/pay-1")
    assert "路面浇筑" in form
    address = asker.send()
    ticket = ticket_of(address)
    assert waiting(house) == [ticket]
    mine = asker.page(address)
    assert TEXT in mine and ticket in mine and f"http://localhost{address}" in mine
    house.publish(edit(house, ticket, **LATER))
    assert "付给恒路建设" in asker.page(address)
    assert TEXT[:10] in asker.page("/payments/pay-1")


def test_every_refusal_keeps_what_was_typed(house: House, asker: Asker) -> None:
    typed: dict[str, str] = {
        "text": "电话13912345678，请回电话给我 <b>",
        "contact": 'a"b@c',
        "kind": "correction",
    }
    page = asker.send(422, headers=None, **typed)
    for text in (typed["text"], typed["contact"]):
        assert html.escape(text, quote=False).replace('"', "&#34;") in page
    assert 'value="correction" checked' in page
    assert 'href="#f-text"' in page
    assert not waiting(house)


def test_a_form_that_came_back_can_be_sent_again(house: House, asker: Asker) -> None:
    page = asker.send(422, text="太短")
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token
    asker.send(token=token[1])
    assert len(waiting(house)) == 1


@pytest.mark.parametrize("token", ["", "nonsense"])
def test_a_form_that_lay_too_long_comes_back_with_a_new_token(asker: Asker, token: str) -> None:
    page = asker.send(422, token=token)
    assert TEXT in page and "打开太久" in page
    assert 'name="token" value="W' in page


def test_the_trap_keeps_out_who_fills_in_everything(house: House, asker: Asker) -> None:
    page = asker.send(422, website="https://spam.example")
    assert TEXT in page and "spam.example" not in page
    assert not waiting(house)


def test_too_many_is_said_with_the_numbers_to_call(house: House, asker: Asker) -> None:
    house.put("hotline", "hot-1", title="监督电话", number="12317")
    for _ in range(PER_HOUR):
        asker.send()
    page = asker.send(429)
    assert TEXT in page and "12317" in page


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_no_other_site_sends_forms(house: House, asker: Asker, headers: dict[str, str]) -> None:
    asker.send(403, headers=headers)
    assert not waiting(house)


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}, {}]
)
def test_the_own_form_is_taken(asker: Asker, headers: dict[str, str]) -> None:
    asker.send(headers=headers)


@pytest.mark.parametrize("about", ["payment/none", "user/zhang", "x", "hotline/h", "notice/n-1"])
def test_nothing_is_asked_about_what_is_not_published(asker: Asker, about: str) -> None:
    asker.page(f"/ask?about={about}", 404)
    asker.send(404, about=about)


def test_without_a_record_the_page_helps_to_find_one(asker: Asker) -> None:
    assert 'href="/ask?about=village/sq"' in asker.page("/ask")


def test_a_wrong_link_opens_nothing(asker: Asker) -> None:
    address = asker.send()
    asker.page(f"{address[:-1]}{'b' if address[-1] != 'b' else 'c'}", 404)
    asker.page("/ask/q-2026-zzzzzz/bbbbbbbbbbbbbbbb", 404)
    asker.send(404, path=f"{address[:-4]}bbbb", text="补充一句，请尽快答复我")


def test_the_link_is_learnt_by_nobody(asker: Asker) -> None:
    answer = asker.client.get(asker.send())
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "Disallow: /ask\n" in asker.client.get("/robots.txt").get_data(as_text=True)


def test_a_message_is_added_and_refused_with_its_text(house: House, asker: Asker) -> None:
    address = asker.send()
    asker.send(path=address, text="补充：凭证号是记-0709，请查")
    assert "补充：凭证号是记-0709" in asker.page(address)
    page = asker.send(422, path=address, text="我的号码13912345678打给我")
    assert "我的号码13912345678打给我" in page
    assert len(enquiries.messages(house.books.private, ticket_of(address))) == 1


def test_not_answered_is_said_once_and_seen_by_all(house: House, asker: Asker) -> None:
    address = asker.send()
    ticket = ticket_of(address)
    asker.send(403, path=address, do="reopen")
    house.publish(edit(house, ticket, **LATER))
    assert ticket not in asker.page("/questions").partition("已公布的提问")[0]
    assert "这没有解答我的提问" in asker.page(address)
    asker.send(path=address, do="reopen")
    listed = asker.page("/questions").partition("已公布的提问")[0]
    assert ticket in listed and "提问人说没有解答" in listed
    assert "这没有解答我的提问" not in asker.page(address)
    asker.send(403, path=address, do="reopen")


@pytest.mark.parametrize("language", ["", "/en", "/zh-hant"])
def test_asking_works_in_each_language(asker: Asker, language: str) -> None:
    asker.page(f"{language}/ask?about=village/sq")
    words = "这个村里的钱，都在这里了吗"
    address = asker.send(path=f"{language}/ask", about="village/sq", text=words)
    assert urlsplit(address).path.startswith(f"{language}/ask/q-")
    assert words in asker.page(address), "what one wrote stays as one wrote it"


def test_no_page_of_it_is_heavy(house: House, asker: Asker) -> None:
    asker.send()
    reader = Reader(house)
    for path in ("/ask?about=payment/pay-1", "/questions", asker.send()):
        assert reader.weight(path) < 14_000, path


def test_a_large_body_is_cut_off(asker: Asker) -> None:
    assert asker.client.post("/ask", data={"text": "x" * 200_000}).status_code == 413


def test_a_replica_takes_no_questions(house: House, asker: Asker) -> None:
    ticket = ticket_of(asker.send())
    replica = Client(application(Settings(folder=house.folder)))
    assert replica.get("/ask?about=payment/pay-1").status_code == 404
    assert "/ask?about" not in replica.get("/payments/pay-1").get_data(as_text=True)
    assert ticket not in replica.get("/questions").get_data(as_text=True)
    house.publish(edit(house, ticket, **LATER))
    assert ticket in replica.get("/questions").get_data(as_text=True)
