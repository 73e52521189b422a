"""Amounts: exact fen from what people write, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import money
from portal.errors import Invalid

FEN = st.integers(-money.MOST, money.MOST)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("0.01", 1),
        ("12,000.50", 1_200_050),
        ("1万元", 1_000_000),
        ("２００００", 2_000_000),
        ("¥80,000.00", 8_000_000),
        ("29.862588万元", 29_862_588),
        ("106.20 万", 106_200_000),
        ("(31,464.00)", -3_146_400),
        ("-5", -500),
        ("1亿元", 10_000_000_000),
        ("30元整", 3_000),
    ],
)
def test_reads_what_people_write(text: str, fen: int) -> None:
    assert money.read(text) == fen


@pytest.mark.parametrize(
    "text",
    [
        "",
        "约3万元",
        "3万元左右",
        "1e400",
        "1.005",
        "12.34.56",
        "1,00",
        "--5",
        "NaN",
        "9" * 50,
        "三万",
    ],
)
def test_refuses_what_is_not_one_exact_amount(text: str) -> None:
    with pytest.raises(Invalid):
        money.read(text)


def test_a_unit_in_the_text_wins() -> None:
    assert money.read("5元", unit="万元") == 500


@given(FEN)
def test_plain_and_ledger_forms_read_back(fen: int) -> None:
    assert money.read(money.plain(fen)) == fen
    assert money.read(money.yuan(fen)) == fen


@given(FEN)
def test_exact_wan_reads_back(fen: int) -> None:
    assert money.read(money.exact_wan(fen), unit="万元") == fen


@given(st.lists(st.integers(0, 10**9), max_size=8))
def test_sums_are_exact(amounts: list[int]) -> None:
    assert sum(money.read(money.plain(fen)) for fen in amounts) == sum(amounts)


def test_figures_of_published_notices() -> None:
    def wan(*texts: str) -> list[int]:
        return [money.read(text, "万元") for text in texts]

    assert sum(wan("47", "66.5")) == sum(wan("20", "20", "73.5")) == money.read("113.5万")
    assert 90 * money.read("5000") == money.read("45万")
    planned, settled, fee = wan("117.98", "112.92", "1")
    assert money.wan(planned - settled - fee) == "4.06"


def test_difference_is_told_to_the_fen() -> None:
    told = str(money.difference(computed=46_400_000, stated=46_500_000))
    assert "465,000.00" in told and "464,000.00" in told and "1,000.00" in told
