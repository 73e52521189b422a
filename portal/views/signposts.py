"""Where machines and paper find their way: robots.txt, and the QR code of each public page."""

import io
from urllib.parse import quote

import segno
from flask import Blueprint, Response, abort, current_app, request
from werkzeug.exceptions import HTTPException

from portal import paths
from portal.views import addresses
from portal.views.house import house

blueprint = Blueprint("signposts", __name__)
YEAR = 365 * 24 * 3600


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Machines may read everything public, but not the staff's side, the forms, the drawings."""
    prefix = request.environ.get(paths.PREFIX, "")
    closed = "".join(f"Disallow: {prefix}{path}\n" for path in ("/staff", "/ask", "/qr"))
    return Response(f"User-agent: *\n{closed}", mimetype="text/plain")


@blueprint.get("/qr.svg")
@blueprint.get("/qr/<path:page>.svg")
def qr(page: str = "") -> Response:
    """The QR code of one of our own public pages, for paper; of no other address."""
    query = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
    address = f"{addresses.base(house().settings)}{request.script_root}/{quote(page)}{query}"
    if len(address) > addresses.LONGEST or not _public(page):
        abort(404)
    answer = Response(drawn(address), mimetype="image/svg+xml")
    answer.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return answer


def _public(page: str) -> bool:
    """Whether a public page, and not a drawing, answers at this path."""
    try:
        endpoint, _ = current_app.url_map.bind("").match(f"/{page}", method="GET")
    except HTTPException:
        return False
    return endpoint.startswith("public.") and not endpoint.startswith("public.signposts.")


def drawn(address: str) -> bytes:
    """An address as SVG: black on white with a margin of four modules, without a size."""
    file = io.BytesIO()
    code = segno.make(address, micro=False, error="m", boost_error=False)
    code.save(
        file,
        kind="svg",
        light="white",
        xmldecl=False,
        nl=False,
        omitsize=True,
        svgclass=None,
        lineclass=None,
    )
    return file.getvalue()
