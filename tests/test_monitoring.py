"""Totals of people: what does not fit is found, and no small number gets into the public books."""

import json

import pytest

from portal.errors import Invalid
from portal.store import records
from portal.words import speak
from tests.conftest import House
from tests.public_pages import Reader

NUMBERS = ("opening", "added", "cleared", "closing")


@pytest.fixture(autouse=True)
def village(house: House) -> None:
    house.put("village", "sq", title="双桥村")


def quarter(
    house: House, *numbers: int | None, type_: str = "unstable", number: int = 4, few: bool = False
) -> None:
    """Publishes a quarter of 2020 of one type."""
    told = dict(zip(NUMBERS, numbers, strict=True))
    of = {"village": "sq", "year": 2020, "quarter": number, "type": type_}
    house.put("monitoring", f"mo-{number}-{type_}", few=few or None, **of, **told)


def problems(house: House, table: str, **values: object) -> list[tuple[bool, str]]:
    number = house.submit(house.edit(table, "x-1", **values))
    found = house.door.preview(number).problems
    return [(problem.blocks, speak(problem.sentence, "en")) for problem in found]


def held(house: House) -> str:
    """All that the public books hold, as text."""
    tables = ("monitoring", "log", "payload", "searchable")
    rows = [house.books.public.execute(f"SELECT * FROM {table}").fetchall() for table in tables]
    return json.dumps(rows, default=str)


@pytest.mark.parametrize("small", [1, 2, 3, 4])
@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("type_", ["unstable", "all"])
def test_a_number_from_1_to_4_is_refused(house: House, name: str, small: int, type_: str) -> None:
    numbers = [small if one == name else None for one in NUMBERS]
    before = held(house)
    with pytest.raises(Invalid, match="1 to 4 is not published"):
        quarter(house, *numbers, type_=type_)
    assert held(house) == before


@pytest.mark.parametrize(
    "numbers", [(0, 0, 0, 0), (5, 5, 0, 10), (None,) * 4, (5, None, None, 6), (None, 0, 5, 0)]
)
def test_what_tells_of_nobody_is_published(house: House, numbers: tuple[int | None, ...]) -> None:
    quarter(house, *numbers)
    assert records.exists(house.books.public, "monitoring", "mo-4-unstable")


@pytest.mark.parametrize("numbers", [(10, None, 0, 13), (12, 0, None, 10), (10, 0, 6, None)])
def test_a_number_left_out_is_not_reckoned_from_the_others(
    house: House, numbers: tuple[int | None, ...]
) -> None:
    with pytest.raises(Invalid, match="could be reckoned"):
        quarter(house, *numbers)


def test_nor_from_the_sum_of_the_types(house: House) -> None:
    quarter(house, 12, 0, 5, 7)
    quarter(house, 9, 0, 0, 9, type_="marginal")
    quarter(house, *(None,) * 4, type_="sudden", few=True)
    with pytest.raises(Invalid, match="could be reckoned"):
        quarter(house, 24, 0, 5, 19, type_="all")
    quarter(house, 26, 0, 5, 21, type_="all")


def test_nor_from_the_quarter_beside_it(house: House) -> None:
    """10 at the beginning, none cleared, 13 in the next quarter: 3 were new."""
    quarter(house, 10, None, 0, None, number=3, few=True)
    with pytest.raises(Invalid, match="could be reckoned"):
        quarter(house, 13, 0, 0, 13)
    quarter(house, 15, 0, 0, 15)


def test_nor_from_the_types_of_the_quarter_before(house: House) -> None:
    """What all types begin with is what they ended with: 18 less 7 less 9 are 2."""
    quarter(house, None, None, None, 7, number=3)
    quarter(house, None, None, None, 9, number=3, type_="marginal")
    with pytest.raises(Invalid, match="could be reckoned"):
        quarter(house, 18, None, None, None, type_="all")


def test_nor_by_an_edit(house: House) -> None:
    quarter(house, 12, 0, 5, 7)
    with pytest.raises(Invalid, match="1 to 4 is not published"):
        house.put("monitoring", "mo-4-unstable", closing=3)


def test_a_quarter_that_does_not_add_up_is_a_finding_and_told(house: House) -> None:
    quarter(house, 18, 0, 6, 13)
    assert "期初 18 户 + 新增 0 户 − 消除 6 户 = 12 户，但期末写的是 13 户。" in Reader(
        house
    ).words("/monitoring")
    told = {"opening": 18, "added": 0, "cleared": 6, "closing": 12}
    assert not problems(house, "monitoring", village="sq", year=2021, quarter=2, type="all", **told)


def test_the_same_quarter_is_entered_once(house: House) -> None:
    quarter(house, 12, 0, 5, 7)
    of = {"village": "sq", "year": 2020, "quarter": 4, "type": "unstable"}
    ((blocks, sentence),) = problems(house, "monitoring", **of)
    assert blocks and "published as mo-4-unstable already" in sentence


def test_years_fit_together(house: House) -> None:
    of = {"village": "sq", "year": 2020}
    fewer = problems(house, "statistic", households_lifted=21, persons_lifted=20, **of)
    assert fewer == [(False, "21 households cannot have only 20 persons.")]
    more = problems(house, "statistic", remaining_persons=27, base_population=26, **of)
    assert more == [(True, "27 poor persons cannot be left of 26.")]
    assert not problems(house, "statistic", remaining_persons=0, base_population=0, **of)


def test_the_page_of_the_quarters(house: House) -> None:
    reader = Reader(house)
    assert "还没有填报季度数字。" in reader.words("/monitoring")
    quarter(house, 12, 0, 5, 7)
    quarter(house, *(None,) * 4, type_="sudden", few=True)
    quarter(house, None, None, None, 5, type_="marginal", number=3)
    words = reader.words("/monitoring?village=sq")
    assert "2020年第4季度 · 脱贫不稳定户 双桥村 12 0 5 7" in words
    assert "2020年第4季度 · 突发严重困难户 双桥村 少于 5 户 少于 5 户 少于 5 户 少于 5 户" in words
    assert "2020年第3季度 · 边缘易致贫户 双桥村 未填报 未填报 未填报 5" in words
    assert words.index("2020年第4季度") < words.index("2020年第3季度")
    (row,) = json.loads(reader.answer("/monitoring.json?after=2020-4,mo-4-z").data)["records"]
    assert (row["code"], row["closing"], row["opening"]) == ("mo-3-marginal", 5, None)


def test_quarters_go_on_page_by_page(house: House) -> None:
    many = [
        house.edit("monitoring", f"mo-{n}", village="sq", year=2000 + n // 4, quarter=n % 4 + 1,
                   type="all", opening=5, added=0, cleared=0, closing=5)
        for n in range(80)
    ]  # fmt: skip
    house.publish(*many)
    reader, seen, after = Reader(house), [], ""
    while True:
        found = json.loads(reader.answer(f"/monitoring.json?{after}").data)
        seen += [(row["year"], row["quarter"]) for row in found["records"]]
        if not found["next"]:
            break
        after = found["next"].rpartition("?")[2]
    assert seen == sorted(set(seen), reverse=True) and len(seen) == 80
