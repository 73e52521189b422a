"""The villages, and my village: everything about it on one page."""

from typing import Any

from flask import Blueprint, Response, request

from portal import choices
from portal.entities.places import Village
from portal.errors import NotFound
from portal.store import (
    ledger,
    log,
    notices,
    papers,
    places,
    posts,
    records,
    spending,
    works,
)
from portal.store import team as held
from portal.store.connect import Connection
from portal.store.notices import Notice
from portal.store.spending import Sought
from portal.store.works import Line, Wanted
from portal.views import (
    announced,
    facts,
    files,
    history,
    listing,
    questions,
    states,
    summaries,
    team,
)
from portal.views.house import house, public, today
from portal.views.listing import PAGE
from portal.views.rendering import language, partial, render
from portal.words import N_, Said, said

blueprint = Blueprint("villages", __name__)
UNDER_WAY = 20
"""How many projects under way the page of a village shows."""
LATEST = 8
"""How many payments and changes it shows."""
NEWS = 3
"""How many posts it shows."""
NOTICES = 5
"""How many notices it shows."""
GROUPS = (
    ("doing", N_("Under way")),
    ("plan", N_("Planned")),
    ("done", N_("Finished")),
    ("warn", N_("Adjusted or cancelled")),
    ("none", N_("Status not filled in")),
)
OPEN = ("doing", "plan", "none")
FACTS = ("county", "township", "population", "households", "labour_away", "note")


@blueprint.get("/villages")
@blueprint.get(f"/villages.<{files.FORMS}:form>")
def villages(form: str = "") -> str | Response:
    """All villages with their people and their money; the rows alone for htmx."""
    db = public()
    after, notes = listing.coded(request.args.get("after", ""))
    found = places.villages(db, after, PAGE + 1)
    more = f"?after={found[PAGE - 1].code}" if len(found) > PAGE else ""
    if form:
        rows = files.lines(found[:PAGE])
        return files.answer(form, rows, {"records": rows, "next": more or None})
    return render(
        "public/_villages.html" if partial() else "public/villages.html",
        section="villages",
        notes=notes,
        after=after,
        lines=found[:PAGE],
        more=more,
    )


@blueprint.get("/villages/<code>")
@blueprint.get(f"/villages/<code>.<{files.FORMS}:form>")
def village(code: str, form: str = "") -> str | Response:
    """One village: its sentence, its money, its projects by status, what is new in it."""
    db = public()
    found = records.record(db, "village", code)
    if not isinstance(found, Village):
        raise NotFound(said(N_("There is no village “%(code)s”."), code=code[:40]))
    if form:
        return files.answer(form, *_file(db, code))
    return render(
        "public/village.html",
        section="villages",
        today=today(),
        overdue=states.overdue,
        **questions.about(db, [("village", code)]),
        **_story(db, found, today(), language()),
    )


def _file(db: Connection, code: str) -> tuple[list[files.Row], files.Row]:
    """The village's projects, and the village with its sums, projects and payments."""
    projects = files.lines(works.projects(db, Wanted(village=code, limit=files.MOST)))
    return projects, {
        "village": files.plain("village", records.values(db, "village", code) or {}),
        "totals": files.totals(ledger.total(db, "village", code)),
        "projects": projects,
        "payments": files.lines(spending.payments(db, Sought(code, limit=files.MOST))),
    }


def _story(db: Connection, found: Village, today: str, language: str) -> dict[str, Any]:
    code = found.code
    total = ledger.total(db, "village", code)
    wanted = Wanted(village=code, status=choices.UNDER_WAY, limit=UNDER_WAY + 1)
    under_way = works.projects(db, wanted)
    newest = works.projects(db, Wanted(village=code, limit=PAGE + 1))
    payments = spending.payments(db, Sought(village=code, limit=LATEST))
    values = records.values(db, "village", code) or {}
    return {
        "village": found,
        "total": total,
        "sentences": summaries.village(
            found.title, total, bool(newest), under_way, UNDER_WAY, today, language
        ),
        "groups": _groups(under_way[:UNDER_WAY], newest[:PAGE]),
        "cut": len(newest) > PAGE or len(under_way) > UNDER_WAY,
        "notices": _notices(db, code, today),
        "duty": team.sentences(found.title, held.posts(db, code), today, language),
        "payments": payments,
        "pictured": papers.pictured(db, [line.code for line in payments]),
        "facts": facts.facts(db, "village", values, FACTS, language),
        "news": posts.posts(db, village=code, limit=NEWS),
        "news_all": f"/posts?village={code}",
        "changes": _changes(db, code, newest, payments, language),
    }


def _notices(db: Connection, code: str, today: str) -> list[tuple[Notice, announced.Standing]]:
    """Those whose period is running, then the newest others."""
    running = notices.running(db, today, code, NOTICES)
    known = {line.code for line in running}
    newest = [one for one in notices.notices(db, code, limit=NOTICES) if one.code not in known]
    return announced.lines([*running, *newest][:NOTICES])


def _groups(
    under_way: list[Line], newest: list[Line]
) -> list[tuple[Said, bool, list[tuple[Line, states.State]]]]:
    """The heading of each status, whether it still has an end to come, its projects."""
    known = {line.code for line in under_way}
    lines = [*under_way, *(line for line in newest if line.code not in known)]
    groups = [
        (said(title), group in OPEN, [line for line in lines if _group(line) == group])
        for group, title in GROUPS
    ]
    return [
        (title, is_open, [(line, states.state(line.status)) for line in found])
        for title, is_open, found in groups
        if found
    ]


def _group(line: Line) -> str:
    if line.status in choices.UNDER_WAY:
        return "doing"
    return states.state(line.status).shape


def _changes(
    db: Connection, code: str, newest: list[Line], payments: list[ledger.Paid], language: str
) -> list[history.Line]:
    """What was last published about the village, its newest projects and payments."""
    named = [("village", code), *(("project", line.code) for line in newest)]
    named += [("payment", line.code) for line in payments]
    rows = log.about(db, named, LATEST)
    return history.lines(db, rows, house().settings.timezone, language)
