"""Correcting a published amount: a reversal, and a new line in its place."""

import secrets
from collections.abc import Mapping

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import checks, forms
from portal.codes import Edit, Values
from portal.entities import entity
from portal.errors import Invalid, NotFound, PortalError, Refused
from portal.store import drafts, ledger, records
from portal.views.errors import STATUS
from portal.views.house import door, house
from portal.views.staff import drafting, fields, topics
from portal.views.staff.drafting import Typed
from portal.views.staff.gate import blueprint, me, page, stamp
from portal.views.staff.records import facts
from portal.words import N_, Said, said

NOT_COPIED = ("code", "note")


@blueprint.get("/<table>/<code>/correct")
def correct(table: str, code: str) -> Response:
    """The published line, and the form of the line that is to stand in its place."""
    original = _correctable(table, code)
    texts = forms.written(table, original)
    return _form(Typed(table, code, "reverse", texts=texts), original)


@blueprint.post("/<table>/<code>/correct")
def put_right(table: str, code: str) -> AnyResponse:
    """Keeps the reversal, and the new line unless it is only taken back, as one draft."""
    original = _correctable(table, code)
    typed = drafting.sent(table, code, "reverse")
    alone = request.form.get("line") == "none"
    try:
        number = _kept(typed, original, alone)
    except PortalError as problem:
        errors = getattr(problem, "fields", {})
        return _form(typed, original, STATUS[type(problem)], problem.sentence, errors, alone)
    return redirect(url_for("staff.change", number=number), code=303)


def _correctable(table: str, code: str) -> Values:
    """The published line; raises `NotFound`, or `Refused` when it is a reversal or reversed."""
    if not entity(table).money:
        raise NotFound(said(N_("Records of this kind are edited, not corrected by a reversal.")))
    original = records.values(house().public, table, code)
    if original is None:
        raise NotFound(said(N_("There is no record “%(code)s” here."), code=code[:40]))
    if original["reverses"]:
        raise Refused(
            said(N_("%(code)s is itself a reversal and stays as it is."), code=code),
        )
    if other := ledger.reversed_by(house().public, table, code):
        raise Refused(said(N_("%(code)s was already taken back by %(other)s."),
                           code=code, other=other))  # fmt: skip
    return original


def _kept(typed: Typed, original: Values, alone: bool) -> int:
    key = f"{me().name}:{typed.key}"
    with door().books.lock:
        before = drafts.used(house().private, key)
        if before:
            return int(before.split(" ")[0])
        return drafting.once(key, typed.digest, lambda: _proposed(typed, original, alone))


def _proposed(typed: Typed, original: Values, alone: bool) -> tuple[int, str]:
    values, errors = ({}, {}) if alone else _line(typed)
    if not typed.why:
        errors["why"] = said(N_("Say in public why the line was wrong, in one sentence."))
    if errors:
        raise Invalid(said(N_("Not saved: some entries need mending.")), errors)
    edits = [_reversal(typed.table, original)]
    if not alone:
        edits.append(_replacement(typed, original, values))
    number = door().propose(me(), typed.why, edits, stamp())
    if typed.submit:
        door().submit(number, me(), stamp(), typed.why)
    return number, typed.code


def _reversal(table: str, original: Values) -> Edit:
    """Takes back exactly the original: the same references and day, the opposite amount."""
    kept = {name: value for name, value in original.items() if name not in NOT_COPIED}
    kept["reverses"] = original["code"]
    return Edit("reverse", table, "?1", 0, {**kept, "amount": -int(original["amount"] or 0)})


def _line(typed: Typed) -> tuple[Values, dict[str, Said]]:
    """The values of the corrected line, and a sentence for each field that is wrong."""
    values, errors = fields.read(typed.table, typed.texts, drafting.directory(None))
    return values, errors | checks.leaked(typed.table, values, door().office)


def _replacement(typed: Typed, original: Values, values: Values) -> Edit:
    """The corrected line; raises `Invalid` where nothing differs."""
    if all(original.get(name) == value for name, value in values.items()):
        raise Invalid(said(N_("Nothing was changed.")))
    return Edit("create", typed.table, "?2", 0, values)


def _form(
    typed: Typed,
    original: Values,
    status: int = 200,
    sentence: Said | None = None,
    errors: Mapping[str, Said] | None = None,
    alone: bool = False,
) -> Response:
    errors = errors or {}
    return page(
        "correct.html",
        status,
        typed=typed,
        table=typed.table,
        facts=facts(typed.table, original),
        topics=topics.topics(
            fields.made(typed.table, typed.texts, errors, drafting.directory(None))
        ),
        sentence=sentence,
        errors=errors,
        alone=alone,
        labels=fields.labels(typed.table),
        second_key=secrets.token_urlsafe(16),
        others=drafts.open_edits(house().private, typed.table, typed.code),
    )
