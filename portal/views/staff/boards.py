"""What is still expected of notices: gaps, photos of the posted sheet, results, missing ones."""

from typing import NamedTuple

from portal import notices as stages
from portal.choices import STAGE
from portal.codes import Values
from portal.store import notices
from portal.store.connect import Connection
from portal.store.notices import Notice
from portal.views.house import door, today
from portal.views.staff.sections import Row
from portal.words import N_, Said, said

LABELS = {word: label for word, label, _ in STAGE}
FEW = 20


class Board(NamedTuple):
    """What a published notice on the board still needs."""

    near: bool
    far: bool
    result: bool

    @property
    def open(self) -> bool:
        """Whether anything is needed."""
        return self.near or self.far or self.result


def board(db: Connection, row: Row, day: str) -> Board:
    """Photos from near and far once it is up; the result of a posting once it is over."""
    values = row.values
    if row.mark == "new" or str(values["start"]) > day:
        return Board(False, False, False)
    seen = notices.pictured(db, row.code)
    over = values["form"] == "posting" and not values.get("closed")
    return Board(
        not seen.near and not values.get("historic"),
        not seen.far and not values.get("historic"),
        over and str(values.get("end") or "") <= day,
    )


def gaps(project: str, change: int | None) -> dict[str, list[Said]]:
    """Notice in my draft → what it would leave not filled in, if it were published now."""
    found = door().change(change) if change else None
    drafted = [edit for edit in found.edits if edit.table == "notice"] if found else []
    new = [edit for edit in drafted if edit.action == "create"]

    def read(db: Connection) -> dict[str, list[Said]]:
        return {edit.code: _missing(db, edit.values) for edit in new}

    return (door().foreseen(found.number, read) if found and new else None) or {}


def _missing(db: Connection, values: Values) -> list[Said]:
    return stages.sheet(values, stages.frozen(db, values, 0)).missing()


class Reminder(NamedTuple):
    """One thing that waits: what, on which notice or project, and where it is done; `code` is the
    notice, "" where it is missing.
    """

    sentence: Said
    title: str
    project: str | None
    code: str


def reminders(db: Connection) -> list[Reminder]:
    """What the desk reminds of: periods that end, results and photos missing, stages overdue."""
    day = today()
    found = [_ended(line, day) for line in notices.open_until(db, day, FEW)]
    found += [_unseen(line) for line in notices.unpictured(db, day, FEW)]
    found += [
        Reminder(said(_OVERDUE, stage=said(LABELS[stage])), title, code, "")
        for stage, code, title in notices.overdue(db, FEW)
    ]
    return found


_OVERDUE = N_("The notice is missing: %(stage)s.")


def _ended(line: Notice, day: str) -> Reminder:
    today_ = N_("The period ends today. Record the result when it is over.")
    before = N_("The period ended on %(end)s. Record its result.")
    sentence = said(today_) if line.end == day else said(before, end=line.end)
    return Reminder(sentence, line.title, line.project, line.code)


def _unseen(line: Notice) -> Reminder:
    sentence = N_("Put it up and photograph it from near and from far.")
    return Reminder(said(sentence), line.title, line.project, line.code)
