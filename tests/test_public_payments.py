"""All payments in one list: order, filters, pages, files."""

import json

import pytest

from portal.codes import Edit
from portal.store import spending
from portal.store.spending import Sought
from tests.conftest import House, allocation, payment
from tests.public_pages import Reader


@pytest.fixture
def reader(house: House) -> Reader:
    house.money()
    house.publish(
        house.edit("village", "lg", title="柳沟村"),
        house.edit("project", "lg-1", title="文化广场", village="lg", year=2021),
        allocation("a-2", project="lg-1", amount=1_000),
        payment("pay-2", title="苗木款", project="lg-1", allocation="a-2", amount=700,
                paid="2021-03-01", payee=None, voucher=None),
    )  # fmt: skip
    return Reader(house)


def titles(words: str) -> list[str]:
    return sorted((title for title in ("路面浇筑", "苗木款") if title in words), key=words.index)


@pytest.mark.parametrize(
    ("query", "found", "total"),
    [
        ("", ["苗木款", "路面浇筑"], "全部付款合计 257.00"),
        ("?village=lg", ["苗木款"], "全部付款合计 7.00"),
        ("?village=sq&year=2020", ["路面浇筑"], ""),
        ("?village=sq&year=2021", [], ""),
        ("?year=2021", ["苗木款"], ""),
        ("?q=0709", ["路面浇筑"], ""),
        ("?q=浇筑", ["路面浇筑"], ""),
        ("?q=苗木&village=lg&year=2021", ["苗木款"], ""),
        ("?q=苗木&village=sq", [], ""),
    ],
)
def test_filters(reader: Reader, query: str, found: list[str], total: str) -> None:
    words = reader.words(f"/payments{query}")
    assert titles(words) == found
    assert total in words
    assert ("全部付款合计" in words) == bool(total)


def test_nothing_fits(reader: Reader) -> None:
    assert 'class="more" href="/payments">全部付款' in reader.page("/payments?q=水库")


def test_before_anything_is_paid(house: House) -> None:
    assert "还没有付款。" in Reader(house).words("/payments")


def test_what_is_not_known_is_left_out_and_said(reader: Reader) -> None:
    words = reader.words("/payments?village=nowhere&year=1999")
    assert "没有“nowhere”这一项，已略过。" in words
    assert titles(words) == ["苗木款", "路面浇筑"]


def test_a_line(reader: Reader) -> None:
    words = reader.words("/payments")
    assert "一共付了 257 元" in words
    assert "苗木款 2021-03-01 文化广场 未填报 无凭证 7.00" in words
    assert "路面浇筑 2020-07-15 道路硬化 恒路建设（示例） 记-0709 无凭证图片 250.00" in words


def test_a_reversal_is_struck_and_linked(house: House, reader: Reader) -> None:
    taken = {**payment("pay-1").values, "amount": -25_000, "reverses": "pay-1"}
    house.publish(Edit("reverse", "payment", "pay-9", 0, taken))
    page = reader.page("/payments")
    struck = page.split('<tr class="struck">')[1].split("</tr>")[0]
    assert 'href="/payments/pay-9">已冲销' in struck
    assert "(250.00)" in page


def test_pages_show_each_payment_once(house: House) -> None:
    house.money()
    house.publish(
        *(payment(f"pay-{n:03d}", title=f"第{n}笔", amount=n, voucher=f"记-{n}",
                  paid=f"2020-0{n % 3 + 1}-01") for n in range(100, 220))
    )  # fmt: skip
    for query in ("", "village=sq&"):
        reader, seen, after = Reader(house), [], ""
        while True:
            found = json.loads(reader.answer(f"/payments.json?{query}{after}").data)
            seen += [(row["paid"], row["code"]) for row in found["records"]]
            if not found["next"]:
                break
            after = found["next"].rpartition("?")[2].rpartition("&")[2]
        assert len(seen) == len(set(seen)) == 121
        assert [day for day, _ in seen] == sorted((day for day, _ in seen), reverse=True)


def test_the_files_keep_the_filters(reader: Reader) -> None:
    (row,) = json.loads(reader.answer("/payments.json?village=lg").data)["records"]
    assert (row["code"], row["amount"], row["voucher"]) == ("pay-2", "7.00", None)
    assert 'href="/payments.csv?village=lg"' in reader.page("/payments?village=lg")
    assert "苗木款" in reader.answer("/payments.csv").get_data(as_text=True)


@pytest.mark.parametrize(
    ("sought", "index"),
    [
        (Sought(), "payment_paid"),
        (Sought(year=2020), "payment_paid"),
        (Sought(village="sq"), "PRIMARY KEY (village=?"),
        (Sought(payee="road"), "payment_payee (payee=?"),
    ],
)
def test_rows_are_found_by_an_index(house: House, sought: Sought, index: str) -> None:
    house.money()
    db = house.books.public
    asked: list[str] = []
    db.set_trace_callback(asked.append)
    assert len(spending.payments(db, sought)) == 1
    db.set_trace_callback(None)
    plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {asked[0]}")]
    keys = next(line for line in plan if " k " in f"{line} ")
    assert index in keys
    assert not [line for line in plan if line.startswith("SCAN")]
