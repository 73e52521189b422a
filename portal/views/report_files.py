"""A yearly report as a file for offices: the PDF of its sheet, and Word; each has one address."""

from urllib.parse import quote

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from portal import entry, traditional, wordfile
from portal.printing import Bounds
from portal.store import contacts, log
from portal.store.connect import Connection
from portal.views import prints, reports
from portal.views.house import house, public, today
from portal.views.prints import frame
from portal.views.prints.report import seal
from portal.views.rendering import language, render
from portal.wordfile import About

blueprint = Blueprint("report_files", __name__)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BOUNDS = Bounds(seconds=45, patience=60, waiting=20)
"""Anybody may ask for a PDF, so one may take less than for staff."""


@blueprint.get("/reports/<code>/sheet.pdf")
def pdf(code: str) -> AnyResponse:
    """The sheet of a report as a PDF."""
    if request.query_string:
        return _bare()
    db = public()
    sheet = prints.report_sheet(db, code)
    data = frame.pdf(db, sheet, {}, BOUNDS)
    return _file(data, "application/pdf", code, sheet.values["report"].title, "pdf")


@blueprint.get("/reports/<code>.docx")
def word(code: str) -> AnyResponse:
    """A report as a Word file, made of the HTML that its page shows."""
    if request.query_string:
        return _bare()
    db = public()
    found = reports.one_report(db, code)
    about = About(
        title=_spelled(found.title),
        author=_spelled(reports.titled(db, "organisation", found.unit) or house().settings.name),
        time=_last(db),
        language=language(),
    )
    return _file(wordfile.made(_html(db, code), about), WORD, code, found.title, "docx")


def _html(db: Connection, code: str) -> str:
    sheet = prints.report_sheet(db, code)
    return render(
        "print/report_file.html",
        **sheet.values,
        seal=seal(db, sheet.values["report"]),
        hotlines=contacts.hotlines(db, today()),
        address=frame.address(sheet),
        head=frame.head(db),
    )


def _last(db: Connection) -> str:
    """The time of the last entry of the log: the file knows no other."""
    return entry.read(log.latest(db, 1)[0]).time


def _spelled(text: str) -> str:
    return traditional.traditional(text) if language() == "zh_Hant" else text


def _bare() -> AnyResponse:
    """A query would only have the same file made once more."""
    return redirect(request.script_root + quote(request.path), code=301)


def _file(data: bytes, kind: str, code: str, title: str, ending: str) -> Response:
    """A download with a plain name for old browsers and its title for all others."""
    answer = Response(data, mimetype=kind)
    name = quote(f"{wordfile.name(_spelled(title))}.{ending}", safe="")
    names = {"filename": f"{code}.{ending}", "filename*": f"UTF-8''{name}"}
    answer.headers.set("Content-Disposition", "attachment", **names)
    return answer
