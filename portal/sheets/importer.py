"""Rows to edits: each row through its form, its references by name, compared with the books."""

from collections.abc import Callable

from portal import forms, notices
from portal.codes import Edit, Values
from portal.entities import attributes, entity, identifying, references, required
from portal.errors import Invalid
from portal.kinds import Value, folded
from portal.sheets import places, recognise
from portal.sheets.grid import Sheet
from portal.sheets.headings import SOURCE, Column, Heading
from portal.sheets.known import Known, Row
from portal.sheets.reading import BadCell
from portal.sheets.refs import Refs, donor, several
from portal.sheets.texts import Texts, texts
from portal.store import log
from portal.words import N_, Said, said

_OF_PROJECT = frozenset({"allocation", "contract", "milestone"})
"""Tables in which a payment's references are looked up by its project."""


class Importer:
    """Takes the rows of all sheets, tables in order of dependence, and keeps what is good."""

    def __init__(self, known: Known, notice_days: int) -> None:
        self.known = known
        self.notice_days = notice_days
        self.refs = Refs(known)
        self.bad: list[BadCell] = []
        self.unchanged = 0
        self.seen: dict[tuple[object, ...], Row] = {}

    def take(self, sheet: Sheet, heading: Heading, about: places.About, row: int) -> None:
        """One data row: its edits are kept, or its bad cells are listed."""
        line = _Line(self, sheet, heading, about, row)
        before = len(self.known.edits)
        line.read()
        if line.bad:
            line.mark_broken()
            self.known.drop()
            self.bad += line.bad
            return
        self.known.keep()
        self.unchanged += len(self.known.edits) == before


class _Line:
    """One row on its way to an edit."""

    def __init__(
        self, importer: Importer, sheet: Sheet, heading: Heading, about: places.About, row: int
    ) -> None:
        self.importer, self.known, self.refs = importer, importer.known, importer.refs
        self.sheet, self.heading, self.about, self.row = sheet, heading, about, row
        self.table = heading.table
        self.texts: Texts = {}
        self.values: Values = {}
        self.bad: list[BadCell] = []
        self.code = ""
        self.published = ""

    def read(self) -> None:
        """Leaves the edit with what is known, or the bad cells in `bad`."""
        self.texts, wrong = texts(self.sheet, self.heading, self.row)
        self._refuse_leaks()
        if self.bad:
            return
        self.bad = wrong
        errors = self._form()
        self._read_code()
        self._references()
        derived = self._derived()
        self._recognise(derived)
        self._complain(errors)
        self._period()
        if self.bad or self._twice(derived | self.values):
            return
        self._edit(derived)

    def _refuse_leaks(self) -> None:
        for column in range(len(self.sheet.rows[self.row])):
            if sentence := self.sheet.leaking.get((self.row, column)):
                heading = self._heading(column)
                self.bad.append(self.sheet.bad(self.row, column, heading, sentence))

    def _heading(self, column: int) -> str:
        columns = self.heading.columns
        return columns[column].heading if column < len(columns) else ""

    def _column(self, target: str) -> Column:
        given = self.texts.get(target)
        return given[0][1] if given else self.heading.column(target) or self.heading.columns[0]

    def _wrong(self, target: str, sentence: Said) -> None:
        column = self._column(target)
        if not any(cell.column == column.index + 1 for cell in self.bad):
            self.bad.append(self.sheet.bad(self.row, column.index, column.heading, sentence))

    def _checked(self, target: str, do: Callable[[], None]) -> None:
        try:
            do()
        except Invalid as problem:
            self._wrong(target, problem.sentence)

    def _form(self) -> dict[str, Said]:
        kinds = attributes(self.table)
        plain = {
            name: given[0][0]
            for name, given in self.texts.items()
            if name in kinds and name != "code" and name not in references(self.table)
        }
        self.values, errors = forms.read(self.table, plain)
        return {name: said for name, said in errors.items() if name not in references(self.table)}

    def _read_code(self) -> None:
        def read() -> None:
            if given := self.texts.get("code"):
                self.code = str(attributes(self.table)["code"].read(given[0][0]))

        self._checked("code", read)

    def _references(self) -> None:
        """Sets each reference that is one record, then those that the books can settle."""
        open_: dict[str, list[str]] = {}
        for name in references(self.table):
            if name in self.texts:
                self._checked(name, lambda name=name: self._reference(name, open_))  # type: ignore[misc]
        for name, fitting in open_.items():
            left = recognise.settled(self.known, self.table, name, fitting, self.values)
            if len(left) > 1:
                table = references(self.table)[name]
                told = self.refs.told(table, left)
                self._wrong(name, several(self.texts[name][0][0], told))
            self.values[name] = left[0]

    def _reference(self, name: str, open_: dict[str, list[str]]) -> None:
        table = references(self.table)[name]
        if table in _OF_PROJECT and self.table == "payment" and "project" not in self.values:
            return
        found: list[str] | None = None
        for text, _ in self.texts[name]:
            fitting = self.refs.find(table, text, self.values, self._where())
            found = fitting if found is None else [code for code in found if code in fitting]
        if not found:
            raise Invalid(said(N_("The columns for this do not name the same record.")))
        if len(found) == 1:
            self.values[name] = found[0]
        else:
            open_[name] = found

    def _where(self) -> places.Where:
        """The row's own columns of county and township, else the line above the table."""
        county, township = (
            self.texts[name][0][0] if name in self.texts else ""
            for name in ("~county", "~township")
        )
        return places.Where("", township, county) if county or township else self.about.where

    def _derived(self) -> Values:
        """What the place and the lines above the table say of a project."""
        if self.table != "project":
            return {}
        derived: Values = {}
        if "year" not in self.heading.known and self.about.year:
            derived["year"] = self.about.year
        if "village" not in self.texts and not self._has_village():
            self._checked("place", lambda: derived.update(self._village()))
        return derived

    def _has_village(self) -> bool:
        return bool(self.code and (self.known.values("project", self.code) or {}).get("village"))

    def _village(self) -> Values:
        place = self.texts["place"][0][0] if "place" in self.texts else ""
        told = places.where(place)
        if told.village:
            return {"village": self.refs.find("village", place, {}, self._where())[0]}
        where = self.about.where
        if where.village and not place.count("村"):
            return {"village": self.refs.find("village", where.village, {}, where)[0]}
        return {}

    def _recognise(self, derived: Values) -> None:
        def read() -> None:
            values = derived | self.values
            self.published = recognise.published(self.known, self.table, self.code, values)

        self._checked("code" if self.code else identifying(self.table)[0], read)

    def _complain(self, errors: dict[str, Said]) -> None:
        """The sentences of the form; what is not filled in matters only for a new record."""
        needed = required(self.table) - {"code"}
        for name in attributes(self.table):
            if name in errors and name in self.texts:
                self._wrong(name, errors[name])
            elif name in needed and name not in self.texts and not self.published:
                self._wrong(name, self._needed(name))

    def _period(self) -> None:
        """A posting stays up long enough."""
        sentence = notices.too_short(self.values, self.importer.notice_days)
        if sentence and self.table == "notice" and not self.published:
            self._wrong("end", sentence)

    def _needed(self, name: str) -> Said:
        if self.heading.column(name):
            return said(N_("This has to be filled in."))
        label = said(attributes(self.table)[name].label)
        return said(
            N_("A new record needs “%(label)s”, and the sheet has no such column."), label=label
        )

    def _twice(self, values: Values) -> bool:
        """Whether an earlier row is the same record; tells so."""
        here = (self.sheet.name, self.row + 1)
        for key in self._keys(values):
            first = self.importer.seen.setdefault(key, here)
            if first != here:
                sentence = said(N_("The same stands in row %(row)s of sheet “%(sheet)s” already."),
                                row=first[1], sheet=first[0])  # fmt: skip
                self._wrong("code" if key[1] == "code" else identifying(self.table)[0], sentence)
                return True
        return False

    def _keys(self, values: Values) -> list[tuple[object, ...]]:
        """By its code, and by what identifies it; rows of money are the same only in all."""
        keys: list[tuple[object, ...]] = []
        if self.code or self.published:
            keys.append((self.table, "code", self.code or self.published))
        names = identifying(self.table)
        if entity(self.table).money:
            keys.append((self.table, "all", self.code, *sorted(map(str, values.items()))))
        elif names[0] in values:
            keys.append((self.table, "identity", *(values.get(name) for name in names)))
        return keys

    def _edit(self, derived: Values) -> None:
        if self.published:
            record = self.known.values(self.table, self.published) or {}
            blank = {name: value for name, value in derived.items() if record.get(name) is None}
            self._change(
                recognise.changed(self.known, self.table, self.published, blank | self.values)
            )
        else:
            every = derived | self.values
            values: Values = {name: value for name, value in every.items() if value is not None}
            code = self.code or self.known.placeholder()
            self.known.add(Edit("create", self.table, code, 0, values))
            self.published_or_new = code
        if self.table == "project":
            self._plan(self.published or self.published_or_new)

    def _change(self, changed: Values) -> None:
        if not changed:
            return
        if entity(self.table).money:
            for name in changed:
                self._wrong(name, recognise.differs(self.published, self._published_text(name)))
            return
        based_on = log.version(self.known.db, self.table, self.published)
        self.known.add(Edit("edit", self.table, self.published, based_on, changed))

    def _published_text(self, name: str) -> str:
        record = self.known.values(self.table, self.published) or {}
        value = record.get(name)
        return "" if value is None else attributes(self.table)[name].write(value)

    def _plan(self, project: str) -> None:
        """One planned source for each column of the split that is neither blank nor 0."""
        kind = attributes("budget_line")["amount"]
        for target, given in self.texts.items():
            if target.startswith(SOURCE):

                def add(source: str = target.removeprefix(SOURCE), text: str = given[0][0]) -> None:
                    self._planned(project, source, kind.read(text))

                self._checked(target, add)

    def _planned(self, project: str, source: str, amount: Value) -> None:
        here = (self.sheet.name, self.row + 1)
        self.importer.seen.setdefault(("budget_line", "identity", project, source), here)
        found = self.known.published("budget_line", {"project": project, "source": source})
        lines = [self.known.values("budget_line", code) or {} for code in found]
        if sum(int(line["amount"] or 0) for line in lines) == amount:
            return
        if len(found) > 1:
            raise Invalid(
                said(N_("Several planned sources are published: %(known)s. Edit them one by one."),
                     known="、".join(found))
            )  # fmt: skip
        if found:
            based_on = log.version(self.known.db, "budget_line", found[0])
            stated: Values = {"amount": amount}
            self.known.add(Edit("edit", "budget_line", found[0], based_on, stated))
            return
        values: Values = {"project": project, "source": source, "amount": amount}
        self.known.add(Edit("create", "budget_line", self.known.placeholder(), 0, values))

    def mark_broken(self) -> None:
        """Remembers by what names other rows may refer to a record that stays out."""
        if self.published:
            return
        for name in self._names():
            self.known.broken.setdefault(
                (self.table, folded(name)), (self.sheet.name, self.row + 1)
            )

    def _names(self) -> list[str]:
        told = {name: given[0][0] for name, given in self.texts.items()}
        by = ("code", "title", "post", "provider", "receipt")
        names = [told[name] for name in by if name in told]
        if self.table == "allocation" and {"project", "funding"} <= told.keys():
            project = self.refs.title("project", self.values) or told["project"]
            names += [f"{project}|{text}" for text in (told["funding"], donor(told["funding"]))]
        return names
