"""What the village supervision committee does: it says of steps called done whether that is so."""

from collections.abc import Mapping
from dataclasses import replace

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import choices, committee
from portal.codes import Edit
from portal.errors import Invalid, PortalError, Refused
from portal.forms import written
from portal.store import building, claims, records
from portal.store.claims import Claim
from portal.views.errors import STATUS
from portal.views.house import door, house, today
from portal.views.staff import drafting, fields
from portal.views.staff.drafting import Typed
from portal.views.staff.gate import FOR_STRANGERS, blueprint, known, me, page
from portal.words import N_, Said, said, speak

ALLOWED = FOR_STRANGERS | {
    *("staff.confirm", "staff.step", "staff.say", "staff.papers", "staff.receive"),
    *("staff.change", "staff.submit", "staff.withdraw", "staff.drop"),
    *("staff.preview", "staff.sign_out"),
}
"""All that the committee can open; whatever it sends, the door looks at it again."""
PHOTOS = ("staff.papers", "staff.receive")
PAGE = 40


@blueprint.before_request
def only_on_site() -> AnyResponse | None:
    """Keeps the committee to its own pages."""
    user = known()
    if user is None or user.role != committee.ROLE:
        return None
    if request.endpoint == "staff.desk":
        return redirect(url_for("staff.confirm"), code=303)
    if request.endpoint not in ALLOWED or not _own_change() or not _own_photo():
        raise Refused(
            said(N_("The committee confirms or disputes steps; it changes nothing else."))
        )
    return None


def _own_change() -> bool:
    if request.endpoint != "staff.change":
        return True
    return door().change(int((request.view_args or {})["number"])).author == me().name


def _own_photo() -> bool:
    if request.endpoint not in PHOTOS:
        return True
    about = request.values.get("of_table"), request.values.get("kind", "photo")
    return about == ("confirmation", "photo")


def _only_committee() -> None:
    if me().role != committee.ROLE:
        raise Refused(said(N_("Only the village supervision committee says what it saw on site.")))


@blueprint.get("/confirm")
def confirm() -> Response:
    """The steps that are called done, newest first, of the site or of a village."""
    _only_committee()
    village = request.args.get("village", "")
    after = request.args.get("met", "9999"), request.args.get("code", "")
    found = claims.claims(house().public, village, after, PAGE + 1)
    last = found[PAGE - 1] if len(found) > PAGE else None
    return page(
        "confirm.html",
        lines=found[:PAGE],
        villages=records.options(house().public, "village", 500),
        village=village,
        onward=url_for("staff.confirm", village=village, met=last.met or "", code=last.code)
        if last
        else "",
    )


@blueprint.get("/confirm/<code>")
def step(code: str) -> Response:
    """One step: what is claimed, and the two buttons."""
    _only_committee()
    found = _claim(code)
    change = drafting.mine(drafting.number(request.args.get("change")))
    before = _said(change.edits if change else (), code)
    texts = written("confirmation", before.values) if before else {"seen_on": today()}
    typed = Typed(
        "confirmation", "", "create", texts=texts, change=change.number if change else None
    )
    return _form(found, typed)


def _claim(code: str) -> Claim:
    found = claims.claim(house().public, code)
    if found is None:
        raise Refused(said(N_("This step is not called done yet; there is nothing to confirm.")))
    return found


def _said(edits: tuple[Edit, ...], milestone: str) -> Edit | None:
    """What a draft already says of the step."""
    words = [edit for edit in edits if edit.table == "confirmation"]
    return next((edit for edit in words if edit.values.get("milestone") == milestone), None)


def _form(
    found: Claim,
    typed: Typed,
    status: int = 200,
    sentence: Said | None = None,
    errors: Mapping[str, Said] | None = None,
) -> Response:
    made = fields.made("confirmation", typed.texts, errors or {}, drafting.directory(None))
    return page(
        "confirm_step.html",
        status,
        claim=found,
        typed=typed,
        fields=[field for field in made if field.name in ("title", "seen_on")],
        pictures=[
            paper
            for paper in building.papers(house().public, "milestone", [found.code])
            if paper.public_hash and paper.kind == "photo"
        ],
        sentence=sentence,
        errors=errors or {},
        labels=fields.labels("confirmation"),
    )


@blueprint.post("/confirm/<code>")
def say(code: str) -> AnyResponse:
    """Keeps the verdict as a draft; photos and sending follow on its page."""
    _only_committee()
    found = _claim(code)
    typed = _sent(found)
    try:
        _refuse_silence(typed.texts)
        number = drafting.keep(typed)
    except PortalError as problem:
        errors = getattr(problem, "fields", {})
        return _form(found, typed, STATUS[type(problem)], problem.sentence, errors)
    return redirect(url_for("staff.change", number=number), code=303)


def _sent(found: Claim) -> Typed:
    typed = drafting.sent("confirmation", "", "create")
    change = drafting.mine(typed.change)
    before = _said(change.edits if change else (), found.code)
    texts = {n: typed.texts[n] for n in ("verdict", "seen_on", "title")}
    return replace(
        typed,
        code=before.code if before else "",
        texts={**texts, "milestone": found.code},
        why=_why(found, texts["verdict"]),
        submit=False,
    )


def _refuse_silence(texts: Mapping[str, str]) -> None:
    """A dispute without a word is of no use to anybody."""
    if texts["verdict"] == "disputed" and not texts["title"].strip():
        sentence = said(N_("Say what is not as it was reported."))
        raise Invalid(sentence, {"title": sentence})


def _why(found: Claim, verdict: str) -> str:
    words = {word: label for word, label, _ in choices.VERDICT}
    text = said(
        N_("Seen on site: %(project)s, %(step)s: %(verdict)s"),
        project=found.project_title,
        step=found.title,
        verdict=said(words.get(verdict, "")),
    )
    return speak(text, house().settings.language)
