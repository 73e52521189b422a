"""A change by table: each edit in words, and attribute by attribute before and after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from portal import entry, money
from portal.checks import Problem
from portal.codes import Edit, Values
from portal.entities import ENTITIES, attributes
from portal.kinds import Money
from portal.store import log, records
from portal.store.connect import Connection
from portal.store.drafts import Change
from portal.views import comparing
from portal.views.staff import oddities, sentences, wording
from portal.words import Said

PUBLIC_PAGES = {
    "project": "projects",
    "funding": "donations",
    "payment": "payments",
    "report": "reports",
}
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

    @property
    def blocks(self) -> list[comparing.Words]:
        """The paragraphs of a long text that differ, word by word."""
        both = self.long and self.before and self.after
        return comparing.blocks(self.before, self.after) if both else []


@dataclass(frozen=True)
class Shown:
    """One edit, or a reversal with the line that replaces it (`action` is then "correct").

    `sentences` tell it in words, `lines` attribute by attribute. `amount` is in 元 when it is a
    line of money. `address` is the path of its public page, "" when it has none. `odd` says why
    a reviewer should look at it first, None for most.
    """

    action: str
    table: str
    code: str
    title: str
    amount: str
    reverses: str
    address: str
    sentences: list[Said]
    lines: list[Line]
    odd: Said | None

    @property
    def compares(self) -> bool:
        """Whether its lines have a before and an after."""
        return self.action in ("edit", "correct")

    @property
    def wordy(self) -> bool:
        """Whether a text changes that is too long for a sentence."""
        return self.compares and any(line.long for line in self.lines)


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

    @property
    def odd(self) -> list[Shown]:
        """What a reviewer should look at first."""
        return [edit for edit in self.edits if edit.odd]

    @property
    def plain(self) -> list[Shown]:
        """The others."""
        return [edit for edit in self.edits if not edit.odd]


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


@dataclass(frozen=True)
class View:
    """What telling an edit takes: the books, what was before, names, corrections, oddities."""

    public: Connection
    old: Old
    names: wording.Names
    pairs: dict[str, sentences.Pair]
    odd: Mapping[tuple[str, str], Said]


def groups(
    public: Connection,
    change: Change,
    old: Old,
    start: tuple[str, int] = ("", 0),
    problems: Sequence[Problem] = (),
) -> list[Group]:
    """The change by table, in the order in which it would be applied, oddities first.

    Of each table `PAGE` edits are told; `start` names the table that begins at a later one.
    """
    rows = [(edit.table, values) for edit in change.edits for values in _both(edit, old)]
    names = wording.named(public, rows, change.edits)
    folded = len(change.edits) > FEW
    odd = oddities.found(change.edits, problems) if folded else {}
    view = View(public, old, names, sentences.corrections(change.edits), odd)
    made = []
    for table in ENTITIES:
        edits = [edit for edit in change.edits if edit.table == table]
        first = start[1] if start[0] == table else 0
        if edits:
            made.append(_group(view, table, edits, first, folded))
    return made


def _both(edit: Edit, old: Old) -> tuple[Values, Values]:
    return edit.values, old.get((edit.table, edit.code)) or {}


def _group(view: View, table: str, edits: Sequence[Edit], first: int, folded: bool) -> Group:
    actions = [edit.action for edit in edits]
    items = _items(view, edits)
    last = first + PAGE
    return Group(
        table=table,
        count=len(edits),
        created=actions.count("create"),
        edited=actions.count("edit"),
        reversed=actions.count("reverse"),
        total=_total(table, edits),
        edits=[_shown(view, edit) for edit in items[first:last]],
        long=folded,
        first=first,
        onward=last if last < len(items) else 0,
    )


def _items(view: View, edits: Sequence[Edit]) -> list[Edit]:
    """The edits, a corrected line told with its reversal and not once more; oddities first."""
    replaced = {line.code for _, line in view.pairs.values()}
    told = [edit for edit in edits if edit.action != "create" or edit.code not in replaced]
    return sorted(told, key=lambda edit: (edit.table, edit.code) not in view.odd)


def _total(table: str, edits: Sequence[Edit]) -> str:
    if not isinstance(attributes(table).get("amount"), Money):
        return ""
    return money.yuan(sum(int(edit.values.get("amount") or 0) for edit in edits))


def _shown(view: View, edit: Edit) -> Shown:
    pair = view.pairs.get(edit.code) if edit.action == "reverse" else None
    if pair:
        return _corrected(view, pair)
    before, whole = _before(view, edit)
    kinds = attributes(edit.table)
    amount = edit.values.get("amount") if isinstance(kinds.get("amount"), Money) else None
    return Shown(
        action=edit.action,
        table=edit.table,
        code=edit.code,
        title=wording.caption(edit.table, whole, view.names),
        amount="" if amount is None else money.yuan(int(amount)),
        reverses=str(edit.values.get("reverses") or ""),
        address=address(edit),
        sentences=sentences.told(edit, before, whole, view.names),
        lines=_lines(edit, before, view.names),
        odd=view.odd.get((edit.table, edit.code)),
    )


def _before(view: View, edit: Edit) -> tuple[Values | None, Values]:
    """What an edit replaces, and all that is known of the record that it is about."""
    if edit.action != "edit":
        return None, edit.values
    published = records.values(view.public, edit.table, edit.code) or {}
    before = view.old.get((edit.table, edit.code)) or published
    return before, {**published, **before, **edit.values}


def _corrected(view: View, pair: sentences.Pair) -> Shown:
    back, line = pair
    old: Values = {**back.values, "amount": -int(back.values.get("amount") or 0)}
    changed = {name: line.values.get(name) for name in (*old, *line.values)}
    differing: Values = {
        name: value
        for name, value in changed.items()
        if value != old.get(name) and name != "reverses"
    }
    edit = replace(line, action="edit", values=differing)
    return Shown(
        action="correct",
        table=line.table,
        code=line.code,
        title=wording.caption(line.table, line.values, view.names),
        amount=money.yuan(int(line.values.get("amount") or 0)),
        reverses=str(back.values.get("reverses") or ""),
        address=address(line),
        sentences=sentences.corrected(pair, view.names),
        lines=_lines(edit, old, view.names),
        odd=view.odd.get((back.table, back.code)),
    )


def address(edit: Edit) -> str:
    """The path of the public page of what an edit is about."""
    section = PUBLIC_PAGES.get(edit.table)
    return f"/{section}/{edit.code}" if section else ""


def _lines(edit: Edit, before: Values | None, names: wording.Names) -> list[Line]:
    return [
        _line(edit, name, before, names)
        for name in attributes(edit.table)
        if name in edit.values
        and name != "reverses"
        and (edit.action == "edit" or edit.values[name] is not None)
    ]


def _line(edit: Edit, name: str, before: Values | None, names: wording.Names) -> Line:
    kind = attributes(edit.table)[name]
    return Line(
        name,
        wording.text(edit.table, name, before.get(name), names)
        if edit.action == "edit" and before is not None
        else "",
        wording.text(edit.table, name, edit.values[name], names),
        isinstance(kind, Money),
        sentences.is_long(edit.table, name, (before or {}).get(name), edit.values[name]),
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
