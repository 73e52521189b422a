"""What a figure is: a name, a definition in words, and the records that it is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from portal.figures.units import UNITS, Amount, Unit
from portal.kinds import Choice, Count, Day, Kind, Ref, Text, Value
from portal.store.connect import Connection
from portal.store.selections import Selection, Test
from portal.words import N_

Given = Mapping[str, Value]
"""Parameter → value."""


@dataclass(frozen=True)
class Parameter:
    """What a figure can be asked for, and the tests that a value of it stands for.

    A figure cannot be without a `needed` one. Where nothing fits a `narrow` one, the figure is
    zero as long as there is anything at all; otherwise it is not filled in.
    """

    kind: Kind
    tests: Callable[[Value], tuple[Test, ...]]
    needed: bool = False
    narrow: bool = False


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A named figure. `label` and `meaning` are message ids, `unit` is a key of `UNITS`.

    `value` finds the amount where the portal shows the same total elsewhere: both come from one
    function then. It returns None where it has no such total for what is asked, and the records
    are added up. A `whole` figure is not filled in as long as one of its records is not; the
    `tests` of a `picked` one narrow it like a parameter. One with a `quote` is no number but what
    a record says in that attribute. `parts` names the two figures whose quotient, difference or
    sum this one is, and `joined` does it.
    """

    name: str
    label: str
    meaning: str
    unit: str
    table: str
    amount: str = ""
    distinct: str = ""
    standing: bool = False
    last: str = ""
    whole: bool = False
    tests: tuple[Test, ...] = ()
    picked: bool = False
    takes: Mapping[str, Parameter] = field(default_factory=dict)
    value: Callable[[Connection, Given], Amount | None] | None = None
    quote: str = ""
    parts: tuple[str, ...] = ()
    sign: str = ""
    joined: Callable[[Amount, Amount], Amount | None] | None = None

    def made_of(self, given: Given) -> Selection:
        """The records behind it."""
        asked = [self.takes[name].tests(value) for name, value in given.items()]
        tests = (*self.tests, *(test for several in asked for test in several))
        return Selection(self.table, tests, self.amount, self.distinct, self.standing, self.last)

    def broad(self, given: Given) -> Selection:
        """The same without what only narrows it: where there is nothing, nothing is filled in."""
        found = self.made_of(
            {name: value for name, value in given.items() if not self.takes[name].narrow}
        )
        return replace(found, tests=found.tests[len(self.tests) :]) if self.picked else found

    def written(self, given: Given) -> dict[str, str]:
        """The parameters as people write them and addresses carry them."""
        return {name: self.takes[name].kind.write(value) for name, value in given.items()}

    @property
    def measure(self) -> Unit:
        """The unit in which it is shown, unless another one is asked for."""
        return UNITS[self.unit]


def same(path: str) -> Callable[[Value], tuple[Test, ...]]:
    """Equal to the value."""
    return lambda value: (Test(path, "=", value),)


def within(path: str) -> Callable[[Value], tuple[Test, ...]]:
    """A day in the year."""
    return lambda year: (
        Test(path, ">=", f"{int(year):04d}"),
        Test(path, "<", f"{int(year) + 1:04d}"),
    )


def at_most(path: str) -> Callable[[Value], tuple[Test, ...]]:
    """Up to the value, itself included."""
    return lambda value: (Test(path, "<=", value),)


def at_least(path: str) -> Callable[[Value], tuple[Test, ...]]:
    """From the value on."""
    return lambda value: (Test(path, ">=", value),)


def year(path: str, days: bool = True, needed: bool = False) -> Parameter:
    """A calendar year, of an attribute that holds days or years."""
    kind = Count(label=N_("Year"), least=1949, most=2100, synonyms=("年度", "年"))
    return Parameter(kind, within(path) if days else same(path), needed)


def village(path: str = "village", needed: bool = False) -> Parameter:
    """One village."""
    return Parameter(Ref(label=N_("Village"), table="village"), same(path), needed)


def project(path: str = "project", needed: bool = False) -> Parameter:
    """One project."""
    return Parameter(Ref(label=N_("Project"), table="project"), same(path), needed)


def record(table: str) -> Parameter:
    """One record by its code."""
    return Parameter(Ref(label=N_("Code"), table=table), same("code"), needed=True)


def donor(path: str) -> Parameter:
    """One organisation that is shown as the donor."""
    kind = Ref(label=N_("Donor"), table="organisation")
    return Parameter(kind, lambda code: (Test(path, "donor", code),))


def receiver(path: str) -> Parameter:
    """One organisation that took the money for a village."""
    return Parameter(Ref(label=N_("Received by"), table="organisation"), same(path))


def until(path: str) -> Parameter:
    """Up to a day."""
    return Parameter(Day(label=N_("Until")), at_most(path))


def choice(
    label: str, options: tuple[tuple[str, str, tuple[str, ...]], ...], path: str
) -> Parameter:
    """One of a list."""
    return Parameter(Choice(label=label, options=options), same(path), narrow=True)


def word(label: str, path: str, needed: bool = False) -> Parameter:
    """A word as it stands in the records."""
    return Parameter(Text(label=label, longest=60), same(path), needed, narrow=True)
