"""Who is on duty in each village, since when, and when a post stood empty or was held twice."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from portal import choices, terms_of_office
from portal.store import records, team
from portal.store.connect import Connection
from portal.store.team import Post
from portal.terms_of_office import Gap, Overlap
from portal.views import files, listing
from portal.views.house import public, today
from portal.views.rendering import day, language, partial, render
from portal.views.states import State
from portal.words import N_, Said, said

blueprint = Blueprint("team", __name__)
VILLAGES = 20
"""Villages on a page."""
ROLES = {word: label for word, label, _ in choices.ROLE}


class Place(NamedTuple):
    """A village with its terms of office, what is odd about them, and projects without anyone."""

    code: str
    title: str
    sentences: list[Said]
    posts: list[tuple[Post, State]]
    odd: list[Said]
    unheld: list[tuple[str, str]]


@blueprint.get("/team")
@blueprint.get(f"/team.<{files.FORMS}:form>")
def on_duty(form: str = "") -> str | Response:
    """The people on duty, village by village; what lies under the form alone for htmx."""
    db = public()
    known: dict[str, listing.Options] = {"village": list(records.options(db, "village", 200))}
    given, notes = listing.chosen({"village": request.args.get("village", "")}, known)
    after, odd = listing.coded(request.args.get("after", ""))
    villages, more = _villages(db, given, after)
    held = {code: team.posts(db, code) for code, _ in villages}
    if form:
        codes = [post.code for posts in held.values() for post in posts]
        return files.answer(form, *files.listed(db, "appointment", codes, more))
    return render(
        "public/_team.html" if partial() else "public/team.html",
        section="team",
        known=known,
        given=given,
        start="?" + urlencode(given) if given else "",
        notes=[*notes, *odd],
        after=after,
        places=places(db, villages, held, today(), language()),
        more=more,
    )


def _villages(
    db: Connection, given: dict[str, str], after: str
) -> tuple[list[tuple[str, str]], str]:
    """(code, title) of the villages of a page, and the query of the next page."""
    if given:
        return list(records.titles(db, "village", [given["village"]]).items()), ""
    found = team.places(db, after, VILLAGES + 1)
    return found[:VILLAGES], f"?after={found[VILLAGES - 1][0]}" if len(found) > VILLAGES else ""


def places(
    db: Connection,
    villages: list[tuple[str, str]],
    held: dict[str, list[Post]],
    today: str,
    language: str,
) -> list[Place]:
    """What the page shows of each village."""
    unheld = team.unheld(db, [code for code, _ in villages])
    return [
        Place(
            code,
            title,
            sentences(title, held[code], today, language),
            [(post, state(post, today)) for post in _ordered(held[code])],
            list(oddities(held[code], today, language)),
            [(project, name) for village, project, name in unheld if village == code],
        )
        for code, title in villages
    ]


def _ordered(posts: list[Post]) -> list[Post]:
    order = list(ROLES)
    return sorted(posts, key=lambda post: order.index(post.role))


def state(post: Post, today: str) -> State:
    """Whether somebody is in office on a day."""
    if today[: len(post.start)] < post.start:
        return State("plan", said(N_("to come")))
    if post.end and today[: len(post.end)] > post.end:
        return State("plan", said(N_("left")))
    return State("done", said(N_("in office")))


def sentences(title: str, posts: list[Post], today: str, language: str) -> list[Said]:
    """Who the first secretary is, and how many are on duty."""
    present = [post for post in posts if state(post, today).shape == "done"]
    if not posts:
        return [said(N_("Nobody has been entered for %(village)s yet."), village=title)]
    if not present:
        return [said(N_("Nobody is on duty in %(village)s now."), village=title)]
    text = N_("%(name)s has been %(role)s of %(village)s since %(day)s.")
    found = [
        said(
            text,
            name=post.name,
            role=said(ROLES[post.role]),
            village=title,
            day=day(post.start, language),
        )
        for post in present
        if post.role == "first_secretary"
    ]
    people = len({post.official for post in present})
    return [*found, said(N_("People on duty in %(village)s: %(n)s."), village=title, n=people)]


def oddities(posts: list[Post], today: str, language: str) -> Iterator[Said]:
    """When a post stood empty, and when two people held one that is for one."""
    for role, label in ROLES.items():
        held = [post for post in posts if post.role == role]
        for gap in terms_of_office.gaps([post.term for post in held], today):
            yield _empty(gap, label, language)
        names = {post.official: post.name for post in held}
        if role in choices.SOLE:
            for both in terms_of_office.overlaps([post.term for post in held]):
                yield _twice(both, names, label, language)


def _empty(gap: Gap, label: str, language: str) -> Said:
    first = day(gap.first.isoformat(), language)
    if gap.last is None:
        return said(N_("Nobody has been %(role)s since %(day)s."), role=said(label), day=first)
    return said(
        N_("Nobody was %(role)s from %(first)s until %(last)s."),
        role=said(label),
        first=first,
        last=day(gap.last.isoformat(), language),
    )


def _twice(both: Overlap, names: dict[str, str], label: str, language: str) -> Said:
    told = {"one": names[both.earlier], "other": names[both.later], "role": said(label)}
    first = day(both.first.isoformat(), language)
    if both.last is None:
        return said(
            N_("From %(day)s on, %(one)s and %(other)s are both %(role)s."), day=first, **told
        )
    return said(
        N_("From %(day)s until %(last)s, %(one)s and %(other)s were both %(role)s."),
        day=first,
        last=day(both.last.isoformat(), language),
        **told,
    )
