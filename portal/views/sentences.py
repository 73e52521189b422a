"""The plain sentences at the top of a page, made from the data and right in every state."""

import datetime
from decimal import Decimal
from typing import NamedTuple

from portal import money
from portal.choices import DONATED
from portal.store.ledger import Paid, Total
from portal.views.rendering import day
from portal.words import N_, Said, said

LONGEST = 80
"""Characters of a free text that a sentence takes in; the page has the rest."""
_UNITS = (
    ("亿元", N_("%(amount)s yi yuan")),
    ("万元", N_("%(amount)s wan yuan")),
)


def amount(fen: int, language: str) -> Said:
    """An exact amount for a sentence: 亿元 or 万元 where two decimals hold it, else 元 to the fen.

    In English always yuan.
    """
    for unit, text in _UNITS if language != "en" else ():
        size = money.FEN_IN[unit]
        if abs(fen) >= size and fen % (size // 100) == 0:
            return said(text, amount=f"{Decimal(fen) / size:,f}")
    return said(N_("%(amount)s yuan"), amount=money.yuan(fen).replace(".00", ""))


def donor(name: str | None) -> Said | str:
    """The donor as the public reads it."""
    return name if name is not None else said(N_("a kind person"))


def brief(text: str) -> str:
    """A free text as part of a sentence: no full stop at its end, not too long.

    >>> brief("等用地批复。"), len(brief("长" * 1000))
    ('等用地批复', 81)
    """
    plain = text.rstrip(" 。．.；;，,、!！?？")
    return plain if len(plain) <= LONGEST else f"{plain[:LONGEST]}…"


def counted(one: str, many: str, number: int, **values: object) -> Said:
    """The sentence for one, or for another `number`."""
    return said(one if number == 1 else many, number=f"{number:,}", **values)


def home(total: Total, language: str) -> list[Said]:
    """What was received, used and is left of all donations."""
    if not total.received and not total.paid:
        return [said(N_("No donation has been received yet."))]
    text = said(
        _home(total),
        received=amount(total.received, language),
        paid=amount(total.paid, language),
        left=amount(abs(total.left), language),
    )
    return [text, said(N_("Every entry can be opened here, and every change leaves a record."))]


def _home(total: Total) -> str:
    if not total.paid:
        return N_("%(received)s has been donated; nothing has been used yet.")
    if not total.left:
        return N_("%(received)s has been donated, and all of it has been used.")
    if total.left < 0:
        return N_(
            "%(received)s has been donated and %(paid)s has been used: %(left)s more than came in."
        )
    return N_("%(received)s has been donated, %(paid)s has been used, %(left)s is left.")


class Given(NamedTuple):
    """What the page of a funding says of it."""

    donor: Said | str
    nature: str
    received: str
    amount: int
    reverses: str | None
    reversed_by: str | None
    in_kind: str | None = None


def heading(found: Given) -> Said:
    """What the page of a funding is called; only what was given is a donation."""
    text = N_("Donation by %(donor)s") if found.nature in DONATED else N_("Funds from %(donor)s")
    return said(text, donor=found.donor)


def remainder(total: Total) -> Said:
    """What is left of a funding, in its two parts."""
    text = N_("Of what is left, %(unassigned)s yuan is not assigned, %(unspent)s yuan not paid.")
    return said(text, unassigned=money.yuan(total.unassigned), unspent=money.yuan(total.unspent))


def donation(found: Given, total: Total, last: str | None, today: str, language: str) -> list[Said]:
    """Who gave what and when, and what became of it; `last` is the day of the last payment."""
    values = {
        "day": day(found.received, language),
        "donor": found.donor,
        "amount": amount(abs(found.amount), language),
    }
    if found.reverses:
        text = N_(
            "This entry of %(day)s takes %(code)s back: %(amount)s from %(donor)s no longer counts."
        )
        return [said(text, code=found.reverses, **values)]
    first = said(_came(found), goods=brief(found.in_kind or ""), **values)
    if found.reversed_by:
        return [first, said(N_("This entry has been taken back and does not count."))]
    return [
        first,
        _used(total, language),
        *_over(total, language),
        *_left(found, total, last, today, language),
    ]


def _came(found: Given) -> str:
    if found.in_kind:
        return N_("On %(day)s %(donor)s gave goods worth %(amount)s: %(goods)s.")
    return {
        "budget": N_("On %(day)s %(donor)s assigned %(amount)s."),
        "self_raised": N_("On %(day)s %(donor)s raised %(amount)s."),
        "labour": N_("On %(day)s %(donor)s gave labour worth %(amount)s."),
    }.get(found.nature, N_("On %(day)s %(donor)s gave %(amount)s."))


def _used(total: Total, language: str) -> Said:
    return said(
        _used_text(total),
        allocated=amount(total.allocated, language),
        paid=amount(total.paid, language),
        over=amount(abs(total.left), language),
    )


def _used_text(total: Total) -> str:
    if total.paid > total.received:
        return N_("%(paid)s has been paid from it, %(over)s more than there was.")
    if total.received and total.paid == total.received:
        return N_("All of it has been used.")
    if total.paid:
        return N_("%(allocated)s is assigned to projects, %(paid)s has been paid.")
    if total.allocated:
        return N_("%(allocated)s is assigned to projects; nothing has been paid yet.")
    return N_("It is not assigned to any project yet.")


def _over(total: Total, language: str) -> list[Said]:
    if total.paid <= total.allocated or total.paid > total.received:
        return []
    return [paid_over(total, language)]


def paid_over(total: Total, language: str) -> Said:
    """By how much more was paid than was allocated."""
    over = amount(total.paid - total.allocated, language)
    return said(N_("%(over)s more has been paid than was allocated."), over=over)


def _left(found: Given, total: Total, last: str | None, today: str, language: str) -> list[Said]:
    if total.left <= 0:
        return []
    since = last if last and total.paid else None
    days = age(since or found.received, today)
    one, many = _AGE[since is not None]
    left = amount(total.left, language)
    if not days:
        return [said(N_("%(left)s is left."), left=left)]
    return [counted(one, many, days, left=left)]


_AGE = {
    True: (
        N_("%(left)s is left, %(number)s day after the last payment."),
        N_("%(left)s is left, %(number)s days after the last payment."),
    ),
    False: (
        N_("%(left)s is left, %(number)s day after the money came in."),
        N_("%(left)s is left, %(number)s days after the money came in."),
    ),
}


def age(since: str, today: str) -> int:
    """Whole days from one ISO date to another, never negative.

    >>> age("2020-12-20", "2021-01-04")
    15
    """
    first, last = (datetime.date.fromisoformat(text) for text in (since, today))
    return max((last - first).days, 0)


def payment(found: Paid, language: str) -> list[Said]:
    """Who was paid what, when, from whose money, and with which voucher."""
    text = N_(
        "On %(day)s %(payee)s was paid %(amount)s yuan from the money of %(donor)s for"
        " %(project)s: %(title)s."
    )
    if found.reverses:
        text = N_(
            "This entry of %(day)s takes %(code)s back: %(amount)s yuan from the money of"
            " %(donor)s to %(payee)s for %(project)s no longer counts."
        )
    sentences = [
        said(
            text,
            day=day(found.paid, language),
            code=found.reverses,
            amount=money.yuan(abs(found.amount)),
            donor=donor(found.donor),
            payee=found.payee or said(N_("a payee whose name is not filled in")),
            project=brief(found.project_title),
            title=brief(found.title),
        ),
        _voucher(found),
    ]
    if found.reversed_by:
        sentences.append(said(N_("This payment has been taken back and does not count.")))
    return sentences


def _voucher(found: Paid) -> Said:
    if found.voucher:
        return said(N_("Voucher: %(voucher)s."), voucher=found.voucher)
    return said(N_("No voucher is entered for it."))
