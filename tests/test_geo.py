"""Coordinates: known values, there and back, what people type, and where the links lead."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.errors import Invalid
from portal.geo import (
    SYSTEMS,
    Point,
    bd_to_gcj,
    bd_to_wgs,
    distance,
    gcj_to_bd,
    gcj_to_wgs,
    in_china,
    length,
    map_links,
    read_points,
    to_wgs,
    wgs_to_bd,
    wgs_to_gcj,
)

PLACES = st.builds(Point, st.floats(18.2, 53.5), st.floats(73.6, 135.0))
BEIJING = Point(39.915, 116.404)


def near(one: Point, other: Point, metres: float) -> bool:
    return distance(one, other) < metres


def test_known_values() -> None:
    """What coordtransform and gcoord, two much used converters, state in their tests."""
    assert wgs_to_gcj(BEIJING) == pytest.approx((39.91640428150164, 116.41024449916938), abs=1e-9)
    assert gcj_to_bd(BEIJING) == pytest.approx((39.92133699351021, 116.41036949371029), abs=1e-9)
    assert gcj_to_bd(Point(45, 123)) == pytest.approx((45.00636899, 123.00636499), abs=1e-7)
    assert near(bd_to_gcj(BEIJING), Point(39.90865673957631, 116.39762729119315), 1)
    assert near(gcj_to_wgs(BEIJING), Point(39.91359571849836, 116.39775550083061), 3)
    assert near(gcj_to_wgs(Point(45, 123)), Point(44.99804071, 122.99395597), 1)


@given(PLACES)
def test_there_and_back(place: Point) -> None:
    assert near(gcj_to_wgs(wgs_to_gcj(place)), place, 0.001)
    assert near(bd_to_gcj(gcj_to_bd(place)), place, 0.001)
    assert near(bd_to_wgs(wgs_to_bd(place)), place, 0.001)


@given(PLACES)
def test_the_maps_shift_by_some_hundred_metres(place: Point) -> None:
    assert 5 < distance(place, wgs_to_gcj(place)) < 1200
    assert 300 < distance(place, wgs_to_bd(place)) < 2500


@pytest.mark.parametrize("place", [Point(51.5, -0.1), Point(-33.9, 151.2), Point(0, 0)])
def test_outside_china_nothing_is_shifted(place: Point) -> None:
    assert not in_china(place)
    assert wgs_to_gcj(place) == wgs_to_bd(place) == place


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_system_is_read(system: str) -> None:
    forth = {"WGS-84": lambda point: point, "GCJ-02": wgs_to_gcj, "BD-09": wgs_to_bd}
    typed = forth[system](Point(31.861235, 117.283042))
    assert to_wgs(typed, system) == Point(31.861235, 117.283042)
    (read,) = read_points(f"{typed.lon},{typed.lat}", system)
    assert read == Point(31.861235, 117.283042)


def test_distances() -> None:
    """One degree of a great circle on the mean sphere is 111.195 km."""
    assert distance(Point(31, 117), Point(32, 117)) == pytest.approx(111_195, abs=1)
    assert distance(Point(0, 117), Point(0, 118)) == pytest.approx(111_195, abs=1)
    assert distance(Point(60, 10), Point(60, 11)) == pytest.approx(55_597, abs=60)
    assert distance(BEIJING, Point(31.2304, 121.4737)) == pytest.approx(1_067_500, rel=0.01)


@given(PLACES, PLACES, PLACES)
def test_a_distance_is_one(one: Point, two: Point, three: Point) -> None:
    assert distance(one, one) == 0
    assert distance(one, two) == pytest.approx(distance(two, one))
    assert distance(one, three) <= distance(one, two) + distance(two, three) + 0.001
    assert length([one, two, three]) == pytest.approx(distance(one, two) + distance(two, three))


@pytest.mark.parametrize("line", [[], [BEIJING]])
def test_a_line_without_length(line: list[Point]) -> None:
    assert length(line) == 0


@pytest.mark.parametrize(
    "text",
    [
        "117.25,31.51",
        "117.25, 31.51",
        "117.25 31.51",
        "１１７．２５，３１．５１",
        "(117.25，31.51)",
        "31.51,117.25",
        "31.51N 117.25E",
        "117.25E,31.51N",
        "N31.51 E117.25",
        "31°30'36\"N 117°15'0\"E",
        "31°30′36″N，117°15′00″E",
        "北纬31°30′36″，东经117°15′",
        "東經117度15分0秒 北緯31度30分36秒",
        "E117°15' N31°30.6'",
        "117.25°,31.51°",
    ],
)
def test_one_place_in_many_spellings(text: str) -> None:
    assert read_points(text) == [Point(31.51, 117.25)]


@given(st.lists(PLACES, min_size=1, max_size=9), st.sampled_from(["; ", ";", "\n", "；", ";\r\n"]))
def test_a_line_is_read_as_written(line: list[Point], between: str) -> None:
    text = between.join(f"{place.lon:.6f},{place.lat:.6f}" for place in line)
    assert read_points(text) == [Point(round(p.lat, 6), round(p.lon, 6)) for p in line]


def test_nothing_is_no_point() -> None:
    assert read_points(" ;\n; ") == []


@pytest.mark.parametrize(
    "text",
    [
        "117.25",
        "117.25,31.51,5",
        "朱场",
        "117.25,三十一",
        "117.25,31.51 朱场",
        "N117.25 N31.51",
        "117.25E 31.51",
        "31°75'N 117°E",
        "31.5°20'N 117°E",
        "E31.51N E117.25",
        "nan,inf",
        "1e2,3e1",
        "-117.25,31.51",
        "151.2,-33.9",
        "0,0",
        "999,999",
    ],
)
def test_what_is_no_place(text: str) -> None:
    with pytest.raises(Invalid, match=r"Point 2 .+\."):
        read_points(f"117.25,31.51; {text}")


def test_a_line_without_end() -> None:
    assert len(read_points("117.25,31.51;" * 200)) == 200
    with pytest.raises(Invalid, match="200"):
        read_points("117.25,31.51;" * 201)


@given(st.text("0123456789.,;°'\"NESW北纬东经 -", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        points = read_points(text)
    except Invalid:
        return
    assert all(in_china(point) for point in points)


def test_links_to_maps() -> None:
    links = dict(map_links(31.861235, 117.283042, "朱场广场;二期"))
    assert links["Map on this device"] == "geo:31.861235,117.283042?q=31.861235,117.283042"
    assert "mlat=31.861235&mlon=117.283042" in links["OpenStreetMap"]
    assert all(re.fullmatch(r"[!-~]+", address) for address in links.values())
    assert "朱场广场;二期" in parse_qs(urlsplit(links["Amap"]).query)["name"]


def test_each_map_gets_its_own_coordinates() -> None:
    here = Point(31.861235, 117.283042)
    asked = {name: parse_qs(urlsplit(url).query) for name, url in map_links(*here, "朱场:1")}
    east, north = map(float, asked["Amap"]["position"][0].split(","))
    assert near(gcj_to_wgs(Point(north, east)), here, 0.2)
    north, east = map(float, asked["Baidu Maps"]["location"][0].split(","))
    assert near(bd_to_wgs(Point(north, east)), here, 0.2)
    marker = asked["Tencent Maps"]["marker"][0]
    north, east = map(float, marker.split(";")[0].removeprefix("coord:").split(","))
    assert near(gcj_to_wgs(Point(north, east)), here, 0.2)
    assert marker.endswith("title:朱场 1;addr:朱场 1")
