"""The pages of the work in the villages: who is on duty, what was done, promised, and is hard."""

import json

import pytest

from portal.figures import visits
from portal.store.activities import Counted
from tests.conftest import House
from tests.public_pages import FIRST_FLIGHT, Reader
from tests.test_work import activity, appointment, condolence, problem, promise

PATHS = ("/team", "/activities", "/promises", "/problems")
DAY = "2021-07-10"


@pytest.fixture
def village(house: House) -> House:
    """Two officials and the road of a village."""
    house.money()
    house.publish(
        house.edit("official", "zhou", title="周某某", phone="0000-12345006"),
        house.edit("official", "shen", title="沈某某"),
    )
    return house


@pytest.fixture
def reader(village: House, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """Somebody who reads on a summer day of 2021."""
    for module in ("team", "activities", "promises", "villages"):
        monkeypatch.setattr(f"portal.views.{module}.today", lambda: DAY)
    return Reader(village)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/team", "双桥村还没有填报在岗人员。"),
        ("/activities", "还没有填报活动。"),
        ("/promises", "还没有填报承诺。"),
        ("/problems", "现在没有未解决的困难。"),
        ("/problems?status=solved", "这里还没有填报。"),
        ("/activities?kind=visit", "没有符合的活动。"),
    ],
)
def test_nothing_yet(reader: Reader, path: str, words: str) -> None:
    assert words in reader.words(path)


def test_who_is_on_duty(village: House, reader: Reader) -> None:
    village.publish(
        appointment(end="2019-12"),
        appointment("ap-2", official="shen", start="2020-03-01", title="全面负责"),
        appointment("ap-3", role="team", start="2022"),
    )
    words = reader.words("/team")
    assert "沈某某从2020年3月1日起任双桥村驻村第一书记。双桥村在岗 1 人。" in words
    assert "从2020年1月1日到2020年2月29日没有驻村第一书记。" in words
    assert "沈某某 驻村第一书记 2020-03-01 – 至今 全面负责 在任" in words
    assert "周某某 0000-12345006 驻村第一书记 2019-04 – 2019-12 未填报 已离任" in words
    assert "2022 – 至今 未填报 尚未到任" in words
    assert "下列项目没有填责任人： 道路硬化" in words
    assert "沈某某从2020年3月1日起任双桥村驻村第一书记" in reader.words("/villages/sq")


def test_a_post_is_empty_or_held_twice(village: House, reader: Reader) -> None:
    village.publish(appointment(end="2021-06-30"))
    assert "双桥村现在没有在岗人员。" in reader.words("/team?village=sq")
    assert "从2021年7月1日起没有驻村第一书记。" in reader.words("/team")
    village.publish(appointment("ap-2", official="shen", start="2021-06"))
    words = reader.words("/team")
    assert "从2021年6月1日到2021年6月30日，周某某和沈某某同时担任驻村第一书记。" in words
    assert "没有驻村第一书记" not in words


def counts(year: int, months: str, village: str = "sq", kind: str = "visit") -> list[Counted]:
    """As many as the digits say, month by month."""
    return [
        Counted(village, f"{year}-{n:02d}", kind, int(digit))
        for n, digit in enumerate(months, 1)
        if digit != "0"
    ]


@pytest.mark.parametrize(
    ("months", "today", "low"),
    [
        ("444444444444", "2021-01-01", []),
        ("424444444444", "2021-01-01", [("2020-02", 2)]),
        ("404444444443", "2021-01-01", [("2020-02", 0), ("2020-12", 3)]),
        ("44400", "2020-05-31", [("2020-04", 0)]),
        ("000000000000", "2021-01-01", []),
    ],
)
def test_months_below_the_quota(months: str, today: str, low: list[tuple[str, int]]) -> None:
    known = visits.below(counts(2020, months), 2020, today, 4)
    assert [(one.month, one.number) for one in known] == low


def test_each_village_has_its_quota() -> None:
    known = counts(2020, "444444444444") + counts(2020, "111111111111", "lg")
    assert {one.village for one in visits.below(known, 2020, "2021-01-01", 4)} == {"lg"}
    assert not visits.below(counts(2020, "9", kind="lecture"), 2020, "2021-01-01", 4)


def test_the_month_below_is_named(village: House, reader: Reader) -> None:
    village.publish(
        *(
            activity(f"act-{month}-{n}", title=f"走访{n}", day=f"2020-{month:02d}-0{n + 1}")
            for month in range(1, 13)
            for n in range(3 if month == 2 else 4)
        ),
        activity("act-l", title="农技", kind="lecture", day="2020-02-20"),
    )
    words = reader.words("/activities")
    assert "2020 年走访了 47 次。规定每村每月走访不少于 4 次。双桥村2020年2月只有 3 次。" in words
    assert "2020-02 3 双桥村 3 次，少于 4 次 村讲坛 1" in words
    assert words.count("少于 4 次") == 2  # the rule, and February
    told = Reader(village, visits_quota=3).words("/activities")
    assert "每个月都不少于规定的 3 次。" in told


def test_what_is_to_come_is_not_counted(village: House, reader: Reader) -> None:
    village.publish(activity(day="2021-07-11"), activity("act-2", day="2021-07-10"))
    words = reader.words("/activities")
    assert "2021 年走访了 1 次。" in words and "2021-07-11 · 计划" in words


def test_condolence_is_disclosed_without_names(village: House, reader: Reader) -> None:
    village.publish(condolence(title="春节慰问"))
    words = reader.words("/activities?year=2020")
    assert "春节慰问 2020-05-06 · 双桥村 46 × 200.00 单位帮扶资金 9,200.00" in words
    village.publish(condolence("act-2", title="中秋慰问", amount=9_300_00))
    assert "46 × 200.00 = 9,200.00 元，填报的是 9,300.00 元。" in reader.words("/activities")


def test_training_has_its_payment(village: House, reader: Reader) -> None:
    training = {"kind": "training", "persons": 24, "amount": 250_00, "payment": "pay-1"}
    village.publish(activity(title="育苗", **training))
    page = reader.page("/activities")
    assert 'href="/payments/pay-1"' in page
    assert "育苗 2020-05-06 · 双桥村 24 见对应付款 250.00" in reader.words("/activities")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "2021 年的承诺有 1 件。逾期未办结 1 件。"),
        ({}, "逾期未办结 晚 10 天"),
        ({"due": "2021-07"}, "办理中 1 件。"),
        ({"status": "done", "done_on": "2021-06-26", "outcome": "开放"}, "已办结 2021-06-26 开放"),
        (
            {"status": "done", "done_on": "2021-07-02", "outcome": "开放"},
            "已办结 2021-07-02 晚 2 天 开放",
        ),
        ({"status": "dropped", "reason": "改建"}, "不再办理 改建"),
    ],
)
def test_promises(village: House, reader: Reader, values: dict[str, object], words: str) -> None:
    village.publish(promise(**values))
    assert words in reader.words("/promises")


def test_promises_of_another_year(village: House, reader: Reader) -> None:
    village.publish(promise())
    village.put(
        "promise", "pr-2", title="修路", year=2020, due="2020-10", status="open", owner="center"
    )
    assert "修路" not in reader.words("/promises")
    assert "修路" in reader.words("/promises?year=2020")


def test_problems(village: House, reader: Reader) -> None:
    village.publish(problem(measure=None, due="2021-06-30"))
    assert "劳动力少 双桥村 未填报 未填报 2021年6月30日 已逾期 晚 10 天" in reader.words(
        "/problems"
    )
    village.put("problem", "pb-1", status="solved", solved_on="2021-07-01", result="培训24人")
    words = reader.words("/problems")
    assert "现在没有未解决的困难。" in words and "解决结果：培训24人" in words
    assert "已解决 2021-07-01 晚 1 天" in reader.words("/problems?status=solved")


@pytest.mark.parametrize("path", PATHS)
def test_long_lists_go_on(village: House, reader: Reader, path: str) -> None:
    village.publish(
        *(village.edit("village", f"v{n:02d}", title=f"村{n:02d}") for n in range(24)),
        *(activity(f"act-{n:02d}", title=f"{n}") for n in range(55)),
        *(
            village.edit(
                *("promise", f"pr-{n:02d}"),
                title=f"{n}",
                year=2021,
                due=f"2021-{1 + n % 12:02d}",
                status="open",
                owner="center",
            )
            for n in range(55)
        ),
        *(
            village.edit(
                *("problem", f"pb-{n:02d}"),
                title=f"{n}",
                village="sq",
                due="2021-12",
                status="open",
            )
            for n in range(55)
        ),
    )
    page = reader.page(path)
    address = page.rpartition(f'href="{path}?')[2].partition('"')[0].replace("&amp;", "&")
    assert "after=" in address
    assert "没有在列表里" not in reader.page(f"{path}?{address}")
    assert reader.weight(path) < FIRST_FLIGHT
    known = [json.loads(reader.answer(f"{path}.json{q}").data) for q in ("", f"?{address}")]
    codes = [record["code"] for part in known for record in part["records"]]
    assert len(codes) == len(set(codes)) == (0 if path == "/team" else 55)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("query", ["?after=x", "?village=nowhere", "?year=1", "?kind=x"])
def test_odd_addresses(reader: Reader, path: str, query: str) -> None:
    reader.page(path + query)
    reader.page("/en" + path + query)
