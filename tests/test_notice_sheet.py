"""The sheet of a notice: its words, its period, whom to call then, and the log that holds it."""

import re

import pytest

from portal.verify import verify
from portal.views import prints
from portal.views.prints import frame
from tests import paper
from tests.conftest import House, announcement, notice, payment
from tests.public_pages import FIRST_FLIGHT, Reader
from tests.staff_pages import site

SHEET = "/notices/n-1/sheet"
TONGUES = {"zh_Hans": "", "zh_Hant": "/zh-hant", "en": "/en"}


@pytest.fixture
def road(house: House) -> House:
    house.money()
    house.put("hotline", "old", title="扶贫热线", number="12317", until="2021-05-31")
    house.put("hotline", "new", title="衔接热线", number="12318", since="2021-06-01")
    house.publish(notice(contact="村监委会 0000-12345012", place="村务公开栏"))
    return house


def test_the_words_of_the_board(road: House) -> None:
    words = Reader(road).words(SHEET)
    assert "公示 · 实施前公示" in words
    assert "2020年3月10日 – 2020年3月20日" in words
    assert "对公示内容有异议的，请在公示期内" in words
    assert "村监委会 0000-12345012" in words and "村务公开栏" in words
    assert "（盖章）" in words and "未填报" in words


def test_an_announcement_invites_no_objections(road: House) -> None:
    road.publish(announcement())
    words = Reader(road).words("/notices/n-2/sheet")
    assert "长期公开" in words and "提出异议" not in words


def test_the_hotlines_are_those_of_the_notice(road: House) -> None:
    words = Reader(road).words(SHEET)
    assert "扶贫热线 12317" in words and "衔接热线" not in words


def test_the_printed_root_holds_the_notice_and_stays(road: House, house: House) -> None:
    before = printed(Reader(road).page(SHEET))
    road.publish(payment("pay-2"))
    assert printed(Reader(road).page(SHEET)) == before
    assert verify(road.folder / "public.sqlite", before).sound
    assert not verify(road.folder / "public.sqlite", before[:-1] + "g").sound
    assert not verify(road.folder / "public.sqlite", re.sub(r" \w{4}", " 0000", before)).sound


def printed(page: str) -> str:
    found = re.search(r'--checkpoint "([^"]+)"', page)
    assert found
    return found[1]


def test_the_page_links_to_its_sheet_and_back(road: House) -> None:
    reader = Reader(road)
    assert f'href="{SHEET}"' in reader.page("/notices/n-1")
    assert 'href="/notices/n-1"' in reader.page(SHEET)
    assert reader.weight(SHEET) <= FIRST_FLIGHT
    reader.page("/notices/nichts/sheet", 404)


def pdf(house: House, kind: str, tongue: str = "zh_Hans", **given: str) -> bytes:
    """The PDF of a sheet as staff get it, without a browser."""
    app = site(house, address="https://a.example")
    root = {"portal.language": tongue, "SCRIPT_NAME": TONGUES[tongue]}
    with app.test_request_context("/", environ_overrides=root):
        db = house.books.public
        made = {
            "notice": lambda: prints.notice_sheet(db, "n-1"),
            "money-sheet": lambda: prints.project_sheet(db, "sq-2020-001", "money-sheet"),
        }
        return frame.pdf(db, made[kind](), given)


@pytest.mark.parametrize("tongue", TONGUES)
def test_the_code_on_paper_leads_to_the_page(road: House, tongue: str) -> None:
    data = pdf(road, "notice", tongue)
    assert paper.codes(data) == [f"https://a.example{TONGUES[tongue]}/notices/n-1"]
    assert f"https://a.example{TONGUES[tongue]}/notices/n-1" in paper.words(data).replace(" ", "")


def test_the_paper_is_tagged_and_names_the_root(road: House) -> None:
    data = pdf(road, "notice")
    found = paper.objects(data)
    assert b"/StructTreeRoot" in found and b"/Lang (zh-Hans)" in found
    assert found.count(b"/Type /FontDescriptor") == found.count(b"/FontFile") > 0
    command = re.search(r"checkpoint\W+(\d+ [0-9a-f]{16})", paper.words(data))
    assert command and verify(road.folder / "public.sqlite", command[1]).sound


def many(house: House, rows: int) -> None:
    """So many payments in all, in the order of their numbers."""
    numbers = [f"{number:04d}" for number in range(2, rows + 1)]
    house.publish(*(payment(f"pay-{n}", title=f"第{n}笔", amount=int(n)) for n in numbers))


@pytest.mark.slow
@pytest.mark.parametrize("rows", [5, 50, 500])
@pytest.mark.parametrize("tongue", TONGUES)
def test_no_row_is_cut(house: House, tongue: str, rows: int) -> None:
    """Every row stands whole, once, inside one page; the head stands on each page with rows."""
    house.money()
    many(house, rows)
    data = pdf(house, "money-sheet", tongue)
    pages = paper.texts(data)
    numbers = re.findall(r"第(\d{4})[笔筆]", "".join(pages))
    assert numbers == [f"{n:04d}" for n in range(2, rows + 1)]
    marks = {"zh_Hans": "资金来源", "zh_Hant": "資金來源", "en": "Whose money"}
    assert len(pages) > rows // 100
    for page in pages:
        assert marks[tongue] in page or not re.search(r"第\d{4}", page)
    for line in paper.lines(data):
        assert line.bottom > (40 if re.search(r"第\d{4}", line.text) else 10), line
        assert line.top < 595 and line.right < 842, line
