"""The states of a project: each is reached only with what proves it, and what lacks is listed."""

import pytest

from portal import evidence
from portal.codes import Edit
from portal.errors import Invalid
from portal.store import records
from tests.conftest import NOW, House, announcement, notice


def lacking(house: House, state: str) -> list[str]:
    """What a road would still have to prove in a state."""
    road = records.values(house.books.public, "project", "sq-2020-001") or {}
    return [lack.sentence.text for lack in evidence.missing(house.books.public, road, state)]


def accepted(**values: object) -> Edit:
    """The county's acceptance of 2.36 km."""
    given: dict[str, object] = {
        "title": "长度",
        "project": "sq-2020-001",
        "level": "county",
        "accepted_on": "2020-09-08",
        "body": "center",
        "planned_quantity": "2.36",
        "accepted_quantity": "2.36",
        "unit": "km",
        "result": "passed",
    }
    return Edit("create", "acceptance", "acc-1", 0, {**given, **values})  # type: ignore[dict-item]


def paper(kind: str, of_table: str, of_code: str, code: str = "doc-1", **more: str) -> Edit:
    """A paper or picture."""
    values = {"title": "纸", "of_table": of_table, "of_code": of_code, "kind": kind}
    return Edit("create", "document", code, 0, {**values, **more})


@pytest.fixture
def road(house: House) -> House:
    house.money()
    return house


def test_acceptance_without_anything_is_refused_with_the_list(road: House) -> None:
    with pytest.raises(Invalid) as refusal:
        road.put("project", "sq-2020-001", status="accepted")
    sentence = str(refusal.value)
    for lack in ("the day of acceptance", "the accepting body", "the accepted quantity", "paper"):
        assert lack in sentence


@pytest.mark.parametrize(
    ("acceptance", "left"),
    [
        ({}, ["the acceptance paper"]),
        ({"accepted_quantity": None}, ["the accepted quantity", "the acceptance paper"]),
        ({"unit": None}, ["the accepted quantity", "the acceptance paper"]),
    ],
)
def test_what_an_acceptance_lacks(
    road: House, acceptance: dict[str, object], left: list[str]
) -> None:
    road.publish(accepted(**acceptance))
    assert lacking(road, "accepted") == left


def test_a_failed_acceptance_proves_nothing(road: House) -> None:
    road.publish(accepted(result="failed"), paper("certificate", "project", "sq-2020-001"))
    assert "the day of acceptance" in lacking(road, "accepted")


def test_state_acceptance_and_paper_in_one_change(road: House) -> None:
    road.publish(
        accepted(),
        paper("certificate", "acceptance", "acc-1"),
        road.edit("project", "sq-2020-001", status="accepted"),
    )
    assert lacking(road, "accepted") == []


def test_history_is_let_in_with_a_finding(house: House) -> None:
    edit = house.edit("project", "p-1", title="广场", status="accepted")
    problems = house.door.preview(house.submit(edit)).problems
    assert [(problem.blocks, "Missing" in str(problem.sentence)) for problem in problems] == [
        (False, True)
    ]
    house.publish(house.edit("project", "p-2", title="道路", status="accepted"))


def test_what_a_state_of_works_lacks_is_a_finding(road: House) -> None:
    edit = road.edit("project", "sq-2020-001", status="building")
    problems = road.door.preview(road.submit(edit)).problems
    assert [problem.blocks for problem in problems] == [False]


def test_another_field_of_a_project_that_lacks_proof_can_be_mended(house: House) -> None:
    house.put("project", "p-1", title="广场", status="accepted")
    house.put("project", "p-1", note="补记")


STATES = {
    "library": ["the performance target", "the posting of the entry into the library"],
    "approved": ["the document no. of the approval"],
    "procured": ["the way of procurement", "the contract"],
    "started": ["the posting before the works", "the day of the start", "a photo from the site"],
    "building": ["a progress report", "a photo from the site"],
    "complete": ["the day when the works were complete"],
    "final": ["the settled amount"],
    "handed_over": ["the asset that was handed over", "the announcement of the hand-over"],
    "planned": [],
    "suspended": ["the public reason"],
    "cancelled": ["the public reason"],
}


@pytest.mark.parametrize(("state", "lacks"), STATES.items())
def test_what_each_state_asks_for(road: House, state: str, lacks: list[str]) -> None:
    assert lacking(road, state) == lacks


def test_what_answers_each_need(road: House) -> None:
    road.publish(
        road.edit(
            "project",
            "sq-2020-001",
            target="2.36公里",
            procurement="tender",
            actual_start="2020-05-06",
            actual_end="2020-08-10",
            settled=90_000,
            budget=90_000,
            status_reason="汛期",
        ),
        Edit(
            "create",
            "budget_line",
            "b-1",
            0,
            {
                "project": "sq-2020-001",
                "source": "county",
                "amount": 90_000,
                "document": "安财农1号",
            },
        ),
        Edit(
            "create",
            "contract",
            "c-1",
            0,
            {"title": "合同", "project": "sq-2020-001", "supplier": "road"},
        ),
        Edit(
            "create",
            "progress",
            "pr-1",
            0,
            {"project": "sq-2020-001", "observed": "2020-07-01", "physical": "45"},
        ),
        Edit(
            "create",
            "milestone",
            "m-1",
            0,
            {"title": "开工", "project": "sq-2020-001", "position": 1},
        ),
        Edit(
            "create",
            "asset",
            "as-1",
            0,
            {"title": "路", "project": "sq-2020-001", "keeper": "center"},
        ),
        notice(),
        notice("n-a", stage="library"),
        announcement("n-h", stage="asset"),
        paper("photo", "milestone", "m-1", public_hash="a" * 64, alt="开工的工地"),
    )
    for state in STATES:
        assert lacking(road, state) == [], state


def test_a_photo_without_its_picture_proves_nothing(road: House) -> None:
    road.publish(paper("photo", "project", "sq-2020-001"))
    assert "a photo from the site" in lacking(road, "started")


def test_a_posting_without_a_result_is_not_enough(road: House) -> None:
    road.publish(notice(closed=None, result=None))
    assert "the result of the posting" in lacking(road, "started")
    road.put("notice", "n-1", closed="2020-03-20", result="无异议")
    assert "the result of the posting" not in lacking(road, "started")


def test_announced_needs_the_announcement(road: House) -> None:
    assert "the announcement of completion" in lacking(road, "announced")
    road.publish(announcement())
    assert "the announcement of completion" not in lacking(road, "announced")


def test_less_settled_than_planned_has_to_go_somewhere(road: House) -> None:
    road.put("project", "sq-2020-001", settled=80_000, budget=90_000)
    assert lacking(road, "final") == ["where the balance went"]
    road.put("project", "sq-2020-001", balance_destination="退回县财政")
    assert lacking(road, "final") == []


def voucher(**values: object) -> Edit:
    """The masked picture of the voucher of pay-1."""
    given: dict[str, object] = {
        "title": "记-0709",
        "of_table": "payment",
        "of_code": "pay-1",
        "kind": "voucher",
        "public_hash": "a" * 64,
        "alt": "记账凭证",
        "masked": True,
    }
    return Edit("create", "document", "doc-v", 0, {**given, **values})  # type: ignore[dict-item]


def test_a_paper_goes_out_only_when_the_reviewer_has_seen_it(road: House) -> None:
    number = road.submit(voucher())
    with pytest.raises(Invalid, match="Look at each picture") as refusal:
        road.door.publish(number, road.reviewer, NOW)
    assert list(refusal.value.fields) == ["seen-doc-v"]
    road.door.publish(number, road.reviewer, NOW, seen={"doc-v"})


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"masked": None}, "after it was masked"),
        ({"masked": False}, "after it was masked"),
        ({"alt": None}, "what the picture shows"),
        ({"of_code": "pay-9"}, "not published"),
        ({"of_table": "user"}, "not published"),
    ],
)
def test_a_paper_that_is_not_fit(road: House, values: dict[str, object], sentence: str) -> None:
    number = road.submit(voucher(**values))
    with pytest.raises(Invalid, match=sentence):
        road.door.publish(number, road.reviewer, NOW, seen={"doc-v"})


def test_a_photo_needs_no_mask(road: House) -> None:
    road.publish(voucher(kind="photo", masked=None))


def test_a_picture_put_in_later_is_seen_as_well(road: House) -> None:
    road.publish(voucher(public_hash=None, masked=None))
    number = road.submit(road.edit("document", "doc-v", public_hash="b" * 64, masked=True))
    with pytest.raises(Invalid, match="Look at each picture"):
        road.door.publish(number, road.reviewer, NOW)
