"""Figures of industry: what households were given, what collective projects earn and share."""

from portal import choices
from portal.figures.figure import Figure, Given, choice, project, village, word, year
from portal.figures.units import Amount, percent
from portal.store import industry, ledger
from portal.store.connect import Connection
from portal.words import N_

_ITEMS = {
    "project": project(),
    "village": village("project.village"),
    "year": year("paid"),
    "item": word(N_("Kind of industry"), "kind"),
}
_EARNED = {
    "project": project(),
    "village": village("project.village"),
    "year": year("year", days=False),
    "nature": choice(N_("Nature of the income"), choices.INCOME, "nature"),
}
_SHARED = {
    **{name: _EARNED[name] for name in ("project", "village", "year")},
    "use": choice(N_("Use"), choices.INCOME_USE, "use"),
}
_ONE_YEAR = {"project": project(needed=True), "year": year("year", days=False, needed=True)}


def _households(db: Connection, given: Given) -> Amount | None:
    """What the page of the household items shows of a project."""
    if set(given) == {"project"}:
        return industry.households(db, str(given["project"]))
    return None


def _given(db: Connection, given: Given) -> Amount | None:
    if not given:
        return ledger.total(db, "industry", "aid").paid
    if set(given) == {"project"}:
        return ledger.total(db, "aid", str(given["project"])).paid
    return None


def _invested(db: Connection, given: Given) -> Amount | None:
    found = industry.project(db, "collective", str(given["project"]))
    return found.invested if found else None


def _earned(db: Connection, given: Given) -> Amount | None:
    if set(given) == {"project", "year"}:
        return industry.sums_of(db, str(given["project"]), int(given["year"])).income
    return None


def _shared(db: Connection, given: Given) -> Amount | None:
    if set(given) == {"project", "year"}:
        return industry.sums_of(db, str(given["project"]), int(given["year"])).shared
    return None


FIGURES = (
    Figure(
        name="aid.households",
        label=N_("Households with items for their industry"),
        meaning=N_("Every household is counted once; what was taken back is left out."),
        unit="household",
        table="aid",
        distinct="household",
        standing=True,
        takes=_ITEMS,
        value=_households,
    ),
    Figure(
        name="aid.amount",
        label=N_("Money for the industry of households"),
        meaning=N_("The sum of what households were given; what was taken back is subtracted."),
        unit="yuan",
        table="aid",
        amount="amount",
        takes=_ITEMS,
        value=_given,
    ),
    Figure(
        name="collective.invested",
        label=N_("Invested in collective industry"),
        meaning=N_("The settled cost of a project with income, or its budget until then."),
        unit="yuan",
        table="project",
        amount="settled",
        takes={"project": project("code", needed=True)},
        value=_invested,
    ),
    Figure(
        name="collective.income",
        label=N_("Income of collective industry"),
        meaning=N_("The sum of the income; what was taken back is subtracted."),
        unit="yuan",
        table="income",
        amount="amount",
        takes=_EARNED,
        value=_earned,
    ),
    Figure(
        name="collective.shared",
        label=N_("Income that was distributed"),
        meaning=N_("The sum of what the income was used for; what was taken back is subtracted."),
        unit="yuan",
        table="distribution",
        amount="amount",
        takes=_SHARED,
        value=_shared,
    ),
    Figure(
        name="collective.persons",
        label=N_("Persons who had a part of the income"),
        meaning=N_("As it stands in the lines of the distribution that were not taken back."),
        unit="person",
        table="distribution",
        amount="persons",
        standing=True,
        takes=_SHARED,
    ),
    Figure(
        name="collective.return",
        label=N_("Return rate of collective industry"),
        meaning=N_(
            "The income of a year divided by what was invested; in percent, rounded to two"
            " decimals."
        ),
        unit="percent",
        table="income",
        amount="amount",
        takes=_ONE_YEAR,
        parts=("collective.income", "collective.invested"),
        sign="÷",
        joined=percent,
    ),
)
