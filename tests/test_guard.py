"""The leak guard: finds personal numbers, and nothing else that looks like one."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.guard import is_resident_id, leaks


def resident_id(area: int, day: str, serial: int) -> str:
    body = f"{area:06d}{day}{serial:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(d) * w for d, w in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


IDS = st.builds(
    resident_id,
    st.integers(110000, 659999),
    st.dates(datetime.date(1920, 1, 1), datetime.date(2020, 12, 31)).map(
        lambda day: day.strftime("%Y%m%d")
    ),
    st.integers(0, 999),
)
MOBILES = st.integers(13000000000, 19999999999).map(str)
PROSE = st.sampled_from(["户主张三，{}，已核对", "{}", "身份证号:{}。", "（{}）", "补助\n{}\t元"])


@given(PROSE, IDS)
def test_finds_every_resident_id(prose: str, number: str) -> None:
    found = leaks(prose.format(number))
    assert [leak.kind for leak in found] == ["resident_id"]
    assert number not in found[0].masked


@given(PROSE, MOBILES)
def test_finds_every_mobile(prose: str, number: str) -> None:
    assert [leak.kind for leak in leaks(prose.format(number))] == ["mobile"]


@pytest.mark.parametrize(
    "text", ["6222021234567890128", "6222 0212 3456 7890 128", "４３９２２５８３１１１２２２３１"]
)
def test_cards_by_luhn(text: str) -> None:
    digits = "".join(c for c in text if c.isdigit())
    assert (len(leaks(text)) == 1) == _luhn(digits)


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed([int(d) for d in digits])):
        total += digit if place % 2 == 0 else sum(divmod(digit * 2, 10))
    return total % 10 == 0


@pytest.mark.parametrize(
    "text",
    [
        "13912345678.00 元",
        "1,048,800.00",
        "皖票00012045",
        "国开办发〔2018〕11号",
        "2020-04-15",
        "0551-62345678",
        "12317",
        "31.8612345678901234",
        "91340100MA2N12345X",
        "记-0421",
        "sq-2020-001",
        "202004151234567890",
    ],
)
def test_does_not_trip(text: str) -> None:
    assert leaks(text) == []


@given(st.integers(0, 10**15), st.integers(0, 99))
def test_amounts_do_not_trip(whole: int, cents: int) -> None:
    assert leaks(f"{whole}.{cents:02d} 元 {whole:,}.{cents:02d}") == []


@given(st.floats(73, 135), st.floats(18, 53))
def test_coordinates_do_not_trip(east: float, north: float) -> None:
    assert leaks(f"{east:.13f},{north:.13f}") == []


def test_the_checksum_is_checked() -> None:
    good = resident_id(340123, "19600101", 123)
    wrong = good[:-1] + ("0" if good[-1] != "0" else "1")
    assert is_resident_id(good) and not is_resident_id(wrong)
