"""What people ask about the books, and what they are answered."""

from dataclasses import dataclass

from portal import choices
from portal.entities import entity
from portal.kinds import Choice, Code, Day, Prose, Text
from portal.words import N_

QUESTION = 2_000
ANSWER = 5_000
"""Characters of a question and of an answer at most."""


@dataclass(frozen=True, kw_only=True)
class Enquiry(entity.Entity):
    """A question, objection, dispute or request for correction, with its answer or refusal.

    The code is the number of the ticket that the asker was given. Of a refused one the text is
    never published, the ground is.
    """

    table = "enquiry"
    label = N_("question")
    prefix = "q"
    sheets = ("提问和答复", "群众提问")
    lists = ("kind", "of_table", "of_code", "asked", "answered", "refused")

    code: str = entity.code()
    title: str | None = entity.maybe(
        Text(label=N_("Subject"), longest=80, synonyms=("标题", "主题"))
    )
    kind: str = entity.of(
        Choice(label=N_("Kind of question"), options=choices.ENQUIRY, synonyms=("类型",))
    )
    of_table: str = entity.of(
        Choice(label=N_("About table"), options=choices.ASKED_ABOUT, synonyms=("所属表",))
    )
    of_code: str = entity.of(
        Code(label=N_("About record"), identifies=True, synonyms=("所属记录",))
    )
    question: str | None = entity.maybe(
        Prose(label=N_("Question"), longest=QUESTION, identifies=True, synonyms=("问题", "内容"))
    )
    asked: str = entity.of(Day(label=N_("Asked on"), identifies=True, synonyms=("提问日期",)))
    due: str = entity.of(Day(label=N_("Answer due"), synonyms=("应答复日期",)))
    refused: str | None = entity.maybe(
        Choice(label=N_("Refused because of"), options=choices.REFUSAL, synonyms=("不公开原因",))
    )
    refused_why: str | None = entity.maybe(
        Text(label=N_("Why it is refused"), longest=400, synonyms=("不公开说明",))
    )
    answer: str | None = entity.maybe(
        Prose(label=N_("Answer"), longest=ANSWER, synonyms=("答复", "答复内容"))
    )
    answered: str | None = entity.maybe(Day(label=N_("Answered on"), synonyms=("答复日期",)))
    answered_by: str | None = entity.maybe(
        Text(label=N_("Answered by"), longest=60, synonyms=("答复人", "答复单位"))
    )
    unsatisfied: str | None = entity.maybe(
        Day(label=N_("Called not answered on"), synonyms=("反映未解答日期",))
    )
    second_answer: str | None = entity.maybe(
        Prose(label=N_("Second answer"), longest=ANSWER, synonyms=("再次答复",))
    )
    second_answered: str | None = entity.maybe(
        Day(label=N_("Answered again on"), synonyms=("再次答复日期",))
    )
    note: str | None = entity.note()
