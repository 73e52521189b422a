"""A yearly report on paper: the whole text, its figures as numbers, and the log that holds them."""

from typing import Any

from flask import request

from portal.entities.writing import Report
from portal.figures import texts
from portal.printing import Type
from portal.store.connect import Connection
from portal.views import addresses
from portal.views.house import house
from portal.views.prints.frame import Sheet
from portal.views.rendering import day as said_day
from portal.views.rendering import language
from portal.views.reports import checked, titled
from portal.words import N_, Said, said

SIZES = Type((), 105)
"""A report is read on several pages, so no size is tried on one."""


def sheet(db: Connection, found: Report, day: str) -> Sheet:
    """The report as it stands in the books now."""
    return Sheet(
        template="report.html",
        name=said(N_("Yearly report")),
        path=f"/reports/{found.code}/sheet",
        live=f"/reports/{found.code}",
        day=day,
        signs=(seal(db, found),),
        sizes=SIZES,
        values=told(db, found),
    )


def told(db: Connection, found: Report) -> dict[str, Any]:
    """What paper says of a report: who, when, where, the count, and where its links begin."""
    parts = [
        titled(db, "organisation", found.unit),
        said_day(found.issued or str(found.year), language()),
        titled(db, "village", found.village),
    ]
    return {
        "report": found,
        "by": " · ".join(part for part in parts if part),
        "here": addresses.base(house().settings) + request.script_root,
        **checked(texts.read(db, found.body)),
    }


def seal(db: Connection, found: Report) -> Said:
    """The line for the seal of the reporting unit."""
    unit = titled(db, "organisation", found.unit)
    return said(N_("%(body)s (seal)"), body=unit) if unit else said(N_("Responsible unit (seal)"))
