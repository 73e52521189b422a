"""The plain sentences at the top of a page, made from the data and right in every state."""

import datetime
from decimal import Decimal
from typing import NamedTuple

from portal import money
from portal.choices import DONATED, SIDE_STATES
from portal.entities.works import Project
from portal.store.ledger import Assigned, Paid, Total
from portal.store.works import Step
from portal.views.rendering import day
from portal.views.states import FINISHED, overdue, state
from portal.words import N_, Said, said

_SUBJECTS = {
    "road": N_("This road"),
    "square": N_("This square"),
    "clinic": N_("This clinic"),
    "reading_room": N_("This reading room"),
    "training": N_("This training"),
}
ACCEPTANCE = "验收"
"""The word by which the step of acceptance is known among a project's milestones."""


class Gift(NamedTuple):
    """What one donor gave to a project, in fen."""

    donor: Said | str
    allocated: int
    paid: int


def amount(fen: int, language: str) -> Said:
    """An exact amount for a sentence: 万元 from one 万元 on, else 元; in English always yuan."""
    if language != "en" and abs(fen) >= money.FEN_IN["万元"]:
        return said(N_("%(amount)s wan yuan"), amount=money.exact_wan(fen))
    return said(N_("%(amount)s yuan"), amount=money.yuan(fen).replace(".00", ""))


def donor(name: str | None) -> Said | str:
    """The donor as the public reads it."""
    return name if name is not None else said(N_("a kind person"))


def home(total: Total, language: str) -> list[Said]:
    """What was received, used and is left of all donations."""
    values = {
        "received": amount(total.received, language),
        "paid": amount(total.paid, language),
        "left": amount(abs(total.left), language),
    }
    if not total.received and not total.paid:
        return [said(N_("No donation has been received yet."))]
    if not total.paid:
        text = N_("%(received)s were donated; nothing has been used yet.")
    elif not total.left:
        text = N_("%(received)s were donated, and all of it has been used.")
    elif total.left < 0:
        text = N_("%(received)s were donated and %(paid)s used: %(left)s more than came in.")
    else:
        text = N_("%(received)s were donated, %(paid)s have been used, %(left)s are left.")
    promise = N_("Every entry can be opened here, and every change leaves a record.")
    return [said(text, **values), said(promise)]


def gifts(assigned: list[Assigned]) -> list[Gift]:
    """The donors of a project, each once, the largest first."""
    sums: dict[str | None, tuple[int, int]] = {}
    for line in assigned:
        if line.nature in DONATED:
            allocated, paid = sums.get(line.donor, (0, 0))
            sums[line.donor] = allocated + line.amount, paid + line.paid
    found = [Gift(donor(name), *both) for name, both in sums.items()]
    return sorted(found, key=lambda gift: -gift.allocated)


def project(
    found: Project,
    total: Total,
    given: list[Gift],
    steps: list[Step],
    today: str,
    language: str,
) -> list[Said]:
    """What a project costs, who gave for it, when it is or was done, and what is odd about it."""
    finished = found.status in FINISHED
    cost = _cost_of(found, total)
    return [
        _cost(found, total, language),
        *_given(given, cost, finished, language),
        *_price(found, cost, language),
        *_when(found, steps, today, language),
        *_rest(found, total, cost, language),
    ]


def _cost_of(found: Project, total: Total) -> int:
    """What the first sentence names: the cost of what is finished, else the plan, else payments."""
    if found.status in FINISHED:
        return total.paid if found.settled is None else found.settled
    return _plan(found, total) or total.paid


def _plan(found: Project, total: Total) -> int:
    return total.planned if found.budget is None else found.budget


def _cost(found: Project, total: Total, language: str) -> Said:
    values = {
        "subject": said(_SUBJECTS.get(found.subtype or "", N_("This project"))),
        "plan": amount(_plan(found, total), language),
        "paid": amount(total.paid, language),
        "settled": amount(found.settled or 0, language),
    }
    text = _finished_cost(found, total) if found.status in FINISHED else _open_cost(found, total)
    return said(text, **values)


def _finished_cost(found: Project, total: Total) -> str:
    if found.settled is not None and found.settled != total.paid:
        return N_("%(subject)s was settled at %(settled)s; payments of %(paid)s are entered here.")
    if total.paid:
        return N_("%(subject)s cost %(paid)s in all.")
    return N_("%(subject)s is finished, but no payment is entered here yet.")


def _open_cost(found: Project, total: Total) -> str:
    if _plan(found, total) and total.paid:
        return N_("%(subject)s is to cost %(plan)s; %(paid)s have been paid so far.")
    if _plan(found, total):
        return N_("%(subject)s is to cost %(plan)s; nothing has been paid yet.")
    if total.paid:
        return N_("For %(subject)s %(paid)s have been paid; its plan is not filled in.")
    return N_("For %(subject)s neither a plan nor a payment is entered yet.")


def _given(given: list[Gift], cost: int, finished: bool, language: str) -> list[Said]:
    """Who gave: of what is finished only what was really paid from the gift."""
    parts = [(gift.donor, gift.paid if finished else gift.allocated) for gift in given]
    parts = [(name, fen) for name, fen in parts if fen > 0]
    together = sum(fen for _, fen in parts)
    within = together <= cost
    if not parts:
        return []
    if len(parts) == 1:
        text = N_("Of this %(donor)s gave %(amount)s.") if within else _BESIDE
        return [said(text, donor=parts[0][0], amount=amount(together, language))]
    text = N_("Of this %(number)s donors gave %(amount)s: %(largest)s the most, %(most)s.")
    if not within:
        text = N_("%(number)s donors gave %(amount)s for it: %(largest)s the most, %(most)s.")
    return [
        said(
            text,
            number=len(parts),
            amount=amount(together, language),
            largest=parts[0][0],
            most=amount(parts[0][1], language),
        )
    ]


_BESIDE = N_("%(donor)s gave %(amount)s for it.")


def _price(found: Project, cost: int, language: str) -> list[Said]:
    if found.subtype != "road" or found.status not in FINISHED or not cost:
        return []
    metres = Decimal(found.length or 0)
    if not metres:
        return []
    fen = int((cost * 1000 / metres / 100).to_integral_value()) * 100
    price: Said = amount(fen, language)
    if language != "en" and fen >= money.FEN_IN["万元"]:
        price = said(N_("%(amount)s wan yuan"), amount=money.wan(fen))
    kilometres = f"{metres / 1000:f}".rstrip("0").rstrip(".")
    text = N_("It is %(length)s km long: on average %(price)s per kilometre.")
    return [said(text, length=kilometres, price=price)]


def _when(found: Project, steps: list[Step], today: str, language: str) -> list[Said]:
    if found.status in SIDE_STATES:
        reason = found.status_reason or said(N_("not filled in"))
        text = N_("It is %(state)s now. The reason given: %(reason)s")
        return [said(text, state=state(found.status).word, reason=reason)]
    if found.status in FINISHED:
        return _done(found, steps, language)
    if found.planned_end is None:
        return []
    due = day(found.planned_end, language)
    if not overdue(found.planned_end, today):
        return [said(N_("It is to be finished by %(day)s."), day=due)]
    return [said(N_("It was to be finished by %(day)s and is late."), day=due)]


def _done(found: Project, steps: list[Step], language: str) -> list[Said]:
    accepted = [step for step in steps if ACCEPTANCE in step.title and step.met]
    if accepted:
        last = accepted[-1]
        when = day(str(last.met), language)
        if last.value:
            text = N_("%(day)s: %(step)s, %(result)s.")
            return [said(text, day=when, step=last.title, result=last.value)]
        return [said(N_("%(day)s: %(step)s."), day=when, step=last.title)]
    if found.actual_end:
        return [said(N_("%(day)s: works complete."), day=day(found.actual_end, language))]
    return []


def _rest(found: Project, total: Total, cost: int, language: str) -> list[Said]:
    rest = []
    left = _plan(found, total) - cost
    if found.status in FINISHED and cost and left > 0:
        where = found.balance_destination or said(N_("not filled in"))
        text = N_("That is %(left)s less than planned. Where the balance went: %(where)s.")
        rest.append(said(text, left=amount(left, language), where=where))
    if total.paid > total.allocated:
        over = amount(total.paid - total.allocated, language)
        rest.append(said(N_("%(over)s more have been paid than were allocated."), over=over))
    return rest


class Given(NamedTuple):
    """What the page of a funding says of it."""

    donor: Said | str
    nature: str
    received: str
    amount: int
    reverses: str | None
    reversed_by: str | None


def heading(found: Given) -> Said:
    """What the page of a funding is called; only what was given is a donation."""
    text = N_("Donation by %(donor)s") if found.nature in DONATED else N_("Funds from %(donor)s")
    return said(text, donor=found.donor)


def remainder(total: Total) -> Said:
    """What is left of a funding, in its two parts."""
    text = N_("Of what is left, %(unassigned)s yuan are not assigned, %(unspent)s yuan not paid.")
    return said(text, unassigned=money.yuan(total.unassigned), unspent=money.yuan(total.unspent))


def donation(found: Given, total: Total, last: str | None, today: str, language: str) -> list[Said]:
    """Who gave what and when, and what became of it; `last` is the day of the last payment."""
    text = N_("On %(day)s %(donor)s gave %(amount)s.")
    if found.nature not in DONATED:
        text = N_("On %(day)s %(donor)s assigned %(amount)s.")
    first = said(
        text,
        day=day(found.received, language),
        donor=found.donor,
        amount=amount(abs(found.amount), language),
    )
    if found.reverses:
        text = N_("That entry was wrong: this one takes %(code)s back.")
        return [first, said(text, code=found.reverses)]
    if found.reversed_by:
        return [first, said(N_("That entry was wrong and has been taken back; it does not count."))]
    return [first, _assigned(total, language), *_left(found, total, last, today, language)]


def _assigned(total: Total, language: str) -> Said:
    allocated, paid = amount(total.allocated, language), amount(total.paid, language)
    if total.paid > total.received:
        over = amount(-total.left, language)
        text = N_("%(paid)s have been paid from it, %(over)s more than there was.")
        return said(text, paid=paid, over=over)
    if total.received and total.paid == total.received:
        return said(N_("All of it has been used."))
    if not total.allocated:
        return said(N_("It is not assigned to any project yet."))
    if not total.paid:
        text = N_("%(allocated)s are assigned to projects, nothing has been paid yet.")
        return said(text, allocated=allocated)
    text = N_("%(allocated)s are assigned to projects, %(paid)s have been paid.")
    return said(text, allocated=allocated, paid=paid)


def _left(found: Given, total: Total, last: str | None, today: str, language: str) -> list[Said]:
    if total.left <= 0:
        return []
    text = N_("%(left)s are left, %(days)s days after the last payment.")
    if last is None:
        text = N_("%(left)s are left, %(days)s days after the money came in.")
    days = age(last or found.received, today)
    return [said(text, left=amount(total.left, language), days=days)]


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
        "On %(day)s %(amount)s yuan from the money of %(donor)s went to %(payee)s: %(title)s."
    )
    if found.reverses:
        text = N_(
            "On %(day)s %(amount)s yuan from the money of %(donor)s, once paid to %(payee)s,"
            " were taken back: %(title)s."
        )
    sentences = [
        said(
            text,
            day=day(found.paid, language),
            amount=money.yuan(abs(found.amount)),
            donor=donor(found.donor),
            payee=found.payee or said(N_("a payee who is not filled in")),
            title=found.title,
        ),
        said(N_("Voucher: %(voucher)s."), voucher=found.voucher)
        if found.voucher
        else said(N_("There is no voucher for it.")),
    ]
    if found.reversed_by:
        sentences.append(said(N_("This payment was wrong and has been taken back.")))
    return sentences
