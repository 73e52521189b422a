"""Figures of projects: how many, how long, how dear, how far, and what was accepted."""

from decimal import ROUND_HALF_UP, Decimal

from portal import choices
from portal.figures.figure import (
    Figure,
    Parameter,
    choice,
    project,
    until,
    village,
    within,
    word,
    year,
)
from portal.figures.units import Amount
from portal.kinds import Count
from portal.store.selections import Test
from portal.words import N_

_ONE = {"project": project("code", needed=True)}
_FINISHED = Parameter(
    Count(label=N_("Finished in the year"), least=1949, most=2100), within("actual_end")
)
_SOME = {
    "project": project("code"),
    "village": village(),
    "year": year("year", days=False),
    "finished": _FINISHED,
    "type": choice(N_("Type"), choices.PROJECT_TYPE, "type"),
    "subtype": choice(N_("Subtype"), choices.PROJECT_SUBTYPE, "subtype"),
}
_STATUS = choice(N_("Status"), choices.STATUS, "status")


def _for_each_km(cost: Amount, metres: Amount) -> Amount | None:
    """Fen for each kilometre, half away from zero."""
    if not metres:
        return None
    return (Decimal(cost) * 1000 / metres).quantize(Decimal(1), ROUND_HALF_UP)


FIGURES = (
    Figure(
        name="project.count",
        label=N_("Number of projects"),
        meaning=N_("How many projects are in the books."),
        unit="project",
        table="project",
        takes={**{name: _SOME[name] for name in _SOME if name != "project"}, "status": _STATUS},
    ),
    Figure(
        name="project.budget",
        label=N_("Budget"),
        meaning=N_("The sum of the budgets of the projects."),
        unit="yuan",
        table="project",
        amount="budget",
        takes=_SOME,
    ),
    Figure(
        name="project.settled",
        label=N_("Settled cost"),
        meaning=N_("The sum of what the projects cost by their final accounts."),
        unit="yuan",
        table="project",
        amount="settled",
        takes=_SOME,
    ),
    Figure(
        name="project.balance",
        label=N_("Budget left over"),
        meaning=N_("The budget of a project less its settled cost."),
        unit="yuan",
        table="project",
        amount="settled",
        takes=_ONE,
        parts=("project.budget", "project.settled"),
        sign="−",
        joined=lambda budget, settled: budget - settled,
    ),
    Figure(
        name="project.length",
        label=N_("Length"),
        meaning=N_("The sum of the lengths of the projects, as they stand in their records."),
        unit="km",
        table="project",
        amount="length",
        takes=_SOME,
    ),
    Figure(
        name="project.width",
        label=N_("Width"),
        meaning=N_("The width of a project, as it stands in its record."),
        unit="m",
        table="project",
        amount="width",
        takes=_ONE,
    ),
    Figure(
        name="project.thickness",
        label=N_("Thickness"),
        meaning=N_("The thickness of a project, as it stands in its record."),
        unit="m",
        table="project",
        amount="thickness",
        takes=_ONE,
    ),
    Figure(
        name="project.area",
        label=N_("Area"),
        meaning=N_("The sum of the areas of the projects, as they stand in their records."),
        unit="m2",
        table="project",
        amount="area",
        takes=_SOME,
    ),
    Figure(
        name="project.price",
        label=N_("Cost of a kilometre"),
        meaning=N_("The settled cost of a project divided by its length, rounded to the fen."),
        unit="yuan-km",
        table="project",
        amount="settled",
        takes=_ONE,
        parts=("project.settled", "project.length"),
        sign="÷",
        joined=_for_each_km,
    ),
    Figure(
        name="project.households",
        label=N_("Households that benefit"),
        meaning=N_("How many households a project serves, as it stands in its record."),
        unit="household",
        table="project",
        amount="benefit_households",
        takes=_ONE,
    ),
    Figure(
        name="project.lifted",
        label=N_("Lifted households that benefit"),
        meaning=N_("How many lifted households a project serves, as it stands in its record."),
        unit="household",
        table="project",
        amount="lifted_households",
        takes=_ONE,
    ),
    Figure(
        name="project.persons",
        label=N_("Persons who benefit"),
        meaning=N_("How many persons a project serves, as it stands in its record."),
        unit="person",
        table="project",
        amount="benefit_persons",
        takes=_ONE,
    ),
    Figure(
        name="project.progress",
        label=N_("Physical progress"),
        meaning=N_("How far the works were by the last report until the day."),
        unit="degree",
        table="progress",
        amount="physical",
        last="observed",
        takes={"project": project(needed=True), "until": until("observed")},
    ),
    Figure(
        name="project.unheld",
        label=N_("Projects without a responsible person"),
        meaning=N_("How many projects name nobody who answers for them."),
        unit="project",
        table="project",
        tests=(Test("responsible", "absent", ""),),
        picked=True,
        takes={"village": village(), "year": year("year", days=False)},
    ),
    Figure(
        name="acceptance.quantity",
        label=N_("Accepted quantity"),
        meaning=N_("What was measured at the last acceptance that passed."),
        unit="plain",
        table="acceptance",
        amount="accepted_quantity",
        last="accepted_on",
        tests=(Test("result", "=", "passed"),),
        takes={
            "project": project(needed=True),
            "item": word(N_("What was measured"), "title"),
            "unit": choice(N_("Unit"), choices.UNIT, "unit"),
        },
    ),
    Figure(
        name="acceptance.projects",
        label=N_("Projects accepted"),
        meaning=N_("How many projects have an acceptance that passed, with date and body."),
        unit="project",
        table="acceptance",
        distinct="project",
        tests=(Test("result", "=", "passed"),),
        takes={
            "village": village("project.village"),
            "year": year("accepted_on"),
            "subtype": choice(N_("Subtype"), choices.PROJECT_SUBTYPE, "project.subtype"),
        },
    ),
)
