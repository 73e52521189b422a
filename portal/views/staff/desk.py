"""The desk: what waits for the person who is signed in."""

from flask import Response

from portal.changes import REVIEWERS
from portal.entities import ENTITIES
from portal.store import drafts
from portal.views.house import house
from portal.views.staff.changes import Line, lines
from portal.views.staff.gate import blueprint, me, page

DAILY = ("payment", "allocation", "funding", "project", "milestone", "post")
"""What staff add most often, in that order."""


@blueprint.get("/")
def desk() -> Response:
    """What was returned, what is not sent yet, what waits for a review, what was sent."""
    name = me().name
    return page(
        "desk.html",
        returned=_of(("returned",), name),
        drafts=_of(("draft",), name),
        waiting=_waiting(name) if me().role in REVIEWERS else None,
        submitted=_of(("submitted",), name),
        uploads=drafts.uploads(house().private, name),
        daily=DAILY,
        tables=list(ENTITIES),
    )


def _of(states: tuple[str, ...], author: str) -> list[Line]:
    return lines(drafts.changes(house().private, states=states, author=author))


def _waiting(name: str) -> list[Line]:
    """Submitted changes, the oldest first; one's own only where one person may do both."""
    found = drafts.changes(house().private, states=("submitted",))
    alone = house().settings.one_person
    return lines([change for change in reversed(found) if alone or change.author != name])
