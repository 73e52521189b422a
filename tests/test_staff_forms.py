"""Forms for people: an example at each field, parts that open when needed, a list of what lacks."""

import re

import pytest

from portal import paths
from portal.entities import ENTITIES
from tests.conftest import NOW, House
from tests.staff_pages import Staff, fields_of

PROJECT = "/staff/project/sq-2020-001"


@pytest.fixture
def zhang(house: House) -> Staff:
    """The editor, where money has come in and gone out."""
    house.money()
    return Staff(house, house.author)


def part(page: str, name: str) -> str:
    """The opening tag of the part that a field stands in."""
    before = page.partition(f'id="f-{name}"')[0]
    return "<details" + before.rpartition("<details")[2].partition(">")[0]


def field(page: str, name: str) -> str:
    """What stands from a field's label to the end of its block."""
    return page.partition(f'<label for="f-{name}"')[2].partition("</div>")[0]


def test_a_short_form_is_one_piece(zhang: Staff) -> None:
    assert 'class="topic"' not in zhang.get("/staff/payment/new")


def test_what_is_needed_stands_first(zhang: Staff) -> None:
    page = zhang.get("/staff/payment/new")
    names = re.findall(r'<label for="f-(\w+)"', page)
    assert names[:5] == ["title", "project", "allocation", "amount", "paid"]


def test_a_long_form_starts_folded_but_for_what_is_needed(zhang: Staff) -> None:
    page = zhang.get("/staff/project/new")
    assert page.index('id="f-title"') < page.index('class="topic"')
    assert '<details class="topic" open' not in page


def test_a_part_that_holds_a_value_is_open(house: House, zhang: Staff) -> None:
    page = zhang.get(PROJECT)
    assert part(page, "year").endswith(" open")
    assert not part(page, "budget").endswith(" open")


def test_a_part_that_holds_an_error_is_open(zhang: Staff) -> None:
    page = zhang.form("/staff/project/new", 422, title="广场", budget="很多")
    assert part(page, "budget").endswith(" open")
    assert fields_of(page)["budget"] == "很多"


def test_everything_in_a_folded_part_is_sent(house: House, zhang: Staff) -> None:
    assert {"title", "budget", "note", "year"} <= set(fields_of(zhang.get("/staff/project/new")))


def test_what_is_not_filled_in_is_a_list_of_links(house: House, zhang: Staff) -> None:
    missing = zhang.get(PROJECT).partition('class="missing"')[2].partition("</details>")[0]
    assert '<a href="#f-budget">' in missing
    assert "f-year" not in missing


def test_a_new_record_lacks_nothing_yet(zhang: Staff) -> None:
    assert 'class="missing"' not in zhang.get("/staff/project/new")


@pytest.mark.parametrize(
    ("table", "name", "keyboard", "example"),
    [
        ("payment", "amount", "decimal", "12000.50"),
        ("payment", "paid", "decimal", "2020-05-06"),
        ("project", "planned_start", "decimal", "2020-05"),
        ("project", "length", "decimal", "4.5"),
        ("project", "year", "numeric", "2020"),
        ("village", "households", "numeric", "412"),
        ("document", "of_code", "text", "sq-2020-001"),
    ],
)
def test_a_field_shows_an_example_and_brings_its_keyboard(
    zhang: Staff, table: str, name: str, keyboard: str, example: str
) -> None:
    shown = field(zhang.get(f"/staff/{table}/new"), name)
    assert f'inputmode="{keyboard}"' in shown
    assert example in shown
    assert 'autocomplete="off"' in shown


def test_a_personal_number_is_told_with_the_other_mistakes(zhang: Staff) -> None:
    page = zhang.form("/staff/payment/new", 422, title="养生", amount="x", note="找 13912345678")
    summary = page.partition('id="wrong"')[2].partition("</div>")[0]
    assert '"#f-amount"' in summary
    assert '"#f-note"' in summary


def test_a_correction_tells_all_its_mistakes_at_once(zhang: Staff) -> None:
    page = zhang.form("/staff/payment/pay-1/correct", 422, amount="x", note="13912345678")
    for name in ("amount", "note", "why"):
        assert f'"#f-{name}"' in page
    assert fields_of(page)["amount"] == "x"


@pytest.mark.parametrize("language", ["zh_Hant", "en"])
def test_forms_are_whole_in_every_language(zhang: Staff, language: str) -> None:
    other = "未填报" if language == "zh_Hant" else "[\u4e00-\u9fff]"
    for table in ENTITIES:
        page = zhang.client.get(
            f"/staff/{table}/new", environ_overrides={paths.LANGUAGE: language}
        ).get_data(as_text=True)
        form = page.partition('<form class="sheet')[2].partition("</form>")[0]
        words = re.sub(r"<(option|datalist)[^>]*>[^<]*|1\.2万|18厘米|<[^>]+>", "", form)
        assert not re.search(other, words), (table, re.findall(other, words))


def test_no_page_has_an_id_twice(house: House, zhang: Staff) -> None:
    number = house.door.propose(house.author, "", [house.edit("village", "v", title="村")], NOW)
    pages = [PROJECT, "/staff/payment/new", "/staff/payment/pay-1/correct", "/staff/upload"]
    for path in (*pages, f"/staff/changes/{number}", "/staff/", "/staff/payment"):
        ids = re.findall(r'\sid="([^"]+)"', zhang.get(path))
        assert len(ids) == len(set(ids)), path


def test_a_form_that_comes_back_starts_at_what_is_wrong(house: House, zhang: Staff) -> None:
    number = house.door.propose(house.author, "", [house.edit("village", "v", title="村")], NOW)
    for path in (PROJECT, "/staff/payment/new", "/staff/upload", f"/staff/changes/{number}"):
        assert '#wrong"' in zhang.get(path), path
    page = zhang.post(f"/staff/changes/{number}/submit", 422, why="")
    assert 'tabindex="-1" id="wrong"' in page


def test_a_script_is_told_where_the_person_goes(house: House) -> None:
    zhang = Staff(house, house.author)
    typed = {"csrf_token": zhang.token(), "title": "双桥村", "why": "新村"}
    by_script = {"Sent-By": "script"}
    answer = zhang.client.post("/staff/village/new", data=typed, headers=by_script)
    assert (answer.status_code, answer.get_data()) == (204, b"")
    assert answer.headers["Go-To"].startswith("/staff/changes/")
    assert "Location" not in answer.headers
    refused = zhang.client.post(
        "/staff/village/new", data={**typed, "title": ""}, headers=by_script
    )
    assert refused.status_code == 422 and "新村" in refused.get_data(as_text=True)
