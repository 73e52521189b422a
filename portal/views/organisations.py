"""An organisation: what it gave, was paid, signed, builds and answers for, in one place."""

import dataclasses
from typing import Any, NamedTuple

from flask import Blueprint, Response

from portal.entities.places import Organisation
from portal.errors import NotFound
from portal.store import dealings, ledger, log, records, spending
from portal.store.connect import Connection
from portal.store.dealings import Deal, Gift, Work
from portal.store.ledger import Paid, Total
from portal.store.spending import Sought
from portal.views import facts, files, history, states, summaries
from portal.views.house import house, public
from portal.views.rendering import language, render
from portal.words import N_, said

blueprint = Blueprint("organisations", __name__)
MOST = 30
"""How many lines of each list the page shows; the files hold more."""
FACTS = ("kind", "scheme", "identifier", "phone", "note")

COLUMNS = {
    "given": ("received", "amount"),
    "received": ("paid", "amount"),
    "contracts": ("signed", "value"),
    "projects": ("year", "budget"),
}
"""List → what stands in the columns `day` and `amount` of the file."""


class Dealings(NamedTuple):
    """All that an organisation has had to do with."""

    given: list[Gift]
    received: list[Paid]
    contracts: list[Deal]
    projects: list[Work]


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
    return render("public/organisation.html", **_story(db, found, total, dealt))


def _dealings(db: Connection, code: str, most: int) -> Dealings:
    return Dealings(
        dealings.given(db, code, most),
        spending.payments(db, Sought(payee=code, limit=most)),
        dealings.contracts(db, code, most),
        dealings.projects(db, code, most),
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
            "amount": row[amount],
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
        "received": dealt.received[:MOST],
        "contracts": dealt.contracts[:MOST],
        "projects": [(line, states.state(line.status)) for line in dealt.projects[:MOST]],
        "cut": any(len(lines) > MOST for lines in dealt),
        "most": MOST,
        "facts": facts.facts(db, "organisation", values, FACTS, language()),
        "changes": history.lines(db, rows, house().settings.timezone, language()),
    }
