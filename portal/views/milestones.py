"""The board of works: what is late, what is due, projects by state, what was finished each year."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from portal import choices
from portal.store import milestones as store
from portal.store import records
from portal.store.connect import Connection
from portal.store.milestones import Card, Finished, Open
from portal.views import addresses, building, calendars, charts, files, listing, states
from portal.views.calendars import Entry
from portal.views.charts import Part
from portal.views.house import house, public, today
from portal.views.listing import PAGE
from portal.views.rendering import partial, render
from portal.views.sentences import age
from portal.words import N_, Said, said

blueprint = Blueprint("milestones", __name__)
LATE, DUE, EACH, COUNTED, DAYS = 20, 60, 4, 1000, 500
"""Late and due steps on a page, projects of a state, how far is counted, days of a calendar."""
KINDS = ("road", "square")
DIGITS = {"road": 6, "square": 3}
"""Decimals by which a stored quantity is shifted: millimetres to km, thousandths to m²."""


class Group(NamedTuple):
    """The projects of one state: how many, the newest of them, and the query that lists all."""

    state: states.State
    number: int
    cards: list[Card]
    query: str


class Month(NamedTuple):
    """The open steps whose last day is in a month."""

    month: str
    steps: list[Open]


class Cell(NamedTuple):
    """What was finished of one kind: the quantity ("": not filled in), of how many, its bar."""

    text: str
    of: Said | None
    bar: list[Part]


class Year(NamedTuple):
    """A year (0: not known) with its roads, its squares and all its works."""

    year: int
    cells: list[Cell]


@blueprint.get("/milestones")
@blueprint.get(f"/milestones.<{files.FORMS}:form>")
def milestones(form: str = "") -> str | Response:
    """The board of the site or of a village; what lies under the form alone for htmx."""
    db = public()
    known = _known(db)
    given, notes = listing.chosen({"village": request.args.get("village", "")}, known)
    after, odd = listing.dated(request.args.get("after", ""))
    village, now = given.get("village", ""), today()
    if form:
        return _file(db, form, given, after, now)
    return render(
        "public/_milestones.html" if partial() else "public/milestones.html",
        section="milestones",
        known=known,
        given=given,
        start="?" + urlencode(given) if given else "",
        notes=[*notes, *odd],
        after=after,
        **_story(db, given, village, after, now),
    )


@blueprint.get("/milestones.ics")
def days() -> Response:
    """What is due within 12 months, for a calendar."""
    given, _ = listing.chosen({"village": request.args.get("village", "")}, _known(public()))
    now = today()
    found = store.steps(public(), given.get("village", ""), (now, ""), _year_on(now), DAYS)
    host = addresses.base(house().settings)
    entries = [
        Entry(
            f"{step.code}@{host.partition('//')[2]}",
            step.until,
            f"{step.title} · {step.project_title}",
            f"{host}{request.script_root}/projects/{step.project}#{step.code}",
        )
        for step in found
    ]
    return Response(calendars.calendar(entries, now), content_type="text/calendar; charset=utf-8")


def _known(db: Connection) -> dict[str, listing.Options]:
    return {"village": [(code, title) for code, title in records.options(db, "village", 200)]}


def _year_on(day: str) -> str:
    """The same day of the next year, as a bound of ISO texts."""
    return f"{int(day[:4]) + 1}{day[4:]}"


def _story(
    db: Connection,
    given: dict[str, str],
    village: str,
    after: tuple[str, str] | None,
    now: str,
) -> dict[str, Any]:
    late = store.steps(db, village, after or ("", ""), now, LATE + 1)
    due = store.steps(db, village, (now, ""), _year_on(now), DUE + 1)
    standing = store.standing(db, village)
    finished = years(store.finished(db, village))
    return {
        "late": [(step, building.late(step.due, now)) for step in late[:LATE]],
        "more": _more(late, LATE, given),
        "months": months(due[:DUE]),
        "cut": len(due) > DUE,
        "groups": _groups(db, given, standing),
        "years": finished[:-1],
        "sum": finished[-1],
        "sentences": _sentences(db, village, standing, now),
    }


def _more(found: Sequence[Open], page: int, given: dict[str, str]) -> str:
    if len(found) <= page:
        return ""
    last = found[page - 1]
    return "?" + urlencode({**given, "after": f"{last.until},{last.code}"}, safe=",")


def months(due: Sequence[Open]) -> list[Month]:
    """Steps in order of their days, by month."""
    found: dict[str, list[Open]] = {}
    for step in due:
        found.setdefault(step.until[:7], []).append(step)
    return [Month(month, steps) for month, steps in found.items()]


def _groups(db: Connection, given: dict[str, str], standing: dict[str, int]) -> list[Group]:
    order = [*(word for word, _, _ in choices.STATUS), ""]
    here = [status for status in order if standing.get(status)]
    cards = store.cards(db, given.get("village", ""), here, EACH)
    return [
        Group(
            states.state(status or None),
            standing[status],
            [card for card in cards if (card.status or "") == status],
            "?" + urlencode({"status": status, **given}) if status else "",
        )
        for status in here
    ]


def _sentences(db: Connection, village: str, standing: dict[str, int], now: str) -> list[Said]:
    """How many projects there are and how they stand, how many steps are late and how many due."""
    if not standing:
        return [said(N_("No project is entered yet."))]
    text = N_("Projects: %(number)s; under way: %(doing)s; finished: %(done)s.")
    doing = sum(standing.get(status, 0) for status in choices.UNDER_WAY)
    done = sum(standing.get(status, 0) for status in states.FINISHED)
    return [
        said(text, number=sum(standing.values()), doing=doing, done=done),
        _late(db, village, now),
        _due(db, village, now),
    ]


def _late(db: Connection, village: str, now: str) -> Said:
    first = store.steps(db, village, ("", ""), now, 1)
    if not first:
        return said(N_("No step is late."))
    number = store.number(db, village, "", now, COUNTED + 1)
    text = N_("Late steps: %(number)s, the oldest %(late)s.")
    return said(text, number=_counted(number), late=states.days_late(age(first[0].until, now)))


def _due(db: Connection, village: str, now: str) -> Said:
    number = store.number(db, village, now, _year_on(now), COUNTED + 1)
    if not number:
        return said(N_("No step is due within 12 months."))
    return said(N_("Steps due within 12 months: %(number)s."), number=_counted(number))


def _counted(number: int) -> Said | int:
    return said(N_("more than %(number)s"), number=COUNTED) if number > COUNTED else number


_OF = {
    "road": (N_("roads: %(number)s"), N_("roads: %(number)s, not measured: %(missing)s")),
    "square": (N_("squares: %(number)s"), N_("squares: %(number)s, not measured: %(missing)s")),
}


def years(found: Sequence[Finished]) -> list[Year]:
    """A line for each year, and at the end one for all of them; the bars have one scale each."""
    by_year: dict[int, list[Finished]] = {}
    for line in found:
        by_year.setdefault(line.year, []).append(line)
    scales = [max((_size(lines, kind) for lines in by_year.values()), default=0) for kind in _ALL]
    lines = [
        Year(year, [_cell(lines, kind, scale) for kind, scale in zip(_ALL, scales, strict=True)])
        for year, lines in by_year.items()
    ]
    return [*lines, Year(0, [_cell(found, kind, 0) for kind in _ALL])]


_ALL = (*KINDS, "")


def _size(lines: Sequence[Finished], kind: str) -> int:
    """The quantity of a kind; the number of projects where none is asked for."""
    if not kind:
        return sum(line.projects for line in lines)
    return sum(line.quantity for line in lines if line.kind == kind)


def _cell(lines: Sequence[Finished], kind: str, scale: int) -> Cell:
    size = _size(lines, kind)
    bar = charts.used(size, size, scale) if scale else []
    if not kind:
        return Cell(f"{size:,}", None, bar)
    number = sum(line.projects for line in lines if line.kind == kind)
    missing = number - sum(line.measured for line in lines if line.kind == kind)
    whole, partly = _OF[kind]
    of = said(partly, number=number, missing=missing) if missing else said(whole, number=number)
    if not number:
        return Cell("0", None, bar)
    return Cell(decimal(size, DIGITS[kind]) if missing < number else "", of, bar)


def decimal(number: int, digits: int) -> str:
    """A whole number shifted by some decimals, without needless zeros.

    >>> decimal(2_360_000, 6), decimal(1_200_000, 3)
    ('2.36', '1,200')
    """
    whole, rest = divmod(number, 10**digits)
    return f"{whole:,}.{rest:0{digits}d}".rstrip("0").rstrip(".")


def _file(
    db: Connection, form: str, given: dict[str, str], after: tuple[str, str] | None, now: str
) -> Response:
    """The open steps by day, the late ones first; in JSON with the counts and the years."""
    village = given.get("village", "")
    found = store.steps(db, village, after or ("", ""), _year_on(now), PAGE + 1)
    rows = [
        {**step._asdict(), "days_late": age(step.until, now) if step.until < now else None}
        for step in found[:PAGE]
    ]
    whole = {
        "records": rows,
        "next": _more(found, PAGE, given) or None,
        "projects": {status or None: n for status, n in store.standing(db, village).items()},
        "finished": [_finished(line) for line in store.finished(db, village)],
    }
    return files.answer(form, rows, whole)


def _finished(line: Finished) -> files.Row:
    """A sum by year with its quantity as decimal text: km of roads, m² of squares."""
    digits = DIGITS.get(line.kind)
    text = decimal(line.quantity, digits).replace(",", "") if digits and line.measured else None
    return {**line._asdict(), "year": line.year or None, "quantity": text}
