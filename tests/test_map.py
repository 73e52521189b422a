"""Maps drawn from coordinates: to scale, north upwards, nothing fetched from elsewhere."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import geo, sheets
from portal.geo import Point
from portal.store import mapped
from portal.views import ground
from portal.views.ground import MOST, WIDTH, Site
from tests.conftest import House
from tests.public_pages import Reader
from tests.workbooks import csv_file, of

VILLAGE = Point(31.6124, 116.4832)
ROAD = "116.483200,31.612400; 116.490000,31.616000; 116.503522,31.623273"
PLACES = st.builds(Point, st.floats(20, 50), st.floats(75, 130))
SITES = st.lists(
    st.builds(Site, PLACES, st.just(())) | st.builds(Site, st.none(), st.lists(PLACES, min_size=2)),
    min_size=1,
    max_size=12,
)


def near(east: float, north: float) -> Point:
    """A place so many metres from the village."""
    return Point(VILLAGE.lat + north / 111_195, VILLAGE.lon + east / 94_700)


@given(SITES)
def test_everything_lies_within_the_frame(sites: list[Site]) -> None:
    made = ground.drawn(sites)
    spots = [(float(spot.x), float(spot.y)) for spot in made.spots]
    for line in made.lines:
        spots += [tuple(map(float, pair.split(","))) for pair in line.split()]  # type: ignore[misc]
    assert 0 < made.height <= MOST
    assert all(0 <= x <= WIDTH and 0 <= y <= made.height for x, y in spots)
    assert 0 < float(made.bar[0]) <= WIDTH / 3 + 1


def test_north_is_up_and_east_is_right() -> None:
    made = ground.drawn([Site(near(0, 0), ()), Site(near(600, 300), ())])
    one, other = made.spots
    assert float(other.x) > float(one.x) and float(other.y) < float(one.y)


def test_the_bar_is_to_scale() -> None:
    made = ground.drawn([Site(near(0, 0), ()), Site(near(1000, 0), ())])
    one, other = (float(spot.x) for spot in made.spots)
    length, metres = made.bar
    assert float(length) / metres == pytest.approx((other - one) / 1000, rel=0.01)


def test_a_line_without_a_place_is_marked_half_way() -> None:
    line = (near(0, 0), near(100, 0), near(1000, 0))
    assert geo.distance(ground.centre(Site(None, line)), near(500, 0)) < 2


def test_numbers_never_cover_each_other() -> None:
    made = ground.drawn([Site(near(n * 7, n % 3 * 9), ()) for n in range(50)])
    places = [spot.label for spot in made.spots if spot.label]
    assert 0 < len(places) < 50 and len(set(places)) == len(places)


@pytest.fixture
def reader(house: House) -> Reader:
    house.money()
    house.put("village", "lg", title="柳沟村")
    house.put("project", "p-1", title="通组道路", village="sq", line=ROAD, status="accepted")
    house.put("project", "p-2", title="广场", village="lg", position="116.450000,31.560000")
    return Reader(house)


def test_a_project_shows_where_it_is(reader: Reader) -> None:
    page, words = reader.page("/projects/p-1"), reader.words("/projects/p-1")
    svg = page.split('<svg class="map"')[1].split("</svg>")[0]
    assert "<title" in svg and "<desc" in svg and "<polyline" in svg and "<image" not in svg
    assert "WGS-84" in words and "线路长" in words
    assert re.search(r'href="geo:31\.\d{6},116\.\d{6}', page)
    assert all(f'href="https://{host}' in page for host in ("uri.amap.com", "api.map.baidu.com"))


def test_nothing_is_fetched_from_elsewhere(reader: Reader) -> None:
    for path in ("/projects/p-1", "/map"):
        page = reader.page(path)
        assert not re.search(r'(src|srcset|xlink:href)="(https?:)?//', page), path
        assert "<script" not in page.split("<main")[1].split("</main>")[0]


def test_a_project_without_coordinates_has_no_map(reader: Reader) -> None:
    assert '<svg class="map"' not in reader.page("/projects/sq-2020-001")


def test_the_map_of_all_projects_says_in_a_table_what_it_shows(reader: Reader) -> None:
    page, words = reader.page("/map"), reader.words("/map")
    svg = page.split('<svg class="map"')[1].split("</svg>")[0]
    assert svg.count('<a href="/projects/') == 2 and svg.count("<circle") == 2
    assert "1 通组道路" in words and "2 广场" in words and "东经 116.450000°" in words


def test_the_map_of_one_village(reader: Reader) -> None:
    words = reader.words("/map?village=lg")
    assert "1 广场" in words and "通组道路" not in words
    assert "没有“nowhere”这一项" in reader.words("/map?village=nowhere")


def test_a_map_without_anything(house: House) -> None:
    house.money()
    assert "还没有项目登记坐标" in Reader(house).words("/map")


def test_many_projects_come_in_pages(house: House, reader: Reader) -> None:
    house.publish(
        *(
            house.edit("project", f"q-{n:03d}", title=f"第{n}号", position=f"116.{n + 400},31.6")
            for n in range(60)
        )
    )
    page = reader.page("/map")
    assert page.count("<circle") == 50 and 'href="/map?after=q-047"' in page
    assert reader.page("/map?after=q-047").count("<circle") == 12
    assert reader.weight("/map") < 14_000


def test_the_list_is_found_by_an_index(house: House, reader: Reader) -> None:
    db = house.books.public
    asked: list[str] = []
    db.set_trace_callback(asked.append)
    assert [one.code for one in mapped.mapped(db)] == ["p-1", "p-2"]
    assert [one.code for one in mapped.mapped(db, "lg")] == ["p-2"]
    db.set_trace_callback(None)
    plans = [db.execute(f"EXPLAIN QUERY PLAN {one}").fetchall()[0][3] for one in asked]
    assert "project_mapped " in plans[0] and "project_mapped_village " in plans[1]


def test_coordinates_go_out_with_the_data(reader: Reader) -> None:
    found = reader.answer("/projects/p-1.json").get_json()["project"]
    assert found["line"] == ROAD and found["position"] is None
    assert b"116.450000,31.560000" in reader.answer("/map.csv").get_data()


def test_a_sheet_brings_coordinates_from_another_map(house: House) -> None:
    house.money()
    there = geo.wgs_to_gcj(Point(31.6124, 116.4832))
    rows = [
        ["项目名称", "村", "年度", "位置坐标", "线路坐标"],
        ["桥", "双桥村", "2021", f"gcj02:{there.lon:.6f},{there.lat:.6f}", ROAD],
        ["渠", "双桥村", "2021", "31.6", ""],
    ]
    reading = sheets.read([("项目库.csv", csv_file(rows))], house.books.public)
    (edit,) = of(reading, "project")
    assert (edit.values["position"], edit.values["line"]) == ("116.483200,31.612400", ROAD)
    assert [(cell.heading, cell.text) for cell in reading.bad] == [("位置坐标", "31.6")]


def test_coordinates_are_no_personal_numbers(house: House, reader: Reader) -> None:
    numbers = "; ".join(f"116.{138123456 + n},31.{612345 + n}"[:21] for n in range(0, 900, 45))
    kind_free = geo.written(geo.read_points(numbers))
    house.put("project", "p-3", title="渠道", note=f"沿线坐标 {kind_free}", line=kind_free)
    assert "沿线坐标" in reader.words("/projects/p-3")


@pytest.fixture
def placed(house: House) -> House:
    house.money()
    house.put("project", "sq-2020-001", position="116.490000,31.616000", line=ROAD)
    return house


PAGE = "/projects/sq-2020-001"
TILES = "https://tiles.example.cn/{z}/{x}/{y}.png"


def test_nothing_is_fetched_from_elsewhere_unless_the_site_says_so(placed: House) -> None:
    for path in ("/map", PAGE):
        answer = Reader(placed).answer(path)
        assert '<script src="/static/map.js' not in answer.get_data(as_text=True)
        assert "img-src 'self' data:;" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/map", PAGE])
def test_a_site_with_tiles_offers_a_street_map(placed: House, path: str) -> None:
    reader = Reader(placed, tiles=TILES, tiles_credit="© 示例地图")
    page = reader.page(path)
    assert 'hidden data-tiles="https://tiles.example.cn/{z}/{x}/{y}.png"' in page
    assert "© 示例地图" in page
    policy = reader.answer(path).headers["Content-Security-Policy"]
    assert "img-src 'self' data: https://tiles.example.cn;" in policy
    assert "unsafe" not in policy


def test_tiles_in_another_system_get_their_coordinates(placed: House) -> None:
    plain, moved = (
        html.unescape(Reader(placed, tiles=TILES, tiles_system=system).page(PAGE))
        for system in ("wgs84", "gcj02")
    )
    (east,), (shifted,) = (re.findall(r'"at": \[([\d.]+)', page) for page in (plain, moved))
    assert 0.001 < abs(float(east) - float(shifted)) < 0.01
