"""Long lists cost what they show: the same queries, bounded rows, no scan, however long they are.

Plans do not depend on how many rows there are, because nothing analyses the books (there is no
sqlite_stat1), so that some hundred projects show what ten thousand do. `python bench/pages.py
--projects 10000` compares the two by the clock.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask

from portal import benchdata
from portal.app import create_app
from portal.settings import Settings
from portal.store.connect import Connection
from portal.views.house import public
from tests.conftest import NOW, House

SIZES = (60, 300)
STEP = 20
"""SQLite's own steps between two counts."""
FULL = (
    "/villages",
    "/projects",
    "/projects?sort=budget",
    "/payments",
    "/payments?village=v0001",
    "/log",
    "/organisations",
    "/organisations?kind=company",
    "/posts",
    "/glossary",
    "/notices",
    "/notices?stage=works",
    "/projects/v0001-2020-001",
    "/indicators",
    "/monitoring",
)
"""Lists that fill their page at the small size: they take as many steps at the large one."""
OTHERS = (
    "/projects?status=under_way",
    *(
        f"/projects?{chosen}&sort=budget"
        for chosen in ("village=v0001", "type=construction", "status=building", "year=2020")
    ),
    "/projects?q=道路",
    "/projects?q=道路&sort=budget",
    "/payments?q=质保金",
    "/works",
    "/",
    "/villages?after=v0001",
    "/projects?village=v0001",
    "/projects?type=construction",
    "/projects?status=building",
    "/projects?year=2020",
    "/payments?year=2020",
    "/payments?village=v0001&year=2020",
    "/donations",
    "/donations?after=2020-06-01,d-2020-00001",
    "/log?before=50",
    "/organisations?q=村民",
    "/villages/v0001",
    "/donations/d-2016-00013",
    "/payments/pay-2020-00001",
    "/organisations/contractor-0",
    "/organisations/city-finance",
    "/notices?village=v0001",
    "/notices?village=v0001&stage=asset",
    "/notices/v0001-2016-001-n-works",
    "/notices/v0001-2016-001-n-works/sheet",
    *(f"/projects/v0001-2020-001/{name}" for name in ("money-sheet", "sign", "plain-sheet")),
    "/villages/v0001/summary",
    "/villages/v0001/summary?year=2020",
    "/indicators?village=v0001",
    "/monitoring?village=v0001",
    "/monitoring?after=2020-4,mo-x",
    "/households",
    "/households?village=v0001",
    "/collective",
    "/collective?village=v0001",
    "/collective/v0001-2017-003",
    "/team",
    "/team?village=v0001",
    "/activities",
    "/activities?year=2020",
    "/activities?village=v0001",
    "/activities?kind=visit",
    "/activities?village=v0001&kind=visit&year=2020",
    "/promises",
    "/promises?village=v0001",
    "/problems",
    "/problems?village=v0001",
    "/problems?status=solved",
    "/problems?status=solved&village=v0001",
)
SORTING = (
    "/projects?village=v0001&type=construction&year=2020",
    "/works?village=v0001",
)
"""Lists for which no index holds the order within the choice: they sort what fits, no more."""
BIG = {
    *("project", "payment", "funding", "allocation", "milestone", "budget_line", "contract"),
    *("log", "payload", "tree", "total", "village_payment", "searchable", "searchable_word"),
    *("document", "post", "organisation", "official", "notice"),
    *("statistic", "monitoring", "aid", "income", "distribution", "aid_kind_total"),
    *("appointment", "activity", "promise", "problem"),
}
BOUNDED = re.compile(
    r"\bIN \((SELECT|'|VALUES|\))|\b(project|allocation|funding|code|of_code) = '"
    r"|^WITH named|FROM \(SELECT"
)
"""A statement that starts from named records, or from keys that it found before."""


@dataclass(frozen=True)
class Cost:
    """What a page asked of SQLite."""

    statements: list[str]
    steps: int


class Books:
    """Generated books of one size, and what each page costs."""

    def __init__(self, house: House, projects: int) -> None:
        size = benchdata.Size(villages=2, projects=projects, payments=3 * projects)
        benchdata.load(house.door, house.vault(), house.author, house.reviewer, size, NOW)
        self.db: Connection = house.books.public
        chosen = Settings(folder=house.folder, secret_key="s" * 43, log_key=house.skey)
        self.app: Flask = create_app(chosen)

    def cost(self, path: str) -> Cost:
        """Of the second time: the first reads what stays for all pages."""
        statements: list[str] = []
        steps: list[None] = []
        client = self.app.test_client()
        client.get(path)
        with self.app.app_context():
            db = public()
            db.set_trace_callback(statements.append)
            db.set_progress_handler(lambda: steps.append(None), STEP)
            try:
                assert client.get(path).status_code == 200, path
            finally:
                db.set_trace_callback(None)
                db.set_progress_handler(None, 0)
        asked = [one for one in statements if not one.startswith(("BEGIN", "ROLLBACK"))]
        return Cost(asked, len(steps) * STEP)

    def plans(self, path: str) -> Iterator[tuple[str, str]]:
        """(statement, line of its plan) of all that a page asks."""
        for statement in self.cost(path).statements:
            for row in self.db.execute(f"EXPLAIN QUERY PLAN {statement}"):
                yield statement, row[3]


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> tuple[Books, Books]:
    few, many = (Books(House(tmp_path_factory.mktemp(str(size))), size) for size in SIZES)
    return few, many


def test_nothing_analyses_the_books(books: tuple[Books, Books]) -> None:
    found = books[1].db.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_stat1'")
    assert found.fetchone() == (0,)


@pytest.mark.parametrize("path", [*FULL, *OTHERS, *SORTING])
def test_as_many_queries(books: tuple[Books, Books], path: str) -> None:
    few, many = (len(one.cost(path).statements) for one in books)
    assert many <= few + 1  # a further query only where the first page was not full before


@pytest.mark.parametrize("path", FULL)
def test_as_many_steps(books: tuple[Books, Books], path: str) -> None:
    few, many = (one.cost(path).steps for one in books)
    assert many < 1.3 * few + 200


@pytest.mark.parametrize("path", [*FULL, *OTHERS, *SORTING])
def test_no_big_table_is_read_through(books: tuple[Books, Books], path: str) -> None:
    for statement, line in books[1].plans(path):
        names = {
            alias: table for table, alias in re.findall(r"(?:FROM|JOIN) (\w+) (\w+)", statement)
        }
        found = re.match(r"SCAN (\w+)(.*)", line)
        if found and names.get(found[1], found[1]) in BIG:
            bounded = "LIMIT" in statement or BOUNDED.search(statement)
            assert "INDEX" in found[2] and bounded, (line, statement)


@pytest.mark.parametrize("path", [*FULL, *OTHERS])
def test_nothing_endless_is_sorted(books: tuple[Books, Books], path: str) -> None:
    for statement, line in books[1].plans(path):
        if line == "USE TEMP B-TREE FOR ORDER BY":
            assert BOUNDED.search(statement), statement


@pytest.mark.parametrize("path", SORTING)
def test_what_is_sorted_was_found_by_an_index(books: tuple[Books, Books], path: str) -> None:
    first: dict[str, str] = {}
    for statement, line in books[1].plans(path):
        first.setdefault(statement, line)
        if line == "USE TEMP B-TREE FOR ORDER BY":
            assert first[statement].startswith("SEARCH"), statement
