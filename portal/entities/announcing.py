"""What is put up on the village board and on the site: postings and announcements."""

from dataclasses import dataclass

from portal import choices
from portal.entities import entity
from portal.kinds import Choice, Count, Day, Flag, Frozen, Ref, Text
from portal.words import N_


@dataclass(frozen=True, kw_only=True)
class Notice(entity.Entity):
    """A notice of one stage (domain guide, section 2): 公示 with a period, or 公告 that stays.

    What it says of projects and money is taken from the books and frozen in `content` when it is
    published. After that only the result of its period is added; all else is corrected by another
    notice that names it in `corrects`.
    """

    table = "notice"
    label = N_("notice")
    prefix = "n"
    sheets = ("公示公告", "公示")
    lists = ("title", "stage", "village", "start", "end")
    kept = frozenset(
        {
            *("title", "stage", "form", "village", "project", "funding", "year", "body", "basis"),
            *("start", "end", "place", "contact", "historic", "corrects", "correction", "content"),
        }
    )
    once = frozenset({"closed", "result"})

    code: str = entity.code()
    title: str = entity.of(
        Text(label=N_("Title of the notice"), identifies=True, synonyms=("标题", "公示标题"))
    )
    stage: str = entity.of(
        Choice(
            label=N_("Stage"), options=choices.STAGE, identifies=True, synonyms=("阶段", "公示阶段")
        )
    )
    form: str = entity.of(
        Choice(
            label=N_("Kind of notice"), options=choices.NOTICE, synonyms=("公示或公告", "公告类型")
        )
    )
    village: str = entity.of(Ref(label=N_("Village"), table="village", synonyms=("村", "所在村")))
    project: str | None = entity.maybe(
        Ref(label=N_("Project"), table="project", identifies=True, synonyms=("项目名称", "项目"))
    )
    funding: str | None = entity.maybe(
        Ref(
            label=N_("Money received"),
            hint=N_("Only for the allocation of funds: the money that is split."),
            table="funding",
            synonyms=("资金",),
        )
    )
    year: int | None = entity.maybe(
        Count(
            label=N_("Year"),
            hint=N_("For annual notices: the year whose projects are listed."),
            least=1949,
            most=2100,
            synonyms=("年度", "年份"),
        )
    )
    body: str = entity.of(
        Ref(label=N_("Issued by"), table="organisation", synonyms=("公示单位", "发布单位"))
    )
    basis: str | None = entity.maybe(
        Text(
            label=N_("Basis"),
            hint=N_("The document or meeting on which it rests."),
            longest=1000,
            synonyms=("依据",),
        )
    )
    start: str = entity.of(
        Day(label=N_("Up from"), identifies=True, synonyms=("公示开始", "开始日期", "公告日期"))
    )
    end: str | None = entity.maybe(
        Day(
            label=N_("Up until"),
            hint=N_(
                "A posting stays at least as many days as the rule asks for; the first day"
                " does not count."
            ),
            synonyms=("公示结束", "结束日期"),
        )
    )
    place: str | None = entity.maybe(Text(label=N_("Put up at"), synonyms=("张贴地点", "公示地点")))
    contact: str | None = entity.maybe(
        Text(
            label=N_("Who takes objections"),
            hint=N_("A post and an office telephone; the hotlines are added by themselves."),
            synonyms=("受理人", "联系方式"),
        )
    )
    historic: bool | None = entity.maybe(
        Flag(
            label=N_("Entered afterwards"),
            hint=N_("Only for notices whose period ended before these books began."),
            synonyms=("历史补录", "补录"),
        )
    )
    corrects: str | None = entity.maybe(
        Ref(
            label=N_("Corrects the notice"),
            hint=N_("The notice that this one takes the place of."),
            table="notice",
            synonyms=("更正对象",),
        )
    )
    correction: str | None = entity.maybe(
        Text(label=N_("Why it is corrected"), longest=1000, synonyms=("更正说明",))
    )
    closed: str | None = entity.maybe(
        Day(label=N_("Result recorded on"), synonyms=("结果登记日期",))
    )
    result: str | None = entity.maybe(
        Text(
            label=N_("Result of the period"),
            hint=N_("How many objections came in and what became of them, or that none did."),
            longest=1000,
            synonyms=("公示结果",),
        )
    )
    content: str | None = entity.maybe(Frozen(label=N_("What the books said")))
    note: str | None = entity.note()
