"""The review in words: every edit, and what becomes of the money, in three languages."""

import re
from html import unescape

import pytest

from portal import paths
from portal.codes import Edit
from tests.conftest import House, allocation, donation, payment
from tests.staff_pages import Staff

LANGUAGES = ("zh_Hans", "zh_Hant", "en")
LINE = payment("pay-1").values
BACK = Edit("reverse", "payment", "b-1", 0, {**LINE, "amount": -25_000, "reverses": "pay-1"})


@pytest.fixture
def li(house: House) -> Staff:
    """Who reviews, where money has come in and gone out."""
    house.money()
    house.put("project", "sq-2020-001", status="building", budget=800_000, place="朱场")
    return Staff(house, house.reviewer)


def told(li: Staff, number: int, language: str) -> list[str]:
    """The sentences on the page of a change."""
    page = li.client.get(
        f"/staff/changes/{number}", environ_overrides={paths.LANGUAGE: language}
    ).get_data(as_text=True)
    lists = re.findall(r'<ul class="told">(.*?)</ul>', page, re.DOTALL)
    return [unescape(line) for one in lists for line in re.findall(r"<li>(.*?)</li>", one)]


def project(**values: object) -> Edit:
    return Edit("edit", "project", "sq-2020-001", 8, values)  # type: ignore[arg-type]


SQUARE = {
    "title": "广场",
    "village": "sq",
    "year": 2020,
    "type": "construction",
    "subtype": "square",
    "nature": "new",
    "status": "building",
    "scale": "大",
    "length": "3",
    "budget": 100,
}
CASES = {
    "a new payment": (
        [payment("pay-2", voucher="记-0811", payee=None)],
        (
            "新增付款 记-0811（路面浇筑）。项目：道路硬化；支付日期：2020年7月15日；支付金额：250"
            ".00 元；出自哪笔安排：清岭市投资促进中心 → 道路硬化 · 600.00。"
        ),
        (
            "新增付款 记-0811（路面浇筑）。項目：道路硬化；支付日期：2020年7月15日；支付金額：250"
            ".00 元；出自哪筆安排：清岭市投资促进中心 → 道路硬化 · 600.00。"
        ),
        (
            "New: payment 记-0811 (路面浇筑). Project: 道路硬化; Paid on: 15 July 2020; Paid amou"
            "nt: 250.00 yuan; From allocation: 清岭市投资促进中心 → 道路硬化 · 600.00."
        ),
    ),
    "a new record with many entries": (
        [Edit("create", "project", "p-9", 0, SQUARE)],  # type: ignore[arg-type]
        (
            "新增项目“广场”。所在村：双桥村；年度：2020；状态：在建；概算：1.00 元；项目类型：乡"
            "村建设行动；项目子类型：文化广场；其余 3 项在下面。"
        ),
        (
            "新增項目“广场”。所在村：双桥村；年度：2020；狀態：在建；概算：1.00 元；項目類型：鄉"
            "村建設行動；項目子類型：文化廣場；其餘 3 項在下面。"
        ),
        (
            "New: project “广场”. Village: 双桥村; Year: 2020; Status: under construction; Budget"
            ": 1.00 yuan; Project type: rural construction; Project subtype: culture square; the "
            "rest (3) stands below."
        ),
    ),
    "another amount": (
        [project(budget=8_000_000)],
        "把项目“道路硬化”的“概算”从 8,000.00 元改为 80,000.00 元。",
        "把項目“道路硬化”的“概算”從 8,000.00 元改為 80,000.00 元。",
        "Change “Budget” of project “道路硬化” from 8,000.00 yuan to 80,000.00 yuan.",
    ),
    "another choice": (
        [project(status="suspended")],
        "把项目“道路硬化”的“状态”从在建改为停工。",
        "把項目“道路硬化”的“狀態”從在建改為停工。",
        "Change “Status” of project “道路硬化” from under construction to suspended.",
    ),
    "another number": (
        [project(year=2021)],
        "把项目“道路硬化”的“年度”从 2020 改为 2021。",
        "把項目“道路硬化”的“年度”從 2020 改為 2021。",
        "Change “Year” of project “道路硬化” from 2020 to 2021.",
    ),
    "a reference by its title": (
        [project(responsible_unit="road")],
        "给项目“道路硬化”补填“责任单位”：恒路建设（示例）。",
        "給項目“道路硬化”補填“責任單位”：恒路建设（示例）。",
        "Fill in “Responsible unit” of project “道路硬化”, which was empty: 恒路建设（示例）.",
    ),
    "a value taken out": (
        [project(place=None)],
        "把项目“道路硬化”的“实施地点”清空，原来是朱场。",
        "把項目“道路硬化”的“實施地點”清空，原來是朱场。",
        "Empty “Place” of project “道路硬化”; it was 朱场.",
    ),
    "a text with a full stop of its own": (
        [project(place="村口。")],
        "把项目“道路硬化”的“实施地点”从朱场改为村口。",
        "把項目“道路硬化”的“實施地點”從朱场改為村口。",
        "Change “Place” of project “道路硬化” from 朱场 to 村口.",
    ),
    "a long text in place of a short one": (
        [project(place="路" * 70)],
        "改写项目“道路硬化”的“实施地点”：原来 2 个字，改后 70 个字，两份全文都在下面。",
        "改寫項目“道路硬化”的“實施地點”：原來 2 個字，改後 70 個字，兩份全文都在下面。",
        (
            "Rewrite “Place” of project “道路硬化”: it had 2 characters and will have 70. Both te"
            "xts stand below."
        ),
    ),
    "a long text where there was none": (
        [project(target="路" * 70)],
        "给项目“道路硬化”补填“绩效目标”，共 70 个字，全文在下面。",
        "給項目“道路硬化”補填“績效目標”，共 70 個字，全文在下面。",
        (
            "Fill in “Performance target” of project “道路硬化”, which was empty, with 70 charact"
            "ers. The text stands below."
        ),
    ),
    "a line taken back": (
        [BACK],
        "冲销付款 记-0709（路面浇筑），250.00 元。原来那一笔划线保留，人人看得见。",
        "沖銷付款 记-0709（路面浇筑），250.00 元。原來那一筆劃線保留，人人看得見。",
        (
            "Take back payment 记-0709 (路面浇筑), 250.00 yuan. The line stays visible, struck th"
            "rough."
        ),
    ),
    "a line corrected": (
        [BACK, Edit("create", "payment", "b-2", 0, {**LINE, "amount": 2_500})],
        "把付款 记-0709（路面浇筑）的“支付金额”从 250.00 元改为 25.00 元。",
        "把付款 记-0709（路面浇筑）的“支付金額”從 250.00 元改為 25.00 元。",
        "Change “Paid amount” of payment 记-0709 (路面浇筑) from 250.00 yuan to 25.00 yuan.",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_an_edit_is_one_plain_sentence(house: House, li: Staff, case: str) -> None:
    edits, *expected = CASES[case]
    number = house.submit(*edits)
    assert [told(li, number, language)[0] for language in LANGUAGES] == expected


MONEY = {
    "a payment leaves less of the donation": (
        payment("pay-2", amount=10_000),
        "捐赠“清岭市投资促进中心 · 2020-04-15 · 1,000.00”的余额将由 750.00 元变为 650.00 元。",
        "捐贈“清岭市投资促进中心 · 2020-04-15 · 1,000.00”的餘額將由 750.00 元變為 650.00 元。",
        (
            "The balance of donation “清岭市投资促进中心 · 2020-04-15 · 1,000.00” goes from 750.0"
            "0 to 650.00 yuan."
        ),
    ),
    "a payment beyond the donation": (
        payment("pay-2", amount=90_000),
        "捐赠“清岭市投资促进中心 · 2020-04-15 · 1,000.00”的余额将由 750.00 元变为超支 150.00 元。",
        "捐贈“清岭市投资促进中心 · 2020-04-15 · 1,000.00”的餘額將由 750.00 元變為超支 150.00 元。",
        (
            "The balance of donation “清岭市投资促进中心 · 2020-04-15 · 1,000.00” goes from 750.0"
            "0 yuan to 150.00 yuan short."
        ),
    ),
    "what a project was paid": (
        payment("pay-2", amount=10_000),
        "项目“道路硬化”的已支付总额将由 250.00 元变为 350.00 元。",
        "項目“道路硬化”的已支付總額將由 250.00 元變為 350.00 元。",
        "The paid total of project “道路硬化” goes from 250.00 to 350.00 yuan.",
    ),
    "what a village was paid": (
        payment("pay-2", amount=10_000),
        "村“双桥村”的已支付总额将由 250.00 元变为 350.00 元。",
        "村“双桥村”的已支付總額將由 250.00 元變為 350.00 元。",
        "The paid total of village “双桥村” goes from 250.00 to 350.00 yuan.",
    ),
    "an allocation": (
        allocation("a-2", amount=100),
        "项目“道路硬化”的已安排总额将由 600.00 元变为 601.00 元。",
        "項目“道路硬化”的已安排總額將由 600.00 元變為 601.00 元。",
        "The allocated total of project “道路硬化” goes from 600.00 to 601.00 yuan.",
    ),
    "a new donation": (
        donation("d-2", title="路灯"),
        "捐赠“路灯”的余额将由 0.00 元变为 1,000.00 元。",
        "捐贈“路灯”的餘額將由 0.00 元變為 1,000.00 元。",
        "The balance of donation “路灯” goes from 0.00 to 1,000.00 yuan.",
    ),
}


@pytest.mark.parametrize("case", MONEY)
def test_what_becomes_of_the_money(house: House, li: Staff, case: str) -> None:
    edit, *expected = MONEY[case]
    number = house.submit(edit)
    for language, sentence in zip(LANGUAGES, expected, strict=True):
        assert sentence in told(li, number, language)


def test_a_published_correction_is_still_told_as_one(house: House, li: Staff) -> None:
    edits, first, *_ = CASES["a line corrected"]
    number = house.submit(*edits)
    house.door.publish(number, house.reviewer, "2026-11-23T09:00:00Z")
    page = li.get(f"/staff/changes/{number}")
    assert first in unescape(page)
    assert page.count('class="edit"') == 1


def test_two_lines_that_are_not_alike_are_no_correction(house: House, li: Staff) -> None:
    other = payment("b-2", title="路灯", paid="2020-09-01", voucher="记-0900", payee="center")
    sentences = told(li, house.submit(BACK, other), "zh_Hans")
    assert sentences[0].startswith("冲销付款 记-0709")
    assert sentences[1].startswith("新增付款 记-0900（路灯）")


def test_long_texts_are_read_whole_below_the_sentence(house: House, li: Staff) -> None:
    page = li.get(f"/staff/changes/{house.submit(project(place='路' * 70))}")
    assert "<ins>" + "路" * 70 + "</ins>" in page
    assert "<details open>" in page


def test_of_many_records_the_odd_ones_stand_first(house: House, li: Staff) -> None:
    lines = [payment(f"pay-x{n}", amount=100, title=f"小额{n}") for n in range(9)]
    number = house.submit(*lines, payment("pay-y", amount=20_000, title="大额"))
    page = li.get(f"/staff/changes/{number}")
    assert page.index("大额") < page.index('<details class="group">') < page.index("小额0")
    assert "金额比这里其他的大得多" in page


def test_what_holds_for_all_is_not_odd(house: House, li: Staff) -> None:
    lines = [payment(f"pay-x{n}", amount=100_000) for n in range(30)]
    page = li.get(f"/staff/changes/{house.submit(*lines)}")
    assert 'class="edit"><h' not in page
    assert page.count('<details class="edit">') == 30
