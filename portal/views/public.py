"""The pages that anyone may read: GET only, no cookie, whole without JavaScript."""

import dataclasses

from flask import Blueprint, Response, request

from portal import choices
from portal.choices import DONATED
from portal.entities.works import Project
from portal.errors import NotFound
from portal.store import ledger, log, papers, records, snapshot, works
from portal.store import notices as posted
from portal.store.works import Wanted
from portal.views import (
    activities,
    announced,
    audit,
    building,
    donations,
    entries,
    figures,
    files,
    flows,
    glossary,
    history,
    indicators,
    industry,
    listing,
    maps,
    media,
    milestones,
    notices,
    organisations,
    paper,
    payments,
    posts,
    prints,
    promises,
    questions,
    report_files,
    reports,
    sentences,
    signposts,
    standing,
    states,
    stories,
    streams,
    team,
    villages,
)
from portal.views.house import house, public, today
from portal.views.listing import PAGE
from portal.views.rendering import language, partial, render
from portal.words import N_, said

blueprint = Blueprint("public", __name__)
for pages in (
    activities,
    audit,
    building,
    donations,
    entries,
    figures,
    glossary,
    indicators,
    industry,
    maps,
    media,
    milestones,
    notices,
    organisations,
    paper,
    payments,
    posts,
    questions,
    prints,
    promises,
    report_files,
    reports,
    signposts,
    standing,
    streams,
    team,
    villages,
):
    blueprint.register_blueprint(pages.blueprint)


@blueprint.before_request
def _hold() -> None:
    snapshot.hold(public())


@blueprint.teardown_request
def _release(error: BaseException | None) -> None:
    house().release()


@blueprint.get("/")
def home() -> str:
    """What came in, what was used, what is left; what is new; where to go."""
    db = public()
    sums = ledger.by_nature(db)
    total = ledger.together(sums[nature] for nature in DONATED if nature in sums)
    under_way = works.projects(db, Wanted(status=choices.UNDER_WAY, limit=8))
    return render(
        "public/home.html",
        sentences=sentences.home(total, language()),
        total=total,
        balanced=flows.balanced(sums, ledger.total(db, "site", "all")),
        others=flows.others(sums),
        **streams.at_home(db),
        under_way=[(line, states.state(line.status)) for line in under_way],
        running=announced.lines(posted.running(db, today(), limit=3)),
        overdue=states.overdue,
        today=today(),
        changes=_news(_lines(log.latest(db, 40))),
        villages=records.options(db, "village", 100),
    )


def _news(lines: list[history.Line]) -> list[history.Line]:
    """The newest few that lead somewhere; of a site without such lines, the newest few."""
    return [line for line in lines if line.href][:8] or lines[:8]


def _lines(rows: list[log.Row]) -> list[history.Line]:
    return history.lines(public(), rows, house().settings.timezone, language())


@blueprint.get("/projects")
@blueprint.get(f"/projects.<{files.FORMS}:form>")
def projects(form: str = "") -> str | Response:
    """The projects that fit the address; the rows alone for htmx."""
    db = public()
    known = listing.options(db)
    asked = listing.asked(request.args, known)
    found = works.projects(db, dataclasses.replace(asked.wanted, limit=PAGE + 1))
    more = asked.more(found[PAGE - 1]) if len(found) > PAGE else ""
    if form:
        codes = [line.code for line in found[:PAGE]]
        return files.answer(form, *files.listed(db, "project", codes, more))
    return render(
        "public/_projects.html" if partial() else "public/projects.html",
        section="under_way" if asked.given == {"status": "under_way"} else "projects",
        known=known,
        asked=asked,
        cut=listing.cut(db, asked.given, "project"),
        lines=[(line, *states.state(line.status)) for line in found[:PAGE]],
        more=more,
    )


@blueprint.get("/projects/<code>")
@blueprint.get(f"/projects/<code>.<{files.FORMS}:form>")
def project(code: str, form: str = "") -> str | Response:
    """One project: its sentence, plan against fact, every payment, every step, its history."""
    db = public()
    found = records.record(db, "project", code)
    if not isinstance(found, Project):
        raise NotFound(said(N_("There is no project “%(code)s”."), code=code[:40]))
    if form:
        return files.answer(form, *files.project(db, code))
    after, notes = listing.dated(request.args.get("after", ""))
    payments = ledger.paid_for(db, code, after or ("", ""), PAGE + 1)
    return render(
        "public/project.html",
        section="projects",
        notes=notes,
        after=after,
        payments=payments[:PAGE],
        pictured=papers.pictured(db, [line.code for line in payments[:PAGE]]),
        more=listing.more([(line.paid, line.code) for line in payments]),
        changes=_lines(log.history(db, "project", code, 20)),
        listed=industry.pages_of(db, code),
        **questions.project(db, code),
        **stories.project(db, found, today(), language()),
    )


@blueprint.get("/payments/<code>")
@blueprint.get(f"/payments/<code>.<{files.FORMS}:form>")
def payment(code: str, form: str = "") -> str | Response:
    """One payment: whose money, to whom, for what, and which voucher."""
    db = public()
    found = ledger.payment(db, code)
    if found is None:
        raise NotFound(said(N_("There is no payment “%(code)s”."), code=code[:40]))
    if form:
        return files.answer(form, *files.payment(db, code))
    return render(
        "public/payment.html",
        changes=_lines(log.history(db, "payment", code)),
        **questions.about(db, [("payment", code)]),
        **stories.payment(db, found, language()),
    )


@blueprint.get("/log/checkpoint")
def checkpoint() -> Response:
    """The latest signed note, as witnesses read it."""
    found = log.checkpoint(public())
    if found is None:
        raise NotFound(said(N_("Nothing has been published yet, so nothing is signed yet.")))
    return Response(found.note, mimetype="text/plain")


@blueprint.get("/log/checkpoint/<int:size>")
def earlier_checkpoint(size: int) -> Response:
    """The signed note of an earlier size, as paper names it; `portal verify` takes it."""
    found = log.checkpoint_of(public(), size) if size < 2**62 else None
    if found is None:
        raise NotFound(said(N_("The log was never signed at this size.")))
    return Response(found.note, mimetype="text/plain")
