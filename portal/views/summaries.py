"""The plain sentences that open the pages of places and people the money passes through."""

from portal.choices import SIDE_STATES
from portal.store.ledger import Total
from portal.store.works import Line
from portal.views.sentences import amount, counted
from portal.views.states import overdue
from portal.words import N_, Said, said


def village(
    title: str,
    total: Total,
    any_project: bool,
    under_way: list[Line],
    most: int,
    today: str,
    language: str,
) -> list[Said]:
    """What a village's projects are to cost, what was paid, what is being built.

    `under_way` holds up to `most` lines, and one more when there are more.
    """
    if not any_project:
        return [said(N_("No project of %(village)s is entered here yet."), village=title)]
    return [_cost(title, total, language), *_being_built(under_way, most, today)]


def _cost(title: str, total: Total, language: str) -> Said:
    return said(
        _cost_text(total),
        village=title,
        plan=amount(total.planned, language),
        allocated=amount(total.allocated, language),
        paid=amount(total.paid, language),
    )


def _cost_text(total: Total) -> str:
    if total.paid:
        if not total.planned:
            return N_("%(paid)s has been paid for the projects of %(village)s.")
        return N_(
            "The projects of %(village)s are planned at %(plan)s in all; %(paid)s has been paid"
            " so far."
        )
    if total.allocated and total.planned:
        return N_(
            "The projects of %(village)s are planned at %(plan)s in all; %(allocated)s has been"
            " allocated, nothing has been paid yet."
        )
    if total.allocated:
        return N_(
            "%(allocated)s has been allocated to the projects of %(village)s; nothing has been"
            " paid yet."
        )
    if total.planned:
        return N_(
            "The projects of %(village)s are planned at %(plan)s in all; nothing has been paid yet."
        )
    return N_("For the projects of %(village)s neither money nor a payment is entered yet.")


def _being_built(under_way: list[Line], most: int, today: str) -> list[Said]:
    if not under_way:
        return [said(N_("Nothing is being built at the moment."))]
    if len(under_way) > most:
        return [said(N_("More than %(number)s projects are under way now."), number=most)]
    late = sum(overdue(line.planned_end, today) for line in under_way)
    held = sum(line.status in SIDE_STATES for line in under_way)
    text = N_("%(number)s project is under way now."), N_("%(number)s projects are under way now.")
    return [counted(*text, len(under_way)), *_late(late), *_held(held)]


def _late(number: int) -> list[Said]:
    return [said(N_("Late: %(number)s.") if number else N_("None is late."), number=number)]


def _held(number: int) -> list[Said]:
    return [said(N_("Suspended or being rectified: %(number)s."), number=number)] if number else []


def payments(total: Total, language: str) -> list[Said]:
    """What was paid of all money, gifts and other."""
    if not total.paid:
        return [said(N_("Nothing has been paid yet."))]
    text = N_("%(paid)s has been paid in all, of all kinds of money.")
    every = N_(
        "Every payment stands here, the newest first; each can be opened down to its voucher."
    )
    return [said(text, paid=amount(total.paid, language)), said(every)]


def organisation(title: str, total: Total, works: bool, language: str) -> list[Said]:
    """What an organisation brought in and was paid; `works` says whether it has other lines."""
    values = {
        "name": title,
        "given": amount(total.received, language),
        "paid": amount(total.paid, language),
    }
    if total.received and total.paid:
        text = N_("%(name)s has brought in %(given)s and has been paid %(paid)s.")
    elif total.received:
        text = N_("%(name)s has brought in %(given)s.")
    elif total.paid:
        text = N_("%(name)s has been paid %(paid)s.")
    elif works:
        text = N_("%(name)s has to do with projects here; it has neither given nor been paid.")
    else:
        text = N_("What was entered for %(name)s has been taken back.")
    return [said(text, **values)]
