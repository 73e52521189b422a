"""The state of a project as people see it: a word and a shape, and what may be expected of it."""

import datetime
from typing import NamedTuple

from portal import choices
from portal.store.works import Step
from portal.views.sentences import counted
from portal.words import N_, Said, said

FINISHED = ("complete", "accepted", "announced", "final", "handed_over")
_LABELS = {word: label for word, label, _ in choices.STATUS}


class State(NamedTuple):
    """The shape (plan, doing, done, warn; none when not filled in) and the word."""

    shape: str
    word: Said


def state(status: str | None) -> State:
    """Shape and word of a project's status."""
    if status is None:
        return State("none", said(N_("status not filled in")))
    return State(_shape(status), said(_LABELS.get(status, status)))


def _shape(status: str) -> str:
    if status in choices.SIDE_STATES:
        return "warn"
    if status in FINISHED:
        return "done"
    return "doing" if status in choices.UNDER_WAY else "plan"


def overdue(due: str | None, today: str) -> bool:
    """Whether a whole or partial ISO date has gone by: 2021-06 has on 1 July.

    >>> overdue("2021-06", "2021-06-30"), overdue("2021-06", "2021-07-01"), overdue(None, "2021")
    (False, True, False)
    """
    return due is not None and today[: len(due)] > due


def days_late(number: int) -> Said:
    """By how many days something is late.

    >>> str(days_late(1)), str(days_late(2250))
    ('1 day late', '2,250 days late')
    """
    return counted(N_("%(number)s day late"), N_("%(number)s days late"), number)


_STEPS = {word: label for word, label, _ in choices.MILESTONE}


class Progress(NamedTuple):
    """A milestone as it stands: its day (met, else due), shape, word, and how late it is."""

    title: str
    day: str
    state: State
    late: Said | None
    result: str
    evidence: str


def progress(step: Step, today: str) -> Progress:
    """How a milestone stands on an ISO day."""
    late = _late(step, today)
    return Progress(
        step.title,
        step.met or step.due or "",
        State("warn" if late else _step_shape(step), _step_word(step)),
        late,
        step.value or "",
        step.evidence or "",
    )


def _step_shape(step: Step) -> str:
    if step.met:
        return "done"
    return {"under_way": "doing", "met": "done"}.get(step.status or "", "plan")


def _step_word(step: Step) -> Said:
    status = "met" if step.met else step.status or "planned"
    return said(_STEPS.get(status, status))


def _late(step: Step, today: str) -> Said | None:
    if step.due is None or step.status == "dropped":
        return None
    if not overdue(step.due, step.met or today) or (step.status == "met" and not step.met):
        return None
    if len(step.due) < len(today):
        return said(N_("late"))
    first, last = (datetime.date.fromisoformat(text) for text in (step.due, step.met or today))
    return days_late((last - first).days)
