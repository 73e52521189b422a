"""Word files: real headings, lists and tables, words never markup, always the same bytes."""

import io
import time
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from portal import pages, wordfile
from portal.errors import Invalid, Unusable
from portal.wordfile import About
from portal.words import LANGUAGES

ABOUT = About(title="报告", author="中心", time="2026-11-23T08:00:00Z", language="zh_Hans")


def opened(html: str, language: str = "zh_Hans") -> Any:
    about = About(title="报告", author="中心", time=ABOUT.time, language=language)
    return docx.Document(io.BytesIO(wordfile.made(html, about)))


def texts(found: Any) -> list[str]:
    return [one.text for one in found.paragraphs if one.text]


def test_headings_are_headings() -> None:
    found = opened("<h1>总</h1><h2>一</h2><h3>二</h3><h4>三</h4><p>文</p>")
    styles = [one.style.name for one in found.paragraphs]
    assert styles == ["Title", "Heading 1", "Heading 2", "Heading 3", "Normal"]


def test_pieces_keep_their_look() -> None:
    runs = (
        opened("<p>共 <strong>3</strong> <em>户</em><br>\n<code>a  b</code></p>").paragraphs[0].runs
    )
    assert [(run.text, run.bold, run.italic) for run in runs if run.text.strip()] == [
        ("共 ", None, None),
        ("3", True, None),
        ("户", None, True),
        ("a b", None, None),
    ]


def test_lists_begin_anew_and_nest() -> None:
    found = opened("<ol start='3'><li>甲<ul><li>乙</li></ul>丙</li></ol><ol><li>丁</li></ol>")
    marks = [one._p.pPr.numPr for one in found.paragraphs]
    assert texts(found) == ["甲", "乙", "丙", "丁"]
    assert [mark is not None and mark.ilvl.val for mark in marks] == [0, 1, False, 0]
    assert marks[0].numId.val != marks[3].numId.val
    numbering = found.part.numbering_part.element.xml
    assert (
        '<w:startOverride w:val="3"/>' in numbering and '<w:startOverride w:val="1"/>' in numbering
    )


def test_a_loose_list_is_one_list() -> None:
    found = opened(pages.html("- 甲\n\n    又甲\n\n- 乙"))
    assert texts(found) == ["甲", "又甲", "乙"]
    assert [one._p.pPr.numPr is not None for one in found.paragraphs] == [True, False, True]


def test_a_table_repeats_its_head_and_cuts_no_row() -> None:
    found = opened(pages.html("表：\n\n| 年 | 户 |\n|---|--:|\n| 2020 | 11 |\n| 2019 | |"))
    table = found.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["年", "户"],
        ["2020", "11"],
        ["2019", ""],
    ]
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [
        True,
        False,
        False,
    ]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert table.rows[1].cells[1].paragraphs[0].alignment == 2
    assert (
        found.paragraphs[0].paragraph_format.keep_with_next is None
        or found.paragraphs[0]._p.pPr.find(qn("w:keepNext")) is not None
    )


def test_a_table_that_is_too_wide_becomes_lines() -> None:
    found = opened(f"<table><tr>{'<td>x</td>' * 64}</tr></table>")
    assert not found.tables and texts(found)[0].startswith("x | x")


def test_links_are_links_and_others_are_words() -> None:
    html = '<p><a href="https://a.example/x?y=1&amp;z=2">甲</a><a href="https://[">乙</a></p>'
    found = opened(html).paragraphs[0]
    assert found.text == "甲乙"
    assert [one.address for one in found.hyperlinks] == ["https://a.example/x?y=1&z=2"]


def test_remarks_stand_in_brackets() -> None:
    html = '<p><a class="fig warn" href="https://a.example/">9</a> <small>账本是 8</small></p>'
    assert texts(opened(html)) == ["9 （账本是 8）"]
    assert texts(opened(html, "en")) == ["9 (账本是 8)"]


def test_what_people_wrote_is_never_markup() -> None:
    planted = "</w:t><w:br/>&amp; <script>alert(1)</script> \x00\x0b\ufffe ]]>"
    found = opened(pages.html(planted))
    assert texts(found) == ["</w:t><w:br/>& <script>alert(1)</script> ]]>"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_and_fonts_are_named(language: str) -> None:
    found = opened("<h2>一</h2>", language)
    told = found.core_properties
    tag = {"zh_Hans": "zh-CN", "zh_Hant": "zh-TW", "en": "en-US"}[language]
    assert (told.language, told.title, told.author, told.comments) == (tag, "报告", "中心", "")
    assert told.created == told.modified and told.created.isoformat().startswith("2026-11-23T08:00")
    east = {"zh_Hans": "黑体", "zh_Hant": "微軟正黑體", "en": "黑体"}[language]
    fonts = found.styles["Heading 1"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == east


def test_the_same_text_has_the_same_bytes_and_no_time_of_its_own() -> None:
    first = wordfile.made("<p>一</p>", ABOUT)
    assert wordfile.made("<p>一</p>", ABOUT) == first
    entries = zipfile.ZipFile(io.BytesIO(first)).infolist()
    assert {one.date_time for one in entries} == {(1980, 1, 1, 0, 0, 0)}
    names = {one.filename for one in entries}
    assert not [name for name in names if "thumbnail" in name or "app.xml" in name]


HOSTILE = {
    "items": "- 1\n" * 12_000,
    "lists": "1. a\n\nx\n\n" * 5_000,
    "cells": "|a|b|\n|-|-|\n" + "|1|2|\n" * 8_000,
    "wide": "|" + "a|" * 12_000 + "\n|" + "-|" * 12_000,
    "paragraphs": "a\n\n" * 16_000,
    "bold": "**a** " * 8_000,
    "links": "[a](http://b.example/c) " * 200,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_longest_text_takes_no_time(kind: str) -> None:
    try:
        html = pages.html(HOSTILE[kind][: pages.LONGEST])
    except Invalid:
        return
    begun = time.process_time()
    data = wordfile.made(html, ABOUT)
    assert time.process_time() - begun < 10
    assert len(data) < 2_000_000


def test_a_machine_without_the_library_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wordfile, "possible", lambda: False)
    with pytest.raises(Unusable, match="cannot make Word files"):
        wordfile.made("<p>一</p>", ABOUT)


def test_a_text_that_is_too_large_is_refused() -> None:
    with pytest.raises(Invalid):
        wordfile.made("长" * (wordfile.LARGEST + 1), ABOUT)
