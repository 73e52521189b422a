"""What a change does to the running sums: a sentence for each, and the figures before and after."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from portal import money
from portal.changes import Balance, Preview
from portal.codes import Edit
from portal.store import records
from portal.store.captions import captions
from portal.store.connect import Connection
from portal.views.staff import sentences, wording
from portal.words import N_, Said


class Moved(NamedTuple):
    """One running sum that a change moves: a message id, and 元 before and after."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Balanced:
    """The running sums of one funding, allocation, project or village that a change moves.

    `sentence` tells the weightiest of them.
    """

    table: str
    code: str
    title: str
    sums: list[Moved]
    sentence: Said | None


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


ORDER = ("funding", "project", "village", "allocation")


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
        _balanced(b, names.get((b.about, b.code), b.code), _nature(public, b, edits))
        for b in sorted(preview.balances, key=lambda b: ORDER.index(b.about))
    ]


def _nature(public: Connection, moved: Balance, edits: Sequence[Edit]) -> str:
    """The nature of money received, published or new among the edits; "" for other records."""
    if moved.about != "funding":
        return ""
    new = [edit.values for edit in edits if (edit.table, edit.code) == ("funding", moved.code)]
    values = [*new, records.values(public, "funding", moved.code) or {}]
    return str(values[0].get("nature", ""))


def _balanced(moved: Balance, title: str, nature: str) -> Balanced:
    sentence = sentences.balance(moved, title, nature)
    return Balanced(moved.about, moved.code, title, _moved(moved), sentence)


def _moved(balance: Balance) -> list[Moved]:
    last = LEFT.get(balance.about, ("unspent", N_("Allocated, not yet paid")))
    return [
        Moved(label, money.yuan(before), money.yuan(after))
        for name, label in (*SUMS, last)
        if (before := getattr(balance.before, name)) != (after := getattr(balance.after, name))
    ]
