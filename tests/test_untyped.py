"""What the portal writes by itself never comes from a form, a sheet or an old draft."""

import io
import json

import pytest

from portal import forms, sheets
from portal.codes import Edit, Values
from portal.entities import ENTITIES, attributes, entity, untyped
from portal.errors import Refused
from portal.kinds import Frozen
from portal.store import drafts, records
from portal.views.staff import fields
from tests.conftest import NOW, House, notice, proof
from tests.staff_pages import Staff
from tests.workbooks import csv_file, xlsx

FORGED = '{"v":1,"size":0}'
MEASURED = {
    "public_hash": "a" * 64,
    "original_hash": "b" * 64,
    "masked": "yes",
    "width": "100",
    "height": "200",
}
ROW = {"title": "记-0709", "of_table": "payment", "of_code": "pay-1", "kind": "voucher"}
PAPER = {**ROW, **MEASURED}
FROZEN = [
    (table, name)
    for table in ENTITIES
    for name, kind in attributes(table).items()
    if isinstance(kind, Frozen)
]


@pytest.fixture
def road(house: House) -> House:
    house.money()
    house.publish(*proof())
    return house


def sheet(**row: str) -> list[tuple[str, bytes]]:
    return [("document.csv", csv_file([list(row), list(row.values())]))]


# Sheets


def test_a_sheet_says_nothing_that_is_measured(road: House) -> None:
    reading = sheets.read(sheet(**PAPER), road.books.public)
    (edit,) = reading.edits
    assert (reading.bad, edit.values) == ([], ROW)
    told = [str(note) for note in reading.notes]
    assert len(told) == len(MEASURED)
    for name, note in zip(MEASURED, told, strict=True):
        assert f"“{name}” was not read: the portal writes that by itself" in note


def test_only_the_founding_of_a_sample_brings_what_was_measured(road: House) -> None:
    (edit,) = sheets.read(sheet(**PAPER), road.books.public, measured=True).edits
    assert edit.values == {**PAPER, "masked": True, "width": 100, "height": 200}


def test_a_sheet_changes_no_published_hash(road: House) -> None:
    edit = road.edit("document", "doc-1", **ROW, public_hash="c" * 64, masked=True, alt="凭证")
    road.door.publish(road.submit(edit), road.reviewer, NOW, ["doc-1"])
    reading = sheets.read(sheet(code="doc-1", **PAPER), road.books.public)
    assert (reading.edits, reading.unchanged) == ([], 1)


def test_the_page_of_a_sheet_says_what_was_not_read(road: House) -> None:
    zhang = Staff(road, road.author)
    address = zhang.post("/staff/upload", file=(io.BytesIO(sheet(**PAPER)[0][1]), "文件.csv"))
    assert "“public_hash”由程序自己写" in zhang.get(address)
    zhang.post(f"{address}/take", why="补凭证")
    change = drafts.changes(road.books.private, states=("draft",))[0]
    assert [edit.values for edit in road.door.change(change.number).edits] == [ROW]


@pytest.mark.parametrize("heading", ["content", "What the books said"])
def test_a_sheet_says_nothing_that_is_frozen(road: House, heading: str) -> None:
    values = {name: str(value) for name, value in notice().values.items()}
    rows = [["编号", *values, heading], ["n-1", *values.values(), FORGED]]
    for measured in (False, True):
        files = [("book.xlsx", xlsx({"公示": rows}))]
        reading = sheets.read(files, road.books.public, measured=measured)
        assert not reading.bad and "content" not in reading.edits[0].values
        assert [note.values["heading"] for note in reading.notes] == [heading]


# Forms


def test_there_is_something_frozen() -> None:
    assert FROZEN == [("notice", "content")]


@pytest.mark.parametrize(("table", "name"), FROZEN)
def test_no_form_holds_what_is_frozen(table: str, name: str) -> None:
    assert name in untyped(table) and name not in fields.shown(table)
    assert not hasattr(forms.form(table, {}), name)
    assert name not in forms.read(table, {name: FORGED})[0]
    assert name in entity(table).kept


@pytest.mark.parametrize("table", ENTITIES)
def test_no_form_holds_what_is_measured(table: str) -> None:
    assert entity(table).measured <= set(attributes(table))
    assert not entity(table).measured & set(fields.shown(table))


# The door, and drafts from before


def forged(house: House, edit: Edit) -> int:
    """A submitted change whose edit was never looked at by this version."""
    number = house.submit(house.edit("village", "sq", population=4312))
    with house.books.writing(house.books.private) as private:
        drafts.drop_edit(private, number, "village", "sq")
        drafts.put_edit(private, number, edit)
    return number


def test_no_draft_keeps_what_is_frozen(road: House) -> None:
    number = road.door.propose(road.author, "公示", [notice(content=FORGED)], NOW)
    assert "content" not in road.door.change(number).edits[0].values


@pytest.mark.parametrize("action", ["create", "reverse"])
def test_an_old_draft_freezes_nothing(road: House, action: str) -> None:
    values: Values = {**notice().values, "content": FORGED}
    road.door.publish(forged(road, Edit(action, "notice", "n-1", 0, values)), road.reviewer, NOW)
    found = records.values(road.books.public, "notice", "n-1") or {}
    assert json.loads(str(found["content"]))["project"]["title"] == "道路硬化"


def test_an_old_draft_rewrites_nothing_frozen(road: House) -> None:
    road.publish(notice())
    edit = road.edit("notice", "n-1", content=FORGED)
    with pytest.raises(Refused, match="not rewritten"):
        road.door.publish(forged(road, edit), road.reviewer, NOW)
