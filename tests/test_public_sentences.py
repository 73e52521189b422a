"""A project in every state: what is said of it in the two languages, one row for each state."""
# ruff: noqa: E501 - a sentence is easier to check on one line

from typing import Any

import pytest

from portal.store.ledger import Assigned
from portal.store.works import Step
from portal.views import project_sentence
from portal.views.project_sentence import Gift
from portal.views.sentences import donor
from portal.words import speak
from tests.telling import CENTER, CHECKED, WAN, told

COUNTY = Gift("县", WAN, 0)
STATES: dict[str, tuple[dict[str, Any], dict[str, int], list[Gift], list[Step], str, str]] = {
    "nothing at all": (
        {},
        {},
        [],
        [],
        "这条路的资金计划未填报，也还没有付款。",
        "For this road neither a plan nor a payment is entered yet.",
    ),
    "planned only": (
        {"budget": 28 * WAN},
        {},
        [],
        [],
        "这条路计划花 28 万元，还没有付款。",
        "This road is to cost 280,000 yuan; nothing has been paid yet.",
    ),
    "planned by its sources": (
        {},
        {"planned": 28 * WAN},
        [],
        [],
        "这条路计划花 28 万元，还没有付款。",
        "This road is to cost 280,000 yuan; nothing has been paid yet.",
    ),
    "planned at nothing": (
        {"budget": 0},
        {},
        [],
        [],
        "这条路计划花 0 元，还没有付款。",
        "This road is to cost 0 yuan; nothing has been paid yet.",
    ),
    "allocated, not paid": (
        {"budget": 28 * WAN},
        {"allocated": 4 * WAN},
        [CENTER],
        [],
        "这条路计划花 28 万元，安排了 4 万元，还没有付款。中心为它捐了 4 万元。",
        "This road is to cost 280,000 yuan; 40,000 yuan has been allocated, nothing has been paid yet. 中心 gave 40,000 yuan for it.",
    ),
    "allocated without a plan": (
        {},
        {"allocated": 4 * WAN},
        [],
        [],
        "这条路安排了 4 万元，还没有付款，资金计划未填报。",
        "For this road 40,000 yuan has been allocated, nothing has been paid yet; its plan is not filled in.",
    ),
    "partly paid": (
        {"status": "building", "budget": 28 * WAN},
        {"allocated": 4 * WAN, "paid": WAN},
        [CENTER],
        [],
        "这条路计划花 28 万元，到现在付了 1 万元。中心为它捐了 4 万元。",
        "This road is to cost 280,000 yuan; 10,000 yuan has been paid so far. 中心 gave 40,000 yuan for it.",
    ),
    "exactly paid": (
        {"status": "building", "budget": 4 * WAN},
        {"allocated": 4 * WAN, "paid": 4 * WAN},
        [],
        [],
        "这条路计划花 4 万元，已经全部付清。",
        "This road is to cost 40,000 yuan; all of it has been paid.",
    ),
    "paid over plan and allocation": (
        {"subtype": "square", "budget": WAN},
        {"allocated": WAN, "paid": 2 * WAN},
        [],
        [],
        "这个广场计划花 1 万元，到现在付了 2 万元，比计划多 1 万元。付出去的比安排的多 1 万元。",
        "This square is to cost 10,000 yuan; 20,000 yuan has been paid so far, 10,000 yuan more than planned. 10,000 yuan more has been paid than was allocated.",
    ),
    "paid without a plan": (
        {},
        {"allocated": WAN, "paid": WAN},
        [],
        [],
        "这条路已付 1 万元，资金计划未填报。",
        "For this road 10,000 yuan has been paid; its plan is not filled in.",
    ),
    "due": (
        {"status": "approved", "budget": WAN, "planned_end": "2021-01"},
        {},
        [],
        [],
        "这条路计划花 1 万元，还没有付款。计划2021年1月完成。",
        "This road is to cost 10,000 yuan; nothing has been paid yet. It is to be finished by January 2021.",
    ),
    "due in a year": (
        {"status": "approved", "budget": WAN, "planned_end": "2021"},
        {},
        [],
        [],
        "这条路计划花 1 万元，还没有付款。计划2021年完成。",
        "This road is to cost 10,000 yuan; nothing has been paid yet. It is to be finished by 2021.",
    ),
    "late": (
        {"status": "building", "budget": WAN, "planned_end": "2020-12"},
        {},
        [],
        [],
        "这条路计划花 1 万元，还没有付款。原定2020年12月完成，现在已经逾期。",
        "This road is to cost 10,000 yuan; nothing has been paid yet. It was to be finished by December 2020 and is late.",
    ),
    "late without a status": (
        {"budget": WAN, "planned_end": "2020-12-31"},
        {},
        [],
        [],
        "这条路计划花 1 万元，还没有付款。原定2020年12月31日完成，是否完成未填报。",
        "This road is to cost 10,000 yuan; nothing has been paid yet. It was to be finished by 31 December 2020; whether it is, is not filled in.",
    ),
    "complete, nothing entered": (
        {"status": "complete"},
        {},
        [],
        [],
        "这条路已经完成，但这里还没有登记付款。这里还没有登记验收。",
        "This road is finished, but no payment is entered here yet. No acceptance is entered here yet.",
    ),
    "complete, not settled": (
        {"status": "complete", "budget": 28 * WAN, "actual_end": "2020-08"},
        {"allocated": 20 * WAN, "paid": 20 * WAN},
        [Gift("中心", 4000000, 3000000)],
        [],
        "这条路已经完成，到现在付了 20 万元，结算金额未填报。中心为它捐了 4 万元。2020年8月完成。这里还没有登记验收。",
        "This road is finished; 200,000 yuan has been paid so far, what it was settled at is not filled in. 中心 gave 40,000 yuan for it. Finished: August 2020. No acceptance is entered here yet.",
    ),
    "accepted without a result": (
        {"status": "accepted"},
        {"paid": WAN, "allocated": WAN},
        [],
        [CHECKED._replace(value=None)],
        "这条路已经完成，到现在付了 1 万元，结算金额未填报。2020年9月8日县级验收。",
        "This road is finished; 10,000 yuan has been paid so far, what it was settled at is not filled in. 8 September 2020: 县级验收.",
    ),
    "settled, less than planned": (
        {
            "status": "handed_over",
            "length": "2360",
            "budget": 106_200_000,
            "settled": 104_880_000,
            "balance_destination": "退回县财政。",
        },
        {"paid": 104_880_000, "allocated": 104_880_000},
        [CENTER],
        [CHECKED],
        "这条路一共花了 104.88 万元，其中中心捐了 4 万元。路长 2.36 公里，平均每公里 44.44 万元。2020年9月8日县级验收：合格。比计划少花 1.32 万元，结余去向：退回县财政。",
        "This road cost 1,048,800 yuan in all; of this 中心 gave 40,000 yuan. It is 2.36 km long: on average 444,407 yuan per kilometre. 8 September 2020: 县级验收, 合格. That is 13,200 yuan less than planned. Where the balance went: 退回县财政.",
    ),
    "settled as planned": (
        {"status": "final", "budget": WAN, "settled": WAN},
        {"paid": WAN, "allocated": WAN},
        [],
        [CHECKED],
        "这条路一共花了 1 万元。2020年9月8日县级验收：合格。",
        "This road cost 10,000 yuan in all. 8 September 2020: 县级验收, 合格.",
    ),
    "settled over plan, balance unknown to be": (
        {"status": "final", "length": "600", "budget": WAN, "settled": 2 * WAN},
        {"paid": 2 * WAN, "allocated": 2 * WAN},
        [],
        [CHECKED],
        "这条路一共花了 2 万元。路长 600 米，平均每公里 3.33 万元。2020年9月8日县级验收：合格。比计划多花 1 万元。",
        "This road cost 20,000 yuan in all. It is 600 m long: on average 33,333 yuan per kilometre. 8 September 2020: 县级验收, 合格. That is 10,000 yuan more than planned.",
    ),
    "settled, destination missing": (
        {"status": "final", "budget": 2 * WAN, "settled": WAN},
        {"paid": WAN, "allocated": WAN},
        [],
        [CHECKED],
        "这条路一共花了 1 万元。2020年9月8日县级验收：合格。比计划少花 1 万元，结余去向：未填报。",
        "This road cost 10,000 yuan in all. 8 September 2020: 县级验收, 合格. That is 10,000 yuan less than planned. Where the balance went: not filled in.",
    ),
    "settled, not all entered": (
        {"status": "accepted", "settled": 15 * WAN},
        {"paid": 4 * WAN, "allocated": 4 * WAN},
        [CENTER],
        [CHECKED],
        "这条路结算 15 万元，这里登记了付款 4 万元。中心为它捐了 4 万元。2020年9月8日县级验收：合格。",
        "This road was settled at 150,000 yuan; payments of 40,000 yuan are entered here. 中心 gave 40,000 yuan for it. 8 September 2020: 县级验收, 合格.",
    ),
    "settled, nothing entered": (
        {"status": "accepted", "settled": 15 * WAN},
        {},
        [],
        [CHECKED],
        "这条路结算 15 万元，但这里还没有登记付款。2020年9月8日县级验收：合格。",
        "This road was settled at 150,000 yuan; no payment is entered here yet. 8 September 2020: 县级验收, 合格.",
    ),
    "settled without a status": (
        {"subtype": None, "settled": WAN},
        {"paid": WAN, "allocated": WAN},
        [],
        [],
        "这个项目一共花了 1 万元。这里还没有登记验收。",
        "This project cost 10,000 yuan in all. No acceptance is entered here yet.",
    ),
    "settled but still being built": (
        {"status": "building", "budget": WAN, "settled": WAN},
        {},
        [],
        [],
        "这条路计划花 1 万元，还没有付款。",
        "This road is to cost 10,000 yuan; nothing has been paid yet.",
    ),
    "suspended": (
        {"subtype": None, "status": "suspended", "status_reason": "等用地"},
        {},
        [],
        [],
        "这个项目的资金计划未填报，也还没有付款。现在的状态是停工，原因：等用地。",
        "For this project neither a plan nor a payment is entered yet. Its status is now: suspended. The reason given: 等用地.",
    ),
    "rectifying": (
        {"status": "rectifying", "status_reason": "路面开裂。", "budget": WAN},
        {"paid": 500_000, "allocated": WAN},
        [],
        [],
        "这条路计划花 1 万元，到现在付了 5,000 元。现在的状态是整改，原因：路面开裂。",
        "This road is to cost 10,000 yuan; 5,000 yuan has been paid so far. Its status is now: rectifying. The reason given: 路面开裂.",
    ),
    "adjusted": (
        {"status": "adjusted", "status_reason": "改线", "budget": WAN},
        {},
        [],
        [],
        "这条路计划花 1 万元，还没有付款。现在的状态是调整，原因：改线。",
        "This road is to cost 10,000 yuan; nothing has been paid yet. Its status is now: adjusted. The reason given: 改线.",
    ),
    "cancelled, paid": (
        {"status": "cancelled", "status_reason": "不再需要", "budget": 4 * WAN},
        {"paid": WAN, "allocated": WAN},
        [],
        [],
        "这条路原计划花 4 万元，付了 1 万元。现在的状态是终止，原因：不再需要。",
        "This road was to cost 40,000 yuan; 10,000 yuan has been paid. Its status is now: cancelled. The reason given: 不再需要.",
    ),
    "cancelled, not paid, no reason": (
        {"status": "cancelled", "budget": 4 * WAN},
        {},
        [],
        [],
        "这条路原计划花 4 万元，没有付款。现在的状态是终止，原因：未填报。",
        "This road was to cost 40,000 yuan; nothing has been paid. Its status is now: cancelled. The reason given: not filled in.",
    ),
    "a household project": (
        {
            "subtype": "household_production",
            "level": "household",
            "benefit_households": 32,
            "status": "accepted",
            "settled": 6_400_000,
        },
        {"paid": 6_400_000, "allocated": 6_400_000},
        [],
        [CHECKED._replace(title="验收")],
        "这个项目一共花了 6.4 万元。32 户受益。2020年9月8日验收：合格。",
        "This project cost 64,000 yuan in all. 32 households benefit. 8 September 2020: 验收, 合格.",
    ),
    "one household": (
        {"subtype": None, "level": "household", "benefit_households": 1, "budget": 200_000},
        {},
        [],
        [],
        "这个项目计划花 2,000 元，还没有付款。1 户受益。",
        "This project is to cost 2,000 yuan; nothing has been paid yet. 1 household benefits.",
    ),
    "a repair": (
        {"nature": "repair", "length": "600", "status": "final", "settled": WAN},
        {"paid": WAN, "allocated": WAN},
        [],
        [CHECKED],
        "这个项目一共花了 1 万元。2020年9月8日县级验收：合格。",
        "This project cost 10,000 yuan in all. 8 September 2020: 县级验收, 合格.",
    ),
    "two donors": (
        {"budget": 28 * WAN},
        {"allocated": 5 * WAN},
        [CENTER, COUNTY],
        [],
        "这条路计划花 28 万元，安排了 5 万元，还没有付款。中心为它捐了 4 万元，县捐了 1 万元。",
        "This road is to cost 280,000 yuan; 50,000 yuan has been allocated, nothing has been paid yet. 中心 gave 40,000 yuan for it, 县 gave 10,000 yuan.",
    ),
    "two donors of what is settled": (
        {"status": "final", "settled": 6 * WAN},
        {"allocated": 6 * WAN, "paid": 6 * WAN},
        [CENTER, Gift("县", 1000000, 1000000)],
        [CHECKED],
        "这条路一共花了 6 万元，其中中心捐了 4 万元，县捐了 1 万元。2020年9月8日县级验收：合格。",
        "This road cost 60,000 yuan in all; of this 中心 gave 40,000 yuan, 县 gave 10,000 yuan. 8 September 2020: 县级验收, 合格.",
    ),
    "many donors": (
        {"budget": 28 * WAN},
        {"allocated": 28 * WAN},
        [CENTER, COUNTY, Gift("乡", 1000000, 0), Gift("村", 100, 0)],
        [],
        "这条路计划花 28 万元，安排了 28 万元，还没有付款。中心为它捐了 4 万元，县捐了 1 万元，其他捐赠方捐了 10,001 元。",
        "This road is to cost 280,000 yuan; 280,000 yuan has been allocated, nothing has been paid yet. 中心 gave 40,000 yuan for it, 县 gave 10,000 yuan, other donors gave 10,001 yuan.",
    ),
    "a gift from which more was paid": (
        {"subtype": "square", "status": "final", "budget": 500_000, "settled": 560_000},
        {"paid": 560_000, "allocated": 500_000},
        [Gift("清风", 500_000, 560_000)],
        [CHECKED],
        "这个广场一共花了 5,600 元，其中清风捐了 5,000 元。2020年9月8日县级验收：合格。比计划多花 600 元。付出去的比安排的多 600 元。",
        "This square cost 5,600 yuan in all; of this 清风 gave 5,000 yuan. 8 September 2020: 县级验收, 合格. That is 600 yuan more than planned. 600 yuan more has been paid than was allocated.",
    ),
    "a round price for a kilometre": (
        {"status": "final", "length": "500", "settled": 66 * WAN},
        {"paid": 66 * WAN, "allocated": 66 * WAN},
        [],
        [CHECKED],
        "这条路一共花了 66 万元。路长 500 米，平均每公里 132 万元。2020年9月8日县级验收：合格。",
        "This road cost 660,000 yuan in all. It is 500 m long: on average 1,320,000 yuan per kilometre. 8 September 2020: 县级验收, 合格.",
    ),
    "a gift taken back": (
        {"budget": WAN},
        {},
        [Gift("中心", 0, 0)],
        [],
        "这条路计划花 1 万元，还没有付款。",
        "This road is to cost 10,000 yuan; nothing has been paid yet.",
    ),
    "a fen": (
        {"status": "final", "length": "2360", "settled": 1},
        {"paid": 1, "allocated": 1},
        [],
        [CHECKED],
        "这条路一共花了 0.01 元。2020年9月8日县级验收：合格。",
        "This road cost 0.01 yuan in all. 8 September 2020: 县级验收, 合格.",
    ),
    "ten to the eleventh": (
        {"status": "building", "budget": 10_000_000_000_000},
        {"allocated": 10_000_000_000_000, "paid": 9_999_999_999_999},
        [],
        [],
        "这条路计划花 1,000 亿元，到现在付了 99,999,999,999.99 元。",
        "This road is to cost 100,000,000,000 yuan; 99,999,999,999.99 yuan has been paid so far.",
    ),
}


@pytest.mark.parametrize("state", STATES)
def test_a_project(state: str) -> None:
    values, fen, given, steps, chinese, english = STATES[state]
    assert told(values, fen, given, steps) == chinese
    assert told(values, fen, given, steps, "en") == english


def test_traditional_characters() -> None:
    values, fen, given, steps, *_ = STATES["settled, less than planned"]
    values = {**values, "balance_destination": None}
    assert told(values, fen, given, steps, "zh_Hant") == (
        "這條路一共花了 104.88 萬元，其中中心捐了 4 萬元。路長 2.36 公里，平均每公里 44.44 萬元。2020年9月8日县级验收：合格。比計劃少花 1.32 萬元，結餘去向：未填報。"
    )


def test_a_long_reason_is_cut() -> None:
    long = told({"status": "suspended", "status_reason": "长" * 1000}, {})
    assert long.endswith("原因：" + "长" * 80 + "…。")


def assigned(name: str | None, nature: str, amount: int) -> Assigned:
    return Assigned("a", "d", name, nature, "p", "路", amount, 0, None, None, None, None)


def test_a_donor_counts_once_and_budget_money_is_no_gift() -> None:
    lines = [
        assigned("县", "unit", 3),
        assigned("财政", "budget", 900),
        assigned("中心", "social", 5),
        assigned("县", "unit", -1),
    ]
    assert project_sentence.gifts(lines) == [Gift("中心", 5, 0), Gift("县", 2, 0)]


def test_a_kind_person_begins_a_sentence() -> None:
    given = [Gift(donor(None), WAN, 0)]
    assert told({}, {}, given, language="en").endswith("A kind person gave 10,000 yuan for it.")
    assert speak(donor(None), "en") == "a kind person"  # type: ignore[arg-type]
