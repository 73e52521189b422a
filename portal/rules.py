"""The rules of each table, across fields and records; sources are the sections of the domain guide.

A rule looks at the books as they would stand after a change, and yields what it has to say: whether
that blocks the publication, and a sentence.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal

from portal import (
    masking,
    money,
    rules_of_industry,
    rules_of_notices,
    rules_of_people,
    rules_of_questions,
    rules_of_reports,
    rules_of_work,
)
from portal.choices import PAPERS
from portal.codes import Values
from portal.entities import ENTITIES, entity, identifying
from portal.store import ledger, records
from portal.store.connect import Connection
from portal.words import N_, Said, said

Rule = Callable[[Connection, Values], Iterator[tuple[bool, Said]]]


def funding_covers(db: Connection, values: Values) -> Iterator[tuple[bool, Said]]:
    """Σ allocation ≤ funding (M3, M4)."""
    code = str(values.get("funding") or values.get("reverses") or values["code"])
    total = ledger.total(db, "funding", code)
    if total.allocated > total.received:
        yield (
            True,
            said(
                N_(
                    "%(code)s received %(received)s yuan, but %(allocated)s yuan would be"
                    " allocated from it: %(over)s yuan too much."
                ),
                code=code,
                received=money.yuan(total.received),
                allocated=money.yuan(total.allocated),
                over=money.yuan(total.allocated - total.received),
            ),
        )


def purpose_kept(db: Connection, values: Values) -> Iterator[tuple[bool, Said]]:
    """Restricted funding goes only to its project (M4)."""
    funding = records.values(db, "funding", str(values["funding"])) or {}
    target = funding.get("restricted_to")
    if target and target != values["project"] and not values.get("reverses"):
        yield (
            True,
            said(
                N_("%(funding)s is restricted to the project %(target)s."),
                funding=values["funding"],
                target=target,
            ),
        )


def paid_from_own_allocation(db: Connection, values: Values) -> Iterator[tuple[bool, Said]]:
    """A payment's allocation belongs to the payment's project."""
    allocation = records.values(db, "allocation", str(values["allocation"])) or {}
    if allocation.get("project") != values["project"]:
        yield (
            True,
            said(
                N_("The allocation %(allocation)s belongs to the project %(project)s."),
                allocation=values["allocation"],
                project=allocation.get("project"),
            ),
        )


def allocation_covers(db: Connection, values: Values) -> Iterator[tuple[bool, Said]]:
    """More paid than allocated: a finding, because money that was paid has to be shown."""
    code = str(values["allocation"])
    total = ledger.total(db, "allocation", code)
    if total.paid > total.allocated:
        yield (
            False,
            said(
                N_("From %(code)s %(paid)s yuan are paid, %(over)s yuan more than allocated."),
                code=code,
                paid=money.yuan(total.paid),
                over=money.yuan(total.paid - total.allocated),
            ),
        )


def amount_signed(db: Connection, values: Values) -> Iterator[tuple[bool, Said]]:
    """Only a reversal is negative, and it takes back its original to the fen."""
    amount = int(values["amount"] or 0)
    if amount == 0:
        yield True, said(N_("The amount is 0.00 yuan. A line needs an amount."))
    if amount < 0 and not values.get("reverses"):
        yield True, said(N_("A negative amount has to name the line that it reverses."))


def _reversal(table: str, kept: tuple[str, ...]) -> Rule:
    def takes_back_its_original(db: Connection, values: Values) -> Iterator[tuple[bool, Said]]:
        """A reversal carries the original's references and its exact negative amount."""
        if not values.get("reverses"):
            return
        original = records.values(db, table, str(values["reverses"])) or {}
        same = all(original.get(name) == values.get(name) for name in kept)
        opposite = original.get("amount") == -int(values["amount"] or 0)
        if not (same and opposite) or original.get("reverses"):
            yield (
                True,
                said(
                    N_("A reversal of %(code)s has to take back exactly that line."),
                    code=values["reverses"],
                ),
            )

    return takes_back_its_original


def nothing_hangs_on_it(db: Connection, values: Values) -> Iterator[tuple[bool, Said]]:
    """An allocation that was reversed has no payments left."""
    if not values.get("reverses"):
        return
    total = ledger.total(db, "allocation", str(values["reverses"]))
    if total.paid:
        yield (
            True,
            said(
                N_("%(paid)s yuan are already paid from %(code)s; reverse those payments first."),
                paid=money.yuan(total.paid),
                code=values["reverses"],
            ),
        )


def donor_stays_unnamed(db: Connection, values: Values) -> Iterator[tuple[bool, Said]]:
    """Who gives as a kind person is named nowhere in the public books (section 3)."""
    provider = records.values(db, "organisation", str(values["provider"])) or {}
    if values.get("donor_display") == "kind_person" and provider.get("kind") != "kind_person":
        yield (
            True,
            said(
                N_(
                    "This donor is to be shown as a kind person, but “%(name)s” would be public."
                    " Choose a provider of the kind “a kind person” whose name tells nothing."
                ),
                name=provider.get("title"),
            ),
        )


def person_is_masked(db: Connection, values: Values) -> Iterator[tuple[bool, Said]]:
    """A private person is 爱心人士, or masked, unless they want to be named (section 3)."""
    sentence = masking.advice(str(values["title"]))
    if sentence and values.get("kind") in (None, "kind_person", "other"):
        yield False, sentence


def _once(table: str) -> Rule:
    sums = ("amount",) if entity(table).money else ()
    names = (*identifying(table), *sums)

    def not_there_already(db: Connection, values: Values) -> Iterator[tuple[bool, Said]]:
        """The same line is not entered twice; what was reversed may be entered anew."""
        for code in records.matching(db, table, {name: values.get(name) for name in names}):
            if code != values["code"] and not (sums and ledger.reversed_by(db, table, code)):
                yield (
                    True,
                    said(
                        N_(
                            "The same is published as %(code)s already. If this is another one,"
                            " tell them apart by name."
                        ),
                        code=code,
                    ),
                )

    return not_there_already


def dates_in_order(db: Connection, values: Values) -> Iterator[tuple[bool, Said]]:
    """Works do not end before they start."""
    for start, end in (("planned_start", "planned_end"), ("actual_start", "actual_end")):
        first, last = str(values.get(start) or ""), str(values.get(end) or "")
        shared = min(len(first), len(last))
        if first[:shared] > last[:shared]:
            yield (
                False,
                said(
                    N_("It ends (%(last)s) before it starts (%(first)s)."), last=last, first=first
                ),
            )


def plan_adds_up(db: Connection, values: Values) -> Iterator[tuple[bool, Said]]:
    """The budget equals the sum of its sources, where both are known (M3)."""
    planned = ledger.total(db, "project", str(values["code"])).planned
    budget = values.get("budget")
    if planned and budget is not None and planned != budget:
        yield False, money.difference(planned, int(budget))


def persons_and_households(db: Connection, values: Values) -> Iterator[tuple[bool, Said]]:
    """At least as many persons as households."""
    for few, many in (
        ("benefit_households", "benefit_persons"),
        ("lifted_households", "lifted_persons"),
        ("households_lifted", "persons_lifted"),
        ("households", "population"),
    ):
        households, persons = values.get(few), values.get(many)
        if households is not None and persons is not None and int(persons) < int(households):
            yield (
                False,
                said(
                    N_("%(households)s households cannot have only %(persons)s persons."),
                    households=households,
                    persons=persons,
                ),
            )


def belongs_to_a_record(db: Connection, values: Values) -> Iterator[tuple[bool, Said]]:
    """A paper, picture or question is about a published record."""
    table, code = str(values["of_table"]), str(values["of_code"])
    if table not in ENTITIES or not records.exists(db, table, code):
        yield (
            True,
            said(
                N_("It belongs to %(table)s %(code)s, which is not published."),
                table=table,
                code=code,
            ),
        )


def picture_is_fit(db: Connection, values: Values) -> Iterator[tuple[bool, Said]]:
    """A picture says what it shows; one of a paper is masked first (section 3)."""
    if not values.get("public_hash"):
        return
    if not values.get("alt"):
        yield True, said(N_("Say in one sentence what the picture shows."))
    if values.get("kind") in PAPERS and not values.get("masked"):
        yield True, said(N_("A picture of a paper is published only after it was masked."))


def change_of_its_contract(db: Connection, values: Values) -> Iterator[tuple[bool, Said]]:
    """A contract is not changed before it was signed."""
    contract = records.values(db, "contract", str(values["contract"])) or {}
    signed = str(contract.get("signed") or "")
    if signed > str(values["agreed"]):
        yield (
            False,
            said(
                N_("The change (%(agreed)s) is older than the contract (%(signed)s)."),
                agreed=values["agreed"],
                signed=signed,
            ),
        )


def accepted_as_planned(db: Connection, values: Values) -> Iterator[tuple[bool, Said]]:
    """Less accepted than planned is shown (section 7: accepted = stated)."""
    planned, accepted = values.get("planned_quantity"), values.get("accepted_quantity")
    if planned and accepted and Decimal(str(accepted)) < Decimal(str(planned)):
        yield (
            False,
            said(
                N_("%(accepted)s accepted of %(planned)s planned."),
                accepted=accepted,
                planned=planned,
            ),
        )


def called_met(db: Connection, values: Values) -> Iterator[tuple[bool, Said]]:
    """There is a verdict only on what is called done, and not from before that day."""
    step = records.values(db, "milestone", str(values["milestone"])) or {}
    met = str(step.get("met") or "")
    if not met and step.get("status") != "met":
        yield True, said(N_("This step is not called done yet; there is nothing to confirm."))
    if str(values["seen_on"]) < met:
        yield (
            False,
            said(
                N_("It was seen (%(seen)s) before the step is said to be done (%(met)s)."),
                seen=values["seen_on"],
                met=met,
            ),
        )


def dispute_has_reason(db: Connection, values: Values) -> Iterator[tuple[bool, Said]]:
    """Who disputes says what is not so."""
    if values.get("verdict") == "disputed" and not values.get("title"):
        yield True, said(N_("Say what is not as it was reported."))


RULES: dict[str, tuple[Rule, ...]] = {
    "village": (
        _once("village"),
        persons_and_households,
        rules_of_reports.figures_agree("village"),
    ),
    "page": (rules_of_reports.figures_agree("page"),),
    "post": (rules_of_reports.figures_agree("post"),),
    "report": (_once("report"), rules_of_reports.figures_agree("report")),
    "organisation": (_once("organisation"), person_is_masked),
    "official": (_once("official"),),
    "project": (
        _once("project"),
        dates_in_order,
        plan_adds_up,
        persons_and_households,
    ),
    "contract_change": (_once("contract_change"), change_of_its_contract),
    "progress": (_once("progress"),),
    "acceptance": (_once("acceptance"), accepted_as_planned),
    "asset": (_once("asset"),),
    "confirmation": (called_met, dispute_has_reason),
    "notice": (_once("notice"), *rules_of_notices.RULES),
    "enquiry": (
        belongs_to_a_record,
        rules_of_questions.answered_in_full,
        rules_of_questions.days_of_an_answer,
        rules_of_questions.objects_to_a_notice,
    ),
    "appointment": (_once("appointment"), *rules_of_work.APPOINTMENT),
    "activity": (_once("activity"), *rules_of_work.ACTIVITY),
    "promise": (_once("promise"), *rules_of_work.PROMISE),
    "problem": (_once("problem"), *rules_of_work.PROBLEM),
    "document": (belongs_to_a_record, picture_is_fit),
    "funding": (
        amount_signed,
        _once("funding"),
        donor_stays_unnamed,
        _reversal("funding", ("provider", "nature")),
        funding_covers,
    ),
    "allocation": (
        amount_signed,
        _once("allocation"),
        _reversal("allocation", ("funding", "project")),
        purpose_kept,
        funding_covers,
        nothing_hangs_on_it,
    ),
    "payment": (
        amount_signed,
        _once("payment"),
        _reversal("payment", ("project", "allocation")),
        paid_from_own_allocation,
        allocation_covers,
    ),
    "statistic": (_once("statistic"), persons_and_households, rules_of_people.rest_within_base),
    "monitoring": (_once("monitoring"), *rules_of_people.MONITORING),
    "assurance": (_once("assurance"), rules_of_people.assurance_has_evidence),
    "aid": (
        amount_signed,
        _once("aid"),
        _reversal("aid", ("project", "household", "kind")),
        *rules_of_industry.AID,
    ),
    "income": (
        amount_signed,
        _once("income"),
        _reversal("income", ("project", "year", "nature")),
        *rules_of_industry.INCOME,
    ),
    "distribution": (
        amount_signed,
        _once("distribution"),
        _reversal("distribution", ("project", "year", "use")),
        *rules_of_industry.DISTRIBUTION,
    ),
}
