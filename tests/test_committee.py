"""The village supervision committee: what it may say, and what neither it nor others may."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from portal import committee
from portal.codes import Edit
from portal.errors import Invalid, Refused
from portal.migrations import private
from portal.store import people
from portal.store.people import User
from tests.conftest import NOW, House


def member(house: House, title: str = "赵监委") -> User:
    """A member of the committee."""
    user = User("zhao", title, committee.ROLE, None, True)
    with house.books.writing(house.books.private) as writing:
        people.add_user(writing, user, NOW)
    return user


def steps(house: House) -> None:
    """A step that is called done, and one that is not."""
    step = {"project": "sq-2020-001", "position": 1}
    house.publish(
        house.edit("milestone", "m-1", title="完工", met="2020-08-10", **step),
        house.edit("milestone", "m-2", title="验收", due="2020-09-10", **step),
    )


@pytest.fixture
def zhao(house: House) -> User:
    house.money()
    steps(house)
    return member(house)


def verdict(milestone: str = "m-1", verdict: str = "confirmed", **values: object) -> Edit:
    given = {"milestone": milestone, "verdict": verdict, "seen_on": "2020-08-12", **values}
    return Edit("create", "confirmation", "?1", 0, given)  # type: ignore[arg-type]


def shot(code: str, **values: object) -> Edit:
    given = {
        "title": "路面",
        "of_table": "confirmation",
        "of_code": code,
        "kind": "photo",
        **values,
    }
    return Edit("create", "document", "?2", 0, given)  # type: ignore[arg-type]


def proposed(house: House, zhao: User, *edits: Edit, into: int | None = None) -> int:
    return house.door.propose(zhao, "村监委会核实", edits, NOW, into)


def published(house: House, zhao: User, *edits: Edit) -> None:
    number = proposed(house, zhao, *edits)
    house.door.submit(number, zhao, NOW)
    house.door.publish(number, house.reviewer, NOW)


def test_it_confirms_with_a_photo(house: House, zhao: User) -> None:
    number = proposed(house, zhao, verdict())
    code = house.door.change(number).edits[0].code
    proposed(house, zhao, shot(code), into=number)
    house.door.submit(number, zhao, NOW)
    house.door.publish(number, house.reviewer, NOW)
    assert len(house.door.change(number).edits) == 2


OTHER = [
    Edit("create", "village", "lg", 0, {"title": "柳沟村"}),
    Edit("create", "document", "doc", 0, {"title": "照", "of_table": "project", "of_code": "x"}),
    shot("vc-of-another-change"),
    shot("?1", kind="voucher"),
    Edit("create", "post", "p", 0, {"title": "喜讯", "day": "2020-08-12", "body": "完工"}),
]


@pytest.mark.parametrize("edit", OTHER, ids=lambda edit: f"{edit.table}-{edit.code}")
def test_it_writes_nothing_else(house: House, zhao: User, edit: Edit) -> None:
    with pytest.raises(Refused):
        proposed(house, zhao, edit)
    with pytest.raises(Refused):
        proposed(house, zhao, verdict(), edit)
    number = proposed(house, zhao, verdict())
    with pytest.raises(Refused):
        proposed(house, zhao, edit, into=number)
    assert len(house.door.change(number).edits) == 1


@pytest.mark.parametrize("table", ["project", "milestone"])
def test_it_edits_nothing_that_is_published(house: House, zhao: User, table: str) -> None:
    code = {"project": "sq-2020-001", "milestone": "m-2"}[table]
    with pytest.raises(Refused):
        proposed(house, zhao, house.edit(table, code, title="别的名字"))


def test_what_it_said_stays(house: House, zhao: User) -> None:
    published(house, zhao, verdict())
    edit = house.edit("confirmation", "vc-001", verdict="disputed", title="没有完工")
    for author in (zhao, house.author, house.admin):
        with pytest.raises(Refused):
            house.door.propose(author, "改口", [edit], NOW)


def test_it_never_reviews(house: House, zhao: User) -> None:
    number = house.submit(house.edit("village", "lg", title="柳沟村"))
    for decide in (
        lambda: house.door.publish(number, zhao, NOW),
        lambda: house.door.return_(number, zhao, "不行", NOW),
    ):
        with pytest.raises(Refused):
            decide()


@pytest.mark.parametrize("who", ["author", "reviewer", "admin"])
def test_nobody_else_speaks_for_it(house: House, zhao: User, who: str) -> None:
    with pytest.raises(Refused):
        house.door.propose(getattr(house, who), "代说", [verdict()], NOW)


def test_a_draft_from_before_a_new_role_goes_nowhere(house: House, zhao: User) -> None:
    number = house.submit(house.edit("village", "lg", title="柳沟村"))
    now = User("zhang", "张编辑", committee.ROLE, None, True)
    with house.books.writing(house.books.private) as writing:
        people.save_user(writing, now)
    with pytest.raises(Refused):
        house.door.publish(number, house.reviewer, NOW)


def test_a_step_that_is_not_called_done_has_no_verdict(house: House, zhao: User) -> None:
    with pytest.raises(Invalid):
        published(house, zhao, verdict("m-2"))
    house.put("milestone", "m-2", status="met")
    published(house, zhao, verdict("m-2"))


def test_a_dispute_says_why(house: House, zhao: User) -> None:
    with pytest.raises(Invalid):
        published(house, zhao, verdict(verdict="disputed"))
    published(house, zhao, verdict(verdict="disputed", title="少铺了 200 米"))


def test_who_called_it_done_does_not_confirm_it(house: House) -> None:
    house.money()
    steps(house)
    zhao = member(house, "张编辑")
    for said in ("confirmed", "disputed"):
        with pytest.raises(Refused):
            proposed(house, zhao, verdict(verdict=said, title="看过"))
    assert committee.claimants(house.books.public, "m-1") == {"张编辑"}
    assert committee.claimants(house.books.public, "m-2") == set()


def test_accounts_from_before_keep_their_roles(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "old.sqlite", isolation_level=None)) as db:
        db.execute("PRAGMA foreign_keys = ON")
        old = Migrations("private")
        for step in private.migrations._migrations[:3]:
            old()(step.fn)
        old.apply(Database(db))
        db.execute("INSERT INTO user VALUES ('li', '李审核', 'reviewer', NULL, 1, ?)", (NOW,))
        db.execute("INSERT INTO interest VALUES ('li', 'road')")
        private.migrations.apply(Database(db))
        assert people.users(db) == [User("li", "李审核", "reviewer", None, True)]
        with pytest.raises(sqlite3.IntegrityError):
            db.execute("UPDATE user SET role = 'queen'")
        people.add_user(db, User("zhao", "赵监委", committee.ROLE, None, True), NOW)
        assert people.interests(db, "li") == {"road"}
