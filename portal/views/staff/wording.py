"""Values as staff read them: references by title, days in words, amounts in 元."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from portal.codes import Edit, Values
from portal.entities import attributes, references
from portal.kinds import Day, Money, Ref, Value
from portal.store.captions import captions
from portal.store.connect import Connection
from portal.views.rendering import day, language, word
from portal.words import catalog

Names = Mapping[tuple[str, str], str]
"""(table, code) → what the record is called."""


def named(
    db: Connection, rows: Iterable[tuple[str, Values]], fresh: Sequence[Edit] = ()
) -> dict[tuple[str, str], str]:
    """What the records are called that `rows` refer to, published or new in `fresh`."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for table, values in rows:
        for name, target in references(table).items():
            if values.get(name):
                wanted[target].add(str(values[name]))
    found = {
        (table, code): caption
        for table, codes in wanted.items()
        for code, caption in captions(db, table, codes).items()
    }
    return new_names(fresh) | found


def new_names(edits: Iterable[Edit]) -> dict[tuple[str, str], str]:
    """What the records are called that a change would create."""
    return {
        (edit.table, edit.code): str(edit.values.get("title") or edit.code)
        for edit in edits
        if edit.action != "edit"
    }


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
