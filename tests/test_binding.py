"""What authors write in double brackets, and what a text says in numbers."""

import pytest

from portal.figures import texts
from portal.figures.binding import bind
from portal.figures.units import UNITS, read, share, shown
from portal.views import bound
from tests.conftest import House


@pytest.fixture
def books(house: House) -> House:
    """1,000.00 received, 600.00 allocated, 250.00 paid; a road of 2,360 m for 1,048,800.00."""
    house.money()
    known = {"length": "2360", "budget": 106_200_000, "settled": 104_880_000}
    house.publish(house.edit("project", "sq-2020-001", **known))
    return house


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("donation.total", "1,000.00"),
        ("donation.total year=2020", "1,000.00"),
        ("donation.total in=万元", "0.1"),
        ("donation.total in=wan digits=1", "0.1"),
        ("donation.total = 1000元", "1,000.00"),
        ("donation.total = １，０００．００ 元", "1,000.00"),
        ("donation.total = 0.1万元", "0.1"),
        ("donation.total = 1000", "1,000.00"),
        ("project.length project=sq-2020-001 = 2.36公里", "2.36"),
        ("project.length project=sq-2020-001 = 2360 米", "2,360"),
        ("project.length project=sq-2020-001 in=米", "2,360"),
        ("project.price project=sq-2020-001", "444,406.78"),
    ],
)
def test_bound(books: House, text: str, written: str) -> None:
    found = bind(books.books.public, text)
    assert (found.state, found.shown.text.removesuffix(".00")) == (
        "bound",
        written.removesuffix(".00"),
    )


@pytest.mark.parametrize(
    ("text", "rounded"),
    [
        ("project.price project=sq-2020-001 in=万元/公里 digits=2", True),
        ("project.price project=sq-2020-001 = 44.44万元/公里", True),
        ("project.settled project=sq-2020-001 = 104.88万元", False),
        ("project.settled project=sq-2020-001 = 104.9万元", True),
        ("project.settled project=sq-2020-001 in=wan digits=0", True),
        ("donation.total digits=0", False),
    ],
)
def test_rounding_is_declared(books: House, text: str, rounded: bool) -> None:
    found = bind(books.books.public, text)
    assert (found.state, found.shown.rounded) == ("bound", rounded)


@pytest.mark.parametrize(
    "text",
    [
        "donation.total = 1000.01元",
        "donation.total = 999.99元",
        "donation.total = 1001",
        "donation.total = 0.2万元",
        "project.settled project=sq-2020-001 = 104.8万元",
        "project.length project=sq-2020-001 = 2.37公里",
    ],
)
def test_what_differs_is_a_mismatch_that_names_the_entries(books: House, text: str) -> None:
    found = bind(books.books.public, text)
    assert found.state == "mismatch"
    assert ("d-1" if text.startswith("donation") else "sq-2020-001") in str(found.problem)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no figure"),
        ("nichts", "no figure"),
        ("donation.total jahr=2020", "does not take"),
        ("donation.total year=zwei", "not a whole number"),
        ("donation.total year", "not written like"),
        ("donation.total in=公里", "cannot be shown"),
        ("donation.total in=斤", "cannot be shown"),
        ("donation.total digits=9", "from 0 to"),
        ("donation.total digits=-1", "from 0 to"),
        ("donation.total = 近千元", "not a number"),
        ("donation.total = 5户", "another unit"),
        ("donation.total = ", "not a number"),
        ("donation.total donor=nobody", "in the books"),
        ("project.width", "needs"),
        ("project.title project=sq-2020-001 = 5", "quotation"),
        ("lifted.persons = 5人", "hold nothing"),
    ],
)
def test_what_cannot_be_checked_says_why(books: House, text: str, said: str) -> None:
    found = bind(books.books.public, text)
    assert found.state == "unverifiable" and said in str(found.problem)


def test_what_is_not_filled_in_is_missing(books: House) -> None:
    assert bind(books.books.public, "lifted.persons year=2020").state == "missing"
    assert bind(books.books.public, "project.scale project=sq-2020-001").state == "missing"


LOOSE = {
    "共 68 户脱贫": ["68"],
    "2020年9月8日验收，2016年至2020年，2016—2020年，10月，2020-09-08": [],
    "国开办发〔2018〕11号，第 3 项，C30 混凝土，sq-2020-001，12317，0000-12345006": [],
    "道路长2.36公里，花了1,048,800.00元": ["2.36公里", "1,048,800.00元"],
    "三户、十二万元、第一书记、两不愁三保障、四个不摘": ["三户", "十二万元"],
    "1. 第一条": [],
    "甲组A有5户，于2020又来2000元": ["5户", "2000元"],
    "In 2020 there were 12 visits on 8 September 2020": ["12"],
    "`[[x]] 5`": [],
}


@pytest.mark.parametrize("text", LOOSE)
def test_numbers_that_are_bound_to_nothing(house: House, text: str) -> None:
    found = texts.read(house.books.public, text)
    assert len(found.loose) == len(LOOSE[text]), found.loose
    assert all(number in words for number, words in zip(LOOSE[text], found.loose, strict=True))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("近[[donation.total]]", 1),
        ("[[donation.total]]左右", 1),
        ("约 [[donation.total]]，[[payment.total]]余", 2),
        ("nearly [[donation.total]]", 1),
        ("收到 [[donation.total]]，用去 [[payment.total]]", 0),
        ("来了[[payment.count]]多次", 0),
    ],
)
def test_vague_words_beside_a_figure(books: House, text: str, number: int) -> None:
    assert len(texts.read(books.books.public, text).vague) == number


def test_how_many_are_bound(books: House) -> None:
    text = "[[donation.total]]、[[donation.total = 5元]]、[[lifted.persons]]、[[nix]]、7 人"
    found = texts.read(books.books.public, text)
    assert (found.bound, found.all) == (1, 5)
    assert [one.state for one in found.figures] == [
        *("bound", "mismatch", "missing", "unverifiable"),
    ]


def test_one_of_a_unit_in_english() -> None:
    assert bound.written(shown(1, UNITS["household"]), "en") == "1 household"
    assert bound.written(shown(12, UNITS["household"]), "en") == "12 households"
    assert bound.written(shown(1, UNITS["household"]), "zh_Hans") == "1 户"
    assert bound.written(shown(9, UNITS["percent"]), "zh_Hans") == "9.00%"


def test_units_read_and_shown() -> None:
    assert share(26, 4312) == "0.60"
    assert shown(1, UNITS["wan"]).text == "0.000001"
    assert shown(-1_320_000, UNITS["wan"]).text == "-1.32"
    assert read("五户") is None and read("1e5") is None and read("") is None
    assert read("-5元").number == -5
