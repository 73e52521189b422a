"""What a generated village reports of its people, and what its industry gives and earns."""

from collections.abc import Iterator

from portal.benchdata.plans import Plan
from portal.benchdata.proofs import create
from portal.codes import Edit, Values

YEARS = range(2016, 2026)
POOR = 200
"""Persons who are poor before the first year; a tenth of them leaves poverty each year."""
HOUSEHOLDS = 24
"""How many households get something from a project for households."""


def of_village(code: str, people: int) -> Iterator[Edit]:
    """The totals of each year, and the monitored households of each quarter."""
    for place, year in enumerate(YEARS, 1):
        lifted = POOR // len(YEARS)
        yield create(
            "statistic",
            f"{code}-st-{year}",
            village=code,
            year=year,
            households_lifted=lifted // 3,
            persons_lifted=lifted,
            base_population=people,
            remaining_persons=POOR - lifted * place,
            labour_province=people // 5,
            labour_county=people // 20,
        )
        for quarter in range(1, 5):
            told: Values = {"opening": 24, "added": 0, "cleared": 0, "closing": 24}
            of: Values = {"village": code, "year": year, "quarter": quarter}
            yield create("monitoring", f"{code}-mo-{year}-{quarter}", type="all", **of, **told)


def of_project(plan: Plan) -> Iterator[Edit]:
    """Household items of a project for households; income and its use of a finished plantation."""
    if plan.work.households and plan.stage.share:
        yield from _items(plan)
    if plan.work.type == "industry" and plan.stage.ended:
        yield from _earnings(plan)


def _items(plan: Plan) -> Iterator[Edit]:
    for number in range(1, HOUSEHOLDS + 1):
        yield create(
            "aid",
            f"{plan.code}-aid-{number:02d}",
            project=plan.code,
            household=f"V-{plan.year}-{number:03d}",
            kind=("羊", "中药材", "家禽")[number % 3],
            quantity="4",
            rate=60_000,
            amount=240_000,
            paid=plan.end.isoformat(),
        )


def _earnings(plan: Plan) -> Iterator[Edit]:
    for year in range(plan.year + 1, YEARS.stop):
        of: Values = {"project": plan.code, "year": year}
        yield create(
            "income",
            f"{plan.code}-in-{year}",
            nature="dividend",
            amount=3_600_000,
            receipt=f"示票{plan.code}-{year}",
            **of,
        )
        shares = (("posts", 1_800_000, 12), ("retained", 1_800_000, None))
        for use, amount, persons in shares:
            rate = amount // persons if persons else None
            told: Values = {"use": use, "amount": amount, "persons": persons, "rate": rate}
            yield create("distribution", f"{plan.code}-di-{year}-{use}", **of, **told)
