"""The words and rates that generated data is made of; all names are made up."""

from dataclasses import dataclass

COUNTIES = ("安禾县", "云岭县", "清溪县", "石桥县", "丰河县", "松阳岭县")
TOWNSHIPS = ("大路乡", "河湾镇", "青石镇", "柏林乡", "新塘镇", "白岩乡")
PLACE = tuple("双柳石青白清龙凤松柏杨梅桃李桐枫竹茶金银铜铁云霞高长新古平安永福祥和兴旺东西南北")
WATER = tuple("桥沟河湾塘溪泉井坪岭坡冲坝垭岩洞滩渡关口店铺庄寨堡营集墩岗畈")
SIDES = ("上", "下", "前", "后", "大", "小")
SURNAMES = tuple("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗")
GROUPS = ("东头组", "西头组", "上湾组", "下湾组", "老街组", "新庄组", "河口组", "岭上组")
CONTRACTORS = ("恒通", "顺达", "宏远", "鑫隆", "永固", "瑞丰", "诚信达", "华泰源", "金石", "正阳")
FIRM = ("建设", "路桥", "水利", "园林", "农业")
STEPS = ("实施前公示", "开工", "完工", "验收", "移交管护")

DONORS = (
    ("清岭市投资促进中心", "institution", "unit"),
    ("清岭市图书馆", "institution", "unit"),
    ("清岭市职业学院", "institution", "unit"),
    ("清岭市审计中心", "institution", "staff"),
    ("清岭市水文站", "institution", "staff"),
    ("远山商贸", "company", "social"),
    ("百禾粮油", "company", "social"),
    ("清岭市青年商会", "other", "social"),
    ("同心公益协会", "other", "social"),
)
"""(name, kind of organisation, nature of its money)."""

MIXES = (
    (("county", 100),),
    (("central", 70), ("county", 30)),
    (("central", 60), ("county", 25), ("donation", 15)),
    (("province", 80), ("city", 20)),
    (("county", 75), ("donation", 25)),
    (("county", 85), ("self_raised", 15)),
)
"""(source, per cent of the budget)."""


@dataclass(frozen=True)
class Work:
    """A sort of project: `rate` is yuan for one of what `scale` counts."""

    type: str
    subtype: str
    title: str
    scale: str
    target: str
    least_most: tuple[int, int]
    rate: int
    measure: str = ""
    households: bool = False


WORKS = (
    Work(
        "construction",
        "road",
        "道路硬化",
        "硬化道路{}米，宽4.5米，C30混凝土",
        "硬化道路{}米，验收合格率100%",
        (300, 3_000),
        440,
        "length",
    ),
    Work(
        "construction",
        "water",
        "安全饮水管网",
        "铺设供水管网{}米",
        "新增供水管网{}米",
        (500, 5_000),
        120,
        "length",
    ),
    Work(
        "construction",
        "lighting",
        "太阳能路灯",
        "安装太阳能路灯{}盏",
        "安装路灯{}盏",
        (20, 150),
        2_600,
    ),
    Work(
        "construction",
        "environment",
        "排水沟整治",
        "整治排水沟{}米",
        "整治排水沟{}米",
        (200, 2_500),
        180,
        "length",
    ),
    Work(
        "construction",
        "square",
        "文化广场",
        "硬化铺装{}平方米，健身器材4套",
        "建成{}平方米",
        (400, 1_800),
        240,
        "area",
    ),
    Work(
        "construction",
        "clinic",
        "卫生室改造",
        "改造用房{}平方米",
        "改造用房{}平方米",
        (60, 220),
        1_500,
        "area",
    ),
    Work(
        "construction",
        "reading_room",
        "阅览室",
        "图书{}册，桌椅若干套",
        "配齐图书{}册",
        (800, 3_500),
        25,
    ),
    Work(
        "construction",
        "disabled_station",
        "残疾人工作站",
        "改造用房{}平方米",
        "建成{}平方米",
        (50, 120),
        900,
        "area",
    ),
    Work(
        "industry",
        "planting",
        "核桃种植",
        "种植核桃{}亩",
        "种植{}亩，成活率85%以上",
        (40, 300),
        2_500,
    ),
    Work("industry", "planting", "中药材种植", "种植中药材{}亩", "种植{}亩", (30, 260), 1_800),
    Work("industry", "husbandry", "肉羊养殖", "养殖肉羊{}只", "出栏肉羊{}只", (80, 500), 1_200),
    Work(
        "industry",
        "processing",
        "粮油加工厂",
        "建设厂房{}平方米",
        "建成厂房{}平方米",
        (200, 1_200),
        1_100,
        "area",
    ),
    Work(
        "industry",
        "facilities",
        "灌溉设施",
        "铺设灌溉管网{}米",
        "新增灌溉管网{}米",
        (600, 4_000),
        60,
        "length",
    ),
    Work(
        "industry",
        "household_production",
        "到户产业奖补",
        "奖补{}户",
        "奖补{}户，户均增收2000元",
        (15, 120),
        2_000,
        households=True,
    ),
    Work(
        "industry",
        "courtyard",
        "庭院经济",
        "发展庭院经济{}户",
        "发展庭院经济{}户",
        (20, 90),
        2_000,
        households=True,
    ),
    Work("employment", "training", "实用技术培训", "培训{}人", "培训{}人", (24, 180), 500),
    Work("employment", "posts", "公益性岗位", "设置岗位{}个", "设置岗位{}个", (5, 36), 6_000),
    Work("governance", "other", "村务公开栏", "设置公开栏{}处", "设置公开栏{}处", (3, 18), 4_500),
)


UNITS = {
    "length": "m",
    "area": "m2",
    "planting": "mu",
    "household_production": "household",
    "courtyard": "household",
    "training": "person",
}
"""What is measured, or else the subtype → the unit of the accepted quantity; else pieces."""


@dataclass(frozen=True)
class Stage:
    """How far a project is: `met` steps of `STEPS`, and `share` per cent of what is due is paid."""

    met: int
    share: int = 0

    @property
    def funded(self) -> bool:
        """Whether money is allocated to it."""
        return self.met >= 0

    @property
    def started(self) -> bool:
        """Whether the works have started."""
        return self.met >= 2

    @property
    def ended(self) -> bool:
        """Whether the works have ended."""
        return self.met >= 3


UNFUNDED = Stage(-1)


@dataclass(frozen=True)
class State:
    """A status that projects of some years have, as often as its weight says."""

    word: str
    stage: Stage
    weight: int
    years: range


PAST, LATE, NOW = range(2016, 2025), range(2025, 2026), range(2026, 2027)
STATES = (
    State("accepted", Stage(4, 97), 15, PAST),
    State("announced", Stage(4, 97), 10, PAST),
    State("final", Stage(4, 100), 20, PAST),
    State("handed_over", Stage(5, 100), 50, PAST),
    State("cancelled", UNFUNDED, 2, PAST),
    State("accepted", Stage(4, 97), 45, LATE),
    State("complete", Stage(3, 80), 25, LATE),
    State("building", Stage(2, 60), 20, LATE),
    State("rectifying", Stage(3, 60), 4, LATE),
    State("suspended", Stage(2, 30), 3, LATE),
    State("planned", UNFUNDED, 10, NOW),
    State("library", UNFUNDED, 20, NOW),
    State("approved", Stage(0), 20, NOW),
    State("procured", Stage(1), 10, NOW),
    State("started", Stage(2, 20), 20, NOW),
    State("building", Stage(2, 45), 20, NOW),
)
REASONS = {
    "suspended": "连续降雨，停工待天气好转",
    "rectifying": "验收发现路肩不合格，限期整改",
    "cancelled": "村民代表会议决定不再实施",
}
