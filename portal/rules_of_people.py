"""The rules of yearly and quarterly totals: they fit together, and nobody can be told from them.

The public books may be taken home, so that a number of monitored households from 1 to 4 is neither
published nor can be reckoned from what is (domain guide, section 3).
"""

from collections.abc import Iterator
from typing import NamedTuple

from portal import choices
from portal.codes import Values
from portal.store import indicators
from portal.store.connect import Connection
from portal.store.indicators import Quarter
from portal.words import N_, Said, said

Found = Iterator[tuple[bool, Said]]
LEAST = 5
"""The smallest number of monitored households that is published; 0 is none and tells of none."""
NUMBERS = ("opening", "added", "cleared", "closing")


def rest_within_base(db: Connection, values: Values) -> Found:
    """No more poor persons are left than there are persons."""
    rest, base = values.get("remaining_persons"), values.get("base_population")
    if rest is not None and base is not None and int(rest) > int(base):
        text = N_("%(rest)s poor persons cannot be left of %(base)s.")
        yield True, said(text, rest=rest, base=base)


def is_few(number: int | None) -> bool:
    """Whether a number is so small that people could be told from it.

    >>> [is_few(number) for number in (None, 0, 1, 4, 5)]
    [False, False, True, True, False]
    """
    return number is not None and 0 < abs(number) < LEAST


def no_small_number(db: Connection, values: Values) -> Found:
    """A number from 1 to 4 is not published."""
    if any(is_few(_number(values, name)) for name in NUMBERS):
        text = N_(
            "A number from 1 to 4 is not published, because people could be told from it. Enter the"
            " sum of the types as “all types together”, or leave the number out and say “Fewer"
            " than 5”."
        )
        yield True, said(text)


def _number(values: Values, name: str) -> int | None:
    found = values.get(name)
    return None if found is None else int(found)


class Span(NamedTuple):
    """The four numbers of a type in a quarter, as far as anybody can know them."""

    opening: int | None
    added: int | None
    cleared: int | None
    closing: int | None

    @property
    def rest(self) -> int | None:
        """The number left out, where the three others give it away."""
        signs = {"opening": 1, "added": 1, "cleared": -1, "closing": -1}
        known = self._asdict()
        absent = [name for name, number in known.items() if number is None]
        if len(absent) != 1:
            return None
        sum_ = sum(signs[name] * (known[name] or 0) for name in signs)
        return -sum_ * signs[absent[0]]


UNKNOWN = Span(None, None, None, None)
Spans = dict[tuple[int, str], Span]
"""(quarters since the year 0, type) → its numbers."""


def no_number_by_reckoning(db: Connection, values: Values) -> Found:
    """What is left out cannot be reckoned from the other numbers, types or quarters."""
    village, year, quarter = str(values["village"]), int(values["year"] or 0), values["quarter"]
    rows = indicators.around(db, village, year, int(quarter or 0))
    spans = _spans(rows)
    hidden = [rest for place in {key[0] for key in spans} for rest in _hidden(spans, place)]
    if any(is_few(number) for number in (*(span.rest for span in spans.values()), *hidden)):
        text = N_(
            "From what is published a number from 1 to 4 could be reckoned. Leave out one more"
            " number of the quarter."
        )
        yield True, said(text)


def _spans(rows: list[Quarter]) -> Spans:
    """What is known of each type in each quarter; the end of one is the beginning of the next."""
    given = {
        (4 * row.year + row.quarter, row.type): Span(
            row.opening, row.added, row.cleared, row.closing
        )
        for row in rows
    }
    return {
        (place, type_): _completed(given, place, type_)
        for place in {place for place, _ in given}
        for type_, _, _ in choices.MONITORED
    }


def _completed(given: Spans, place: int, type_: str) -> Span:
    own, before, after = (given.get((place + step, type_), UNKNOWN) for step in (0, -1, 1))
    opening = before.closing if own.opening is None else own.opening
    closing = after.opening if own.closing is None else own.closing
    return Span(opening, own.added, own.cleared, closing)


def _hidden(spans: Spans, place: int) -> Iterator[int]:
    """What the types that are left out of a quarter come to together, where all types are told."""
    parts = [span for (when, type_), span in spans.items() if when == place and type_ != "all"]
    for column, total in enumerate(spans[place, "all"]):
        known = [number for span in parts if (number := span[column]) is not None]
        if total is not None and len(known) < len(parts):
            yield total - sum(known)


def quarter_adds_up(db: Connection, values: Values) -> Found:
    """Opening + new − cleared = closing (section 7)."""
    span = Span(*(_number(values, name) for name in NUMBERS))
    if sentence := apart(span):
        yield False, sentence


def apart(span: Span) -> Said | None:
    """The sentence for four numbers that do not add up; None when they do, or one is not known."""
    if None in span:
        return None
    opening, added, cleared, closing = (number or 0 for number in span)
    if opening + added - cleared == closing:
        return None
    text = N_(
        "%(opening)s at the beginning + %(added)s new − %(cleared)s cleared = %(sum)s, but"
        " %(closing)s are stated at the end."
    )
    sum_ = opening + added - cleared
    values = {"opening": opening, "added": added, "cleared": cleared, "closing": closing}
    return said(text, sum=sum_, **values)


def assurance_has_evidence(db: Connection, values: Values) -> Found:
    """What is said to hold has dated evidence (section 7)."""
    if values.get("met") and not values.get("evidence"):
        yield False, said(N_("It is said to hold, but no evidence is named."))


MONITORING = (no_small_number, no_number_by_reckoning, quarter_adds_up)
