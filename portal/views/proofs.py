"""What proves a project's works, ready to be shown: progress, acceptance, upkeep, papers."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from portal import choices, evidence, money
from portal.entities.works import Project
from portal.store import building, records, works
from portal.store.building import Accepted, Changed, Observed, Paper, Seen
from portal.store.connect import Connection
from portal.store.works import Step
from portal.views import charts, states, strips
from portal.views.charts import Part
from portal.words import N_, Said, said

PRICED = ("km", "m2", "m3", "mu")
"""Units whose price is worth comparing, the widest first."""
SHOWN = 4
"""Pictures that stand under one step; the others follow on the page of papers."""


class Level(NamedTuple):
    """One report: the day, physical progress beside the plan, what was seen."""

    line: Observed
    bar: list[Part]
    behind: bool


class Rung(NamedTuple):
    """One step of the line: how it stands, its marks, its pictures, what the village says.

    `seen` is the last verdict with its pictures `shots`; `claimed` says that there is none yet on
    what is called done.
    """

    code: str
    progress: states.Progress
    parts: list[Part]
    pictures: list[Paper]
    papers: list[Paper]
    seen: Seen | None
    shots: list[Paper]
    claimed: bool


def story(
    db: Connection,
    found: Project,
    steps: Sequence[Step],
    accepted: Sequence[Accepted],
    paid: int,
    today: str,
) -> dict[str, Any]:
    """All that the page of a project shows of its works; `paid` in fen."""
    code = found.code
    reports = building.progress(db, code)
    papers = building.papers(db, "project", [code])
    papers += building.papers(db, "acceptance", [line.code for line in accepted])
    agreed = [line.code for line in works.agreements(db, code)]
    papers += building.papers(db, "contract", agreed)
    assets = building.assets(db, code)
    papers += building.papers(db, "asset", [line.code for line in assets])
    values = records.values(db, "project", code) or {}
    return {
        "rungs": rungs(db, code, steps, today),
        "reports": levels(reports),
        "financial": _financial(found, paid),
        "weighed": weighed(db, code, today),
        "apart": evidence.apart(db, code),
        "accepted": accepted,
        "prices": prices(accepted, found.settled),
        "assets": assets,
        "changed": _by_contract(building.contract_changes(db, code)),
        "priced": priced,
        "spots": spots([paper for paper in papers if paper.kind == "photo"]),
        "papers": [paper for paper in papers if paper.kind != "photo"],
        "behind": behind(papers),
        "lacks": [lack.sentence for lack in evidence.missing(db, values)],
    }


def rungs(db: Connection, code: str, steps: Sequence[Step], today: str) -> list[Rung]:
    """The steps of a project with their marks, pictures and what was said on site."""
    marks = strips.strips(steps, today)
    papers = building.papers(db, "milestone", [step.code for step in steps])
    seen: dict[str, Seen] = {}
    for line in building.confirmations(db, code):
        seen.setdefault(line.milestone, line)
    said_of = building.papers(db, "confirmation", [line.code for line in seen.values()])
    return [
        Rung(
            step.code,
            states.progress(step, today),
            marks[step.code].parts if step.code in marks else [],
            [p for p in papers if p.of_code == step.code and p.kind == "photo"][:SHOWN],
            [p for p in papers if p.of_code == step.code and p.kind != "photo"],
            seen.get(step.code),
            _of(said_of, seen.get(step.code)),
            bool(step.met or step.status == "met") and step.code not in seen,
        )
        for step in steps
    ]


def _of(papers: Sequence[Paper], seen: Seen | None) -> list[Paper]:
    return [paper for paper in papers if seen and paper.of_code == seen.code][:SHOWN]


def levels(reports: Sequence[Observed]) -> list[Level]:
    """The reports with the bar of what is done, oldest first, behind where less than planned."""
    return [
        Level(
            line,
            charts.used(
                int(Decimal(line.physical) * 100), int(Decimal(line.physical) * 100), 100_00
            ),
            line.planned is not None and Decimal(line.physical) < Decimal(line.planned),
        )
        for line in reversed(reports)
    ]


def spots(pictures: Sequence[Paper]) -> list[tuple[str, list[Paper]]]:
    """Pictures of one spot side by side, before, during, after; those of no spot at the end."""
    order = {word: place for place, (word, _, _) in enumerate(choices.SPOT)}
    found: dict[str, list[Paper]] = {}
    for paper in pictures:
        found.setdefault(paper.place or "", []).append(paper)
    return [
        (place, sorted(found[place], key=lambda p: (order.get(p.spot or "", 9), p.issued or "")))
        for place in sorted(found, key=lambda name: (not name, name))
    ]


def behind(papers: Sequence[Paper]) -> dict[str, list[Paper]]:
    """The papers and pictures behind each record of the project's tables."""
    found: dict[str, list[Paper]] = {}
    for paper in papers:
        if paper.of_table != "project":
            found.setdefault(paper.of_code, []).append(paper)
    return found


def _financial(found: Project, paid: int) -> Said | None:
    """How much of what it costs is paid, in percent; None where the cost is not filled in."""
    cost = found.settled or found.budget
    if not cost:
        return None
    share = (Decimal(100 * paid) / cost).quantize(Decimal("0.1"), ROUND_HALF_UP)
    percent = f"{share:f}".removesuffix(".0")
    return said(N_("Paid so far: %(percent)s%% of what it costs."), percent=percent)


def weighed(db: Connection, code: str, today: str) -> Said | None:
    """How far the steps are by their weight; None where they have none."""
    percent = works.weighted(db, code, today)
    return None if percent is None else by_weight(percent)


def by_weight(percent: int) -> Said:
    """How far the steps are by their weight."""
    return said(N_("By the weight of the steps that are met: %(percent)s%%."), percent=percent)


class Price(NamedTuple):
    """What one unit of an accepted quantity cost, in fen."""

    quantity: str
    unit: str
    fen: int


def prices(accepted: Sequence[Accepted], settled: int | None) -> list[Price]:
    """The settled sum by the accepted quantity; the last acceptance of the widest unit counts.

    Metres have no price: they are a width or thickness as often as a length.
    """
    if not settled:
        return []
    for unit in PRICED:
        measured = [
            line
            for line in accepted
            if line.unit == unit and line.result != "failed" and _positive(line.accepted_quantity)
        ]
        if measured:
            quantity = str(measured[-1].accepted_quantity)
            fen = (Decimal(settled) / Decimal(quantity)).quantize(Decimal(1), ROUND_HALF_UP)
            return [Price(quantity, unit, int(fen))]
    return []


def _positive(quantity: str | None) -> bool:
    return quantity is not None and Decimal(quantity) > 0


def priced(price: Price, unit: str) -> Said:
    """A unit price in words; `unit` is the word for the unit in the reader's language."""
    if price.fen >= 1_000_000:
        text = N_("%(wan)s wan yuan per %(unit)s (%(yuan)s yuan)")
        return said(text, wan=money.wan(price.fen), unit=unit, yuan=money.yuan(price.fen))
    return said(N_("%(yuan)s yuan per %(unit)s"), yuan=money.yuan(price.fen), unit=unit)


def _by_contract(changes: Sequence[Changed]) -> dict[str, list[Changed]]:
    found: dict[str, list[Changed]] = {}
    for line in changes:
        found.setdefault(line.contract, []).append(line)
    return found
