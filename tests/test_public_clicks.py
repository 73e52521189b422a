"""From the home page to the voucher of any yuan: four clicks at most, without forms or scripts."""

from pathlib import Path

import pytest
from werkzeug.test import Client

from portal import settings
from portal.app import application
from portal.money import yuan
from portal.store import connect
from portal.store.connect import Connection
from tests.crawler import clicks
from tests.sites import sample

MOST = 4
Found = dict[str, tuple[int, str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample(tmp_path_factory)


@pytest.fixture(scope="module")
def db(folder: Path) -> Connection:
    return connect.reader(folder / "public.sqlite")


@pytest.fixture(scope="module")
def found(folder: Path) -> Found:
    client = Client(application(settings.read({"PORTAL_DATA": str(folder)})))
    return clicks(client, MOST, ("/payments/", "/donations/", "/projects/"))


def test_every_payment_and_its_voucher(db: Connection, found: Found) -> None:
    rows = db.execute("SELECT code, voucher FROM payment").fetchall()
    assert len(rows) > 40
    for code, voucher in rows:
        distance, page = found[f"/payments/{code}"]
        assert distance <= MOST
        assert (voucher or "这一笔没有登记凭证") in page


def test_from_every_donation_to_each_of_its_vouchers(db: Connection, found: Found) -> None:
    """The way leads through the donation: to it in three clicks at most, then to the payment."""
    rows = db.execute(
        "SELECT a.funding, y.code, y.voucher FROM payment y JOIN allocation a"
        " ON a.code = y.allocation"
    ).fetchall()
    for funding, code, voucher in rows:
        distance, page = found[f"/donations/{funding}"]
        assert distance < MOST
        assert f'href="/payments/{code}"' in page
        assert (voucher or "无凭证") in page


def test_every_yuan_that_is_left(db: Connection, found: Found) -> None:
    rows = db.execute(
        "SELECT f.code, f.amount - coalesce((SELECT sum(y.amount) FROM payment y JOIN allocation a"
        " ON a.code = y.allocation WHERE a.funding = f.code), 0) FROM funding f"
    ).fetchall()
    assert any(left for _, left in rows)
    for code, left in rows:
        distance, page = found[f"/donations/{code}"]
        assert distance < MOST
        sums = page.split('<dl class="totals">')[1].split("</dl>")[0]
        assert sums.split("<dd>")[3].startswith(f"{yuan(left)} ")
