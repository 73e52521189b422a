"""Questions that wait: the queue, the answer, the refusal, several refused as spam at once.

Whatever is decided goes to the reviewers as a change like any other; staff never reword a question.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import asked, choices
from portal.codes import Edit
from portal.entities import attributes
from portal.errors import Invalid, NotFound, PortalError
from portal.store import answers, drafts, enquiries
from portal.store.enquiries import Enquiry
from portal.views import questions, whereabouts
from portal.views.errors import STATUS
from portal.views.house import door, house, letterbox, now, today
from portal.views.staff import drafting, fields
from portal.views.staff.gate import blueprint, me, page, stamp
from portal.words import N_, Said, said, speak

PAGE = 100
GROUNDS = [(word, label) for word, label, _ in choices.REFUSAL]


class Line(NamedTuple):
    """A question in the queue: its clock, unread messages, the change that is on its way."""

    ticket: str
    text: str
    kind: Said
    about: whereabouts.Place
    asked: str
    clock: questions.Clock
    unread: int
    change: int | None


@dataclass(frozen=True)
class Typed:
    """What stands in the forms of a page, and what is wrong with it."""

    texts: Mapping[str, str] = field(default_factory=dict)
    chosen: Sequence[str] = ()
    problem: PortalError | None = None

    @property
    def errors(self) -> dict[str, Said]:
        """A sentence per field."""
        return self.problem.fields if isinstance(self.problem, Invalid) else {}

    @property
    def status(self) -> int:
        """Of the page that shows it."""
        return STATUS[type(self.problem)] if self.problem else 200


@blueprint.get("/questions")
def queue() -> Response:
    """What waits, the oldest due first, and what askers added that nobody has read."""
    letterbox().forget(now())
    return _queue(Typed())


def _queue(typed: Typed) -> Response:
    private, since = house().private, request.args.get("after", "").partition(",")
    waiting = enquiries.waiting(private, (since[0], since[2]), PAGE + 1)
    unread = enquiries.unread(private)
    known = {one.ticket for one in waiting}
    added = enquiries.several(private, [ticket for ticket in unread if ticket not in known])
    last = waiting[PAGE - 1] if len(waiting) > PAGE else None
    return page(
        "questions.html",
        typed.status,
        counts=enquiries.counts(private, today()),
        lines=_lines([one.ticket for one in waiting[:PAGE]], unread),
        added=_lines(list(added), unread),
        onward=url_for("staff.queue", after=f"{last.due},{last.ticket}") if last else "",
        grounds=GROUNDS,
        typed=typed,
        labels={**fields.labels("enquiry"), "ticket": N_("Questions to refuse")},
    )


def _lines(tickets: Sequence[str], unread: Mapping[str, int]) -> list[Line]:
    found = enquiries.several(house().private, tickets)
    about = [(one.of_table, one.of_code) for one in found.values()]
    places = whereabouts.places(house().public, about)
    return [
        Line(
            one.ticket,
            one.text,
            said(questions.KINDS[one.kind]),
            places[one.of_table, one.of_code],
            one.asked,
            _clock(one),
            unread.get(one.ticket, 0),
            _open_change(one.ticket),
        )
        for one in (found[ticket] for ticket in tickets)
    ]


def _clock(found: Enquiry) -> questions.Clock:
    public = answers.answer(house().public, found.ticket)
    if public and found.settled:
        return questions.clock(questions.standing(public), today())
    waits = questions.Standing(found.due, None, None, found.unsatisfied, None)
    return questions.clock(waits, today())


def _open_change(ticket: str) -> int | None:
    return next(iter(drafts.open_edits(house().private, "enquiry", ticket)), None)


@blueprint.post("/questions")
def refuse_several() -> AnyResponse:
    """Refuses all that were ticked, for one ground, in one change."""
    tickets = list(dict.fromkeys(request.form.getlist("ticket")))[:PAGE]
    texts = {name: request.form.get(name, "") for name in ("refused", "refused_why")}
    try:
        found = enquiries.several(house().private, tickets)
        if not found:
            raise Invalid(said(N_("Tick the questions that are to be refused.")))
        free = [one for one in found.values() if not _open_change(one.ticket)]
        number = _sent(_refusals(free, texts), N_("Refusal of questions: %(tickets)s"))
    except PortalError as problem:
        return _queue(Typed(texts, tickets, problem))
    return redirect(url_for("staff.change", number=number), code=303)


@blueprint.get("/questions/<ticket>")
def asked_here(ticket: str) -> Response:
    """One question, all that was added, and the forms to answer or refuse it."""
    return _one(_found(ticket), Typed())


def _found(ticket: str) -> Enquiry:
    found = enquiries.enquiry(house().private, ticket)
    if found is None:
        raise NotFound(said(N_("There is no question “%(ticket)s”."), ticket=ticket[:40]))
    return found


def _one(found: Enquiry, typed: Typed, contact: str = "") -> Response:
    public = answers.answer(house().public, found.ticket)
    (line,) = _lines([found.ticket], {})
    again = bool(public and public.answered)
    names = ("second_answer",) if again else ("answer", "answered_by")
    texts = {"answered_by": me().title, **typed.texts}
    made = fields.made("enquiry", texts, typed.errors, drafting.directory(None))
    return page(
        "question.html",
        typed.status,
        found=found,
        line=line,
        public=public,
        messages=enquiries.messages(house().private, found.ticket),
        openings=enquiries.openings(house().private, found.ticket),
        contact=contact,
        answer_fields=[one for one in made if one.name in names],
        may_answer=found.settled is None and not line.change,
        may_refuse=found.settled is None and not line.change and not again,
        refusal_fields=[one for one in made if one.name in ("refused", "refused_why")],
        typed=typed,
        labels=fields.labels("enquiry"),
    )


@blueprint.post("/questions/<ticket>")
def decide(ticket: str) -> AnyResponse:
    """Sends the answer, the bare question or the refusal to the reviewers."""
    found = _found(ticket)
    names = ("answer", "answered_by", "second_answer", "refused", "refused_why")
    texts = {name: request.form.get(name, "") for name in names if name in request.form}
    with door().books.lock:
        if earlier := _open_change(ticket):
            return redirect(url_for("staff.change", number=earlier), code=303)
        try:
            number = _decided(found, request.form.get("do", ""), texts)
        except PortalError as problem:
            return _one(found, Typed(texts, problem=problem))
    return redirect(url_for("staff.change", number=number), code=303)


def _decided(found: Enquiry, do: str, texts: Mapping[str, str]) -> int:
    if do == "refuse":
        number = _sent(_refusals([found], texts), N_("Refusal of questions: %(tickets)s"))
    elif do == "publish":
        edit = asked.edit(house().public, found)
        number = _sent([edit], N_("Question %(tickets)s, as it was asked"))
    else:
        edit = asked.edit(house().public, found, **_answer(found, texts))
        number = _sent([edit], N_("Answer to the question %(tickets)s"))
    books = door().books
    with books.writing(books.private) as private:
        enquiries.read(private, found.ticket, stamp())
    return number


def _answer(found: Enquiry, texts: Mapping[str, str]) -> dict[str, str | None]:
    public = answers.answer(house().public, found.ticket)
    if public and public.answered:
        read = _read(texts, ("second_answer",))
        return {**read, "unsatisfied": found.unsatisfied, "second_answered": today()}
    return {**_read(texts, ("answer", "answered_by")), "answered": today()}


def _refusals(found: Sequence[Enquiry], texts: Mapping[str, str]) -> list[Edit]:
    ground = _read(texts, ("refused",))
    why = _read(texts, ("refused_why",)) if texts.get("refused_why", "").strip() else {}
    edits = []
    for one in found:
        published = answers.answer(house().public, one.ticket)
        gone = {"question": None} if published and published.question else {}
        edits.append(asked.edit(house().public, one, **ground, **why, **gone))
    return edits


def _read(texts: Mapping[str, str], names: Sequence[str]) -> dict[str, str | None]:
    """The values of needed fields; raises `Invalid` with a sentence for each that is wrong."""
    values: dict[str, str | None] = {}
    errors = {}
    for name in names:
        text = texts.get(name, "")
        if not text.strip():
            errors[name] = said(N_("This has to be filled in."))
            continue
        try:
            values[name] = str(attributes("enquiry")[name].read(text))
        except Invalid as problem:
            errors[name] = problem.sentence
    if errors:
        raise Invalid(said(N_("Not sent: some entries need mending.")), errors)
    return values


def _sent(edits: Sequence[Edit], why: str) -> int:
    """The number of a change with these edits, on its way to the reviewers."""
    named = "、".join(edit.code for edit in edits[:5]) + ("…" if len(edits) > 5 else "")
    reason = speak(said(why, tickets=named), house().settings.language)
    with door().books.lock:
        number = door().propose(me(), reason, edits, stamp())
        door().submit(number, me(), stamp())
    return number


@blueprint.post("/questions/<ticket>/contact")
def contact(ticket: str) -> Response:
    """Shows how the asker can be reached, to this person, now; that is remembered."""
    found = _found(ticket)
    return _one(found, Typed(), letterbox().contact(ticket, me().name, now()))


@blueprint.post("/questions/<ticket>/read")
def read_messages(ticket: str) -> AnyResponse:
    """Marks what the asker added as read."""
    books = door().books
    with books.writing(books.private) as private:
        enquiries.read(private, _found(ticket).ticket, stamp())
    return redirect(url_for("staff.asked_here", ticket=ticket), code=303)
