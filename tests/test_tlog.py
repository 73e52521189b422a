"""The tree against the published vectors and a naive tree; canonical JSON; commitments."""

from enum import IntEnum, StrEnum
from hashlib import sha256
from json import loads
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import tlog

# The vectors of Certificate Transparency's merkle_tree_test.cc, as in transparency-dev/merkle.
ENTRIES = [
    bytes.fromhex(entry)
    for entry in (
        *("", "00", "10", "2021", "3031", "40414243"),
        *("5051525354555657", "606162636465666768696a6b6c6d6e6f"),
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
# Hashes over the leaves named, 03 being 0 to 3.
L0 = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
L1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
L4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
L6 = "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f"
L01 = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
L23 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
L45 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
L67 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
L03 = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"
L47 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
INCLUSIONS = [
    (0, 1, []),
    (0, 8, [L1, L23, L47]),
    (5, 8, [L4, L67, L03]),
    (2, 3, [L01]),
    (1, 5, [L0, L23, L4]),
]
CONSISTENCIES = [
    (1, 1, []),
    (1, 8, [L1, L23, L47]),
    (6, 8, [L45, L67, L03]),
    (2, 5, [L23, L4]),
    (6, 7, [L45, L6, L03]),
]
LEAVES = [tlog.leaf_hash(entry) for entry in ENTRIES]
MANY = [tlog.leaf_hash(b"%d" % number) for number in range(70)]
SIZES = st.integers(1, len(MANY))


def stored(leaves):
    rows = tlog.levels(leaves)
    return lambda level, position: rows[level][position]


def naive(leaves):
    """MTH as RFC 6962 section 2.1 defines it."""
    if len(leaves) < 2:
        return leaves[0] if leaves else sha256(b"").digest()
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    return sha256(b"\1" + naive(leaves[:middle]) + naive(leaves[middle:])).digest()


def spoilt(values, data):
    """The same hashes with one byte changed somewhere."""
    which = data.draw(st.integers(0, len(values) - 1))
    place = data.draw(st.integers(0, 31))
    changed = bytearray(values[which])
    changed[place] ^= data.draw(st.integers(1, 255))
    return [*values[:which], bytes(changed), *values[which + 1 :]]


# Published vectors


@pytest.mark.parametrize("size", range(9))
def test_published_roots(size):
    assert tlog.root(size, stored(LEAVES)).hex() == ROOTS[size]
    assert tlog.root_of(LEAVES[:size]).hex() == ROOTS[size]


def test_root_of_nothing():
    assert tlog.EMPTY.hex() == ROOTS[0]
    assert tlog.levels([]) == [[]]


@pytest.mark.parametrize(("index", "size", "proof"), INCLUSIONS)
def test_published_inclusion_proofs(index, size, proof):
    found = tlog.inclusion(index, size, stored(LEAVES))
    assert [each.hex() for each in found] == proof
    assert tlog.included(LEAVES[index], index, size, found, bytes.fromhex(ROOTS[size]))


@pytest.mark.parametrize(("old", "new", "proof"), CONSISTENCIES)
def test_published_consistency_proofs(old, new, proof):
    found = tlog.consistency(old, new, stored(LEAVES))
    roots = [bytes.fromhex(ROOTS[size]) for size in (old, new)]
    assert [each.hex() for each in found] == proof
    assert tlog.consistent(old, roots[0], new, roots[1], found)


# Properties


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=40))
def test_root_is_that_of_the_naive_tree(leaves):
    assert tlog.root(len(leaves), stored(leaves)) == naive(leaves) == tlog.root_of(leaves)


@given(SIZES)
def test_root_of_an_earlier_size(size):
    assert tlog.root(size, stored(MANY)) == naive(MANY[:size])


@given(SIZES)
def test_a_root_needs_only_the_heads(size):
    rows = tlog.levels(MANY[:size])
    asked = {(level, position): rows[level][position] for level, position in tlog.heads(size)}
    assert tlog.root(size, lambda *node: asked[node]) == tlog.root_of(MANY[:size])


def test_growing_gives_the_same_levels():
    kept: dict[tuple[int, int], bytes] = {}
    for size, leaf in enumerate(MANY):
        for level, position, found in tlog.grown(size, leaf, lambda *at: kept[at]):
            assert (level, position) not in kept
            kept[level, position] = found
    rows = tlog.levels(MANY)
    assert kept == {(n, at): each for n, row in enumerate(rows) for at, each in enumerate(row)}


@given(SIZES, st.data())
def test_inclusion_verifies_until_a_byte_changes(size, data):
    index = data.draw(st.integers(0, size - 1))
    proof = tlog.inclusion(index, size, stored(MANY))
    good = [MANY[index], naive(MANY[:size]), *proof]
    leaf, root, *bad = spoilt(good, data)
    assert tlog.included(good[0], index, size, proof, good[1])
    assert not tlog.included(leaf, index, size, bad, root)


@given(SIZES, st.data())
def test_consistency_verifies_until_a_byte_changes(new, data):
    old = data.draw(st.integers(1, new))
    proof = tlog.consistency(old, new, stored(MANY))
    good = [naive(MANY[:old]), naive(MANY[:new]), *proof]
    old_root, new_root, *bad = spoilt(good, data)
    assert tlog.consistent(old, good[0], new, good[1], proof)
    assert not tlog.consistent(old, old_root, new, new_root, bad)


@given(SIZES, st.data())
def test_a_proof_is_for_one_index(size, data):
    index, other = (data.draw(st.integers(0, size - 1)) for _ in range(2))
    proof = tlog.inclusion(index, size, stored(MANY))
    verdict = tlog.included(MANY[index], other, size, proof, naive(MANY[:size]))
    assert verdict == (index == other)


@given(SIZES, st.data())
def test_a_proof_is_for_one_old_size(new, data):
    old, other = (data.draw(st.integers(1, new)) for _ in range(2))
    proof = tlog.consistency(old, new, stored(MANY))
    verdict = tlog.consistent(other, naive(MANY[:old]), new, naive(MANY[:new]), proof)
    assert verdict == (old == other)


HASHES = st.lists(st.binary(max_size=33), max_size=4)


@given(st.integers(), st.integers(), st.binary(), st.binary(), HASHES)
def test_checks_answer_whatever_they_are_given(first, second, one, two, proof):
    assert not tlog.included(one, first, second, proof, two) or one == two
    assert not tlog.consistent(first, one, second, two, proof) or one in (two, tlog.EMPTY)


# Misfits


@pytest.mark.parametrize("change", [lambda p: p[:-1], lambda p: [*p, p[0]], lambda p: [p[0], *p]])
def test_proofs_of_the_wrong_length(change):
    roots = [bytes.fromhex(root) for root in ROOTS]
    inclusion = change(tlog.inclusion(5, 8, stored(LEAVES)))
    consistency = change(tlog.consistency(6, 8, stored(LEAVES)))
    assert not tlog.included(LEAVES[5], 5, 8, inclusion, roots[8])
    assert not tlog.consistent(6, roots[6], 8, roots[8], consistency)


def test_bytes_cannot_move_from_one_hash_to_the_next():
    left, right = bytes.fromhex(L01), bytes.fromhex(L23)
    longer, shorter, root = left + right[:1], right[1:], bytes.fromhex(L03)
    assert tlog.consistent(2, left, 4, root, [right])
    assert not tlog.consistent(2, longer, 4, root, [shorter])
    assert not tlog.included(longer, 0, 2, [shorter], root)


def test_consistency_with_the_empty_tree():
    root = bytes.fromhex(ROOTS[3])
    assert tlog.consistency(0, 3, stored(LEAVES)) == []
    assert tlog.consistent(0, tlog.EMPTY, 3, root, [])
    assert not tlog.consistent(0, root, 3, root, [])
    assert not tlog.consistent(0, tlog.EMPTY, 3, root, [root])
    assert not tlog.consistent(0, tlog.EMPTY, 0, root, [])


@pytest.mark.parametrize(("index", "size"), [(0, 0), (3, 3), (-1, 3)])
def test_no_proof_of_a_leaf_outside(index, size):
    with pytest.raises(tlog.OutsideTree, match=rf"A tree of {size} leaves has no leaf {index}\."):
        tlog.inclusion(index, size, stored(LEAVES))
    assert not tlog.included(LEAVES[0], index, size, [], LEAVES[0])


@pytest.mark.parametrize(("old", "new"), [(2, 1), (-1, 3)])
def test_no_proof_backwards(old, new):
    with pytest.raises(tlog.OutsideTree, match="not the beginning"):
        tlog.consistency(old, new, stored(LEAVES))
    assert not tlog.consistent(old, LEAVES[0], new, LEAVES[0], [])


@pytest.mark.parametrize("ask", [tlog.root, lambda size, nodes: tlog.grown(size, b"", nodes)])
def test_no_tree_of_a_negative_size(ask):
    with pytest.raises(tlog.OutsideTree, match="cannot have -1 leaves"):
        ask(-1, stored(LEAVES))


@pytest.mark.parametrize("hole", [None, b"", b"short"])
def test_a_hole_in_the_tree_is_loud(hole):
    with pytest.raises(LookupError, match="Node 0 of level 3 is missing"):
        tlog.root(8, lambda level, position: hole)


# Entries


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (-(2**70), "-1180591620717411303424"),
        ({}, "{}"),
        ([1, [], {"a": None}], '[1,[],{"a":null}]'),
        ({"\U00010000": 1, "\ufb01": 2, "a": 3, "B": 4}, '{"B":4,"a":3,"\ufb01":2,"\U00010000":1}'),
        ("道路 / <硬化>\x7f\u2028", '"道路 / <硬化>\x7f\u2028"'),
        ('"\\\b\f\n\r\t\0\x1f', r'"\"\\\b\f\n\r\t\u0000\u001f"'),
        ("e\u0301", '"e\u0301"'),
    ],
)
def test_canonical_bytes(value, text):
    assert tlog.canonical(value) == text.encode()


LEAF = st.none() | st.booleans() | st.integers() | st.text()
JSON = st.recursive(LEAF, lambda part: st.lists(part) | st.dictionaries(st.text(), part))


@given(JSON)
def test_canonical_is_read_back_and_written_alike(value):
    text = tlog.canonical(value)
    assert loads(text) == value
    assert tlog.canonical(loads(text)) == text


@given(st.dictionaries(st.text(), st.integers()), st.integers())
def test_canonical_does_not_know_the_order_of_insertion(value, seed):
    items = list(value.items())
    Random(seed).shuffle(items)
    assert tlog.canonical(dict(items)) == tlog.canonical(value)


class Odd(IntEnum):
    ONE = 1


class Word(StrEnum):
    ONE = "one"


VALUES = (1.0, float("nan"), (1,), {1}, b"a", Odd.ONE, Word.ONE, object(), [["\udc80"]])
KEYS = (1, None, Word.ONE, "\ud800", 1.5)


@pytest.mark.parametrize("value", [*VALUES, {"a": [1.5]}, *({key: 1} for key in KEYS)])
def test_canonical_refuses(value):
    with pytest.raises(TypeError, match="canonical JSON"):
        tlog.canonical(value)


def test_commitment_is_the_hash_of_salt_and_payload():
    salt = bytes(range(32))
    expected = "3beb4649fb0f3ba0e4d1db3befc0f9e6982d28cf69bc263851e1b7635a0c9f38"
    assert tlog.commitment(salt, b"{}").hex() == expected


@pytest.mark.parametrize("length", [0, 31, 33])
def test_commitment_refuses_other_salts(length):
    with pytest.raises(tlog.BadSalt, match=f"32 bytes, not {length}"):
        tlog.commitment(bytes(length), b"{}")
