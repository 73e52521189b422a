"""What proves the works, in figures: unit prices, progress beside the plan."""

import pytest

from portal.store.building import Accepted, Observed, Paper
from portal.views import proofs
from portal.words import speak


def accepted(unit: str | None, quantity: str | None, result: str = "passed") -> Accepted:
    return Accepted(
        "a", "长度", "county", "2020-09-08", "局", "o", "2.36", quantity, unit, result, None
    )


@pytest.mark.parametrize(
    ("lines", "settled", "fen"),
    [
        ([accepted("km", "2.36")], 104_880_000, 44_440_678),
        ([accepted("m", "4.5"), accepted("km", "2.36")], 104_880_000, 44_440_678),
        ([accepted("m2", "600")], 15_600_000, 26_000),
        ([accepted("km", "0")], 104_880_000, None),
        ([accepted("km", None)], 104_880_000, None),
        ([accepted("km", "2.36", "failed")], 104_880_000, None),
        ([accepted("piece", "6")], 2_000_000, None),
        ([accepted("km", "2.36")], None, None),
        ([], 104_880_000, None),
    ],
)
def test_the_price_of_a_unit(lines: list[Accepted], settled: int | None, fen: int | None) -> None:
    assert [price.fen for price in proofs.prices(lines, settled)] == ([fen] if fen else [])


def test_the_price_of_the_sample_road_in_words() -> None:
    (price,) = proofs.prices([accepted("km", "2.36")], 104_880_000)
    assert speak(proofs.priced(price, "公里"), "zh_Hans") == ("每公里 44.44 万元（444,406.78 元）")


def test_progress_stands_beside_its_plan() -> None:
    newest_first = [
        Observed("b", None, "2020-07-31", "80", "80", None),
        Observed("a", None, "2020-06-30", "45.5", "70", "雨"),
    ]
    june, july = proofs.levels(newest_first)
    assert (june.line.observed, june.behind, june.bar[0].length) == ("2020-06-30", True, "45.5")
    assert not july.behind


def photo(code: str, spot: str | None, place: str | None, issued: str = "2020-07-01") -> Paper:
    return Paper(
        code, code, "project", "p", "photo", issued, "a" * 64, spot, place, "路", 1600, 1200
    )


def test_one_spot_before_during_and_after() -> None:
    pictures = [photo("c", "after", "村口"), photo("x", None, None), photo("a", "before", "村口")]
    pictures.append(photo("b", "during", "村口"))
    assert [(place, [p.code for p in shown]) for place, shown in proofs.spots(pictures)] == [
        ("村口", ["a", "b", "c"]),
        ("", ["x"]),
    ]
