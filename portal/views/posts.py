"""The news: all of it, newest first, and one post."""

from flask import Blueprint, Response, request

from portal.entities.writing import Post
from portal.errors import NotFound
from portal.store import log, papers, posts, records
from portal.store.connect import Connection
from portal.store.papers import Proof
from portal.views import files, history, listing
from portal.views.house import house, public
from portal.views.listing import PAGE
from portal.views.rendering import language, partial, render
from portal.words import N_, said

blueprint = Blueprint("posts", __name__)


@blueprint.get("/posts")
@blueprint.get(f"/posts.<{files.FORMS}:form>")
def news(form: str = "") -> str | Response:
    """All posts, newest first; the rows alone for htmx."""
    db = public()
    known: dict[str, listing.Options] = {"village": list(records.options(db, "village", 200))}
    given, notes = listing.chosen(request.args, known)
    given.pop("q", None)
    after, odd = listing.dated(request.args.get("after", ""))
    found = posts.posts(db, given.get("village", ""), "", after, PAGE + 1)
    more = listing.more([(line.day, line.code) for line in found], given)
    if form:
        codes = [line.code for line in found[:PAGE]]
        return files.answer(form, *files.listed(db, "post", codes, more))
    return render(
        "public/_posts.html" if partial() else "public/posts.html",
        section="posts",
        notes=[*notes, *odd],
        after=after,
        given=given,
        start=f"?village={given['village']}" if given else "",
        lines=found[:PAGE],
        shots=_shots(db, [line.code for line in found[:PAGE]]),
        more=more,
    )


def _shots(db: Connection, codes: list[str]) -> dict[str, Proof]:
    """Code → the first picture of a post."""
    found = [one for one in papers.proofs(db, "post", codes, 200) if one.public_hash]
    return {one.of_code: one for one in reversed(found)}


@blueprint.get("/posts/<code>")
@blueprint.get(f"/posts/<code>.<{files.FORMS}:form>")
def post(code: str, form: str = "") -> str | Response:
    """One post, with the village and the project that it is about."""
    db = public()
    found = records.record(db, "post", code)
    if not isinstance(found, Post):
        raise NotFound(said(N_("There is no post “%(code)s”."), code=code[:40]))
    if form:
        row = files.plain("post", records.values(db, "post", code) or {})
        return files.answer(form, [row], {"post": row})
    rows = log.history(db, "post", code, 20)
    return render(
        "public/post.html",
        section="posts",
        post=found,
        papers=papers.proofs(db, "post", [code]),
        village=records.titles(db, "village", [found.village or ""]).get(found.village or ""),
        project=records.titles(db, "project", [found.project or ""]).get(found.project or ""),
        changes=history.lines(db, rows, house().settings.timezone, language()),
    )
