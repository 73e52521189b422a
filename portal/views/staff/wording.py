"""Values as staff read them: references by title, days in words, amounts in 元."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from portal.codes import Edit, Values
from portal.entities import ENTITIES, attributes, entity, references
from portal.kinds import Day, Money, Ref, Value
from portal.store.captions import captions
from portal.store.connect import Connection
from portal.views.rendering import day, language, word
from portal.words import catalog

SEPARATOR = " · "
Names = Mapping[tuple[str, str], str]
"""(table, code) → what the record is called."""


def named(
    db: Connection, rows: Iterable[tuple[str, Values]], fresh: Sequence[Edit] = ()
) -> dict[tuple[str, str], str]:
    """What the records are called that `rows` refer to, and those that are new in `fresh`."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for table, values in (*rows, *((edit.table, edit.values) for edit in fresh)):
        for name, target in references(table).items():
            if values.get(name):
                wanted[target].add(str(values[name]))
    found = {
        (table, code): caption
        for table, codes in wanted.items()
        for code, caption in captions(db, table, codes).items()
    }
    return new_names(fresh, found)


def new_names(edits: Iterable[Edit], known: Names) -> dict[tuple[str, str], str]:
    """`known`, and what the records are called that a change would create."""
    names = dict(known)
    order = list(ENTITIES)
    for edit in sorted(edits, key=lambda edit: order.index(edit.table)):
        if edit.action != "edit":
            names[edit.table, edit.code] = caption(edit.table, edit.values, names) or edit.code
    return names


def caption(table: str, values: Values, names: Names) -> str:
    """A record's title or, where it has none, what its list says of it."""
    if values.get("title"):
        return str(values["title"])
    parts = [
        text(table, name, values[name], names).split(SEPARATOR)[0]
        for name in entity(table).lists
        if values.get(name) is not None and name != "amount"
    ]
    return SEPARATOR.join(parts)


def text(table: str, name: str, value: Value | None, names: Names) -> str:
    """A value as people read it; a missing one is said to be missing."""
    kind = attributes(table)[name]
    if value is not None and isinstance(kind, Ref):
        return names.get((kind.table, str(value)), str(value))
    if value is not None and isinstance(kind, Day):
        return day(str(value), language())
    return word(table, name, value, catalog(language()).gettext)


def is_amount(table: str, name: str) -> bool:
    """Whether an attribute is printed as a figure."""
    return isinstance(attributes(table)[name], Money)
