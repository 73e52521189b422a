"""The door: who may pass, what is kept, what the log says."""

import dataclasses
import json

import pytest

from portal import entry, note
from portal.errors import Conflict, Invalid, NotFound, Refused
from portal.store import drafts, ledger, log, people, records
from tests.conftest import NOW, House, allocation, donation, payment

VILLAGE = {"title": "双桥村"}


def test_a_published_change_is_a_record_and_a_log_entry(house: House) -> None:
    numbers = house.publish(house.edit("village", "sq", **VILLAGE))
    assert records.values(house.books.public, "village", "sq")["title"] == "双桥村"
    row = log.entry(house.books.public, numbers[0])
    assert row
    read = entry.read(row)
    assert (read.author.name, read.reviewer.name) == ("张编辑", "李审核")
    assert (read.action, read.table, read.code, read.old) == ("create", "village", "sq", None)
    assert read.new == VILLAGE and read.why == "测试"


def test_nothing_is_public_before_it_is_published(house: House) -> None:
    house.submit(house.edit("village", "sq", **VILLAGE))
    assert records.values(house.books.public, "village", "sq") is None
    assert log.size(house.books.public) == 0


def test_the_checkpoint_is_signed(house: House) -> None:
    house.put("village", "sq", **VILLAGE)
    text = note.open_note(log.checkpoint(house.books.public).note, [note.Verifier.read(house.vkey)])
    assert note.read_checkpoint(text).root == log.root(house.books.public)


def test_nobody_reviews_their_own_change(house: House) -> None:
    number = house.door.propose(house.admin, "理由", [house.edit("village", "sq", **VILLAGE)], NOW)
    house.door.submit(number, house.admin, NOW)
    with pytest.raises(Refused):
        house.door.publish(number, house.admin, NOW)
    assert log.size(house.books.public) == 0


def test_one_person_may_when_the_site_says_so(house: House) -> None:
    door = dataclasses.replace(house.door, one_person=True)
    number = door.propose(house.admin, "理由", [house.edit("village", "sq", **VILLAGE)], NOW)
    door.submit(number, house.admin, NOW)
    assert door.publish(number, house.admin, NOW) == [1]


def test_an_editor_does_not_decide(house: House) -> None:
    number = house.submit(house.edit("village", "sq", **VILLAGE))
    other = house._user("chen", "陈编辑", "editor")
    for decide in (house.door.publish, lambda n, u, t: house.door.return_(n, u, "不", t)):
        with pytest.raises(Refused):
            decide(number, other, NOW)


def test_a_closed_account_does_not_decide(house: House) -> None:
    number = house.submit(house.edit("village", "sq", **VILLAGE))
    with pytest.raises(Refused):
        house.door.publish(number, dataclasses.replace(house.reviewer, active=False), NOW)


def test_an_interested_reviewer_is_refused(house: House) -> None:
    house.money()
    with house.books.writing(house.books.private) as private:
        people.set_interests(private, "li", frozenset({"road"}))
    number = house.submit(payment("pay-2", amount=100))
    with pytest.raises(Refused, match="road"):
        house.door.publish(number, house.reviewer, NOW)
    assert house.door.publish(number, house.admin, NOW)


def test_interest_in_the_donor_counts_for_its_payments(house: House) -> None:
    house.money()
    with house.books.writing(house.books.private) as private:
        people.set_interests(private, "li", frozenset({"center"}))
    with pytest.raises(Refused, match="center"):
        house.door.publish(house.submit(payment("pay-2", amount=100)), house.reviewer, NOW)


def test_a_draft_belongs_to_its_author(house: House) -> None:
    number = house.door.propose(house.author, "", [house.edit("village", "sq", **VILLAGE)], NOW)
    for use in (house.door.submit, house.door.withdraw):
        with pytest.raises(Refused):
            use(number, house.admin, NOW)


def test_submitting_needs_a_reason_and_something(house: House) -> None:
    number = house.door.propose(house.author, "", [house.edit("village", "sq", **VILLAGE)], NOW)
    with pytest.raises(Invalid):
        house.door.submit(number, house.author, NOW)
    house.door.drop(number, house.author, "village", "sq")
    with pytest.raises(Invalid):
        house.door.submit(number, house.author, NOW, "理由")


def test_returned_mended_published(house: House) -> None:
    number = house.submit(house.edit("village", "sq", title="双乔村"))
    house.door.return_(number, house.reviewer, "村名写错", NOW)
    assert house.door.change(number).reason == "村名写错"
    house.door.propose(house.author, "改好", [house.edit("village", "sq", **VILLAGE)], NOW, number)
    house.door.submit(number, house.author, NOW)
    house.door.publish(number, house.reviewer, NOW)
    assert records.values(house.books.public, "village", "sq")["title"] == "双桥村"


def test_a_return_needs_a_reason(house: House) -> None:
    number = house.submit(house.edit("village", "sq", **VILLAGE))
    with pytest.raises(Invalid):
        house.door.return_(number, house.reviewer, "  ", NOW)


@pytest.mark.parametrize("end", ["withdraw", "publish", "return_"])
def test_a_decided_change_is_not_published_again(house: House, end: str) -> None:
    number = house.submit(house.edit("village", "sq", **VILLAGE))
    if end == "withdraw":
        house.door.withdraw(number, house.author, NOW)
    elif end == "publish":
        house.door.publish(number, house.reviewer, NOW)
    else:
        house.door.return_(number, house.reviewer, "再看", NOW)
    size = log.size(house.books.public)
    with pytest.raises(Refused):
        house.door.publish(number, house.admin, NOW)
    assert log.size(house.books.public) == size


def test_two_editors_on_one_record(house: House) -> None:
    house.put("village", "sq", **VILLAGE)
    mine = house.submit(house.edit("village", "sq", population=4312))
    house.publish(house.edit("village", "sq", population=4000))
    with pytest.raises(Conflict) as conflict:
        house.door.publish(mine, house.reviewer, NOW)
    assert conflict.value.theirs["population"] == 4000
    assert conflict.value.mine == {"population": 4312}
    assert house.door.change(mine).state == "submitted"


def test_a_stale_form_is_refused_at_once(house: House) -> None:
    house.put("village", "sq", **VILLAGE)
    edit = house.edit("village", "sq", population=1)
    house.put("village", "sq", population=2)
    with pytest.raises(Conflict):
        house.door.propose(house.author, "", [edit], NOW)


def test_an_edit_that_changes_nothing(house: House) -> None:
    house.put("village", "sq", **VILLAGE)
    with pytest.raises(Invalid):
        house.door.propose(house.author, "", [house.edit("village", "sq", **VILLAGE)], NOW)


def test_all_or_nothing(house: House) -> None:
    good = house.edit("village", "sq", **VILLAGE)
    bad = house.edit("project", "sq-2020-001", title="路", village="nowhere")
    with pytest.raises(Invalid, match="refers"):
        house.publish(good, bad)
    assert log.size(house.books.public) == 0
    assert records.values(house.books.public, "village", "sq") is None


def test_a_personal_number_never_reaches_a_database(house: House) -> None:
    number = "11010519491231002X"
    edit = house.edit("village", "sq", title="双桥村", note=f"户主 {number}")
    with pytest.raises(Invalid) as refusal:
        house.door.propose(house.author, "", [edit], NOW)
    assert number not in str(refusal.value.fields["note"])
    with pytest.raises(Invalid):
        house.door.propose(house.author, f"补 {number}", [], NOW)
    for db in (house.books.private, house.books.public):
        assert number not in "\n".join(db.iterdump())


def test_required_attributes(house: House) -> None:
    with pytest.raises(Invalid) as refusal:
        house.door.propose(house.author, "", [donation("d-1", provider=None, nature=None)], NOW)
    assert set(refusal.value.fields) == {"provider", "nature"}


def test_published_money_is_not_edited(house: House) -> None:
    house.money()
    with pytest.raises(Refused):
        house.publish(house.edit("payment", "pay-1", amount=1))


def test_a_reversal_and_a_new_line(house: House) -> None:
    house.money()
    back = dataclasses.replace(
        payment("pay-1-r", amount=-25_000, reverses="pay-1"), action="reverse"
    )
    house.publish(back, payment("pay-1-c", amount=20_000))
    assert ledger.total(house.books.public, "funding", "d-1").paid == 20_000
    lines = ledger.paid_for(house.books.public, "sq-2020-001")
    assert [line.reversed_by for line in lines if line.code == "pay-1"] == ["pay-1-r"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": -24_999},
        {"amount": 25_000},
        {"amount": -25_000, "reverses": None},
        {"amount": 0, "reverses": None},
    ],
)
def test_a_reversal_takes_back_exactly_its_line(house: House, wrong: dict[str, object]) -> None:
    house.money()
    with pytest.raises(Invalid):
        house.publish(payment("pay-r", **{"reverses": "pay-1", **wrong}))


def test_a_line_is_reversed_once(house: House) -> None:
    house.money()
    house.publish(payment("r-1", amount=-25_000, reverses="pay-1"))
    with pytest.raises(Invalid):
        house.publish(payment("r-2", amount=-25_000, reverses="pay-1"))


def test_the_balances_that_a_change_would_move(house: House) -> None:
    house.money()
    preview = house.door.preview(house.submit(payment("pay-2", amount=50_000)))
    moved = {(b.about, b.code): (b.before.paid, b.after.paid) for b in preview.balances}
    assert moved["funding", "d-1"] == (25_000, 75_000)
    assert [problem.blocks for problem in preview.problems] == [False]
    assert ledger.total(house.books.public, "funding", "d-1").paid == 25_000


def test_a_preview_tells_what_would_block(house: House) -> None:
    house.money()
    preview = house.door.preview(house.submit(allocation("a-2", amount=40_001)))
    assert [problem.blocks for problem in preview.problems] == [True]


def test_a_crash_between_the_two_files_is_healed(house: House) -> None:
    number = house.submit(house.edit("village", "sq", **VILLAGE))
    house.door.publish(number, house.reviewer, NOW)
    house.books.private.execute("UPDATE change SET state = 'submitted'")
    assert house.door.heal(NOW) == [number]
    assert house.door.change(number).state == "published"


def test_publishing_again_after_a_crash_writes_nothing_twice(house: House) -> None:
    number = house.submit(house.edit("village", "sq", **VILLAGE))
    first = house.door.publish(number, house.reviewer, NOW)
    house.books.private.execute("UPDATE change SET state = 'submitted'")
    assert house.door.publish(number, house.reviewer, NOW) == first
    assert log.size(house.books.public) == 1


def test_new_codes_avoid_those_of_open_drafts(house: House) -> None:
    house.money()
    for _ in range(2):
        house.door.propose(house.author, "", [payment("?1", amount=1)], NOW)
    codes = [drafts.change(house.books.private, number).edits[0].code for number in (2, 3)]
    assert codes == ["pay-2020-001", "pay-2020-002"]


def test_an_unknown_change(house: House) -> None:
    with pytest.raises(NotFound):
        house.door.change(99)


def test_an_entry_is_these_bytes(house: House) -> None:
    house.put("village", "sq", **VILLAGE)
    row = log.entry(house.books.public, 1)
    change = json.loads(row.entry)["change"]
    commit = json.loads(row.entry)["commit"]
    assert row.entry == (
        '{"action":"create","author":{"name":"张编辑","role":"editor"},'
        f'"change":"{change}","code":"sq","commit":"{commit}","number":1,'
        '"reviewer":{"name":"李审核","role":"reviewer"},"table":"village",'
        '"time":"2026-11-23T08:00:00Z","v":1}'
    )
    assert row.payload == '{"new":{"title":"双桥村"},"old":null,"why":"测试"}'
