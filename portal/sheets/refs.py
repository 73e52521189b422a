"""References by name: the record that a cell means, among those published and those added."""

import re
from collections.abc import Callable, Iterable

from portal import money
from portal.codes import Values, is_placeholder
from portal.entities import entity
from portal.errors import Invalid
from portal.kinds import folded
from portal.sheets import places
from portal.sheets.known import TITLED, Known
from portal.words import N_, Said, said

_GIVEN = re.compile(r"(捐赠|捐款|捐资|帮扶|资金|款项)+$")


def donor(text: str) -> str:
    """The name in front of what was given.

    >>> donor("清岭市投资促进中心捐赠"), donor("清岭市投资促进中心帮扶资金")
    ('清岭市投资促进中心', '清岭市投资促进中心')
    """
    return _GIVEN.sub("", text.strip()) or text.strip()


class Refs:
    """Resolves the references of one row after the other.

    Every method gives the codes that fit, at least one; raises `Invalid` with a sentence.
    """

    def __init__(self, known: Known) -> None:
        self.known = known

    def find(self, table: str, text: str, row: Values, where: places.Where) -> list[str]:
        """The records of `table` that `text` may mean in a row that already says `row`."""
        self._refuse_broken(table, text)
        code = folded(text)
        if not is_placeholder(code) and self.known.has(table, code):
            return [code]
        if table == "village":
            return [self.village(text, where)]
        if table == "official":
            return [self.official(text, row)]
        if table in TITLED:
            return [self._titled(table, text)]
        return self._of(table)(text, row)

    def _of(self, table: str) -> Callable[[str, Values], list[str]]:
        if table == "funding":
            return lambda text, row: self.fundings(text)
        if table == "allocation":
            return self.allocations
        return lambda text, row: self._of_project(table, text, row)

    def _refuse_broken(self, table: str, text: str) -> None:
        found = self.known.broken.get((table, folded(text)))
        if found:
            raise Invalid(_corrected_first(*found))

    def village(self, text: str, context: places.Where) -> str:
        """The village that a text names, offered as new with township and county."""
        told = places.where(text)
        if told.village:
            self._refuse_broken("village", told.village)
        found = self.known.titled("village", text)
        title = text if found or not told.village else told.village
        same = context if context.village in ("", title) else places.Where()
        township, county = told.township or same.township, told.county or same.county
        fitting = [
            code
            for code in found or self.known.titled("village", title)
            if self._agrees(code, township, county)
        ]
        if fitting:
            return self._only("village", title, fitting)
        values: Values = {"title": title, "county": county, "township": township}
        return self.known.offer("village", {k: value for k, value in values.items() if value})

    def _agrees(self, code: str, township: str, county: str) -> bool:
        values = self.known.values("village", code) or {}
        stated = ((values.get("township"), township), (values.get("county"), county))
        return all(not theirs or not ours or theirs == ours for theirs, ours in stated)

    def official(self, text: str, row: Values) -> str:
        """The official of that name or post at the row's unit."""
        unit = row.get("implementing_unit") or row.get("responsible_unit")
        found = self.known.titled("official", text)
        if unit:
            found = [code for code in found if self._unit(code) == unit]
        if found:
            return self._only("official", text, found)
        values: Values = {"title": " ".join(text.split()), "post": " ".join(text.split())}
        return self.known.offer("official", values | ({"organisation": unit} if unit else {}))

    def _unit(self, code: str) -> object:
        return (self.known.values("official", code) or {}).get("organisation")

    def _titled(self, table: str, text: str) -> str:
        found = self.known.titled(table, text)
        if found:
            return self._only(table, text, found)
        return self.known.offer(table, {"title": " ".join(text.split())})

    def _only(self, table: str, text: str, found: list[str]) -> str:
        if len(found) > 1:
            raise Invalid(several(text, [self._told(table, code) for code in found]))
        return found[0]

    def fundings(self, text: str) -> list[str]:
        """The fundings of a receipt no. or a provider, without those that were reversed."""
        name = donor(text)
        self._refuse_broken("funding", name)
        found = self.known.where("funding", {"receipt": " ".join(text.split())})
        for provider in self._providers(text):
            found += self.known.where("funding", {"provider": provider})
        standing = self._standing("funding", found)
        if not standing:
            raise Invalid(
                said(N_("Nothing received from “%(name)s” is in the books or in this file."),
                     name=name)
            )  # fmt: skip
        return standing

    def _providers(self, text: str) -> list[str]:
        code = folded(text)
        if not is_placeholder(code) and self.known.has("organisation", code):
            return [code]
        whole = self.known.titled("organisation", text)
        return whole or self.known.titled("organisation", donor(text))

    def _standing(self, table: str, codes: Iterable[str]) -> list[str]:
        """The records that are neither a reversal nor reversed."""
        return [
            code
            for code in dict.fromkeys(codes)
            if not (self.known.values(table, code) or {}).get("reverses")
            and not self.known.where(table, {"reverses": code})
        ]

    def allocations(self, text: str, row: Values) -> list[str]:
        """The allocations to the row's project out of a donor's, or a receipt's, money."""
        project = str(row["project"])
        for source in (text, donor(text)):
            self._refuse_broken("allocation", f"{self.title('project', row)}|{source}")
        try:
            fundings = set(self.fundings(text))
        except Invalid:
            fundings = set()
        found = [
            code
            for code in self.known.where("allocation", {"project": project})
            if (self.known.values("allocation", code) or {}).get("funding") in fundings
        ]
        standing = self._standing("allocation", found)
        if not standing:
            raise Invalid(
                said(N_("Nothing of “%(name)s” was assigned to this project."), name=donor(text))
            )
        return standing

    def title(self, name: str, row: Values) -> str:
        """The title of the record that an attribute, named as its table, refers to."""
        return str((self.known.values(name, str(row.get(name))) or {}).get("title", ""))

    def _of_project(self, table: str, text: str, row: Values) -> list[str]:
        project = row.get("project")
        found = self.known.where(table, {"project": project}) if project else []
        named = [
            code
            for code in found
            if folded(str((self.known.values(table, code) or {}).get("title"))) == folded(text)
        ]
        if not named:
            label = said(entity(table).label)
            raise Invalid(
                said(
                    N_("There is no %(label)s “%(text)s”. Write its code."), label=label, text=text
                )
            )
        return named

    def told(self, table: str, codes: Iterable[str]) -> list[str]:
        """Each record in a few words that tell it from the others."""
        return [self._told(table, code) for code in codes]

    def _told(self, table: str, code: str) -> str:
        values = self.known.values(table, code) or {}
        names = ("village", "year", "township", "organisation", "received", "receipt", "decided")
        parts = [str(values[name]) for name in names if values.get(name)]
        if values.get("amount"):
            parts.append(money.yuan(int(values["amount"] or 0)))
        parts = [part for part in parts if not is_placeholder(part)]
        shown = [] if is_placeholder(code) else [code]
        return " ".join([*shown, f"({', '.join(parts)})"] if parts else shown) or "?"


def several(text: str, told: Iterable[str]) -> Said:
    """The sentence for a name that fits several records."""
    return said(
        N_("“%(text)s” may be any of these: %(known)s. Write the code, or the receipt no."),
        text=text,
        known="; ".join(told),
    )


def _corrected_first(sheet: str, row: int) -> Said:
    return said(
        N_("Row %(row)s of sheet “%(sheet)s”, which this refers to, has to be corrected first."),
        sheet=sheet,
        row=row,
    )
