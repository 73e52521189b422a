"""The summary of a village for one year, on one sheet: every figure recomputed from its entries."""

from typing import NamedTuple

from portal.entities.places import Village
from portal.store import years
from portal.store.connect import Connection
from portal.store.years import Given, Work
from portal.views import states
from portal.views.flows import NATURES, SOURCES
from portal.views.prints.frame import Format, Sheet
from portal.views.sentences import donor
from portal.words import N_, Said, said

SIGNS = (
    said(N_("Village committee (seal)")),
    said(N_("Village supervision committee (signature)")),
    said(N_("Date")),
)


class Sum(NamedTuple):
    """What all projects of the year come to, in fen."""

    planned: int
    settled: int
    allocated: int
    paid: int


class Giver(NamedTuple):
    """One giver in words, with what was allocated and paid, in fen."""

    donor: Said | str
    nature: Said
    allocated: int
    paid: int


def sheet(db: Connection, found: Village, year: int | None, day: str) -> Sheet:
    """The projects of one year; without one, of the newest year that has any."""
    known = years.years(db, found.code)
    chosen = year if year is not None else (known[0] if known else int(day[:4]))
    lines = years.projects(db, found.code, chosen)
    planned = years.sources(db, found.code, chosen)
    return Sheet(
        template="summary.html",
        name=said(N_("Yearly summary of the village")),
        path=f"/villages/{found.code}/summary",
        live=f"/villages/{found.code}",
        day=day,
        usual=Format("a3", "landscape"),
        query={"year": str(chosen)},
        signs=SIGNS,
        values={
            "village": found,
            "year": chosen,
            "years": known,
            "lines": [(line, states.state(line.status)) for line in lines],
            "sum": sums(lines),
            "sources": [(said(SOURCES[source]), fen) for source, fen in planned],
            "planned": sum(fen for _, fen in planned),
            "givers": [_giver(one) for one in years.givers(db, found.code, chosen)],
            "finished": years.finished(db, found.code, chosen),
            "cut": len(lines) == years.MOST,
        },
    )


def sums(lines: list[Work]) -> Sum:
    """The totals of the lines, by addition."""
    return Sum(
        sum(line.plan or 0 for line in lines),
        sum(line.settled or 0 for line in lines),
        sum(line.allocated for line in lines),
        sum(line.paid for line in lines),
    )


def _giver(given: Given) -> Giver:
    return Giver(donor(given.donor), said(NATURES[given.nature]), given.allocated, given.paid)
