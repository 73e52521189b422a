"""What the pages say of sums, against sums of the raw entries made here and nowhere else."""

import re
from collections.abc import Iterator

import pytest

from portal.money import yuan
from tests.sites import Site

GIVEN = "nature IN ('unit', 'social', 'staff')"
FUNDED = "SELECT sum(amount) FROM funding WHERE "
PAID = (
    "SELECT sum(y.amount) FROM payment y JOIN allocation a ON a.code = y.allocation"
    " JOIN funding f ON f.code = a.funding JOIN project p ON p.code = y.project WHERE "
)
ASSIGNED = "SELECT sum(a.amount) FROM allocation a JOIN project p ON p.code = a.project WHERE "
SUM = re.compile(r"<dt>(.*?)</dt><dd[^>]*>([\d,.()]+) ", re.DOTALL)
FOOT = re.compile(r"<tfoot>(.*?)</tfoot>", re.DOTALL)


@pytest.fixture(scope="module", params=["sample", "hostile"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(request.param, tmp_path_factory)


def summed(site: Site, query: str, *bound: str) -> int:
    """A sum over raw entries, in fen."""
    return int(site.db.execute(query, bound).fetchone()[0] or 0)


def page(site: Site, path: str) -> str:
    """The main part of a page."""
    answer = site.client.get(path)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True).split("<main", 1)[1]


def heads(site: Site, path: str) -> dict[str, str]:
    """The sums at the head of a page: word → 元."""
    return dict(SUM.findall(page(site, path).split('<dl class="totals">', 1)[1].split("</dl>")[0]))


def feet(site: Site, path: str) -> list[list[str]]:
    """The sums at the foot of each table of a page."""
    return [re.findall(r">([\d,.()]+)<", foot) for foot in FOOT.findall(page(site, path))]


def codes(site: Site, table: str, test: str = "true") -> Iterator[str]:
    """The codes of the records of a table."""
    for (code,) in site.db.execute(f"SELECT code FROM {table} WHERE {test}"):
        yield code


def test_all_donations(site: Site) -> None:
    received, used = summed(site, FUNDED + GIVEN), summed(site, PAID + f"f.{GIVEN}")
    assert received and used
    expected = [yuan(received), yuan(used), yuan(received - used)]
    assert list(heads(site, "/").values()) == expected
    assert feet(site, "/donations") == [expected]


def test_all_payments(site: Site) -> None:
    assert feet(site, "/payments") == [[yuan(summed(site, PAID + "true"))]]


def test_each_donation(site: Site) -> None:
    for code in codes(site, "funding", "reverses IS NULL"):
        received = summed(site, FUNDED + "coalesce(reverses, code) = ?", code)
        used = summed(site, PAID + "f.code = ?", code)
        expected = [yuan(received), yuan(used), yuan(received - used)]
        assert list(heads(site, f"/donations/{code}").values()) == expected


def test_each_allocation(site: Site) -> None:
    for code in codes(site, "funding"):
        each = site.db.execute(
            "SELECT sum(amount) FROM payment WHERE allocation IN"
            " (SELECT code FROM allocation WHERE funding = ?) GROUP BY allocation"
            " ORDER BY allocation",
            (code,),
        )
        assert feet(site, f"/donations/{code}") == [[yuan(row[0])] for row in each]


def test_each_project(site: Site) -> None:
    for code in codes(site, "project"):
        planned = summed(site, "SELECT sum(amount) FROM budget_line WHERE project = ?", code)
        allocated = summed(site, ASSIGNED + "p.code = ?", code)
        paid = summed(site, PAID + "p.code = ?", code)
        expected = [[yuan(planned)]] if planned else []
        expected += [[yuan(allocated), yuan(paid)]] if allocated else []
        expected += [[yuan(paid)]] if paid else []
        assert feet(site, f"/projects/{code}") == expected, code


def test_each_village(site: Site) -> None:
    planned = (
        "SELECT sum(coalesce(budget, (SELECT sum(amount) FROM budget_line WHERE project = p.code)))"
        " FROM project p WHERE village = ?"
    )
    everywhere = page(site, "/villages")
    for code in codes(site, "village"):
        sums = [
            yuan(summed(site, query, code))
            for query in (planned, ASSIGNED + "p.village = ?", PAID + "p.village = ?")
        ]
        assert list(heads(site, f"/villages/{code}").values()) == sums
        row = everywhere.split(f'href="/villages/{code}"')[1].split("</tr>")[0]
        assert f">{sums[0]}<" in row and f">{sums[2]}<" in row


def test_each_organisation(site: Site) -> None:
    paid = "SELECT sum(amount) FROM payment WHERE payee = ?"
    for code in codes(site, "organisation"):
        if site.client.get(f"/organisations/{code}").status_code == 404:
            assert not summed(site, paid, code)
            continue
        given = summed(site, FUNDED + "provider = ? AND donor_display IS NOT 'kind_person'", code)
        assert list(heads(site, f"/organisations/{code}").values()) == [
            yuan(given),
            yuan(summed(site, paid, code)),
        ]
