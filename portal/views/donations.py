"""The donations: all in one list, and each followed down to its payments."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from portal import choices
from portal.choices import DONATED
from portal.entities import attributes
from portal.entities.funds import Funding
from portal.errors import NotFound
from portal.store import gifts, ledger, log, papers, records, streams
from portal.store.connect import Connection
from portal.store.gifts import Sought
from portal.store.ledger import Assigned, Paid, Total
from portal.views import facts, files, history, listing, questions, sentences
from portal.views.house import house, public, today
from portal.views.listing import PAGE
from portal.views.rendering import language, partial, render
from portal.words import N_, Said, said

blueprint = Blueprint("donations", __name__)
USES = 10
"""How many allocations one page of a donation shows."""
LEAST = 5
"""How many payments of each it shows at least; more where there is room."""


class Use(NamedTuple):
    """An allocation, its payments that this page shows, and the query string of further ones."""

    line: Assigned
    payments: list[Paid]
    more: str


@blueprint.get("/donations")
@blueprint.get(f"/donations.<{files.FORMS}:form>")
def donations(form: str = "") -> str | Response:
    """The donations that fit the address, newest first; the rows alone for htmx."""
    db = public()
    known = _known(db)
    given, notes = listing.chosen(request.args, known)
    after, odd = listing.dated(request.args.get("after", ""))
    found = gifts.donations(db, _sought(given, after))
    more = listing.more([(line.received, line.code) for line in found], given)
    if form:
        codes = [line.code for line in found[:PAGE]]
        return files.answer(form, *files.listed(db, "funding", codes, more))
    total = ledger.sum_of(db, DONATED)
    return render(
        "public/_donations.html" if partial() else "public/donations.html",
        section="donations",
        known=known,
        given=given,
        start="?" + urlencode(given) if given else "",
        sentences=sentences.home(total, language()),
        total=_total(db, given, total),
        notes=[*notes, *odd],
        after=after,
        lines=[(line, sentences.donor(line.donor)) for line in found[:PAGE]],
        more=more,
    )


def _known(db: Connection) -> dict[str, listing.Options]:
    """What can be chosen; a donor by the link from its page, if it gave under its name."""
    donor = request.args.get("donor", "")[:60]
    titles = records.titles(db, "organisation", [donor]) if donor else {}
    named = bool(titles) and ledger.total(db, "organisation", donor).received
    return {
        "year": [(str(year), str(year)) for year in streams.years(db)],
        "nature": [(word, said(label)) for word, label, _ in choices.NATURE if word in DONATED],
        "donor": list(titles.items()) if named else [],
    }


def _sought(given: dict[str, str], after: tuple[str, str] | None) -> Sought:
    return Sought(
        natures=(given["nature"],) if "nature" in given else DONATED,
        year=int(given.get("year", 0)),
        donor=given.get("donor", ""),
        text=given.get("q", ""),
        after=after,
        limit=PAGE + 1,
    )


def _total(db: Connection, given: dict[str, str], every: Total) -> Total | None:
    """The sum of the list, where a running sum says it."""
    if set(given) == {"nature"}:
        return ledger.total(db, "nature", given["nature"])
    return None if given else every


@blueprint.get("/donations/<code>")
@blueprint.get(f"/donations/<code>.<{files.FORMS}:form>")
def donation(code: str, form: str = "") -> str | Response:
    """One donation, or other money, followed to the last payment."""
    db = public()
    found = records.record(db, "funding", code)
    if not isinstance(found, Funding):
        raise NotFound(said(N_("There is no donation “%(code)s”."), code=code[:40]))
    if form:
        return files.answer(form, *files.donation(db, code))
    rows = log.history(db, "funding", code)
    return render(
        "public/donation.html",
        section="donations" if found.nature in DONATED else "",
        changes=history.lines(db, rows, house().settings.timezone, language()),
        **questions.about(db, [("funding", code)]),
        **_uses(db, code),
        **_story(db, found),
    )


def _uses(db: Connection, code: str) -> dict[str, Any]:
    """The allocations that the address asks for, each with its first payments or those after."""
    one, odd = listing.coded(request.args.get("use", ""))
    start, lost = listing.coded(request.args.get("from", ""))
    after, unclear = listing.dated(request.args.get("after", "")) if one else (None, [])
    lines = gifts.use(db, code, one) if one else gifts.uses(db, code, start, USES + 1)
    each = PAGE if len(lines) == 1 else max(LEAST, PAGE // max(len(lines), 1))
    shown = lines[:USES]
    payments = gifts.paid_of_each(db, [line.code for line in shown], after, each + 1)
    return {
        "uses": [_use(line, payments, each) for line in shown],
        "pictured": papers.pictured(db, [paid.code for paid in payments]),
        "notes": [*odd, *lost, *unclear, *_gone(one, lines)],
        "further": f"?from={lines[USES - 1].code}" if len(lines) > USES else "",
        "within": bool(one or start),
    }


def _use(line: Assigned, payments: list[Paid], each: int) -> Use:
    own = [paid for paid in payments if paid.allocation == line.code]
    more = ""
    if len(own) > each:
        last = own[each - 1]
        more = "?" + urlencode({"use": line.code, "after": f"{last.paid},{last.code}"}, safe=",")
    return Use(line, own[:each], more)


def _gone(one: str, lines: list[Assigned]) -> list[Said]:
    if not one or lines:
        return []
    return [said(N_("This donation has no allocation “%(code)s”."), code=one)]


def _story(db: Connection, found: Funding) -> dict[str, Any]:
    """Its sentence, sums and attributes."""
    total = ledger.total(db, "funding", found.reverses or found.code)
    given = _given(db, found)
    last = gifts.last_payment(db, found.code)
    values = records.values(db, "funding", found.code) or {}
    names = [name for name in attributes("funding") if name not in ("code", "donor_display")]
    return {
        "given": given,
        "heading": sentences.heading(given),
        "sentences": sentences.donation(given, total, last, today(), language()),
        "total": total,
        "remainder": sentences.remainder(total),
        "facts": facts.facts(db, "funding", values, names, language()),
        "papers": papers.proofs(db, "funding", [found.code]),
    }


def _given(db: Connection, found: Funding) -> sentences.Given:
    name = None
    if found.donor_display != "kind_person":
        name = records.titles(db, "organisation", [found.provider]).get(found.provider)
    return sentences.Given(
        sentences.donor(name),
        found.nature,
        found.received,
        found.amount,
        found.reverses,
        ledger.reversed_by(db, "funding", found.code),
        found.in_kind,
    )
