"""Published pictures under their hash or its first half; nothing that no published record shows."""

import re

from flask import Blueprint, Response

from portal import vault
from portal.errors import NotFound
from portal.store import building
from portal.views.house import house, public
from portal.words import N_, said

blueprint = Blueprint("media", __name__)
NAME = re.compile(r"([0-9a-f]{32,64})((?:-s)?\.(?:jpg|webp)|\.pdf)", re.ASCII)
"""A hash or its beginning; a page of twenty pictures weighs half a kilobyte less."""


@blueprint.get("/media/<name>")
def picture(name: str) -> Response:
    """One form of a picture; its bytes never change, so it is kept for good by whoever asks."""
    start, suffix = parts(name)
    shown = building.all_shown(public(), start)
    if len(shown) != 1:
        raise _absent()
    (digest,) = shown
    response = sent(digest, suffix)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def parts(name: str) -> tuple[str, str]:
    """The hash, or its beginning, and the form that an address names; raises `NotFound`."""
    found = NAME.fullmatch(name)
    if not found:
        raise _absent()
    return found[1], found[2]


def sent(digest: str, suffix: str) -> Response:
    """The file as an answer that no browser takes for anything but what it is."""
    data = vault.form(house().settings.folder, digest, suffix)
    return Response(data, content_type=vault.SHEET[suffix])


def _absent() -> NotFound:
    return NotFound(said(N_("There is no such picture here.")))
