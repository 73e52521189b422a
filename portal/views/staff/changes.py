"""Changes on their way: the list, one change in words, and what its author and a reviewer do."""

from typing import NamedTuple

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import choices
from portal.changes import OPEN, Preview
from portal.entities import ENTITIES
from portal.errors import Conflict, Invalid, PortalError
from portal.store import drafts, log, people
from portal.store.drafts import Change
from portal.store.people import User
from portal.views.errors import STATUS
from portal.views.house import door, house
from portal.views.staff import balances, difference, own_draft, papers, wording
from portal.views.staff.drafting import number as whole
from portal.views.staff.gate import blueprint, me, page, stamp
from portal.words import N_, Said, said

STATES = ("submitted", "returned", "draft", "published", "withdrawn")
LIMIT = 200
FEW = 5
"""Projects of a change to whose workbenches it leads."""


class Line(NamedTuple):
    """A change in a list."""

    number: int
    why: str
    author: str
    state: str
    when: str
    edits: int
    reason: str
    reviewer: str


def lines(changes: list[Change]) -> list[Line]:
    """What lists say of changes."""
    counts = drafts.count_edits(house().private, [change.number for change in changes])
    return [
        Line(
            change.number,
            change.why,
            public_name(change.author),
            change.state,
            change.decided or change.submitted or change.created,
            counts.get(change.number, 0),
            change.reason or "",
            public_name(change.reviewer) if change.reviewer else "",
        )
        for change in changes
    ]


def public_name(name: str) -> str:
    """How the log names an account."""
    user = people.user(house().private, name)
    return user.title if user else name


@blueprint.get("/changes")
def changes() -> Response:
    """Changes, newest first, all or in one state."""
    state = request.args.get("state", "")
    states = (state,) if state in STATES else STATES
    found = drafts.changes(house().private, states=states, limit=LIMIT)
    return page(
        "changes.html",
        state=state if state in STATES else "",
        states=STATES,
        lines=lines(found),
        limit=LIMIT,
    )


@blueprint.get("/changes/<int:number>")
def change(number: int) -> Response:
    """One change in words."""
    return change_page(door().change(number))


def change_page(
    found: Change, status: int = 200, sentence: Said | None = None, **typed: str
) -> Response:
    """A change with what it does, what the rules say, and what this person can do with it."""
    preview = _preview(found)
    public = house().public
    groups = difference.groups(public, found, preview.old, _start(), preview.problems)
    entries = log.of_change(public, found.id) if found.state == "published" else []
    return page(
        "change.html",
        status,
        change=found,
        author=public_name(found.author),
        reviewer=public_name(found.reviewer) if found.reviewer else "",
        groups=groups,
        called=_called(found, groups),
        balances=balances.balances(public, preview, found.edits),
        problems=difference.told(preview.problems),
        pictures=papers.shown(found.edits),
        seen=request.form.getlist("seen"),
        entries=entries,
        published=_published(entries),
        mine=found.author == me().name,
        open=found.state in OPEN,
        refusal=_refusal(found, me()),
        tables=list(ENTITIES),
        proved=[word for word, _, _ in choices.PROVED_BY],
        benches=own_draft.named(own_draft.projects(public, found.edits)[:FEW]),
        sentence=sentence,
        differs=any(one.blocks and one.table == "report" for one in preview.problems),
        typed={"why": found.why, "reason": "", "despite": ""} | typed,
    )


def _called(found: Change, groups: list[difference.Group]) -> dict[str, str]:
    """Code → title of the records that a change is about, so that nobody has to read codes."""
    new = wording.named(house().public, [], found.edits)
    told = {edit.code: edit.title for group in groups for edit in group.edits}
    return {code: title for (_, code), title in new.items()} | told


def _start() -> tuple[str, int]:
    """The table whose edits are paged through, and from which one on."""
    return request.args.get("table", ""), whole(request.args.get("from")) or 0


def _published(entries: list[int]) -> Said:
    """Under which numbers the change stands in the log."""
    if not entries:
        return said("")
    one = N_("Published: entry %(first)s of the record of changes.")
    several = N_("Published: entries %(first)s to %(last)s of the record of changes.")
    return said(one if len(entries) == 1 else several, first=entries[0], last=entries[-1])


def _refusal(found: Change, user: User) -> Said | None:
    return door().refusal(found.number, user) if found.state == "submitted" else None


def _preview(found: Change) -> Preview:
    """What publishing would do; of a settled change only what it replaced."""
    if found.state in (*OPEN, "submitted") and found.edits:
        return door().preview(found.number)
    old = difference.was(house().public, found) if found.state == "published" else {}
    return Preview(old, [], [])


def again(number: int, error: PortalError, **typed: str) -> Response:
    """The change page with a sentence, and with what was typed."""
    return change_page(door().change(number), STATUS[type(error)], error.sentence, **typed)


def to_change(number: int) -> AnyResponse:
    """303 to the change page."""
    return redirect(url_for("staff.change", number=number), code=303)


@blueprint.post("/changes/<int:number>/submit")
def submit(number: int) -> AnyResponse:
    """The author hands the change to the reviewers."""
    why = request.form.get("why", "")
    try:
        door().submit(number, me(), stamp(), why)
    except Invalid as problem:
        return again(number, problem, why=why)
    return to_change(number)


@blueprint.post("/changes/<int:number>/withdraw")
def withdraw(number: int) -> AnyResponse:
    """The author takes the change back."""
    door().withdraw(number, me(), stamp())
    return to_change(number)


@blueprint.post("/changes/<int:number>/drop")
def drop(number: int) -> AnyResponse:
    """The author takes one edit out."""
    table, code = request.form.get("table", ""), request.form.get("code", "")
    door().drop(number, me(), table, code)
    return to_change(number)


@blueprint.post("/changes/<int:number>/return")
def send_back(number: int) -> AnyResponse:
    """A reviewer gives the change back with a reason."""
    reason = request.form.get("reason", "")
    try:
        door().return_(number, me(), reason, stamp())
    except Invalid as problem:
        return again(number, problem, reason=reason)
    return to_change(number)


@blueprint.post("/changes/<int:number>/publish")
def publish(number: int) -> AnyResponse:
    """A reviewer publishes the change; on to the public page of what it is about."""
    form = request.form
    despite = form.get("despite", "")
    try:
        door().publish(number, me(), stamp(), form.getlist("seen"), form.get("read"), despite)
    except (Invalid, Conflict) as problem:
        return again(number, problem, despite=despite)
    return redirect(_public_page(door().change(number)), code=303)


def _public_page(found: Change) -> str:
    """The page of the one record that has one; the change page when it is about several."""
    pages = {difference.address(edit) for edit in found.edits if edit.action != "reverse"} - {""}
    if len(pages) == 1:
        return f"{request.script_root}{pages.pop()}"
    return url_for("staff.change", number=found.number)
