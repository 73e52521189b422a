"""What the page of one record shows, from its sentence down to the last attribute."""

from typing import Any

from portal.entities import attributes
from portal.entities.works import Project
from portal.store import building, ledger, notices, papers, posts, records, works
from portal.store.connect import Connection
from portal.store.ledger import Paid
from portal.views import (
    announced,
    facts,
    flows,
    maps,
    project_sentence,
    proofs,
    sentences,
    states,
    terms,
)
from portal.views.project_sentence import Case
from portal.words import N_, said

NEWS = 3
"""How many posts the page of a project shows."""

GROUPS = (
    (
        N_("What and where"),
        ("village", "year", "type", "subtype", "nature", "level", "place", "position", "line"),
    ),
    (N_("How much of it"), ("scale", "length", "width", "thickness", "area")),
    (N_("Who answers for it"), ("responsible_unit", "implementing_unit", "responsible")),
    (
        N_("When"),
        ("planned_start", "planned_end", "actual_start", "actual_end", "status_reason"),
    ),
    (
        N_("For whom"),
        (
            *("benefit_villages", "benefit_households", "benefit_persons"),
            *("lifted_households", "lifted_persons", "target", "participation", "mechanism"),
        ),
    ),
    (
        N_("Money and procedure"),
        (
            *("budget", "subsidy", "settled", "management_fee", "balance_destination"),
            *("procurement", "in_library", "note"),
        ),
    ),
)
"""The facts of a project under their headings."""


def project(db: Connection, found: Project, today: str, language: str) -> dict[str, Any]:
    """A project: its sentence, plan against fact, steps, contracts and facts."""
    code = found.code
    total = ledger.total(db, "project", code)
    assigned = ledger.assigned_to(db, code)
    steps = works.steps(db, code)
    given = project_sentence.gifts(assigned)
    values = records.values(db, "project", code) or {}
    accepted = building.acceptances(db, code)
    checked = project_sentence.checked(accepted)
    case = Case(found, total, given, steps, today, language, checked)
    return {
        "project": found,
        "state": states.state(found.status),
        "status_term": terms.STATUS.get(found.status or "", ""),
        "news": posts.posts(db, project=code, limit=NEWS),
        "news_all": "",
        "sentences": project_sentence.project(case),
        "total": total,
        "levels": flows.levels(found, total),
        "plan": flows.sources(ledger.planned_for(db, code)),
        "funds": flows.funds(assigned),
        "differences": flows.differences(found, total),
        "works": proofs.story(db, found, steps, accepted, total.paid, today),
        "agreements": works.agreements(db, code),
        "notices": announced.lines(notices.of_project(db, code)),
        "ground": maps.project(found.title, found.position, found.line),
        "groups": [
            (said(title), facts.facts(db, "project", values, names, language))
            for title, names in GROUPS
        ],
    }


def payment(db: Connection, found: Paid, language: str) -> dict[str, Any]:
    """A payment: its sentence, the way of its money, all that was entered."""
    values = records.values(db, "payment", found.code) or {}
    names = [name for name in attributes("payment") if name not in ("code", "allocation")]
    return {
        "payment": found,
        "donor": sentences.donor(found.donor),
        "sentences": sentences.payment(found, language),
        "facts": facts.facts(db, "payment", values, names, language),
        "papers": papers.proofs(db, "payment", [found.code]),
    }
