"""What is wrong with a change: its texts by themselves, and its records among the others.

`problems` runs inside the publishing transaction, over the books as they would stand after it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from portal import evidence, pages
from portal.choices import SIDE_STATES
from portal.codes import Edit, Values
from portal.entities import attributes
from portal.errors import Invalid
from portal.guard import told
from portal.kinds import Code, Prose, Text
from portal.rules import RULES
from portal.store import records
from portal.store.connect import Connection
from portal.words import N_, Said, said


@dataclass(frozen=True)
class Problem:
    """What a rule says of a record; `blocks` keeps the change from being published."""

    table: str
    code: str
    sentence: Said
    blocks: bool


def problems(db: Connection, edit: Edit) -> list[Problem]:
    """What the rules say of the record that an edit wrote."""
    found = records.values(db, edit.table, edit.code) or {}
    said_of = [each for rule in RULES.get(edit.table, ()) for each in rule(db, found)]
    if edit.table == "project":
        said_of += state_is_proved(db, found, edit)
        said_of += postings_are_settled(db, found, edit)
    if edit.table in ("milestone", "progress"):
        said_of += steps_agree(db, found)
    return [Problem(edit.table, edit.code, sentence, blocks) for blocks, sentence in said_of]


def leaked(table: str, values: Values, office: Collection[str] = ()) -> dict[str, Said]:
    """Attribute → sentence for every text that holds a personal number (section 3).

    `office` holds the mail addresses and domains that may be published.
    """
    kinds = entity_texts(table)
    found = {
        name: told(str(value), office)
        for name, value in values.items()
        if name in kinds and value is not None
    }
    return {name: sentence for name, sentence in found.items() if sentence}


def unreadable(table: str, values: Values) -> dict[str, Said]:
    """Attribute → sentence for every Markdown text that no page could show in good time."""
    kinds = attributes(table)
    found = {}
    for name, value in values.items():
        if isinstance(kinds[name], Prose) and value is not None:
            try:
                pages.html(str(value))
            except Invalid as refusal:
                found[name] = refusal.sentence
    return found


def entity_texts(table: str) -> frozenset[str]:
    """The attributes of a table in which people write what they like, codes among them."""
    return frozenset(
        name for name, kind in attributes(table).items() if isinstance(kind, Text | Prose | Code)
    )


def state_is_proved(db: Connection, values: Values, edit: Edit) -> Iterator[tuple[bool, Said]]:
    """A project is moved to a state only with its evidence (section 2, states; M5).

    A project that enters the books in a state, as history from a sheet, is let in: what is true
    has to be shown, and what is missing with it. A side state always needs its public reason.
    """
    aside = values.get("status") in SIDE_STATES
    lacks = evidence.missing(db, values) if aside or "status" in edit.values else []
    if lacks:
        yield (
            aside or (edit.action == "edit" and values["status"] in evidence.PROVED),
            said(
                N_("The state “%(state)s” still has to be proved. Missing: %(missing)s."),
                state=said(evidence.STATES[str(values["status"])]),
                missing=evidence.listed([lack.sentence for lack in lacks]),
            ),
        )


def postings_are_settled(db: Connection, values: Values, edit: Edit) -> Iterator[tuple[bool, Said]]:
    """No project goes on while a posting about it waits for its result (section 2, M1)."""
    if edit.action != "edit" or edit.values.get("status") in (None, *SIDE_STATES):
        return
    for notice in evidence.unsettled(db, str(values["code"])):
        yield (
            True,
            said(
                N_("The posting “%(title)s” has no result yet. Record it first."),
                title=notice.title,
            ),
        )


def steps_agree(db: Connection, values: Values) -> Iterator[tuple[bool, Said]]:
    """The report of the works and the steps that were met tell about the same."""
    if question := evidence.apart(db, str(values["project"])):
        yield False, question
