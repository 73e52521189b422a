"""The transparency log: tree, proofs and entries, all as pure functions.

The tree is that of RFC 6962 with SHA-256. It is kept as its complete subtrees: node (level,
position) is the hash over the leaves position·2^level … (position+1)·2^level − 1, so level 0 holds
the leaf hashes. A complete subtree never changes, so storage only ever appends. In all names
below an *entry* is the bytes that the log records and a *leaf* is the 32-byte hash of one.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Protocol

HASH_LENGTH = 32
SALT_LENGTH = 32
EMPTY = sha256().digest()  # the root of a tree without leaves


class OutsideTree(ValueError):
    """A leaf or a size was asked for that the tree does not have."""


class BadSalt(ValueError):
    """A salt of the wrong length."""


class Nodes(Protocol):
    """Storage of the complete subtrees. A missing node must raise, never be made up."""

    def __call__(self, level: int, position: int) -> bytes: ...


# The tree


def leaf_hash(entry: bytes) -> bytes:
    """SHA-256(0x00 ‖ entry) (RFC 6962 section 2.1)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right) (RFC 6962 section 2.1)."""
    return sha256(b"\x01" + left + right).digest()


def grown(size: int, leaf: bytes, nodes: Nodes) -> list[tuple[int, int, bytes]]:
    """The rows (level, position, hash) that a tree of `size` leaves gains with one more leaf."""
    _require(size >= 0, f"A tree cannot have {size} leaves.")
    rows = [(0, size, leaf)]
    while rows[-1][1] % 2:
        level, position, right = rows[-1]
        left = _node(nodes, level, position - 1)
        rows.append((level + 1, position // 2, node_hash(left, right)))
    return rows


def root(size: int, nodes: Nodes) -> bytes:
    """The root hash over the first `size` leaves, for any size up to that of the storage."""
    _require(size >= 0, f"A tree cannot have {size} leaves.")
    return _branch(0, size, nodes) if size else EMPTY


def heads(size: int) -> list[tuple[int, int]]:
    """(level, position) of the complete subtrees that a tree of `size` leaves is made of."""
    levels = range(size.bit_length())
    return [(level, (size >> level) - 1) for level in levels if size >> level & 1]


def levels(leaves: list[bytes]) -> list[list[bytes]]:
    """All complete subtrees over these leaves: `levels(leaves)[level][position]`."""
    rows = [leaves]
    while len(rows[-1]) > 1:
        pairs = zip(rows[-1][::2], rows[-1][1::2], strict=False)  # an odd last node waits
        rows.append([node_hash(left, right) for left, right in pairs])
    return rows


def root_of(leaves: list[bytes]) -> bytes:
    """The root hash over these leaves."""
    rows = levels(leaves)
    return root(len(leaves), lambda level, position: rows[level][position])


def _node(nodes: Nodes, level: int, position: int) -> bytes:
    """One stored hash. Not a ValueError: a tree with a hole is our fault, not the asker's."""
    found = nodes(level, position)
    if not found or len(found) != HASH_LENGTH:
        raise LookupError(f"Node {position} of level {level} is missing from the tree.")
    return found


def _branch(start: int, end: int, nodes: Nodes) -> bytes:
    """The hash over leaves start … end − 1, where RFC 6962 makes them one branch of the tree."""
    level = (end - start).bit_length() - 1
    left = _node(nodes, level, start >> level)
    middle = start + (1 << level)
    return left if middle == end else node_hash(left, _branch(middle, end, nodes))


def _require(condition: bool, sentence: str) -> None:
    if not condition:
        raise OutsideTree(sentence)


# Proofs


def inclusion(index: int, size: int, nodes: Nodes) -> list[bytes]:
    """The proof that leaf `index` (from 0) is in the tree of `size` leaves: siblings, lowest first.

    RFC 6962 section 2.1.1. Raises OutsideTree unless 0 ≤ index < size.
    """
    _require(0 <= index < size, f"A tree of {size} leaves has no leaf {index}.")
    return _path(index, 0, size, nodes)


def consistency(old: int, new: int, nodes: Nodes) -> list[bytes]:
    """The proof that the tree of `new` leaves begins with the tree of `old` leaves.

    RFC 6962 section 2.1.2; empty from the empty tree. Raises OutsideTree unless 0 ≤ old ≤ new.
    """
    _require(0 <= old <= new, f"A tree of {old} leaves is not the beginning of one of {new}.")
    return _common(old, 0, new, nodes) if old else []


def _path(index: int, start: int, end: int, nodes: Nodes) -> list[bytes]:
    """PATH of RFC 6962 section 2.1.1 within the branch start … end − 1."""
    if end - start == 1:
        return []
    middle = _middle(start, end)
    if index < middle:
        return [*_path(index, start, middle, nodes), _branch(middle, end, nodes)]
    return [*_path(index, middle, end, nodes), _branch(start, middle, nodes)]


def _common(old: int, start: int, end: int, nodes: Nodes) -> list[bytes]:
    """SUBPROOF of RFC 6962 section 2.1.2; its flag b is true exactly while start is 0."""
    if old == end:
        return [_branch(start, end, nodes)] if start else []
    middle = _middle(start, end)
    if old <= middle:
        return [*_common(old, start, middle, nodes), _branch(middle, end, nodes)]
    return [*_common(old, middle, end, nodes), _branch(start, middle, nodes)]


def _middle(start: int, end: int) -> int:
    """Where a branch divides: its left part is the largest power of two less than its width."""
    return start + (1 << (end - start - 1).bit_length() - 1)


def included(leaf: bytes, index: int, size: int, proof: list[bytes], root: bytes) -> bool:
    """Whether the proof leads from the leaf at `index` to the root (RFC 9162 section 2.1.3.2)."""
    if not 0 <= index < size or not _hashes(leaf, root, *proof):
        return False
    sides = list(_sides(index, size - 1))
    if len(sides) != len(proof):
        return False
    for left, sibling in zip(sides, proof, strict=True):
        leaf = node_hash(sibling, leaf) if left else node_hash(leaf, sibling)
    return leaf == root


def consistent(old: int, old_root: bytes, new: int, new_root: bytes, proof: list[bytes]) -> bool:
    """Whether the proof shows that the new tree begins with the old (RFC 9162 section 2.1.4.2).

    A tree is consistent with itself and with the empty tree by an empty proof.
    """
    if not 0 <= old <= new or not _hashes(old_root, new_root, *proof):
        return False
    if old in (0, new):
        return not proof and old_root == (new_root if old == new else EMPTY)
    path = proof if old & old - 1 else [old_root, *proof]  # a complete old tree is not sent
    return _both_roots(old, new, path) == (old_root, new_root)


def _both_roots(old: int, new: int, path: list[bytes]) -> tuple[bytes, bytes] | None:
    """The old and new root by a path that starts with a branch of both; None if it does not fit."""
    level = (old & -old).bit_length() - 1  # of the last complete subtree of the old tree
    sides = list(_sides(old - 1 >> level, new - 1 >> level))
    if len(path) != len(sides) + 1:
        return None
    older = newer = path[0]
    for left, sibling in zip(sides, path[1:], strict=True):
        older = node_hash(sibling, older) if left else older
        newer = node_hash(sibling, newer) if left else node_hash(newer, sibling)
    return older, newer


def _sides(position: int, last: int) -> Iterator[bool]:
    """For each sibling on the way up from `position` in a row that ends at `last`: is it left?"""
    while last:
        left = position % 2 == 1 or position == last
        yield left
        while left and position and not position % 2:  # alone on the right edge: no sibling here
            position, last = position >> 1, last >> 1
        position, last = position >> 1, last >> 1


def _hashes(*values: bytes) -> bool:
    return all(len(value) == HASH_LENGTH for value in values)


# Entries


def canonical(value: object) -> bytes:
    r"""The one spelling of a JSON value that is hashed and kept.

    UTF-8 without a byte order mark or final newline. Only None, bool, int, str, list and dict
    with str keys, exactly these types. Keys ascend by code point; no space anywhere; integers in
    decimal, of any size. Strings are not normalised and stand as they are but for \" \\ \b \f \n
    \r \t and, for the other characters below U+0020, \u00xx in lower case.
    Raises TypeError for anything else: floats, tuples, subclasses, lone surrogates.

    >>> canonical({"b": [1, None, True], "a": "道路\n"}).decode()
    '{"a":"道路\\n","b":[1,null,true]}'
    """
    _only_json(value)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise TypeError("A lone surrogate has no place in canonical JSON.") from error


def _only_json(value: object) -> None:
    if type(value) is dict:
        _only_json(list(value.values()))
        if any(type(key) is not str for key in value):
            raise TypeError("A key of canonical JSON is a str.")
    elif type(value) is list:
        for part in value:
            _only_json(part)
    elif value is not None and type(value) not in (bool, int, str):
        raise TypeError(f"{type(value).__name__} has no place in canonical JSON.")


def commitment(salt: bytes, payload: bytes) -> bytes:
    """SHA-256(salt ‖ payload), which binds to a payload and, without the salt, tells nothing of it.

    The salt is always 32 random bytes: so only one division of the bytes is possible, and the
    payload of an erased entry cannot be found by trying. Raises BadSalt for another length.
    """
    if len(salt) != SALT_LENGTH:
        raise BadSalt(f"A salt has {SALT_LENGTH} bytes, not {len(salt)}.")
    return sha256(salt + payload).digest()
