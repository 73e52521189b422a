"""New codes: placeholders become short, unused codes, and references follow."""

from hypothesis import given
from hypothesis import strategies as st

from portal.codes import Edit, Values, assigned
from portal.kinds import Code


def new(table: str, code: str, **values: object) -> Edit:
    found: Values = values  # type: ignore[assignment]
    return Edit("create", table, code, 0, found)


def none_taken(table: str, stem: str) -> list[str]:
    return []


def test_a_project_is_named_after_its_village_and_year() -> None:
    village = new("village", "?1", title="双桥村")
    project = new("project", "?2", title="路", village="?1", year=2020)
    done = assigned([village, project], none_taken)
    assert [edit.code for edit in done] == ["sq", "sq-2020-001"]
    assert done[1].values["village"] == "sq"


def test_a_taken_number_is_not_used_again() -> None:
    done = assigned(
        [new("payment", f"?{n}", paid="2020-05-06") for n in (1, 2)],
        lambda table, stem: ["pay-2020-004", "pay-2020-001"],
    )
    assert [edit.code for edit in done] == ["pay-2020-005", "pay-2020-006"]


def test_a_budget_line_carries_project_and_source() -> None:
    line = new("budget_line", "?1", project="sq-2020-001", source="self_raised")
    assert assigned([line], none_taken)[0].code == "sq-2020-001-self-raised"


def test_a_village_without_initials_gets_a_number() -> None:
    assert assigned([new("village", "?1", title="𠮷")], none_taken)[0].code == "v-001"


@given(st.lists(st.integers(1990, 2030), max_size=20))
def test_codes_are_valid_and_never_repeat(years: list[int]) -> None:
    edits = [new("project", f"?{n}", year=year) for n, year in enumerate(years)]
    codes = [edit.code for edit in assigned(edits, none_taken)]
    assert len(set(codes)) == len(codes)
    assert all(Code(label="c").read(code) == code for code in codes)
