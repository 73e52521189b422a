"""The standard steps of works: all there, in order, weights that make 100, days within the plan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import Client

from portal import choices, steps
from portal.app import application
from portal.codes import Edit, Values
from portal.entities import attributes
from portal.settings import Settings
from portal.store import works
from tests.conftest import House


@pytest.mark.parametrize("kind", steps.KINDS)
def test_a_template_is_whole(kind: str) -> None:
    found = steps.standard(kind)
    assert sum(step.weight for step in found) == 100
    assert [step.at for step in found] == sorted(step.at for step in found)
    assert (found[0].at, found[-1].at) == (0, 100)
    assert len({step.title for step in found}) == len(found)
    for step in found:
        assert attributes("milestone")["title"].read(step.title) == step.title


def test_every_row_of_the_file_is_of_a_known_type() -> None:
    rows = steps.PATH.read_text("utf-8").splitlines()[1:]
    assert {row.split(",")[0] for row in rows} == set(steps.KINDS)
    assert sum(len(steps.standard(kind)) for kind in steps.KINDS) == len(rows)


def test_subtypes_lead_to_templates() -> None:
    assert set(steps.KIND_OF) <= {word for word, _, _ in choices.PROJECT_SUBTYPE}
    assert set(steps.KIND_OF.values()) == set(steps.KINDS)


def test_the_steps_of_a_road_are_those_of_the_guide() -> None:
    titles = [step.title for step in steps.planned("road", "2020-03-10", "2020-11-20")]
    assert titles[:6] == ["立项", "勘察设计", "实施前公示", "招标", "合同", "进场开工"]
    assert titles[-4:] == ["验收", "竣工公告", "决算", "移交管护"]


def test_days_run_from_start_to_end() -> None:
    found = steps.planned("square", "2020-03-10", "2020-11-20")
    assert (found[0].due, found[-1].due) == ("2020-03-10", "2020-11-20")


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2020", "2020", "2020-01-01", "2020-12-31"),
        ("2020-04", "2020-06", "2020-04-01", "2020-06-30"),
        ("2020-02", "2020-02", "2020-02-01", "2020-02-29"),
        ("2020-06-01", "2020-03-01", "2020-06-01", "2020-06-01"),
        (None, "2020-06-30", None, None),
        ("2020-06-30", None, None, None),
    ],
)
def test_partial_and_missing_dates(
    start: str | None, end: str | None, first: str | None, last: str | None
) -> None:
    found = steps.planned("road", start, end)
    assert (found[0].due, found[-1].due) == (first, last)


def test_only_what_is_missing_is_added_and_the_whole_weighs_100() -> None:
    there = {"路基", "基层"}
    found = steps.planned("road", None, None, there, weighed=35)
    assert len(found) == len(steps.standard("road")) - 2
    assert there.isdisjoint(step.title for step in found)
    assert sum(step.weight or 0 for step in found) == 65


def test_steps_weigh_nothing_where_the_others_weigh_all() -> None:
    assert {s.weight for s in steps.planned("road", None, None, {"路基"}, weighed=100)} == {None}
    assert {s.weight for s in steps.planned("road", None, None, {"路基"}, weighed=130)} == {None}


def test_a_type_without_a_template_has_no_steps() -> None:
    assert steps.planned("training", "2020", "2020") == []


@given(st.lists(st.integers(0, 1000), min_size=1), st.integers(0, 1000))
def test_shares_sum_to_the_total(weights: list[int], total: int) -> None:
    found = steps.shares(weights, total)
    assert sum(found) == (total if sum(weights) else 0)
    assert all(
        abs(f * sum(weights) - w * total) < max(1, sum(weights))
        for f, w in zip(found, weights, strict=True)
    )


def step(code: str, weight: int | None, met: str | None, status: str | None = None) -> Edit:
    known: Values = {"title": code, "project": "sq-2020-001", "position": 1, "weight": weight}
    known |= {name: v for name, v in (("met", met), ("status", status)) if v}
    return Edit("create", "milestone", code, 0, known)


def report(physical: str, day: str = "2020-07-31") -> Edit:
    known: Values = {"project": "sq-2020-001", "observed": day, "physical": physical}
    return Edit("create", "progress", f"pr-{day}", 0, known)


@pytest.mark.parametrize(
    ("edits", "percent"),
    [
        ([], None),
        ([step("a", None, "2020-05-01")], None),
        ([step("a", 40, "2020-05-01"), step("b", 60, None)], 40),
        ([step("a", 40, "2020-05-01"), step("b", 60, "2020-08-01")], 40),
        ([step("a", 1, None, "met"), step("b", 2, None)], 33),
        ([step("a", 40, "2020-05-01"), step("b", 60, None, "dropped")], 100),
    ],
)
def test_progress_by_the_weight_of_the_steps(
    house: House, edits: list[Edit], percent: int | None
) -> None:
    house.money()
    if edits:
        house.publish(*edits)
    assert works.weighted(house.books.public, "sq-2020-001", "2020-07-31") == percent


@pytest.mark.parametrize(("physical", "asked"), [("60", 0), ("60.5", 1), ("20", 0), ("19.9", 1)])
def test_steps_and_report_that_differ_widely_are_asked_about(
    house: House, physical: str, asked: int
) -> None:
    house.money()
    house.publish(step("a", 40, "2020-05-01"), step("b", 60, None))
    found = house.door.preview(house.submit(report(physical))).problems
    assert len(found) == asked
    assert not any(problem.blocks for problem in found)


def test_villagers_read_both_figures_and_the_question(house: House) -> None:
    house.money()
    house.publish(step("a", 40, "2020-05-01"), step("b", 60, None), report("90"))
    reader = application(Settings(folder=house.folder, secret_key="s" * 43), None)
    page = Client(reader).get("/en/projects/sq-2020-001").get_data(as_text=True)
    assert "By the weight of the steps that are met: 40%." in page
    assert "reported 90 % done, but by the weight of the steps met they were 40 % done" in page
