"""The figures to take home: CSV and JSON at the address of the page."""

import csv
import io
import json
from typing import Any

import pytest

from portal.codes import Edit
from portal.views import files
from tests.conftest import House, allocation, donation, payment
from tests.public_pages import Reader


def rows(reader: Reader, path: str) -> list[dict[str, str]]:
    answer = reader.answer(path)
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def whole(reader: Reader, path: str) -> Any:
    answer = reader.answer(path)
    assert answer.mimetype == "application/json"
    return json.loads(answer.data)


def test_a_project_and_its_payments(house: House) -> None:
    house.money()
    reader = Reader(house)
    found = whole(reader, "/projects/sq-2020-001.json")
    assert found["project"]["title"] == "道路硬化"
    assert found["project"]["budget"] is None
    assert found["totals"]["paid"] == "250.00"
    assert [line["amount"] for line in found["payments"]] == ["250.00"]
    (line,) = rows(reader, "/projects/sq-2020-001.csv")
    assert (line["title"], line["amount"], line["voucher"]) == ("路面浇筑", "250.00", "记-0709")


def test_lists_keep_their_filters(house: House) -> None:
    house.money()
    house.put("project", "p-1", title="广场", year=2021, budget=0)
    reader = Reader(house)
    (line,) = rows(reader, "/projects.csv?year=2021")
    assert (line["code"], line["budget"], line["village"]) == ("p-1", "0.00", "")
    assert len(whole(reader, "/projects.json")["records"]) == 2
    assert 'href="/projects.csv?year=2021"' in reader.page("/projects?year=2021")


def test_lists_say_where_they_go_on(house: House) -> None:
    house.money()
    house.publish(*(donation(f"d-{n:03d}", amount=n) for n in range(100, 170)))
    reader = Reader(house)
    first = whole(reader, "/donations.json")
    second = whole(reader, "/donations.json" + first["next"])
    assert (len(first["records"]), len(second["records"]), second["next"]) == (50, 21, None)


def test_a_payment_a_donation_and_the_log(house: House) -> None:
    house.money()
    reader = Reader(house)
    assert rows(reader, "/payments/pay-1.csv")[0]["amount"] == "250.00"
    assert whole(reader, "/payments/pay-1.json")["payment"]["voucher"] == "记-0709"
    assert whole(reader, "/donations/d-1.json")["totals"]["received"] == "1000.00"
    assert rows(reader, "/donations/d-1.csv")[0]["code"] == "pay-1"
    assert rows(reader, "/log.csv")[0]["reviewer"] == "李审核"
    assert whole(reader, "/log.json")["records"][-1]["number"] == 1


def test_a_reversal_is_negative(house: House) -> None:
    house.money()
    taken = {**payment("pay-1").values, "amount": -25_000, "reverses": "pay-1"}
    house.publish(Edit("reverse", "payment", "pay-2", 0, taken))
    assert rows(Reader(house), "/payments/pay-2.csv")[0]["amount"] == "-250.00"


def test_a_kind_person_is_not_in_the_files(house: House) -> None:
    house.money()
    house.put("organisation", "someone", title="王善人", kind="kind_person")
    house.publish(
        donation("d-2", provider="someone", donor_display="kind_person"),
        allocation("a-2", funding="d-2", amount=5),
        payment("pay-2", allocation="a-2", amount=5),
    )
    reader = Reader(house)
    for path in ("/donations", "/donations/d-2", "/projects/sq-2020-001", "/payments/pay-2"):
        for form in ("csv", "json"):
            text = reader.answer(f"{path}.{form}").get_data(as_text=True)
            assert "王善人" not in text
            assert "someone" not in text


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-x", "@SUM(A1)", "\tx"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert files.sheet([{"a": text}]).decode("utf-8-sig").splitlines()[1].strip('"')[0] == "'"


@pytest.mark.parametrize("path", ["/projects/x.json", "/payments/x.csv", "/projects.xml"])
def test_what_is_not_there(house: House, path: str) -> None:
    assert Reader(house).answer(path).status_code == 404
