"""Terms of office, activities, promises and problems: what is refused, and what is found odd."""

import pytest

from portal import sheets
from portal.codes import Edit
from portal.errors import Invalid
from portal.store import records
from portal.terms_of_office import Term, gaps, overlaps
from tests.conftest import House
from tests.workbooks import xlsx


@pytest.fixture
def village(house: House) -> House:
    """Two officials and the road of a village."""
    house.money()
    house.publish(
        house.edit("official", "zhou", title="周某某"),
        house.edit("official", "shen", title="沈某某"),
    )
    return house


def appointment(code: str = "ap-1", /, **values: object) -> Edit:
    given = {"official": "zhou", "village": "sq", "role": "first_secretary", "start": "2019-04"}
    return Edit("create", "appointment", code, 0, {**given, **values})  # type: ignore[dict-item]


def activity(code: str = "act-1", /, **values: object) -> Edit:
    given = {"title": "入户", "kind": "visit", "day": "2020-05-06", "village": "sq"}
    return Edit("create", "activity", code, 0, {**given, **values})  # type: ignore[dict-item]


def condolence(code: str = "act-1", /, **values: object) -> Edit:
    given: dict[str, object] = {"kind": "condolence", "households": 46, "standard": 200_00}
    return activity(code, **{**given, "amount": 9_200_00, "fund": "unit", **values})


def promise(**values: object) -> Edit:
    given = {"title": "建广场", "year": 2021, "village": "sq", "owner": "center", "due": "2021-06"}
    return Edit("create", "promise", "pr-1", 0, {**given, "status": "open", **values})  # type: ignore[dict-item]


def problem(**values: object) -> Edit:
    given = {"title": "劳动力少", "village": "sq", "measure": "办培训", "due": "2021-12"}
    return Edit("create", "problem", "pb-1", 0, {**given, "status": "open", **values})  # type: ignore[dict-item]


def found(house: House, *edits: Edit) -> list[str]:
    """What the rules find odd, without refusing it."""
    preview = house.door.preview(house.submit(*edits))
    assert not [one for one in preview.problems if one.blocks]
    return [str(one.sentence) for one in preview.problems]


def refused(house: House, edit: Edit) -> str:
    with pytest.raises(Invalid) as refusal:
        house.publish(edit)
    return str(refusal.value.sentence)


# Terms of office


@pytest.mark.parametrize(
    ("terms", "days"),
    [
        ([("2019-04", "2020-12"), ("2021-01", None)], []),
        ([("2019-04-01", "2019-12-31"), ("2020-03-01", None)], [("2020-01-01", "2020-02-29")]),
        ([("2019", "2020-05")], [("2020-06-01", None)]),
        ([("2019", "2020-01-01"), ("2020-01-03", None)], [("2020-01-02", "2020-01-02")]),
        ([("2019", "2020-05"), ("2019-06", None)], []),
        ([("2022", None)], []),
        ([], []),
    ],
)
def test_gaps(terms: list[tuple[str, str | None]], days: list[tuple[str, str | None]]) -> None:
    known = gaps([Term("x", *term) for term in terms], "2021-06-30")
    told = [(one.first.isoformat(), one.last.isoformat() if one.last else None) for one in known]
    assert told == days


@pytest.mark.parametrize(
    ("first", "second", "days"),
    [
        (("a", "2019", "2020-03"), ("b", "2020-04-01", None), None),
        (("a", "2019", "2020-03"), ("b", "2020-03-31", None), ("2020-03-31", "2020-03-31")),
        (("a", "2019", None), ("b", "2020-04", None), ("2020-04-01", None)),
        (("a", "2019", None), ("a", "2020-04", None), None),
    ],
)
def test_overlaps(
    first: tuple[str, str, str | None],
    second: tuple[str, str, str | None],
    days: tuple[str, str | None] | None,
) -> None:
    known = list(overlaps([Term(*second), Term(*first)]))
    told = [(one.first.isoformat(), one.last.isoformat() if one.last else None) for one in known]
    assert told == ([days] if days else [])


def test_nobody_leaves_before_coming(village: House) -> None:
    assert "ends before" in refused(village, appointment(end="2019-03"))
    assert not found(village, appointment(end="2019-04"))


def test_a_gap_and_an_overlap_are_found(village: House) -> None:
    village.publish(appointment(end="2019-12-31"))
    later = {"official": "shen", "start": "2020-03-01"}
    (gap,) = found(village, appointment("ap-2", **later))
    assert "2020-01-01" in gap and "2020-02-29" in gap
    (twice,) = found(village, appointment("ap-2", official="shen", start="2019-12-01"))
    assert "周某某" in twice and "沈某某" in twice and "2019-12-01" in twice


def test_two_may_be_in_the_team(village: House) -> None:
    village.publish(appointment(role="team"))
    assert not found(village, appointment("ap-2", official="shen", role="team"))


def test_the_same_term_is_entered_once(village: House) -> None:
    village.publish(appointment())
    assert "ap-1" in refused(village, appointment("ap-2"))


# Activities


def test_condolence_adds_up(village: House) -> None:
    assert not found(village, condolence())
    (odd,) = found(village, condolence(amount=9_300_00))
    assert "46 × 200.00 = 9,200.00" in odd and "9,300.00" in odd


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("note", "张小三200元、李四200元"),
        ("note", "户主：王小明"),
        ("title", "刘小芳、陈大林"),
        ("place", "赵小明，钱多多"),
    ],
)
def test_nobody_who_receives_is_named(village: House, name: str, text: str) -> None:
    assert "list of names" in refused(village, condolence(**{name: text}))
    assert not records.exists(village.books.public, "activity", "act-1")


@pytest.mark.parametrize("text", ["米、油，每户200元", "金额不变，46户", "朱场片区、双桥片区"])
def test_other_words_are_let_in(village: House, text: str) -> None:
    village.publish(condolence(note=text))


def test_money_has_a_source(village: House) -> None:
    training = {"kind": "training", "persons": 24, "amount": 300_00}
    assert ["Say whose" in one for one in found(village, activity(**training))] == [True]
    (less,) = found(village, activity(payment="pay-1", **training))
    assert "300.00" in less and "250.00" in less
    assert not found(village, activity(payment="pay-1", **{**training, "amount": 250_00}))


def test_more_households_than_persons(village: House) -> None:
    (odd,) = found(village, activity(households=5, persons=4))
    assert "5" in odd and "4" in odd


# Promises and problems


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"status": "done"}, "its day and its outcome"),
        ({"status": "done", "done_on": "2021-06-26"}, "its day and its outcome"),
        ({"done_on": "2021-06-26", "outcome": "开放"}, "its day and its outcome"),
        ({"status": "dropped"}, "given up"),
        ({"due": "2020-12"}, "due before the year"),
    ],
)
def test_a_promise_that_is_not_whole(village: House, values: dict[str, object], words: str) -> None:
    assert words in refused(village, promise(**values))


def test_a_promise_of_another_village(village: House) -> None:
    village.put("village", "lg", title="柳沟村")
    assert "another village" in refused(village, promise(village="lg", project="sq-2020-001"))


def test_somebody_answers_for_a_promise(village: House) -> None:
    assert ["Nobody answers" in one for one in found(village, promise(owner=None))] == [True]
    assert not found(village, promise(owner=None, responsible="zhou"))


@pytest.mark.parametrize("values", [{"status": "solved"}, {"solved_on": "2021-06-26"}])
def test_a_problem_that_is_not_whole(village: House, values: dict[str, object]) -> None:
    assert "its day and its result" in refused(village, problem(**values))


def test_a_problem_has_a_measure(village: House) -> None:
    assert ["No measure" in one for one in found(village, problem(measure=None))] == [True]


# Sheets


def test_they_come_as_sheets(village: House) -> None:
    head = ["活动名称", "活动类型", "活动日期", "村", "户数", "每户标准（元）", "金额（元）"]
    row = ["春节慰问", "走访慰问", "2020年1月17日", "双桥村", 46, "200", "9,200"]
    reading = sheets.read(
        [("走访慰问.xlsx", xlsx({"走访慰问": [head, row]}))], village.books.public
    )
    assert not reading.bad
    (edit,) = reading.edits
    assert edit.table == "activity" and edit.values["standard"] == 200_00
    assert edit.values["amount"] == 9_200_00 and edit.values["day"] == "2020-01-17"
