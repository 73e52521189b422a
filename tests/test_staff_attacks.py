"""What an attacker would try at the staff pages: without a session, without a token, by headers."""

import io

import pytest
from markupsafe import escape

from portal.store import log
from tests.conftest import NOW, House, payment
from tests.staff_pages import Staff, site
from tests.workbooks import xlsx

CHANGE = "/staff/changes/2"


@pytest.fixture
def sent(house: House) -> int:
    """A change that waits for review, and the size of the log before it."""
    house.money()
    house.submit(payment("pay-2"))
    return log.size(house.books.public)


def untouched(house: House, size: int) -> bool:
    return (house.door.change(2).state, log.size(house.books.public)) == ("submitted", size)


TRICKS = (
    {"X-Forwarded-User": "li", "Remote-User": "li", "X-Remote-User": "li"},
    {"Authorization": "Basic bGk6eA=="},
    {"X-Original-URL": "/", "X-Rewrite-URL": "/"},
    {"HX-Request": "true"},
    {"X-Forwarded-For": "127.0.0.1", "X-Forwarded-Host": "evil.example"},
)


@pytest.mark.parametrize("headers", TRICKS)
def test_no_header_opens_a_staff_page(house: House, sent: int, headers: dict[str, str]) -> None:
    stranger = Staff(house)
    asked = stranger.client.get(CHANGE, headers=headers)
    assert (asked.status_code, asked.headers["Location"][:14]) == (303, "/staff/sign-in")
    data = {"csrf_token": stranger.token()}
    assert stranger.client.post(f"{CHANGE}/publish", data=data, headers=headers).status_code == 403
    assert untouched(house, sent)


def test_an_editor_is_no_reviewer_by_field_or_header(house: House, sent: int) -> None:
    zhang = Staff(house, house._user("chen", "陈编辑", "editor"))
    data = {"csrf_token": zhang.token(), "role": "reviewer", "reviewer": "li", "author": "zhang"}
    for headers in TRICKS:
        tried = zhang.client.post(f"{CHANGE}/publish", data=data, headers=headers)
        assert tried.status_code == 403
    assert untouched(house, sent)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_only_a_sent_form_publishes(house: House, sent: int, method: str) -> None:
    li = Staff(house, house.reviewer)
    tried = li.client.open(
        f"{CHANGE}/publish", method=method, headers={"X-HTTP-Method-Override": "POST"}
    )
    assert tried.status_code in (400, 404, 405)
    assert untouched(house, sent)


@pytest.mark.parametrize("act", ["publish", "return"])
@pytest.mark.parametrize("token", ["", "x", "of another"])
def test_a_reviewers_session_is_not_enough_without_its_token(
    house: House, sent: int, act: str, token: str
) -> None:
    app = site(house)
    li, zhang = Staff(house, house.reviewer, app), Staff(house, house.author, app)
    sent_token = zhang.token() if token == "of another" else token
    tried = li.client.post(f"{CHANGE}/{act}", data={"csrf_token": sent_token, "reason": "x"})
    assert tried.status_code == 400
    assert untouched(house, sent)


def test_a_closed_account_is_out_at_once(house: House, sent: int) -> None:
    li = Staff(house, house.reviewer)
    li.get(CHANGE)
    with house.books.writing(house.books.private) as private:
        private.execute("UPDATE user SET active = 0 WHERE name = 'li'")
    li.get(CHANGE, 303)


def test_nobody_reviews_their_own_change_after_becoming_reviewer(house: House) -> None:
    house.money()
    number = house.door.propose(house.admin, "补记", [payment("pay-2")], NOW)
    house.door.submit(number, house.admin, NOW)
    wang = Staff(house, house.admin)
    wang.post(f"/staff/changes/{number}/publish", 403)
    wang.post(f"/staff/changes/{number}/return", 403, reason="x")
    assert "/publish" not in wang.get(f"/staff/changes/{number}")


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '" autofocus onfocus="x', "{{ 7 * 7 }}", "%(what)s"]
)
def test_what_is_typed_is_only_ever_text(house: House, text: str) -> None:
    house.money()
    edit = house.edit("project", "sq-2020-001", title=text, place=text)
    li = Staff(house, house.reviewer)
    page = li.client.get(f"/staff/changes/{house.submit(edit, why=text)}").get_data(as_text=True)
    assert str(escape(text)) in page
    assert text == str(escape(text)) or text not in page


def test_a_sheet_is_only_its_senders(house: House) -> None:
    zhang, li = Staff(house, house.author), Staff(house, house.reviewer)
    sheet = xlsx({"村": [["村名"], ["石桥村"]]})
    path = zhang.post("/staff/upload", file=(io.BytesIO(sheet), "村.xlsx"))
    assert "村.xlsx" in zhang.get(path)
    li.get(path, 404)
    for act in ("", "/take", "/discard"):
        li.post(f"{path}{act}", 404)
    zhang.get(path)
