"""Paper from the records: sheets to print in the browser, and which of them there are."""

import re

from flask import Blueprint, request

from portal.entities.announcing import Notice
from portal.entities.places import Village
from portal.entities.works import Project
from portal.errors import NotFound
from portal.store import records
from portal.store.connect import Connection
from portal.views.house import public, today
from portal.views.prints import frame, money, notice, plain, report, sign, village
from portal.views.prints.frame import Sheet
from portal.views.rendering import language
from portal.views.reports import one_report
from portal.words import N_, said

blueprint = Blueprint("prints", __name__)
OF_PROJECT = ("money-sheet", "sign", "plain-sheet")
_YEAR = re.compile(r"[12]\d{3}", re.ASCII)


@blueprint.get("/projects/<code>/money-sheet", defaults={"kind": "money-sheet"})
@blueprint.get("/projects/<code>/sign", defaults={"kind": "sign"})
@blueprint.get("/projects/<code>/plain-sheet", defaults={"kind": "plain-sheet"})
def of_project(code: str, kind: str) -> str:
    """One of the sheets of a project."""
    db = public()
    return frame.drawn(db, project_sheet(db, code, kind), request.args)


@blueprint.get("/villages/<code>/summary")
def summary(code: str) -> str:
    """The summary of a village for a year."""
    db = public()
    return frame.drawn(db, village_sheet(db, code, request.args.get("year", "")), request.args)


@blueprint.get("/notices/<code>/sheet")
def of_notice(code: str) -> str:
    """The sheet of a notice for the board."""
    db = public()
    return frame.drawn(db, notice_sheet(db, code), request.args)


@blueprint.get("/reports/<code>/sheet")
def of_report(code: str) -> str:
    """The whole of a yearly report on paper."""
    db = public()
    return frame.drawn(db, report_sheet(db, code), request.args)


def report_sheet(db: Connection, code: str) -> Sheet:
    """The sheet of a report; raises `NotFound`."""
    return report.sheet(db, one_report(db, code), today())


def notice_sheet(db: Connection, code: str) -> Sheet:
    """The sheet of a notice; raises `NotFound`."""
    found = records.record(db, "notice", code)
    if not isinstance(found, Notice):
        raise NotFound(said(N_("There is no notice “%(code)s”."), code=code[:40]))
    return notice.sheet(db, found)


def project_sheet(db: Connection, code: str, kind: str) -> Sheet:
    """A sheet of a project by its name; raises `NotFound`."""
    found = records.record(db, "project", code)
    if not isinstance(found, Project) or kind not in OF_PROJECT:
        raise NotFound(said(N_("There is no project “%(code)s”."), code=code[:40]))
    if kind == "money-sheet":
        return money.sheet(db, found, today())
    if kind == "sign":
        return sign.sheet(db, found, today(), language())
    return plain.sheet(db, found, today(), language())


def village_sheet(db: Connection, code: str, year: str) -> Sheet:
    """The summary of a village; raises `NotFound`. A year that is none asks for the newest."""
    found = records.record(db, "village", code)
    if not isinstance(found, Village):
        raise NotFound(said(N_("There is no village “%(code)s”."), code=code[:40]))
    return village.sheet(db, found, int(year) if _YEAR.fullmatch(year) else None, today())
