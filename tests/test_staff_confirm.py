"""The pages of the committee: what it sees and says there, and what the public reads of it."""

import io

import pytest
from flask import Flask

from tests.conftest import NOW, House
from tests.staff_pages import Staff, fields_of, site
from tests.test_committee import member, steps
from tests.test_staff_papers import KEY, photo


@pytest.fixture
def app(house: House) -> Flask:
    house.money()
    steps(house)
    return site(house, seal_key=KEY)


@pytest.fixture
def zhao(house: House, app: Flask) -> Staff:
    return Staff(house, member(house), app)


def say(zhao: Staff, status: int = 303, /, step: str = "m-1", **typed: str) -> str:
    given = {"verdict": "confirmed", "seen_on": "2020-08-12", "title": "", **typed}
    return zhao.post(f"/staff/confirm/{step}", status, **given)


def public(zhao: Staff, language: str = "") -> str:
    """What the village reads of the project."""
    path = f"{language}/projects/sq-2020-001"
    given = {"portal.language": {"": "zh_Hans", "/en": "en", "/zh-hant": "zh_Hant"}[language]}
    return zhao.client.get(path.removeprefix(language), environ_overrides=given).get_data(
        as_text=True
    )


def publish(zhao: Staff, number: int) -> None:
    zhao.post(f"/staff/changes/{number}/submit", why="现场核实")
    zhao.house.door.publish(number, zhao.house.reviewer, NOW)


def test_the_desk_of_the_committee_is_its_list(zhao: Staff) -> None:
    assert zhao.get("/staff/", 303).endswith("/staff/confirm")
    page = zhao.get("/staff/confirm")
    assert "/staff/confirm/m-1" in page and "还没有人核实" in page
    assert "/staff/confirm/m-2" not in page
    assert "/staff/upload" not in page and "/staff/changes" not in page
    assert "/staff/confirm/m-1" in zhao.get("/staff/confirm?village=sq")
    assert "还没有报完成的节点" in zhao.get("/staff/confirm?village=lg")


def test_the_newest_stand_first_page_by_page(zhao: Staff) -> None:
    step = {"project": "sq-2020-001", "position": 2, "title": "路基"}
    days = [f"2020-{month:02d}-{day:02d}" for month in (1, 2, 3) for day in range(1, 16)]
    zhao.house.publish(
        *(zhao.house.edit("milestone", f"s{at}", met=day, **step) for at, day in enumerate(days))
    )
    first = zhao.get("/staff/confirm")
    assert first.index("/confirm/m-1") < first.index("/confirm/s44") < first.index("/confirm/s43")
    address = first.partition('class="more" href="')[2].partition('"')[0].replace("&amp;", "&")
    rest = zhao.get(address)
    assert "/confirm/s0" in rest and "/confirm/s44" not in rest


def test_it_is_true_with_a_photo(zhao: Staff) -> None:
    assert say(zhao).endswith("/staff/changes/3")
    (edit,) = zhao.house.door.change(3).edits
    assert zhao.house.door.change(3).why == "现场核实：道路硬化，完工，属实"
    page = zhao.get("/staff/changes/3")
    assert "添加现场照片" in page and f"/staff/confirmation/{edit.code}" not in page
    about = {"of_table": "confirmation", "of_code": edit.code, "change": "3", "kind": "photo"}
    form = fields_of(zhao.get("/staff/papers?" + "&".join(f"{n}={t}" for n, t in about.items())))
    given = {**form, "kind": "photo", "title": "路面", "alt": "铺好的路面"}
    zhao.post("/staff/papers", **given, file=(io.BytesIO(photo()), "路.jpg"))
    publish(zhao, 3)
    shot = zhao.house.door.change(3).edits[1].values
    text = public(zhao)
    assert f"/media/{shot['public_hash'][:32]}" in text
    assert "属实" in text and "2020-08-12" in text and "还没有核实" not in text


def test_a_dispute_needs_a_text(zhao: Staff) -> None:
    page = say(zhao, 422, verdict="disputed")
    assert 'id="e-title"' in page and 'value="2020-08-12"' in page
    say(zhao, verdict="disputed", title="少铺了 200 米")
    publish(zhao, 3)
    text = public(zhao)
    assert "有异议" in text and "少铺了 200 米" in text


@pytest.mark.parametrize("typed", [{"verdict": ""}, {"verdict": "maybe"}, {"seen_on": "昨天"}])
def test_what_cannot_be_taken_comes_back(zhao: Staff, typed: dict[str, str]) -> None:
    page = say(zhao, 422, title="三人到场", **typed)
    assert fields_of(page)["title"] == "三人到场"


def test_a_draft_is_said_differently(zhao: Staff) -> None:
    say(zhao)
    assert 'value="2020-08-12"' in zhao.get("/staff/confirm/m-1?change=3")
    say(zhao, verdict="disputed", title="少铺了", change="3")
    (edit,) = zhao.house.door.change(3).edits
    assert (edit.values["verdict"], edit.values["title"]) == ("disputed", "少铺了")


def test_a_step_that_is_not_called_done_cannot_be_judged(zhao: Staff) -> None:
    zhao.get("/staff/confirm/m-2", 403)
    say(zhao, 403, step="m-2")
    say(zhao, 403, step="nowhere")


CLOSED = [
    "/staff/changes",
    "/staff/changes/1",
    "/staff/upload",
    "/staff/pay",
    "/staff/people",
    "/staff/project",
    "/staff/project/new",
    "/staff/confirmation/new",
    "/staff/payment/pay-1",
    "/staff/payment/pay-1/correct",
    "/staff/projects/sq-2020-001",
    "/staff/papers?of_table=project&of_code=sq-2020-001",
    "/staff/papers?of_table=confirmation&kind=voucher",
]


@pytest.mark.parametrize("path", CLOSED)
def test_the_rest_is_closed_to_it(zhao: Staff, path: str) -> None:
    zhao.get(path, 403)


@pytest.mark.parametrize(
    "path",
    [
        "/staff/project/new",
        "/staff/project/sq-2020-001",
        "/staff/confirmation/new",
        "/staff/payment/pay-1/correct",
        "/staff/pay",
        "/staff/people",
        "/staff/people/zhao",
        "/staff/changes/1/publish",
        "/staff/changes/1/return",
    ],
)
def test_no_crafted_form_of_it_is_taken(zhao: Staff, path: str) -> None:
    before = zhao.house.books.private.execute("SELECT count(*) FROM edit").fetchone()
    zhao.post(path, 403, title="改名", role="admin", verdict="confirmed", milestone="m-1")
    after = zhao.house.books.private.execute("SELECT count(*) FROM edit").fetchone()
    assert before == after


@pytest.mark.parametrize(
    "given",
    [
        {"of_table": "project", "of_code": "sq-2020-001", "kind": "photo"},
        {"of_table": "confirmation", "of_code": "vc-001", "kind": "voucher"},
        {"of_table": "confirmation", "of_code": "vc-009", "kind": "photo"},
    ],
)
def test_no_other_picture_of_it_is_taken(zhao: Staff, given: dict[str, str]) -> None:
    say(zhao)
    given = {**given, "title": "照", "alt": "照", "change": "3"}
    zhao.post("/staff/papers", 403, **given, file=(io.BytesIO(photo()), "a.jpg"))
    assert len(zhao.house.door.change(3).edits) == 1


def test_others_have_no_such_page(zhao: Staff, app: Flask) -> None:
    for user in (zhao.house.author, zhao.house.reviewer, zhao.house.admin):
        other = Staff(zhao.house, user, app)
        other.get("/staff/confirm", 403)
        other.get("/staff/confirm/m-1", 403)
        given = {"verdict": "confirmed", "seen_on": "2020-08-12"}
        other.post("/staff/confirm/m-1", 403, **given)
        other.post("/staff/confirmation/new", 403, milestone="m-1", **given)


@pytest.mark.parametrize(
    ("language", "claimed", "confirmed", "disputed"),
    [
        ("", "还没有核实", "属实", "有异议"),
        ("/zh-hant", "還沒有核實", "屬實", "有異議"),
        ("/en", "not yet confirmed", "confirmed", "disputed"),
    ],
)
def test_the_public_reads_claimed_confirmed_disputed(
    zhao: Staff, language: str, claimed: str, confirmed: str, disputed: str
) -> None:
    def line() -> str:
        first, _, second = public(zhao, language).partition('<li id="m-2">')
        assert claimed not in second.partition("</ol>")[0]
        return first.partition('<li id="m-1">')[2]

    assert claimed in line()
    publish(zhao, int(say(zhao).rpartition("/")[2]))
    assert confirmed in line()
    assert claimed not in line()
    publish(zhao, int(say(zhao, verdict="disputed", title="路面开裂").rpartition("/")[2]))
    assert disputed in line()
    assert "路面" in line()
