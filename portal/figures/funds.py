"""Figures of money: what was given, what it was assigned to, what was paid."""

from portal import choices
from portal.choices import DONATED
from portal.figures.figure import (
    Figure,
    Given,
    Parameter,
    choice,
    donor,
    project,
    receiver,
    until,
    village,
    year,
)
from portal.figures.units import Amount, percent
from portal.store import ledger
from portal.store.connect import Connection
from portal.store.selections import Test
from portal.words import N_


def _given(db: Connection, given: Given) -> Amount | None:
    return None if given else ledger.sum_of(db, DONATED).received


def _spent(db: Connection, given: Given) -> Amount | None:
    """The running sum that the pages of the site, of a village and of a project show."""
    if not given:
        return ledger.total(db, "site", "all").paid
    if len(given) > 1 or not set(given) & {"project", "village"}:
        return None
    ((about, code),) = given.items()
    return ledger.total(db, about, str(code)).paid


def _assigned(db: Connection, given: Given) -> Amount | None:
    if set(given) != {"project"}:
        return None
    return ledger.total(db, "project", str(given["project"])).allocated


def _type(path: str) -> Parameter:
    return choice(N_("Type"), choices.PROJECT_TYPE, path)


def _subtype(path: str) -> Parameter:
    return choice(N_("Subtype"), choices.PROJECT_SUBTYPE, path)


_TO = {"receiver": receiver("receiver")}
_GIFT = Test("nature", "in", DONATED)
_OF_GIFT = Test("funding.nature", "in", DONATED)
_FROM_GIFT = Test("allocation.funding.nature", "in", DONATED)

FIGURES = (
    Figure(
        name="donation.total",
        label=N_("Donations received"),
        meaning=N_(
            "The sum of all donations by units, society and staff that came in; what was taken"
            " back is subtracted. Budget money is no donation."
        ),
        unit="yuan",
        table="funding",
        amount="amount",
        tests=(_GIFT,),
        takes={
            "year": year("received"),
            "donor": donor("provider"),
            **_TO,
            "until": until("received"),
        },
        value=_given,
    ),
    Figure(
        name="donation.count",
        label=N_("Number of donations"),
        meaning=N_("How many donations came in, without those that were taken back."),
        unit="gift",
        table="funding",
        standing=True,
        tests=(_GIFT,),
        takes={"year": year("received"), "donor": donor("provider"), **_TO},
    ),
    Figure(
        name="donation.allocated",
        label=N_("Donations assigned to uses"),
        meaning=N_("The sum of what was assigned to projects out of donations."),
        unit="yuan",
        table="allocation",
        amount="amount",
        tests=(_OF_GIFT,),
        takes={
            "year": year("funding.received"),
            "donor": donor("funding.provider"),
            "receiver": receiver("funding.receiver"),
            "project": project(),
            "village": village("project.village"),
            "type": _type("project.type"),
            "subtype": _subtype("project.subtype"),
        },
    ),
    Figure(
        name="donation.share",
        label=N_("Share of the donations for a use"),
        meaning=N_(
            "What was assigned out of donations to this use, divided by all that was assigned out"
            " of donations; in percent, rounded to two decimals."
        ),
        unit="percent",
        table="allocation",
        amount="amount",
        tests=(_OF_GIFT,),
        takes={
            "year": year("funding.received"),
            "village": village("project.village"),
            "type": _type("project.type"),
            "subtype": _subtype("project.subtype"),
        },
        parts=("donation.allocated", "donation.allocated-all"),
        sign="÷",
        joined=percent,
    ),
    Figure(
        name="donation.allocated-all",
        label=N_("Donations assigned to all uses"),
        meaning=N_("The sum of what was assigned to projects out of donations, of every kind."),
        unit="yuan",
        table="allocation",
        amount="amount",
        tests=(_OF_GIFT,),
        takes={"year": year("funding.received"), "village": village("project.village")},
    ),
    Figure(
        name="donation.paid",
        label=N_("Paid out of donations"),
        meaning=N_("The sum of all payments out of donations; what was taken back is subtracted."),
        unit="yuan",
        table="payment",
        amount="amount",
        tests=(_FROM_GIFT,),
        takes={
            "year": year("allocation.funding.received"),
            "receiver": receiver("allocation.funding.receiver"),
            "project": project(),
            "village": village("project.village"),
            "until": until("paid"),
        },
    ),
    Figure(
        name="donation.left",
        label=N_("Donations not yet paid out"),
        meaning=N_("Donations received less what was paid out of them."),
        unit="yuan",
        table="funding",
        amount="amount",
        tests=(_GIFT,),
        takes={"year": year("received"), **_TO, "until": until("received")},
        parts=("donation.total", "donation.paid"),
        sign="−",
        joined=lambda received, paid: received - paid,
    ),
    Figure(
        name="funding.total",
        label=N_("Money received"),
        meaning=N_("The sum of all money that came in for the villages, of every nature."),
        unit="yuan",
        table="funding",
        amount="amount",
        takes={
            "year": year("received"),
            "nature": choice(N_("Nature of the money"), choices.NATURE, "nature"),
            "project": project("restricted_to"),
        },
    ),
    Figure(
        name="allocation.total",
        label=N_("Money assigned to projects"),
        meaning=N_("The sum of what was assigned to projects, of every nature."),
        unit="yuan",
        table="allocation",
        amount="amount",
        takes={
            "project": project(),
            "village": village("project.village"),
            "year": year("decided"),
            "nature": choice(N_("Nature of the money"), choices.NATURE, "funding.nature"),
        },
        value=_assigned,
    ),
    Figure(
        name="payment.total",
        label=N_("Paid"),
        meaning=N_("The sum of all payments; what was taken back is subtracted."),
        unit="yuan",
        table="payment",
        amount="amount",
        takes={
            "project": project(),
            "village": village("project.village"),
            "year": year("paid"),
            "until": until("paid"),
        },
        value=_spent,
    ),
    Figure(
        name="payment.count",
        label=N_("Number of payments"),
        meaning=N_("How many payments were made, without those that were taken back."),
        unit="gift",
        table="payment",
        standing=True,
        takes={
            "project": project(),
            "village": village("project.village"),
            "year": year("paid"),
        },
    ),
    Figure(
        name="plan.total",
        label=N_("Planned money"),
        meaning=N_("The sum of what the sources are to pay by the plans of the projects."),
        unit="yuan",
        table="budget_line",
        amount="amount",
        takes={
            "project": project(),
            "village": village("project.village"),
            "year": year("project.year", days=False),
            "source": choice(N_("Source"), choices.SOURCE, "source"),
        },
    ),
    Figure(
        name="contract.value",
        label=N_("Value of the contracts"),
        meaning=N_("The sum of the contracts that were signed for a project."),
        unit="yuan",
        table="contract",
        amount="value",
        takes={"project": project(needed=True)},
    ),
)
