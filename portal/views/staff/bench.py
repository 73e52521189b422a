"""The workbench of a project: all about it on one page, each thing added in place.

Everything goes into one open draft of the person who works here. A form posts to its own address;
htmx gets the section alone, everybody else is sent back to it.
"""

import secrets
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import evidence, steps
from portal.codes import Edit, Values
from portal.errors import Conflict, Invalid, NotFound, PortalError
from portal.store import building, ledger, records, works
from portal.store.connect import Connection
from portal.store.drafts import Change
from portal.views import proofs, states
from portal.views.errors import STATUS
from portal.views.house import door, house, today
from portal.views.rendering import partial
from portal.views.staff import asks, boards, drafting, own_draft, photos, prefills, sections
from portal.views.staff.drafting import Typed
from portal.views.staff.gate import blueprint, me, page, stamp
from portal.views.staff.prefills import Own
from portal.views.staff.records import rebased
from portal.views.staff.sections import PARTS, Failed, Form, Row, Section
from portal.words import N_, Said, said

MARKS = {
    "new": N_("in your draft"),
    "edit": N_("changed in your draft"),
    "reverse": N_("taken back in your draft"),
}


@dataclass
class Bench:
    """A project on the workbench of the person who is signed in."""

    db: Connection
    code: str
    values: Values
    draft: Change | None

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What my draft holds."""
        return self.draft.edits if self.draft else ()

    @property
    def change(self) -> int | None:
        """The number of my draft."""
        return self.draft.number if self.draft else None

    @cached_property
    def directory(self) -> Own:
        """What the forms may name."""
        return Own(self.db, self.code, self.edits)

    @cached_property
    def steps(self) -> list[Row]:
        """The milestones as my draft would leave them."""
        return sections.rows(self.db, "milestone", self.code, self.edits)


def bench(code: str) -> Bench:
    """The workbench of a project that is published or in my draft; raises `NotFound`."""
    db = house().public
    draft = own_draft.draft(code)
    values = records.values(db, "project", code)
    for edit in draft.edits if draft else ():
        if (edit.table, edit.code) == ("project", code):
            values = {**(values or {}), **edit.values, "code": code}
    if values is None:
        raise NotFound(said(N_("There is no record “%(code)s” here."), code=code[:40]))
    return Bench(db, code, values, draft)


@blueprint.get("/projects/<code>")
def workbench(code: str) -> Response:
    """All about one project, and what the rules still ask for."""
    return bench_page(bench(code), request.args.get("add", ""))


def bench_page(found: Bench, asked: str = "", failed: Failed | None = None) -> Response:
    """The whole page; `failed` is the form that could not be kept."""
    shown = [section(found, name, asked, failed) for name in PARTS]
    return page("bench.html", status(failed), sections=shown, **shared(found, failed))


def status(failed: Failed | None) -> int:
    """The HTTP status of a page with this form on it."""
    return STATUS[type(failed.problem)] if failed else 200


def shared(found: Bench, failed: Failed | None) -> dict[str, Any]:
    """What the page and an answer to htmx both show around the sections."""
    return {
        "bench": found,
        "asked": asks.asked(found.db, found.values, found.change),
        "state": states.state(str(found.values["status"]) if found.values.get("status") else None),
        "marks": MARKS,
        "hidden": sections.hidden,
        "folding": sections.folding,
        "done": sections.done,
        "pics": photos.shown(found, failed),
        "purse": ledger.total(found.db, "project", found.code),
        "left": prefills.left(found.db, found.code),
        "figures": figures(found),
        "templates": steps.KINDS,
        "likely": prefills.template(found.values),
        "today": today(),
        "late": lambda row: states.progress(_step(row), today()).late,
        "board": lambda row: boards.board(found.db, row, today()),
        "gaps": boards.gaps(found.code, found.change),
        "thing": _thing(found),
        "failed": failed,
        "asks_for": request.args.get("add", ""),
        "new_key": lambda: secrets.token_urlsafe(16),
    }


def _thing(found: Bench) -> Said:
    return said(N_("Things in your draft: %(number)s"), number=len(found.edits))


def _step(row: Row) -> works.Step:
    names = ("title", "due", "met", "status", "value", "evidence")
    texts = (str(row.values[name]) if row.values.get(name) else None for name in names[1:])
    return works.Step(row.code, row.title, *texts)


def figures(found: Bench) -> list[Said]:
    """How far the works are, by the steps and by the last report, and whether these agree."""
    weighed = _weighed([row.values for row in found.steps])
    reports = building.progress(found.db, found.code, 1)
    told = [
        said(
            N_("By the last report (%(day)s): %(percent)s%%."),
            day=line.observed,
            percent=line.physical,
        )
        for line in reports
    ]
    apart = evidence.apart(found.db, found.code)
    return [*([weighed] if weighed else []), *told, *([apart] if apart else [])]


def _weighed(planned: list[Values]) -> Said | None:
    """How far the steps are by their weight, as my draft would leave them."""
    weights = [
        (int(values.get("weight") or 0), sections.done(values))
        for values in planned
        if values.get("status") != "dropped"
    ]
    whole = sum(weight for weight, _ in weights)
    if not whole:
        return None
    percent = round(100 * sum(weight for weight, done in weights if done) / whole)
    return proofs.by_weight(percent)


def section(found: Bench, name: str, asked: str = "", failed: Failed | None = None) -> Section:
    """One section with its lines and its forms."""
    heading, tables = PARTS[name]
    lines = [
        (
            t,
            found.steps
            if t == "milestone"
            else sections.rows(found.db, t, found.code, found.edits),
        )
        for t in tables
    ]
    forms = [
        _form(found, table, asked, failed) for table in tables or (name,) if table != "document"
    ]
    return Section(
        name, heading, lines, forms, _proved(found, lines) if name == "payment" else set()
    )


def _proved(found: Bench, lines: list[tuple[str, list[Row]]]) -> set[str]:
    return photos.vouchered(found, [row.code for _, rows in lines for row in rows])


def _form(found: Bench, table: str, asked: str, failed: Failed | None) -> Form:
    if table == "project":
        typed = drafting.opened(table, found.code, found.change)
    else:
        rows = [row.values for row in found.steps] if table == "milestone" else []
        texts = prefills.prefilled(found.db, table, found.values, rows, today())
        typed = sections.blank(table, found.change, texts)
    return sections.form(typed, found.directory, failed, asked)


def answer(code: str, name: str, failed: Failed | None = None) -> AnyResponse:
    """The section alone for htmx; else back to it, or the page with what has to be mended."""
    if failed is None and not partial():
        address = url_for("staff.workbench", code=code)
        return redirect(f"{address}#s-{name}", code=303)
    found = bench(code)
    if not partial():
        return bench_page(found, failed=failed)
    shown = section(found, name, failed=failed)
    return page("bench_answer.html", status(failed), section=shown, **shared(found, failed))


@blueprint.post("/projects/<code>/<table>")
def add(code: str, table: str) -> AnyResponse:
    """Puts a new record, or what changes of the project itself, into my draft."""
    if table not in sections.SECTION or table == "document":
        raise NotFound(said(N_("There is no table “%(table)s”."), table=table[:40]))
    found = bench(code)
    known = table == "project" and records.exists(found.db, table, code)
    own = code if table == "project" else ""
    typed = drafting.sent(table, own, "edit" if known else "create")
    return _kept(code, _about(found, typed))


def _about(found: Bench, typed: Typed) -> Typed:
    """The form as one about this project, whatever was sent; raises `NotFound`."""
    if typed.table == "contract_change":
        contract = found.directory.code("contract", typed.texts["contract"])
        if contract and contract not in dict(found.directory.options("contract")):
            raise NotFound(said(N_("There is no record “%(code)s” here."), code=contract[:40]))
    if "project" in typed.texts:
        return replace(typed, texts={**typed.texts, "project": found.code})
    return typed


def _kept(code: str, typed: Typed) -> AnyResponse:
    """Keeps a form in my draft; back to its section with what is wrong when it cannot be kept."""
    name = sections.SECTION[typed.table]
    try:
        own_draft.kept(code, lambda into: drafting.keep(replace(typed, change=into)))
    except Conflict as conflict:
        return answer(code, name, Failed(rebased(typed, conflict), conflict))
    except PortalError as problem:
        return answer(code, name, Failed(typed, problem))
    return answer(code, name)


@blueprint.post("/projects/<code>/milestone/<step>")
def met(code: str, step: str) -> AnyResponse:
    """Says of a step that it was met on a day, with what result."""
    found = bench(code)
    typed = drafting.opened("milestone", step, found.change)
    if typed.texts.get("project") != code:
        raise NotFound(said(N_("There is no record “%(code)s” here."), code=step[:40]))
    given = {name: request.form.get(name, "").strip() for name in ("met", "value")}
    texts = {**typed.texts, "status": "met", **{n: text for n, text in given.items() if text}}
    key = drafting.sent("milestone", step, "edit").key
    try:
        if not given["met"]:
            raise Invalid(said(N_("Say on which day the step was met.")))
        form = replace(typed, texts=texts, key=key)
        own_draft.kept(code, lambda into: drafting.keep(replace(form, change=into)))
    except PortalError as problem:
        return answer(code, "milestone", Failed(replace(typed, table="met", texts=given), problem))
    return answer(code, "milestone")


@blueprint.post("/projects/<code>/notice/<notice>")
def closed(code: str, notice: str) -> AnyResponse:
    """Records the result of a posting's period."""
    found = bench(code)
    typed = drafting.opened("notice", notice, found.change)
    if typed.texts.get("project") != code:
        raise NotFound(said(N_("There is no record “%(code)s” here."), code=notice[:40]))
    given = {name: request.form.get(name, "").strip() for name in ("closed", "result")}
    key = drafting.sent("notice", notice, "edit").key
    try:
        form = replace(typed, texts={**typed.texts, **given}, key=key)
        own_draft.kept(code, lambda into: drafting.keep(replace(form, change=into)))
    except PortalError as problem:
        back = Failed(replace(typed, table="closed", texts=given), problem)
        return answer(code, "notice", back)
    return answer(code, "notice")


@blueprint.post("/projects/<code>/steps")
def standard(code: str) -> AnyResponse:
    """Puts the standard steps that are not there yet into my draft."""
    try:
        own_draft.kept(code, lambda into: _standard(bench(code), into))
    except PortalError as problem:
        return answer(code, "milestone", Failed(Typed("steps", "", "create"), problem))
    return answer(code, "milestone")


def _standard(found: Bench, into: int | None) -> int:
    key = f"{me().name}:{request.form.get('key', '')[:64]}"
    if before := drafting.used(key):
        return before
    edits = _planned(found, request.form.get("kind", ""))
    return drafting.once(
        key, "steps", lambda: (door().propose(me(), "", edits, stamp(), into=into), "-")
    )


def _planned(found: Bench, kind: str) -> list[Edit]:
    there = [row.values for row in found.steps]
    weighed = sum(int(values.get("weight") or 0) for values in there)
    begin, end = (str(found.values.get(n) or "") for n in ("planned_start", "planned_end"))
    titles = {str(values["title"]) for values in there}
    wanted = steps.planned(kind, begin, end, titles, weighed)
    if not wanted:
        raise Invalid(said(N_("All the standard steps are there already.")))
    first = prefills.following(there)
    return [
        Edit(
            "create",
            "milestone",
            f"?{place}",
            0,
            {"project": found.code, "position": place, **line._asdict()},
        )
        for place, line in enumerate(wanted, first)
    ]


@blueprint.post("/projects/<code>/photos")
def add_photos(code: str) -> AnyResponse:
    """Puts photos of the project, or of one of its steps, into my draft."""
    try:
        own_draft.kept(code, photos.keep)
    except PortalError as problem:
        return answer(code, "document", Failed(photos.typed(), problem))
    return answer(code, "document")


@blueprint.post("/projects/<code>/drop")
def take_out(code: str) -> AnyResponse:
    """Takes one thing out of my draft."""
    found = bench(code)
    table = request.form.get("table", "")
    if found.change and table in sections.SECTION:
        door().drop(found.change, me(), table, request.form.get("code", ""))
    return answer(code, sections.SECTION.get(table, "project"))
