"""The layout of the flow: in proportion, nothing lost, nothing on top of anything else."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.views import sankey
from portal.views.sankey import GAP, Layout, Route, layout

KEYS = ("a", "b", "c", "d")
AMOUNTS = st.one_of(st.integers(0, 300), st.integers(1, 10**15))
ROUTES = st.lists(
    st.tuples(st.tuples(*(st.sampled_from(KEYS) for _ in range(4))), AMOUNTS), max_size=30
)
ROOM = st.dictionaries(
    st.tuples(st.integers(0, 3), st.sampled_from(KEYS)), st.floats(0, 90), max_size=16
)


def drawn(routes: list[Route], room: dict[tuple[int, str], float]) -> Layout:
    return layout(routes, [KEYS] * 4, room, 300)


@given(ROUTES, ROOM)
def test_sums_are_kept_to_the_fen(routes: list[Route], room: dict[tuple[int, str], float]) -> None:
    found = drawn(routes, room)
    whole = sum(amount for _, amount in routes)
    for column in range(4):
        boxes = [box for box in found.boxes if box.column == column]
        assert sum(box.amount for box in boxes) == whole
        for box in boxes:
            leaving = [b.amount for b in found.bands if (b.column, b.source) == (column, box.key)]
            coming = [b.amount for b in found.bands if (b.column + 1, b.target) == box[:2]]
            assert column == 3 or sum(leaving) == box.amount
            assert column == 0 or sum(coming) == box.amount


@given(ROUTES, ROOM)
def test_everything_is_in_proportion(
    routes: list[Route], room: dict[tuple[int, str], float]
) -> None:
    found = drawn(routes, room)
    whole = sum(amount for _, amount in routes)
    heights = [(box.height, box.amount) for box in found.boxes]
    heights += [(band.height, band.amount) for band in found.bands]
    for height, amount in heights:
        assert height == pytest.approx(300 * amount / whole)


@given(ROUTES, ROOM)
def test_no_box_lies_on_another_and_labels_have_their_room(
    routes: list[Route], room: dict[tuple[int, str], float]
) -> None:
    found = drawn(routes, room)
    for column in range(4):
        boxes = [box for box in found.boxes if box.column == column]
        for box in boxes:
            assert box.room >= room.get((column, box.key), 0)
        spans = [(box.top + (box.height - box.room) / 2, box.room) for box in boxes]
        for (top, high), (below, _) in itertools.pairwise(spans):
            assert top + high + GAP <= below + 1e-6
        for top, high in spans:
            assert top >= -1e-6 and top + high <= found.height + 1e-6


@given(ROUTES)
def test_bands_fill_their_boxes_side_by_side(routes: list[Route]) -> None:
    found = drawn(routes, {})
    for box in found.boxes:
        out = [(b.top, b.height) for b in found.bands if (b.column, b.source) == box[:2]]
        into = [(b.end, b.height) for b in found.bands if (b.column + 1, b.target) == box[:2]]
        for ends in (out, into):
            top = box.top
            for start, high in sorted(ends):
                assert start == pytest.approx(top, abs=1e-6)
                top = start + high
            assert not ends or top == pytest.approx(box.top + box.height, abs=1e-6)


@given(ROUTES)
def test_order_is_kept(routes: list[Route]) -> None:
    boxes = drawn(routes, {}).boxes
    for column in range(4):
        tops = [(box.key, box.top) for box in boxes if box.column == column]
        assert tops == sorted(tops)


def test_nothing_gives_no_picture() -> None:
    assert layout([], [[], []], {}, 300) == Layout([], [], 0.0)
    assert layout([(("a", "b"), 0)], [["a"], ["b"]], {}, 300) == Layout([], [], 0.0)


def test_less_than_nothing_is_refused() -> None:
    with pytest.raises(AssertionError):
        layout([(("a", "b"), -1)], [["a"], ["b"]], {}, 300)


def test_a_fen_beside_a_hundred_billion_yuan_is_there() -> None:
    found = layout([(("a", "x"), 1), (("b", "x"), 10**13)], [["a", "b"], ["x"]], {}, 300)
    assert [band.amount for band in found.bands] == [1, 10**13]
    assert found.bands[0].height > 0
    assert "e" not in sankey.path(found.bands[0])
