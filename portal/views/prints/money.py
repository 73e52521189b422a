"""The money sheet of a project: every payment with whose money it was and who let it pass."""

from typing import NamedTuple

from portal.entities.works import Project
from portal.store import ledger, records
from portal.store.connect import Connection
from portal.store.ledger import Paid
from portal.views.flows import NATURES
from portal.views.prints.frame import Format, Sheet
from portal.views.sentences import donor
from portal.words import N_, Said, said

MOST = 500
"""Payments that one sheet lists."""
SIGNS = (
    said(N_("Entered by (signature)")),
    said(N_("Village supervision committee (signature)")),
    said(N_("Responsible person (signature)")),
    said(N_("Responsible unit (seal)")),
)


class Row(NamedTuple):
    """One payment as the sheet lists it; the amount in fen, the posts as on the voucher."""

    number: int
    paid: Paid
    source: Said | str
    nature: Said
    posts: list[str]


def sheet(db: Connection, found: Project, day: str) -> Sheet:
    """Every payment of a project, struck where taken back; the total is the ledger's."""
    payments = ledger.paid_for(db, found.code, limit=MOST + 1)
    named = [found.implementing_unit or found.responsible_unit or ""]
    return Sheet(
        template="money_sheet.html",
        name=said(N_("Every payment of a project")),
        path=f"/projects/{found.code}/money-sheet",
        live=f"/projects/{found.code}",
        day=day,
        usual=Format("a4", "landscape"),
        signs=SIGNS,
        values={
            "project": found,
            "village": records.titles(db, "village", [found.village or ""]).get(
                found.village or "", ""
            ),
            "unit": next(iter(records.titles(db, "organisation", named).values()), ""),
            "rows": [_row(number, line) for number, line in enumerate(payments[:MOST], 1)],
            "cut": len(payments) > MOST,
            "total": ledger.total(db, "project", found.code),
        },
    )


def _row(number: int, line: Paid) -> Row:
    posts = [post for post in (line.reviewed_by, line.approved_by) if post]
    return Row(number, line, donor(line.donor), said(NATURES[line.nature]), posts)
