"""Questions and their answers: what waits, under its clock; what was answered; what was refused."""

import datetime
import heapq
import itertools
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from flask import Blueprint, Response, request

from portal import choices
from portal.errors import NotFound
from portal.store import answers, enquiries, log, records, works
from portal.store.answers import Answer
from portal.store.connect import Connection
from portal.store.enquiries import Waiting
from portal.views import files, history, listing, states, whereabouts
from portal.views.house import house, public, today
from portal.views.listing import PAGE
from portal.views.rendering import language, render
from portal.views.sentences import counted
from portal.views.whereabouts import Place
from portal.words import N_, Said, said

blueprint = Blueprint("questions", __name__)
KINDS = {word: label for word, label, _ in choices.ENQUIRY}
GROUNDS = {word: label for word, label, _ in choices.REFUSAL}
HERE = 5
"""Questions that the page of a record shows."""
OPENING = 60
"""Characters of a question that stand in a list."""
_KEY = re.compile(r"(\d{4}-\d{2}-\d{2}),([a-z0-9-]{1,40})", re.ASCII)


class Clock(NamedTuple):
    """A shape (plan, done, warn; none of them once refused) and what the clock says."""

    shape: str
    word: Said


class Standing(NamedTuple):
    """What the clock of a question depends on; `due` is that of the answer still awaited."""

    due: str
    refused: str | None
    answered: str | None
    unsatisfied: str | None
    second_answered: str | None


class Line(NamedTuple):
    """A question in a list; `text` is "" of one whose text is not published."""

    code: str
    text: str
    kind: Said
    about: Place
    asked: str
    clock: Clock
    href: str


@blueprint.get("/questions")
@blueprint.get(f"/questions.<{files.FORMS}:form>")
def questions(form: str = "") -> str | Response:
    """What waits for an answer, and what has one, or the ground of its refusal."""
    db = public()
    after, notes = listing.dated(request.args.get("after", ""))
    refused = request.args.get("refused") == "1"
    found = answers.answers(db, refused, after, PAGE + 1)
    given = {"refused": "1"} if refused else {}
    more = listing.more([(one.asked, one.code) for one in found], given)
    if form:
        rows, whole = files.listed(db, "enquiry", [one.code for one in found[:PAGE]], more)
        return files.answer(form, rows, {**whole, "waiting": files.lines(_waiting(db, ("", "")))})
    since = _since(request.args.get("waiting", ""))
    waiting = [] if after or refused else _waiting(db, since)
    return render(
        "public/questions.html",
        section="questions",
        asks=bool(house().door),
        days=house().settings.answer_days,
        notes=notes,
        after=after,
        refused=refused,
        waiting=_unanswered(db, waiting[:PAGE]),
        further=_further(waiting),
        since=since != ("", ""),
        lines=[] if since != ("", "") else _lines(db, found[:PAGE]),
        some_refused=bool(answers.answers(db, True, limit=1)),
        more=more,
    )


def _since(text: str) -> tuple[str, str]:
    found = _KEY.fullmatch(text)
    return (found[1], found[2]) if found else ("", "")


def _further(waiting: Sequence[Waiting]) -> str:
    if len(waiting) <= PAGE:
        return ""
    return f"?waiting={waiting[PAGE - 1].due},{waiting[PAGE - 1].ticket}"


def _waiting(db: Connection, after: tuple[str, str]) -> list[Waiting]:
    """What waits here, and what was published without an answer; the first one due first."""
    shown = (_awaited(one) for one in answers.unanswered(db, after, PAGE + 1))
    here = enquiries.waiting(house().private, after, PAGE + 1) if house().door else []
    merged = heapq.merge(here, shown, key=lambda one: (one.due, one.ticket))
    alike = itertools.groupby(merged, key=lambda one: one.ticket)
    return [next(same) for _, same in itertools.islice(alike, PAGE + 1)]


def _awaited(one: Answer) -> Waiting:
    return Waiting(
        one.due, one.code, one.kind, one.of_table, one.of_code, one.asked, one.unsatisfied
    )


@blueprint.get("/questions/<code>")
@blueprint.get(f"/questions/<code>.<{files.FORMS}:form>")
def question(code: str, form: str = "") -> str | Response:
    """One question with its answer, or the ground of its refusal."""
    db = public()
    found = answers.answer(db, code)
    if found is None:
        raise NotFound(said(N_("There is no published question “%(code)s”."), code=code[:40]))
    if form:
        row = files.plain("enquiry", records.values(db, "enquiry", code) or {})
        return files.answer(form, [row], {"question": row})
    rows = log.history(db, "enquiry", code, 20)
    (line,) = _lines(db, [found])
    return render(
        "public/question.html",
        section="questions",
        question=found,
        line=line,
        late=late(found),
        changes=history.lines(db, rows, house().settings.timezone, language()),
    )


def about(db: Connection, wanted: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """What the block of questions of a page shows; the first of the records is the page's own.

    `ask` is the address of the form, "" on a site that takes no questions.
    """
    found = answers.about(db, wanted, HERE + 1)
    table, code = wanted[0]
    return {
        "asked": _lines(db, found[:HERE]),
        "asked_more": len(found) > HERE,
        "ask": f"/ask?about={table}/{code}" if house().door else "",
    }


def project(db: Connection, code: str) -> dict[str, Any]:
    """The questions about a project and its steps."""
    steps = [("milestone", step.code) for step in works.steps(db, code)]
    return about(db, [("project", code), *steps])


def _lines(db: Connection, found: Iterable[Answer]) -> list[Line]:
    listed = list(found)
    places = whereabouts.places(db, [(one.of_table, one.of_code) for one in listed])
    return [
        Line(
            one.code,
            _opening(one),
            said(KINDS.get(one.kind, one.kind)),
            places[one.of_table, one.of_code],
            one.asked,
            clock(standing(one), today()),
            f"/questions/{one.code}",
        )
        for one in listed
    ]


def _unanswered(db: Connection, found: Sequence[Waiting]) -> list[Line]:
    """What waits, without its text; with the address of those that are published already."""
    places = whereabouts.places(db, [(one.of_table, one.of_code) for one in found])
    known = records.titles(db, "enquiry", [one.ticket for one in found])
    return [
        Line(
            one.ticket,
            "",
            said(KINDS.get(one.kind, one.kind)),
            places[one.of_table, one.of_code],
            one.asked,
            clock(Standing(one.due, None, None, one.unsatisfied, None), today()),
            f"/questions/{one.ticket}" if one.ticket in known else "",
        )
        for one in found
    ]


def _opening(one: Answer) -> str:
    text = " ".join((one.title or one.question or "").split())
    return text if len(text) <= OPENING else f"{text[:OPENING]}…"


def standing(one: Answer) -> Standing:
    """How a published question stands."""
    due = _later(one.unsatisfied, house().settings.answer_days) if one.unsatisfied else one.due
    return Standing(due, one.refused, one.answered, one.unsatisfied, one.second_answered)


def clock(one: Standing, day: str) -> Clock:
    """What the clock of a question says on an ISO day."""
    if one.refused:
        ground = said(GROUNDS.get(one.refused, one.refused))
        return Clock("", said(N_("not published: %(ground)s"), ground=ground))
    if one.second_answered:
        return Clock("done", said(N_("answered again on %(day)s"), day=one.second_answered))
    if one.unsatisfied:
        return _running(one.due, day, N_("the asker is not satisfied; an answer is due by %(day)s"))
    if one.answered:
        return Clock("done", said(N_("answered on %(day)s"), day=one.answered))
    return _running(one.due, day, N_("an answer is due by %(day)s"))


def _running(due: str, day: str, text: str) -> Clock:
    if due >= day:
        return Clock("plan", said(text, day=due))
    return Clock("warn", overdue(due, day))


def overdue(due: str, day: str) -> Said:
    """By how many days an answer is late."""
    one = N_("overdue since %(day)s, by %(number)s day")
    return counted(one, N_("overdue since %(day)s, by %(number)s days"), _apart(due, day), day=due)


def late(one: Answer) -> Said | None:
    """That an answer came late; None when it did not."""
    if not one.answered or one.answered <= one.due:
        return None
    return states.days_late(_apart(one.due, one.answered))


def _apart(first: str, last: str) -> int:
    """Days from one ISO day to another."""
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days


def _later(day: str, days: int) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=days)).isoformat()
