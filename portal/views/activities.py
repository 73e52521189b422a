"""What was done in the villages: visits against the quota, condolence, training, meetings."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from portal import choices, money
from portal.figures.visits import below
from portal.store import activities as store
from portal.store import papers, records
from portal.store.activities import Activity
from portal.store.connect import Connection
from portal.views import files, listing, visits
from portal.views.house import house, public, today
from portal.views.listing import PAGE
from portal.views.rendering import language, partial, render
from portal.words import N_, Said, said

blueprint = Blueprint("activities", __name__)
PICTURES = 24
DISCLOSED = 12
"""Condolences and trainings of a year that stand above the list."""


class Disclosed(NamedTuple):
    """An activity that cost money; `odd` says where count × standard is not the total."""

    activity: Activity
    odd: Said | None


@blueprint.get("/activities")
@blueprint.get(f"/activities.<{files.FORMS}:form>")
def activities(form: str = "") -> str | Response:
    """The activities that fit the address under the calendar of a year; for htmx without frame."""
    db = public()
    known = _known(db)
    given, notes = listing.chosen(request.args, known)
    given.pop("q", None)
    after, odd = listing.dated(request.args.get("after", ""))
    village, kind = given.get("village", ""), given.get("kind", "")
    year = int(given["year"]) if "year" in given else None
    found = store.activities(db, village, kind, year, after, PAGE + 1)
    more = listing.more([(line.day, line.code) for line in found], given)
    if form:
        codes = [line.code for line in found[:PAGE]]
        return files.answer(form, *files.listed(db, "activity", codes, more))
    shown = year or next((int(value) for value, _ in known["year"]), None)
    return render(
        "public/_activities.html" if partial() else "public/activities.html",
        section="activities",
        known=known,
        given=given,
        start="?" + urlencode(given) if given else "",
        notes=[*notes, *odd],
        after=after,
        lines=found[:PAGE],
        pictures=papers.proofs(db, "activity", [line.code for line in found[:PAGE]], PICTURES),
        more=more,
        today=today(),
        **_year(db, shown, village, bool(after or kind)),
    )


def _known(db: Connection) -> dict[str, listing.Options]:
    return {
        "village": list(records.options(db, "village", 200)),
        "year": [(str(year), str(year)) for year in store.years(db)],
        "kind": [(word, said(label)) for word, label, _ in choices.ACTIVITY],
    }


def _year(db: Connection, year: int | None, village: str, listed: bool) -> dict[str, Any]:
    """The calendar of a year with its condolences and trainings; not above a part of the list."""
    quota = house().settings.visits_quota
    if year is None:
        told = [said(N_("No activity has been entered yet."))]
        return {"year": None, "quota": quota, "sentences": told, **_NO_YEAR}
    counts = store.monthly(db, year, today(), village)
    titles = records.titles(db, "village", {one.village for one in counts if one.village})
    low = below(counts, year, today(), quota)
    told = visits.sentences(low, counts, year, quota, titles, language())
    whole: dict[str, Any] = {"year": year, "quota": quota, "sentences": told}
    if listed:
        return {**whole, **_NO_YEAR}
    return {
        **whole,
        "months": visits.calendar(low, counts, year, today(), titles),
        **{
            name: [
                Disclosed(line, _product(line))
                for line in store.activities(db, village, name, year, None, DISCLOSED)
            ]
            for name in ("condolence", "training")
        },
    }


_NO_YEAR: dict[str, Any] = {"months": [], "condolence": [], "training": []}


def _product(line: Activity) -> Said | None:
    """What is said where count × standard is not what is stated."""
    if line.households is None or line.standard is None or line.amount is None:
        return None
    product = line.households * line.standard
    if product == line.amount:
        return None
    return said(
        N_("%(count)s × %(standard)s = %(product)s yuan, but %(amount)s is stated."),
        count=line.households,
        standard=money.yuan(line.standard),
        product=money.yuan(product),
        amount=money.yuan(line.amount),
    )
