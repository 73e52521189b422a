"""Traditional Chinese: the field's terms, and pages whose data are converted with their words."""

import pytest

from portal import traditional
from tests.conftest import House
from tests.public_pages import Reader

TERMS = {
    "明白账": "明白賬",
    "台账": "臺賬",
    "账里": "賬裡",
    "账本里有": "賬本裡有",
    "只冲销原来那笔": "只沖銷原來那筆",
    "冲账": "沖賬",
    "批复": "批覆",
    "答复": "答覆",
    "复核": "複核",
    "恢复": "恢復",
    "重复": "重複",
    "衔接资金": "銜接資金",
    "常态化帮扶资金": "常態化幫扶資金",
    "社会捐赠": "社會捐贈",
    "结余": "結餘",
    "质保金": "質保金",
    "项目管理费": "項目管理費",
    "易地搬迁后扶": "易地搬遷後扶",
    "乡村治理": "鄉村治理",
    "驻村第一书记": "駐村第一書記",
    "村股份经济合作社": "村股份經濟合作社",
    "薄壳山核桃": "薄殼山核桃",
    "0.18 米，18 厘米": "0.18 米，18 厘米",
    "2.36 公里，每公里": "2.36 公里，每公里",
    "这个村里": "這個村裡",
    "朱场": "朱場",
    "种植、养殖": "種植、養殖",
    "征收、采购": "徵收、採購",
    "干部、烘干": "幹部、烘乾",
    "范某某、于某某、余某某": "范某某、于某某、余某某",
}


@pytest.mark.parametrize(("simplified", "right"), TERMS.items())
def test_terms_of_the_field(simplified: str, right: str) -> None:
    assert traditional.traditional(simplified) == right


def test_a_reviewed_word_stays() -> None:
    for right in traditional.REVIEWED.values():
        assert traditional.traditional(right) == right


def test_a_page_speaks_traditional_in_its_data_too(house: House) -> None:
    house.put("village", "sq", title="双桥村", county="安禾县")
    reader = Reader(house)
    page = reader.page("/zh-hant/villages/sq")
    assert "雙橋村" in page
    assert "双桥村" not in page
    assert "简体" in page
    assert "雙橋村" not in reader.page("/villages/sq")
    assert "雙橋村" not in reader.answer("/zh-hant/villages/sq.json").get_data(as_text=True)


def test_a_search_in_traditional_finds_what_is_kept_in_simplified(house: House) -> None:
    house.put("project", "p-1", title="双桥村道路硬化")
    reader = Reader(house)
    page = reader.page("/zh-hant/projects?q=雙橋")
    assert "雙橋村道路硬化" in page
    assert 'value="雙橋"' in page
    assert "双桥村道路硬化" not in reader.words("/projects?q=雙橋")


def test_a_signed_note_is_never_converted() -> None:
    assert traditional.page('<pre translate="no">岭里</pre>') == '<pre translate="no">岭里</pre>'
