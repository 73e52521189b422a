"""Industry: what single households were given for it, and what collective projects earn.

All three are money tables. The village group of a household is left out on purpose: it may only be
shown where three households share it (domain guide, section 3), and the public books are public
as they are. It stays on the village's own list.
"""

from dataclasses import dataclass

from portal import choices
from portal.entities import entity
from portal.kinds import Choice, Count, Day, Household, Money, Quantity, Ref, Text
from portal.words import N_


@dataclass(frozen=True, kw_only=True)
class Aid(entity.Entity):
    """What one household got from one project; the household is a code, never a name."""

    table = "aid"
    label = N_("household item")
    prefix = "aid"
    sheets = ("到户产业", "到户项目明细", "奖补明细")
    money = True
    lists = ("household", "project", "kind", "paid", "amount")

    code: str = entity.code()
    title: str | None = entity.maybe(Text(label=N_("Description"), synonyms=("摘要",)))
    project: str = entity.of(
        Ref(label=N_("Project"), table="project", identifies=True, synonyms=("项目名称", "项目"))
    )
    household: str = entity.of(
        Household(
            label=N_("Household code"),
            hint=N_("A code of the village's own list, like SQ-2020-017; never a name."),
            identifies=True,
            synonyms=("户编码", "农户编码", "户代码"),
        )
    )
    kind: str = entity.of(
        Text(
            label=N_("Kind of industry"),
            hint=N_("For example sheep or watermelon; never anything about the people."),
            longest=40,
            identifies=True,
            synonyms=("产业种类", "产业类型", "种类"),
        )
    )
    quantity: str | None = entity.maybe(Quantity(label=N_("Quantity"), synonyms=("数量", "规模")))
    unit: str | None = entity.maybe(
        Text(label=N_("Counted in"), longest=40, synonyms=("计量单位", "单位"))
    )
    rate: int | None = entity.maybe(
        Money(label=N_("Subsidy for one"), synonyms=("补助标准", "单价", "奖补标准"))
    )
    amount: int = entity.of(
        Money(label=N_("Paid amount"), signed=True, synonyms=("奖补金额", "补助金额", "金额"))
    )
    paid: str = entity.of(
        Day(label=N_("Paid on"), identifies=True, synonyms=("发放日期", "支付日期", "日期"))
    )
    reverses: str | None = entity.maybe(
        Ref(label=N_("Reverses"), table="aid", identifies=True, synonyms=("冲销",))
    )
    note: str | None = entity.note()


@dataclass(frozen=True, kw_only=True)
class Income(entity.Entity):
    """What a collective project brought in."""

    table = "income"
    label = N_("collective income")
    prefix = "in"
    sheets = ("集体收益", "项目收益", "收益")
    money = True
    lists = ("project", "year", "nature", "received", "amount")

    code: str = entity.code()
    title: str | None = entity.maybe(Text(label=N_("Description"), synonyms=("摘要",)))
    project: str = entity.of(
        Ref(label=N_("Project"), table="project", identifies=True, synonyms=("项目名称", "项目"))
    )
    year: int = entity.of(
        Count(
            label=N_("Year"), least=1949, most=2100, identifies=True, synonyms=("年度", "收益年度")
        )
    )
    nature: str = entity.of(
        Choice(
            label=N_("Kind of income"),
            options=choices.INCOME,
            identifies=True,
            synonyms=("收益性质", "收益类型"),
        )
    )
    amount: int = entity.of(Money(label=N_("Income"), signed=True, synonyms=("收益金额", "金额")))
    payer: str | None = entity.maybe(
        Ref(label=N_("Paid by"), table="organisation", synonyms=("付款单位", "缴款单位"))
    )
    received: str | None = entity.maybe(
        Day(label=N_("Received on"), identifies=True, synonyms=("到账日期", "日期"))
    )
    receipt: str | None = entity.maybe(
        Text(label=N_("Receipt no."), identifies=True, synonyms=("票据号", "收据号"))
    )
    reverses: str | None = entity.maybe(
        Ref(label=N_("Reverses"), table="income", identifies=True, synonyms=("冲销",))
    )
    note: str | None = entity.note()


@dataclass(frozen=True, kw_only=True)
class Distribution(entity.Entity):
    """What the income of a collective project and year was used for."""

    table = "distribution"
    label = N_("distribution of income")
    prefix = "di"
    sheets = ("收益分配", "收益使用")
    money = True
    lists = ("project", "year", "use", "persons", "amount")

    code: str = entity.code()
    title: str | None = entity.maybe(
        Text(label=N_("Description"), identifies=True, synonyms=("摘要", "用途说明"))
    )
    project: str = entity.of(
        Ref(label=N_("Project"), table="project", identifies=True, synonyms=("项目名称", "项目"))
    )
    year: int = entity.of(
        Count(
            label=N_("Year"), least=1949, most=2100, identifies=True, synonyms=("年度", "收益年度")
        )
    )
    use: str = entity.of(
        Choice(
            label=N_("Use of the income"),
            options=choices.INCOME_USE,
            identifies=True,
            synonyms=("分配用途", "使用方向"),
        )
    )
    households: int | None = entity.maybe(Count(label=N_("Households"), synonyms=("户数",)))
    persons: int | None = entity.maybe(Count(label=N_("Persons"), synonyms=("人数",)))
    rate: int | None = entity.maybe(Money(label=N_("For each"), synonyms=("分配标准", "标准")))
    amount: int = entity.of(
        Money(label=N_("Distributed amount"), signed=True, synonyms=("分配金额", "金额"))
    )
    decided: str | None = entity.maybe(
        Day(label=N_("Decided on"), identifies=True, synonyms=("决定日期", "分配日期"))
    )
    document: str | None = entity.maybe(
        Text(label=N_("Decision document"), synonyms=("决定文件", "分配方案"))
    )
    reverses: str | None = entity.maybe(
        Ref(label=N_("Reverses"), table="distribution", identifies=True, synonyms=("冲销",))
    )
    note: str | None = entity.note()
