"""The yearly report on paper, as PDF and as Word: every heading, every figure, the log's root."""

import io
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import quote

import docx
import pytest
from docx.oxml.ns import qn
from werkzeug.test import Client, TestResponse

from portal import pages, printing, wordfile
from portal.figures import texts
from portal.figures.binding import Bound
from portal.store import log, records
from portal.traditional import traditional
from portal.views.bound import said
from tests import paper
from tests.conftest import House
from tests.public_pages import Reader
from tests.sites import Site

PAGE = "/reports/rep-sq-2020"
TITLE = "双桥村2020年帮扶工作报告（示例）"
OFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site("sample", tmp_path_factory)


@pytest.fixture
def report(house: House) -> House:
    """A report with a figure that is bound, one that is not, and one that differs."""
    house.money()
    body = (
        "## 一、捐赠\n\n捐赠 [[donation.total year=2020]]，付款 [[payment.total year=2020 = 9 元]]"
        "，<b>另有</b> 33 户。\n\n- 没有 [[no.such]]"
    )
    house.put("report", "r-1", title="报告/<1>", year=2020, body=body, despite="等对账")
    return house


def words(found: Any) -> str:
    """Everything that a Word file says, in its order, pieces of links included."""
    pieces = found.element.body.iter(qn("w:t"))
    return " ".join("".join(one.text or "" for one in pieces).split())


def opened(client: Client, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return docx.Document(io.BytesIO(answer.get_data()))


def figures(site: Site) -> tuple[Bound, ...]:
    body = str((records.values(site.db, "report", "rep-sq-2020") or {})["body"])
    return texts.read(site.db, body).figures


@pytest.mark.parametrize(("prefix", "language"), [("", "zh_Hans"), ("/en", "en")])
def test_every_figure_of_the_sample_is_in_the_word_file(
    site: Site, prefix: str, language: str
) -> None:
    told, place = words(opened(site.client, f"{prefix}{PAGE}.docx")), 0
    assert len(figures(site)) >= 50
    for one in figures(site):
        place = told.index(said(one, language), place)


def test_every_heading_and_table_is_in_the_word_file(site: Site) -> None:
    found = opened(site.client, f"{PAGE}.docx")
    body = pages.html(str((records.values(site.db, "report", "rep-sq-2020") or {})["body"]))
    wanted = re.findall(r"<h([23])>(.*?)</h", body)
    headings = [
        (one.style.name, one.text) for one in found.paragraphs if "Heading" in one.style.name
    ]
    assert headings == [(f"Heading {int(level) - 1}", text) for level, text in wanted]
    assert len(headings) > 10
    assert len(found.tables) == body.count("<table>")
    assert found.paragraphs[0].style.name == "Title" and found.paragraphs[0].text == TITLE


def test_the_count_is_that_of_the_page(site: Site) -> None:
    page = site.client.get(PAGE).get_data(as_text=True)
    count = re.search(r'<p class="st done">([^<]+)</p>', page)
    assert count and count[1].startswith(f"{len(figures(site))} ")
    assert count[1] in site.client.get(f"{PAGE}/sheet").get_data(as_text=True)
    assert count[1] in words(opened(site.client, f"{PAGE}.docx"))


def test_the_fingerprint_is_that_of_the_log(site: Site) -> None:
    told = words(opened(site.client, f"{PAGE}.docx"))
    size, root = log.size(site.db), log.root(site.db).hex()
    assert f"{size} 条 · 根值 {root}" in told
    assert f'--checkpoint "{size} {root[:16]}"' in told
    sheet = site.client.get(f"{PAGE}/sheet").get_data(as_text=True)
    assert f'--checkpoint "{size} {root[:16]}"' in sheet


def test_traditional_characters_everywhere(site: Site) -> None:
    found = opened(site.client, f"/zh-hant{PAGE}.docx")
    assert found.core_properties.title == found.paragraphs[0].text == traditional(TITLE)
    assert traditional("双桥村") in words(found) and "双桥村" not in words(found)


def test_the_same_books_give_the_same_bytes(site: Site) -> None:
    first, second = (site.client.get(f"{PAGE}.docx").get_data() for _ in range(2))
    assert first == second


def test_the_links_name_the_site(site: Site) -> None:
    found = opened(site.client, f"{PAGE}.docx")
    links = [one.target_ref for one in found.part.rels.values() if one.is_external]
    assert len(links) > 50
    assert all(one.startswith("http://localhost/") for one in links)


def file_name(answer: TestResponse) -> str:
    return answer.headers["Content-Disposition"]


def test_a_download_has_its_title(site: Site) -> None:
    answer = site.client.get(f"{PAGE}.docx")
    assert f"filename*=UTF-8''{quote(TITLE)}.docx" in file_name(answer)
    assert "filename=rep-sq-2020.docx" in file_name(answer)


@pytest.mark.parametrize("path", [f"{PAGE}.docx", f"{PAGE}/sheet.pdf"])
def test_a_file_has_one_address(site: Site, path: str) -> None:
    answer = site.client.get(f"{path}?x=1")
    assert answer.status_code == 301 and answer.headers["Location"] == path


def test_what_is_amiss_says_so(report: House) -> None:
    client = Reader(report).client
    told = words(opened(client, "/reports/r-1.docx"))
    assert "捐赠 1,000.00 元，付款 9 元 （账上是 250.00 元）" in told
    assert "[[no.such]] （无法核对）" in told
    assert "4 个数中有 1 个和账上的记录相连" in told
    assert "等对账" in told and told.count("33 户") == 2
    sheet = Reader(report).words("/reports/r-1/sheet")
    assert "等对账" in sheet and "有哪些问题" in sheet and "账上是 250.00 元" in sheet


def test_planted_markup_stays_text(report: House) -> None:
    answer = Reader(report).answer("/reports/r-1.docx")
    found = docx.Document(io.BytesIO(answer.get_data()))
    assert found.paragraphs[0].text == "报告/<1>"
    assert "<b>另有</b> 33 户" in words(found)
    assert f"UTF-8''{quote('报告_1_')}.docx" in file_name(answer)


def test_the_sheet_of_the_sample_is_whole(site: Site) -> None:
    data = site.client.get(f"{PAGE}/sheet.pdf").get_data()
    told = paper.words(data).replace(" ", "")
    assert len(paper.opened(data)) < 6
    for one in figures(site):
        assert said(one, "zh_Hans").replace(" ", "") in told
    assert "（盖章）" in told
    assert all("页/共" in text.replace(" ", "") for text in paper.texts(data))
    assert b"sheet.invalid" not in paper.objects(data)
    for line in paper.lines(data):
        low = 12 if "页 / 共" in line.text else 38
        assert low < line.bottom < line.top < 842 and line.right < 595, line


def test_the_page_offers_them(report: House, monkeypatch: pytest.MonkeyPatch) -> None:
    page = Reader(report).page("/reports/r-1")
    for ending in ("/sheet", "/sheet.pdf", ".docx"):
        assert f'href="/reports/r-1{ending}"' in page
    for module in (printing, wordfile):
        monkeypatch.setattr(module, "possible", lambda: False)
    page = Reader(report).page("/reports/r-1")
    assert "docx" not in page and "sheet.pdf" not in page and "/sheet" in page


def test_a_machine_without_the_libraries_says_so(
    report: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (printing, wordfile):
        monkeypatch.setattr(module, "possible", lambda: False)
    assert "不能制作 Word 文件" in Reader(report).page("/reports/r-1.docx", 503)
    assert "不能制作 PDF" in Reader(report).page("/reports/r-1/sheet.pdf", 503)


@pytest.mark.parametrize("ending", ["/sheet", "/sheet.pdf", ".docx"])
def test_what_is_not_there(house: House, ending: str) -> None:
    house.money()
    Reader(house).page(f"/reports/nichts{ending}", 404)


def converted(file: Path) -> bytes:
    """The Word file as LibreOffice prints it."""
    profile = f"-env:UserInstallation=file://{file.parent}/profile"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*command, str(file.parent), str(file)], check=True, timeout=120)
    return file.with_suffix(".pdf").read_bytes()


def test_another_program_opens_the_word_file(site: Site, tmp_path: Path) -> None:
    """Where LibreOffice is, it prints what is in the file; python-docx reads it everywhere."""
    data = site.client.get(f"{PAGE}.docx").get_data()
    (tmp_path / "report.docx").write_bytes(data)
    told = [words(docx.Document(io.BytesIO(data)))]
    if OFFICE:
        told.append(paper.words(converted(tmp_path / "report.docx")))
    wanted = [TITLE, *(said(one, "zh_Hans") for one in figures(site)[:40])]
    for text in told:
        assert not [one for one in wanted if one.replace(" ", "") not in text.replace(" ", "")]
