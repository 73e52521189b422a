"""Asking without an account: the form, and the page behind the asker's own link.

No cookie, no session, no script; nothing of it is kept by a cache or sent on as a referrer.
"""

import base64
from urllib.parse import urlsplit

from flask import Blueprint, Response, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import choices, enquiring
from portal.enquiring import Asked
from portal.entities.enquiring import QUESTION
from portal.errors import Invalid, NotFound, PortalError, Refused, TooMany
from portal.store import answers, enquiries, records
from portal.store.answers import Answer
from portal.store.enquiries import Enquiry
from portal.views import addresses, questions, signposts, whereabouts
from portal.views.errors import STATUS
from portal.views.house import house, letterbox, now, public, today
from portal.views.rendering import render
from portal.words import N_, said

blueprint = Blueprint("enquiries", __name__)
LARGEST = 128 * 1024
"""Bytes of a form at most; the longest honest one has a fifth of it."""
OWN = ("same-origin", "none")
LABELS = {
    "kind": N_("Kind of question"),
    "text": N_("Your question"),
    "contact": N_("How we can reach you"),
    "website": N_("Leave this field empty"),
}


@blueprint.before_request
def _small() -> None:
    request.max_content_length = LARGEST


@blueprint.after_request
def _unseen(response: Response) -> Response:
    """Neither caches, nor search engines, nor the next site learn of a question's link."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    if request.endpoint not in ("enquiries.ask", "enquiries.send"):
        response.headers["Referrer-Policy"] = "no-referrer"
    if response.status_code == STATUS[TooMany]:
        response.headers["Retry-After"] = "3600"
    return response


@blueprint.teardown_request
def _release(error: BaseException | None) -> None:
    house().release()


@blueprint.get("/ask")
def ask() -> str | Response:
    """The form about one record; without one, how to find it."""
    about = request.args.get("about", "")
    if not about:
        return render("public/ask_about.html", villages=records.options(public(), "village", 60))
    table, code = _about(about)
    return _form(Asked(table, code, request.args.get("kind", ""), ""))


@blueprint.post("/ask")
def send() -> AnyResponse:
    """Takes a question in; what cannot be taken comes back with all that was typed."""
    _refuse_foreign()
    table, code = _about(request.form.get("about", ""))
    asked = Asked(table, code, **_typed())
    try:
        ticket, secret = letterbox().receive(asked, request.remote_addr or "", now())
    except PortalError as problem:
        if type(problem) not in STATUS or isinstance(problem, NotFound):
            raise
        return _form(asked, problem)
    to = url_for("enquiries.follow", ticket=ticket, secret=secret)
    return redirect(to, code=303)


def _typed() -> dict[str, str]:
    names = {"kind": "kind", "text": "text", "contact": "contact", "token": "token"}
    given = {name: request.form.get(field, "") for name, field in names.items()}
    return {**given, "trap": request.form.get("website", "")}


def _refuse_foreign() -> None:
    """Forms that another site sends in a reader's name are refused (no cookie, so no token)."""
    site = request.headers.get("Sec-Fetch-Site", "")
    origin = request.headers.get("Origin", "")
    if (site and site not in OWN) or (origin and urlsplit(origin).netloc != request.host):
        raise Refused(said(N_("This form came from another site. Open the page here and send it.")))


def _about(text: str) -> tuple[str, str]:
    """Table and code of the record that is asked about; raises `NotFound`."""
    table, _, code = text.partition("/")
    if not enquiring.is_published(public(), table, code):
        raise NotFound(said(N_("Nothing is published here under “%(about)s”."), about=text[:60]))
    return table, code


def _form(asked: Asked, problem: PortalError | None = None) -> Response:
    """The form with what was typed; a form whose token can still be used keeps it."""
    db, moment = public(), now()
    labels = {word: label for word, label, _ in choices.ENQUIRY}
    kinds = enquiring.kinds(db, asked.of_table, asked.of_code, today())
    fresh = letterbox().fresh(asked.token, moment)
    text = render(
        "public/ask.html",
        about=_place(asked.of_table, asked.of_code),
        at_record=f"{asked.of_table}/{asked.of_code}",
        kinds=[(word, said(labels[word])) for word in kinds],
        typed=asked,
        chosen=asked.kind if asked.kind in kinds else kinds[0],
        token=fresh,
        reachable=bool(house().settings.seal_key),
        days=house().settings.answer_days,
        kept=house().settings.contact_days,
        longest=QUESTION,
        sentence=problem.sentence if problem else None,
        errors=problem.fields if isinstance(problem, Invalid) else {},
        labels=LABELS,
    )
    return make_response(text, STATUS[type(problem)] if problem else 200)


def _place(table: str, code: str) -> whereabouts.Place:
    return whereabouts.places(public(), [(table, code)])[table, code]


@blueprint.get("/ask/<ticket>/<secret>")
def follow(ticket: str, secret: str) -> Response:
    """What became of a question, for whoever holds its link."""
    return _followed(letterbox().opened(ticket, secret), secret)


@blueprint.post("/ask/<ticket>/<secret>")
def go_on(ticket: str, secret: str) -> AnyResponse:
    """Adds a message, or says that the answer is none."""
    found = letterbox().opened(ticket, secret)
    try:
        if request.form.get("do") == "reopen":
            letterbox().reopen(ticket, secret, now())
        else:
            letterbox().add(ticket, secret, request.form.get("text", ""), now())
    except (Invalid, Refused) as problem:
        return _followed(found, secret, problem)
    return redirect(url_for("enquiries.follow", ticket=ticket, secret=secret), code=303)


def _followed(found: Enquiry, secret: str, problem: PortalError | None = None) -> Response:
    db, private = public(), house().private
    answer = answers.answer(db, found.ticket)
    messages = enquiries.messages(private, found.ticket)
    link = addresses.base(house().settings) + url_for(
        "enquiries.follow", ticket=found.ticket, secret=secret
    )
    text = render(
        "public/asked.html",
        found=found,
        about=_place(found.of_table, found.of_code),
        kind=said(questions.KINDS[found.kind]),
        answer=answer,
        clock=_clock(found, answer),
        messages=messages,
        left=enquiring.MESSAGES - len(messages),
        may_reopen=bool(answer and answer.answered and not found.unsatisfied),
        kept=house().settings.contact_days,
        link=link,
        code=_drawn(link),
        typed=request.form.get("text", "") if problem else "",
        sentence=problem.sentence if problem else None,
        errors=problem.fields if isinstance(problem, Invalid) else {},
        labels={"text": N_("What you want to add")},
    )
    return make_response(text, STATUS[type(problem)] if problem else 200)


def _clock(found: Enquiry, answer: Answer | None) -> questions.Clock:
    """The clock as it runs here: the asker may have started it anew."""
    known = questions.standing(answer) if answer else questions.Standing("", None, None, None, None)
    here = known._replace(due=found.due, unsatisfied=found.unsatisfied)
    return questions.clock(here, today())


def _drawn(link: str) -> str:
    """The link as a picture that a telephone reads from paper; "" when it is too long for one."""
    if len(link) > addresses.LONGEST:
        return ""
    return "data:image/svg+xml;base64," + base64.b64encode(signposts.drawn(link)).decode()
