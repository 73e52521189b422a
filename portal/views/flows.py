"""Where money went, ready to be shown: from donation to project to what is paid and left."""

from typing import NamedTuple

from portal import choices, money
from portal.choices import DONATED
from portal.entities.works import Project
from portal.store import ledger
from portal.store.ledger import Assigned, Planned, Total
from portal.views import charts
from portal.views.charts import Part
from portal.views.sentences import donor
from portal.words import N_, Said, said

NATURES = {word: label for word, label, _ in choices.NATURE}
SOURCES = {word: label for word, label, _ in choices.SOURCE}


def others(sums: dict[str, Total]) -> list[Said]:
    """Money that is no donation, by nature, where there is some."""
    return [
        said(
            N_("%(nature)s: %(received)s yuan received, %(paid)s yuan paid."),
            nature=said(label),
            received=money.yuan(sums[nature].received),
            paid=money.yuan(sums[nature].paid),
        )
        for nature, label in NATURES.items()
        if nature not in DONATED and any(sums.get(nature, Total()))
    ]


def balanced(sums: dict[str, Total], site: Total) -> bool:
    """Whether the sums by nature of money add up to the sum that is kept for the whole site."""
    return site[1:] == ledger.together(sums.values())[1:]


class Fund(NamedTuple):
    """What one funding brought to a project, in fen."""

    code: str
    donor: Said | str
    nature: Said
    allocated: int
    paid: int


def funds(assigned: list[Assigned]) -> list[Fund]:
    """The fundings of a project, each once, reversals taken off."""
    sums: dict[str, Fund] = {}
    for line in assigned:
        known = sums.get(line.funding)
        allocated, paid = (known.allocated, known.paid) if known else (0, 0)
        sums[line.funding] = Fund(
            line.funding,
            donor(line.donor),
            said(NATURES[line.nature]),
            allocated + line.amount,
            paid + line.paid,
        )
    return list(sums.values())


class Source(NamedTuple):
    """What one source is to pay for a project, in fen."""

    word: Said
    amount: int
    document: str | None


def sources(planned: list[Planned]) -> list[Source]:
    """The plan of a project by source, in words."""
    return [Source(said(SOURCES[line.source]), line.amount, line.document) for line in planned]


def differences(found: Project, total: Total) -> list[Said]:
    """What a project states beside what its entries add up to, where the two differ."""
    stated = [
        (found.budget, total.planned, N_("Budget and sources: %(difference)s")),
        (found.settled, total.paid, N_("Settled and paid: %(difference)s")),
    ]
    return [
        said(text, difference=money.difference(computed, value))
        for value, computed, text in stated
        if value is not None and value != computed and computed
    ]


class Level(NamedTuple):
    """A line of the picture of a project: word, fen, bar."""

    word: Said
    amount: int
    bar: list[Part]


def levels(found: Project, total: Total) -> list[Level]:
    """Planned, allocated, paid and settled, on one scale."""
    plan = total.planned if found.budget is None else found.budget
    lines = [
        (N_("planned"), plan, 0),
        (N_("allocated"), total.allocated, 0),
        (N_("paid"), total.paid, total.paid),
    ]
    if found.settled is not None:
        lines.append((N_("settled"), found.settled, found.settled))
    scale = max(amount for _, amount, _ in lines)
    return [Level(said(word), fen, charts.used(fen, paid, scale)) for word, fen, paid in lines]
