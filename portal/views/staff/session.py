"""Signing in and out, and choosing a first password by a one-time link."""

from flask import Response, g, redirect, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import accounts
from portal.errors import Invalid, Refused
from portal.views.house import door, house, now
from portal.views.staff import kept
from portal.views.staff.gate import blueprint, continue_page, known, page, sign_in_page
from portal.words import N_, said


@blueprint.get("/sign-in")
def sign_in() -> AnyResponse:
    """The form; who is in already goes on."""
    wanted = kept.local(request.args.get("next", ""))
    if known():
        return _onward(wanted)
    return sign_in_page(200, kept=kept.Kept(), wanted=wanted)


@blueprint.post("/sign-in")
def enter() -> AnyResponse:
    """Opens a session of its own; a carried form is handed back."""
    form = request.form
    carried, wanted = kept.carried(form), kept.local(form.get("next", ""))
    name = form.get("name", "").strip().lower()
    try:
        token = _opened(name, form.get("password", ""))
    except Refused as refusal:
        return sign_in_page(
            403, kept=carried, sentence=refusal.sentence, name=name[:40], wanted=wanted
        )
    session.clear()
    session["token"] = token
    if carried.to:
        g.pop("me", None)
        return continue_page(carried)
    return _onward(wanted)


def _opened(name: str, password: str) -> str:
    address, hours = request.remote_addr or "", house().settings.session_hours
    return accounts.sign_in(door().books, name, password, address, now(), hours)


def _onward(wanted: str) -> AnyResponse:
    to = f"{request.script_root}{wanted}" if wanted else url_for("staff.desk")
    return redirect(to, code=303)


@blueprint.post("/sign-out")
def sign_out() -> AnyResponse:
    """Ends this session here and in the books."""
    accounts.sign_out(door().books, str(session.get("token", "")), now())
    session.clear()
    return redirect(url_for("staff.sign_in"), code=303)


@blueprint.get("/join/<token>")
def join(token: str) -> Response:
    """Whose link this is, and the form for a first password."""
    name = accounts.invited(house().private, token, now())
    return _join_page(name, token)


def _join_page(name: str, token: str, problem: Invalid | None = None) -> Response:
    return page(
        "join.html",
        422 if problem else 200,
        name=name,
        token=token,
        greeting=said(
            N_("Your account is %(name)s. This link works once; then you sign in with a password."),
            name=name,
        ),
        sentence=problem.sentence if problem else None,
        fields=problem.fields if problem else {},
    )


@blueprint.post("/join/<token>")
def choose(token: str) -> AnyResponse:
    """Takes the password; the link is used up."""
    name = accounts.invited(house().private, token, now())
    try:
        _same_twice()
        accounts.accept(door().books, token, request.form.get("password", ""), now())
    except Invalid as problem:
        return _join_page(name, token, problem)
    session.clear()
    return redirect(url_for("staff.sign_in"), code=303)


def _same_twice() -> None:
    if request.form.get("password") != request.form.get("again"):
        sentence = said(N_("The two passwords differ. Type the same one twice."))
        raise Invalid(sentence, {"again": sentence})
