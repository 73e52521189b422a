"""What the rules still ask of a project, in order, for its state and for the one after it."""

from typing import NamedTuple

from flask import url_for

from portal import evidence
from portal.codes import Values
from portal.evidence import Missing
from portal.store import records
from portal.store.connect import Connection
from portal.views.house import door
from portal.views.rendering import spoken
from portal.views.staff import own_draft, prefills
from portal.views.staff.sections import ASKED, SECTION
from portal.words import N_, Said, said


class Ask(NamedTuple):
    """One thing that is asked for, and where it is answered; `drafted` if my draft does.

    `anchor` is the field on this page, "" where another page takes the answer.
    """

    sentence: Said
    address: str
    anchor: str
    drafted: bool


class Asked(NamedTuple):
    """What one state asks for; `now` for the state in which the project is."""

    state: Said
    asks: list[Ask]
    now: bool

    @property
    def open(self) -> int:
        """How many things are neither published nor in my draft."""
        return sum(not ask.drafted for ask in self.asks)


def asked(db: Connection, project: Values, change: int | None) -> list[Asked]:
    """The state that the project has, or has in my draft, and the next one."""
    status = project.get("status")
    states = [str(status)] if status in evidence.NEEDS else []
    following = prefills.next_state(status)
    states += [following] if following else []
    after = _foreseen(project, states, change)
    return [_asked(db, project, state, after.get(state), state == status) for state in states]


def _foreseen(project: Values, states: list[str], change: int | None) -> dict[str, list[Missing]]:
    """State → what it would still lack if my draft were published."""

    def read(db: Connection) -> dict[str, list[Missing]]:
        values = records.values(db, "project", str(project["code"])) or project
        return {state: evidence.missing(db, values, state) for state in states}

    return (door().foreseen(change, read) if change else None) or {}


def _asked(
    db: Connection, project: Values, state: str, after: list[Missing] | None, now: bool
) -> Asked:
    published = records.values(db, "project", str(project["code"])) or project
    before = evidence.missing(db, published, state)
    left = before if after is None else after
    lacks = before + [lack for lack in left if lack not in before]
    code = str(project["code"])
    found = [_ask(code, state, lack, lack not in left) for lack in lacks]
    return Asked(said(evidence.STATES[state]), found, now)


def _ask(code: str, state: str, lack: Missing, drafted: bool) -> Ask:
    if lack.table == "document" and state in evidence.PROVED:
        return Ask(lack.sentence, _certificate(code), "", drafted)
    shown = lack.attribute in ASKED.get(lack.table, ()) and lack.table != "document"
    section = SECTION.get(lack.table, "project")
    anchor = f"f-{lack.table}-{lack.attribute}" if shown else f"s-{section}"
    address = url_for("staff.workbench", code=code, add=lack.table)
    return Ask(lack.sentence, f"{address}#{anchor}", anchor, drafted)


def _certificate(code: str) -> str:
    """The page that takes the acceptance paper, which is masked before it goes out."""
    change = own_draft.draft(code)
    title = spoken(said(N_("acceptance certificate")))
    return url_for(
        "staff.papers",
        of_table="project",
        of_code=code,
        kind="certificate",
        title=title,
        alt=title,
        change=change.number if change else None,
    )
