"""The work in the villages: who is on duty, what was done, what was promised, what is hard."""

from dataclasses import dataclass

from portal import choices
from portal.entities import entity
from portal.kinds import Choice, Count, Day, Money, Ref, Text
from portal.words import N_


@dataclass(frozen=True, kw_only=True)
class Appointment(entity.Entity):
    """An official in a role in a village from a day, until another one or until now."""

    table = "appointment"
    label = N_("appointment")
    prefix = "ap"
    sheets = ("任职", "驻村人员")
    lists = ("official", "village", "role", "start", "end")

    code: str = entity.code()
    title: str | None = entity.maybe(
        Text(label=N_("Duties"), longest=500, synonyms=("职责分工", "分工"))
    )
    official: str = entity.of(
        Ref(
            label=N_("Person in office"),
            table="official",
            identifies=True,
            synonyms=("任职人员", "姓名", "人员"),
        )
    )
    village: str = entity.of(
        Ref(label=N_("Village"), table="village", identifies=True, synonyms=("村", "所在村"))
    )
    role: str = entity.of(
        Choice(
            label=N_("Role in the village"),
            options=choices.ROLE,
            identifies=True,
            synonyms=("担任角色", "职务", "角色"),
        )
    )
    start: str = entity.of(
        Day(
            label=N_("In office since"),
            partial=True,
            identifies=True,
            synonyms=("任职开始", "开始日期", "到任日期"),
        )
    )
    end: str | None = entity.maybe(
        Day(
            label=N_("In office until"),
            hint=N_("The last day; left empty while the person is in office."),
            partial=True,
            synonyms=("任职结束", "结束日期", "离任日期"),
        )
    )
    note: str | None = entity.note()


@dataclass(frozen=True, kw_only=True)
class Activity(entity.Entity):
    """A visit, meeting, lecture or training. Of condolence, count and standard but no names."""

    table = "activity"
    label = N_("activity")
    prefix = "act"
    sheets = ("活动", "走访慰问")
    lists = ("title", "kind", "day", "village", "amount")

    code: str = entity.code()
    title: str = entity.of(
        Text(label=N_("Activity"), identifies=True, synonyms=("活动名称", "活动", "事项"))
    )
    kind: str = entity.of(
        Choice(label=N_("Kind of activity"), options=choices.ACTIVITY, synonyms=("活动类型",))
    )
    day: str = entity.of(
        Day(label=N_("Held on"), identifies=True, synonyms=("活动日期", "走访日期", "日期"))
    )
    village: str | None = entity.maybe(
        Ref(label=N_("Village"), table="village", identifies=True, synonyms=("村", "所在村"))
    )
    unit: str | None = entity.maybe(
        Ref(label=N_("Held by"), table="organisation", synonyms=("组织单位", "主办单位"))
    )
    officials: str | None = entity.maybe(
        Text(
            label=N_("Officials who came"),
            hint=N_("Their posts; villagers are not named."),
            longest=300,
            synonyms=("参加干部", "参加人员（职务）"),
        )
    )
    place: str | None = entity.maybe(Text(label=N_("Where it was"), synonyms=("活动地点", "地点")))
    households: int | None = entity.maybe(
        Count(label=N_("Households reached"), synonyms=("户数", "走访户数", "慰问户数"))
    )
    persons: int | None = entity.maybe(
        Count(label=N_("Persons reached"), synonyms=("人数", "参加人数", "培训人数"))
    )
    standard: int | None = entity.maybe(
        Money(label=N_("Money for each household"), synonyms=("每户标准", "慰问标准"))
    )
    amount: int | None = entity.maybe(Money(label=N_("Money spent"), synonyms=("金额", "活动金额")))
    fund: str | None = entity.maybe(
        Choice(
            label=N_("Whose money it is"),
            options=choices.NATURE,
            synonyms=("资金性质", "资金来源"),
        )
    )
    payment: str | None = entity.maybe(
        Ref(
            label=N_("Payment in the books"),
            hint=N_("Where the money was paid from a project."),
            table="payment",
            synonyms=("对应付款", "付款编码"),
        )
    )
    note: str | None = entity.note()


@dataclass(frozen=True, kw_only=True)
class Promise(entity.Entity):
    """What was promised for a year, by whom and until when, and what became of it."""

    table = "promise"
    label = N_("promise")
    prefix = "pr"
    sheets = ("承诺", "工作计划")
    lists = ("title", "year", "village", "due", "status")

    code: str = entity.code()
    title: str = entity.of(
        Text(label=N_("Promise"), identifies=True, synonyms=("承诺事项", "承诺", "计划事项"))
    )
    year: int = entity.of(
        Count(label=N_("Year"), least=1949, most=2100, identifies=True, synonyms=("年度", "年份"))
    )
    village: str | None = entity.maybe(
        Ref(label=N_("Village"), table="village", identifies=True, synonyms=("村", "所在村"))
    )
    owner: str | None = entity.maybe(
        Ref(label=N_("Responsible unit"), table="organisation", synonyms=("责任单位",))
    )
    responsible: str | None = entity.maybe(
        Ref(label=N_("Responsible person"), table="official", synonyms=("责任人", "负责人"))
    )
    due: str = entity.of(
        Day(label=N_("To be kept by"), partial=True, synonyms=("完成期限", "完成时限", "期限"))
    )
    project: str | None = entity.maybe(
        Ref(label=N_("Project"), table="project", synonyms=("项目名称", "项目"))
    )
    status: str = entity.of(
        Choice(
            label=N_("What became of it"), options=choices.PROMISE, synonyms=("办理状态", "状态")
        )
    )
    done_on: str | None = entity.maybe(Day(label=N_("Kept on"), synonyms=("办结日期", "完成日期")))
    outcome: str | None = entity.maybe(
        Text(label=N_("Outcome"), longest=1000, synonyms=("办理结果", "完成情况"))
    )
    reason: str | None = entity.maybe(
        Text(
            label=N_("Why it was given up"),
            hint=N_("Required when a promise is given up."),
            longest=1000,
            synonyms=("不再办理的原因", "未完成原因"),
        )
    )
    note: str | None = entity.note()


@dataclass(frozen=True, kw_only=True)
class Problem(entity.Entity):
    """A difficulty of a village with the measure against it; no household is told of."""

    table = "problem"
    label = N_("problem")
    prefix = "pb"
    sheets = ("困难和问题", "问题")
    lists = ("title", "village", "due", "status")

    code: str = entity.code()
    title: str = entity.of(
        Text(
            label=N_("Difficulty"),
            hint=N_("In plain and neutral words; of the village, never of one household."),
            identifies=True,
            synonyms=("困难和问题", "问题", "困难"),
        )
    )
    village: str = entity.of(
        Ref(label=N_("Village"), table="village", identifies=True, synonyms=("村", "所在村"))
    )
    since: str | None = entity.maybe(
        Day(label=N_("Seen since"), partial=True, synonyms=("发现日期", "提出日期"))
    )
    kind: str | None = entity.maybe(
        Choice(label=N_("What it is about"), options=choices.NEED, synonyms=("类别", "需求类别"))
    )
    measure: str | None = entity.maybe(
        Text(label=N_("Measure"), longest=1000, synonyms=("应对措施", "措施", "整改措施"))
    )
    owner: str | None = entity.maybe(
        Ref(label=N_("Responsible unit"), table="organisation", synonyms=("责任单位",))
    )
    due: str = entity.of(
        Day(label=N_("To be solved by"), partial=True, synonyms=("解决期限", "整改期限", "期限"))
    )
    status: str = entity.of(
        Choice(label=N_("How far it is"), options=choices.PROBLEM, synonyms=("解决状态", "状态"))
    )
    solved_on: str | None = entity.maybe(
        Day(label=N_("Solved on"), synonyms=("解决日期", "销号日期"))
    )
    result: str | None = entity.maybe(
        Text(label=N_("What was reached"), longest=1000, synonyms=("解决结果", "整改结果"))
    )
    project: str | None = entity.maybe(
        Ref(label=N_("Project against it"), table="project", synonyms=("对应项目", "项目名称"))
    )
    note: str | None = entity.note()
