"""The plan, and the money tables: received, assigned, paid."""

from dataclasses import dataclass

from portal import choices
from portal.entities import entity
from portal.kinds import Choice, Day, Flag, Money, Ref, Text
from portal.words import N_


@dataclass(frozen=True, kw_only=True)
class BudgetLine(entity.Entity):
    """The plan: how much of a project each source is to pay."""

    table = "budget_line"
    label = N_("planned source")
    prefix = "b"
    sheets = ("资金计划", "筹资方式")
    lists = ("project", "source", "amount")

    code: str = entity.code()
    title: str | None = entity.maybe(Text(label=N_("Description"), synonyms=("说明",)))
    project: str = entity.of(
        Ref(label=N_("Project"), table="project", identifies=True, synonyms=("项目名称", "项目"))
    )
    source: str = entity.of(
        Choice(label=N_("Source"), options=choices.SOURCE, identifies=True, synonyms=("资金来源",))
    )
    amount: int = entity.of(Money(label=N_("Planned amount"), synonyms=("计划金额", "金额")))
    document: str | None = entity.maybe(
        Text(label=N_("Document no."), synonyms=("指标文号", "文号"))
    )
    note: str | None = entity.note()


@dataclass(frozen=True, kw_only=True)
class Funding(entity.Entity):
    """Money or goods received or assigned; a donation is one nature of it."""

    table = "funding"
    label = N_("money received")
    prefix = "d"
    sheets = ("捐赠收入", "资金收入", "捐赠")
    money = True
    lists = ("provider", "nature", "received", "amount")

    code: str = entity.code()
    title: str | None = entity.maybe(Text(label=N_("Description"), synonyms=("摘要",)))
    nature: str = entity.of(
        Choice(label=N_("Fund nature"), options=choices.NATURE, synonyms=("资金性质",))
    )
    provider: str = entity.of(
        Ref(
            label=N_("Provider"),
            table="organisation",
            identifies=True,
            synonyms=("捐赠单位", "捐赠人", "资金来源", "拨款单位"),
        )
    )
    receiver: str | None = entity.maybe(
        Ref(label=N_("Received by"), table="organisation", synonyms=("接收单位",))
    )
    amount: int = entity.of(Money(label=N_("Amount"), signed=True, synonyms=("金额", "捐赠金额")))
    received: str = entity.of(
        Day(label=N_("Received on"), identifies=True, synonyms=("到账日期", "捐赠日期", "日期"))
    )
    receipt: str | None = entity.maybe(
        Text(label=N_("Receipt no."), identifies=True, synonyms=("票据号", "收据号"))
    )
    purpose: str | None = entity.maybe(
        Text(label=N_("Agreed purpose"), longest=1000, synonyms=("约定用途", "用途"))
    )
    restricted_to: str | None = entity.maybe(
        Ref(label=N_("Restricted to project"), table="project", synonyms=("定向项目",))
    )
    document: str | None = entity.maybe(
        Text(label=N_("Document no."), synonyms=("指标文号", "文号"))
    )
    agreement: str | None = entity.maybe(Text(label=N_("Agreement"), synonyms=("捐赠协议", "协议")))
    voluntary: bool | None = entity.maybe(Flag(label=N_("Voluntary"), synonyms=("是否自愿",)))
    in_kind: str | None = entity.maybe(Text(label=N_("Goods in kind"), synonyms=("实物",)))
    donor_display: str | None = entity.maybe(
        Choice(label=N_("Donor shown as"), options=choices.DONOR_DISPLAY, synonyms=("公开方式",))
    )
    reverses: str | None = entity.maybe(
        Ref(label=N_("Reverses"), table="funding", identifies=True, synonyms=("冲销",))
    )
    note: str | None = entity.note()


@dataclass(frozen=True, kw_only=True)
class Allocation(entity.Entity):
    """What was really assigned: from one funding to one project."""

    table = "allocation"
    label = N_("allocation")
    prefix = "a"
    sheets = ("资金安排", "资金分配")
    money = True
    lists = ("funding", "project", "decided", "amount")

    code: str = entity.code()
    title: str | None = entity.maybe(Text(label=N_("Description"), synonyms=("摘要",)))
    funding: str = entity.of(
        Ref(
            label=N_("From"),
            table="funding",
            identifies=True,
            synonyms=("捐赠单位", "资金来源", "票据号"),
        )
    )
    project: str = entity.of(
        Ref(label=N_("Project"), table="project", identifies=True, synonyms=("项目名称", "项目"))
    )
    amount: int = entity.of(
        Money(label=N_("Allocated amount"), signed=True, synonyms=("安排金额", "金额"))
    )
    decided: str | None = entity.maybe(
        Day(label=N_("Decided on"), identifies=True, synonyms=("决定日期", "日期"))
    )
    document: str | None = entity.maybe(
        Text(label=N_("Decision document"), identifies=True, synonyms=("决定文件", "文号"))
    )
    reverses: str | None = entity.maybe(
        Ref(label=N_("Reverses"), table="allocation", identifies=True, synonyms=("冲销",))
    )
    note: str | None = entity.note()


@dataclass(frozen=True, kw_only=True)
class Payment(entity.Entity):
    """One line of spending from one allocation; lines of one voucher share `voucher`."""

    table = "payment"
    label = N_("payment")
    prefix = "pay"
    sheets = ("支出明细", "支出", "付款")
    money = True
    lists = ("title", "project", "payee", "paid", "voucher", "amount")

    code: str = entity.code()
    title: str = entity.of(
        Text(label=N_("What was paid for"), identifies=True, synonyms=("支出内容", "开支项目"))
    )
    project: str = entity.of(
        Ref(label=N_("Project"), table="project", identifies=True, synonyms=("项目名称", "项目"))
    )
    allocation: str = entity.of(
        Ref(label=N_("From allocation"), table="allocation", synonyms=("资金来源", "安排"))
    )
    milestone: str | None = entity.maybe(
        Ref(label=N_("Milestone"), table="milestone", synonyms=("里程碑", "节点"))
    )
    contract: str | None = entity.maybe(
        Ref(label=N_("Contract"), table="contract", synonyms=("合同",))
    )
    payee: str | None = entity.maybe(
        Ref(label=N_("Payee"), table="organisation", identifies=True, synonyms=("收款单位",))
    )
    amount: int = entity.of(
        Money(label=N_("Paid amount"), signed=True, synonyms=("金额", "支出金额"))
    )
    paid: str = entity.of(Day(label=N_("Paid on"), identifies=True, synonyms=("日期", "支付日期")))
    voucher: str | None = entity.maybe(
        Text(label=N_("Voucher no."), identifies=True, synonyms=("凭证号", "凭证"))
    )
    handled_by: str | None = entity.maybe(Text(label=N_("Handled by"), synonyms=("经办人",)))
    reviewed_by: str | None = entity.maybe(
        Text(label=N_("Reviewed by"), synonyms=("审核人", "审核意见"))
    )
    approved_by: str | None = entity.maybe(Text(label=N_("Approved by"), synonyms=("审批人",)))
    reverses: str | None = entity.maybe(
        Ref(label=N_("Reverses"), table="payment", identifies=True, synonyms=("冲销",))
    )
    note: str | None = entity.note()
