"""A change on its way: read in words, sent, returned, withdrawn, published by a second person."""

import pytest

from portal.store import log, people, records
from tests.conftest import House, donation, payment
from tests.staff_pages import Staff, fields_of, site


@pytest.fixture
def zhang(house: House) -> Staff:
    """The author."""
    house.money()
    return Staff(house, house.author)


@pytest.fixture
def li(house: House) -> Staff:
    """Who may decide."""
    return Staff(house, house.reviewer)


@pytest.fixture
def chen(house: House) -> Staff:
    """Who must not: another editor."""
    return Staff(house, house._user("chen", "陈编辑", "editor"))


def draft(house: House, *edits: object, why: str = "") -> int:
    return house.door.propose(house.author, why, edits, "2026-11-23T08:00:00Z")  # type: ignore[arg-type]


def state(house: House, number: int) -> str:
    return house.door.change(number).state


def test_the_desk_says_what_waits_for_whom(
    house: House, zhang: Staff, li: Staff, chen: Staff
) -> None:
    number = house.submit(payment("pay-2"), why="补记养生费")
    assert "补记养生费" in zhang.get("/staff/")
    assert "补记养生费" in li.get("/staff/")
    assert "补记养生费" not in chen.get("/staff/")
    house.door.return_(number, house.reviewer, "凭证号不对", "2026-11-23T09:00:00Z")
    assert "凭证号不对" in zhang.get("/staff/")
    assert "补记养生费" not in li.get("/staff/")


def test_an_empty_desk_says_so(house: House) -> None:
    assert 'class="plain"' in Staff(house, house.author).get("/staff/")


def test_changes_are_listed_by_state(house: House, zhang: Staff) -> None:
    house.submit(payment("pay-2"), why="补记养生费")
    assert "补记养生费" in zhang.get("/staff/changes?state=submitted")
    assert "补记养生费" not in zhang.get("/staff/changes?state=returned")
    zhang.get("/staff/changes?state=nonsense")


def test_a_difference_is_told_in_words(house: House, zhang: Staff) -> None:
    edit = house.edit("project", "sq-2020-001", village=None, status="building")
    page = zhang.get(f"/staff/changes/{draft(house, edit)}")
    assert "<del>双桥村</del>" in page
    assert "<ins>在建</ins>" in page


def test_what_it_does_to_balances(house: House, li: Staff, zhang: Staff) -> None:
    page = li.get(f"/staff/changes/{house.submit(payment('pay-2', amount=10_000))}")
    assert '<td class="n">250.00</td><td class="n"><b>350.00</b></td>' in page


def test_what_blocks_and_what_only_asks(house: House, zhang: Staff) -> None:
    number = draft(house, payment("pay-2", amount=90_000), donation("d-2", amount=-5))
    page = zhang.get(f"/staff/changes/{number}")
    assert 'class="wrong"' in page
    assert 'class="find"' in page


def test_a_question_names_its_records_by_title(house: House, zhang: Staff) -> None:
    number = draft(house, payment("pay-2", amount=90_000, title="养生"))
    page = zhang.get(f"/staff/changes/{number}")
    assert '<span class="which">养生</span>' in page.partition('class="find"')[2]


def test_a_published_change_still_tells_what_was_before(house: House, li: Staff) -> None:
    house.money()
    house.put("project", "sq-2020-001", title="通组道路硬化")
    page = li.get("/staff/changes/2")
    assert "<del>道路硬化</del>" in page
    assert "8" in page


def test_a_long_change_is_folded_and_summed(house: House, zhang: Staff) -> None:
    number = draft(house, *(payment(f"pay-x{n}", amount=100) for n in range(300)))
    page = zhang.get(f"/staff/changes/{number}")
    assert page.count('<details class="edit">') == 300
    assert page.index("300.00") < page.index('<details class="group">')


def test_a_very_long_change_is_read_page_by_page(house: House, zhang: Staff) -> None:
    number = draft(house, *(payment(f"pay-x{n}", amount=100) for n in range(700)))
    first = zhang.get(f"/staff/changes/{number}")
    assert "pay-x499" in first
    assert "pay-x500" not in first
    assert f"/staff/changes/{number}?table=payment&amp;from=500" in first
    assert "pay-x699" in zhang.get(f"/staff/changes/{number}?table=payment&from=500")
    zhang.get(f"/staff/changes/{number}?table=payment&from=x")


def test_the_author_sends_withdraws_and_drops(house: House, zhang: Staff) -> None:
    number = draft(house, payment("pay-2"), payment("pay-3"))
    path = f"/staff/changes/{number}"
    assert zhang.post(f"{path}/drop", table="payment", code="pay-3") == path
    assert [edit.code for edit in house.door.change(number).edits] == ["pay-2"]
    assert zhang.post(f"{path}/submit", why="补记养生费") == path
    assert state(house, number) == "submitted"
    zhang.post(f"{path}/withdraw")
    assert state(house, number) == "withdrawn"
    zhang.get(path)


def test_sending_without_a_reason_is_told(house: House, zhang: Staff) -> None:
    number = draft(house, payment("pay-2"))
    zhang.post(f"/staff/changes/{number}/submit", 422, why=" ")
    page = zhang.post(f"/staff/changes/{number}/submit", 422, why="找 13912345678")
    assert "找 13912345678" in page
    assert state(house, number) == "draft"


@pytest.mark.parametrize("act", ["submit", "withdraw", "drop"])
def test_only_the_author_does_that(house: House, zhang: Staff, chen: Staff, act: str) -> None:
    number = draft(house, payment("pay-2"))
    chen.post(f"/staff/changes/{number}/{act}", 403, why="x", table="payment", code="pay-2")
    assert state(house, number) == "draft"


@pytest.mark.parametrize("act", ["publish", "return"])
def test_neither_the_author_nor_an_editor_decides(
    house: House, zhang: Staff, chen: Staff, act: str
) -> None:
    number = house.submit(payment("pay-2"))
    for person in (zhang, chen):
        person.post(f"/staff/changes/{number}/{act}", 403, reason="x")
        page = person.get(f"/staff/changes/{number}")
        assert f"/staff/changes/{number}/{act}" not in page
    assert state(house, number) == "submitted"


def test_a_reviewer_does_not_review_their_own(house: House, li: Staff) -> None:
    house.money()
    number = house.door.propose(house.reviewer, "补记", [payment("pay-2")], "2026-11-23T08:00:00Z")
    house.door.submit(number, house.reviewer, "2026-11-23T08:00:00Z")
    li.post(f"/staff/changes/{number}/publish", 403)
    assert "/publish" not in li.get(f"/staff/changes/{number}")
    assert li.get("/staff/").count("补记") == 1


def test_on_a_site_for_one_person_every_page_says_so(house: House) -> None:
    house.money()
    house.door = type(house.door)(house.books, house.door.signer, one_person=True)
    li = Staff(house, house.reviewer, site(house, one_person=True))
    number = house.door.propose(house.reviewer, "补记", [payment("pay-2")], "2026-11-23T08:00:00Z")
    house.door.submit(number, house.reviewer, "2026-11-23T08:00:00Z")
    assert 'class="band"' in li.get("/staff/")
    li.post(f"/staff/changes/{number}/publish")


def test_a_declared_interest_is_said_instead_of_buttons(house: House, li: Staff) -> None:
    house.money()
    with house.books.writing(house.books.private) as private:
        people.set_interests(private, "li", frozenset({"road"}))
    number = house.submit(payment("pay-2"))
    assert "/publish" not in li.get(f"/staff/changes/{number}")
    li.post(f"/staff/changes/{number}/publish", 403)


@pytest.mark.parametrize(
    ("edit", "address"),
    [
        (payment("pay-2"), "/payments/pay-2"),
        (donation("d-2"), "/donations/d-2"),
    ],
)
def test_publishing_leads_to_the_public_page(
    house: House, zhang: Staff, li: Staff, edit: object, address: str
) -> None:
    number = house.submit(edit)  # type: ignore[arg-type]
    assert li.post(f"/staff/changes/{number}/publish") == address
    assert li.client.get(address).status_code == 200


def test_publishing_what_has_no_page_leads_to_the_change(house: House, li: Staff) -> None:
    number = house.submit(house.edit("village", "lg", title="柳沟村"))
    path = f"/staff/changes/{number}"
    assert li.post(f"{path}/publish") == path
    assert "1" in li.get(path).partition('class="plain done"')[2][:80]
    assert records.exists(house.books.public, "village", "lg")


def test_a_change_that_breaks_a_rule_is_not_published(
    house: House, zhang: Staff, li: Staff
) -> None:
    number = house.submit(donation("d-2", amount=0))
    size = log.size(house.books.public)
    li.post(f"/staff/changes/{number}/publish", 422)
    assert (state(house, number), log.size(house.books.public)) == ("submitted", size)


def test_what_was_mended_since_is_read_again(house: House, zhang: Staff, li: Staff) -> None:
    number = house.submit(payment("pay-2", amount=10))
    opened = fields_of(li.get(f"/staff/changes/{number}"))
    house.door.return_(number, house.reviewer, "金额不对", "2026-11-23T09:00:00Z")
    mended = [payment("pay-2", amount=20)]
    house.door.propose(house.author, "", mended, "2026-11-23T09:30:00Z", number)
    house.door.submit(number, house.author, "2026-11-23T10:00:00Z")
    page = li.post(f"/staff/changes/{number}/publish", 409, **opened)
    assert state(house, number) == "submitted"
    li.post(f"/staff/changes/{number}/publish", **fields_of(page))
    assert state(house, number) == "published"


def test_returning_needs_a_reason_that_the_author_sees(
    house: House, zhang: Staff, li: Staff
) -> None:
    number = house.submit(payment("pay-2"))
    path = f"/staff/changes/{number}"
    li.post(f"{path}/return", 422, reason="")
    assert li.post(f"{path}/return", reason="凭证号不对") == path
    assert "凭证号不对" in zhang.get(path)
    assert zhang.post(f"{path}/submit") == path
    assert state(house, number) == "submitted"


def test_what_is_not_there(zhang: Staff) -> None:
    zhang.get("/staff/changes/99", 404)
    zhang.get(f"/staff/changes/{10**22}", 404)
    zhang.post("/staff/changes/99/publish", 404)
