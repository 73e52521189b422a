"""Projects, their contracts and their steps."""

from dataclasses import dataclass

from portal import choices
from portal.entities import entity
from portal.kinds import Choice, Count, Day, Flag, Money, Point, Quantity, Ref, Text, Track
from portal.words import N_


@dataclass(frozen=True, kw_only=True)
class Project(entity.Entity):
    """A project from planning to upkeep; the fields of stage A of the matrix and what follows."""

    table = "project"
    label = N_("project")
    prefix = "p"
    sheets = ("项目库", "项目")
    lists = ("title", "village", "year", "status", "budget")

    code: str = entity.code()
    title: str = entity.of(
        Text(label=N_("Project name"), identifies=True, synonyms=("项目名称", "名称"))
    )
    village: str | None = entity.maybe(
        Ref(label=N_("Village"), table="village", identifies=True, synonyms=("村", "所在村"))
    )
    year: int | None = entity.maybe(
        Count(label=N_("Year"), least=1949, most=2100, identifies=True, synonyms=("年度", "年份"))
    )
    type: str | None = entity.maybe(
        Choice(
            label=N_("Project type"),
            options=choices.PROJECT_TYPE,
            synonyms=("项目类型", "项目类别", "类型"),
        )
    )
    subtype: str | None = entity.maybe(
        Choice(
            label=N_("Project subtype"),
            options=choices.PROJECT_SUBTYPE,
            synonyms=("项目子类型", "子类型", "子类", "二级", "二级项目类型"),
        )
    )
    nature: str | None = entity.maybe(
        Choice(label=N_("Construction"), options=choices.CONSTRUCTION, synonyms=("建设性质",))
    )
    level: str | None = entity.maybe(
        Choice(label=N_("Level"), options=choices.LEVEL, synonyms=("到户到村", "项目层级"))
    )
    place: str | None = entity.maybe(Text(label=N_("Place"), synonyms=("实施地点", "地点")))
    position: str | None = entity.maybe(
        Point(
            label=N_("Coordinates"),
            hint=N_(
                "East, north in WGS-84, like 117.123456,31.123456. Copied from Amap write gcj02:"
                " before it, from Baidu bd09:; it is converted."
            ),
            synonyms=("位置坐标", "坐标", "经纬度"),
        )
    )
    line: str | None = entity.maybe(
        Track(
            label=N_("Line on the ground"),
            hint=N_("The points of a road or canal in order, with semicolons between them."),
            synonyms=("线路坐标", "路线坐标"),
        )
    )
    scale: str | None = entity.maybe(
        Text(
            label=N_("Works and scale"),
            longest=1000,
            synonyms=("建设内容及规模", "建设任务", "建设内容", "规模"),
        )
    )
    length: str | None = entity.maybe(
        Quantity(label=N_("Length (m)"), unit="m", synonyms=("长度（米）", "长度"))
    )
    width: str | None = entity.maybe(
        Quantity(label=N_("Width (m)"), unit="m", synonyms=("宽度（米）", "宽度"))
    )
    thickness: str | None = entity.maybe(
        Quantity(label=N_("Thickness (m)"), unit="m", synonyms=("厚度（米）", "厚度"))
    )
    area: str | None = entity.maybe(
        Quantity(label=N_("Area (m²)"), unit="㎡", synonyms=("面积（平方米）", "面积"))
    )
    planned_start: str | None = entity.maybe(
        Day(
            label=N_("Planned start"),
            partial=True,
            synonyms=("计划开工", "计划开工时间", "时间进度"),
        )
    )
    planned_end: str | None = entity.maybe(
        Day(label=N_("Planned end"), partial=True, synonyms=("计划完工", "计划完工时间"))
    )
    actual_start: str | None = entity.maybe(
        Day(label=N_("Actual start"), partial=True, synonyms=("实际开工", "开工日期"))
    )
    actual_end: str | None = entity.maybe(
        Day(label=N_("Actual end"), partial=True, synonyms=("实际完工", "完工日期"))
    )
    responsible_unit: str | None = entity.maybe(
        Ref(label=N_("Responsible unit"), table="organisation", synonyms=("责任单位",))
    )
    implementing_unit: str | None = entity.maybe(
        Ref(label=N_("Implementing unit"), table="organisation", synonyms=("实施单位",))
    )
    responsible: str | None = entity.maybe(
        Ref(label=N_("Responsible person"), table="official", synonyms=("责任人", "负责人"))
    )
    benefit_villages: int | None = entity.maybe(
        Count(label=N_("Benefiting villages"), synonyms=("受益对象/村", "受益村"))
    )
    benefit_households: int | None = entity.maybe(
        Count(label=N_("Benefiting households"), synonyms=("受益对象/户", "受益户"))
    )
    benefit_persons: int | None = entity.maybe(
        Count(label=N_("Benefiting persons"), synonyms=("受益对象/人", "受益人"))
    )
    lifted_households: int | None = entity.maybe(
        Count(
            label=N_("Lifted households among them"),
            synonyms=("受益对象/其中:脱贫户(户)", "其中:脱贫户(监测户)户", "脱贫户(户)"),
        )
    )
    lifted_persons: int | None = entity.maybe(
        Count(
            label=N_("Lifted persons among them"),
            synonyms=("受益对象/其中:脱贫户(人)", "其中:脱贫户(监测户)人", "脱贫户(人)"),
        )
    )
    target: str | None = entity.maybe(
        Text(label=N_("Performance target"), longest=1000, synonyms=("绩效目标",))
    )
    participation: str | None = entity.maybe(
        Text(label=N_("Participation"), longest=1000, synonyms=("群众参与",))
    )
    mechanism: str | None = entity.maybe(
        Text(
            label=N_("Benefit-linkage mechanism"),
            longest=1000,
            synonyms=("联农带农机制", "利益联结机制"),
        )
    )
    procurement: str | None = entity.maybe(
        Choice(label=N_("Procurement"), options=choices.PROCUREMENT, synonyms=("采购方式",))
    )
    in_library: bool | None = entity.maybe(
        Flag(label=N_("In the project library"), synonyms=("是否入库",))
    )
    status: str | None = entity.maybe(
        Choice(label=N_("Status"), options=choices.STATUS, synonyms=("项目状态", "状态"))
    )
    status_reason: str | None = entity.maybe(
        Text(
            label=N_("Reason for the status"),
            hint=N_("Required when a project is suspended, rectified, adjusted or cancelled."),
            longest=1000,
            synonyms=("状态说明",),
        )
    )
    budget: int | None = entity.maybe(
        Money(
            label=N_("Budget"),
            synonyms=("资金规模和筹资方式/合计", "资金规模/合计", "资金规模", "概算", "预算"),
        )
    )
    subsidy: str | None = entity.maybe(
        Text(label=N_("Subsidy standard"), synonyms=("补助标准", "补助标准（元）"))
    )
    settled: int | None = entity.maybe(Money(label=N_("Settled"), synonyms=("结算金额", "结算")))
    management_fee: int | None = entity.maybe(
        Money(label=N_("Management fee"), synonyms=("项目管理费", "管理费"))
    )
    balance_destination: str | None = entity.maybe(
        Text(label=N_("Where the balance went"), synonyms=("结余去向",))
    )
    note: str | None = entity.note()


@dataclass(frozen=True, kw_only=True)
class Contract(entity.Entity):
    """An agreement with a supplier for a project."""

    table = "contract"
    label = N_("contract")
    prefix = "c"
    sheets = ("合同",)
    lists = ("title", "project", "supplier", "value")

    code: str = entity.code()
    title: str = entity.of(Text(label=N_("Contract name"), identifies=True, synonyms=("合同名称",)))
    project: str = entity.of(
        Ref(label=N_("Project"), table="project", identifies=True, synonyms=("项目名称", "项目"))
    )
    supplier: str = entity.of(
        Ref(label=N_("Supplier"), table="organisation", synonyms=("供应商", "施工单位"))
    )
    nature: str | None = entity.maybe(
        Choice(label=N_("Contract nature"), options=choices.CONTRACT, synonyms=("合同性质",))
    )
    method: str | None = entity.maybe(
        Choice(label=N_("Procurement"), options=choices.PROCUREMENT, synonyms=("采购方式",))
    )
    value: int | None = entity.maybe(
        Money(label=N_("Contract value"), synonyms=("合同金额", "金额"))
    )
    signed: str | None = entity.maybe(Day(label=N_("Signed on"), synonyms=("签订日期",)))
    start: str | None = entity.maybe(Day(label=N_("Start"), partial=True, synonyms=("开始日期",)))
    end: str | None = entity.maybe(Day(label=N_("End"), partial=True, synonyms=("结束日期",)))
    note: str | None = entity.note()


@dataclass(frozen=True, kw_only=True)
class Milestone(entity.Entity):
    """One step of a project with its due and met dates."""

    table = "milestone"
    label = N_("milestone")
    prefix = "m"
    sheets = ("里程碑", "节点")
    lists = ("project", "position", "title", "due", "met")

    code: str = entity.code()
    title: str = entity.of(
        Text(label=N_("Step"), identifies=True, synonyms=("节点", "里程碑", "步骤"))
    )
    project: str = entity.of(
        Ref(label=N_("Project"), table="project", identifies=True, synonyms=("项目名称", "项目"))
    )
    position: int = entity.of(Count(label=N_("Order"), most=1000, synonyms=("顺序", "序号")))
    due: str | None = entity.maybe(Day(label=N_("Due"), partial=True, synonyms=("计划日期",)))
    met: str | None = entity.maybe(Day(label=N_("Met on"), synonyms=("完成日期", "实际日期")))
    status: str | None = entity.maybe(
        Choice(label=N_("Status"), options=choices.MILESTONE, synonyms=("状态",))
    )
    weight: int | None = entity.maybe(Count(label=N_("Weight (%)"), most=100, synonyms=("权重",)))
    value: str | None = entity.maybe(Text(label=N_("Result"), synonyms=("结果", "数值")))
    evidence: str | None = entity.maybe(
        Text(label=N_("Evidence"), longest=1000, synonyms=("佐证",))
    )
    note: str | None = entity.note()
