"""Each expected error once: its status, and a page with a sentence and a way on."""

import secrets
import sqlite3

from flask import Flask, Response, current_app, make_response, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from portal.errors import (
    BadSheet,
    Conflict,
    Invalid,
    NotFound,
    PortalError,
    Refused,
    TooMany,
    Unusable,
)
from portal.store import connect
from portal.views.rendering import render
from portal.words import N_, Said, said

STATUS: dict[type[PortalError], int] = {
    Invalid: 422,
    NotFound: 404,
    Refused: 403,
    TooMany: 429,
    Conflict: 409,
    BadSheet: 422,
    Unusable: 503,
}
HTTP = {
    400: N_("This address or form could not be understood. Go back and try again."),
    404: N_("There is no such page. It may have moved; start from the home page."),
    405: N_("This page cannot be used like that."),
    413: N_("What was sent is too large. Nothing was saved."),
    429: N_("Too many requests. Wait a little and try again."),
}


def register(app: Flask) -> None:
    """Puts the handlers in place."""
    for kind in STATUS:
        app.register_error_handler(kind, _expected)
    app.register_error_handler(Unusable, _unusable)
    app.register_error_handler(CSRFError, forged)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(sqlite3.Error, _machine)
    app.register_error_handler(Exception, _unexpected)


def _expected(error: PortalError) -> Response:
    return page(STATUS[type(error)], error.sentence)


def _unusable(error: Unusable) -> Response:
    """What is wrong with the machine, in full to the log, without its paths to the reader."""
    current_app.logger.error("%s %s: %s", request.method, request.path, error)
    if error.sentence.values:
        return page(503, said(N_("The books cannot be opened just now. Please come back later.")))
    return page(503, error.sentence)


def forged(error: CSRFError) -> Response:
    """A form without a token of this session."""
    return page(
        400,
        said(N_("This form is too old or came from another site. Go back, reload and send again.")),
    )


def _http(error: HTTPException) -> Response:
    if error.code and error.code < 400:
        return make_response(error.get_response())
    text = HTTP.get(error.code or 500, N_("This could not be done."))
    return page(error.code or 500, said(text))


def _machine(error: sqlite3.Error) -> Response:
    sentence = connect.reason(error)
    return page(503, sentence) if sentence else _unexpected(error)


def _unexpected(error: Exception) -> Response:
    """A mistake of ours: logged in full under a number that the reader can quote."""
    number = secrets.token_hex(4)
    current_app.logger.error("%s %s %s", number, request.method, request.path, exc_info=error)
    return page(
        500,
        said(
            N_("Something went wrong on our side. Nothing was saved. Quote the number %(number)s."),
            number=number,
        ),
    )


def page(status: int, sentence: Said) -> Response:
    """The error page; never cached."""
    response = make_response(render("error.html", status=status, sentence=sentence), status)
    response.headers["Cache-Control"] = "no-store"
    return response
