"""Named figures: what each is made of adds up to it, and the pages show the same totals."""

import itertools
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from portal import benchdata, founding, settings
from portal.figures import FIGURES, reckoned
from portal.figures.binding import ask, bind
from portal.figures.figure import Figure, Given
from portal.kinds import Choice, Count, Day, Flag, Ref
from portal.store import activities, connect, indicators, industry, ledger, selections, works
from portal.store.connect import Connection
from portal.store.selections import MOST
from portal.views.house import now
from tests import sites
from tests.conftest import House, allocation, donation, earned, payment


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """The public books of the sample data."""
    db = connect.reader(sites.sample(tmp_path_factory) / "public.sqlite")
    yield db
    db.close()


def shown(db: Connection, text: str) -> str:
    """A figure as it stands in a text: number and English unit; "" where it is not filled in."""
    found = bind(db, text)
    assert found.state in ("bound", "missing"), found.problem
    return f"{found.shown.text} {found.shown.unit.label}".strip() if found.shown else ""


SAMPLE = {
    "lifted.households village=sq first=2016 last=2020": "68 households",
    "lifted.persons village=sq first=2016 last=2020": "187 persons",
    "lifted.persons village=sq year=2018": "25 persons",
    "poverty.base village=sq year=2019": "4,312 persons",
    "poverty.rate village=sq year=2019": "0.60 %",
    "poverty.rate village=sq year=2020": "0.00 %",
    "aid.households project=sq-2020-008": "32 households",
    "aid.amount village=sq year=2020 in=万元": "6.4 × 10,000 yuan",
    "aid.households project=sq-2020-008 item=羊": "12 households",
    "aid.amount project=sq-2020-008 item=中药材": "18,000.00 yuan",
    "aid.amount project=sq-2020-008 item=西瓜": "12,000.00 yuan",
    "aid.amount project=sq-2020-008 item=家禽": "5,200.00 yuan",
    "collective.invested project=sq-2020-007": "400,000.00 yuan",
    "collective.income project=sq-2020-007 year=2020": "36,000.00 yuan",
    "collective.return project=sq-2020-007 year=2020": "9.00 %",
    "collective.persons project=sq-2020-007 year=2020 use=posts": "12 persons",
    "collective.shared project=sq-2020-007 year=2020 use=posts": "18,000.00 yuan",
    "collective.shared project=sq-2020-007 year=2020 use=works": "10,800.00 yuan",
    "collective.shared project=sq-2020-007 year=2020 use=retained": "7,200.00 yuan",
    "activity.households village=sq year=2020 kind=condolence": "46 households",
    "condolence.standard village=sq year=2020": "200.00 yuan",
    "activity.amount village=sq year=2020 kind=condolence": "9,200.00 yuan",
    "donation.total year=2020 receiver=sq-committee": "200,000.00 yuan",
    "donation.total year=2020 donor=center": "150,000.00 yuan",
    "donation.total year=2020 donor=county-center": "50,000.00 yuan",
    "donation.allocated year=2020 village=sq type=industry": "110,000.00 yuan",
    "donation.allocated project=sq-2020-001": "40,000.00 yuan",
    "donation.allocated project=sq-2020-003": "30,000.00 yuan",
    "donation.allocated project=sq-2020-004": "20,000.00 yuan",
    "donation.share year=2020 village=sq type=industry": "55.00 %",
    "donation.paid year=2020 receiver=sq-committee": "182,600.00 yuan",
    "donation.left year=2020 receiver=sq-committee": "17,400.00 yuan",
    "project.length project=sq-2020-001": "2.36 km",
    "project.width project=sq-2020-001": "4.5 metres",
    "project.thickness project=sq-2020-001": "0.18 metres",
    "plan.total project=sq-2020-001": "1,062,000.00 yuan",
    "plan.total project=sq-2020-001 source=central": "720,000.00 yuan",
    "project.settled project=sq-2020-001": "1,048,800.00 yuan",
    "project.balance project=sq-2020-001": "13,200.00 yuan",
    "project.price project=sq-2020-001 in=wan-km digits=1": "44.4 × 10,000 yuan per km",
    "project.area project=sq-2020-003": "1,200 square metres",
    "project.progress project=sq-2020-003 until=2020-12-31": "45 %",
    "labour.province village=sq year=2020": "1,260 persons",
    "labour.county village=sq year=2020": "330 persons",
    "labour.away village=sq year=2020": "1,590 persons",
    "project.settled village=sq year=2021": "12,000.00 yuan",
    "visit.below village=sq year=2020 quota=4": "1 months",
    "project.unheld village=sq": "0 projects",
    "assurance.count village=sq year=2020 met=yes": "6 items",
    "promise.title code=pr-2021-001": "朱场第二文化活动广场建成开放",
    "labour.away village=sq year=2019": "",
    "activity.amount village=lg year=2020": "",
}


@pytest.mark.parametrize("text", SAMPLE)
def test_the_figures_of_the_sample(sample: Connection, text: str) -> None:
    assert shown(sample, text) == SAMPLE[text]


def test_only_one_month_is_below_the_quota(sample: Connection) -> None:
    counts = activities.monthly(sample, 2020, "2020-12-31", "sq")
    visits = {
        month: sum(one.number for one in found if one.kind in ("visit", "leaders", "condolence"))
        for month, found in itertools.groupby(sorted(counts, key=_month), _month)
    }
    assert [month for month, number in visits.items() if number < 4] == ["2020-02"]
    assert len(visits) == 12


def _month(one: activities.Counted) -> str:
    return one.month


def given(db: Connection, figure: Figure) -> Iterator[Given]:
    """A few ways to ask for a figure: nothing, each parameter alone, all that are needed."""
    values = {name: list(_some(db, name, figure))[:4] for name in figure.takes}
    needed = [name for name, one in figure.takes.items() if one.needed]
    for chosen in itertools.product(*(values[name] for name in needed)):
        base = dict(zip(needed, chosen, strict=True))
        yield base
        for name in figure.takes:
            yield from ({**base, name: value} for value in values[name])


def _some(db: Connection, name: str, figure: Figure) -> Iterator[str | int | bool]:
    kind = figure.takes[name].kind
    if isinstance(kind, Ref):
        rows = db.execute(f"SELECT code FROM {kind.table} ORDER BY code").fetchall()
        yield from (row[0] for row in rows[:: max(1, len(rows) // 4)])
    elif isinstance(kind, Choice):
        yield from (word for word, *_ in kind.options)
    elif isinstance(kind, Flag):
        yield from (True, False)
    elif isinstance(kind, Day):
        yield from ("2020-06-30", "2021-12-31")
    elif isinstance(kind, Count):
        low = {"quarter": (4, 1), "quota": (4, 1)}
        yield from low.get(name, (2020, 2021, 2019))
    else:
        yield "羊"


ADDED = [figure for figure in FIGURES.values() if not (figure.parts or figure.quote)]


def _adds_up(db: Connection, figure: Figure) -> int:
    """Holds every way to ask against the sum over its records; how many had an amount."""
    known = 0
    for asked in given(db, figure):
        amount = reckoned(db, figure, asked).amount
        if amount is None:
            continue
        known += 1
        made_of = figure.made_of(asked)
        rows = selections.rows(db, made_of, "", MOST)
        if figure.name in ("visit.fewest", "visit.below"):
            assert rows, asked
        elif figure.distinct:
            column = f'"{figure.distinct}"'
            marks = ", ".join("?" for _ in rows)
            told = db.execute(
                f"SELECT count(DISTINCT {column}) FROM {figure.table} WHERE code IN ({marks})",
                [row.code for row in rows],
            ).fetchone()[0]
            assert amount == told, asked
        elif figure.name == "collective.invested" and rows[0].amount is None:
            assert amount >= 0
        else:
            assert amount == sum(Decimal(row.amount or 0) for row in rows), asked
    return known


@pytest.mark.parametrize("figure", ADDED, ids=lambda figure: figure.name)
def test_the_records_add_up_to_the_figure(sample: Connection, figure: Figure) -> None:
    assert _adds_up(sample, figure)


def test_the_records_add_up_in_generated_books(tmp_path: Path) -> None:
    size = benchdata.Size(villages=3, projects=30, payments=120, seed=7)
    chosen = settings.read({"PORTAL_DATA": str(tmp_path / "books")})
    with founding.sample_site(chosen, now()) as (door, vault, author, reviewer):
        benchdata.load(door, vault, author, reviewer, size, "2026-11-23T08:00:00Z")
        db = door.books.public
        assert sum(bool(_adds_up(db, figure)) for figure in ADDED) > 25


def test_pages_and_figures_show_the_same_totals(sample: Connection) -> None:
    def amount(text: str) -> object:
        asked = ask(sample, text)
        return reckoned(sample, asked.figure, asked.given).amount

    codes = [row[0] for row in sample.execute("SELECT code FROM project")]
    for code in codes:
        total = ledger.total(sample, "project", code)
        assert (amount(f"payment.total project={code}") or 0) == total.paid
        assert (amount(f"allocation.total project={code}") or 0) == total.allocated
        assert (amount(f"plan.total project={code}") or 0) == total.planned
        aid = ledger.total(sample, "aid", code).paid
        assert (amount(f"aid.amount project={code}") or 0) == aid
        assert (amount(f"aid.households project={code}") or 0) == industry.households(sample, code)
    for village in ("sq", "lg"):
        paid = ledger.total(sample, "village", village).paid
        assert amount(f"payment.total village={village}") == paid
    assert amount("payment.total") == ledger.total(sample, "site", "all").paid
    assert amount("donation.total") == ledger.sum_of(sample, ("unit", "social", "staff")).received
    years = {line.year: line for line in indicators.years(sample, "sq")}
    assert amount("poverty.left village=sq year=2019") == years[2019].remaining
    assert len(works.projects(sample, works.Wanted(village="sq", year=2020))) == amount(
        "project.count village=sq year=2020"
    )


def test_parts_make_the_figure(house: House) -> None:
    house.money()
    assert shown(house.books.public, "donation.left") == "750.00 yuan"
    assert shown(house.books.public, "donation.share type=industry") == "0.00 %"


def test_what_was_taken_back_is_subtracted_and_not_counted(house: House) -> None:
    house.money()
    house.publish(payment("pay-2", amount=10_000))
    back = house.edit("payment", "pay-3").__class__
    values = payment("pay-3", amount=-10_000, reverses="pay-2", voucher="记-pay-2").values
    house.publish(back("reverse", "payment", "pay-3", 0, values))
    assert shown(house.books.public, "payment.total") == "250.00 yuan"
    assert shown(house.books.public, "payment.count") == "1 entries"


def test_nothing_is_not_zero(house: House) -> None:
    assert shown(house.books.public, "donation.total") == ""
    assert shown(house.books.public, "project.count") == ""
    house.money()
    assert shown(house.books.public, "project.count status=handed_over") == "0 projects"
    assert shown(house.books.public, "donation.total year=1999") == ""


def test_records_without_the_amount_are_told(house: House) -> None:
    house.money()
    house.put("project", "p-2", title="二", village="sq", year=2020, budget=100)
    asked = ask(house.books.public, "project.budget village=sq")
    found = reckoned(house.books.public, asked.figure, asked.given)
    assert (found.amount, found.unfilled) == (100, 1)


def test_a_kind_person_is_not_found_by_name(house: House) -> None:
    house.money()
    house.put("organisation", "kind", title="一位爱心人士", kind="kind_person")
    house.publish(donation("d-9", provider="kind", donor_display="kind_person", amount=500))
    assert shown(house.books.public, "donation.total") == "1,005.00 yuan"
    assert shown(house.books.public, "donation.total donor=kind") == ""


def test_small_numbers_of_monitored_households_make_no_sum(house: House) -> None:
    house.put("village", "sq", title="双桥村")
    of = {"village": "sq", "year": 2020, "quarter": 4}
    house.publish(
        house.edit("monitoring", "m-1", type="unstable", opening=9, closing=9, **of),
        house.edit("monitoring", "m-2", type="sudden", few=True, **of),
    )
    asked = "monitoring.closing village=sq year=2020 quarter=4"
    assert shown(house.books.public, f"{asked} type=unstable") == "9 households"
    assert shown(house.books.public, f"{asked} type=sudden") == ""
    assert shown(house.books.public, asked) == ""


def test_income_and_shares_of_one_year(house: House) -> None:
    house.money()
    house.publish(*earned("sq-2020-001"))
    asked = "project=sq-2020-001 year=2020"
    assert shown(house.books.public, f"collective.income {asked}") == "36.00 yuan"
    assert shown(house.books.public, f"collective.shared {asked} use=posts") == "36.00 yuan"
    assert shown(house.books.public, f"collective.income {asked[:-1]}1") == ""


def test_allocations_count_by_their_funding(house: House) -> None:
    house.money()
    house.publish(donation("d-3", nature="budget"), allocation("a-3", funding="d-3", amount=100))
    assert shown(house.books.public, "donation.allocated") == "600.00 yuan"
    assert shown(house.books.public, "allocation.total") == "601.00 yuan"
