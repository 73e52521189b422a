"""The flow of money: drawn whole, in proportion, every band leading to what it is made of."""

import html
import json
import re
from decimal import Decimal

import pytest

from portal import money
from portal.choices import DONATED
from portal.codes import Edit
from portal.store import streams
from portal.store.streams import Course
from portal.views import picture, strands
from tests.conftest import House, allocation, donation, payment
from tests.public_pages import FIRST_FLIGHT, Reader
from tests.test_public_villages import asked

BAND = re.compile(r'<a href="([^"]+)" aria-label="([^"]+?)：([\d,.()]+) 元">')


@pytest.fixture
def books(house: House) -> House:
    """Two donors and a kind person, two villages, other money, a gift overspent, one untouched."""
    house.money()
    house.publish(
        house.edit("village", "lg", title="柳沟村"),
        house.edit("organisation", "firm", title="清风商贸"),
        house.edit("organisation", "someone", title="不具名者", kind="kind_person"),
        house.edit("project", "lg-1", title="文化墙", village="lg", type="construction",
                   subtype="environment"),
        house.edit("project", "sq-2", title="核桃", village="sq", type="industry"),
        house.edit("project", "sq-2020-001", subtype="road"),
        donation("d-2", provider="firm", amount=5_000, received="2021-03-01"),
        donation("d-3", provider="someone", donor_display="kind_person", amount=777),
        donation("d-4", nature="budget", amount=900_000),
        donation("d-5", amount=40),
        allocation("a-2", funding="d-2", project="lg-1", amount=5_000),
        allocation("a-3", funding="d-3", project="sq-2", amount=777),
        allocation("a-4", funding="d-4", amount=900_000),
        allocation("a-6", amount=1_000, project="sq-2"),
        payment("pay-2", allocation="a-2", project="lg-1", amount=5_600, paid="2021-06-01"),
        payment("pay-4", allocation="a-4", amount=123),
    )  # fmt: skip
    taken = {**donation("d-5").values, "amount": -40, "reverses": "d-5"}
    house.publish(Edit("reverse", "funding", "d-6", 0, taken))
    return house


def bands(page: str) -> list[tuple[str, str, int]]:
    """Address, words and fen of every link of the pictures."""
    return [
        (html.unescape(href), words, money.read(fen)) for href, words, fen in BAND.findall(page)
    ]


def test_the_totals_equal_an_independent_sum(books: House) -> None:
    received, paid = (
        books.books.public.execute(f"{sql} f.nature <> 'budget'").fetchone()[0]
        for sql in (
            "SELECT sum(f.amount) FROM funding f WHERE",
            """SELECT sum(y.amount) FROM payment y JOIN allocation a ON a.code = y.allocation
            JOIN funding f ON f.code = a.funding WHERE""",
        )
    )
    left = received - paid
    words = Reader(books).words("/flow")
    sums = " ".join(money.yuan(fen) for fen in (received, paid, left))
    assert f"合计 {sums}" in words
    assert "有 6.00 元付款超出了安排的钱" in words


def test_all_money_is_counted_when_asked(books: House) -> None:
    reader = Reader(books)
    assert "合计 1,057.77 306.00 751.77" in reader.words("/flow")
    assert "合计 10,057.77 307.23 9,750.54" in reader.words("/flow?money=all")


@pytest.mark.parametrize(
    "query", ["", "?year=2020", "?year=2021", "?village=sq", "?village=lg&money=all", "?money=all"]
)
def test_every_band_leads_to_entries_that_add_up_to_it(books: House, query: str) -> None:
    reader = Reader(books)
    found = bands(reader.page(f"/flow{query}"))
    assert len(found) > 8
    for href, words, fen in set(found):
        page = reader.page(href)
        if href.startswith("/flow/entries"):
            assert f"<dd>{money.yuan(fen)} <small>" in page, words
        else:
            assert href.startswith("/projects/")


def test_what_goes_in_comes_out(books: House) -> None:
    sums: dict[str, int] = {}
    for _, words, fen in set(bands(Reader(books).page("/flow?money=all"))):
        if "→" in words:
            source, target = words.split(" → ")
            sums[f"{source}<"] = sums.get(f"{source}<", 0) + fen
            sums[f">{target}"] = sums.get(f">{target}", 0) + fen
    for use in ("道路", "集体产业", "人居环境", "文化墙", "核桃"):
        assert sums[f">{use}"] == sums[f"{use}<"]
    assert sums[">已付"] + sums[">结余"] == 1_005_777 + 600


def test_a_village_has_what_its_projects_got(books: House) -> None:
    words = Reader(books).words("/flow?village=sq")
    assert "合计 617.77 250.00 367.77" in words
    assert "清风商贸" not in words and "还没有安排" not in words


def test_a_year_has_what_came_in_then(books: House) -> None:
    words = Reader(books).words("/flow?year=2021")
    assert "图里一共 50 元，付了 56 元，多付了 6 元。" in words
    assert "清岭市投资促进中心" not in words


def test_what_is_not_assigned_is_left(books: House) -> None:
    found = {words: fen for _, words, fen in bands(Reader(books).page("/flow"))}
    assert found["清岭市投资促进中心 → 还没有安排"] == 39_000
    assert found["还没有安排 → 还没有安排"] == 39_000


def test_a_kind_person_is_named_nowhere(books: House) -> None:
    reader = Reader(books)
    for path in ("/", "/flow", "/flow.json", "/flow.csv", "/flow/entries?donor=_kind",
                 "/flow/entries.json", "/flow/entries.csv?use=_collective"):  # fmt: skip
        text = reader.answer(path).get_data(as_text=True)
        assert "777" in text.replace("7.77", "777"), path
        assert "不具名者" not in text and "someone" not in text, path
    assert "爱心人士" in reader.words("/flow")


def test_before_anything_came_in(house: House) -> None:
    for path in ("/flow", "/flow?money=all", "/flow/entries"):
        assert "sankey " not in Reader(house).page(path).split("<main", 1)[1]
    assert "还没有收到捐赠。" in Reader(house).words("/flow")
    assert "没有这样的记录。" in Reader(house).words("/flow/entries")


def test_only_what_was_taken_back(house: House) -> None:
    house.put("organisation", "center", title="中心")
    house.publish(donation("d-1"))
    taken = {**donation("d-1").values, "amount": -100_000, "reverses": "d-1"}
    house.publish(Edit("reverse", "funding", "d-9", 0, taken))
    assert '<svg class="sankey' not in Reader(house).page("/flow")


def test_a_fen_and_a_hundred_billion_yuan(books: House) -> None:
    books.publish(
        donation("d-8", provider="firm", amount=10**13, received="2022-01-01"),
        donation("d-9", amount=1, received="2022-01-01"),
        allocation("a-8", funding="d-8", amount=10**13),
        allocation("a-9", funding="d-9", project="sq-2", amount=1),
        payment("pay-9", allocation="a-8", amount=10**13 - 1),
    )
    reader = Reader(books)
    words = reader.words("/flow?year=2022")
    assert "合计 100,000,000,000.01 99,999,999,999.99 0.02" in words
    assert "1,000.00 亿元" in words
    assert "100,000 million yuan" in reader.words("/en/flow?year=2022")
    page = reader.page("/flow?year=2022")
    assert not re.search(r' d="[^"]*(nan|inf|e)', page)


def test_many_donors_uses_and_projects_are_grouped_and_still_add_up(house: House) -> None:
    house.money()
    subtypes = ("road", "square", "clinic", "water", "lighting", "environment", "training")
    for n in range(100, 130):
        house.publish(
            house.edit("organisation", f"o-{n}", title=f"第{n}公司"),
            house.edit("project", f"p-{n}", title=f"第{n}项目", subtype=subtypes[n % 7]),
            donation(f"d-{n}", provider=f"o-{n}", amount=n * 7),
            allocation(f"a-{n}", funding=f"d-{n}", project=f"p-{n}", amount=n * 5),
        )
    reader = Reader(house)
    page = reader.page("/flow")
    found = bands(page)
    assert "其他捐赠人 27 家" in page and "其他项目 27 个" in page
    for href, words, fen in set(found):
        if href.startswith("/flow/entries"):
            assert f"<dd>{money.yuan(fen)} <small>" in reader.page(href), words
    whole = 100_000 + sum(n * 7 for n in range(100, 130))
    assert f"合计 {money.yuan(whole)}" in reader.words("/flow")
    for path in ("/", "/flow", "/en/flow", "/zh-hant/large/flow"):
        assert reader.weight(path) <= FIRST_FLIGHT, path


def test_what_one_reading_does_not_hold_is_said_and_reached(
    books: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strands, "GIFTS", 2)
    monkeypatch.setattr("portal.store.streams.sources.__defaults__", (3,))
    reader = Reader(books)
    words = reader.words("/flow")
    assert "更早的资金" in words
    assert "合计 1,057.77 306.00 751.77" in words
    found = json.loads(reader.answer("/flow.json").data)
    assert found["totals"]["received"] == "1057.77"
    earlier = sum(
        Decimal(row["amount"]) for row in found["records"] if row["use"] == "earlier"
    )  # fmt: skip
    rest = json.loads(reader.answer(f"/flow.json{found['next']}").data)
    assert sum(Decimal(row["amount"]) for row in rest["records"]) == earlier
    for href, _, fen in set(bands(reader.page("/flow"))):
        if href.startswith("/flow/entries"):
            assert f"<dd>{money.yuan(fen)} <small>" in reader.page(href)


def test_the_files(books: House) -> None:
    reader = Reader(books)
    found = json.loads(reader.answer("/flow.json?village=lg").data)
    (row,) = found["records"]
    assert (row["donor"], row["amount"], row["paid"], row["left"]) == (
        *("清风商贸", "50.00", "56.00"), "-6.00",
    )  # fmt: skip
    sheet = reader.answer("/flow/entries.csv?end=left&use=road").get_data(as_text=True)
    assert "d-1,a-1,清岭市投资促进中心,2020-04-15,road,sq-2020-001" in sheet
    assert 'href="/flow.csv?village=lg"' in reader.page("/flow?village=lg")


def test_hostile_addresses_and_names(books: House) -> None:
    books.publish(
        books.edit("organisation", "long", title="<b>&" + "长" * 197),
        donation("d-7", provider="long", amount=9_999),
    )
    reader = Reader(books)
    for query in ("?year=x&village=%27&money=some", "?after=1,2,3", "?year=99999", "?after=%00"):
        assert "已略过" in reader.words(f"/flow{query}") or "从头" in reader.words(f"/flow{query}")
    assert "<b>" not in reader.page("/flow").split("<main")[1].split("长长")[0]
    assert "没有这样的记录。" in reader.words("/flow/entries?donor=%3Cscript%3E&use=x&row=%00")


def test_entries_go_on_page_by_page(house: House) -> None:
    house.money()
    house.publish(*(donation(f"d-{n}", amount=n) for n in range(100, 220)))
    reader, seen, path = Reader(house), list[str](), "/flow/entries?use=_free"
    while path:
        page = reader.page(path)
        seen += re.findall(r'href="/donations/(d-\d+)"', page)
        more = re.search(r'class="more" href="(/flow/entries[^"]+)"', page)
        path = html.unescape(more[1]) if more else ""
    assert len(seen) == len(set(seen)) == 121


def test_a_donor_among_others_is_found_by_its_code(house: House) -> None:
    house.money()
    for n in range(10):
        house.publish(
            house.edit("organisation", f"o-{n}", title=f"第{n}公司"),
            donation(f"d-{n}0", provider=f"o-{n}", amount=n + 5),
        )
    assert "第0公司 合计 0.05 元" in Reader(house).words("/flow/entries?donor=o-0")


def test_queries_do_not_grow(books: House) -> None:
    paths = ("/flow", "/flow?village=sq", "/flow/entries")
    before = [asked(books, path) for path in paths]
    books.publish(*(donation(f"d-{n}", amount=n) for n in range(100, 160)))
    assert [asked(books, path) for path in paths] == before
    assert max(before) <= 18 and asked(books, "/") <= 42


@pytest.mark.parametrize(
    "course", [Course(DONATED), Course(DONATED, year=2020), Course(DONATED, village="sq")]
)
def test_rows_are_found_by_indexes(books: House, course: Course) -> None:
    db = books.books.public
    asked: list[str] = []
    db.set_trace_callback(asked.append)
    assert strands.read(db, course).strands
    db.set_trace_callback(None)
    for query in asked:
        plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {query}")]
        assert not [line for line in plan if line.startswith("SCAN") and line != "SCAN k"], query


def test_years(books: House) -> None:
    assert streams.years(books.books.public) == [2021, 2020]


@pytest.mark.parametrize("width", [3, 7.5, 20])
def test_lines_are_no_wider_than_allowed(width: float) -> None:
    for text in ("清岭市投资促进中心（示例）", "not assigned yet", "x" * 90, "道路 A-12 号，二期"):
        lines = picture.wrapped(text, width)
        assert len(lines) <= 3
        assert all(picture._wide(line.rstrip("），")) <= width + 1 for line in lines)


def test_large_text_takes_no_english_word_apart() -> None:
    form = picture.narrow((0, 1), 300, large=True)
    for text in ("living environment", "collective industry", "paid beyond what was assigned"):
        lines = picture.wrapped(text, form.widths[0], most=9)
        assert " ".join(lines) == text
