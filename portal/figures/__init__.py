"""Named figures: every number of a report is computed from records, and opens them.

`FIGURES` holds them by name, in the order in which they are listed. `reckoned` gives the amount of
one; `binding` reads what authors write in double brackets.
"""

from dataclasses import dataclass

from portal.figures import funds, industry, people, quotes, work, works
from portal.figures.figure import Figure, Given
from portal.figures.units import Amount
from portal.store import records, selections
from portal.store.connect import Connection

FIGURES: dict[str, Figure] = {
    figure.name: figure
    for topic in (funds, works, people, industry, work, quotes)
    for figure in topic.FIGURES
}


@dataclass(frozen=True)
class Reckoned:
    """The amount of a figure in the books' unit, None where it is not filled in.

    `parts` are the amounts of which it is the quotient, difference or sum; `unfilled` says how
    many of the records do not state what is added up, `quote` is what a record says.
    """

    amount: Amount | None
    parts: tuple[Amount | None, ...] = ()
    unfilled: int = 0
    quote: str = ""


def reckoned(db: Connection, figure: Figure, given: Given) -> Reckoned:
    """The amount of a figure for its parameters."""
    if figure.quote:
        code = next(iter(given.values()))
        words = (records.values(db, figure.table, str(code)) or {}).get(figure.quote)
        return Reckoned(None, quote="" if words is None else str(words))
    if figure.parts and figure.joined:
        one, other = (_part(db, name, given) for name in figure.parts)
        joined = None if one is None or other is None else figure.joined(one, other)
        return Reckoned(joined, (one, other))
    if not selections.exists(db, figure.broad(given)):
        return Reckoned(None)
    made_of = figure.made_of(given)
    unfilled = selections.unfilled(db, made_of)
    if figure.whole and unfilled:
        return Reckoned(None, (), unfilled)
    amount = figure.value(db, given) if figure.value else None
    if amount is None:
        amount = selections.total(db, made_of)
    if amount is None and not selections.exists(db, made_of):
        amount = 0
    return Reckoned(amount, (), unfilled)


def _part(db: Connection, name: str, given: Given) -> Amount | None:
    figure = FIGURES[name]
    asked = {each: value for each, value in given.items() if each in figure.takes}
    return reckoned(db, figure, asked).amount
