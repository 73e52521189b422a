"""The plain sentences of a project: what it costs, who gave, when it is done, what is odd."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from typing import NamedTuple

from portal import choices, money
from portal.choices import DONATED, SIDE_STATES
from portal.entities.works import Project
from portal.store.building import Accepted
from portal.store.ledger import Assigned, Total
from portal.store.works import Step
from portal.views.rendering import day
from portal.views.sentences import amount, brief, counted, donor, paid_over
from portal.views.states import FINISHED, overdue, state
from portal.words import N_, Said, said

_SUBJECTS = {
    "road": N_("this road"),
    "square": N_("this square"),
    "clinic": N_("this clinic"),
    "reading_room": N_("this reading room"),
    "disabled_station": N_("this service station for disabled persons"),
    "training": N_("this training"),
}
ACCEPTANCE = "验收"
"""The word by which the step of acceptance is known among a project's milestones."""
_RESULTS = {word: label for word, label, _ in choices.ACCEPTANCE}
"""The results of an acceptance and their words, from the best to the worst."""
NAMED = 3
"""How many donors the sentence names."""


class Gift(NamedTuple):
    """What one donor gave to a project, in fen."""

    donor: Said | str
    allocated: int
    paid: int


class Checked(NamedTuple):
    """Who accepted the works last, on which ISO day, with which result."""

    body: str
    day: str
    result: str


@dataclass(frozen=True)
class Case:
    """A project with all that its sentences rest on, on an ISO day, for one language."""

    found: Project
    total: Total
    given: list[Gift]
    steps: list[Step]
    today: str
    language: str
    checked: Checked | None = None

    @property
    def plan(self) -> int | None:
        """The budget, else the sum of the sources; None when neither is filled in."""
        if self.found.budget is not None:
            return self.found.budget
        return self.total.planned or None

    @property
    def settled(self) -> int | None:
        """What a project that is not known to be open was settled at."""
        ended = self.found.status is None or self.found.status in FINISHED
        return self.found.settled if ended else None

    @property
    def finished(self) -> bool:
        """Whether the works are over."""
        return self.found.status in FINISHED or self.settled is not None

    def amount(self, fen: int) -> Said:
        """An amount in the language of the sentence."""
        return amount(fen, self.language)


def gifts(assigned: list[Assigned]) -> list[Gift]:
    """The donors of a project, each once, the largest first."""
    sums: dict[str | None, tuple[int, int]] = {}
    for line in assigned:
        if line.nature in DONATED:
            allocated, paid = sums.get(line.donor, (0, 0))
            sums[line.donor] = allocated + line.amount, paid + line.paid
    found = [Gift(donor(name), *both) for name, both in sums.items()]
    return sorted(found, key=lambda gift: -gift.allocated)


def checked(accepted: Sequence[Accepted]) -> Checked | None:
    """The last acceptance; of several on its day the worst counts."""
    if not accepted:
        return None
    order = list(_RESULTS)
    last = max(line.accepted_on for line in accepted)
    found = [line for line in accepted if line.accepted_on == last]
    worst = max(found, key=lambda line: order.index(line.result))
    return Checked(worst.body, last, worst.result)


class Parts(NamedTuple):
    """The sentences of a project by what they tell: cost and gifts, whom it reaches, what it is
    by the kilometre, when it is or was done, and how cost and plan differ."""

    money: list[Said]
    reach: list[Said]
    price: list[Said]
    when: list[Said]
    rest: list[Said]


def parts(case: Case) -> Parts:
    """All the sentences of a project, sorted."""
    return Parts(_money(case), _reach(case), _price(case), _when(case), _rest(case))


def project(case: Case) -> list[Said]:
    """What a project costs, who gave for it, when it is or was done, and what is odd about it."""
    return [sentence for part in parts(case) for sentence in part]


def _money(case: Case) -> list[Said]:
    """The cost and the gifts: in one sentence where the gifts are a part of the cost."""
    parts = _shares(case)
    inside = case.settled is not None and case.settled == case.total.paid
    if not parts:
        return [_cost(case)]
    if inside and sum(fen for _, fen in parts) <= case.total.paid:
        gave = _listed([_gave(case, *part) for part in parts])
        text = N_("%(subject)s cost %(paid)s in all; of this %(gave)s.")
        return [said(text, subject=_subject(case), paid=case.amount(case.total.paid), gave=gave)]
    name, fen = parts[0]
    first = said(N_("%(donor)s gave %(amount)s for it"), donor=name, amount=case.amount(fen))
    gave = _listed([first, *(_gave(case, *part) for part in parts[1:])])
    return [_cost(case), said(N_("%(gave)s."), gave=gave)]


def _shares(case: Case) -> list[tuple[Said | str, int]]:
    """Who gave how much: of what is settled only what was paid, never more than was given."""
    of_each = [
        (gift.donor, gift.allocated if case.settled is None else min(gift.allocated, gift.paid))
        for gift in case.given
    ]
    parts = [(name, fen) for name, fen in of_each if fen > 0]
    if len(parts) <= NAMED:
        return parts
    rest = sum(fen for _, fen in parts[NAMED - 1 :])
    return [*parts[: NAMED - 1], (said(N_("other donors")), rest)]


def _gave(case: Case, name: Said | str, fen: int) -> Said:
    return said(N_("%(donor)s gave %(amount)s"), donor=name, amount=case.amount(fen))


def _listed(clauses: list[Said]) -> Said:
    return reduce(
        lambda left, right: said(N_("%(left)s, %(right)s"), left=left, right=right), clauses
    )


def _subject(case: Case) -> Said:
    """What was built, where it was built anew: a repair is not the road."""
    anew = case.found.nature in (None, "new")
    subtype = case.found.subtype or ""
    return said(_SUBJECTS.get(subtype, N_("this project")) if anew else N_("this project"))


def _cost(case: Case) -> Said:
    plan, paid = case.plan or 0, case.total.paid
    return said(
        _cost_text(case),
        subject=_subject(case),
        plan=case.amount(plan),
        allocated=case.amount(case.total.allocated),
        paid=case.amount(paid),
        settled=case.amount(case.settled or 0),
        over=case.amount(abs(paid - plan)),
    )


def _cost_text(case: Case) -> str:
    if case.settled is not None:
        return _settled_cost(case.settled, case.total.paid)
    if case.finished:
        if case.total.paid:
            return N_(
                "%(subject)s is finished; %(paid)s has been paid so far, what it was settled at"
                " is not filled in."
            )
        return N_("%(subject)s is finished, but no payment is entered here yet.")
    if case.plan is None:
        return _unplanned_cost(case.total)
    if case.found.status == "cancelled":
        return _cancelled_cost(case.total)
    return _open_cost(case.plan, case.total)


def _settled_cost(settled: int, paid: int) -> str:
    if not paid:
        return N_("%(subject)s was settled at %(settled)s; no payment is entered here yet.")
    if settled == paid:
        return N_("%(subject)s cost %(paid)s in all.")
    return N_("%(subject)s was settled at %(settled)s; payments of %(paid)s are entered here.")


def _unplanned_cost(total: Total) -> str:
    if total.paid:
        return N_("For %(subject)s %(paid)s has been paid; its plan is not filled in.")
    if total.allocated:
        return N_(
            "For %(subject)s %(allocated)s has been allocated, nothing has been paid yet; its plan"
            " is not filled in."
        )
    return N_("For %(subject)s neither a plan nor a payment is entered yet.")


def _cancelled_cost(total: Total) -> str:
    if total.paid:
        return N_("%(subject)s was to cost %(plan)s; %(paid)s has been paid.")
    return N_("%(subject)s was to cost %(plan)s; nothing has been paid.")


def _open_cost(plan: int, total: Total) -> str:
    if total.paid > plan:
        return N_(
            "%(subject)s is to cost %(plan)s; %(paid)s has been paid so far, %(over)s more than"
            " planned."
        )
    if total.paid and total.paid == plan:
        return N_("%(subject)s is to cost %(plan)s; all of it has been paid.")
    if total.paid:
        return N_("%(subject)s is to cost %(plan)s; %(paid)s has been paid so far.")
    if total.allocated:
        return N_(
            "%(subject)s is to cost %(plan)s; %(allocated)s has been allocated, nothing has been"
            " paid yet."
        )
    return N_("%(subject)s is to cost %(plan)s; nothing has been paid yet.")


def _reach(case: Case) -> list[Said]:
    households = case.found.benefit_households
    if case.found.level != "household" or not households:
        return []
    text = N_("%(number)s household benefits."), N_("%(number)s households benefit.")
    return [counted(*text, households)]


def _price(case: Case) -> list[Said]:
    """How long a new road is, and what a kilometre of it cost, where that is settled."""
    metres = Decimal(case.found.length or 0)
    if case.found.subtype != "road" or not case.settled or not metres or _subject_is_other(case):
        return []
    fen = int((case.settled * 1000 / metres / 100).to_integral_value()) * 100
    length = said(N_("%(length)s m"), length=_plain(metres))
    if metres >= 1000:
        length = said(N_("%(length)s km"), length=_plain(metres / 1000))
    if not fen:
        return []
    if case.language != "en" and fen >= money.FEN_IN["万元"]:
        fen = (fen + 5_000) // 10_000 * 10_000
    price = case.amount(fen)
    text = N_("It is %(length)s long: on average %(price)s per kilometre.")
    return [said(text, length=length, price=price)]


def _subject_is_other(case: Case) -> bool:
    return case.found.nature not in (None, "new")


def _plain(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _when(case: Case) -> list[Said]:
    found = case.found
    if found.status in SIDE_STATES:
        reason = brief(found.status_reason or "") or said(N_("not filled in"))
        text = N_("Its status is now: %(state)s. The reason given: %(reason)s.")
        return [said(text, state=state(found.status).word, reason=reason)]
    if case.finished:
        return _done(case)
    if found.planned_end is None:
        return []
    return [said(_due(case, found.planned_end), day=day(found.planned_end, case.language))]


def _due(case: Case, due: str) -> str:
    if not overdue(due, case.today):
        return N_("It is to be finished by %(day)s.")
    if case.found.status is None:
        return N_("It was to be finished by %(day)s; whether it is, is not filled in.")
    return N_("It was to be finished by %(day)s and is late.")


def _done(case: Case) -> list[Said]:
    accepted = [s for s in case.steps if ACCEPTANCE in s.title and s.met and s.status != "dropped"]
    if case.checked and not (accepted and str(accepted[-1].met) > case.checked.day):
        return [_checked(case.checked, case.language)]
    if accepted:
        return [_accepted(accepted[-1], case.language)]
    text = said(N_("No acceptance is entered here yet."))
    if case.found.actual_end is None:
        return [text]
    return [said(N_("Finished: %(day)s."), day=day(case.found.actual_end, case.language)), text]


def _checked(found: Checked, language: str) -> Said:
    text = N_("%(body)s checked it on %(day)s: %(result)s.")
    result = said(_RESULTS[found.result])
    return said(text, body=brief(found.body), day=day(found.day, language), result=result)


def _accepted(step: Step, language: str) -> Said:
    when, title = day(str(step.met), language), brief(step.title)
    if step.value:
        text = N_("%(day)s: %(step)s, %(result)s.")
        return said(text, day=when, step=title, result=brief(step.value))
    return said(N_("%(day)s: %(step)s."), day=when, step=title)


def _rest(case: Case) -> list[Said]:
    rest = []
    if case.settled is not None and case.plan is not None and case.plan != case.settled:
        rest.append(_against_plan(case, case.plan - case.settled))
    if case.total.paid > case.total.allocated:
        rest.append(paid_over(case.total, case.language))
    return rest


def _against_plan(case: Case, left: int) -> Said:
    if left < 0:
        return said(N_("That is %(over)s more than planned."), over=case.amount(-left))
    where = brief(case.found.balance_destination or "") or said(N_("not filled in"))
    text = N_("That is %(left)s less than planned. Where the balance went: %(where)s.")
    return said(text, left=case.amount(left), where=where)
