"""A notice as people read it: how its period stands, and its cells in the words of a language."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from portal import money, notices
from portal.notices import Cell
from portal.store.notices import Notice
from portal.views.house import house, today
from portal.views.rendering import day, language
from portal.views.states import State
from portal.words import N_, Said, catalog, said, speak


def cell(found: Cell, language: str) -> str:
    """A cell as plain text."""
    match found.kind:
        case "yuan":
            return money.yuan(found.value)
        case "day":
            return day(found.value, language)
        case "days":
            first, last = (day(one, language) if one else "…" for one in found.value)
            return first if first == last else f"{first} – {last}"
        case "said":
            return speak(found.value, language)
        case "term":
            word, english = found.value
            return str(english or word if language == "en" else word)
        case "list":
            return catalog(language).gettext(N_(", ")).join(speak(w, language) for w in found.value)
        case _:
            return str(found.value)


class Standing(NamedTuple):
    """How a notice stands on a day: a word with its shape, and what more there is to say."""

    state: State
    told: Said | None


def standing(found: Notice, today: str, least: int) -> Standing:
    """Running with the days left, ended without a result, closed, announced, or corrected.

    `least` is how many days a posting has to be up.
    """
    if found.corrected_by:
        return Standing(State("warn", said(N_("corrected"))), None)
    if found.form != "posting":
        return Standing(State("done", said(N_("announced"))), None)
    end = found.end or found.start
    if found.closed:
        over = State("done", said(N_("period over, result recorded")))
        return Standing(over, notices.short(found.start, end, least))
    if today < found.start:
        text = N_("The period begins on %(start)s.")
        return Standing(
            State("plan", said(N_("not up yet"))), said(text, start=day(found.start, language()))
        )
    if today <= end:
        return Standing(State("doing", said(N_("period running"))), _left(end, today))
    text = N_("The period ended on %(end)s; its result is still to be recorded.")
    return Standing(State("warn", said(N_("result missing"))), said(text, end=day(end, language())))


def _left(end: str, today: str) -> Said:
    last = datetime.date.fromisoformat(end)
    days = (last - datetime.date.fromisoformat(today)).days
    if not days:
        return said(N_("Today is the last day to object."))
    if days == 1:
        return said(N_("One more day to object, until %(end)s."), end=day(end, language()))
    text = N_("%(days)s more days to object, until %(end)s.")
    return said(text, days=days, end=day(end, language()))


def entered(found: Notice, entered_on: str, historic: bool) -> Said | None:
    """Says of a posting that was entered here only after it went up, by how much; days in ISO."""
    if found.form != "posting" or historic or entered_on <= found.start:
        return None
    late = notices.days(found.start, entered_on)
    text = N_("It was published here on %(day)s, %(late)s days after it went up on the board.")
    return said(text, day=day(entered_on, language()), late=late)


def lines(found: Iterable[Notice]) -> list[tuple[Notice, Standing]]:
    """Notices with how they stand today, by the rules of the site."""
    least = house().settings.notice_days
    return [(line, standing(line, today(), least)) for line in found]
