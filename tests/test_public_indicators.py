"""The yearly indicators: sentence, charts, table and formula, of the site and of a village."""

import json
import re

import pytest

from portal.store import indicators as store
from portal.views import multiples
from portal.views.multiples import Series
from portal.words import said
from tests.conftest import House
from tests.public_pages import FIRST_FLIGHT, Reader

LIFTED = ((2018, 9, 25, 57), (2019, 12, 31, 26), (2020, 11, 26, 0))


@pytest.fixture
def reader(house: House) -> Reader:
    house.put("village", "sq", title="双桥村")
    house.put("village", "lg", title="柳沟村")
    for year, households, persons, rest in LIFTED:
        told = {"households_lifted": households, "persons_lifted": persons}
        rate = {"base_population": 4312, "remaining_persons": rest}
        house.put("statistic", f"st-{year}", village="sq", year=year, **told, **rate)
    return Reader(house)


def test_before_anything_is_reported(house: House) -> None:
    assert "还没有填报年度数字。" in Reader(house).words("/indicators")


def test_the_sentence(reader: Reader) -> None:
    words = reader.words("/indicators?village=sq")
    assert "2018 年到 2020 年，双桥村一共有 32 户 82 人脱贫。" in words
    assert "2020 年末全部脱贫，贫困发生率是 0.00%。" in words
    assert "2020 nobody was poor any more" in reader.words("/en/indicators")


def test_the_formula(reader: Reader) -> None:
    words = reader.words("/indicators")
    assert "2020 0 ÷ 4,312 = 0.00% 2019 26 ÷ 4,312 = 0.60%" in words


def test_the_table_adds_up_and_says_what_is_missing(reader: Reader) -> None:
    words = reader.words("/indicators")
    assert "2019 12 31 26 0.60% 未填报 未填报" in words
    assert "各年合计 32 82" in words


def test_the_charts_say_what_the_table_says(reader: Reader) -> None:
    page = reader.page("/indicators")
    charts = re.findall(r'<svg class="years".*?</svg>', page, re.DOTALL)
    assert len(charts) == 4
    assert "2018: 1.32%; 2019: 0.60%; 2020: 0.00%" in charts[3]
    for chart in charts:
        assert re.findall(r">(\d{4})</text>", chart) == ["2018", "2019", "2020"]


def test_several_villages_are_added_up(house: House, reader: Reader) -> None:
    told = {"households_lifted": 5, "base_population": 1880, "remaining_persons": 12}
    house.put("statistic", "st-lg", village="lg", year=2020, labour_province=420, **told)
    (last,) = [year for year in store.years(house.books.public) if year.year == 2020]
    assert last == (2020, 2, 16, 26, 6192, 12, 420, None)
    words = reader.words("/indicators")
    assert "2020 2 个村的数字 16 26 12 0.19% 420 未填报" in words
    assert "2020 11 26 0 0.00%" in reader.words("/indicators?village=sq")


def test_a_rate_covers_only_villages_that_state_both_parts(house: House, reader: Reader) -> None:
    house.put("statistic", "st-lg", village="lg", year=2020, remaining_persons=12)
    (last,) = [year for year in store.years(house.books.public) if year.year == 2020]
    assert (last.remaining, last.base) == (0, 4312)


def test_a_year_that_was_put_right_moves(house: House, reader: Reader) -> None:
    house.put("statistic", "st-2018", year=2017)
    assert [year.year for year in store.years(house.books.public)] == [2017, 2019, 2020]
    house.put("statistic", "st-2018", persons_lifted=None)
    assert store.years(house.books.public)[0].persons is None


def test_what_does_not_fit_is_told(house: House, reader: Reader) -> None:
    house.put("statistic", "st-2020", households_lifted=27)
    assert "27 户不会只有 26 人。" in reader.words("/indicators")


def test_files(reader: Reader) -> None:
    rows = json.loads(reader.answer("/indicators.json?village=sq").data)["records"]
    assert [(row["year"], row["rate"]) for row in rows] == [
        (2018, "1.32"),
        (2019, "0.60"),
        (2020, "0.00"),
    ]
    assert "2019,1,12,31,4312,26,,,0.60" in reader.answer("/indicators.csv").get_data(as_text=True)


def test_a_long_history_fits_the_first_flight(house: House, reader: Reader) -> None:
    house.publish(
        *(house.edit("statistic", f"st-{year}", village="lg", year=year, households_lifted=year,
                     persons_lifted=2 * year, base_population=9_000_000, labour_county=year)
          for year in range(1949, 2016))
    )  # fmt: skip
    assert reader.weight("/indicators") < FIRST_FLIGHT
    assert "1949 1,949 3,898" in reader.words("/indicators")


def test_only_what_is_known_for_two_years_is_drawn() -> None:
    one = Series(said("a"), [None, 3], ["–", "3"])
    two = Series(said("b"), [0, 4], ["0", "4"])
    (chart,) = multiples.charts([2019, 2020], [one, two])
    empty, full = chart.columns
    assert (empty.height, full.height, full.y) == ("0", "74", "26")
    assert (full.x, full.width, full.middle) == ("55.5", "39", "75")


def test_charts_show_the_newest_years() -> None:
    years = list(range(2001, 2021))
    series = Series(said("a"), [float(year) for year in years], [str(year) for year in years])
    (chart,) = multiples.charts(years, [series])
    assert [column.year for column in chart.columns] == years[-multiples.MOST :]


def test_the_page_of_a_village_leads_there(reader: Reader) -> None:
    page = reader.page("/villages/sq")
    for name in ("indicators", "monitoring", "households", "collective"):
        assert f'href="/{name}?village=sq"' in page
