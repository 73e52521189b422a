"""The plain sentences in every state, in Chinese as villagers read them."""

from typing import Any

import pytest

from portal.entities.works import Project
from portal.store.ledger import Assigned, Paid, Total
from portal.store.works import Step
from portal.views import sentences
from portal.views.sentences import Gift, Given
from portal.words import Said, speak

TODAY = "2021-01-04"
WAN = 1_000_000


def chinese(spoken: list[Said]) -> str:
    return "".join(speak(sentence, "zh_Hans") for sentence in spoken)


def total(**fen: int) -> Total:
    return Total(**fen)


@pytest.mark.parametrize(
    ("received", "paid", "start"),
    [
        (0, 0, "还没有收到捐赠。"),
        (20 * WAN, 0, "收到捐赠 20 万元，还没有用。"),
        (20 * WAN, 18_260_000, "收到捐赠 20 万元，已用 18.26 万元，余 1.74 万元。"),
        (20 * WAN, 20 * WAN, "收到捐赠 20 万元，已经全部用完。"),
        (20 * WAN, 21 * WAN, "收到捐赠 20 万元，已用 21 万元，多用了 1 万元。"),
        (29_862_588, 1, "收到捐赠 29.862588 万元，已用 0.01 元，余 29.862587 万元。"),
    ],
)
def test_home(received: int, paid: int, start: str) -> None:
    spoken = chinese(sentences.home(total(received=received, paid=paid), "zh_Hans"))
    assert spoken.startswith(start)


def road(**values: Any) -> Project:
    return Project(**{"code": "p-1", "title": "路", "subtype": "road", **values})


def told(
    found: Project, fen: dict[str, int], given: tuple[Gift, ...] = (), steps: tuple[Step, ...] = ()
) -> str:
    sums = total(**fen)
    spoken = sentences.project(found, sums, list(given), list(steps), TODAY, "zh_Hans")
    return chinese(spoken)


CENTER = Gift("中心", 4 * WAN, 4 * WAN)


def test_a_finished_road() -> None:
    found = road(
        status="handed_over",
        length="2360",
        budget=10_620 * 10_000,
        settled=10_488 * 10_000,
        balance_destination="退回县财政",
    )
    step = Step("m-1", "县级验收", "2020-09-10", "2020-09-08", "met", "合格", None)
    spent = 10_488 * 10_000
    assert told(found, {"paid": spent, "allocated": spent}, (CENTER,), (step,)) == (
        "这条路一共花了 104.88 万元。其中中心捐了 4 万元。"
        "路长 2.36 公里，平均每公里 44.44 万元。2020年9月8日县级验收：合格。"
        "比计划少花 1.32 万元，结余去向：退回县财政。"
    )


def test_of_what_is_finished_only_what_was_paid_was_given() -> None:
    fen = {"paid": 20 * WAN, "allocated": 20 * WAN}
    spoken = told(road(status="accepted"), fen, (Gift("中心", 4 * WAN, 3 * WAN),))
    assert "其中中心捐了 3 万元。" in spoken


@pytest.mark.parametrize(
    ("values", "fen", "words"),
    [
        ({}, {}, "这条路的资金计划未填报，也还没有付款。"),
        ({"budget": 28 * WAN}, {}, "这条路计划花 28 万元，还没有付款。"),
        (
            {"status": "building"},
            {"planned": 28 * WAN, "paid": WAN, "allocated": WAN},
            "这条路计划花 28 万元，到现在付了 1 万元。",
        ),
        ({}, {"paid": WAN, "allocated": WAN}, "这条路已付 1 万元，资金计划未填报。"),
        ({"status": "accepted"}, {}, "这条路已经完工，但这里还没有登记付款。"),
        (
            {"status": "accepted", "settled": 15 * WAN},
            {"paid": 4 * WAN, "allocated": 4 * WAN},
            "这条路结算 15 万元，这里登记了付款 4 万元。",
        ),
        (
            {"subtype": "square", "budget": WAN},
            {"paid": 2 * WAN, "allocated": WAN},
            "这个广场计划花 1 万元，到现在付了 2 万元。付出去的比安排的多 1 万元。",
        ),
        (
            {"subtype": None, "status": "suspended", "status_reason": "等用地"},
            {},
            "这个项目的资金计划未填报，也还没有付款。现在的状态是停工，原因：等用地。",
        ),
        (
            {"budget": WAN, "planned_end": "2021-01"},
            {},
            "这条路计划花 1 万元，还没有付款。计划2021年1月完工。",
        ),
        (
            {"budget": WAN, "planned_end": "2020-12"},
            {},
            "这条路计划花 1 万元，还没有付款。原定2020年12月完工，现在已经过期。",
        ),
    ],
)
def test_a_project(values: dict[str, Any], fen: dict[str, int], words: str) -> None:
    assert told(road(**values), fen) == words


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([CENTER], "其中中心捐了 4 万元。"),
        ([Gift("中心", 40 * WAN, 0)], "中心为它捐了 40 万元。"),
        ([CENTER, Gift("县", WAN, 0)], "其中 2 家捐了 5 万元，中心最多，捐了 4 万元。"),
        ([Gift("中心", 0, 0)], "还没有付款。"),
    ],
)
def test_who_gave(given: list[Gift], words: str) -> None:
    assert told(road(budget=28 * WAN), {}, tuple(given)).endswith(words)


def assigned(donor: str | None, nature: str, amount: int) -> Assigned:
    return Assigned("a", "d", donor, nature, "p", "路", amount, 0, None, None, None, None)


def test_a_donor_counts_once_and_budget_money_is_no_gift() -> None:
    lines = [
        assigned("县", "unit", 3),
        assigned("财政", "budget", 900),
        assigned("中心", "social", 5),
        assigned("县", "unit", -1),
    ]
    assert sentences.gifts(lines) == [Gift("中心", 5, 0), Gift("县", 2, 0)]


def given(**values: Any) -> Given:
    return Given(
        **{
            "donor": "中心",
            "nature": "unit",
            "received": "2020-12-20",
            "amount": 5 * WAN,
            "reverses": None,
            "reversed_by": None,
            **values,
        }
    )


@pytest.mark.parametrize(
    ("values", "fen", "last", "words"),
    [
        ({}, {}, None, "还没有安排到项目。还剩 5 万元，到账已有 15 天。"),
        (
            {},
            {"allocated": 3 * WAN},
            None,
            "已经安排到项目 3 万元，还没有付款。还剩 5 万元，到账已有 15 天。",
        ),
        (
            {},
            {"allocated": 5 * WAN, "paid": 3_260_000},
            "2021-01-02",
            "已经安排到项目 5 万元，付了 3.26 万元。还剩 1.74 万元，离最后一次付款已有 2 天。",
        ),
        ({}, {"allocated": 5 * WAN, "paid": 5 * WAN}, "2021-01-02", "已经全部用完。"),
        ({}, {"paid": 6 * WAN}, "2021-01-02", "从中付了 6 万元，比收到的多 1 万元。"),
        ({"reversed_by": "d-2"}, {}, None, "这一笔登记有误，已经冲销，不计入合计。"),
        ({"reverses": "d-0"}, {}, None, "那一笔登记有误，这一笔把 d-0 冲销。"),
    ],
)
def test_a_donation(
    values: dict[str, Any], fen: dict[str, int], last: str | None, words: str
) -> None:
    sums = total(received=5 * WAN, **fen)
    spoken = chinese(sentences.donation(given(**values), sums, last, TODAY, "zh_Hans"))
    assert spoken == "2020年12月20日，中心捐了 5 万元。" + words


def test_budget_money_is_not_given() -> None:
    spoken = sentences.donation(given(nature="budget"), total(received=1), None, TODAY, "zh_Hans")
    assert "捐" not in chinese(spoken)
    assert speak(sentences.heading(given(nature="budget")), "zh_Hans") == "中心的资金"


def paid(**values: Any) -> Paid:
    fields = dict.fromkeys(Paid._fields)
    known = {"title": "苗木", "amount": 123_450, "paid": "2020-04-28", "donor": "中心"}
    return Paid(**{**fields, **known, **values})


NOT_FILLED_IN = (
    "2020年4月28日，从爱心人士的钱里付给未填报的收款单位 1,234.50 元，用于苗木。这一笔没有凭证。"
)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (
            {"payee": "绿野", "voucher": "记-0421"},
            "2020年4月28日，从中心的钱里付给绿野 1,234.50 元，用于苗木。凭证号 记-0421。",
        ),
        (
            {"donor": None},
            NOT_FILLED_IN,
        ),
        (
            {"amount": -123_450, "reverses": "pay-1", "payee": "绿野", "voucher": "记-1"},
            "2020年4月28日，冲销从中心的钱里付给绿野的 1,234.50 元（苗木）。凭证号 记-1。",
        ),
    ],
)
def test_a_payment(values: dict[str, Any], words: str) -> None:
    assert chinese(sentences.payment(paid(**values), "zh_Hans")) == words


def test_english_says_yuan() -> None:
    spoken = sentences.home(total(received=20 * WAN, paid=1), "en")
    assert speak(spoken[0], "en").startswith("200,000 yuan were donated, 0.01 yuan have been used")
