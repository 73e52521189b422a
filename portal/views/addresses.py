"""The addresses of the page being read: absolute, in each language, and that of its QR code."""

from typing import NamedTuple
from urllib.parse import quote

from flask import request

from portal import paths
from portal.settings import Settings
from portal.words import LANGUAGES

LONGEST = 200
"""Characters of an address that still make a QR code which an old phone reads from paper."""


class Addresses(NamedTuple):
    """`printed` and `qr` name the page as asked, `canonical` and `languages` without a query."""

    printed: str
    canonical: str
    languages: list[tuple[str, str]]
    qr: str


def tag(language: str) -> str:
    """A language as HTML names it.

    >>> tag("zh_Hans")
    'zh-Hans'
    """
    return language.replace("_", "-")


def base(settings: Settings) -> str:
    """Scheme and host: as configured, else as asked for."""
    return settings.address or request.host_url.rstrip("/")


def addresses(settings: Settings, language: str) -> Addresses:
    """Everything that the head and the foot of a page say about where it is."""
    host, path = base(settings), quote(request.path)
    query = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
    prefix = str(request.environ.get(paths.PREFIX, ""))

    def at(name: str) -> str:
        return host + paths.address(prefix, name, False, path, settings.language)

    printed = host + request.script_root + path
    if len(printed + query) <= LONGEST:
        printed += query
    return Addresses(
        printed=printed,
        canonical=at(language),
        languages=[(tag(name), at(name)) for name in LANGUAGES]
        + [("x-default", at(settings.language))],
        qr=_qr(path, query) if len(printed) <= LONGEST else "",
    )


def _qr(path: str, query: str) -> str:
    whole = path if len(path + query) > LONGEST else path + query
    name, _, asked = whole.partition("?")
    return f"{request.script_root}/qr{name.rstrip('/')}.svg{'?' if asked else ''}{asked}"
