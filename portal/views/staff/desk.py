"""The desk: what waits for the person who is signed in, the most urgent and the oldest first."""

from flask import Response

from portal.changes import REVIEWERS
from portal.entities import ENTITIES
from portal.store import drafts, enquiries
from portal.views.house import house, today
from portal.views.staff import boards, own_draft
from portal.views.staff.changes import Line, lines
from portal.views.staff.gate import blueprint, me, page
from portal.words import N_

DAILY = ("payment", "allocation", "funding", "project", "milestone", "post")
"""What staff add most often, in that order."""
SHORTCUTS = (
    ("/staff/pay", N_("Post a payment")),
    ("/staff/upload", N_("Send an Excel sheet")),
    ("/staff/milestone", N_("Report a step of a project")),
    ("/staff/reports/start", N_("Begin a yearly report")),
)
"""The three commonest jobs."""
MANY = 1_000


@blueprint.get("/")
def desk() -> Response:
    """What was returned, what waits for a review, what is not sent yet, what was sent."""
    name = me().name
    return page(
        "desk.html",
        returned=_of("returned", name),
        drafts=_of("draft", name),
        waiting=_waiting(name) if me().role in REVIEWERS else [],
        submitted=_of("submitted", name),
        board=boards.reminders(house().public),
        settled=lines(drafts.changes(house().private, states=("published",), author=name, limit=3)),
        uploads=drafts.uploads(house().private, name)[::-1],
        questions=enquiries.counts(house().private, today()),
        touched=own_draft.named(own_draft.touched()),
        shortcuts=SHORTCUTS,
        daily=DAILY,
        tables=list(ENTITIES),
    )


def _of(state: str, author: str) -> list[Line]:
    """A person's own changes in one state, the oldest first."""
    found = drafts.changes(house().private, states=(state,), author=author, limit=MANY)
    return lines(found[::-1])


def _waiting(name: str) -> list[Line]:
    """Submitted changes, the oldest first; one's own only where one person may do both."""
    found = drafts.changes(house().private, states=("submitted",), limit=MANY)
    alone = house().settings.one_person
    mine = [change for change in found if alone or change.author != name]
    return lines(sorted(mine, key=lambda change: change.submitted or ""))
