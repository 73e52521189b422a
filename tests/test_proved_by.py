"""What a paper belongs to is chosen by the name of its table, never typed."""

import pytest

from portal import choices, forms
from portal.entities import ENTITIES
from portal.words import catalog
from tests.conftest import House
from tests.staff_pages import Staff


@pytest.mark.parametrize(("word", "label", "spellings"), choices.PROVED_BY)
def test_tables_go_by_their_own_labels(word: str, label: str, spellings: tuple[str, ...]) -> None:
    assert ENTITIES[word].label == label
    assert catalog("zh_Hans").gettext(label) in spellings


@pytest.mark.parametrize(("typed", "table"), [("项目", "project"), ("付款", "payment")])
def test_a_sheet_names_the_table_in_chinese(typed: str, table: str) -> None:
    texts = {"title": "验收单", "of_table": typed, "of_code": "p-1"}
    values, errors = forms.read("document", texts)
    assert (values["of_table"], errors) == (table, {})


def test_a_table_without_papers_is_refused() -> None:
    _, errors = forms.read("document", {"title": "纸", "of_table": "hotline", "of_code": "h"})
    assert set(errors) == {"of_table"}


def test_the_upload_says_in_words_what_the_picture_is_about(house: House) -> None:
    house.money()
    page = Staff(house, house.author).get("/staff/papers?of_table=payment&of_code=pay-1")
    assert "付款“路面浇筑”" in page
    assert 'value="payment"' in page


def test_nothing_is_uploaded_about_a_table_without_papers(house: House) -> None:
    Staff(house, house.author).get("/staff/papers?of_table=hotline&of_code=h-1", 404)
