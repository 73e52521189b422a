"""An organisation: what it gave, was paid, signed, builds, answers for and accepted."""

import dataclasses
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from portal.choices import DONATED
from portal.entities.places import Organisation
from portal.errors import NotFound
from portal.store import dealings, ledger, log, papers, records, spending, units
from portal.store.connect import Connection
from portal.store.dealings import Checked, Deal, Gift, Work
from portal.store.ledger import Paid, Total
from portal.store.spending import Sought
from portal.store.units import Unit
from portal.views import facts, files, history, listing, questions, states, summaries
from portal.views.house import house, public
from portal.views.listing import PAGE
from portal.views.rendering import language, partial, render
from portal.words import N_, Said, said

blueprint = Blueprint("organisations", __name__)
MOST = 30
"""How many lines of each list the page shows; the files hold more."""
FACTS = ("kind", "scheme", "identifier", "phone", "note")

COLUMNS = {
    "given": ("received", "amount"),
    "received": ("paid", "amount"),
    "contracts": ("signed", "value"),
    "projects": ("year", "budget"),
    "accepted": ("accepted_on", ""),
}
"""List → what stands in the columns `day` and `amount` of the file."""

ROLES = (
    ("giver", N_("brings money in")),
    ("payee", N_("is paid")),
    ("contractor", N_("has contracts")),
    ("implementing", N_("implements projects")),
    ("responsible", N_("answers for projects")),
    ("accepting", N_("accepts works")),
)
"""Role → its words, in the order of the list."""


@blueprint.get("/organisations")
@blueprint.get(f"/organisations.<{files.FORMS}:form>")
def organisations(form: str = "") -> str | Response:
    """The organisations that have to do with money or works; the rows alone for htmx."""
    db = public()
    known: dict[str, listing.Options] = {"role": [(role, said(word)) for role, word in ROLES]}
    given, notes = listing.chosen(request.args, known)
    after, odd = listing.coded(request.args.get("after", ""))
    sought = units.Sought(given.get("role", ""), given.get("q", ""), after)
    found, last = units.units(db, sought)
    if len(found) > PAGE:
        last = found[PAGE - 1].code
    more = "?" + urlencode({**given, "after": last}) if last else ""
    if form:
        rows = [_unit(unit) for unit in found[:PAGE]]
        return files.answer(form, rows, {"records": rows, "next": more or None})
    return render(
        "public/_organisations.html" if partial() else "public/organisations.html",
        section="organisations",
        known=known,
        given=given,
        start="?" + urlencode(given) if given else "",
        notes=[*notes, *odd],
        after=after,
        lines=[(unit, _roles(unit)) for unit in found[:PAGE]],
        more=more,
    )


def _roles(unit: Unit) -> list[Said]:
    return [said(word) for role, word in ROLES if getattr(unit, role)]


def _unit(unit: Unit) -> files.Row:
    (row,) = files.lines([unit])
    return row


class Dealings(NamedTuple):
    """All that an organisation has had to do with."""

    given: list[Gift]
    received: list[Paid]
    contracts: list[Deal]
    projects: list[Work]
    accepted: list[Checked]


@blueprint.get("/organisations/<code>")
@blueprint.get(f"/organisations/<code>.<{files.FORMS}:form>")
def organisation(code: str, form: str = "") -> str | Response:
    """One organisation. Of whom nothing public can be told has no page: a kind person stays so."""
    db = public()
    found = records.record(db, "organisation", code)
    most = files.MOST if form else MOST + 1
    dealt = _dealings(db, code, most)
    if not isinstance(found, Organisation) or not any(dealt):
        text = N_("Nothing is entered here about an organisation “%(code)s”.")
        raise NotFound(said(text, code=code[:40]))
    total = ledger.total(db, "organisation", code)
    if form:
        return files.answer(form, *_file(found, total, dealt))
    return render(
        "public/organisation.html",
        **questions.about(db, [("organisation", code)]),
        **_story(db, found, total, dealt),
    )


def _dealings(db: Connection, code: str, most: int) -> Dealings:
    return Dealings(
        dealings.given(db, code, most),
        spending.payments(db, Sought(payee=code, limit=most)),
        dealings.contracts(db, code, most),
        dealings.projects(db, code, most),
        dealings.accepted(db, code, most),
    )


def _file(found: Organisation, total: Total, dealt: Dealings) -> tuple[list[files.Row], files.Row]:
    """Every line with its role as rows, and the organisation with its lists."""
    lists = {name: files.lines(lines) for name, lines in dealt._asdict().items()}
    sums = files.totals(total)
    return _rows(lists), {
        "organisation": files.plain("organisation", dataclasses.asdict(found)),
        "totals": {"given": sums["received"], "received": sums["paid"]},
        **lists,
    }


def _rows(lists: dict[str, list[files.Row]]) -> list[files.Row]:
    return [
        {
            "list": name,
            "code": row["code"],
            "title": row.get("title"),
            "project": row.get("project"),
            "day": row[day],
            "amount": row.get(amount),
        }
        for name, (day, amount) in COLUMNS.items()
        for row in lists[name]
    ]


def _story(db: Connection, found: Organisation, total: Total, dealt: Dealings) -> dict[str, Any]:
    values = records.values(db, "organisation", found.code) or {}
    rows = log.history(db, "organisation", found.code)
    return {
        "organisation": found,
        "sentences": summaries.organisation(found.title, total, any(dealt[2:]), language()),
        "total": total,
        "given": dealt.given[:MOST],
        "donates": any(gift.nature in DONATED for gift in dealt.given),
        "received": dealt.received[:MOST],
        "pictured": papers.pictured(db, [line.code for line in dealt.received[:MOST]]),
        "contracts": dealt.contracts[:MOST],
        "projects": [(line, states.state(line.status)) for line in dealt.projects[:MOST]],
        "accepted": dealt.accepted[:MOST],
        "cut": any(len(lines) > MOST for lines in dealt),
        "most": MOST,
        "facts": facts.facts(db, "organisation", values, FACTS, language()),
        "changes": history.lines(db, rows, house().settings.timezone, language()),
    }
