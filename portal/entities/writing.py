"""Papers, pages, news and numbers to call."""

from dataclasses import dataclass

from portal import choices
from portal.entities import entity
from portal.kinds import Choice, Code, Count, Day, Flag, Prose, Ref, Text
from portal.pages import LONGEST
from portal.words import N_


@dataclass(frozen=True, kw_only=True)
class Document(entity.Entity):
    """A paper or picture that proves something about a record."""

    table = "document"
    label = N_("document")
    prefix = "doc"
    sheets = ("文件",)
    measured = frozenset({"public_hash", "original_hash", "masked", "width", "height"})
    lists = ("title", "kind", "of_table", "of_code")

    code: str = entity.code()
    title: str = entity.of(Text(label=N_("Title"), identifies=True, synonyms=("标题",)))
    of_table: str = entity.of(
        Choice(label=N_("Belongs to table"), options=choices.PROVED_BY, synonyms=("所属表",))
    )
    of_code: str = entity.of(
        Code(label=N_("Belongs to record"), identifies=True, synonyms=("所属记录",))
    )
    kind: str | None = entity.maybe(
        Choice(label=N_("Kind"), options=choices.DOCUMENT, synonyms=("文件类型",))
    )
    issued: str | None = entity.maybe(Day(label=N_("Taken or issued on"), synonyms=("形成日期",)))
    public_hash: str | None = entity.maybe(Text(label=N_("Hash of the public copy"), longest=64))
    original_hash: str | None = entity.maybe(Text(label=N_("Hash of the original"), longest=64))
    spot: str | None = entity.maybe(
        Choice(label=N_("Taken"), options=choices.SPOT, synonyms=("时点",))
    )
    place: str | None = entity.maybe(
        Text(
            label=N_("Spot"),
            hint=N_("Pictures of the same spot before, during and after stand side by side."),
            longest=60,
            synonyms=("位置", "拍摄位置"),
        )
    )
    alt: str | None = entity.maybe(
        Text(
            label=N_("What it shows"),
            hint=N_("One sentence for those who cannot see it."),
            synonyms=("图片说明", "内容说明"),
        )
    )
    masked: bool | None = entity.maybe(
        Flag(label=N_("Seen and masked"), synonyms=("已遮盖", "已打码"))
    )
    width: int | None = entity.maybe(Count(label=N_("Width (pixels)"), most=100_000))
    height: int | None = entity.maybe(Count(label=N_("Height (pixels)"), most=100_000))
    note: str | None = entity.note()


@dataclass(frozen=True, kw_only=True)
class Page(entity.Entity):
    """A standing page of the site."""

    table = "page"
    label = N_("page")
    prefix = "page"
    sheets = ("页面",)
    lists = ("title", "language")

    code: str = entity.code()
    title: str = entity.of(Text(label=N_("Title"), identifies=True, synonyms=("标题",)))
    language: str | None = entity.maybe(
        Choice(label=N_("Language"), options=choices.LANGUAGE, identifies=True, synonyms=("语言",))
    )
    body: str = entity.of(Prose(label=N_("Text"), longest=LONGEST, synonyms=("正文",)))
    note: str | None = entity.note()


@dataclass(frozen=True, kw_only=True)
class Post(entity.Entity):
    """News from a village or project."""

    table = "post"
    label = N_("post")
    prefix = "post"
    sheets = ("动态", "新闻")
    lists = ("title", "day", "village")

    code: str = entity.code()
    title: str = entity.of(Text(label=N_("Title"), identifies=True, synonyms=("标题",)))
    day: str = entity.of(Day(label=N_("Date"), identifies=True, synonyms=("日期",)))
    village: str | None = entity.maybe(Ref(label=N_("Village"), table="village", synonyms=("村",)))
    project: str | None = entity.maybe(
        Ref(label=N_("Project"), table="project", synonyms=("项目",))
    )
    body: str = entity.of(Prose(label=N_("Text"), synonyms=("正文",)))
    note: str | None = entity.note()


@dataclass(frozen=True, kw_only=True)
class Term(entity.Entity):
    """A word of the field and what it means, in both languages; words change with the years."""

    table = "term"
    label = N_("term")
    prefix = "term"
    sheets = ("词语", "词语解释", "terms")
    lists = ("title", "english", "topic")

    code: str = entity.code()
    title: str = entity.of(Text(label=N_("Word"), identifies=True, synonyms=("词语",)))
    english: str | None = entity.maybe(Text(label=N_("Word in English"), synonyms=("英文",)))
    topic: str | None = entity.maybe(
        Choice(label=N_("Topic"), options=choices.TOPIC, synonyms=("分组",))
    )
    position: int | None = entity.maybe(Count(label=N_("Order"), most=1000, synonyms=("顺序",)))
    meaning: str = entity.of(Text(label=N_("Meaning"), longest=400, synonyms=("意思",)))
    meaning_en: str | None = entity.maybe(
        Text(label=N_("Meaning in English"), longest=400, synonyms=("英文意思",))
    )
    since: str | None = entity.maybe(
        Day(label=N_("In use from"), partial=True, synonyms=("开始使用",))
    )
    until: str | None = entity.maybe(
        Day(label=N_("In use until"), partial=True, synonyms=("停止使用",))
    )
    note: str | None = entity.note()


@dataclass(frozen=True, kw_only=True)
class Hotline(entity.Entity):
    """A number to call, valid between two dates."""

    table = "hotline"
    label = N_("hotline")
    prefix = "hot"
    sheets = ("监督电话", "热线")
    lists = ("title", "number", "since", "until")

    code: str = entity.code()
    title: str = entity.of(Text(label=N_("Name"), identifies=True, synonyms=("名称",)))
    number: str = entity.of(
        Text(label=N_("Number or e-mail"), identifies=True, synonyms=("号码", "电话"))
    )
    since: str | None = entity.maybe(Day(label=N_("Valid from"), synonyms=("启用日期",)))
    until: str | None = entity.maybe(Day(label=N_("Valid until"), synonyms=("停用日期",)))
    note: str | None = entity.note()


@dataclass(frozen=True, kw_only=True)
class Report(entity.Entity):
    """The report of a year, whose figures are bound to the books."""

    table = "report"
    label = N_("report")
    prefix = "rep"
    sheets = ("年度报告", "报告")
    measured = frozenset({"despite"})
    lists = ("title", "year", "village", "issued")

    code: str = entity.code()
    title: str = entity.of(Text(label=N_("Title"), identifies=True, synonyms=("标题",)))
    year: int = entity.of(
        Count(label=N_("Year"), least=1949, most=2100, identifies=True, synonyms=("年度", "年份"))
    )
    village: str | None = entity.maybe(
        Ref(label=N_("Village"), table="village", identifies=True, synonyms=("村",))
    )
    unit: str | None = entity.maybe(
        Ref(label=N_("Reporting unit"), table="organisation", synonyms=("报告单位",))
    )
    issued: str | None = entity.maybe(Day(label=N_("Date of the report"), synonyms=("报告日期",)))
    body: str = entity.of(
        Prose(
            label=N_("Text"),
            hint=N_("Figures stand in double brackets, like [[donation.total year=2020]]."),
            longest=LONGEST,
            synonyms=("正文",),
        )
    )
    despite: str | None = entity.maybe(
        Text(label=N_("Published although figures differ, because"), longest=500)
    )
    note: str | None = entity.note()
