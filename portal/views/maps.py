"""Where the projects are: one on its own page, all that have coordinates on `/map`."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from portal import geo
from portal.geo import Point
from portal.store import mapped, records
from portal.store.mapped import Mapped
from portal.views import files, ground, listing, states
from portal.views.ground import Drawn, Site
from portal.views.house import house, public
from portal.views.listing import PAGE
from portal.views.rendering import render
from portal.views.states import State
from portal.words import N_, Said, said

blueprint = Blueprint("maps", __name__)


class Ground(NamedTuple):
    """The map of one project, its coordinates and length in words, ways to open the place."""

    map: Drawn
    place: Said
    length: Said | None
    links: list[tuple[str, str]]
    shapes: str


class Line(NamedTuple):
    """One project on the map and in the table beside it."""

    number: int
    found: Mapped
    state: State
    place: Said
    length: Said | None


def site(position: str | None, line: str | None) -> Site:
    """What is to be drawn of a project's texts."""
    places = geo.read_points(position) if position else []
    return Site(places[0] if places else None, geo.read_points(line) if line else [])


def project(title: str, position: str | None, line: str | None) -> Ground | None:
    """Where a project is; None while nobody has said so."""
    if not (position or line):
        return None
    known = site(position, line)
    at = ground.centre(known)
    links = geo.map_links(at.lat, at.lon, title)
    shapes = outlines([("", title, known)]) if house().settings.tiles else ""
    return Ground(ground.drawn([known]), coordinates(at), length(known), links, shapes)


def outlines(sites: Sequence[tuple[str, str, Site]]) -> str:
    """(address, title, site) as JSON for a map with tiles, in the system of these tiles."""
    convert = geo.wgs_to_gcj if house().settings.tiles_system == "gcj02" else _same
    return json.dumps(
        [
            {
                "href": href,
                "title": title,
                "at": _pair(convert(ground.centre(known))),
                "line": [_pair(convert(point)) for point in known.line],
            }
            for href, title, known in sites
        ],
        ensure_ascii=False,
    )


def _same(point: Point) -> Point:
    return point


def _pair(point: Point) -> list[float]:
    return [round(point.lat, 6), round(point.lon, 6)]


def coordinates(at: Point) -> Said:
    """A place in words."""
    text = N_("%(east)s° east, %(north)s° north (WGS-84)")
    return said(text, east=f"{at.lon:.6f}", north=f"{at.lat:.6f}")


def length(known: Site) -> Said | None:
    """How long a line is on the ground, in words; None where there is none."""
    if not known.line:
        return None
    metres = geo.length(known.line)
    return said(N_("line of %(metres)s m"), metres=f"{metres:,.0f}")


@blueprint.get("/map")
@blueprint.get(f"/map.<{files.FORMS}:form>")
def map_(form: str = "") -> str | Response:
    """The projects that have coordinates, drawn to scale, with a table that says the same."""
    db = public()
    known: dict[str, listing.Options] = {"village": list(records.options(db, "village", 200))}
    given, notes = listing.chosen({"village": request.args.get("village", "")}, known)
    after, odd = listing.coded(request.args.get("after", ""))
    found = mapped.mapped(db, given.get("village", ""), after, PAGE + 1)
    further = given | {"after": found[PAGE - 1].code} if len(found) > PAGE else {}
    more = "?" + urlencode(further) if further else ""
    shown = found[:PAGE]
    if form:
        return files.answer(form, *files.listed(db, "project", [one.code for one in shown], more))
    return render(
        "public/map.html",
        section="projects",
        known=known,
        given=given,
        start="?" + urlencode(given) if given else "",
        notes=[*notes, *odd],
        after=after,
        more=more,
        **_all(shown),
    )


def _all(found: Sequence[Mapped]) -> dict[str, Any]:
    """The map of some projects, and their lines in the table; the numbers are the same."""
    sites = [site(one.position, one.line) for one in found]
    lines = [
        Line(number, one, states.state(one.status), coordinates(ground.centre(at)), length(at))
        for number, (one, at) in enumerate(zip(found, sites, strict=True), 1)
    ]
    named = [
        (f"{request.script_root}/projects/{one.code}", one.title, at)
        for one, at in zip(found, sites, strict=True)
    ]
    return {
        "map": ground.drawn(sites) if sites else None,
        "lines": lines,
        "shapes": outlines(named) if house().settings.tiles else "",
    }
