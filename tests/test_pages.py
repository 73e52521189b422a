"""Front matter and Markdown: what people write in, safe HTML out, in good time."""

import pytest

from portal import pages
from portal.errors import Invalid
from tests.conftest import House


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("<b onclick=x>b</b>", "<p>&lt;b onclick=x&gt;b&lt;/b&gt;</p>"),
        ("[x](javascript:alert(1))", '<p><a rel="noopener">x</a></p>'),
        ("[x](JaVa&#83;cript:1)", '<p><a rel="noopener">x</a></p>'),
        ("[x](data:text/html,1)", '<p><a rel="noopener">x</a></p>'),
        ("[x](//example.org)", '<p><a rel="noopener">x</a></p>'),
        ("[x](/\\example.org)", '<p><a rel="noopener">x</a></p>'),
        ("[x]\n\n[x]: javascript:1", '<p><a rel="noopener">x</a></p>'),
        ('[x](https://e.org/ "t\\" onclick=y")',
         '<p><a href="https://e.org/" rel="noopener">x</a></p>'),
        ("![照片](https://e.org/p.png)", "<p></p>"),
        ("&lt;script&gt; &#60;script>", "<p>&lt;script&gt; &lt;script&gt;</p>"),
        ("a {{ site }} {% raw %}", "<p>a {{ site }} {% raw %}</p>"),
    ],
)  # fmt: skip
def test_nothing_gets_in_but_text(text: str, shown: str) -> None:
    assert pages.html(text) == shown


def test_what_people_write() -> None:
    html = pages.html("# 一\n\n## 二\n\n###### 六\n\n第一行\n第二行\n\n- 甲\n- 乙\n\n**重** `码`")
    assert html.startswith("<h2>一</h2>\n<h2>二</h2>\n<h4>六</h4>")
    assert "第一行<br>\n第二行" in html
    assert "<li>甲</li>" in html and "<strong>重</strong> <code>码</code>" in html


def test_a_table_aligns_without_styles() -> None:
    html = pages.html("| 年 | 户 |\n|---|--:|\n| 2020 | 11 |")
    assert '<td class="n">11</td>' in html
    assert "style" not in html


def test_addresses_of_the_site_keep_language_and_prefix() -> None:
    assert 'href="/mingbai/en/log"' in pages.html("[x](/log)", "/mingbai/en")
    assert 'href="#a"' in pages.html("[x](#a)", "/en")
    assert 'href="https://e.org/log"' in pages.html("[x](https://e.org/log)", "/en")


@pytest.mark.parametrize(
    "text", ["[" * 5000, "![" * 5000, "[a](" * 5000, "<a " * 9000, "长" * 50_001]
)
def test_what_takes_too_long_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        pages.html(text)


@pytest.mark.parametrize(
    "text",
    [
        "> " * 3000,
        "*a " * 9000,
        "`" * 20_000,
        "[" * 1400,
        "* " * 20_000,
        "a\n\n" * 9000,
        "_a " * 9000,
    ],
)
def test_odd_texts_are_shown(text: str) -> None:
    assert pages.html(text)


def test_lists_too_deep_are_refused() -> None:
    with pytest.raises(Invalid, match="nested"):
        pages.html("1. " * 10_000)


def test_a_text_is_rendered_once() -> None:
    pages.html("只渲染一次")
    before = pages.html.cache_info()
    pages.html("只渲染一次")
    assert pages.html.cache_info().hits == before.hits + 1
    assert before.maxsize


def test_the_door_refuses_what_no_page_can_show(house: House) -> None:
    with pytest.raises(Invalid) as refusal:
        house.put("post", "post-1", title="动态", day="2020-09-10", body="[" * 5000)
    assert "brackets" in str(refusal.value.fields["body"])


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"---\ntitle: 0123\nslug: no\n---\nbody", ({"title": "0123", "slug": "no"}, "body")),
        ("\ufeff---\ntitle: 关于\n---\n正文".encode(), ({"title": "关于"}, "正文")),
        (b"---\r\ntitle: a\r\n---\r\nb", ({"title": "a"}, "b")),
        (b"---\ncontent: x\nhandler: y\n---\nz", ({"content": "x", "handler": "y"}, "z")),
        (b"no front matter", ({}, "no front matter")),
        (b"", ({}, "")),
    ],
)
def test_front_matter_is_text(content: bytes, found: tuple[dict[str, str], str]) -> None:
    assert pages.read(content) == found


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"\xff\xfe", "UTF-8"),
        (b"---\ntitle: [a]\n---\n", "title"),
        (b"---\na: : b\n---\nx", "front matter"),
        (b"---\ntitle: !!python/object/apply:os.system [ls]\n---\nx", "title"),
    ],
)
def test_front_matter_that_is_none(content: bytes, word: str) -> None:
    with pytest.raises(Invalid, match=word):
        pages.read(content)
