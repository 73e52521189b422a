"""Questions at the door: they go out as they were asked, and their clocks stop there.

An objection within the period of a notice holds the project back until it is answered.
"""

from collections.abc import Iterator, Sequence

from portal.choices import SIDE_STATES, STATUS
from portal.codes import Edit, Values
from portal.errors import Refused
from portal.store import answers, enquiries, log, records
from portal.store.connect import Connection
from portal.store.enquiries import Enquiry
from portal.words import N_, Said, said

FIXED = (
    *("kind", "of_table", "of_code", "question", "asked", "due"),
    *("answered", "unsatisfied", "second_answered", "refused"),
)
"""What of a published question stays as it is once it is there."""


ORDER = [word for word, _, _ in STATUS]


def edit(public: Connection, found: Enquiry, **values: str | None) -> Edit:
    """What publishes a question, or what is new of one that is published."""
    seen = log.version(public, "enquiry", found.ticket)
    if seen:
        return Edit("edit", "enquiry", found.ticket, seen, dict(values))
    known: Values = {
        "kind": found.kind,
        "of_table": found.of_table,
        "of_code": found.of_code,
        "question": None if values.get("refused") else found.text,
        "asked": found.asked,
        "due": found.due,
    }
    return Edit("create", "enquiry", found.ticket, 0, {**known, **values})


def refuse_reworded(public: Connection, private: Connection, edits: Sequence[Edit]) -> None:
    """Raises `Refused` where a question would not be published as it was asked, or be bent later.

    The text of a published one can go, with the ground, but never change; nor can the clock.
    """
    for one in edits:
        if one.table == "enquiry" and _bent(public, private, one):
            raise Refused(
                said(
                    N_(
                        "A question is published as it was asked, or refused with a ground;"
                        " it is never reworded, and its clock is not set back (%(code)s)."
                    ),
                    code=one.code,
                )
            )


def _bent(public: Connection, private: Connection, one: Edit) -> bool:
    known = records.values(public, "enquiry", one.code)
    if known is None:
        asked = enquiries.enquiry(private, one.code)
        known = _as_asked(asked) if asked else {}
    gone = bool(one.values.get("refused"))
    return any(
        known.get(name) is not None and one.values[name] != known[name]
        for name in FIXED
        if name in one.values and not (name == "question" and gone and not one.values[name])
    )


def _as_asked(found: Enquiry) -> Values:
    due = None if found.unsatisfied else found.due
    return {
        "kind": found.kind,
        "of_table": found.of_table,
        "of_code": found.of_code,
        "question": found.text or None,
        "asked": found.asked,
        "due": due,
    }


def settle(private: Connection, edits: Sequence[Edit], day: str) -> None:
    """Stops the clocks of the questions that published edits answer or refuse.

    After an answer that its asker did not take for one, only the second answer does.
    """
    for one in edits:
        found = enquiries.enquiry(private, one.code) if one.table == "enquiry" else None
        answer = "second_answered" if found and found.unsatisfied else "answered"
        if found and (one.values.get(answer) or one.values.get("refused")):
            enquiries.settle(private, one.code, day, bool(one.values.get("refused")))


def unanswered(public: Connection, private: Connection, project: str) -> list[str]:
    """The tickets of the objections to a project's notices that nobody has answered."""
    about = answers.notices(public, project)
    waiting = [ticket for ticket, notice in enquiries.objections(private) if notice in about]
    settled = records.several(public, "enquiry", waiting)
    done = {code for code, one in settled.items() if one["answered"] or one["refused"]}
    return sorted({*waiting, *answers.objections(public, project)} - done)


def objected(
    public: Connection, private: Connection, edits: Sequence[Edit]
) -> Iterator[tuple[str, Said]]:
    """(project, sentence) of each that the edits would move on over an objection."""
    for one in edits:
        state = one.values.get("status")
        if one.table == "project" and one.action == "edit" and state:
            before = records.values(public, "project", one.code) or {}
            tickets = unanswered(public, private, one.code)
            if tickets and _onward(before.get("status"), state):
                text = N_("Objections to its notices have to be answered first: %(tickets)s.")
                yield one.code, said(text, tickets="、".join(tickets[:5]))


def _onward(before: object, state: object) -> bool:
    """Whether a project comes further by a new state; out of a side state it does."""
    if state in SIDE_STATES:
        return False
    return before not in ORDER or before in SIDE_STATES or _place(before) < _place(state)


def _place(state: object) -> int:
    return ORDER.index(str(state))


def refuse_objected(public: Connection, private: Connection, edits: Sequence[Edit]) -> None:
    """Raises `Refused` for a project that is moved on over an objection without an answer."""
    for code, sentence in objected(public, private, edits):
        raise Refused(said(N_("Not published. %(code)s: %(why)s"), code=code, why=sentence))
