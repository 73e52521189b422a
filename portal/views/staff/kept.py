"""A form that could not be taken because its session had ended: carried along, never lost."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import request
from werkzeug.datastructures import MultiDict

PREFIX = "kept:"
NOT_KEPT = frozenset({"csrf_token", "password", "again"})
_LOCAL = re.compile(r"/staff(?:/[^\s\\]*|\?[^\s\\]*)?")


@dataclass(frozen=True)
class Kept:
    """Where a form was going, what was typed, and whether files have to be chosen again."""

    to: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    files: bool = False


def arriving() -> Kept:
    """The form of this request."""
    fields = [pair for pair in request.form.items(multi=True) if pair[0] not in NOT_KEPT]
    chosen = any(file.filename for file in request.files.values())
    return Kept(request.path, tuple(fields), chosen)


def carried(form: MultiDict[str, str]) -> Kept:
    """The form that a sign-in form carries along."""
    fields = [
        (name.removeprefix(PREFIX), text)
        for name, text in form.items(multi=True)
        if name.startswith(PREFIX)
    ]
    return Kept(local(form.get("to", "")), tuple(fields), bool(form.get("files")))


def local(address: str) -> str:
    """A path of the staff pages, or "" for anything that leads elsewhere.

    >>> local("/staff/payment?q=a"), local("//evil.example/staff"), local("/staff/../x")
    ('/staff/payment?q=a', '', '')
    """
    return address if _LOCAL.fullmatch(address) and ".." not in address else ""


def own_origin() -> bool:
    """Whether the browser says that the form came from a page of this site."""
    origin = urlsplit(request.headers.get("Origin", ""))
    return bool(origin.netloc) and origin.netloc == request.host
