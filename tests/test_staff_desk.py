"""The desk: what waits, the oldest first, how long, and the commonest jobs."""

import datetime

import pytest

from portal.accounts import stamp
from tests.conftest import House, payment
from tests.staff_pages import Staff


def ago(days: int) -> str:
    return stamp(datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=days))


@pytest.fixture
def zhang(house: House) -> Staff:
    """The author."""
    house.money()
    return Staff(house, house.author)


@pytest.fixture
def li(house: House) -> Staff:
    """Who may decide."""
    return Staff(house, house.reviewer)


def sent(house: House, why: str, days: int) -> int:
    number = house.door.propose(house.author, why, [payment(f"pay-{why}")], ago(days))
    house.door.submit(number, house.author, ago(days))
    return number


def test_the_oldest_waits_first_and_says_how_long(house: House, zhang: Staff, li: Staff) -> None:
    sent(house, "b", 1)
    sent(house, "a", 12)
    sent(house, "c", 0)
    desk = li.get("/staff/")
    order = [desk.index(words) for words in ("已等 12 天", "已等 1 天", "今天送到")]
    assert order == sorted(order)


def test_the_author_sees_where_it_is(house: House, zhang: Staff) -> None:
    sent(house, "a", 12)
    desk = zhang.get("/staff/")
    assert desk.index("我送审的") < desk.index("已等 12 天")


def test_what_was_returned_stands_first_with_reason_and_reviewer(
    house: House, zhang: Staff
) -> None:
    number = sent(house, "a", 2)
    house.door.propose(house.author, "草稿", [payment("pay-9")], ago(3))
    house.door.return_(number, house.reviewer, "凭证号不对", ago(1))
    desk = zhang.get("/staff/")
    assert "李审核：凭证号不对" in desk
    assert desk.index("凭证号不对") < desk.index("草稿")


def test_what_was_published_lately_is_found_again(house: House, zhang: Staff) -> None:
    desk = zhang.get("/staff/")
    assert desk.index("最近公布的") < desk.index('href="/staff/changes/1"')


@pytest.mark.parametrize("address", ["/staff/pay", "/staff/upload", "/staff/milestone"])
def test_the_commonest_jobs_are_one_step_away(zhang: Staff, address: str) -> None:
    jobs = zhang.get("/staff/").partition('class="jobs"')[2].partition("</ul>")[0]
    assert f'href="{address}"' in jobs
    zhang.get(address)


def test_moments_are_told_in_the_words_of_the_language(house: House, zhang: Staff) -> None:
    path = f"/staff/changes/{house.submit(payment('pay-2'))}"
    assert "2026年11月23日 16:00" in zhang.get(path)
    in_english = zhang.client.get(path, environ_overrides={"portal.language": "en"})
    assert "23 November 2026, 16:00" in in_english.get_data(as_text=True)
