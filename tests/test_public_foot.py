"""The foot of a public body's page: what is set stands there, escaped; what is not is absent."""

import pytest

from portal.settings import Imprint
from tests.conftest import House
from tests.public_pages import Reader

FULL = Imprint(
    organiser="清岭市投资促进中心",
    undertaker="中心<办公室>",
    office="清岭市人民路 1 号",
    postcode="000000",
    phone="0000-12345010",
    email="gongkai@qingling.example",
    icp="示例ICP备00000001号-1",
    police="示例公网安备 00000000000002号",
    site_code="0000000003",
    site_mark="https://bszs.example/sitename?method=show&id=4",
)


def foot(house: House, path: str, imprint: Imprint, status: int = 200) -> str:
    return Reader(house, imprint=imprint).page(path, status).split("<footer>")[1]


@pytest.mark.parametrize(("path", "status"), [("/", 200), ("/log", 200), ("/nowhere", 404)])
def test_everything_that_is_set_is_shown(house: House, path: str, status: int) -> None:
    shown = foot(house, path, FULL, status)
    for words in (
        "主办单位： 清岭市投资促进中心",
        "承办单位： 中心&lt;办公室&gt;",
        "地址： 清岭市人民路 1 号",
        "邮政编码： 000000",
        '电话： <a href="tel:000012345010">0000-12345010</a>',
        '<a href="mailto:gongkai@qingling.example">',
        '<a href="https://beian.miit.gov.cn/">示例ICP备00000001号-1</a>',
        '<a href="https://beian.mps.gov.cn/#/query/webSearch?code=00000000000002">',
        "网站标识码： 0000000003",
        '<a href="https://bszs.example/sitename?method=show&amp;id=4">党政机关网站标识</a>',
    ):
        assert words in shown


def test_what_is_not_set_is_absent(house: House) -> None:
    shown = foot(house, "/", Imprint())
    for words in ("主办单位", "承办单位", "地址", "电话", "备案", "标识", "http://b", "https:"):
        assert words not in shown
    assert "承办单位" not in foot(house, "/", Imprint(organiser="中心"))


def test_what_cannot_be_called_is_no_link(house: House) -> None:
    shown = foot(house, "/", Imprint(phone="javascript:alert(1)", email="<x>@y", police="无"))
    assert "javascript:alert(1)</span>" in shown
    assert 'href="javascript' not in shown and "mailto" not in shown and "mps.gov" not in shown


@pytest.mark.parametrize("tongue", ["", "/zh-hant", "/en", "/en/large"])
def test_the_foot_leads_to_every_language_and_the_record(house: House, tongue: str) -> None:
    shown = foot(house, f"{tongue}/log", Imprint())
    assert f'<a href="{tongue}/log">' in shown
    others = {"", "/zh-hant", "/en"} - {tongue.removesuffix("/large")}
    large = "/large" if "large" in tongue else ""
    assert all(f'<a href="{other}{large}/log" lang=' in shown for other in others)


def test_the_lines_are_the_same_on_paper(house: House) -> None:
    assert "http://localhost/log</span>" in foot(house, "/log", Imprint())


def test_the_foot_leads_to_the_standing_pages_there_are(house: House) -> None:
    assert "/pages/" not in foot(house, "/", Imprint())
    house.put("page", "about", title="关于<本站>", language="zh_Hans", body="正文")
    house.put("page", "privacy", title="隐私说明", language="zh_Hans", body="正文")
    house.put("page", "about-en", title="About", language="en", body="Text")
    shown = foot(house, "/", Imprint())
    assert '<a href="/pages/about">关于&lt;本站&gt;</a>' in shown
    assert shown.index("/pages/about") < shown.index("/pages/privacy")
    english = foot(house, "/en/", Imprint())
    assert '<a href="/en/pages/about">About</a>' in english
    assert '<a href="/en/pages/privacy">隐私说明</a>' in english
