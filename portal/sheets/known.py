"""What is known while sheets are read: published records, and those that the sheets add."""

from collections.abc import Iterable

from portal.codes import Edit, Values, is_placeholder
from portal.kinds import folded
from portal.store import records
from portal.store.connect import Connection

TITLED = ("village", "organisation", "official", "project")
"""Tables whose records are found by name, and offered as new when a reference names them."""

_INDEXED = frozenset({"project", "provider", "receipt", "funding", "reverses"})

Row = tuple[str, int]
"""A sheet's name and the number of a row in it, from 1."""


class Known:
    """Looks records up in the books and in the sheets alike.

    What a row adds stays pending until `keep`; `drop` takes it back.
    """

    def __init__(self, db: Connection) -> None:
        self.db = db
        self.edits: list[Edit] = []
        self.offered: list[tuple[str, str]] = []
        self.broken: dict[tuple[str, str], Row] = {}
        self._kept = (0, 0, 0)
        self._count = 0
        self._fresh: dict[tuple[str, str], Values] = {}
        self._by: dict[tuple[str, str, object], list[str]] = {}
        self._titles: dict[str, dict[str, list[str]]] = {}

    def placeholder(self) -> str:
        """The code of one more record that has none yet."""
        self._count += 1
        return f"?{self._count}"

    def add(self, edit: Edit) -> None:
        """An edit of this row; a new record is found from now on."""
        self.edits.append(edit)
        if edit.action == "create":
            self._fresh[edit.table, edit.code] = edit.values
            for key in _keys(edit):
                self._by.setdefault(key, []).append(edit.code)

    def offer(self, table: str, values: Values) -> str:
        """The placeholder of a record that is new because a reference named it."""
        code = self.placeholder()
        self.add(Edit("create", table, code, 0, values))
        self.offered.append((table, str(values["title"])))
        return code

    def keep(self) -> None:
        """The row is good: what it added stays."""
        self._kept = (len(self.edits), len(self.offered), self._count)

    def drop(self) -> None:
        """The row is bad: what it added goes."""
        edits, offered, self._count = self._kept
        for edit in reversed(self.edits[edits:]):
            if edit.action == "create":
                del self._fresh[edit.table, edit.code]
                for key in _keys(edit):
                    self._by[key].pop()
        del self.edits[edits:]
        del self.offered[offered:]

    def values(self, table: str, code: str) -> Values | None:
        """The values of a published or added record, or None."""
        return self._fresh.get((table, code)) or records.values(self.db, table, code)

    def has(self, table: str, code: str) -> bool:
        """Whether a record of that code is published or added."""
        return (table, code) in self._fresh or records.exists(self.db, table, code)

    def titled(self, table: str, text: str) -> list[str]:
        """The codes of the records with that title, published ones first."""
        added = self._by.get((table, "title", folded(text)), [])
        return [*self.published_titled(table, text), *added]

    def published_titled(self, table: str, text: str) -> list[str]:
        """The codes of the published records with that title, spelt in any width."""
        if table not in self._titles:
            found: dict[str, list[str]] = {}
            for values in records.every(self.db, table):
                names = {folded(str(values["title"]))}
                if table == "official" and values["post"]:
                    names.add(folded(str(values["post"])))
                for name in names:
                    found.setdefault(name, []).append(str(values["code"]))
            self._titles[table] = found
        return self._titles[table].get(folded(text), [])

    def where(self, table: str, wanted: Values) -> list[str]:
        """The codes of the published and added records that hold these values."""
        return [*self.published(table, wanted), *self._added(table, wanted)]

    def published(self, table: str, wanted: Values) -> list[str]:
        """The codes of up to 20 published records that hold these values."""
        if any(is_placeholder(value) for value in wanted.values()):
            return []
        return records.matching(self.db, table, wanted)

    def _added(self, table: str, wanted: Values) -> Iterable[str]:
        lists = [
            self._by.get((table, name, value), [])
            for name, value in wanted.items()
            if name in _INDEXED
        ]
        for code in min(lists, key=len, default=[]):
            values = self._fresh[table, code]
            if all(values.get(name) == value for name, value in wanted.items()):
                yield code


def _keys(edit: Edit) -> list[tuple[str, str, object]]:
    keys: list[tuple[str, str, object]] = [
        (edit.table, name, value) for name, value in edit.values.items() if name in _INDEXED
    ]
    names = [edit.values.get("title")]
    if edit.table == "official":
        names.append(edit.values.get("post"))
    spelt = {folded(str(name)) for name in names if name}
    return keys + [(edit.table, "title", name) for name in sorted(spelt)]
