"""Masked names: the surname stays, the next character never does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.masking import COMPOUND, STAR, masked_name, surname

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
GIVEN = st.text(HAN, min_size=1, max_size=3)


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("张小三", "张*三"),
        ("欧阳小三", "欧阳*三"),
        ("欧阳锋", "欧阳*"),
        ("欧阳", "欧*"),
        ("上官婉儿", "上官*儿"),
        ("歐陽小三", "歐陽*三"),
        ("爱新觉罗启功", "爱新觉罗*功"),
        ("司徒雷登", "司徒*登"),
        ("张 三", "张*"),
        ("　张　三　", "张*"),
        ("张", "*"),
        ("𠮷田三", "𠮷*三"),
        ("阿依古丽·买买提", "阿***·*"),
        ("扎西·多吉·次仁", "扎*·*·*"),
        ("阿卜杜拉•买买提", "阿***·*"),
        ("Li Xiaosan", "L* *"),
        ("Zhang", "Z*"),
        ("Z", "*"),
        ("Ольга Иванова", "О* *"),
        ("", ""),
        ("  ", ""),
        ("·", ""),
    ],
)
def test_masked(name: str, masked: str) -> None:
    assert masked_name(name) == masked


def test_the_list_of_compound_surnames() -> None:
    assert len(COMPOUND) >= 80
    assert all(len(name) in (2, 4) for name in COMPOUND)


@given(st.sampled_from(sorted(COMPOUND)), GIVEN)
def test_a_compound_surname_stays_whole(family: str, given_name: str) -> None:
    assert masked_name(family + given_name) == family + STAR + given_name[1:]


@given(HAN, GIVEN)
def test_one_character_is_hidden(family: str, given_name: str) -> None:
    name = family + given_name
    masked = masked_name(name)
    assert len(masked) == len(name) and masked.count(STAR) == 1
    assert masked[len(surname(name))] == STAR
    assert masked.startswith(surname(name))


@given(st.text(max_size=30))
def test_no_text_breaks_it(name: str) -> None:
    masked = masked_name(name)
    assert STAR in masked or not masked
    assert masked.strip() == masked


@given(st.lists(st.text(HAN, min_size=1, max_size=6), min_size=2, max_size=4))
def test_of_a_name_with_dots_one_character_stays(parts: list[str]) -> None:
    masked = masked_name("·".join(parts))
    assert len(masked.replace(STAR, "").replace("·", "")) <= 1
    assert masked.count("·") == len(parts) - 1
    assert len(parts[0]) == 1 or masked[0] == parts[0][0]


@given(st.from_regex(r"[A-Z][a-z]{1,9}( [A-Z][a-z]{1,9}){1,3}", fullmatch=True))
def test_of_a_latin_name_one_letter_stays(name: str) -> None:
    words = masked_name(name).split(" ")
    assert words[0] == name[0] + STAR
    assert set(words[1:]) == {STAR} and len(words) == len(name.split(" "))
