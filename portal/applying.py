"""One edit of a change: what publishing adds to it, its order, its way into the books."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from portal import checks, entry, notices
from portal.codes import Edit
from portal.entities import ENTITIES, entity
from portal.errors import Invalid
from portal.store import records
from portal.store.connect import Connection
from portal.words import N_, Said, said

ORDER = {table: place for place, table in enumerate(ENTITIES)}


def frozen(public: Connection, edit: Edit, size: int, despite: str = "") -> Edit:
    """The edit with what publishing adds to it.

    A new notice keeps what the books say while it is published, a report the reviewer's reason
    (`despite`) to publish it although its figures differ from the books.
    """
    if edit.table == "notice" and edit.action != "edit":
        content = notices.frozen(public, edit.values, size)
        return replace(edit, values={**edit.values, "content": content})
    if edit.table == "report":
        before = records.values(public, "report", edit.code) or {}
        if (before.get("despite") or "") != despite:
            return replace(edit, values={**edit.values, "despite": despite or None})
    return edit


def in_order(edits: Sequence[Edit]) -> list[Edit]:
    """By dependence; a reversal comes before the line that takes its place."""
    return sorted(edits, key=lambda edit: (ORDER[edit.table], edit.action != "reverse"))


def apply(public: Connection, edit: Edit) -> None:
    """Writes one edit; raises `Invalid` where a code is taken or a reference leads nowhere."""
    try:
        entry.apply(public, edit)
    except sqlite3.IntegrityError as error:
        if (what := records.constraint(error)) not in ("exists", "reference"):
            raise
        text = {
            "exists": N_("%(table)s %(code)s exists already or is already reversed."),
            "reference": N_("%(table)s %(code)s refers to a record that is not published."),
        }[what]
        values = {"table": said(entity(edit.table).label), "code": edit.code}
        raise Invalid(Said(text, values)) from error


def judged(public: Connection, edits: Sequence[Edit]) -> list[checks.Problem]:
    """What the rules say of the records that the edits wrote."""
    return [problem for edit in edits for problem in checks.problems(public, edit)]
