"""Villages, organisations and the people on duty."""

from dataclasses import dataclass

from portal import choices
from portal.entities import entity
from portal.kinds import Choice, Count, Prose, Ref, Text
from portal.words import N_


@dataclass(frozen=True, kw_only=True)
class Village(entity.Entity):
    """A helped village."""

    table = "village"
    label = N_("village")
    prefix = "v"
    sheets = ("村", "村庄")
    lists = ("title", "township", "households")

    code: str = entity.code()
    title: str = entity.of(Text(label=N_("Name"), identifies=True, synonyms=("村名", "名称", "村")))
    county: str | None = entity.maybe(Text(label=N_("County"), synonyms=("县",)))
    township: str | None = entity.maybe(Text(label=N_("Township"), synonyms=("乡镇", "乡")))
    population: int | None = entity.maybe(Count(label=N_("Population"), synonyms=("人口",)))
    households: int | None = entity.maybe(Count(label=N_("Households"), synonyms=("户数",)))
    labour_away: int | None = entity.maybe(Count(label=N_("Labour away"), synonyms=("外出务工",)))
    profile: str | None = entity.maybe(Prose(label=N_("Profile"), synonyms=("村情",)))
    note: str | None = entity.note()


@dataclass(frozen=True, kw_only=True)
class Organisation(entity.Entity):
    """A donor, implementer, contractor, supervisor or cooperative."""

    table = "organisation"
    label = N_("organisation")
    prefix = "org"
    sheets = ("单位",)
    lists = ("title", "kind", "phone")

    code: str = entity.code()
    title: str = entity.of(Text(label=N_("Name"), identifies=True, synonyms=("单位名称", "名称")))
    kind: str | None = entity.maybe(
        Choice(label=N_("Kind"), options=choices.ORGANISATION, synonyms=("单位类型",))
    )
    scheme: str | None = entity.maybe(Text(label=N_("Identifier scheme"), synonyms=("证件类型",)))
    identifier: str | None = entity.maybe(
        Text(label=N_("Identifier"), synonyms=("统一社会信用代码", "证件号"))
    )
    phone: str | None = entity.maybe(Text(label=N_("Office phone"), synonyms=("办公电话", "电话")))
    note: str | None = entity.note()


@dataclass(frozen=True, kw_only=True)
class Official(entity.Entity):
    """Duty information of a responsible person; `title` is the name or, unknown, the post."""

    table = "official"
    label = N_("official")
    prefix = "off"
    sheets = ("责任人", "干部")
    lists = ("title", "post", "organisation")

    code: str = entity.code()
    title: str = entity.of(Text(label=N_("Name"), identifies=True, synonyms=("姓名",)))
    post: str | None = entity.maybe(Text(label=N_("Post"), synonyms=("职务",)))
    organisation: str | None = entity.maybe(
        Ref(label=N_("Organisation"), table="organisation", identifies=True, synonyms=("单位",))
    )
    phone: str | None = entity.maybe(Text(label=N_("Office phone"), synonyms=("办公电话", "电话")))
    note: str | None = entity.note()
