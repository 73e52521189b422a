"""The pages that anyone may read: GET only, no cookie, whole without JavaScript."""

import dataclasses

from flask import Blueprint, Response, request

from portal import choices
from portal.choices import DONATED
from portal.entities import attributes
from portal.entities.funds import Funding
from portal.entities.works import Project
from portal.errors import NotFound
from portal.store import ledger, log, records, snapshot, works
from portal.store.works import Wanted
from portal.views import facts, flows, history, listing, sentences, states
from portal.views.house import house, public, today
from portal.views.rendering import language, partial, render
from portal.words import N_, said

blueprint = Blueprint("public", __name__)
PAGE = 50

GROUPS = (
    (N_("What and where"), ("village", "year", "type", "subtype", "nature", "level", "place")),
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
        ("budget", "settled", "balance_destination", "procurement", "in_library", "note"),
    ),
)
"""The facts of a project under their headings."""


@blueprint.before_request
def _hold() -> None:
    snapshot.hold(public())


@blueprint.teardown_request
def _release(error: BaseException | None) -> None:
    snapshot.release(public())


@blueprint.get("/")
def home() -> str:
    """What came in, what was used, what is left; what is new; where to go."""
    db = public()
    total = ledger.sum_of(db, DONATED)
    under_way = works.projects(db, Wanted(status=choices.UNDER_WAY, limit=8))
    return render(
        "public/home.html",
        sentences=sentences.home(total, language()),
        total=total,
        balanced=flows.balanced(db),
        others=flows.others(db),
        flows=flows.flows(db),
        under_way=[(line, states.state(line.status)) for line in under_way],
        overdue=states.overdue,
        today=today(),
        changes=_lines(log.latest(db, 8)),
        villages=records.options(db, "village", 100),
    )


def _lines(rows: list[log.Row]) -> list[history.Line]:
    return history.lines(public(), rows, house().settings.timezone, language())


@blueprint.get("/projects")
def projects() -> str:
    """The projects that fit the address; the rows alone for htmx."""
    db = public()
    known = listing.options(db)
    asked = listing.asked(request.args, known)
    found = works.projects(db, dataclasses.replace(asked.wanted, limit=PAGE + 1))
    return render(
        "public/_projects.html" if partial() else "public/projects.html",
        section="under_way" if asked.given == {"status": "under_way"} else "projects",
        known=known,
        asked=asked,
        lines=[(line, *states.state(line.status)) for line in found[:PAGE]],
        more=asked.more(found[PAGE - 1]) if len(found) > PAGE else "",
    )


@blueprint.get("/projects/<code>")
def project(code: str) -> str:
    """One project: its sentence, plan against fact, every payment, every step, its history."""
    db = public()
    found = records.record(db, "project", code)
    if not isinstance(found, Project):
        raise NotFound(said(N_("There is no project “%(code)s”."), code=code[:40]))
    values = records.values(db, "project", code) or {}
    total = ledger.total(db, "project", code)
    assigned = ledger.assigned_to(db, code)
    steps = works.steps(db, code)
    after, notes = listing.dated(request.args.get("after", ""))
    payments = ledger.paid_for(db, code, after or ("", ""), PAGE + 1)
    tongue = language()
    return render(
        "public/project.html",
        section="projects",
        project=found,
        state=states.state(found.status),
        sentences=sentences.project(
            found, total, sentences.gifts(assigned), steps, today(), tongue
        ),
        groups=[
            (said(title), facts.facts(db, "project", values, names, tongue))
            for title, names in GROUPS
        ],
        total=total,
        levels=flows.levels(found, total),
        plan=flows.sources(ledger.planned_for(db, code)),
        funds=flows.funds(assigned),
        differences=flows.differences(found, total),
        notes=notes,
        after=after,
        payments=payments[:PAGE],
        more=_after(payments[PAGE - 1].paid, payments[PAGE - 1].code)
        if len(payments) > PAGE
        else "",
        steps=[states.progress(step, today()) for step in steps],
        agreements=works.agreements(db, code),
        changes=_lines(log.history(db, "project", code, 20)),
    )


def _after(day: str, code: str) -> str:
    return f"?after={day},{code}"


@blueprint.get("/payments/<code>")
def payment(code: str) -> str:
    """One payment: whose money, to whom, for what, and which voucher."""
    db = public()
    found = ledger.payment(db, code)
    if found is None:
        raise NotFound(said(N_("There is no payment “%(code)s”."), code=code[:40]))
    values = records.values(db, "payment", code) or {}
    names = [name for name in attributes("payment") if name not in ("code", "allocation")]
    return render(
        "public/payment.html",
        payment=found,
        donor=sentences.donor(found.donor),
        sentences=sentences.payment(found, language()),
        facts=facts.facts(db, "payment", values, names, language()),
        changes=_lines(log.history(db, "payment", code)),
    )


@blueprint.get("/donations")
def donations() -> str:
    """All donations, newest first; the rows alone for htmx."""
    db = public()
    after, notes = listing.dated(request.args.get("after", ""))
    found = ledger.donations(db, DONATED, after=after, limit=PAGE + 1)
    total = ledger.sum_of(db, DONATED)
    return render(
        "public/_donations.html" if partial() else "public/donations.html",
        section="donations",
        sentences=sentences.home(total, language()),
        total=total,
        notes=notes,
        after=after,
        lines=[(line, sentences.donor(line.donor)) for line in found[:PAGE]],
        more=_after(found[PAGE - 1].received, found[PAGE - 1].code) if len(found) > PAGE else "",
    )


@blueprint.get("/donations/<code>")
def donation(code: str) -> str:
    """One donation, or other money, followed to the last payment."""
    db = public()
    found = records.record(db, "funding", code)
    if not isinstance(found, Funding):
        raise NotFound(said(N_("There is no donation “%(code)s”."), code=code[:40]))
    values = records.values(db, "funding", code) or {}
    given = _given(found)
    total = ledger.total(db, "funding", found.reverses or code)
    assigned = ledger.assigned_from(db, code)
    payments = ledger.paid_from(db, tuple(line.code for line in assigned))
    names = [name for name in attributes("funding") if name not in ("code", "donor_display")]
    last = ledger.last_payment(db, code)
    return render(
        "public/donation.html",
        section="donations" if found.nature in DONATED else "",
        funding=found,
        heading=sentences.heading(given),
        remainder=sentences.remainder(total),
        given=given,
        total=total,
        sentences=sentences.donation(given, total, last, today(), language()),
        uses=[
            (line, [paid for paid in payments if paid.allocation == line.code]) for line in assigned
        ],
        facts=facts.facts(db, "funding", values, names, language()),
        changes=_lines(log.history(db, "funding", code)),
    )


def _given(found: Funding) -> sentences.Given:
    db = public()
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
    )


@blueprint.get("/log")
def record_of_changes() -> str:
    """Every published change, newest first, under the signed head of the log."""
    db = public()
    before, notes = listing.numbered(request.args.get("before", ""))
    rows = log.latest(db, PAGE + 1, before)
    checkpoint = log.checkpoint(db)
    return render(
        "public/_log.html" if partial() else "public/log.html",
        section="log",
        size=log.size(db),
        log_root=log.root(db).hex(),
        note=checkpoint.note if checkpoint else "",
        notes=notes,
        before=before,
        lines=_lines(rows[:PAGE]),
        more=f"?before={rows[PAGE - 1].number}" if len(rows) > PAGE else "",
    )


@blueprint.get("/log/checkpoint")
def checkpoint() -> Response:
    """The latest signed note, as witnesses read it."""
    found = log.checkpoint(public())
    if found is None:
        raise NotFound(said(N_("Nothing has been published yet, so nothing is signed yet.")))
    return Response(found.note, mimetype="text/plain")
