"""The pages that anyone may read: GET only, no cookie, whole without JavaScript."""

from flask import Blueprint

from portal.store import log
from portal.views.house import public
from portal.views.rendering import render

blueprint = Blueprint("public", __name__)


@blueprint.get("/")
def home() -> str:
    """What came in, what was used, what is left."""
    return render("public/home.html", size=log.size(public()))
