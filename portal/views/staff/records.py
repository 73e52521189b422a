"""The form of a new record, the form of one that exists, and published amounts."""

from dataclasses import replace
from typing import NamedTuple

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import forms
from portal.choices import PROVED_BY
from portal.codes import Values
from portal.entities import attributes, entity
from portal.errors import Conflict, PortalError
from portal.store import drafts, ledger, log, records
from portal.store.captions import captions
from portal.views.errors import STATUS
from portal.views.house import house
from portal.views.staff import drafting, fields, topics, wording, writing
from portal.views.staff.drafting import Typed
from portal.views.staff.gate import blueprint, page
from portal.words import N_, Said, said


class Compared(NamedTuple):
    """One attribute of a stale form: as its author saw it, as it stands now, as typed."""

    name: str
    seen: str
    theirs: str
    mine: str
    clash: bool


@blueprint.get("/<table>/new")
def new(table: str) -> Response:
    """The form of a new record."""
    entity(table)
    return form_page(drafting.blank(table))


@blueprint.post("/<table>/new")
def create(table: str) -> AnyResponse:
    """Keeps a new record as a draft."""
    entity(table)
    return saved(drafting.sent(table, "", "create"))


@blueprint.get("/<table>/<code>")
def record(table: str, code: str) -> AnyResponse:
    """The form of a record; a published amount has none and is shown."""
    entity(table)
    typed = drafting.opened(table, code)
    if typed.action == "reverse":
        return redirect(url_for("staff.change", number=typed.change), code=303)
    if entity(table).money and typed.based_on:
        return money_page(table, code)
    return form_page(typed)


@blueprint.post("/<table>/<code>")
def amend(table: str, code: str) -> AnyResponse:
    """Keeps the changes of a record as a draft."""
    entity(table)
    published = records.exists(house().public, table, code)
    return saved(drafting.sent(table, code, "edit" if published else "create"))


def saved(typed: Typed) -> AnyResponse:
    """To the change that holds the form; back to the form to look, or when it cannot be kept."""
    if request.form.get("then") == "preview":
        return form_page(typed)
    try:
        number = drafting.keep(typed)
    except Conflict as conflict:
        return stale_page(typed, conflict)
    except PortalError as problem:
        errors = getattr(problem, "fields", {})
        return form_page(typed, STATUS[type(problem)], problem.sentence, errors)
    return redirect(url_for("staff.change", number=number), code=303)


def form_page(
    typed: Typed,
    status: int = 200,
    sentence: Said | None = None,
    errors: dict[str, Said] | None = None,
    compared: list[Compared] | None = None,
) -> Response:
    """A form with what was typed, what is wrong with it, and what else waits for the record."""
    errors = errors or {}
    made = fields.made(typed.table, typed.texts, errors, drafting.directory(typed.change))
    return page(
        "form.html",
        status,
        typed=typed,
        table=typed.table,
        topics=topics.topics(made),
        missing=topics.missing(made) if typed.action == "edit" else [],
        sentence=sentence,
        errors=errors,
        compared=compared,
        others=_others(typed),
        belonging=_belonging(typed.table, typed.code, typed.change)
        if typed.action == "edit"
        else [],
        photos=_photos(typed),
        title=typed.texts.get("title", "") if typed.action == "edit" else "",
        heading=said(N_("New: %(table)s"), table=said(entity(typed.table).label)),
        labels=fields.labels(typed.table),
        asks_code=typed.action == "create" and not _in_draft(typed),
        action=_address(typed),
        writes=writing.preview(typed.texts.get("body", ""))
        if "body" in fields.shown(typed.table)
        else None,
    )


def _in_draft(typed: Typed) -> bool:
    """Whether the form is about a new record that a draft already holds."""
    change = drafting.mine(typed.change)
    edits = change.edits if change else ()
    return any((edit.table, edit.code) == (typed.table, typed.code) for edit in edits)


def _address(typed: Typed) -> str:
    if typed.action == "edit" or _in_draft(typed):
        return url_for("staff.record", table=typed.table, code=typed.code)
    return url_for("staff.new", table=typed.table)


def _others(typed: Typed) -> list[int]:
    """Other open changes that touch the same record."""
    if not typed.code:
        return []
    open_ones = drafts.open_edits(house().private, typed.table, typed.code)
    return [number for number in open_ones if number != typed.change]


def _photos(typed: Typed) -> str:
    """Where photos of a record are added; "" for one that is not kept yet or has none."""
    if typed.table not in (word for word, _, _ in PROVED_BY) or not (
        typed.action == "edit" or _in_draft(typed)
    ):
        return ""
    return url_for(
        "staff.papers",
        of_table=typed.table,
        of_code=typed.code,
        kind="photo",
        change=typed.change or None,
    )


def _belonging(table: str, code: str, change: int | None = None) -> list[tuple[str, str]]:
    """(table, address of the form) for what can be added to a published record."""
    found = {}
    for other, name in reversed(records.refers_to(table)):
        if name != "reverses":
            into = "" if change is None else f"&change={change}"
            found[other] = f"{url_for('staff.new', table=other)}?{name}={code}{into}"
    return list(reversed(found.items()))


def rebased(typed: Typed, conflict: Conflict) -> Typed:
    """What was typed, on top of the version that is published now."""
    theirs: Values = dict(conflict.theirs or {})  # type: ignore[arg-type]
    mine: Values = dict(conflict.mine)  # type: ignore[arg-type]
    touched = {name: str(text) for name, text in typed.texts.items() if name in mine}
    return replace(
        typed,
        based_on=log.version(house().public, typed.table, typed.code),
        texts={**forms.written(typed.table, theirs), **touched},
    )


def stale_page(typed: Typed, conflict: Conflict) -> Response:
    """Both versions side by side; the form goes on from the new one with what was typed."""
    theirs: Values = dict(conflict.theirs or {})  # type: ignore[arg-type]
    mine: Values = dict(conflict.mine)  # type: ignore[arg-type]
    seen = drafting.as_of(typed.table, typed.code, typed.based_on) or {}
    fresh = rebased(typed, conflict)
    return form_page(
        fresh, 409, conflict.sentence, compared=_compared(typed.table, seen, theirs, mine)
    )


def _compared(table: str, seen: Values, theirs: Values, mine: Values) -> list[Compared]:
    """The attributes that either side changed."""
    names = wording.named(house().public, [(table, seen), (table, theirs), (table, mine)])

    def text(values: Values, name: str) -> str:
        return wording.text(table, name, values.get(name), names)

    return [
        Compared(
            name,
            text(seen, name),
            text(theirs, name),
            text(mine, name) if name in mine else "",
            name in mine and seen.get(name) != theirs.get(name) and mine[name] != theirs.get(name),
        )
        for name in attributes(table)
        if name in mine or seen.get(name) != theirs.get(name)
    ]


def money_page(table: str, code: str) -> Response:
    """A published amount: what it says, and the way to correct it."""
    values = records.values(house().public, table, code) or {}
    return page(
        "money.html",
        table=table,
        code=code,
        facts=facts(table, values),
        reverses=values.get("reverses"),
        reversed_by=ledger.reversed_by(house().public, table, code),
        open_changes=drafts.open_edits(house().private, table, code),
        heading=captions(house().public, table, [code])[code],
        belonging=_belonging(table, code),
    )


def facts(table: str, values: Values) -> list[tuple[str, str]]:
    """(attribute, text) of all that a record says."""
    names = wording.named(house().public, [(table, values)])
    return [
        (name, wording.text(table, name, values[name], names))
        for name in attributes(table)
        if name != "code" and values.get(name) is not None
    ]
