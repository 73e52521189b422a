"""Paper for staff: PDFs of the sheets, the week's notices as one, and keeping what was printed."""

import datetime
from typing import Any

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import printing
from portal.codes import Edit, Values
from portal.entities.announcing import Notice
from portal.errors import Conflict, NotFound
from portal.store import building, notices, records
from portal.views import prints
from portal.views.house import door, public, today, vault
from portal.views.prints import frame
from portal.views.prints.frame import PAPERS, TURNS, Sheet
from portal.views.rendering import spoken
from portal.views.staff import own_draft
from portal.views.staff.gate import blueprint, me, page, stamp
from portal.words import N_, Said, said

Made = tuple[str, Said, str]
"""A sheet in the list of a page: path of the HTML, its name, address of the PDF."""


@blueprint.get("/print/projects/<code>")
def project_prints(code: str) -> Response:
    """The sheets of a project."""
    found = [prints.project_sheet(public(), code, kind) for kind in prints.OF_PROJECT]
    title = str((records.values(public(), "project", code) or {})["title"])
    listed = [_made("staff.project_pdf", one, code=code, kind=_kind(one)) for one in found]
    return _page(title, listed, project=code)


@blueprint.get("/print/projects/<code>/<kind>.pdf")
def project_pdf(code: str, kind: str) -> Response:
    """One sheet of a project as a PDF."""
    return _download([prints.project_sheet(public(), code, kind)], f"{code}-{kind}")


@blueprint.get("/print/villages/<code>")
def village_prints(code: str) -> Response:
    """The sheets of a village: its summary, and the notices of this week."""
    summary = prints.village_sheet(public(), code, request.args.get("year", ""))
    listed = [_made("staff.village_pdf", summary, code=code)]
    week = [prints.notice_sheet(public(), line.code) for line in _week(code)]
    listed += [_made("staff.notice_pdf", one, code=_code(one)) for one in week]
    return _page(str(summary.values["village"].title), listed, village=code, week=len(week))


@blueprint.get("/print/villages/<code>/summary.pdf")
def village_pdf(code: str) -> Response:
    """The summary of a village as a PDF."""
    year = request.args.get("year", "")
    return _download([prints.village_sheet(public(), code, year)], f"{code}-summary")


@blueprint.get("/print/villages/<code>/week.pdf")
def week_pdf(code: str) -> Response:
    """All notices of a village that begin or run this week, as one PDF."""
    lines = _week(code)
    if not lines:
        raise NotFound(said(N_("No notice begins or runs this week.")))
    return _download([prints.notice_sheet(public(), line.code) for line in lines], f"{code}-week")


@blueprint.get("/print/notices/<code>")
def notice_prints(code: str) -> Response:
    """The sheet of a notice, and keeping its PDF among the papers of the notice."""
    sheet = prints.notice_sheet(public(), code)
    return _page(_notice(code).title, [_made("staff.notice_pdf", sheet, code=code)], notice=code)


@blueprint.get("/print/notices/<code>/sheet.pdf")
def notice_pdf(code: str) -> Response:
    """The sheet of a notice as a PDF."""
    return _download([prints.notice_sheet(public(), code)], code)


@blueprint.post("/print/notices/<code>")
def keep_print(code: str) -> AnyResponse:
    """Keeps the PDF of a notice's sheet under its hash and puts it into a draft."""
    found = _notice(code)
    data = frame.pdf(public(), prints.notice_sheet(public(), code), request.form)
    kept = vault().printed(data)
    if building.shown(public(), kept.public_hash):
        raise Conflict(said(N_("This very PDF is kept already.")), None, {})
    values: Values = {
        "title": spoken(said(N_("%(title)s (printed sheet)"), title=found.title)),
        "of_table": "notice",
        "of_code": code,
        "kind": "sheet",
        "issued": today(),
        "public_hash": kept.public_hash,
        "alt": spoken(said(N_("The first page of the sheet of “%(title)s”."), title=found.title)),
        "width": kept.width,
        "height": kept.height,
    }
    return redirect(url_for("staff.change", number=_drafted(found, values)), code=303)


def _drafted(found: Notice, values: Values) -> int:
    """The number of my draft that holds the paper; that of the project where there is one."""

    def keep(into: int | None) -> int:
        if into is not None and _holds(into, str(values["public_hash"])):
            return into
        return door().propose(
            me(), "", [Edit("create", "document", "?1", 0, values)], stamp(), into=into
        )

    return own_draft.kept(found.project, keep) if found.project else keep(None)


def _holds(number: int, digest: str) -> bool:
    edits = door().change(number).edits
    return any(edit.values.get("public_hash") == digest for edit in edits)


def _notice(code: str) -> Notice:
    found = records.record(public(), "notice", code)
    if not isinstance(found, Notice):
        raise NotFound(said(N_("There is no notice “%(code)s”."), code=code[:40]))
    return found


def _week(village: str) -> list[notices.Notice]:
    """The notices of the week, Monday to Sunday, in which today is."""
    day = datetime.date.fromisoformat(today())
    first = day - datetime.timedelta(days=day.weekday())
    last = first + datetime.timedelta(days=6)
    return notices.of_week(public(), village, first.isoformat(), last.isoformat())


def _kind(sheet: Sheet) -> str:
    return sheet.path.rpartition("/")[2]


def _code(sheet: Sheet) -> str:
    return sheet.live.rpartition("/")[2]


def _made(endpoint: str, sheet: Sheet, **values: Any) -> Made:
    return sheet.path, sheet.name, url_for(endpoint, **values, **dict[str, Any](sheet.query))


def _page(
    title: str,
    listed: list[Made],
    *,
    project: str = "",
    village: str = "",
    week: int = 0,
    notice: str = "",
) -> Response:
    return page(
        "prints.html",
        title=title,
        listed=listed,
        project=project,
        village=village,
        week=week,
        notice=notice,
        possible=printing.possible(),
        papers=PAPERS,
        turns=[(word, said(label)) for word, label in TURNS],
    )


def _download(sheets: list[Sheet], name: str) -> Response:
    """The PDF in the format that is asked for, as a file with a plain name."""
    data = frame.batch(public(), sheets, request.args)
    answer = Response(data, mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.pdf")
    return answer
