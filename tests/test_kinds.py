"""Kinds: read what people write, write what read takes."""

import datetime
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal import choices, geo, tlog
from portal.entities import ENTITIES, attributes
from portal.errors import Invalid
from portal.kinds import (
    Choice,
    Code,
    Count,
    Day,
    Flag,
    Frozen,
    Household,
    Kind,
    Money,
    Percent,
    Point,
    Prose,
    Quantity,
    Text,
    Track,
    Value,
)

DAY = Day(label="Day")
PARTIAL = Day(label="Day", partial=True)
METRES = Quantity(label="Length", unit="m")
PLAIN = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=30)


@pytest.mark.parametrize(
    "text",
    ["2020年4月28日", "2020.4.28", "2020-04-28", "2020/4/28", "20200428", "２０２０-４-２８"],
)
def test_a_day_in_its_spellings(text: str) -> None:
    assert DAY.read(text) == "2020-04-28"


@pytest.mark.parametrize(
    ("text", "iso"),
    [("2020年", "2020"), ("2020.8", "2020-08"), ("2020年5月", "2020-05"), ("2020", "2020")],
)
def test_a_partial_day_keeps_its_precision(text: str, iso: str) -> None:
    assert PARTIAL.read(text) == iso


@pytest.mark.parametrize("text", ["2020", "2020-05", "2020-02-30", "1899-01-01", "昨天", "202005"])
def test_not_a_day(text: str) -> None:
    with pytest.raises(Invalid):
        DAY.read(text)


@pytest.mark.parametrize(
    ("text", "metres"),
    [("18公分", "0.18"), ("2.36公里", "2360"), ("4.50", "4.5"), ("18 厘米", "0.18")],
)
def test_lengths_become_metres(text: str, metres: str) -> None:
    assert METRES.read(text) == metres


@pytest.mark.parametrize("text", ["-1", "1e9", "4.5公斤", "", "1.2.3"])
def test_not_a_quantity(text: str) -> None:
    with pytest.raises(Invalid):
        METRES.read(text)


def test_a_choice_by_word_label_or_spelling() -> None:
    kind = Choice(label="Type", options=choices.PROJECT_SUBTYPE)
    for text in ("road", "Road", "农村基础设施（道路）", "农村基础设施(道路) "):
        assert kind.read(text) == "road"
    with pytest.raises(Invalid, match="农田"):
        kind.read("农田")


def test_no_two_options_share_a_spelling() -> None:
    for kind in (k for table in ENTITIES for k in attributes(table).values()):
        if isinstance(kind, Choice):
            for word, _, spellings in kind.options:
                assert all(kind.read(text) == word for text in (word, *spellings))


@pytest.mark.parametrize("text", ["412", "４１２", "412.0", "1,412"])
def test_counts(text: str) -> None:
    assert Count(label="n").read(text) in (412, 1412)


@pytest.mark.parametrize("text", ["-1", "4.5", "四", "1e3", "9999999999"])
def test_not_a_count(text: str) -> None:
    with pytest.raises(Invalid):
        Count(label="n").read(text)


def test_text_loses_what_deceives() -> None:
    assert Text(label="t").read(" 恒路\u202e建设\x00\n（示例） ") == "恒路建设 （示例）"
    with pytest.raises(Invalid):
        Text(label="t").read("长" * 201)


@pytest.mark.parametrize("text", ["SQ 2020", "../x", "a--b", "-a", "x" * 41, "双桥"])
def test_not_a_code(text: str) -> None:
    with pytest.raises(Invalid):
        Code(label="c").read(text)


def test_percent() -> None:
    kind = Percent(label="p")
    assert kind.read("45 %") == "45" and kind.read("0.60%") == "0.6"
    with pytest.raises(Invalid):
        kind.read("101")


@pytest.mark.parametrize(
    "text",
    [
        "117.123456,31.123456",
        "31.123456 117.123456",
        "wgs84:117.123456,31.123456",
        "N31.123456 E117.123456",
    ],
)
def test_a_place_in_its_spellings(text: str) -> None:
    assert Point(label="p").read(text) == "117.123456,31.123456"


@pytest.mark.parametrize(("system", "shift"), [("gcj02", geo.wgs_to_gcj), ("BD-09", geo.wgs_to_bd)])
def test_a_place_from_another_map_is_converted(
    system: str, shift: Callable[[geo.Point], geo.Point]
) -> None:
    there = shift(geo.Point(31.123456, 117.123456))
    text = f"{system}：{there.lon:.7f}，{there.lat:.7f}"
    assert Point(label="p").read(text) == "117.123456,31.123456"


@pytest.mark.parametrize(
    "text", ["", "117.1", "117.1,31.1; 117.2,31.2", "utm50:117.1,31.1", "gcj02:", "2.35,48.85"]
)
def test_not_a_place(text: str) -> None:
    with pytest.raises(Invalid):
        Point(label="p").read(text)


def test_a_line_on_the_ground() -> None:
    kind = Track(label="t")
    assert kind.read("117.1,31.1\n117.2 31.2") == "117.100000,31.100000; 117.200000,31.200000"
    for text in ("117.1,31.1", "117.1,31.1; 117.1,31.1", ";", "x"):
        with pytest.raises(Invalid):
            kind.read(text)


PLACES = st.tuples(st.integers(73_000_000, 135_000_000), st.integers(18_000_000, 54_000_000)).map(
    lambda place: f"{place[0] / 1e6:.6f},{place[1] / 1e6:.6f}"
)

VALUES: dict[type[Kind], st.SearchStrategy[Value]] = {
    Text: PLAIN.map(lambda t: " ".join(t.split())).filter(bool),
    Household: st.from_regex(r"\A[A-Z]{1,6}-[0-9]{4}-[0-9]{3,4}\Z"),
    Prose: PLAIN.filter(str.strip),
    Code: st.from_regex(r"\A[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}\Z"),
    Day: st.dates(datetime.date(1949, 1, 1), datetime.date(2100, 12, 31)).map(str),
    Money: st.integers(0, 10**14),
    Count: st.integers(0, 100),
    Flag: st.booleans(),
    Percent: st.integers(0, 100_00).map(lambda part: Percent(label="").read(f"{part / 100:.2f}")),
    Point: PLACES,
    Track: st.lists(PLACES, min_size=2, max_size=9, unique=True).map("; ".join),
    Frozen: st.dictionaries(st.text(max_size=9), st.integers(-(2**53), 2**53)).map(
        lambda found: tlog.canonical(found).decode()
    ),
}


@pytest.mark.parametrize(
    "kind",
    [kind for table in ENTITIES for kind in attributes(table).values()],
    ids=lambda k: k.label,
)
@settings(max_examples=20)
@given(data=st.data())
def test_what_is_written_reads_back(kind: Kind, data: st.DataObject) -> None:
    strategy = VALUES.get(type(kind))
    if isinstance(kind, Choice):
        strategy = st.sampled_from([word for word, _, _ in kind.options])
    elif isinstance(kind, Count):
        strategy = st.integers(kind.least, kind.most)
    elif isinstance(kind, Quantity):
        strategy = st.integers(0, 10**9).map(lambda n: kind.read(f"{n / 1000:.3f}"))
    elif isinstance(kind, Code):
        strategy = VALUES[Code]
    assert strategy is not None
    value = data.draw(strategy)
    assert kind.read(kind.write(value)) == value
