"""The application: settings, blueprints, errors, middleware; no logic."""

import sqlite3
from typing import TYPE_CHECKING

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask_babel import Babel
from flask_wtf import CSRFProtect
from htmx_flask import Htmx
from itsdangerous import URLSafeTimedSerializer
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from portal import note
from portal.cache import Pages
from portal.changes import Door
from portal.enquiring import LetterBox
from portal.paths import Paths
from portal.settings import HOME, Settings
from portal.store import log
from portal.store.connect import Books
from portal.vault import Vault
from portal.views import enquiries, errors, public, rendering, staff
from portal.views.house import House, now
from portal.words import TRANSLATIONS

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

YEAR = 365 * 24 * 3600


class Sessions(SecureCookieSessionInterface):
    """Flask's signed cookie, with the signer built once."""

    def __init__(self, app: Flask) -> None:
        self.signer = super().get_signing_serializer(app)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """The kept signer."""
        return self.signer


def create_app(settings: Settings, books: Books | None = None) -> Flask:
    """The Flask application. Without `books` it only reads, and has no staff pages."""
    app = Flask("portal", template_folder=str(HOME / "templates"), static_folder=None)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="portal",
        SESSION_COOKIE_PATH=settings.prefix or "/",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        MAX_CONTENT_LENGTH=settings.largest_upload + 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        MAX_FORM_PARTS=5_000,
        BABEL_DEFAULT_LOCALE=settings.language,
        BABEL_TRANSLATION_DIRECTORIES=str(TRANSLATIONS),
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
    app.session_interface = Sessions(app)
    door = vault = letterbox = None
    if books:
        signer = note.Signer.read(settings.log_key)
        door = Door.of(settings, books, signer)
        vault = Vault.of(settings, books)
        letterbox = LetterBox.of(settings, books)
    app.extensions["portal"] = House(settings, door, vault, letterbox)
    app.extensions["portal_templates"] = rendering.environments(app)
    Babel(app, locale_selector=rendering.language)
    Htmx(app)
    csrf = CSRFProtect(app)
    app.register_blueprint(public.blueprint)
    if books:
        app.register_blueprint(staff.blueprint)
        app.register_blueprint(enquiries.blueprint)
        csrf.exempt(enquiries.blueprint)
    errors.register(app)
    app.after_request(rendering.protect)
    return app


def application(settings: Settings, books: Books | None = None) -> "WSGIApplication":
    """The whole WSGI stack: prefix and language, page cache, static files, Flask."""
    app = create_app(settings, books)
    house: House = app.extensions["portal"]

    def version() -> tuple[object, ...]:
        try:
            size = log.size(house.public)
        except sqlite3.Error:
            size = -1
        return size, now().astimezone(settings.timezone).date()

    stack: WSGIApplication = Pages(app.wsgi_app, version, settings.cache_bytes)
    stack = WhiteNoise(
        stack,
        root=str(HOME / "static"),
        prefix="static/",
        max_age=YEAR,
        immutable_file_test=lambda path, url: True,
    )
    stack = Paths(stack, settings.prefix, settings.language)
    if settings.proxies:
        stack = ProxyFix(
            stack, x_for=settings.proxies, x_proto=settings.proxies, x_host=settings.proxies
        )
    return stack
