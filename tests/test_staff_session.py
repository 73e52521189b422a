"""Who gets in: sign-in, sign-out, one-time links, strangers, and forms that outlive a session."""

import datetime
import io

import pytest
from flask import Flask
from werkzeug.test import Client

from portal import accounts
from portal.app import application
from portal.settings import Settings
from tests.conftest import House
from tests.staff_pages import PASSWORD, Staff, fields_of, form_action, site

NOW = datetime.datetime.now(datetime.UTC)


@pytest.fixture
def app(house: House) -> Flask:
    """A site where the editor has a password."""
    link = accounts.invite(house.books, "zhang", NOW)
    accounts.accept(house.books, link, PASSWORD, NOW)
    return site(house)


@pytest.fixture
def visitor(house: House, app: Flask) -> Staff:
    return Staff(house, app=app)


def sign_in(person: Staff, password: str = PASSWORD, status: int = 303, **more: str) -> str:
    return person.post("/staff/sign-in", status, name="zhang", password=password, **more)


def test_every_staff_route_sends_a_stranger_to_sign_in(visitor: Staff, app: Flask) -> None:
    token = visitor.token()
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.startswith("staff.") or rule.endpoint.split(".")[1] in (
            "sign_in", "enter", "join", "choose",
        ):  # fmt: skip
            continue
        path = rule.rule.replace("<int:number>", "1").replace("<table>", "payment")
        path = path.replace("<code>", "x").replace("<key>", "x").replace("<name>", "li")
        if "GET" in (rule.methods or ()):
            asked = visitor.client.get(path)
            assert asked.status_code == 303, path
            assert asked.headers["Location"].startswith("/staff/sign-in?next=")
            assert asked.headers["Cache-Control"] == "no-store"
        else:
            sent = visitor.client.post(path, data={"csrf_token": token})
            assert sent.status_code == 403, path
            assert "/staff/sign-in" in sent.get_data(as_text=True)


def test_a_session_holds_only_a_token(visitor: Staff) -> None:
    with visitor.client.session_transaction() as before:
        before["left"] = "over"
    assert sign_in(visitor) == "/staff/"
    with visitor.client.session_transaction() as session:
        assert set(session) <= {"token", "csrf_token"}
        assert "left" not in session
    visitor.get("/staff/")


def test_next_leads_only_into_the_staff_pages(visitor: Staff) -> None:
    assert sign_in(visitor, next="/staff/payment?q=a") == "/staff/payment?q=a"


@pytest.mark.parametrize(
    "address", ["//evil.example/staff", "https://evil.example", "/\\evil.example", "/staff/../x"]
)
def test_next_leads_nowhere_else(visitor: Staff, address: str) -> None:
    assert sign_in(visitor, next=address) == "/staff/"


def test_who_is_in_is_not_asked_again(house: House, app: Flask) -> None:
    assert Staff(house, house.author, app).get("/staff/sign-in", 303) == "/staff/"


def test_a_wrong_try_keeps_the_name_and_never_tells_which_was_wrong(visitor: Staff) -> None:
    pages = set()
    for name in ("zhang", "nobody", "li"):
        page = visitor.post("/staff/sign-in", 403, name=name, password="wrong password")
        assert f'value="{name}"' in page
        assert "wrong password" not in page
        pages.add(page.partition('role="alert"')[2].partition("</div>")[0])
    assert len(pages) == 1


def test_too_many_tries_are_slowed_down(visitor: Staff) -> None:
    for _ in range(accounts.PER_ACCOUNT):
        sign_in(visitor, "wrong password", 403)
    assert "15" in sign_in(visitor, PASSWORD, 403)


def test_sign_out_ends_the_session_in_the_books(house: House, app: Flask) -> None:
    zhang = Staff(house, house.author, app)
    with zhang.client.session_transaction() as session:
        stolen = dict(session)
    assert zhang.post("/staff/sign-out") == "/staff/sign-in"
    with zhang.client.session_transaction() as session:
        session.update(stolen)
    zhang.get("/staff/", 303)


def test_a_revoked_session_is_a_stranger(house: House, app: Flask) -> None:
    zhang = Staff(house, house.author, app)
    zhang.get("/staff/")
    accounts.sign_out_everywhere(house.books, "zhang", NOW)
    assert zhang.get("/staff/", 303).startswith("/staff/sign-in")


def test_a_form_without_a_token_is_refused(house: House, app: Flask) -> None:
    zhang = Staff(house, house.author, app)
    assert zhang.client.post("/staff/village/new", data={"title": "柳沟村"}).status_code == 400
    assert not house.door.books.private.execute("SELECT * FROM change").fetchall()


def test_a_form_of_another_site_is_refused_even_signed_in(house: House, app: Flask) -> None:
    zhang = Staff(house, house.author, app)
    sent = zhang.client.post(
        "/staff/village/new", data={"title": "柳沟村"}, headers={"Origin": "https://evil.example"}
    )
    assert sent.status_code == 400
    assert "柳沟村" not in sent.get_data(as_text=True)


def test_a_form_outlives_its_session(house: House, app: Flask) -> None:
    zhang = Staff(house, house.author, app)
    typed = fields_of(zhang.get("/staff/village/new")) | {"title": "柳沟村", "note": "两行\n字"}
    accounts.sign_out_everywhere(house.books, "zhang", NOW)
    page = zhang.post("/staff/village/new", 403, **typed)
    carried = fields_of(page) | {"name": "zhang", "password": PASSWORD}
    page = zhang.post("/staff/sign-in", 200, **carried)
    back = fields_of(page)
    assert (back["title"], back["note"]) == ("柳沟村", "两行\n字")
    assert "password" not in back
    assert zhang.post("/staff/village/new", **back) == "/staff/changes/1"


def test_a_form_with_an_old_token_of_our_own_page_is_handed_back(house: House, app: Flask) -> None:
    zhang = Staff(house, house.author, app)
    sent = zhang.client.post(
        "/staff/village/new",
        data={"csrf_token": "old", "title": "柳沟村"},
        headers={"Origin": "http://localhost"},
    )
    assert sent.status_code == 400
    assert 'name="title" value="柳沟村"' in sent.get_data(as_text=True)


def test_a_wrong_password_keeps_the_carried_form(visitor: Staff) -> None:
    page = sign_in(visitor, "wrong password", 403, to="/staff/village/new", kept__title="柳沟村")
    assert 'name="kept:title" value="柳沟村"' in page


def test_files_are_said_not_to_be_carried(house: House, app: Flask) -> None:
    page = Staff(house, app=app).post("/staff/upload", 403, file=(io.BytesIO(b"x"), "a.xlsx"))
    assert 'name="files"' in page


def test_a_one_time_link_sets_a_password_once(house: House, visitor: Staff) -> None:
    link = f"/staff/join/{accounts.invite(house.books, 'li', NOW)}"
    assert "li" in visitor.get(link)
    assert visitor.post(link, password=PASSWORD, again=PASSWORD) == "/staff/sign-in"
    visitor.get(link, 404)
    visitor.post(link, 404, password="another password", again="another password")
    assert visitor.post("/staff/sign-in", name="li", password=PASSWORD) == "/staff/"


@pytest.mark.parametrize(
    ("password", "again"), [("short", "short"), (PASSWORD, "不一样的密码不一样")]
)
def test_a_bad_first_password_leaves_the_link_open(
    house: House, visitor: Staff, password: str, again: str
) -> None:
    link = f"/staff/join/{accounts.invite(house.books, 'li', NOW)}"
    visitor.post(link, 422, password=password, again=again)
    visitor.get(link)


def test_a_prefix_and_a_language_are_carried_along(house: House) -> None:
    link = accounts.invite(house.books, "zhang", NOW)
    accounts.accept(house.books, link, PASSWORD, NOW)
    settings = Settings(
        folder=house.folder, secret_key="s" * 43, log_key=house.skey, prefix="/mingbai"
    )
    browser = Client(application(settings, house.books))
    asked = browser.get("/mingbai/en/staff/payment?q=a")
    assert asked.headers["Location"] == "/mingbai/en/staff/sign-in?next=/staff/payment?q%3Da"
    page = browser.get(asked.headers["Location"]).get_data(as_text=True)
    typed = {**fields_of(page), "name": "zhang", "password": PASSWORD}
    sent = browser.post(form_action(page), data=typed)
    assert sent.headers["Location"] == "/mingbai/en/staff/payment?q=a"
    assert "Path=/mingbai" in sent.headers["Set-Cookie"]
