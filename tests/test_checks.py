"""The rules: each blocks or asks exactly where it should, to the fen."""

import pytest

from portal.errors import Invalid
from tests.conftest import House, allocation, donation, payment


def asked(house: House, *edits: object) -> list[str]:
    """What the rules say of a change, each with ! when it blocks."""
    preview = house.door.preview(house.submit(*edits))  # type: ignore[arg-type]
    return [f"{'!' if p.blocks else ''}{p.sentence.text[:20]}" for p in preview.problems]


@pytest.fixture
def books(house: House) -> House:
    house.money()
    return house


def test_an_allocation_to_the_last_fen(books: House) -> None:
    books.publish(allocation("a-2", amount=40_000))
    with pytest.raises(Invalid, match=r"0\.01 yuan too much"):
        books.publish(allocation("a-3", amount=1))


def test_a_payment_to_the_last_fen(books: House) -> None:
    assert asked(books, payment("pay-2", amount=35_000)) == []
    assert asked(books, payment("pay-3", amount=35_001)) == ["From %(code)s %(paid"]


def test_restricted_money_keeps_its_purpose(books: House) -> None:
    books.publish(
        books.edit("project", "p-2", title="广场"),
        donation("d-2", receipt="2", restricted_to="p-2"),
    )
    with pytest.raises(Invalid, match="restricted"):
        books.publish(allocation("a-2", funding="d-2", amount=1))
    books.publish(allocation("a-2", funding="d-2", project="p-2", amount=1))


def test_a_payment_comes_from_its_projects_allocation(books: House) -> None:
    books.publish(books.edit("project", "p-2", title="广场"))
    with pytest.raises(Invalid, match="belongs to"):
        books.publish(payment("pay-2", project="p-2", amount=1))


def test_an_allocation_with_payments_is_not_taken_back(books: House) -> None:
    with pytest.raises(Invalid, match="already paid"):
        books.publish(allocation("a-r", amount=-60_000, reverses="a-1"))


def test_a_donation_with_allocations_is_not_taken_back(books: House) -> None:
    with pytest.raises(Invalid, match="too much"):
        books.publish(donation("d-r", amount=-100_000, reverses="d-1"))


def test_the_same_line_is_not_entered_twice(books: House) -> None:
    with pytest.raises(Invalid, match="pay-1"):
        books.publish(payment("pay-2", voucher="记-0709"))
    books.publish(payment("pay-2", voucher="记-0709", title="路面浇筑（第二车）"))


def test_the_same_sheet_in_two_drafts_is_published_once(books: House) -> None:
    first = books.submit(donation("d-2", receipt="9"))
    second = books.submit(donation("d-3", receipt="9"))
    books.door.publish(first, books.reviewer, "2026-11-23T09:00:00Z")
    with pytest.raises(Invalid, match="d-2"):
        books.door.publish(second, books.reviewer, "2026-11-23T09:00:00Z")


def test_what_was_taken_back_may_be_entered_anew(books: House) -> None:
    books.publish(
        payment("pay-r", amount=-25_000, reverses="pay-1"),
        payment("pay-2", voucher="记-0709", handled_by="会计"),
    )


@pytest.mark.parametrize(
    ("kind", "good"), [(None, False), ("company", False), ("kind_person", True)]
)
def test_a_kind_person_is_named_nowhere(books: House, kind: str | None, good: bool) -> None:
    books.put("organisation", "x", title="爱心人士（甲）", kind=kind)
    edit = donation("d-2", provider="x", donor_display="kind_person")
    if good:
        assert books.publish(edit)
    else:
        with pytest.raises(Invalid, match="kind person"):
            books.publish(edit)


@pytest.mark.parametrize("status", ["suspended", "rectifying", "adjusted", "cancelled"])
def test_a_side_state_needs_a_reason(books: House, status: str) -> None:
    with pytest.raises(Invalid, match="reason"):
        books.put("project", "sq-2020-001", status=status)
    books.put("project", "sq-2020-001", status=status, status_reason="汛期")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"planned_start": "2020-05", "planned_end": "2020-04"}, "It ends (%(last)s) b"),
        ({"planned_start": "2020-05", "planned_end": "2020"}, None),
        ({"actual_start": "2020-05-06", "actual_end": "2020-05-06"}, None),
        ({"benefit_households": 10, "benefit_persons": 9}, "%(households)s house"),
        ({"benefit_households": 10, "benefit_persons": 10}, None),
    ],
)
def test_questions_about_a_project(
    books: House, values: dict[str, object], said: str | None
) -> None:
    found = asked(books, books.edit("project", "sq-2020-001", **values))
    assert found == ([said] if said else [])


def test_a_budget_that_is_not_the_sum_of_its_sources(books: House) -> None:
    line = books.edit("budget_line", "b-1", project="sq-2020-001", source="county", amount=4_640)
    stated = books.edit("project", "sq-2020-001", budget=4_650)
    assert asked(books, line, stated) == ["stated %(stated)s yu"]
