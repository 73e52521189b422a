"""Works under way: since when, until when, how far, who answers, and when something was heard."""

import datetime
from typing import NamedTuple
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from portal import choices
from portal.store import records, sites
from portal.store.sites import Site, Sought
from portal.views import charts, files, listing, states
from portal.views.charts import Part
from portal.views.house import public, today
from portal.views.listing import PAGE
from portal.views.rendering import partial, render
from portal.views.sentences import age, counted
from portal.words import N_, Said, said

blueprint = Blueprint("building", __name__)
QUIET = 90
"""Days without anything entered after which a project counts as one that nobody hears of."""


class Line(NamedTuple):
    """A project under way as it is shown: its state, what is late or quiet in words, its bar."""

    site: Site
    state: states.State
    late: Said | None
    step_late: bool
    heard: Said
    quiet: bool
    plan: int
    bar: list[Part]


@blueprint.get("/works")
@blueprint.get(f"/works.<{files.FORMS}:form>")
def works(form: str = "") -> str | Response:
    """The projects under way that fit the address; the rows alone for htmx."""
    db = public()
    known: dict[str, listing.Options] = {
        "village": [(code, title) for code, title in records.options(db, "village", 200)]
    }
    given, notes = listing.chosen({"village": request.args.get("village", "")}, known)
    after, odd = listing.place(request.args.get("after", ""))
    sought = Sought(choices.UNDER_WAY, given.get("village", ""), after, PAGE + 1)
    found = sites.sites(db, sought)
    more = _more(found, given)
    lines = [_line(site, today()) for site in found[:PAGE]]
    if form:
        rows = [_row(line) for line in lines]
        return files.answer(form, rows, {"records": rows, "next": more or None})
    return render(
        "public/_works.html" if partial() else "public/works.html",
        section="works",
        known=known,
        given=given,
        start="?" + urlencode(given) if given else "",
        notes=[*notes, *odd],
        after=after,
        lines=lines,
        more=more,
        sentences=_sentences(lines, bool(more or after)),
    )


def _more(found: list[Site], given: dict[str, str]) -> str:
    if len(found) <= PAGE:
        return ""
    last = found[PAGE - 1]
    place = f"{'' if last.year is None else last.year},{last.code}"
    return "?" + urlencode({**given, "after": place}, safe=",")


def _line(site: Site, today: str) -> Line:
    plan = site.planned if site.budget is None else site.budget
    heard = site.heard or (site.since if site.since and len(site.since) == len(today) else None)
    quiet = heard is None or age(heard, today) > QUIET
    return Line(
        site,
        states.state(site.status),
        late(site.planned_end, today),
        states.overdue(site.due_on, today),
        ago(heard, today),
        quiet,
        plan,
        charts.used(plan, site.paid),
    )


def ago(day: str | None, today: str) -> Said:
    """How long ago something was last heard."""
    if day is None:
        return said(N_("nothing entered yet"))
    days = age(day, today)
    if not days:
        return said(N_("today"))
    return counted(N_("%(number)s day ago"), N_("%(number)s days ago"), days)


def late(due: str | None, today: str) -> Said | None:
    """How many days ago a planned end went by; of a month or a year its last day counts.

    >>> str(late("2021-06", "2021-07-03")), late("2021", "2021-12-31"), late(None, "2021-07-03")
    ('3 days late', None, None)
    """
    if due is None or not states.overdue(due, today):
        return None
    return states.days_late(age(_last_day(due), today))


def _last_day(iso: str) -> str:
    """The last day of a whole or partial date."""
    if len(iso) == len("2021-06-30"):
        return iso
    year, month = int(iso[:4]), int(iso[5:7] or 12)
    first_after = datetime.date(year + month // 12, month % 12 + 1, 1)
    return (first_after - datetime.timedelta(days=1)).isoformat()


def _sentences(lines: list[Line], more: bool) -> list[Said]:
    """How many are under way, and how many of these are late or quiet."""
    if not lines:
        return [said(N_("Nothing is being built at the moment."))]
    text = N_("Projects being built: %(number)s; late: %(late)s; quiet for long: %(quiet)s.")
    if more:
        text = N_(
            "Of the %(number)s projects shown here late: %(late)s; quiet for long: %(quiet)s."
        )
    values = {
        "number": len(lines),
        "late": sum(line.late is not None for line in lines),
        "quiet": sum(line.quiet for line in lines),
    }
    return [said(text, **values)]


def _row(line: Line) -> files.Row:
    (row,) = files.lines([line.site])
    return row | {"late": line.late is not None, "quiet": line.quiet}
