"""What a village reports of its people, in totals only: each year, and each quarter."""

from dataclasses import dataclass

from portal import choices
from portal.entities import entity
from portal.kinds import Choice, Count, Day, Flag, Ref, Text
from portal.words import N_


@dataclass(frozen=True, kw_only=True)
class Statistic(entity.Entity):
    """The figures of one village and year (domain guide, section 7)."""

    table = "statistic"
    label = N_("yearly figures")
    prefix = "st"
    sheets = ("年度统计", "村统计", "年度指标")
    lists = ("village", "year", "households_lifted", "persons_lifted", "remaining_persons")

    code: str = entity.code()
    title: str | None = entity.maybe(Text(label=N_("Description"), synonyms=("说明",)))
    village: str = entity.of(
        Ref(label=N_("Village"), table="village", identifies=True, synonyms=("村", "村名"))
    )
    year: int = entity.of(
        Count(
            label=N_("Year"),
            least=1949,
            most=2100,
            identifies=True,
            synonyms=("年度", "年份", "年"),
        )
    )
    households_lifted: int | None = entity.maybe(
        Count(
            label=N_("Households lifted in the year"),
            synonyms=("当年脱贫户数", "脱贫户数", "脱贫户"),
        )
    )
    persons_lifted: int | None = entity.maybe(
        Count(
            label=N_("Persons lifted in the year"),
            synonyms=("当年脱贫人数", "脱贫人数", "脱贫人口"),
        )
    )
    base_population: int | None = entity.maybe(
        Count(
            label=N_("Base population"),
            hint=N_("The rural population that the rate is reckoned by."),
            synonyms=("基数人口", "农村户籍人口", "农业户籍人口"),
        )
    )
    remaining_persons: int | None = entity.maybe(
        Count(
            label=N_("Poor persons left at the end of the year"),
            synonyms=("年末未脱贫人数", "剩余贫困人口", "未脱贫人口"),
        )
    )
    labour_province: int | None = entity.maybe(
        Count(label=N_("Working outside the province"), synonyms=("省外务工", "省外务工人数"))
    )
    labour_county: int | None = entity.maybe(
        Count(label=N_("Working away within the county"), synonyms=("县内务工", "县内务工人数"))
    )
    source: str | None = entity.maybe(
        Text(
            label=N_("Where the figures come from"),
            hint=N_("The file and who keeps it."),
            synonyms=("数据来源", "来源"),
        )
    )
    note: str | None = entity.note()


@dataclass(frozen=True, kw_only=True)
class Monitoring(entity.Entity):
    """Monitored households of one village, quarter and type: totals of 0 or at least 5.

    The public books may be taken home by anybody, so that a number from 1 to 4 is never entered
    (domain guide, section 3): it goes into the sum of all types, or is left out and called few.
    """

    table = "monitoring"
    label = N_("monitored households")
    prefix = "mo"
    sheets = ("监测对象", "返贫监测", "监测统计")
    lists = ("village", "year", "quarter", "type", "opening", "closing")

    code: str = entity.code()
    title: str | None = entity.maybe(Text(label=N_("Description"), synonyms=("说明",)))
    village: str = entity.of(
        Ref(label=N_("Village"), table="village", identifies=True, synonyms=("村", "村名"))
    )
    year: int = entity.of(
        Count(
            label=N_("Year"),
            least=1949,
            most=2100,
            identifies=True,
            synonyms=("年度", "年份", "年"),
        )
    )
    quarter: int = entity.of(
        Count(label=N_("Quarter"), least=1, most=4, identifies=True, synonyms=("季度", "季"))
    )
    type: str = entity.of(
        Choice(
            label=N_("Type of monitored households"),
            options=choices.MONITORED,
            identifies=True,
            synonyms=("监测类型", "监测对象类型", "类型"),
        )
    )
    opening: int | None = entity.maybe(
        Count(
            label=N_("At the beginning"),
            hint=N_("Households. A number from 1 to 4 stays out, see “Fewer than 5”."),
            synonyms=("期初户数", "期初"),
        )
    )
    added: int | None = entity.maybe(
        Count(label=N_("Newly monitored"), synonyms=("新增户数", "新增", "本季新增"))
    )
    cleared: int | None = entity.maybe(
        Count(label=N_("Risk cleared"), synonyms=("风险消除户数", "风险消除", "本季消除"))
    )
    closing: int | None = entity.maybe(Count(label=N_("At the end"), synonyms=("期末户数", "期末")))
    few: bool | None = entity.maybe(
        Flag(
            label=N_("Fewer than 5"),
            hint=N_("Yes, where an empty number above is from 1 to 4 and stays unpublished."),
            synonyms=("少于5户", "不足5户"),
        )
    )
    source: str | None = entity.maybe(
        Text(label=N_("Where the figures come from"), synonyms=("数据来源", "来源"))
    )
    note: str | None = entity.note()


@dataclass(frozen=True, kw_only=True)
class Assurance(entity.Entity):
    """Whether one of the two assurances and three guarantees holds in a whole village.

    It is a finding about the village with dated evidence; no household is told of.
    """

    table = "assurance"
    label = N_("assurance")
    prefix = "as"
    sheets = ("两不愁三保障", "三保障")
    lists = ("village", "item", "met", "checked")

    code: str = entity.code()
    title: str | None = entity.maybe(Text(label=N_("Description"), synonyms=("说明",)))
    village: str = entity.of(
        Ref(label=N_("Village"), table="village", identifies=True, synonyms=("村", "村名"))
    )
    item: str = entity.of(
        Choice(
            label=N_("Assurance"),
            options=choices.ASSURANCE,
            identifies=True,
            synonyms=("保障事项", "事项"),
        )
    )
    checked: str = entity.of(
        Day(label=N_("Checked on"), identifies=True, synonyms=("核查日期", "日期"))
    )
    met: bool = entity.of(Flag(label=N_("It holds"), synonyms=("是否落实", "是否达标")))
    evidence: str | None = entity.maybe(
        Text(
            label=N_("Evidence"),
            hint=N_("The paper that shows it and who keeps it; no household is named."),
            synonyms=("依据", "佐证材料"),
        )
    )
    note: str | None = entity.note()
