"""What authors write in double brackets, read and held against the books.

`[[donation.total year=2020]]` stands for the amount. `in=wan` asks for another unit of the same
family, `digits=2` for rounding, which is then shown; ` = 20 万元` after it is what the author
states. A value with a space in it does not occur. The whole is in `Bound`.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlencode

from portal.errors import Invalid
from portal.figures import FIGURES, Reckoned, reckoned
from portal.figures.figure import Figure, Given
from portal.figures.units import UNITS, Amount, Shown, Stated, Unit, agrees, known, read, shown
from portal.kinds import Ref, Value
from portal.store import records, selections
from portal.store.connect import Connection
from portal.words import N_, Said, said

State = Literal["bound", "mismatch", "missing", "unverifiable"]
MOST_DIGITS = 6
DISAGREE = 5
"""Entries that the sentence about a mismatch names."""


@dataclass(frozen=True)
class Asked:
    """What stands in the brackets: a figure, its parameters, how to show it, what is stated."""

    figure: Figure
    given: Given
    unit: Unit
    digits: int | None = None
    stated: Stated | None = None

    @property
    def address(self) -> str:
        """The path of the figure's page."""
        query = urlencode(self.figure.written(self.given))
        return f"/figures/{self.figure.name}{'?' if query else ''}{query}"


@dataclass(frozen=True)
class Bound:
    """One figure of a text. `asked` is None where the brackets name no figure that there is.

    `problem` says in a sentence why it is not bound.
    """

    text: str
    state: State
    asked: Asked | None = None
    found: Reckoned = field(default_factory=lambda: Reckoned(None))
    shown: Shown | None = None
    problem: Said | None = None


def bind(db: Connection, text: str) -> Bound:
    """What stands between double brackets, held against the books."""
    try:
        asked = ask(db, text)
    except Invalid as refusal:
        return Bound(text, "unverifiable", problem=refusal.sentence)
    found = reckoned(db, asked.figure, asked.given)
    if found.quote:
        return Bound(text, "bound", asked, found, Shown(found.quote, UNITS["plain"]))
    if found.amount is None:
        return _unknown(text, asked, found)
    written = shown(found.amount, asked.unit, asked.digits)
    if asked.stated is None:
        return Bound(text, "bound", asked, found, written)
    return _compared(db, text, asked, found, written)


def _unknown(text: str, asked: Asked, found: Reckoned) -> Bound:
    if asked.stated is None:
        return Bound(text, "missing", asked, found)
    problem = said(
        N_("“%(stated)s” is stated, but the books hold nothing for “%(figure)s”."),
        stated=asked.stated.text,
        figure=said(asked.figure.label),
    )
    return Bound(text, "unverifiable", asked, found, problem=problem)


def _compared(db: Connection, text: str, asked: Asked, found: Reckoned, written: Shown) -> Bound:
    assert asked.stated
    assert found.amount is not None
    if agrees(found.amount, asked.stated, asked.unit):
        return Bound(text, "bound", asked, found, _as_stated(asked, found.amount, written))
    problem = said(
        N_("“%(figure)s”: %(stated)s is stated, the books say %(text)s %(unit)s. %(entries)s"),
        figure=said(asked.figure.label),
        stated=asked.stated.text,
        text=written.text,
        unit=said(asked.unit.label),
        entries=_entries(db, asked),
    )
    return Bound(text, "mismatch", asked, found, written, problem)


def _as_stated(asked: Asked, amount: Amount, written: Shown) -> Shown:
    """With the decimals that the author chose; rounded where the books are more exact."""
    stated = asked.stated
    return shown(amount, asked.unit, stated.places) if stated else written


def _entries(db: Connection, asked: Asked) -> Said:
    made_of = asked.figure.made_of(asked.given)
    rows = selections.rows(db, made_of, "", DISAGREE + 1)
    if not rows:
        return said(N_("There is no entry behind it."))
    codes = ", ".join(row.code for row in rows[:DISAGREE])
    text = N_("Entries: %(codes)s and more.") if len(rows) > DISAGREE else N_("Entries: %(codes)s.")
    return said(text, codes=codes)


def ask(db: Connection, text: str) -> Asked:
    """What stands in the brackets; raises `Invalid` with a sentence for what cannot be asked."""
    plain = unicodedata.normalize("NFKC", text)
    wanted, states, number = plain.partition(" = ")
    name, *pairs = wanted.split() or [""]
    figure = FIGURES.get(name)
    if figure is None:
        raise Invalid(said(N_("There is no figure “%(name)s”."), name=name[:60]))
    values = dict(_pair(pair) for pair in pairs)
    unit = _unit(figure, values.pop("in", ""))
    digits = _digits(values.pop("digits", ""))
    given = parameters(db, figure, values)
    stated = _stated(number, unit) if states else None
    if stated and figure.quote:
        raise Invalid(said(N_("“%(figure)s” is a quotation; state nothing."), figure=name))
    return Asked(figure, given, stated.unit if stated and stated.unit else unit, digits, stated)


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not (name and sign and value):
        raise Invalid(said(N_("“%(text)s” is not written like year=2020."), text=text[:60]))
    return name, value


def parameters(db: Connection, figure: Figure, values: dict[str, str]) -> dict[str, Value]:
    """The parameters of a figure in its own order; raises `Invalid` for what it does not take."""
    for name in values:
        if name not in figure.takes:
            raise Invalid(
                said(
                    N_("“%(figure)s” does not take “%(name)s”. It takes: %(known)s."),
                    figure=figure.name,
                    name=name[:40],
                    known=", ".join(figure.takes) or "–",
                )
            )
    needed = [name for name, one in figure.takes.items() if one.needed and name not in values]
    if needed:
        raise Invalid(
            said(N_("“%(figure)s” needs “%(name)s”."), figure=figure.name, name=needed[0])
        )
    return {name: _value(db, figure, name, values[name]) for name in figure.takes if name in values}


def _value(db: Connection, figure: Figure, name: str, text: str) -> Value:
    kind = figure.takes[name].kind
    value = kind.read(text)
    if isinstance(kind, Ref) and not records.exists(db, kind.table, str(value)):
        raise Invalid(said(N_("There is no “%(code)s” in the books."), code=str(value)))
    return value


def _unit(figure: Figure, word: str) -> Unit:
    key = known(word) if word else figure.unit
    if key is None or UNITS[key].family != figure.measure.family:
        raise Invalid(
            said(
                N_("“%(figure)s” cannot be shown in “%(unit)s”."),
                figure=figure.name,
                unit=word[:20],
            )
        )
    return UNITS[key]


def _digits(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"\d", text, re.ASCII) or int(text) > MOST_DIGITS:
        raise Invalid(said(N_("“digits” is a number from 0 to %(most)s."), most=MOST_DIGITS))
    return int(text)


def _stated(text: str, unit: Unit) -> Stated:
    stated = read(text)
    if stated is None:
        raise Invalid(said(N_("“%(text)s” is not a number with a unit."), text=text[:60]))
    if stated.unit and stated.unit.family != unit.family and unit.family != "plain":
        raise Invalid(
            said(
                N_("“%(text)s” is stated in another unit than %(unit)s."),
                text=stated.text[:60],
                unit=said(unit.label),
            )
        )
    return stated
