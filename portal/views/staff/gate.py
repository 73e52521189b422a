"""Who may come in: the blueprint, the person behind a session, and what strangers get."""

from typing import Any

from flask import Blueprint, Response, g, make_response, redirect, request, session, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from portal import accounts
from portal.changes import state_word
from portal.errors import PortalError
from portal.store.people import User
from portal.views import errors
from portal.views.house import house, now
from portal.views.rendering import partial, render
from portal.views.staff import clock, kept
from portal.views.staff.kept import Kept
from portal.words import N_, Said, said

blueprint = Blueprint("staff", __name__, url_prefix="/staff")
PARTS = frozenset({"bench_answer.html", "figures.html", "preview.html"})
"""Templates that give htmx a part of a page; of any other page it gets the whole main part."""
INSTEAD = {"HX-Retarget": "#main", "HX-Reselect": "#main", "HX-Reswap": "outerHTML"}
FOR_STRANGERS = frozenset({"staff.sign_in", "staff.enter", "staff.join", "staff.choose"})
ROOMY = frozenset({"staff.receive", "staff.post_payment", "staff.mask"})
"""Forms with a picture: read whole even when it is too large, so that nothing typed is lost."""
ROOM = 4
"""How many times the largest upload such a form may have before it is cut off."""


def known() -> User | None:
    """Who holds this request's session; asked once."""
    if "me" not in g:
        g.me = accounts.who(house().private, str(session.get("token", "")), now())
    return g.me  # type: ignore[no-any-return]


def me() -> User:
    """Who is signed in; strangers never get this far."""
    user = known()
    assert user
    return user


def stamp() -> str:
    """The present as the books write it."""
    return accounts.stamp(now())


@blueprint.url_value_preprocessor
def make_room(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Lets staff send a picture that is too large, to be told so with all that they typed.

    Comes before the token is looked at, for that already reads the form.
    """
    if endpoint in ROOMY and known():
        request.max_content_length = ROOM * house().settings.largest_upload


@blueprint.before_request
def only_staff() -> AnyResponse | None:
    """Sends strangers to the sign-in; what they had typed goes with them."""
    if known() or request.endpoint in FOR_STRANGERS:
        return None
    if request.method in ("GET", "HEAD"):
        wanted = request.full_path.rstrip("?")
        return redirect(url_for("staff.sign_in", next=wanted), code=303)
    return sign_in_page(403, kept=kept.arriving(), sentence=_ended())


@blueprint.after_request
def told_where(response: Response) -> Response:
    """A script that sent a form is told where the person goes from here, and goes there itself."""
    if request.headers.get("Sent-By") == "script" and response.status_code == 303:
        response.headers["Go-To"] = response.headers.pop("Location")
        response.status_code = 204
        response.set_data(b"")
    return response


@blueprint.after_request
def never_kept(response: Response) -> Response:
    """No copy of a staff page stays in a browser or proxy."""
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.errorhandler(CSRFError)
def too_old(error: CSRFError) -> AnyResponse:
    """A form of ours whose token is out of date is handed back; any other is refused."""
    if not kept.own_origin() or request.endpoint in ("staff.join", "staff.choose"):
        return errors.forged(error)
    if request.endpoint == "staff.enter":
        form = request.form
        return sign_in_page(
            400, kept=kept.carried(form), sentence=_too_old(), name=form.get("name", "")
        )
    if known():
        return continue_page(kept.arriving(), 400)
    return sign_in_page(403, kept=kept.arriving(), sentence=_ended())


@blueprint.errorhandler(PortalError)
def refused(error: PortalError) -> Response:
    """What cannot be done, on a page from which staff go on to their desk."""
    return page("error.html", errors.STATUS[type(error)], sentence=error.sentence)


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(error: RequestEntityTooLarge) -> Response:
    """A form or file beyond the limit of the site."""
    megabytes = house().settings.largest_upload // 1024 // 1024
    sentence = N_("This is more than %(most)s MB. Nothing was saved; split the file and try again.")
    return page("error.html", 413, sentence=said(sentence, most=megabytes))


def _ended() -> Said:
    return said(N_("Your session has ended. Sign in again; what you typed is kept."))


def _too_old() -> Said:
    return said(N_("This page had been open for too long. Please sign in once more."))


def page(template: str, status: int = 200, **values: Any) -> Response:
    """A staff page."""
    shared = {
        "me": known(),
        "here_now": request.path,
        "state_word": state_word,
        "moment": clock.moment,
        "waited": clock.waited,
    }
    response = make_response(render(f"staff/{template}", **shared, **values), status)
    if partial() and template not in PARTS:
        response.headers.update(INSTEAD)
    return response


def sign_in_page(
    status: int, *, kept: Kept, sentence: Said | None = None, name: str = "", wanted: str = ""
) -> Response:
    """The sign-in form, with what it carries along."""
    return page("sign_in.html", status, kept=kept, sentence=sentence, name=name, wanted=wanted)


def continue_page(form: Kept, status: int = 200) -> Response:
    """Hands a carried form back with a fresh token."""
    return page("continue.html", status, kept=form)
