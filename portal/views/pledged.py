"""How a promise or a measure stands on a day: kept, late, still open, given up."""

from portal.store.promises import Problem, Promise
from portal.terms_of_office import last_day
from portal.views.sentences import age
from portal.views.states import State, days_late, overdue
from portal.words import N_, Said, said


def promise(found: Promise, today: str) -> tuple[State, Said | None]:
    """The word and the shape, and how late it is or was kept."""
    if found.status == "dropped":
        return State("warn", said(N_("given up"))), None
    if found.status == "done":
        return State("done", said(N_("kept"))), _late(found.due, found.done_on or today)
    if overdue(found.due, today):
        return State("warn", said(N_("not kept in time"))), _late(found.due, today)
    return State("plan", said(N_("still to be kept"))), None


def problem(found: Problem, today: str) -> tuple[State, Said | None]:
    """The word and the shape, and how long the deadline is past."""
    if found.status == "solved":
        return State("done", said(N_("solved"))), _late(found.due, found.solved_on or today)
    if overdue(found.due, today):
        return State("warn", said(N_("past its deadline"))), _late(found.due, today)
    if found.status == "working":
        return State("doing", said(N_("measures under way"))), None
    return State("plan", said(N_("measures not begun"))), None


def _late(due: str, day: str) -> Said | None:
    """How many days after the last day of a perhaps partial date."""
    last = last_day(due).isoformat()
    return days_late(age(last, day)) if day > last else None


def sentences(year: int, found: list[tuple[str, str, str | None]], today: str) -> list[Said]:
    """How many promises of a year were kept, are late, are open, were given up."""
    late = sum(status == "open" and overdue(due, today) for status, due, _ in found)
    number = {name: sum(one[0] == name for one in found) for name in ("open", "done", "dropped")}
    told = [said(N_("Promises for %(year)s: %(number)s."), year=year, number=len(found))]
    for text, many in (
        (N_("Kept: %(number)s."), number["done"]),
        (N_("Not kept in time: %(number)s."), late),
        (N_("Still to be kept: %(number)s."), number["open"] - late),
        (N_("Given up: %(number)s."), number["dropped"]),
    ):
        if many:
            told.append(said(text, number=many))
    return told
