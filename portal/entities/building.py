"""What proves that works were done: progress, changes of a contract, acceptance, upkeep."""

from dataclasses import dataclass

from portal import choices
from portal.entities import entity
from portal.kinds import Choice, Day, Money, Percent, Quantity, Ref, Text
from portal.words import N_


@dataclass(frozen=True, kw_only=True)
class ContractChange(entity.Entity):
    """What was agreed anew after the signing, and why."""

    table = "contract_change"
    label = N_("change of a contract")
    prefix = "cc"
    sheets = ("合同变更",)
    lists = ("contract", "kind", "agreed", "reason")

    code: str = entity.code()
    title: str | None = entity.maybe(Text(label=N_("Description"), synonyms=("说明",)))
    contract: str = entity.of(
        Ref(label=N_("Contract"), table="contract", identifies=True, synonyms=("合同", "合同名称"))
    )
    kind: str = entity.of(
        Choice(
            label=N_("What changed"),
            options=choices.CONTRACT_CHANGE,
            identifies=True,
            synonyms=("变更类型", "变更内容"),
        )
    )
    agreed: str = entity.of(
        Day(label=N_("Agreed on"), identifies=True, synonyms=("变更日期", "日期"))
    )
    old: str | None = entity.maybe(Text(label=N_("Before"), longest=1000, synonyms=("变更前",)))
    new: str = entity.of(Text(label=N_("After"), longest=1000, synonyms=("变更后",)))
    value: int | None = entity.maybe(
        Money(label=N_("Contract value after the change"), synonyms=("变更后合同金额", "金额"))
    )
    reason: str = entity.of(
        Text(label=N_("Public reason"), longest=1000, synonyms=("变更原因", "原因"))
    )
    note: str | None = entity.note()


@dataclass(frozen=True, kw_only=True)
class Progress(entity.Entity):
    """How far the works were on a day, by eye and by plan."""

    table = "progress"
    label = N_("progress report")
    prefix = "pr"
    sheets = ("形象进度", "进度")
    lists = ("project", "observed", "physical", "planned")

    code: str = entity.code()
    title: str | None = entity.maybe(
        Text(label=N_("What can be seen"), longest=1000, synonyms=("形象进度说明", "说明"))
    )
    project: str = entity.of(
        Ref(label=N_("Project"), table="project", identifies=True, synonyms=("项目名称", "项目"))
    )
    observed: str = entity.of(
        Day(label=N_("Observed on"), identifies=True, synonyms=("观察日期", "日期"))
    )
    physical: str = entity.of(
        Percent(label=N_("Physical progress (%)"), synonyms=("形象进度", "完成比例"))
    )
    planned: str | None = entity.maybe(
        Percent(label=N_("Planned progress (%)"), synonyms=("计划进度",))
    )
    problems: str | None = entity.maybe(
        Text(label=N_("Problems"), longest=1000, synonyms=("存在问题", "问题"))
    )
    note: str | None = entity.note()


@dataclass(frozen=True, kw_only=True)
class Acceptance(entity.Entity):
    """One quantity that a body measured and judged; several stand for one visit."""

    table = "acceptance"
    label = N_("acceptance")
    prefix = "acc"
    sheets = ("验收",)
    lists = ("project", "level", "accepted_on", "result")

    code: str = entity.code()
    title: str = entity.of(
        Text(label=N_("What was measured"), identifies=True, synonyms=("验收内容", "内容"))
    )
    project: str = entity.of(
        Ref(label=N_("Project"), table="project", identifies=True, synonyms=("项目名称", "项目"))
    )
    level: str | None = entity.maybe(
        Choice(
            label=N_("Level of acceptance"),
            options=choices.ACCEPTANCE_LEVEL,
            identifies=True,
            synonyms=("验收级别",),
        )
    )
    accepted_on: str = entity.of(
        Day(label=N_("Accepted on"), identifies=True, synonyms=("验收日期", "日期"))
    )
    body: str = entity.of(
        Ref(label=N_("Accepting body"), table="organisation", synonyms=("验收单位",))
    )
    planned_quantity: str | None = entity.maybe(
        Quantity(label=N_("Planned quantity"), synonyms=("计划数量",))
    )
    accepted_quantity: str | None = entity.maybe(
        Quantity(label=N_("Accepted quantity"), synonyms=("验收数量",))
    )
    unit: str | None = entity.maybe(
        Choice(label=N_("Unit"), options=choices.UNIT, synonyms=("单位", "计量单位"))
    )
    result: str = entity.of(
        Choice(label=N_("Result"), options=choices.ACCEPTANCE, synonyms=("验收结果", "结果"))
    )
    document: str | None = entity.maybe(
        Text(label=N_("Acceptance paper no."), synonyms=("验收单号", "验收文号"))
    )
    note: str | None = entity.note()


@dataclass(frozen=True, kw_only=True)
class Asset(entity.Entity):
    """What stands there after hand-over: whose it is and who keeps it up."""

    table = "asset"
    label = N_("asset")
    prefix = "as"
    sheets = ("资产", "移交管护")
    lists = ("title", "project", "kind", "keeper", "since")

    code: str = entity.code()
    title: str = entity.of(Text(label=N_("Asset"), identifies=True, synonyms=("资产名称", "名称")))
    project: str = entity.of(
        Ref(label=N_("Project"), table="project", identifies=True, synonyms=("项目名称", "项目"))
    )
    kind: str | None = entity.maybe(
        Choice(label=N_("Class of asset"), options=choices.ASSET, synonyms=("资产类别",))
    )
    owner: str | None = entity.maybe(
        Ref(label=N_("Owner"), table="organisation", synonyms=("产权单位", "所有人"))
    )
    keeper: str | None = entity.maybe(
        Ref(label=N_("Kept up by"), table="organisation", synonyms=("管护单位", "管护责任单位"))
    )
    duty: str | None = entity.maybe(
        Text(label=N_("Duty of upkeep"), longest=1000, synonyms=("管护责任", "管护内容"))
    )
    since: str | None = entity.maybe(Day(label=N_("Handed over on"), synonyms=("移交日期",)))
    note: str | None = entity.note()


@dataclass(frozen=True, kw_only=True)
class Confirmation(entity.Entity):
    """What the village supervision committee saw on site of a step that is called done."""

    table = "confirmation"
    label = N_("village confirmation")
    prefix = "vc"
    sheets = ("村监委会核实",)
    lists = ("milestone", "verdict", "seen_on")

    code: str = entity.code()
    title: str | None = entity.maybe(
        Text(label=N_("What was seen"), longest=1000, synonyms=("核实情况", "说明"))
    )
    milestone: str = entity.of(
        Ref(label=N_("Step"), table="milestone", identifies=True, synonyms=("节点", "里程碑"))
    )
    verdict: str = entity.of(
        Choice(label=N_("Verdict"), options=choices.VERDICT, synonyms=("核实结论", "结论"))
    )
    seen_on: str = entity.of(
        Day(label=N_("Seen on"), identifies=True, synonyms=("核实日期", "日期"))
    )
    note: str | None = entity.note()
