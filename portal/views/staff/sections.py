"""The sections of a project's workbench: what is published, what my draft adds, what can be added.

Forms are made by `fields`, validated and kept by `drafting`; here only stands which of their
fields matter on site, and in which order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from portal.codes import Edit, Values
from portal.errors import PortalError
from portal.store import records
from portal.store.connect import Connection
from portal.views.staff import fields, wording
from portal.views.staff.drafting import Typed
from portal.views.staff.fields import Field
from portal.views.staff.prefills import Own
from portal.words import N_, Said

PARTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "project": (N_("State and dates"), ()),
    "milestone": (N_("Milestones"), ("milestone",)),
    "payment": (N_("Payments"), ("payment",)),
    "progress": (N_("Progress of the works"), ("progress",)),
    "document": (N_("Photos and papers"), ()),
    "contract": (N_("Contracts"), ("contract", "contract_change")),
    "acceptance": (N_("Acceptance"), ("acceptance",)),
    "asset": (N_("Asset and upkeep"), ("asset",)),
    "notice": (N_("Notices"), ("notice",)),
    "money": (N_("Money: plan and allocations"), ("budget_line", "allocation")),
}
"""Section → its heading and the tables whose records it shows."""
SECTION = {table: name for name, (_, tables) in PARTS.items() for table in tables} | {
    "project": "project",
    "document": "document",
}
ASKED: Mapping[str, tuple[str, ...]] = {
    "project": (
        *("status", "status_reason", "planned_start", "planned_end", "actual_start"),
        *("actual_end", "procurement", "settled", "balance_destination", "target"),
    ),
    "milestone": ("title", "position", "due", "weight"),
    "payment": (
        *("title", "amount", "paid", "allocation", "payee", "voucher", "milestone", "contract"),
        *("handled_by", "reviewed_by", "approved_by"),
    ),
    "progress": ("physical", "observed", "planned", "title", "problems"),
    "contract": ("title", "supplier", "value", "signed", "nature", "method"),
    "contract_change": ("contract", "kind", "agreed", "old", "new", "value", "reason"),
    "acceptance": (
        *("title", "accepted_on", "level", "body", "planned_quantity", "accepted_quantity"),
        *("unit", "result", "document"),
    ),
    "asset": ("title", "kind", "owner", "keeper", "duty", "since"),
    "notice": (
        *("stage", "title", "form", "start", "end", "basis", "body", "place", "contact"),
        *("corrects", "correction"),
    ),
    "budget_line": ("source", "amount", "document"),
    "allocation": ("funding", "amount", "decided", "document"),
    "document": ("title", "alt", "spot", "place"),
}
"""The fields that matter on site; the full form of a record has the others."""
TOLD: Mapping[str, tuple[str, ...]] = {
    "milestone": ("due", "met", "weight", "value"),
    "payment": ("amount", "paid", "payee", "voucher"),
    "progress": ("observed", "physical", "planned", "problems"),
    "contract": ("supplier", "value", "signed"),
    "contract_change": ("agreed", "new", "reason"),
    "acceptance": ("accepted_on", "level", "accepted_quantity", "unit", "result"),
    "asset": ("kind", "owner", "keeper", "since"),
    "notice": ("stage", "start", "end", "result"),
    "budget_line": ("amount", "document"),
    "allocation": ("amount", "decided"),
}
"""What a line says of a record beside its title."""
ORDER = {"milestone": "position", "payment": "paid", "progress": "observed", "contract": "signed"}
ORDER |= {"contract_change": "agreed", "acceptance": "accepted_on", "allocation": "decided"}
ORDER["notice"] = "start"


class Row(NamedTuple):
    """One record: `mark` says how my draft stands to it: new, edit, reverse, or "" for not."""

    table: str
    code: str
    title: str
    told: list[tuple[str, str]]
    mark: str
    values: Values


class Form(NamedTuple):
    """A form in place; `open` where it came back with something to mend."""

    table: str
    typed: Typed
    fields: list[Field]
    sentence: Said | None
    errors: Mapping[str, Said]
    open: bool


class Section(NamedTuple):
    """One part of the workbench; `proved` are the codes of its lines that have their paper."""

    name: str
    heading: str
    rows: list[tuple[str, list[Row]]]
    forms: list[Form]
    proved: set[str]


@dataclass(frozen=True)
class Failed:
    """A form that could not be kept, and why."""

    typed: Typed
    problem: PortalError

    @property
    def errors(self) -> Mapping[str, Said]:
        """Field → sentence."""
        return getattr(self.problem, "fields", {})


def rows(db: Connection, table: str, project: str, edits: Iterable[Edit]) -> list[Row]:
    """The records of a table that belong to a project, as my draft would leave them."""
    found = {str(values["code"]): (values, "") for values in published(db, table, project)}
    for edit in edits:
        if edit.table == table:
            before = found.get(edit.code, ({}, ""))[0]
            mark = {"create": "new"}.get(edit.action, edit.action)
            found[edit.code] = ({**before, **edit.values, "code": edit.code}, mark)
    ordered = sorted(found.values(), key=lambda one: _key(table, one[0]))
    names = wording.named(db, [(table, values) for values, _ in ordered], list(edits))
    return [_row(table, values, mark, names) for values, mark in ordered]


def published(db: Connection, table: str, project: str) -> list[Values]:
    """The published records of a table that belong to a project, in order."""
    order = ORDER.get(table, "code")
    if table != "contract_change":
        return records.belonging(db, table, "project", project, order)
    contracts = records.belonging(db, "contract", "project", project, "signed")
    return [
        values
        for contract in contracts
        for values in records.belonging(db, table, "contract", str(contract["code"]), order)
    ]


def _key(table: str, values: Values) -> tuple[int, str, str]:
    value = values.get(ORDER.get(table, "code"))
    number = int(value) if isinstance(value, int) else 0
    return number, str(value or ""), str(values["code"])


def _row(table: str, values: Values, mark: str, names: wording.Names) -> Row:
    told = [
        (name, wording.text(table, name, values[name], names))
        for name in TOLD[table]
        if values.get(name) is not None
    ]
    title = wording.caption(table, {**values, "project": None}, names) or str(values["code"])
    return Row(table, str(values["code"]), title, told, mark, values)


def folding(table: str, rows: list[Row]) -> list[Row]:
    """The published lines that are folded: all steps that are done, else all but the last three."""
    settled = [row for row in rows if not row.mark]
    if table == "milestone":
        return [row for row in settled if done(row.values)]
    return settled[:-3]


def done(step: Values) -> bool:
    """Whether nothing more is expected of a step."""
    return bool(step.get("met")) or step.get("status") in ("met", "dropped")


def form(typed: Typed, directory: Own, failed: Failed | None = None, asked: str = "") -> Form:
    """A form in place with the few fields that matter, and those that have to be mended."""
    mine = failed if failed and failed.typed.table == typed.table else None
    shown = replace(mine.typed, change=typed.change) if mine else typed
    errors = mine.errors if mine else {}
    made = fields.made(shown.table, shown.texts, errors, directory)
    few = ASKED[typed.table]
    asked_for = [one for one in made if one.name in few or one.error]
    asked_for.sort(key=lambda one: few.index(one.name) if one.name in few else len(few))
    sentence = mine.problem.sentence if mine else None
    return Form(typed.table, shown, asked_for, sentence, errors, bool(mine) or asked == typed.table)


def blank(table: str, change: int | None, texts: Mapping[str, str]) -> Typed:
    """The form of a new record with what is most likely."""
    return Typed(table, "", "create", change=change, texts=texts)


def hidden(one: Form) -> list[tuple[str, str]]:
    """The texts of a form that it carries along unseen."""
    seen = {field.name for field in one.fields}
    return [(name, text) for name, text in one.typed.texts.items() if text and name not in seen]
