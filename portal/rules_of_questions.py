"""The rules of questions, their answers and refusals (domain guide, section 2, M13)."""

from collections.abc import Iterator

from portal.codes import Values
from portal.store.connect import Connection
from portal.words import N_, Said, said


def answered_in_full(db: Connection, values: Values) -> Iterator[tuple[bool, Said]]:
    """An answer has its day and its author (M13); a refusal has its ground and no text."""
    first = [values.get(name) is None for name in ("answer", "answered", "answered_by")]
    second = [values.get(name) is None for name in ("second_answer", "second_answered")]
    if any(first) != all(first) or any(second) != all(second):
        yield True, said(N_("An answer needs its text, its day, and who answers."))
    if not all(second) and (all(first) or not values.get("unsatisfied")):
        yield True, said(N_("A second answer follows the first, once the asker is not satisfied."))
    if values.get("refused"):
        if values.get("question") or not all(first):
            yield True, said(N_("Of a refused question neither text nor answer is published."))
    elif values.get("refused_why"):
        yield True, said(N_("Choose the ground on which the question is refused."))
    elif not values.get("question"):
        yield True, said(N_("Publish the question as it was asked, or the ground of its refusal."))


def days_of_an_answer(db: Connection, values: Values) -> Iterator[tuple[bool, Said]]:
    """Asked, answered, called not answered and answered again come one after the other."""
    names = ("asked", "answered", "unsatisfied", "second_answered")
    days = [str(values[name]) for name in names if values.get(name)]
    if days != sorted(days) or str(values["due"]) < str(values["asked"]):
        yield True, said(N_("The days are not in order: asked, answered, asked again, answered."))


def objects_to_a_notice(db: Connection, values: Values) -> Iterator[tuple[bool, Said]]:
    """An objection is about a notice, a dispute about a step."""
    table = {"objection": "notice", "dispute": "milestone"}.get(str(values["kind"]))
    if table and values["of_table"] != table:
        yield True, said(N_("An objection is about a notice, a dispute about a step."))
