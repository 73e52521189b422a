"""The list of households of a project for the village board: pasted, and printed by few."""

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import households
from portal.entities.works import Project
from portal.errors import Invalid, NotFound, Refused
from portal.store import households as kept
from portal.store import records
from portal.views.house import door, house, public, today, vault
from portal.views.prints import frame
from portal.views.prints.frame import Sheet
from portal.views.staff import clock
from portal.views.staff.gate import blueprint, me, page, stamp
from portal.words import N_, Said, said

PRINTING = ("reviewer", "admin")
"""Who may see the names."""


@blueprint.get("/projects/<code>/households")
def household_list(code: str) -> Response:
    """The list without its names, who opened it, and a place to paste another."""
    return _page(_project(code))


@blueprint.post("/projects/<code>/households")
def keep_households(code: str) -> AnyResponse:
    """Puts what is pasted in place of the list before."""
    found = _project(code)
    try:
        rows = households.read(request.form.get("rows", ""), door().office)
    except Invalid as error:
        return _page(found, 422, error.sentence, request.form.get("rows", ""))
    households.keep(door().books, vault().key, code, rows, me().name, stamp())
    return redirect(url_for("staff.household_list", code=code), code=303)


@blueprint.get("/projects/<code>/households/sheet")
def household_sheet(code: str) -> Response:
    """The sheet with the names, for the board."""
    return Response(frame.drawn(public(), _sheet(code, "page"), request.args))


@blueprint.get("/projects/<code>/households/sheet.pdf")
def household_pdf(code: str) -> Response:
    """The sheet with the names as a PDF; it is sent and kept nowhere."""
    data = frame.pdf(public(), _sheet(code, "pdf"), request.args)
    answer = Response(data, mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{code}-households.pdf")
    return answer


def _project(code: str) -> Project:
    found = records.record(public(), "project", code)
    if not isinstance(found, Project):
        raise NotFound(said(N_("There is no project “%(code)s”."), code=code[:40]))
    return found


def _page(
    found: Project, status: int = 200, sentence: Said | None = None, typed: str = ""
) -> Response:
    db = house().private
    return page(
        "households.html",
        status,
        project=found,
        lines=kept.of_project(db, found.code),
        openings=kept.openings(db, found.code),
        sentence=sentence,
        typed=typed,
        may_print=me().role in PRINTING,
    )


def _sheet(code: str, form: str) -> Sheet:
    """The sheet with its watermark; raises `Refused`, and remembers who opened it when."""
    if me().role not in PRINTING:
        raise Refused(said(N_("Only reviewers and administrators print lists with names.")))
    found, when = _project(code), stamp()
    rows = households.opened(door().books, vault().key, code, me().name, when, form)
    return Sheet(
        template="households.html",
        name=said(N_("List of households")),
        path=f"/staff/projects/{code}/households/sheet",
        live=f"/projects/{code}",
        day=today(),
        signs=(said(N_("Responsible unit (seal)")), said(N_("Date"))),
        values={
            "project": found,
            "rows": rows,
            "total": sum(row.amount for _, row in rows),
            "who": me().title,
            "when": clock.moment(when),
        },
    )
