"""Language, text size and URL prefix are part of the address: a WSGI shim moves them aside.

`/mingbai/en/large/projects` becomes SCRIPT_NAME `/mingbai/en/large` and PATH_INFO `/projects`, so
that `url_for` carries them along. None = Simplified Chinese.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

SEGMENTS = {"en": "en", "zh-hans": "zh_Hans", "zh-hant": "zh_Hant"}
LANGUAGE = "portal.language"
LARGE = "portal.large"
PREFIX = "portal.prefix"


class Paths:
    """The shim around the application."""

    def __init__(self, app: "WSGIApplication", prefix: str, language: str) -> None:
        self.app = app
        self.prefix = prefix
        self.language = language

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "") or "/"
        if self.prefix and (path == self.prefix or path.startswith(self.prefix + "/")):
            path = path[len(self.prefix) :] or "/"
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + self.prefix
        environ[PREFIX] = environ.get("SCRIPT_NAME", "")
        environ[LANGUAGE] = self.language
        path = self._language(environ, path)
        environ["PATH_INFO"] = self._large(environ, path)
        return self.app(environ, start_response)

    def _language(self, environ: dict[str, Any], path: str) -> str:
        segment, rest = first(path)
        if segment not in SEGMENTS:
            return path
        environ[LANGUAGE] = SEGMENTS[segment]
        environ["SCRIPT_NAME"] += f"/{segment}"
        return rest

    def _large(self, environ: dict[str, Any], path: str) -> str:
        segment, rest = first(path)
        environ[LARGE] = segment == "large"
        if not environ[LARGE]:
            return path
        environ["SCRIPT_NAME"] += "/large"
        return rest


def first(path: str) -> tuple[str, str]:
    """The first segment of a path, and the path without it.

    >>> first("/en/projects"), first("/en")
    (('en', '/projects'), ('en', '/'))
    """
    segment, _, rest = path.removeprefix("/").partition("/")
    return segment, f"/{rest}"


def address(prefix: str, language: str, large: bool, path: str, default: str) -> str:
    """The same page in another language or text size."""
    segment = "" if language == default else f"/{language.lower().replace('_', '-')}"
    return f"{prefix}{segment}{'/large' if large else ''}{path}"
