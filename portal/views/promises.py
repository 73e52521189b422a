"""The promises of a year with their outcome, and the register of difficulties with measures."""

from urllib.parse import urlencode

from flask import Blueprint, Response, request

from portal.store import promises as store
from portal.store import records
from portal.views import files, listing, pledged
from portal.views.house import public, today
from portal.views.listing import PAGE
from portal.views.rendering import partial, render
from portal.words import N_, said

blueprint = Blueprint("promises", __name__)
SOLVED = 10
"""Solved difficulties under the open ones."""


@blueprint.get("/promises")
@blueprint.get(f"/promises.<{files.FORMS}:form>")
def promises(form: str = "") -> str | Response:
    """The promises of a year, the newest unless another is asked for; the rows alone for htmx."""
    db = public()
    years = store.years(db)
    known: dict[str, listing.Options] = {
        "year": [(str(year), str(year)) for year in years],
        "village": list(records.options(db, "village", 200)),
    }
    given, notes = listing.chosen(request.args, known)
    given.pop("q", None)
    after, odd = listing.due(request.args.get("after", ""))
    year, village = int(given.get("year") or (years or [0])[0]), given.get("village", "")
    found = store.promises(db, year, village, after, PAGE + 1)
    more = listing.more([(line.due, line.code) for line in found], given)
    if form:
        codes = [line.code for line in found[:PAGE]]
        return files.answer(form, *files.listed(db, "promise", codes, more))
    told = pledged.sentences(year, store.standing(db, year, village), today())
    return render(
        "public/_promises.html" if partial() else "public/promises.html",
        section="promises",
        known=known,
        given=given,
        start="?" + urlencode(given) if given else "",
        notes=[*notes, *odd],
        after=after,
        sentences=told if years else [said(N_("No promise has been entered yet."))],
        year=year,
        years=years,
        lines=[(line, *pledged.promise(line, today())) for line in found[:PAGE]],
        more=more,
    )


@blueprint.get("/problems")
@blueprint.get(f"/problems.<{files.FORMS}:form>")
def problems(form: str = "") -> str | Response:
    """The open difficulties by deadline, or the solved ones; the rows alone for htmx."""
    db = public()
    known: dict[str, listing.Options] = {
        "village": list(records.options(db, "village", 200)),
        "status": [("solved", said(N_("solved")))],
    }
    given, notes = listing.chosen(request.args, known)
    given.pop("q", None)
    after, odd = listing.due(request.args.get("after", ""))
    village, is_solved = given.get("village", ""), "status" in given
    read = store.solved if is_solved else store.unsolved
    found = read(db, village, after, PAGE + 1)
    keys = [(line.solved_on or "" if is_solved else line.due, line.code) for line in found]
    more = listing.more(keys, given)
    if form:
        codes = [line.code for line in found[:PAGE]]
        return files.answer(form, *files.listed(db, "problem", codes, more))
    below = [] if after or is_solved else store.solved(db, village, None, SOLVED)
    return render(
        "public/_problems.html" if partial() else "public/problems.html",
        section="problems",
        known=known,
        given=given,
        start="?" + urlencode(given) if given else "",
        notes=[*notes, *odd],
        after=after,
        is_solved=is_solved,
        lines=[(line, *pledged.problem(line, today())) for line in found[:PAGE]],
        below=[(line, *pledged.problem(line, today())) for line in below],
        more=more,
    )
