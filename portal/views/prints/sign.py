"""The permanent sign of a project: what it is, what it cost, whose money, who keeps it up."""

from typing import NamedTuple

from portal.entities.works import Project
from portal.store import building, ledger, records, works
from portal.store.connect import Connection
from portal.store.works import Agreement
from portal.views.flows import SOURCES
from portal.views.prints.frame import Format, Sheet
from portal.views.rendering import day as said_day
from portal.views.states import FINISHED
from portal.words import N_, Said, said


class Share(NamedTuple):
    """What one source is to pay, in fen and in percent with one decimal."""

    word: Said
    amount: int
    percent: str


class Line(NamedTuple):
    """One line of the sign; an empty text is 未填报, unless `later` says that it is too early."""

    label: Said
    text: str
    later: bool = False


def sheet(db: Connection, found: Project, day: str, language: str) -> Sheet:
    """What stands on the sign at the works; what is not known is said to be so."""
    return Sheet(
        template="sign.html",
        name=said(N_("Permanent sign")),
        path=f"/projects/{found.code}/sign",
        live=f"/projects/{found.code}",
        day=day,
        usual=Format("a3", "landscape"),
        large=True,
        values={
            "project": found,
            "cost": _cost(db, found),
            "shares": shares([(p.source, p.amount) for p in ledger.planned_for(db, found.code)]),
            "lines": _lines(db, found, language),
        },
    )


def _cost(db: Connection, found: Project) -> tuple[Said, int | None]:
    """What the total on the sign is, and how much in fen."""
    if found.status in FINISHED and found.settled is not None:
        return said(N_("Total cost (settled)")), found.settled
    planned = ledger.total(db, "project", found.code).planned or None
    total = found.budget if found.budget is not None else planned
    return said(N_("Total investment (planned)")), total


def shares(planned: list[tuple[str, int]]) -> list[Share]:
    """The share of each source; the percentages add up to 100.0 (largest remainder).

    >>> [share.percent for share in shares([("central", 1), ("county", 1), ("donation", 1)])]
    ['33.4', '33.3', '33.3']
    """
    whole = sum(fen for _, fen in planned)
    if whole <= 0:
        return []
    tenths = [1000 * fen // whole for _, fen in planned]
    order = sorted(range(len(planned)), key=lambda place: -(1000 * planned[place][1] % whole))
    for place in order[: 1000 - sum(tenths)]:
        tenths[place] += 1
    return [
        Share(said(SOURCES[source]), fen, f"{parts // 10}.{parts % 10}")
        for (source, fen), parts in zip(planned, tenths, strict=True)
    ]


def _lines(db: Connection, found: Project, language: str) -> list[Line]:
    agreed = works.agreements(db, found.code)
    units = [found.responsible_unit or "", found.implementing_unit or ""]
    names = records.titles(db, "organisation", units)
    kept = [asset.keeper for asset in building.assets(db, found.code) if asset.keeper]
    return [
        Line(said(N_("Place")), found.place or ""),
        Line(said(N_("Works and scale")), found.scale or ""),
        Line(said(N_("Started")), _day(found.actual_start, language)),
        Line(said(N_("Completed")), _day(found.actual_end, language), not _over(found)),
        Line(said(N_("Responsible unit")), names.get(units[0], "")),
        Line(said(N_("Implementing unit")), names.get(units[1], "")),
        Line(said(N_("Contractor")), _suppliers(agreed, "works")),
        Line(said(N_("Kept up by")), "、".join(dict.fromkeys(kept)), found.status != "handed_over"),
    ]


def _over(found: Project) -> bool:
    return found.status is None or found.status in FINISHED


def _day(iso: str | None, language: str) -> str:
    return said_day(iso, language) if iso else ""


def _suppliers(agreed: list[Agreement], nature: str) -> str:
    found = [one.supplier for one in agreed if one.nature in (nature, None)]
    return "、".join(dict.fromkeys(found))
