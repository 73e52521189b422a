"""Many writers at once, and writers that die: nothing acknowledged is lost, nothing is half."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from portal.settings import HOME
from portal.store import ledger, log
from portal.store.connect import Books
from portal.verify import verify
from tests.conftest import House

PROCESSES, EACH = 8, 40
KILLS = 100


def publisher(folder: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.publisher", str(folder), name, str(count)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=HOME,
    )


@pytest.fixture
def folder(house: House) -> Path:
    """A folder with its key, closed."""
    house.money()
    (house.folder / "log_key").write_text(house.skey, "utf-8")
    house.books.close()
    return house.folder


@pytest.mark.slow
def test_eight_processes_publish_at_once(folder: Path) -> None:
    running = [publisher(folder, f"p{n}", EACH) for n in range(PROCESSES)]
    acknowledged = [
        line for process in running for line in process.communicate(timeout=300)[0].split()
    ]
    assert len(acknowledged) == PROCESSES * EACH
    report = verify(folder / "public.sqlite")
    assert report.sound, [str(problem) for problem in report.problems]
    assert report.size == 7 + 2 * PROCESSES * EACH
    books = Books(folder)
    assert ledger.total(books.public, "funding", "d-1").paid == 25_000 + 3 * PROCESSES * EACH
    books.close()


@pytest.mark.slow
def test_killed_a_hundred_times(folder: Path) -> None:
    chance = random.Random(20201123)
    acknowledged: list[str] = []
    for turn in range(KILLS):
        process = publisher(folder, f"k{turn}", 1000)
        assert process.stdout
        acknowledged += [process.stdout.readline().strip()]
        time.sleep(chance.uniform(0, 0.05))
        process.kill()
        acknowledged += process.stdout.read().split("\n")[:-1]
        process.stdout.close()
        process.wait(timeout=30)
    _nothing_lost(folder, acknowledged)


def _nothing_lost(folder: Path, acknowledged: list[str]) -> None:
    report = verify(folder / "public.sqlite")
    assert report.sound, [str(problem) for problem in report.problems]
    books = Books(folder)
    published = {row[0] for row in books.public.execute("SELECT code FROM payment")}
    assert set(acknowledged) <= published
    assert len(acknowledged) >= KILLS
    halves = {code.removesuffix("-b") for code in published if code.endswith("-b")}
    assert halves == published - {f"{code}-b" for code in halves} - {"pay-1"}
    assert log.size(books.public) == 6 + len(published)
    books.close()
