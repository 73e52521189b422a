"""The rules of the work in the villages (domain guide, section 7): duty, activities, promises."""

import itertools
import re
from collections.abc import Callable, Iterator

from portal import masking, money, terms_of_office
from portal.choices import ROLE, SOLE
from portal.codes import Values
from portal.store import records, team
from portal.store.connect import Connection
from portal.words import N_, Said, said

Found = Iterator[tuple[bool, Said]]
_ROLES = {word: label for word, label, _ in ROLE}


def term_is_whole(db: Connection, values: Values) -> Found:
    """Nobody leaves before coming."""
    start, end = str(values["start"]), values.get("end")
    if end and terms_of_office.last_day(str(end)) < terms_of_office.first_day(start):
        yield True, said(N_("It ends before it starts."))


def one_at_a_time(db: Connection, values: Values) -> Found:
    """A post for one is not held by two: a finding, because hand-overs do overlap."""
    if values["role"] not in SOLE:
        return
    terms = team.terms(db, str(values["village"]), str(values["role"]))
    for both in terms_of_office.overlaps(terms):
        if values["official"] in both[:2]:
            names = records.titles(db, "official", both[:2])
            yield (
                False,
                said(
                    N_("From %(day)s on, %(one)s and %(other)s are both %(role)s."),
                    day=both.first.isoformat(),
                    one=names[both.earlier],
                    other=names[both.later],
                    role=said(_ROLES[str(values["role"])]),
                ),
            )


def no_gap_before(db: Connection, values: Values) -> Found:
    """A post is not left empty between two people: a finding."""
    start = terms_of_office.first_day(str(values["start"]))
    terms = team.terms(db, str(values["village"]), str(values["role"]))
    for gap in terms_of_office.gaps(terms, start.isoformat()):
        if gap.last == start - terms_of_office.DAY:
            yield (
                False,
                said(
                    N_("Nobody was %(role)s from %(first)s until %(last)s."),
                    role=said(_ROLES[str(values["role"])]),
                    first=gap.first.isoformat(),
                    last=gap.last.isoformat(),
                ),
            )


def condolence_adds_up(db: Connection, values: Values) -> Found:
    """Count × standard = total (section 7, condolence)."""
    count, standard, amount = (values.get(name) for name in ("households", "standard", "amount"))
    if count is None or standard is None or amount is None:
        return
    if int(count) * int(standard) != int(amount):
        yield (
            False,
            said(
                N_("%(count)s × %(standard)s = %(product)s yuan, but %(amount)s is stated."),
                count=count,
                standard=money.yuan(int(standard)),
                product=money.yuan(int(count) * int(standard)),
                amount=money.yuan(int(amount)),
            ),
        )


def nobody_is_named(db: Connection, values: Values) -> Found:
    """Who receives condolence is never named: count, total and standard are public (section 3)."""
    if values["kind"] != "condolence":
        return
    for name in ("title", "place", "note"):
        if listed_names(str(values.get(name) or "")):
            yield (
                True,
                said(
                    N_(
                        "This looks like a list of names. Those who receive condolence are never"
                        " named: write how many households, the standard and the total."
                    )
                ),
            )


def listed_names(text: str) -> bool:
    """Whether two names stand one after the other, or one after 户主.

    >>> [
    ...     listed_names(text)
    ...     for text in ("张三200元、李四200元", "户主：王小明", "米、油，每户200元")
    ... ]
    [True, True, False]
    """
    head = re.search(r"户主[:： ]*([\u3400-\u9fff]{2,4})", text)
    if head and masking.looks_personal(head[1]):
        return True
    parts = [re.sub(r"[\d.]+元?", "", part) for part in re.split(r"[、，,；;\s]+", text)]
    looks = [masking.looks_personal(part) for part in parts]
    return any(first and second for first, second in itertools.pairwise(looks))


def cost_has_a_source(db: Connection, values: Values) -> Found:
    """Whose money it was has to be known (section 7, training); its payment covers it."""
    if values.get("amount") and not values.get("fund") and not values.get("payment"):
        yield False, said(N_("Say whose money it is, or name the payment."))
    paid = records.values(db, "payment", str(values.get("payment"))) or {}
    if paid and int(values.get("amount") or 0) > int(paid["amount"] or 0):
        yield (
            False,
            said(
                N_("It cost %(amount)s yuan; the payment %(code)s is of %(paid)s yuan."),
                amount=money.yuan(int(values["amount"] or 0)),
                code=values["payment"],
                paid=money.yuan(int(paid["amount"] or 0)),
            ),
        )


def persons_of_households(db: Connection, values: Values) -> Found:
    """At least as many persons as households."""
    households, persons = values.get("households"), values.get("persons")
    if households is not None and persons is not None and int(persons) < int(households):
        yield (
            False,
            said(
                N_("%(households)s households cannot have only %(persons)s persons."),
                households=households,
                persons=persons,
            ),
        )


def _ended(status: str, day: str, words: str, sentence: str) -> Callable[..., Found]:
    def end_is_told(db: Connection, values: Values) -> Found:
        """What is called done says when and how; what is not, does not."""
        told = [bool(values.get(name)) for name in (day, words)]
        if told != [values["status"] == status] * 2:
            yield True, said(sentence)

    return end_is_told


promise_is_kept_in_words = _ended(
    *("done", "done_on", "outcome"),
    N_("What is kept needs its day and its outcome; what is not kept has neither."),
)
problem_is_solved_in_words = _ended(
    *("solved", "solved_on", "result"),
    N_("What is solved needs its day and its result; what is not solved has neither."),
)


def given_up_for_a_reason(db: Connection, values: Values) -> Found:
    """A promise is given up in public."""
    if values["status"] == "dropped" and not values.get("reason"):
        yield True, said(N_("Say why the promise is given up; villagers will read it."))


def promised_for_its_year(db: Connection, values: Values) -> Found:
    """It is not due before its year, its project lies in its village, somebody answers for it."""
    if int(str(values["due"])[:4]) < int(values["year"] or 0):
        yield True, said(N_("It is due before the year that it is promised for."))
    project = records.values(db, "project", str(values.get("project"))) or {}
    if values.get("village") and project.get("village") not in (None, values["village"]):
        yield True, said(N_("The project lies in another village."))
    if not values.get("owner") and not values.get("responsible"):
        yield False, said(N_("Nobody answers for this promise: name a unit or a person."))


def problem_has_a_measure(db: Connection, values: Values) -> Found:
    """A difficulty is published with what is done about it."""
    if not values.get("measure"):
        yield False, said(N_("No measure is named against this difficulty."))


def need_has_an_answer(db: Connection, values: Values) -> Found:
    """What a village lacks has a project or a measure (section 7: need without an answer)."""
    if values.get("kind") in (None, "general"):
        return
    if not values.get("project") and not values.get("measure"):
        yield False, said(N_("The village lacks this, and there is no project or measure yet."))
    project = records.values(db, "project", str(values.get("project"))) or {}
    if project.get("village") not in (None, values["village"]):
        yield True, said(N_("The project lies in another village."))


APPOINTMENT = (term_is_whole, one_at_a_time, no_gap_before)
ACTIVITY = (condolence_adds_up, nobody_is_named, cost_has_a_source, persons_of_households)
PROMISE = (promise_is_kept_in_words, given_up_for_a_reason, promised_for_its_year)
PROBLEM = (problem_is_solved_in_words, problem_has_a_measure, need_has_an_answer)
