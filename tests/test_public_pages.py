"""The standing pages: in the reader's language, safe, and nowhere before they are published."""

import json

import pytest

from portal.settings import Imprint
from tests.conftest import House
from tests.public_pages import FIRST_FLIGHT, Reader

HOSTILE = "\n\n".join(
    [
        "# 第一",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[点](javascript:alert(1)) [外](https://e.org/)",
        "<style>*{display:none}</style></main></body>",
        "{{ site }} {% raw %}",
        "[" * 1000,
    ]
)


def put(house: House, code: str, **values: object) -> None:
    given = {"title": "关于我们", "language": "zh_Hans", "body": "**正文**，见[记录](/log)。"}
    house.put("page", code, **{**given, **values})


def test_a_page_and_its_history(house: House) -> None:
    put(house, "about")
    page = Reader(house).page("/pages/about")
    assert "<h1>关于我们</h1>" in page
    assert '<strong>正文</strong>，见<a href="/log" rel="noopener">记录</a>' in page
    assert "张编辑" in page


def test_it_is_shown_in_the_language_of_the_address(house: House) -> None:
    put(house, "about")
    put(house, "about-en", title="About us", language="en", body="Text, see [log](/log).")
    reader = Reader(house)
    english = reader.page("/en/pages/about")
    assert "<h1>About us</h1>" in english and 'href="/en/log" rel=' in english
    assert "This text is in" not in english
    assert "關於我們" in reader.page("/zh-hant/pages/about")
    assert 'href="/large/log" rel=' in reader.page("/large/pages/about")


def test_without_a_translation_it_says_so(house: House) -> None:
    put(house, "about")
    page = Reader(house).page("/en/pages/about")
    assert "This text is in Simplified Chinese." in page
    assert '<div lang="zh-Hans">\n<h1>关于我们</h1>' in page


def test_the_log_leads_to_each_language(house: House) -> None:
    put(house, "about-en", title="About us", language="en", body="Text")
    reader = Reader(house)
    assert 'href="/pages/about-en"' in reader.page("/log")
    page = reader.page("/pages/about-en")
    assert "下面的文字是英文。" in page and '<div lang="en">' in page


@pytest.mark.parametrize("path", ["/pages/about", "/pages/about.json", "/pages/x%00", "/pages/页"])
def test_what_is_not_published_has_a_way_on(house: House, path: str) -> None:
    answer = Reader(house).answer(path)
    assert answer.status_code == 404
    assert 'href="/projects"' in answer.get_data(as_text=True)


def test_hostile_text_stays_text(house: House) -> None:
    put(house, "about", body=HOSTILE)
    page = Reader(house).answer("/pages/about").get_data(as_text=True)
    main = page.split("<main", 1)[1].split("</main>")[0]
    for word in ("<script", "<img", "<style", "javascript:", "onerror=alert(1)>"):
        assert word not in main
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in main
    assert page.count("<h1>") == 1 and page.count("</main>") == 1
    assert 'href="https://e.org/" rel="noopener"' in main


def test_contact_is_what_is_entered(house: House) -> None:
    put(house, "contact", title="联系方式")
    assert "监督电话 未填报" in Reader(house).words("/pages/contact")
    house.put("hotline", "hot-1", title="县监督电话", number="0000-12345010")
    house.put("hotline", "hot-2", title="旧电话", number="0000-1", until="2000-01-01")
    page = Reader(house, imprint=Imprint(email="a@b.example")).page("/pages/contact")
    assert 'href="tel:000012345010">0000-12345010' in page
    assert 'href="mailto:a@b.example">a@b.example' in page
    assert "旧电话" not in page


def test_the_sample_says_that_it_is_one(house: House) -> None:
    put(house, "about")
    put(house, "sample", title="关于演示数据")
    assert 'href="/pages/sample">关于演示数据' in Reader(house, sample=True).page("/pages/about")
    assert "/pages/sample" not in Reader(house).page("/pages/about")


def test_the_files(house: House) -> None:
    put(house, "about")
    reader = Reader(house)
    assert json.loads(reader.answer("/pages/about.json").data)["page"]["title"] == "关于我们"
    assert "关于我们" in reader.answer("/pages/about.csv").get_data(as_text=True)


def test_a_profile_is_markdown(house: House) -> None:
    house.put("village", "sq", title="双桥村", profile="由 **6 个**自然村合并\n朱场是其中之一")
    assert "由 <strong>6 个</strong>自然村合并<br>\n朱场" in Reader(house).page("/villages/sq")
    house.put("village", "lg", title="柳沟村")
    assert "村情 未填报" in Reader(house).words("/villages/lg")


def test_delivered_pages_fit_into_the_first_flight(house: House) -> None:
    import datetime

    from portal import content

    content.deploy(house.door, house.reviewer, datetime.datetime.now(datetime.UTC))
    reader = Reader(house)
    for language in ("", "/en", "/zh-hant"):
        for slug in ("about", "how-to-read", "rules", "privacy", "contact"):
            assert "This text is in" not in reader.page(f"{language}/pages/{slug}")
            assert reader.weight(f"{language}/pages/{slug}") <= FIRST_FLIGHT
        assert reader.weight(f"{language}/glossary") <= FIRST_FLIGHT


def test_what_pages_link_to_is_there(house: House) -> None:
    import datetime
    import re

    from portal import content

    content.deploy(house.door, house.reviewer, datetime.datetime.now(datetime.UTC))
    reader = Reader(house)
    for slug in ("about", "how-to-read", "rules", "privacy", "contact"):
        body = reader.page(f"/pages/{slug}").split('class="prose"')[1]
        for href in re.findall(r'href="(/[^"]*)" rel=', body):
            assert reader.answer(href).status_code == 200, href
