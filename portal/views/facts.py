"""A record attribute by attribute: nothing is hidden, absent is not zero, and neither is 不适用."""

from collections.abc import Iterable
from typing import NamedTuple

from portal.choices import DONATED, SIDE_STATES
from portal.codes import Values
from portal.entities import attributes, references
from portal.kinds import Day
from portal.store import records
from portal.store.connect import Connection
from portal.views.rendering import day, labelled, word
from portal.views.states import FINISHED
from portal.words import N_, catalog

PAGES = {
    "project": "/projects/",
    "funding": "/donations/",
    "payment": "/payments/",
    "village": "/villages/",
    "post": "/posts/",
    "report": "/reports/",
    "document": "/papers/",
    "page": "/pages/",
    "notice": "/notices/",
    "enquiry": "/questions/",
}
"""Tables whose records have a page, and where."""

_MEASURES = {
    "length": ("road", "water", "infrastructure"),
    "line": ("road", "water", "infrastructure"),
    "width": ("road", "infrastructure"),
    "thickness": ("road", "square", "infrastructure"),
    "area": (
        *("square", "clinic", "reading_room", "disabled_station", "public_service"),
        *("infrastructure", "environment", "planting", "facilities", "courtyard"),
    ),
}
"""Attribute → the subtypes of projects that have such a measure; it is 不适用 to the others."""
_LATER = {
    "actual_start": ("planned", "library", "approved", "procured"),
    "actual_end": ("planned", "library", "approved", "procured", "started", "building"),
    "settled": ("planned", "library", "approved", "procured", "started", "building"),
    "balance_destination": ("planned", "library", "approved", "procured", "started", "building"),
}
"""Attribute → the states in which it cannot be known yet."""

_DEALINGS = ("provider", "payee", "supplier", "implementing_unit", "responsible_unit")
"""Attributes by which an organisation has something to do with money or works, thus a page."""


class Fact(NamedTuple):
    """A label, what stands there, whether nothing does, and the page of what it names."""

    label: str
    text: str
    missing: bool
    href: str


def named(db: Connection, table: str, values: Iterable[Values]) -> dict[tuple[str, str], str]:
    """(table, code) → title of every record that some records of a table refer to."""
    wanted: dict[str, set[str]] = {}
    for found in values:
        for name, other in references(table).items():
            if found.get(name):
                wanted.setdefault(other, set()).add(str(found[name]))
    return {
        (other, code): title
        for other, codes in wanted.items()
        for code, title in records.titles(db, other, codes).items()
    }


def facts(
    db: Connection, table: str, values: Values, names: Iterable[str], language: str
) -> list[Fact]:
    """The named attributes of a record, in that order."""
    titles = named(db, table, [values])
    for name, other in references(table).items():
        if other == "official" and values.get(name):
            titles[other, str(values[name])] = _on_duty(db, str(values[name]))
    return [_fact(table, name, values, titles, language) for name in names]


def _on_duty(db: Connection, code: str) -> str:
    """An official's name and post, and on its own line the office telephone.

    Duty information, shown (section 3).
    """
    found = records.values(db, "official", code) or {}
    who = " ".join(str(found[name]) for name in ("title", "post") if found.get(name))
    return f"{who}\n{found['phone']}" if found.get("phone") else who


def _fact(
    table: str, name: str, values: Values, titles: dict[tuple[str, str], str], language: str
) -> Fact:
    gettext = catalog(language).gettext
    kind = attributes(table)[name]
    value = values[name]
    label = labelled(table, name, language)
    if value is None:
        return Fact(label, gettext(_absent(table, name, values)), True, "")
    if name == "provider" and values["donor_display"] == "kind_person":
        return Fact(label, gettext(N_("a kind person")), False, "")
    if other := references(table).get(name):
        return Fact(
            label, titles.get((other, str(value)), str(value)), False, _page(other, name, value)
        )
    if isinstance(kind, Day):
        return Fact(label, day(str(value), language), False, "")
    return Fact(label, word(table, name, value, gettext), False, "")


def _page(table: str, name: str, code: object) -> str:
    if name in _DEALINGS:
        return f"/organisations/{code}"
    return f"{PAGES[table]}{code}" if table in PAGES else ""


def _absent(table: str, name: str, values: Values) -> str:
    """未填报, unless the attribute cannot have a value: 不适用, or not at this step."""
    if table == "project" and _not_applicable(name, values):
        return N_("not applicable")
    if table == "project" and values["status"] in _LATER.get(name, ()):
        return N_("not at this step yet")
    if table == "payment" and name == "voucher":
        return N_("no voucher")
    if name == "reverses" or (table == "funding" and name in _foreign(str(values["nature"]))):
        return N_("not applicable")
    return N_("not filled in")


def _foreign(nature: str) -> tuple[str, ...]:
    """What a gift of money or, on the other hand, budget money does not have."""
    if nature in DONATED:
        return ("document", "in_kind")
    return ("agreement", "voluntary", "in_kind", "receipt")


def _not_applicable(name: str, values: Values) -> bool:
    if name == "status_reason":
        return values["status"] not in SIDE_STATES
    if name == "balance_destination":
        return values["status"] in FINISHED and values["settled"] == values["budget"] is not None
    kinds = _MEASURES.get(name)
    return bool(kinds) and values["subtype"] is not None and values["subtype"] not in (kinds or ())
