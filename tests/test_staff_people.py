"""Accounts: only administrators look after them; links are shown once, sessions end at once."""

import re

import pytest

from portal.store import people
from tests.conftest import House
from tests.staff_pages import Staff


@pytest.fixture
def wang(house: House) -> Staff:
    """The administrator."""
    return Staff(house, house.admin)


def user(house: House, name: str) -> people.User:
    found = people.user(house.books.private, name)
    assert found
    return found


ROUTES = ["", "/li", "/li/link", "/li/sessions", "/li/interests"]


@pytest.mark.parametrize("who", ["author", "reviewer"])
def test_only_an_administrator_looks_after_accounts(house: House, who: str) -> None:
    person = Staff(house, getattr(house, who))
    for route in ROUTES[:2]:
        person.get(f"/staff/people{route}", 403)
    for route in ROUTES:
        person.post(f"/staff/people{route}", 403, name="neu", title="新人", role="admin")
    assert people.user(house.books.private, "neu") is None
    assert "/staff/people" not in person.get("/staff/")


def test_a_new_person_gets_a_link_that_works(house: House, wang: Staff) -> None:
    page = wang.post("/staff/people", 200, name="Chen", title="陈会计", role="editor")
    [link] = re.findall(r"http://localhost(/staff/join/[\w-]+)", page)
    assert (user(house, "chen").title, user(house, "chen").password) == ("陈会计", None)
    Staff(house).get(link)
    assert link not in wang.get("/staff/people/chen")


def test_a_bad_new_account_keeps_what_was_typed(wang: Staff) -> None:
    page = wang.post("/staff/people", 422, name="陈", title="陈会计", role="boss")
    assert 'value="陈会计"' in page
    wang.post("/staff/people", 422, name="zhang", title="又一个张", role="editor")


def test_role_and_title_change(house: House, wang: Staff) -> None:
    path = "/staff/people/zhang"
    assert wang.post(path, title="张会计", role="reviewer", active="yes") == path
    assert (user(house, "zhang").title, user(house, "zhang").role) == ("张会计", "reviewer")
    wang.post(path, 422, title="", role="reviewer", active="yes")


def test_a_closed_account_is_out_at_once(house: House, wang: Staff) -> None:
    zhang = Staff(house, house.author)
    zhang.get("/staff/")
    wang.post("/staff/people/zhang", title="张编辑", role="editor", active="no")
    zhang.get("/staff/", 303)


def test_the_last_administrator_stays(house: House, wang: Staff) -> None:
    wang.post("/staff/people/wang", 403, title="王管理", role="editor", active="yes")
    assert user(house, "wang").role == "admin"


def test_all_sessions_end(house: House, wang: Staff) -> None:
    li = Staff(house, house.reviewer)
    wang.post("/staff/people/li/sessions")
    li.get("/staff/", 303)


def test_a_new_link_ends_the_earlier_one(house: House, wang: Staff) -> None:
    pages = [wang.post("/staff/people/li/link", 200) for _ in range(2)]
    first, second = (re.findall(r"http://localhost(/staff/join/[\w-]+)", p)[0] for p in pages)
    Staff(house).get(first, 404)
    Staff(house).get(second)


def test_interests_are_declared_by_code(house: House, wang: Staff) -> None:
    house.money()
    path = "/staff/people/li/interests"
    assert wang.post(path, interests="road\ncenter，") == "/staff/people/li"
    assert people.interests(house.books.private, "li") == {"road", "center"}
    page = wang.post(path, 422, interests="nobody-knows")
    assert "nobody-knows" in page
    assert people.interests(house.books.private, "li") == {"road", "center"}


@pytest.mark.parametrize("line", ["恒路建设（示例）", "road · 恒路建设（示例）", " road "])
def test_interests_are_declared_by_name_too(house: House, wang: Staff, line: str) -> None:
    house.money()
    path = "/staff/people/li/interests"
    wang.post(path, interests=line)
    assert people.interests(house.books.private, "li") == {"road"}
    assert "road · 恒路建设（示例）" in wang.get("/staff/people/li")


def test_nobody_of_that_name(wang: Staff) -> None:
    wang.get("/staff/people/nobody", 404)
