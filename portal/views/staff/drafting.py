"""From a sent form to a draft: what was typed, what of it is new, and keeping it once."""

import hashlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from flask import request

from portal import checks, entry, forms
from portal.changes import OPEN
from portal.codes import Edit, Values
from portal.entities import attributes, entity
from portal.errors import Invalid, NotFound, Refused
from portal.store import drafts, log, records
from portal.store.drafts import Change
from portal.views.house import door, house
from portal.views.staff import fields
from portal.views.staff.fields import Directory
from portal.views.staff.gate import me, stamp
from portal.words import N_, Said, said


@dataclass(frozen=True)
class Typed:
    """A form as it stands: `based_on` is the entry that its author saw, `change` an open draft."""

    table: str
    code: str
    action: str
    based_on: int = 0
    change: int | None = None
    why: str = ""
    submit: bool = False
    key: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """Tells two different sendings of one form apart."""
        said_all = (self.table, self.code, self.why, self.submit, sorted(self.texts.items()))
        return hashlib.sha256(repr(said_all).encode()).hexdigest()[:16]


def number(text: str | None) -> int | None:
    """A whole number from an address or a hidden field; None for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 16 else None


def sent(table: str, code: str, action: str) -> Typed:
    """The form of this request."""
    form = request.form
    return Typed(
        table=table,
        code=code or form.get("code", "").strip(),
        action=action,
        based_on=number(form.get("based_on")) or 0,
        change=number(form.get("change")),
        why=form.get("why", "").strip(),
        submit=form.get("then") == "submit",
        key=form.get("key", "")[:64] or secrets.token_urlsafe(16),
        texts={name: form.get(name, "") for name in fields.shown(table)},
    )


def blank(table: str) -> Typed:
    """The form of a new record; the address may fill some of it."""
    given = {n: request.args[n] for n in fields.shown(table) if n in request.args}
    return Typed(
        table, "", "create", texts=given, change=number(request.args.get("change")), why=_why()
    )


def opened(table: str, code: str, into: int | None = None) -> Typed:
    """The form of a record as it is published, or as an open draft would have it.

    The draft is the one numbered `into`, else the one that the address names.

    Raises `NotFound` where there is neither.
    """
    public = house().public
    change = mine(into or number(request.args.get("change")))
    edit = _edit_in(change, table, code)
    current = records.values(public, table, code)
    if current is None and edit is None:
        raise NotFound(said(N_("There is no record “%(code)s” here."), code=code[:40]))
    seen = edit.based_on if edit else log.version(public, table, code)
    values = {**(as_of(table, code, seen) or {}), **(edit.values if edit else {})}
    return Typed(
        table,
        code,
        edit.action if edit else "edit",
        based_on=seen,
        change=change.number if change else None,
        why=change.why if change else "",
        texts=forms.written(table, {n: v for n, v in values.items() if n != "code"}),
    )


def _why() -> str:
    change = mine(number(request.args.get("change")))
    return change.why if change else ""


def mine(wanted: int | None) -> Change | None:
    """An open draft of the person who is signed in; None for any other number."""
    found = drafts.change(house().private, wanted) if wanted else None
    usable = found and found.author == me().name and found.state in OPEN
    return found if usable else None


def _edit_in(change: Change | None, table: str, code: str) -> Edit | None:
    edits = change.edits if change else ()
    return next((e for e in edits if (e.table, e.code) == (table, code)), None)


def directory(change: int | None) -> Directory:
    """What references may name, with the new records of an open draft."""
    found = mine(change)
    return Directory(house().public, found.edits if found else ())


def as_of(table: str, code: str, version: int) -> Values | None:
    """A published record as it stood after a log entry."""
    values = records.values(house().public, table, code)
    if values is None:
        return None
    for row in log.history(house().public, table, code, limit=200):
        if row.number <= version or not row.payload:
            break
        values |= entry.read(row).old or {}
    return values


def edit(typed: Typed) -> Edit:
    """What the form intends; raises `Invalid` with a sentence per field."""
    values, errors = fields.read(typed.table, typed.texts, directory(typed.change))
    errors |= checks.leaked(typed.table, values, door().office)
    code = typed.code
    held = _edit_in(mine(typed.change), typed.table, code)
    if typed.action == "create" and not held:
        code, wrong = new_code(typed.table, code)
        errors |= wrong
    if typed.submit and not typed.why:
        errors["why"] = said(N_("Say why: one sentence that villagers can read."))
    if errors:
        raise Invalid(said(N_("Not saved: some entries need mending.")), errors)
    if typed.action == "edit":
        seen = as_of(typed.table, code, typed.based_on) or {}
        values = {name: value for name, value in values.items() if seen.get(name) != value}
    return Edit(typed.action, typed.table, code, typed.based_on, {**_measured(held), **values})


def _measured(held: Edit | None) -> Values:
    """What a draft knows of a file beside what is typed."""
    if not held:
        return {}
    return {n: held.values[n] for n in entity(held.table).measured if n in held.values}


def new_code(table: str, text: str) -> tuple[str, dict[str, Said]]:
    """The code of a new record, `?1` for none, and what is wrong with it."""
    if not text:
        return "?1", {}
    try:
        code = str(attributes(table)["code"].read(text))
    except Invalid as problem:
        return text, {"code": problem.sentence}
    if records.exists(house().public, table, code) or drafts.open_edits(
        house().private, table, code
    ):
        return code, {"code": said(N_("The code %(code)s is taken. Leave it empty."), code=code)}
    return code, {}


def keep(typed: Typed) -> int:
    """The number of the change that holds the form; a form sent twice is kept once.

    The same form sent again with other words (by the browser's back button) replaces what it led
    to, as long as that is still a draft. Raises what the door raises.
    """
    key = f"{me().name}:{typed.key}"
    with door().books.lock:
        before = drafts.used(house().private, key)
        if before:
            earlier, code, digest = before.split(" ")
            if digest == typed.digest:
                return int(earlier)
            _refuse_settled(int(earlier))
            typed = replace(typed, change=int(earlier), code=code)
        return once(key, typed.digest, lambda: _proposed(typed, edit(typed)))


def _refuse_settled(number: int) -> None:
    if not mine(number):
        raise Refused(
            said(
                N_(
                    "This form was sent before as change %(number)s, which is no draft any more."
                    " Nothing was changed; open the record again to start a new form."
                ),
                number=number,
            )
        )


def used(key: str) -> int | None:
    """The change that a key led to, if it was used."""
    before = drafts.used(house().private, key)
    return int(before.split(" ")[0]) if before else None


def once(key: str, digest: str, act: Callable[[], tuple[int, str]]) -> int:
    """Runs `act` and remembers under the key which change and record it led to."""
    number, code = act()
    books = door().books
    with books.writing(books.private) as private:
        drafts.use(private, key, f"{number} {code} {digest}", stamp())
    return number


def _proposed(typed: Typed, intended: Edit) -> tuple[int, str]:
    kept = door().propose(me(), typed.why, [intended], stamp(), into=typed.change)
    if typed.submit:
        door().submit(kept, me(), stamp(), typed.why)
    return kept, door().change(kept).edits[-1].code
