"""Every payment of the site in one list, newest first."""

from urllib.parse import urlencode

from flask import Blueprint, Response, request

from portal.store import ledger, papers, records, spending
from portal.store.ledger import Total
from portal.store.spending import Sought
from portal.views import files, listing, summaries
from portal.views.house import public
from portal.views.listing import PAGE
from portal.views.rendering import language, partial, render

blueprint = Blueprint("payments", __name__)


@blueprint.get("/payments")
@blueprint.get(f"/payments.<{files.FORMS}:form>")
def payments(form: str = "") -> str | Response:
    """The payments that fit the address; the rows alone for htmx."""
    db = public()
    known: dict[str, listing.Options] = {
        "village": [(code, title) for code, title in records.options(db, "village", 200)],
        "year": [(str(year), str(year)) for year in spending.years(db)],
    }
    payee = request.args.get("payee", "")[:60]
    if payee:
        known["payee"] = list(records.titles(db, "organisation", [payee]).items())
    given, notes = listing.chosen(request.args, known)
    after, odd = listing.dated(request.args.get("after", ""))
    found = spending.payments(db, _sought(given, after))
    more = listing.more([(line.paid, line.code) for line in found], given)
    if form:
        codes = [line.code for line in found[:PAGE]]
        return files.answer(form, *files.listed(db, "payment", codes, more))
    total = ledger.total(db, "site", "all")
    return render(
        "public/_payments.html" if partial() else "public/payments.html",
        section="payments",
        known=known,
        given=given,
        start="?" + urlencode(given) if given else "",
        notes=[*notes, *odd, *listing.cut(db, given, "payment")],
        after=after,
        lines=found[:PAGE],
        pictured=papers.pictured(db, [line.code for line in found[:PAGE]]),
        more=more,
        sentences=summaries.payments(total, language()),
        total=total if not given else _of_one(given),
    )


def _sought(given: dict[str, str], after: tuple[str, str] | None) -> Sought:
    return Sought(
        village=given.get("village", ""),
        payee=given.get("payee", ""),
        year=int(given["year"]) if "year" in given else None,
        text=given.get("q", ""),
        after=after,
        limit=PAGE + 1,
    )


def _of_one(given: dict[str, str]) -> Total | None:
    """What was paid in all, where a running sum says it."""
    for name, about in (("village", "village"), ("payee", "organisation")):
        if set(given) == {name}:
            return ledger.total(public(), about, given[name])
    return None
