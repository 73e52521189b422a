"""A payment and its voucher in one go: typed on one screen, photographed, then masked."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import money
from portal.codes import Values
from portal.entities import attributes
from portal.errors import Invalid, NotFound, PortalError
from portal.kinds import Text
from portal.store import drafts, ledger, originals, paying, records
from portal.store.ledger import Assigned
from portal.views.errors import STATUS
from portal.views.house import house, today, vault
from portal.views.sentences import donor
from portal.views.staff import drafting, fields
from portal.views.staff.drafting import Typed
from portal.views.staff.gate import blueprint, me, page, stamp
from portal.words import N_, Said, said, speak

TYPED = ("amount", "paid", "title", "payee", "voucher")
"""What is asked for one payment, in the order of the voucher."""
POSTS = ("handled_by", "reviewed_by", "approved_by")
"""The posts on the voucher; mostly those of the last one."""


class Sealed(NamedTuple):
    """A voucher that came through: the hash of its sealed original, and its name."""

    digest: str = ""
    name: str = ""


@blueprint.get("/pay")
def pay() -> Response:
    """The form of a payment out of one project, or the projects to choose from."""
    code = request.args.get("project", "")
    if not code:
        return _choose(request.args.get("q", "").strip()[:100])
    texts = {
        "project": code,
        "paid": today(),
        **{n: text or "" for n, text in paying.signed_last(house().public, code)._asdict().items()},
    }
    sources = _sources(code)
    if len(sources) == 1:
        texts["allocation"] = sources[0].code
    change = drafting.number(request.args.get("change"))
    return _form(Typed("payment", "", "create", change=change, texts=texts), Sealed())


def _choose(text: str) -> Response:
    purses = paying.purses(house().public, text)
    nothing = N_("No project with money left holds “%(query)s”. Fewer or other words may help.")
    return page(
        "pay_for.html",
        query=text,
        purses=[(purse, _left(purse.left)) for purse in purses],
        nothing=said(nothing, query=text) if text else said(N_("No project has money left.")),
        change=drafting.number(request.args.get("change")),
    )


def _left(fen: int) -> Said:
    return said(N_("%(left)s yuan left"), left=money.yuan(fen))


def _sources(project: str) -> list[Assigned]:
    """The allocations of a project from which money is left."""
    return [
        line
        for line in ledger.assigned_to(house().public, project)
        if line.amount > line.paid and not line.reverses and not line.reversed_by
    ]


def _form(
    typed: Typed,
    sealed: Sealed,
    status: int = 200,
    sentence: Said | None = None,
    errors: Mapping[str, Said] | None = None,
) -> Response:
    errors = errors or {}
    code = typed.texts["project"]
    made = {
        field.name: replace(field, hint="")
        for field in fields.made("payment", typed.texts, errors, drafting.directory(typed.change))
    }
    return page(
        "pay.html",
        status,
        typed=typed,
        project=_project(code),
        sources=[
            (line, donor(line.donor), _left(line.amount - line.paid)) for line in _sources(code)
        ],
        fields=[made[name] for name in TYPED],
        payees=paying.payees(house().public, code),
        posts=[made[name] for name in POSTS],
        sealed=sealed,
        without=bool(request.form.get("without")),
        sentence=sentence,
        errors=errors,
        labels=fields.labels("payment") | {"file": N_("The voucher")},
    )


def _project(code: str) -> Values:
    found = records.values(house().public, "project", code)
    if found is None:
        raise NotFound(said(N_("There is no project “%(code)s”."), code=code[:40]))
    return found


@blueprint.post("/pay")
def post_payment() -> AnyResponse:
    """Seals the voucher, keeps the payment as a draft, and goes on to masking."""
    typed = drafting.sent("payment", "", "create")
    typed = replace(typed, code="", submit=False, why=typed.why or _why(typed))
    sealed, refusal = _sealed()
    try:
        _refuse(typed, {"file": refusal} if refusal else _unproved(sealed))
        number = drafting.keep(typed)
    except PortalError as problem:
        errors = getattr(problem, "fields", {})
        return _form(typed, sealed, STATUS[type(problem)], problem.sentence, errors)
    if not sealed.digest:
        return redirect(url_for("staff.change", number=number), code=303)
    return redirect(_masking(typed, sealed, number), code=303)


def _refuse(typed: Typed, errors: dict[str, Said]) -> None:
    """Raises `Invalid` with all that is wrong at once, before anything is kept."""
    _project(typed.texts["project"])
    if typed.texts["allocation"] not in [line.code for line in _sources(typed.texts["project"])]:
        errors = {"allocation": said(N_("Say from which money it was paid."))} | errors
    try:
        drafting.edit(typed)
    except Invalid as problem:
        errors = problem.fields | errors
    if errors:
        raise Invalid(said(N_("Not saved: some entries need mending.")), errors)


def _sealed() -> tuple[Sealed, Said | None]:
    """The voucher that was sent now or with an earlier try, or why it could not be taken."""
    chosen = [
        file for name in ("photo", "file") for file in request.files.getlist(name) if file.filename
    ]
    if len(chosen) > 1:
        return Sealed(), said(N_("Send one paper at a time: each is masked by itself."))
    if not chosen:
        return _before(request.form.get("paper", "")), None
    data, name = chosen[0].read(), chosen[0].filename or ""
    chosen[0].close()
    try:
        digest, _ = vault().paper(data, name, me().name, stamp())
    except Invalid as problem:
        return Sealed(), problem.sentence
    found = _before(digest)
    return found, None if found.digest else said(
        N_("Somebody else has sent this very file before. Photograph the voucher anew.")
    )


def _before(digest: str) -> Sealed:
    found = originals.original(house().private, digest)
    mine = found and found.author == me().name
    return Sealed(found.hash, found.name) if found and mine else Sealed()


def _unproved(sealed: Sealed) -> dict[str, Said]:
    """What is said when there is neither a voucher nor the word that there is none.

    So a form that comes back without its file, after a new sign-in, is asked for it again.
    """
    if sealed.digest or request.form.get("without"):
        return {}
    return {"file": said(N_("Photograph the voucher, or tick that there is none."))}


def _why(typed: Typed) -> str:
    """A first proposal for the public reason."""
    title = typed.texts["title"].strip()
    return _speak(said(N_("Payment: %(title)s"), title=title)) if title else ""


def _masking(typed: Typed, sealed: Sealed, number: int) -> str:
    _, code, _ = str(drafts.used(house().private, f"{me().name}:{typed.key}")).split(" ")
    values, _ = fields.read("payment", typed.texts, drafting.directory(number))
    title = values.get("voucher") or values["title"]
    alt = said(
        N_("Voucher for “%(title)s”, %(amount)s yuan, paid on %(paid)s"),
        title=values["title"],
        amount=money.yuan(int(str(values["amount"]))),
        paid=values["paid"],
    )
    return url_for(
        "staff.masking",
        digest=sealed.digest,
        of_table="payment",
        of_code=code,
        change=number,
        kind="voucher",
        title=_cut("title", _speak(said(N_("Voucher %(number)s"), number=title))),
        alt=_cut("alt", _speak(alt)),
        issued=values["paid"],
    )


def _cut(name: str, text: str) -> str:
    kind = attributes("document")[name]
    return text[: kind.longest] if isinstance(kind, Text) else text


def _speak(sentence: Said) -> str:
    """In the language of the records, whatever the screen's language is."""
    return speak(sentence, house().settings.language)
