"""The line of milestones in percent of its days."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from portal.store.works import Step
from portal.views.strips import strips

DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2090, 1, 1)).map(str)


def step(code: str, due: str | None, met: str | None, status: str | None = None) -> Step:
    return Step(code, "步骤", due, met, status, None, None)


def inks(steps: list[Step], code: str, today: str = "2021-01-01") -> list[str]:
    return [part.ink for part in strips(steps, today)[code].parts]


def test_a_step_that_was_met_in_time_has_two_marks() -> None:
    steps = [step("a", "2020-03-20", "2020-03-18"), step("b", "2020-06-01", "2020-06-01")]
    assert inks(steps, "a") == ["kept", "paid"]


def test_a_late_step_hangs_over() -> None:
    steps = [step("a", "2020-06-30", "2020-07-10"), step("b", "2020-03-01", "2020-03-01")]
    assert inks(steps, "a") == ["over", "kept", "paid"]
    over, due, met = strips(steps, "2021-01-01")["a"].parts
    assert over.start == due.start
    assert float(over.start) + float(over.length) == float(met.start) + float(met.length)


def test_what_is_not_met_is_late_by_today() -> None:
    steps = [step("a", "2020-06", None), step("b", "2020-03-01", "2020-03-01")]
    assert inks(steps, "a", "2020-06-30") == ["kept"]
    assert inks(steps, "a", "2020-07-01") == ["over", "kept"]


def test_dropped_or_met_without_a_day_is_not_late() -> None:
    for status in ("dropped", "met"):
        steps = [step("a", "2020-06-01", None, status), step("b", "2020-03-01", None, "dropped")]
        assert inks(steps, "a") == ["kept"]


def test_one_day_makes_no_line() -> None:
    assert strips([step("a", "2020-06-01", "2020-06-01")], "2021-01-01") == {}
    assert strips([], "2021-01-01") == {}
    assert strips([step("a", None, None)], "2021-01-01") == {}


@given(st.lists(st.tuples(st.none() | DAYS, st.none() | DAYS), max_size=12), DAYS)
def test_every_mark_is_on_the_line(days: list[tuple[str | None, str | None]], today: str) -> None:
    steps = [step(str(place), *pair) for place, pair in enumerate(days)]
    for strip in strips(steps, today).values():
        for part in strip.parts:
            assert float(part.start) >= 0
            assert float(part.length) > 0
            assert float(part.start) + float(part.length) <= 100.02
