"""The village supervision committee: says on site whether what is called done is true.

It confirms or disputes and does nothing else; nobody else speaks for it, and what it said stays.
"""

from collections.abc import Sequence

from portal import entry
from portal.codes import Edit
from portal.errors import Refused
from portal.store import log
from portal.store.connect import Connection
from portal.store.people import User
from portal.words import N_, said

ROLE = "committee"


def refuse(public: Connection, author: User, edits: Sequence[Edit]) -> None:
    """Raises `Refused` for what the committee may not write, and for words put into its mouth.

    `edits` are all of a change: a photo belongs to what is said in the same change.
    """
    words = [edit for edit in edits if edit.table == "confirmation"]
    if author.role == ROLE:
        _refuse_other_work(edits, {edit.code for edit in words})
    elif words:
        raise Refused(said(N_("Only the village supervision committee says what it saw on site.")))
    for edit in words:
        if author.title in claimants(public, str(edit.values.get("milestone"))):
            raise Refused(
                said(N_("Who called a step done does not confirm it. Ask another member."))
            )


def _refuse_other_work(edits: Sequence[Edit], words: set[str]) -> None:
    for edit in edits:
        if not (edit.action == "create" and (edit.table == "confirmation" or _shot(edit, words))):
            raise Refused(
                said(N_("The committee confirms or disputes steps; it changes nothing else."))
            )


def _shot(edit: Edit, words: set[str]) -> bool:
    """Whether an edit adds a photo to what the committee says."""
    values = edit.values
    return (
        edit.table == "document"
        and (values.get("of_table"), values.get("kind")) == ("confirmation", "photo")
        and values.get("of_code") in words
    )


def claimants(public: Connection, milestone: str) -> set[str]:
    """The public names of those who wrote that a step is done."""
    read = [
        entry.read(row) for row in log.history(public, "milestone", milestone, 200) if row.payload
    ]
    return {
        one.author.name
        for one in read
        if one.new.get("met") is not None or one.new.get("status") == "met"
    }
