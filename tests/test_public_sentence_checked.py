"""Who checked the works, in the sentence of a project: the body, the day and the result."""

import pytest

from portal.store.building import Accepted
from portal.views.project_sentence import Checked, checked
from tests.conftest import House
from tests.public_pages import Reader
from tests.telling import CHECKED, WAN, told

DONE = {"status": "final", "settled": WAN}
PAID = {"paid": WAN, "allocated": WAN}
TRANSPORT = Checked("县交通局", "2020-09-08", "passed")


def accepted(day: str, result: str = "passed", body: str = "县交通局") -> Accepted:
    return Accepted("acc", "道路长度", None, day, body, "o-1", None, None, None, result, None)


@pytest.mark.parametrize(
    ("found", "chinese", "english"),
    [
        (
            TRANSPORT,
            "2020年9月8日，县交通局验收：合格。",
            "县交通局 checked it on 8 September 2020: passed.",
        ),
        (
            TRANSPORT._replace(result="after_mending"),
            "2020年9月8日，县交通局验收：整改后合格。",
            "县交通局 checked it on 8 September 2020: passed after mending.",
        ),
        (
            TRANSPORT._replace(result="failed"),
            "2020年9月8日，县交通局验收：不合格。",
            "县交通局 checked it on 8 September 2020: failed.",
        ),
    ],
)
def test_the_sentence_says_who_checked(found: Checked, chinese: str, english: str) -> None:
    assert told(DONE, PAID, [], [CHECKED], checked=found).endswith(chinese)
    assert told(DONE, PAID, [], [CHECKED], "en", found).endswith(english)


def test_a_later_step_counts_more_than_an_earlier_paper() -> None:
    early = TRANSPORT._replace(day="2020-08-20")
    assert told(DONE, PAID, [], [CHECKED], checked=early).endswith("2020年9月8日县级验收：合格。")


def test_an_open_project_is_not_called_checked() -> None:
    text = told({"status": "building", "budget": WAN}, PAID, checked=TRANSPORT)
    assert "验收" not in text


def test_the_last_day_counts_and_the_worst_of_it() -> None:
    lines = [accepted("2020-08-20", body="乡政府"), accepted("2020-09-08")]
    assert checked(lines) == TRANSPORT
    lines += [accepted("2020-09-08", "failed"), accepted("2020-09-08", "after_mending")]
    assert checked(lines) == TRANSPORT._replace(result="failed")
    assert checked([]) is None


def test_on_the_page_of_a_project(house: House) -> None:
    house.put("organisation", "o-1", title="县交通局")
    house.put("project", "p-1", title="路", subtype="road", status="accepted", settled=WAN)
    values = {"project": "p-1", "body": "o-1", "accepted_on": "2020-09-08", "result": "passed"}
    house.put("acceptance", "acc-1", title="道路长度", **values)
    assert "2020年9月8日，县交通局验收：合格。" in Reader(house).words("/projects/p-1")
