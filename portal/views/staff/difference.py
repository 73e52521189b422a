"""A change in words: what each edit says before and after, and what it does to balances."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from portal import entry, money
from portal.changes import Balance, Preview
from portal.checks import Problem
from portal.codes import Edit, Values
from portal.entities import ENTITIES, attributes
from portal.kinds import Money, Prose
from portal.store import log
from portal.store.captions import captions
from portal.store.connect import Connection
from portal.store.drafts import Change
from portal.views.staff import wording
from portal.words import N_, Said

PUBLIC_PAGES = {"project": "projects", "funding": "donations", "payment": "payments"}
FEW = 8
PAGE = 500
Old = dict[tuple[str, str], Values | None]


class Line(NamedTuple):
    """One attribute; `before` is "" for a new record. `long` texts get a line of their own."""

    name: str
    before: str
    after: str
    amount: bool
    long: bool


@dataclass(frozen=True)
class Shown:
    """One edit in words; `amount` in 元 when it is a line of money.

    `address` is the path of its public page, "" when it has none.
    """

    action: str
    table: str
    code: str
    title: str
    amount: str
    reverses: str
    address: str
    lines: list[Line]


@dataclass(frozen=True)
class Group:
    """The edits of one table; `total` is the sum of its amounts, reversals included.

    `long` when the change has so many edits that they start folded. `edits` begin at the one
    numbered `first`, from 0; those from `onward` on stand on another page, 0 when there are none.
    """

    table: str
    count: int
    created: int
    edited: int
    reversed: int
    total: str
    edits: list[Shown]
    long: bool
    first: int
    onward: int


class Told(NamedTuple):
    """What a rule says, once, with the records that it says it of."""

    sentence: Said
    blocks: bool
    codes: list[str]


def told(problems: Sequence[Problem]) -> list[Told]:
    """What the rules say, obstacles first, each sentence once."""
    found: dict[tuple[bool, str], Told] = {}
    for one in problems:
        key = (not one.blocks, str(one.sentence))
        found.setdefault(key, Told(one.sentence, one.blocks, []))
        if one.code and one.code not in found[key].codes:
            found[key].codes.append(one.code)
    return [found[key] for key in sorted(found, key=lambda key: key[0])]


class Moved(NamedTuple):
    """One running sum that a change moves: a message id, and 元 before and after."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Balanced:
    """The running sums of one funding, allocation or project that a change moves."""

    table: str
    code: str
    title: str
    sums: list[Moved]


def groups(
    public: Connection, change: Change, old: Old, start: tuple[str, int] = ("", 0)
) -> list[Group]:
    """The change by table, in the order in which it would be applied.

    Of each table `PAGE` edits are told; `start` names the table that begins at a later one.
    """
    rows = [(edit.table, values) for edit in change.edits for values in _both(edit, old)]
    names = wording.named(public, rows, change.edits)
    made = []
    for table in ENTITIES:
        edits = [edit for edit in change.edits if edit.table == table]
        first = start[1] if start[0] == table else 0
        told = [
            _shown(edit, old.get((table, edit.code)), names) for edit in edits[first : first + PAGE]
        ]
        if edits:
            made.append(_group(table, edits, told, first, len(change.edits) > FEW))
    return made


def _both(edit: Edit, old: Old) -> tuple[Values, Values]:
    return edit.values, old.get((edit.table, edit.code)) or {}


def _group(table: str, edits: Sequence[Edit], told: list[Shown], first: int, folded: bool) -> Group:
    actions = [edit.action for edit in edits]
    last = first + len(told)
    return Group(
        table=table,
        count=len(edits),
        created=actions.count("create"),
        edited=actions.count("edit"),
        reversed=actions.count("reverse"),
        total=_total(table, edits),
        edits=told,
        long=folded,
        first=first,
        onward=last if last < len(edits) else 0,
    )


def _total(table: str, edits: Sequence[Edit]) -> str:
    if not isinstance(attributes(table).get("amount"), Money):
        return ""
    return money.yuan(sum(int(edit.values.get("amount") or 0) for edit in edits))


def _shown(edit: Edit, before: Values | None, names: wording.Names) -> Shown:
    kinds = attributes(edit.table)
    amount = edit.values.get("amount") if isinstance(kinds.get("amount"), Money) else None
    return Shown(
        action=edit.action,
        table=edit.table,
        code=edit.code,
        title=wording.caption(edit.table, {**(before or {}), **edit.values}, names),
        amount="" if amount is None else money.yuan(int(amount)),
        reverses=str(edit.values.get("reverses") or ""),
        address=address(edit),
        lines=[
            _line(edit, name, before, names)
            for name in kinds
            if name in edit.values
            and name != "reverses"
            and (edit.action == "edit" or edit.values[name] is not None)
        ],
    )


def address(edit: Edit) -> str:
    """The path of the public page of what an edit is about."""
    section = PUBLIC_PAGES.get(edit.table)
    return f"/{section}/{edit.code}" if section else ""


def _line(edit: Edit, name: str, before: Values | None, names: wording.Names) -> Line:
    kind = attributes(edit.table)[name]
    return Line(
        name,
        wording.text(edit.table, name, before.get(name), names)
        if edit.action == "edit" and before is not None
        else "",
        wording.text(edit.table, name, edit.values[name], names),
        isinstance(kind, Money),
        isinstance(kind, Prose),
    )


def was(public: Connection, change: Change) -> Old:
    """The values that a published change replaced, as the log has them."""
    found: Old = {}
    for number in log.of_change(public, change.id):
        row = log.entry(public, number)
        if row and row.payload:
            read = entry.read(row)
            found[read.table, read.code] = read.old
    return found


SUMS = (
    ("planned", N_("Planned amount")),
    ("received", N_("Money received")),
    ("allocated", N_("Money allocated")),
    ("paid", N_("Money paid")),
)
LEFT = {
    "funding": ("left", N_("Money left")),
    "allocation": ("unspent", N_("Allocated, not yet paid")),
}
"""What is left of money received is what was not paid; of an allocation, likewise."""


def balances(public: Connection, preview: Preview, edits: Sequence[Edit]) -> list[Balanced]:
    """The running sums that publishing would move."""
    tables: dict[str, list[Balance]] = {}
    for balance in preview.balances:
        tables.setdefault(balance.about, []).append(balance)
    known = {
        (table, code): caption
        for table, found in tables.items()
        for code, caption in captions(public, table, [b.code for b in found]).items()
    }
    names = wording.named(public, [], edits) | known
    return [
        Balanced(b.about, b.code, names.get((b.about, b.code), b.code), list(_moved(b)))
        for b in preview.balances
    ]


def _moved(balance: Balance) -> list[Moved]:
    last = LEFT.get(balance.about, ("unspent", N_("Allocated, not yet paid")))
    return [
        Moved(label, money.yuan(before), money.yuan(after))
        for name, label in (*SUMS, last)
        if (before := getattr(balance.before, name)) != (after := getattr(balance.after, name))
    ]
