"""Generated data: whole, sound, without problems, and the same for the same seed."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal import benchdata, checks, settings, verify
from portal.benchdata.words import PLACE, WATER
from portal.codes import Edit
from portal.store import ledger, records
from portal.store.connect import Connection
from tests.conftest import NOW, House
from tests.test_cli import Shell

SMALL = benchdata.Size(villages=4, projects=60, payments=400, seed=7)


def batches(size: benchdata.Size) -> list[list[Edit]]:
    return list(benchdata.batches(size, {"public_hash": "a" * 64}))


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    house = House(tmp_path_factory.mktemp("bench"))
    benchdata.load(house.door, house.vault(), house.author, house.reviewer, SMALL, NOW)
    yield house.books.public
    house.books.close()


def all_of(db: Connection, table: str) -> list[dict[str, object]]:
    return [dict(one) for one in records.every(db, table)]


def test_the_same_seed_gives_the_same_records() -> None:
    assert batches(SMALL) == batches(SMALL)
    other = benchdata.Size(4, 60, 400, seed=8)
    assert batches(SMALL) != batches(other)


@pytest.mark.parametrize(
    "size", [(1, 1, 0), (1, 1, 1), (3, 1, 5), (5, 2, 400), (1, 40, 2), (200, 300, 900)]
)
def test_as_many_as_were_asked_for(size: tuple[int, int, int]) -> None:
    made: Counter[str] = Counter()
    for batch in batches(benchdata.Size(*size)):
        made.update(e.table for e in batch if e.action == "create")
        made.subtract(e.table for e in batch if e.action == "reverse")
        assert len(batch) < 2 * benchdata.BATCH
    assert (made["village"], made["project"], made["payment"]) == size


def test_no_rule_finds_anything(db: Connection) -> None:
    edits = [edit for batch in batches(SMALL) for edit in batch]
    assert [found for edit in edits for found in checks.problems(db, edit)] == []


def test_the_log_is_sound(db: Connection, tmp_path: Path) -> None:
    path = db.execute("PRAGMA database_list").fetchone()[2]
    assert verify.verify(Path(path)).sound


def test_sums_close(db: Connection) -> None:
    for project in all_of(db, "project"):
        total = ledger.total(db, "project", str(project["code"]))
        assert total.planned == project["budget"]
        assert total.allocated in (0, project["budget"])
        assert total.paid <= total.allocated
        if project["status"] in ("final", "handed_over"):
            assert total.paid == project["settled"]
    for funding in all_of(db, "funding"):
        assert ledger.total(db, "funding", str(funding["code"])).unassigned >= 0


def test_some_payments_are_reversed(db: Connection) -> None:
    back = [line for line in all_of(db, "payment") if line["reverses"]]
    assert back and all(int(str(line["amount"])) < 0 for line in back)


def test_it_spreads_over_the_years(db: Connection) -> None:
    assert len({project["year"] for project in all_of(db, "project")}) > 8
    assert len({project["status"] for project in all_of(db, "project")}) > 5
    assert max(str(line["paid"]) for line in all_of(db, "payment")) <= "2026-06-30"


def test_names_of_villages_differ() -> None:
    assert len(set(PLACE)) == len(PLACE) and len(set(WATER)) == len(WATER)


def test_the_command(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    words = ("bench-data", "--villages", 2, "--projects", 6, "--payments", 20, "--seed", 3)
    done = shell.run(*words)
    assert done.exit_code == 0, done.output
    assert settings.read({"PORTAL_DATA": str(shell.data)}).sample
    assert shell.run("verify").exit_code == 0
    again = shell.run(*words)
    assert again.exit_code == 1 and "什么都没有改动" in again.output


def test_too_many_payments_leave_nothing_behind(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    done = shell.run("bench-data", "--projects", 1, "--payments", 500)
    assert done.exit_code == 1 and "200" in done.output
    assert not shell.data.exists()
