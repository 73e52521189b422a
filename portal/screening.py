"""What the door refuses: leaks, gaps, stale or empty edits, papers unseen, rules that block."""

import dataclasses
from collections.abc import Collection, Sequence

from portal import checks, notices
from portal.codes import Edit, Values
from portal.entities import attributes, entity, required, untyped
from portal.errors import Conflict, Invalid, Refused
from portal.guard import told
from portal.store import log, records
from portal.store.connect import Connection
from portal.store.drafts import Change
from portal.words import N_, Said, said


def without_blanks(edit: Edit) -> Edit:
    """A new record says nothing of the attributes that it lacks, nor of what publishing freezes."""
    if edit.action == "edit":
        return edit
    left_out = untyped(edit.table) - entity(edit.table).measured
    values: Values = {
        name: value
        for name, value in edit.values.items()
        if value is not None and name not in left_out
    }
    return dataclasses.replace(edit, values=values)


def refuse_leak(text: str, field: str, office: Collection[str]) -> None:
    """Raises `Invalid` for what was typed into a field, with a personal number in it."""
    if sentence := told(text, office):
        raise Invalid(sentence, {field: sentence})


def refuse_unfit(
    public: Connection,
    edit: Edit,
    office: Collection[str] = (),
    notice_days: int = notices.LEAST_DAYS,
) -> None:
    """Refuses what can never be published, and what is already out of date.

    `notice_days` is how long a posting has to stay up.
    """
    kinds = attributes(edit.table)
    unknown = [name for name in edit.values if name not in kinds or name == "code"]
    assert not unknown, unknown
    if errors := _odd(edit, office) | _missing(edit):
        raise Invalid(said(N_("Not saved: some entries need mending.")), errors)
    refuse_stale(public, edit)
    refuse_rewritten(public, edit)
    if edit.table == "notice" and (sentence := notices.too_short(edit.values, notice_days)):
        raise Invalid(sentence, {"end": sentence})
    if edit.action == "edit" and entity(edit.table).money:
        raise Refused(
            said(
                N_("A published amount is not edited. Correct it: a reversal and a new line."),
            )
        )
    if edit.action == "edit" and _same(records.values(public, edit.table, edit.code), edit.values):
        raise Invalid(said(N_("Nothing was changed.")))


def refuse_early(edits: Sequence[Edit], day: str) -> None:
    """Raises `Invalid` for the result of a posting that is dated after the ISO day that it is."""
    for edit in edits:
        if edit.table == "notice" and str(edit.values.get("closed") or "") > day:
            sentence = said(N_("This day is in the future: a result is recorded when it is there."))
            raise Invalid(sentence, {"closed": sentence})


def refuse_rewritten(public: Connection, edit: Edit) -> None:
    """Raises `Refused` for an edit of what stands for good once it is published."""
    about = entity(edit.table)
    if edit.action != "edit" or not (touched := (about.kept | about.once) & set(edit.values)):
        return
    before = records.values(public, edit.table, edit.code) or {}
    fixed = [name for name in touched if name in about.kept or before.get(name) is not None]
    if any(edit.values[name] != before.get(name) for name in fixed):
        raise Refused(
            said(N_("A published notice is not rewritten. Publish another one that corrects it."))
        )


def _odd(edit: Edit, office: Collection[str]) -> dict[str, Said]:
    """What no page may show, or can; the code of a new record stands in its address."""
    named = edit.values if edit.action == "edit" else {**edit.values, "code": edit.code}
    return checks.leaked(edit.table, named, office) | checks.unreadable(edit.table, edit.values)


def _same(current: Values | None, values: Values) -> bool:
    return current is not None and all(current[name] == new for name, new in values.items())


def _missing(edit: Edit) -> dict[str, Said]:
    needed = required(edit.table) - {"code"}
    asked = needed if edit.action != "edit" else needed & set(edit.values)
    return {
        name: said(N_("This has to be filled in."))
        for name in asked
        if edit.values.get(name) is None
    }


def refuse_stale(public: Connection, edit: Edit) -> None:
    """Raises `Conflict` when the record was changed after the author had seen it."""
    if log.version(public, edit.table, edit.code) != edit.based_on:
        raise Conflict(
            said(
                N_(
                    "%(code)s was changed by somebody else in the meantime. Yours is kept;"
                    " compare both."
                ),
                code=edit.code,
            ),
            records.values(public, edit.table, edit.code),
            dict(edit.values),
        )


def refuse_unread(change: Change, read: str | None) -> None:
    """Raises `Conflict` when a change was returned and mended after the reviewer had read it."""
    if read is not None and read != change.digest:
        raise Conflict(
            said(
                N_(
                    "Its author has changed this since you opened the page. Nothing was published;"
                    " read it once more."
                )
            ),
            None,
            {},
        )


def refuse_unseen(papers: Sequence[str], seen: Collection[str]) -> None:
    """Raises `Invalid` for papers whose pictures the reviewer has not called seen and masked."""
    unseen = [code for code in papers if code not in seen]
    if unseen:
        raise Invalid(
            said(
                N_(
                    "Not published. Look at each picture of a paper first, and say whether it is"
                    " masked."
                )
            ),
            {f"seen-{code}": said(N_("Seen and masked?")) for code in unseen},
        )


def refuse_blocked(problems: Sequence[checks.Problem]) -> None:
    """Raises `Invalid` with the first problem that keeps a change from being published."""
    for problem in problems:
        if problem.blocks:
            raise Invalid(
                said(
                    N_("Not published. %(code)s: %(why)s"), code=problem.code, why=problem.sentence
                )
            )
