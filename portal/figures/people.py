"""Figures of the villages: who left poverty, how many are poor, who is away, who is watched."""

from portal import choices
from portal.figures.figure import (
    Figure,
    Given,
    Parameter,
    at_least,
    at_most,
    choice,
    same,
    village,
    year,
)
from portal.figures.units import Amount, percent
from portal.kinds import Count, Flag
from portal.store import indicators
from portal.store.connect import Connection
from portal.store.selections import Test
from portal.words import N_

_YEAR = {"village": village(), "year": year("year", days=False)}
_ONE_YEAR = {"village": village(), "year": year("year", days=False, needed=True)}
_SPAN = {
    **_YEAR,
    "first": Parameter(Count(label=N_("From the year"), least=1949, most=2100), at_least("year")),
    "last": Parameter(Count(label=N_("To the year"), least=1949, most=2100), at_most("year")),
}


def _yearly(db: Connection, given: Given) -> indicators.Year | None:
    """What the page of the indicators shows of a year."""
    lines = indicators.years(db, str(given.get("village", "")))
    return next((line for line in lines if line.year == given.get("year")), None)


def _base(db: Connection, given: Given) -> Amount | None:
    found = _yearly(db, given)
    return found.base if found else None


def _left(db: Connection, given: Given) -> Amount | None:
    found = _yearly(db, given)
    return found.remaining if found else None


_QUARTER = {
    "village": village(needed=True),
    "year": year("year", days=False, needed=True),
    "quarter": Parameter(
        Count(label=N_("Quarter"), least=1, most=4, synonyms=("季度",)), same("quarter"), True
    ),
    "type": choice(N_("Type"), choices.MONITORED, "type"),
}


def _watched(name: str, attribute: str, label: str) -> Figure:
    return Figure(
        name=f"monitoring.{name}",
        label=label,
        meaning=N_(
            "Monitored households of a village in a quarter. A number from 1 to 4 is in no book:"
            " where one is part of the sum, the sum is not filled in."
        ),
        unit="household",
        table="monitoring",
        amount=attribute,
        takes=_QUARTER,
        whole=True,
    )


FIGURES = (
    Figure(
        name="lifted.households",
        label=N_("Households lifted out of poverty"),
        meaning=N_("The sum over the years that are asked for."),
        unit="household",
        table="statistic",
        amount="households_lifted",
        takes=_SPAN,
    ),
    Figure(
        name="lifted.persons",
        label=N_("Persons lifted out of poverty"),
        meaning=N_("The sum over the years that are asked for."),
        unit="person",
        table="statistic",
        amount="persons_lifted",
        takes=_SPAN,
    ),
    Figure(
        name="poverty.base",
        label=N_("Base population"),
        meaning=N_("By how many persons the headcount rate is divided."),
        unit="person",
        table="statistic",
        amount="base_population",
        tests=(Test("remaining_persons", "filled", ""),),
        takes=_ONE_YEAR,
        value=_base,
    ),
    Figure(
        name="poverty.left",
        label=N_("Persons still poor at the end of the year"),
        meaning=N_("As it stands in the yearly figures of the villages."),
        unit="person",
        table="statistic",
        amount="remaining_persons",
        tests=(Test("base_population", "filled", ""),),
        takes=_ONE_YEAR,
        value=_left,
    ),
    Figure(
        name="poverty.rate",
        label=N_("Poverty headcount rate"),
        meaning=N_(
            "Persons still poor at the end of the year, divided by the base population; in"
            " percent, rounded to two decimals."
        ),
        unit="percent",
        table="statistic",
        amount="remaining_persons",
        takes=_ONE_YEAR,
        parts=("poverty.left", "poverty.base"),
        sign="÷",
        joined=percent,
    ),
    Figure(
        name="labour.province",
        label=N_("Working outside the province"),
        meaning=N_("As it stands in the yearly figures of the villages."),
        unit="person",
        table="statistic",
        amount="labour_province",
        takes=_ONE_YEAR,
    ),
    Figure(
        name="labour.county",
        label=N_("Working away within the county"),
        meaning=N_("As it stands in the yearly figures of the villages."),
        unit="person",
        table="statistic",
        amount="labour_county",
        takes=_ONE_YEAR,
    ),
    Figure(
        name="labour.away",
        label=N_("Working away"),
        meaning=N_("Outside the province and away within the county together."),
        unit="person",
        table="statistic",
        amount="labour_province",
        takes=_ONE_YEAR,
        parts=("labour.province", "labour.county"),
        sign="+",
        joined=lambda province, county: province + county,
    ),
    Figure(
        name="village.persons",
        label=N_("Population"),
        meaning=N_("As it stands in the record of the village."),
        unit="person",
        table="village",
        amount="population",
        takes={"village": village("code")},
    ),
    Figure(
        name="village.households",
        label=N_("Households"),
        meaning=N_("As it stands in the record of the village."),
        unit="household",
        table="village",
        amount="households",
        takes={"village": village("code")},
    ),
    Figure(
        name="assurance.count",
        label=N_("Assurances that were checked"),
        meaning=N_("How many of the assurances and guarantees were found to hold, or not."),
        unit="matter",
        table="assurance",
        distinct="item",
        takes={
            "village": village(needed=True),
            "year": year("checked", needed=True),
            "met": Parameter(Flag(label=N_("It holds")), same("met"), narrow=True),
        },
    ),
    _watched("opening", "opening", N_("Monitored households at the beginning")),
    _watched("added", "added", N_("Newly monitored households")),
    _watched("cleared", "cleared", N_("Monitored households whose risk was cleared")),
    _watched("closing", "closing", N_("Monitored households at the end")),
)
