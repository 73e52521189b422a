"""Real databases in a temporary folder, and builders with defaults."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import argon2
import hypothesis
import pytest

from portal import accounts, note, sealing
from portal.changes import Door
from portal.codes import Edit
from portal.settings import Settings
from portal.store import connect, log, people
from portal.store.connect import Books
from portal.store.people import User
from portal.vault import Vault
from tests import kept

NOW = "2026-11-23T08:00:00Z"

# A busy machine is no mistake of the code; what must be quick has a test of its own.
hypothesis.settings.register_profile("portal", deadline=None)
hypothesis.settings.load_profile("portal")
kept.keep()
# The people of the tests need no strong passwords; test_accounts sees to those of a site.
accounts.STRENGTH = argon2.profiles.CHEAPEST


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests come first, so that no worker is left with one of them at the end."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


class House:
    """A door with an editor and two reviewers, and short ways to publish what a test needs."""

    def __init__(self, folder: Path) -> None:
        connect.create(folder)
        self.folder = folder
        self.books = Books(folder)
        self.skey, self.vkey = note.generate("example.org/log")
        self.door = Door(self.books, note.Signer.read(self.skey))
        self.author = self._user("zhang", "张编辑", "editor")
        self.reviewer = self._user("li", "李审核", "reviewer")
        self.admin = self._user("wang", "王管理", "admin")
        with self.books.writing(self.books.public) as public:
            log.add_key(public, self.vkey)

    def _user(self, name: str, title: str, role: str) -> User:
        user = User(name, title, role, None, True)
        with self.books.writing(self.books.private) as private:
            people.add_user(private, user, NOW)
        return user

    def vault(self) -> Vault:
        """A vault in the folder of the house, with a key of its own."""
        chosen = Settings(folder=self.folder, seal_key=sealing.new_key())
        return Vault.of(chosen, self.books)

    def edit(self, table: str, code: str, **values: object) -> Edit:
        """An edit based on what is published now."""
        seen = log.version(self.books.public, table, code)
        return Edit("edit" if seen else "create", table, code, seen, values)  # type: ignore[arg-type]

    def submit(self, *edits: Edit, why: str = "测试") -> int:
        """The number of a submitted change."""
        number = self.door.propose(self.author, why, edits, NOW)
        self.door.submit(number, self.author, NOW)
        return number

    def publish(self, *edits: Edit) -> list[int]:
        """Publishes the edits as one change."""
        return self.door.publish(self.submit(*edits), self.reviewer, NOW)

    def put(self, table: str, code: str, **values: object) -> None:
        """Publishes one record."""
        self.publish(self.edit(table, code, **values))

    def money(self) -> None:
        """A donor, a project, 1,000.00 received, 600.00 allocated, 250.00 paid."""
        self.publish(
            self.edit("village", "sq", title="双桥村"),
            self.edit("organisation", "center", title="清岭市投资促进中心"),
            self.edit("organisation", "road", title="恒路建设（示例）"),
            self.edit("project", "sq-2020-001", title="道路硬化", village="sq", year=2020),
            donation("d-1"),
            allocation("a-1"),
            payment("pay-1"),
        )


def donation(code: str, **values: object) -> Edit:
    """1,000.00 元 from the Center."""
    defaults = {"nature": "unit", "provider": "center", "amount": 100_000, "received": "2020-04-15"}
    if code != "d-1":
        defaults["receipt"] = f"票-{code}"
    return Edit("create", "funding", code, 0, {**defaults, **values})  # type: ignore[dict-item]


def allocation(code: str, **values: object) -> Edit:
    """600.00 元 of d-1 to the road."""
    defaults = {"funding": "d-1", "project": "sq-2020-001", "amount": 60_000}
    return Edit("create", "allocation", code, 0, {**defaults, **values})  # type: ignore[dict-item]


def payment(code: str, **values: object) -> Edit:
    """250.00 元 out of a-1."""
    defaults = {
        "title": "路面浇筑",
        "project": "sq-2020-001",
        "allocation": "a-1",
        "payee": "road",
        "amount": 25_000,
        "paid": "2020-07-15",
        "voucher": "记-0709" if code == "pay-1" else f"记-{code}",
    }
    return Edit("create", "payment", code, 0, {**defaults, **values})  # type: ignore[dict-item]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house of its own for one test."""
    house = House(tmp_path)
    yield house
    house.books.close()


def proof(project: str = "sq-2020-001") -> list[Edit]:
    """What lets a project be called accepted: a passed acceptance and its paper."""
    acceptance: dict[str, object] = {
        "title": "长度",
        "project": project,
        "accepted_on": "2020-09-08",
        "body": "center",
        "accepted_quantity": "2.36",
        "unit": "km",
        "result": "passed",
    }
    paper = {"title": "验收单", "of_table": "project", "of_code": project, "kind": "certificate"}
    return [
        Edit("create", "acceptance", f"{project}-acc", 0, acceptance),  # type: ignore[arg-type]
        Edit("create", "document", f"{project}-doc", 0, dict(paper)),
    ]


def notice(code: str = "n-1", **values: object) -> Edit:
    """A posting before works, up for ten days, whose result is recorded."""
    defaults: dict[str, object] = {
        "title": "双桥村道路硬化项目实施前公示",
        "stage": "works",
        "form": "posting",
        "village": "sq",
        "project": "sq-2020-001",
        "body": "center",
        "basis": "村民代表会议2020年3月6日决议",
        "start": "2020-03-10",
        "end": "2020-03-20",
        "closed": "2020-03-20",
        "result": "无异议",
    }
    return Edit("create", "notice", code, 0, {**defaults, **values})  # type: ignore[dict-item]


def item(code: str = "aid-1", **values: object) -> Edit:
    """4 sheep × 600.00 元 to one household of the road's project."""
    number = code.rpartition("-")[2]
    defaults: dict[str, object] = {
        "project": "sq-2020-001",
        "household": f"SQ-2020-{int(number):03d}",
        "kind": "羊",
        "quantity": "4",
        "unit": "只",
        "rate": 60_000,
        "amount": 240_000,
        "paid": "2020-12-28",
    }
    return Edit("create", "aid", code, 0, {**defaults, **values})  # type: ignore[dict-item]


def earned(project: str) -> list[Edit]:
    """A household item, and 36.00 元 earned in 2020 of which 12 × 3.00 元 went to posts."""
    income: dict[str, Any] = {
        "project": project,
        "year": 2020,
        "nature": "dividend",
        "amount": 3_600,
    }
    shared: dict[str, Any] = {"project": project, "year": 2020, "use": "posts", "amount": 3_600}
    return [
        item(project=project),
        Edit("create", "income", "in-1", 0, {**income, "receipt": "票-1"}),
        Edit("create", "distribution", "di-1", 0, {**shared, "persons": 12, "rate": 300}),
    ]


def announcement(code: str = "n-2", **values: object) -> Edit:
    """An announcement of completion."""
    given: dict[str, object] = {
        "title": "双桥村道路硬化项目竣工公告",
        "stage": "completion",
        "form": "announcement",
        "start": "2020-09-10",
        **dict.fromkeys(("end", "closed", "result")),
    }
    return notice(code, **{**given, **values})
