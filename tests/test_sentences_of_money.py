"""The site, a donation, a payment, a village and an organisation in every state, in two languages."""
# ruff: noqa: E501 - a sentence is easier to check on one line

from typing import Any

import pytest

from portal.store.ledger import Total
from portal.views import sentences, summaries
from portal.words import speak
from tests.telling import TODAY, WAN, gift, line, paid, read

LANGUAGES = ("zh_Hans", "en")
PROMISE = (
    "每一笔都能点开看，每一次改动都留有记录。",
    " Every entry can be opened here, and every change leaves a record.",
)
HOMES = {
    (20 * WAN, 0): (
        "收到捐赠 20 万元，还没有用。",
        "200,000 yuan has been donated; nothing has been used yet.",
    ),
    (20 * WAN, 18_260_000): (
        "收到捐赠 20 万元，已用 18.26 万元，余 1.74 万元。",
        "200,000 yuan has been donated, 182,600 yuan has been used, 17,400 yuan is left.",
    ),
    (20 * WAN, 20 * WAN): (
        "收到捐赠 20 万元，已经全部用完。",
        "200,000 yuan has been donated, and all of it has been used.",
    ),
    (20 * WAN, 21 * WAN): (
        "收到捐赠 20 万元，已用 21 万元，多用了 1 万元。",
        "200,000 yuan has been donated and 210,000 yuan has been used: 10,000 yuan more than came in.",
    ),
    (29_862_588, 1): (
        "收到捐赠 298,625.88 元，已用 0.01 元，余 298,625.87 元。",
        "298,625.88 yuan has been donated, 0.01 yuan has been used, 298,625.87 yuan is left.",
    ),
    (1, 1): (
        "收到捐赠 0.01 元，已经全部用完。",
        "0.01 yuan has been donated, and all of it has been used.",
    ),
    (10_000_000_000_000, 1_000_000_000_005): (
        "收到捐赠 1,000 亿元，已用 10,000,000,000.05 元，余 89,999,999,999.95 元。",
        "100,000,000,000 yuan has been donated, 10,000,000,000.05 yuan has been used, 89,999,999,999.95 yuan is left.",
    ),
    (0, 500): (
        "收到捐赠 0 元，已用 5 元，多用了 5 元。",
        "0 yuan has been donated and 5 yuan has been used: 5 yuan more than came in.",
    ),
}


@pytest.mark.parametrize(("received", "used"), HOMES)
def test_home(received: int, used: int) -> None:
    total = Total(received=received, paid=used)
    spoken = [read(sentences.home(total, language), language) for language in LANGUAGES]
    assert spoken == [a + b for a, b in zip(HOMES[received, used], PROMISE, strict=True)]


def test_nothing_was_donated_yet() -> None:
    assert read(sentences.home(Total(), "zh_Hans")) == "还没有收到捐赠。"
    assert read(sentences.home(Total(), "en"), "en") == "No donation has been received yet."


# State → the gift of 5 万元, what became of it, the day of the last payment, what is said of it.
GIFTS: dict[str, tuple[dict[str, Any], dict[str, int], str | None, str, str]] = {
    "not assigned": (
        {},
        {},
        None,
        "2020年12月20日，中心捐了 5 万元。还没有安排到项目。还剩 5 万元，到账已有 15 天。",
        "On 20 December 2020 中心 gave 50,000 yuan. It is not assigned to any project yet. 50,000 yuan is left, 15 days after the money came in.",
    ),
    "assigned, not paid": (
        {},
        {"allocated": 3 * WAN},
        None,
        "2020年12月20日，中心捐了 5 万元。已经安排到项目 3 万元，还没有付款。还剩 5 万元，到账已有 15 天。",
        "On 20 December 2020 中心 gave 50,000 yuan. 30,000 yuan is assigned to projects; nothing has been paid yet. 50,000 yuan is left, 15 days after the money came in.",
    ),
    "a day after it came in": (
        {"received": "2021-01-03"},
        {},
        None,
        "2021年1月3日，中心捐了 5 万元。还没有安排到项目。还剩 5 万元，到账已有 1 天。",
        "On 3 January 2021 中心 gave 50,000 yuan. It is not assigned to any project yet. 50,000 yuan is left, 1 day after the money came in.",
    ),
    "on the day it came in": (
        {"received": TODAY},
        {},
        None,
        "2021年1月4日，中心捐了 5 万元。还没有安排到项目。还剩 5 万元。",
        "On 4 January 2021 中心 gave 50,000 yuan. It is not assigned to any project yet. 50,000 yuan is left.",
    ),
    "dated ahead": (
        {"received": "2021-02-01"},
        {},
        None,
        "2021年2月1日，中心捐了 5 万元。还没有安排到项目。还剩 5 万元。",
        "On 1 February 2021 中心 gave 50,000 yuan. It is not assigned to any project yet. 50,000 yuan is left.",
    ),
    "partly paid": (
        {},
        {"allocated": 5 * WAN, "paid": 3_260_000},
        "2021-01-02",
        "2020年12月20日，中心捐了 5 万元。已经安排到项目 5 万元，付了 3.26 万元。还剩 1.74 万元，离最后一次付款已有 2 天。",
        "On 20 December 2020 中心 gave 50,000 yuan. 50,000 yuan is assigned to projects, 32,600 yuan has been paid. 17,400 yuan is left, 2 days after the last payment.",
    ),
    "paid today": (
        {},
        {"allocated": 5 * WAN, "paid": WAN},
        TODAY,
        "2020年12月20日，中心捐了 5 万元。已经安排到项目 5 万元，付了 1 万元。还剩 4 万元。",
        "On 20 December 2020 中心 gave 50,000 yuan. 50,000 yuan is assigned to projects, 10,000 yuan has been paid. 40,000 yuan is left.",
    ),
    "paid a day ago": (
        {},
        {"allocated": 5 * WAN, "paid": WAN},
        "2021-01-03",
        "2020年12月20日，中心捐了 5 万元。已经安排到项目 5 万元，付了 1 万元。还剩 4 万元，离最后一次付款已有 1 天。",
        "On 20 December 2020 中心 gave 50,000 yuan. 50,000 yuan is assigned to projects, 10,000 yuan has been paid. 40,000 yuan is left, 1 day after the last payment.",
    ),
    "its only payment taken back": (
        {},
        {"allocated": 5 * WAN},
        None,
        "2020年12月20日，中心捐了 5 万元。已经安排到项目 5 万元，还没有付款。还剩 5 万元，到账已有 15 天。",
        "On 20 December 2020 中心 gave 50,000 yuan. 50,000 yuan is assigned to projects; nothing has been paid yet. 50,000 yuan is left, 15 days after the money came in.",
    ),
    "all used": (
        {},
        {"allocated": 5 * WAN, "paid": 5 * WAN},
        "2021-01-02",
        "2020年12月20日，中心捐了 5 万元。已经全部用完。",
        "On 20 December 2020 中心 gave 50,000 yuan. All of it has been used.",
    ),
    "over": (
        {},
        {"allocated": 5 * WAN, "paid": 6 * WAN},
        "2021-01-02",
        "2020年12月20日，中心捐了 5 万元。从中付了 6 万元，比收到的多 1 万元。",
        "On 20 December 2020 中心 gave 50,000 yuan. 60,000 yuan has been paid from it, 10,000 yuan more than there was.",
    ),
    "paid over what is assigned": (
        {},
        {"allocated": WAN, "paid": 2 * WAN},
        TODAY,
        "2020年12月20日，中心捐了 5 万元。已经安排到项目 1 万元，付了 2 万元。付出去的比安排的多 1 万元。还剩 3 万元。",
        "On 20 December 2020 中心 gave 50,000 yuan. 10,000 yuan is assigned to projects, 20,000 yuan has been paid. 10,000 yuan more has been paid than was allocated. 30,000 yuan is left.",
    ),
    "a fen left": (
        {},
        {"allocated": 5 * WAN, "paid": 4_999_999},
        TODAY,
        "2020年12月20日，中心捐了 5 万元。已经安排到项目 5 万元，付了 49,999.99 元。还剩 0.01 元。",
        "On 20 December 2020 中心 gave 50,000 yuan. 50,000 yuan is assigned to projects, 49,999.99 yuan has been paid. 0.01 yuan is left.",
    ),
    "taken back": (
        {"reversed_by": "d-2"},
        {},
        None,
        "2020年12月20日，中心捐了 5 万元。这一笔已经冲销，不计入合计。",
        "On 20 December 2020 中心 gave 50,000 yuan. This entry has been taken back and does not count.",
    ),
    "takes back": (
        {"amount": -5 * WAN, "reverses": "d-0"},
        {},
        None,
        "日期为2020年12月20日的这一笔把 d-0 冲销：中心的 5 万元不再计入合计。",
        "This entry of 20 December 2020 takes d-0 back: 50,000 yuan from 中心 no longer counts.",
    ),
    "goods": (
        {"in_kind": "电脑 10 台。"},
        {},
        None,
        "2020年12月20日，中心捐了价值 5 万元的物资：电脑 10 台。还没有安排到项目。还剩 5 万元，到账已有 15 天。",
        "On 20 December 2020 中心 gave goods worth 50,000 yuan: 电脑 10 台. It is not assigned to any project yet. 50,000 yuan is left, 15 days after the money came in.",
    ),
    "budget money": (
        {"nature": "budget", "donor": "县财政局"},
        {"allocated": 5 * WAN},
        None,
        "2020年12月20日，县财政局拨付 5 万元。已经安排到项目 5 万元，还没有付款。还剩 5 万元，到账已有 15 天。",
        "On 20 December 2020 县财政局 assigned 50,000 yuan. 50,000 yuan is assigned to projects; nothing has been paid yet. 50,000 yuan is left, 15 days after the money came in.",
    ),
    "self-raised": (
        {"nature": "self_raised", "donor": "村民"},
        {"allocated": 5 * WAN},
        None,
        "2020年12月20日，村民自筹 5 万元。已经安排到项目 5 万元，还没有付款。还剩 5 万元，到账已有 15 天。",
        "On 20 December 2020 村民 raised 50,000 yuan. 50,000 yuan is assigned to projects; nothing has been paid yet. 50,000 yuan is left, 15 days after the money came in.",
    ),
    "labour": (
        {"nature": "labour", "donor": "村民"},
        {"allocated": 5 * WAN},
        None,
        "2020年12月20日，村民投工投劳，折合 5 万元。已经安排到项目 5 万元，还没有付款。还剩 5 万元，到账已有 15 天。",
        "On 20 December 2020 村民 gave labour worth 50,000 yuan. 50,000 yuan is assigned to projects; nothing has been paid yet. 50,000 yuan is left, 15 days after the money came in.",
    ),
    "a kind person": (
        {"donor": sentences.donor(None)},
        {},
        None,
        "2020年12月20日，爱心人士捐了 5 万元。还没有安排到项目。还剩 5 万元，到账已有 15 天。",
        "On 20 December 2020 a kind person gave 50,000 yuan. It is not assigned to any project yet. 50,000 yuan is left, 15 days after the money came in.",
    ),
}


@pytest.mark.parametrize("state", GIFTS)
def test_a_donation(state: str) -> None:
    values, fen, last, *expected = GIFTS[state]
    total = Total(**{"received": 5 * WAN, **fen})
    assert [
        read(sentences.donation(gift(**values), total, last, TODAY, language), language)
        for language in LANGUAGES
    ] == expected


def test_budget_money_is_not_called_a_donation() -> None:
    assert speak(sentences.heading(gift(nature="budget")), "zh_Hans") == "中心的资金"
    assert speak(sentences.heading(gift()), "zh_Hans") == "中心的捐赠"


PAYMENTS: dict[str, tuple[dict[str, Any], str, str]] = {
    "paid": (
        {},
        "2020年4月28日，从中心的钱里付给绿野 1,234.50 元，用于核桃种植：苗木。凭证号 记-0421。",
        "On 28 April 2020 绿野 was paid 1,234.50 yuan from the money of 中心 for 核桃种植: 苗木. Voucher: 记-0421.",
    ),
    "a kind person's money": (
        {"donor": None},
        "2020年4月28日，从爱心人士的钱里付给绿野 1,234.50 元，用于核桃种植：苗木。凭证号 记-0421。",
        "On 28 April 2020 绿野 was paid 1,234.50 yuan from the money of a kind person for 核桃种植: 苗木. Voucher: 记-0421.",
    ),
    "nobody named, no voucher": (
        {"payee": None, "voucher": None},
        "2020年4月28日，从中心的钱里付给未填报的收款单位 1,234.50 元，用于核桃种植：苗木。这一笔没有登记凭证。",
        "On 28 April 2020 a payee whose name is not filled in was paid 1,234.50 yuan from the money of 中心 for 核桃种植: 苗木. No voucher is entered for it.",
    ),
    "taken back": (
        {"reversed_by": "pay-2"},
        "2020年4月28日，从中心的钱里付给绿野 1,234.50 元，用于核桃种植：苗木。凭证号 记-0421。这一笔已经冲销，不计入合计。",
        "On 28 April 2020 绿野 was paid 1,234.50 yuan from the money of 中心 for 核桃种植: 苗木. Voucher: 记-0421. This payment has been taken back and does not count.",
    ),
    "takes back": (
        {"amount": -123450, "reverses": "pay-1"},
        "日期为2020年4月28日的这一笔把 pay-1 冲销：从中心的钱里为核桃种植付给绿野的 1,234.50 元不再计入合计。凭证号 记-0421。",
        "This entry of 28 April 2020 takes pay-1 back: 1,234.50 yuan from the money of 中心 to 绿野 for 核桃种植 no longer counts. Voucher: 记-0421.",
    ),
    "a fen": (
        {"amount": 1},
        "2020年4月28日，从中心的钱里付给绿野 0.01 元，用于核桃种植：苗木。凭证号 记-0421。",
        "On 28 April 2020 绿野 was paid 0.01 yuan from the money of 中心 for 核桃种植: 苗木. Voucher: 记-0421.",
    ),
    "ten to the eleventh": (
        {"amount": 10_000_000_000_000},
        "2020年4月28日，从中心的钱里付给绿野 100,000,000,000.00 元，用于核桃种植：苗木。凭证号 记-0421。",
        "On 28 April 2020 绿野 was paid 100,000,000,000.00 yuan from the money of 中心 for 核桃种植: 苗木. Voucher: 记-0421.",
    ),
}


@pytest.mark.parametrize("state", PAYMENTS)
def test_a_payment(state: str) -> None:
    values, *expected = PAYMENTS[state]
    found = paid(**values)
    spoken = [read(sentences.payment(found, language), language) for language in LANGUAGES]
    assert spoken == expected


# State → the sums (None: no project), due days and states of what is under way, what is said.
VILLAGES: dict[str, tuple[dict[str, int] | None, list[tuple[str | None, str]], str, str]] = {
    "no project": (None, [], "双桥村还没有登记项目。", "No project of 双桥村 is entered here yet."),
    "nothing entered": (
        {},
        [],
        "双桥村的项目还没有登记资金和付款。现在没有在建工程。",
        "For the projects of 双桥村 neither money nor a payment is entered yet. Nothing is being built at the moment.",
    ),
    "planned only": (
        {"planned": 2 * WAN},
        [],
        "双桥村的项目一共计划花 2 万元，还没有付款。现在没有在建工程。",
        "The projects of 双桥村 are planned at 20,000 yuan in all; nothing has been paid yet. Nothing is being built at the moment.",
    ),
    "allocated": (
        {"planned": 2 * WAN, "allocated": WAN},
        [("2021-02", "building")],
        "双桥村的项目一共计划花 2 万元，安排了 1 万元，还没有付款。现在有 1 个项目在建。没有逾期的。",
        "The projects of 双桥村 are planned at 20,000 yuan in all; 10,000 yuan has been allocated, nothing has been paid yet. 1 project is under way now. None is late.",
    ),
    "allocated without a plan": (
        {"allocated": WAN},
        [(None, "building")],
        "给双桥村的项目安排了 1 万元，还没有付款。现在有 1 个项目在建。没有逾期的。",
        "10,000 yuan has been allocated to the projects of 双桥村; nothing has been paid yet. 1 project is under way now. None is late.",
    ),
    "partly paid, one late": (
        {"planned": 2 * WAN, "allocated": WAN, "paid": 100},
        [("2021-01-03", "building"), ("2021-01", "building")],
        "双桥村的项目一共计划花 2 万元，到现在付了 1 元。现在有 2 个项目在建。逾期 1 个。",
        "The projects of 双桥村 are planned at 20,000 yuan in all; 1 yuan has been paid so far. 2 projects are under way now. Late: 1.",
    ),
    "paid without a plan, one held up": (
        {"paid": WAN},
        [(None, "suspended")],
        "双桥村的项目到现在付了 1 万元。现在有 1 个项目在建。没有逾期的。停工或整改 1 个。",
        "10,000 yuan has been paid for the projects of 双桥村. 1 project is under way now. None is late. Suspended or being rectified: 1.",
    ),
    "all late, all held up": (
        {"paid": WAN},
        [("2020", "suspended"), ("2020-12", "rectifying")],
        "双桥村的项目到现在付了 1 万元。现在有 2 个项目在建。逾期 2 个。停工或整改 2 个。",
        "10,000 yuan has been paid for the projects of 双桥村. 2 projects are under way now. Late: 2. Suspended or being rectified: 2.",
    ),
    "more than fit": (
        {"paid": WAN},
        [(None, "building"), (None, "building"), (None, "building"), (None, "building")],
        "双桥村的项目到现在付了 1 万元。现在在建的项目超过 3 个。",
        "10,000 yuan has been paid for the projects of 双桥村. More than 3 projects are under way now.",
    ),
}


@pytest.mark.parametrize("state", VILLAGES)
def test_a_village(state: str) -> None:
    fen, due, *expected = VILLAGES[state]
    lines = [line(*one) for one in due]
    told = [
        summaries.village(
            "双桥村", Total(**(fen or {})), fen is not None, lines, 3, TODAY, language
        )
        for language in LANGUAGES
    ]
    spoken = [read(one, language) for one, language in zip(told, LANGUAGES, strict=True)]
    assert spoken == expected


ORGANISATIONS = {
    (5, 0, False): ("恒路一共给了 0.05 元。", "恒路 has brought in 0.05 yuan."),
    (0, 5, True): ("恒路一共收到付款 0.05 元。", "恒路 has been paid 0.05 yuan."),
    (5 * WAN, WAN, True): (
        "恒路一共给了 5 万元，收到付款 1 万元。",
        "恒路 has brought in 50,000 yuan and has been paid 10,000 yuan.",
    ),
    (0, 0, True): (
        "恒路参与了这里的项目，没有给过钱，也没有收过款。",
        "恒路 has to do with projects here; it has neither given nor been paid.",
    ),
    (0, 0, False): ("恒路的登记都已经冲销。", "What was entered for 恒路 has been taken back."),
}


@pytest.mark.parametrize(("given", "received", "works"), ORGANISATIONS)
def test_an_organisation(given: int, received: int, works: bool) -> None:
    total = Total(received=given, paid=received)
    assert (
        tuple(
            read(summaries.organisation("恒路", total, works, language), language)
            for language in LANGUAGES
        )
        == ORGANISATIONS[given, received, works]
    )


def test_all_payments() -> None:
    assert read(summaries.payments(Total(), "zh_Hans")) == "还没有付款。"
    assert read(summaries.payments(Total(paid=WAN), "zh_Hans")).startswith(
        "各种资金一共付了 1 万元。"
    )


def test_traditional_characters() -> None:
    total = Total(received=5 * WAN, allocated=WAN, paid=WAN)
    assert read(sentences.donation(gift(), total, TODAY, TODAY, "zh_Hant"), "zh_Hant") == (
        "2020年12月20日，中心捐了 5 萬元。已經安排到項目 1 萬元，付了 1 萬元。還剩 4 萬元。"
    )
    assert read(sentences.payment(paid(), "zh_Hant"), "zh_Hant") == (
        "2020年4月28日，從中心的錢裡付給绿野 1,234.50 元，用於核桃种植：苗木。憑證號 记-0421。"
    )
