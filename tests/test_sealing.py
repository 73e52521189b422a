"""Sealing: what was sealed opens under its key only; the store names files by their hash alone."""

import hashlib
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.errors import Invalid, NotFound, Unusable
from portal.sealing import HEADER, Store, new_key, seal, unseal

KEY = "00112233445566778899aabbccddeeff" * 2


@given(st.binary(max_size=500))
def test_what_is_sealed_opens_again(data: bytes) -> None:
    sealed = seal(KEY, data)
    assert unseal(KEY, sealed) == data
    assert sealed != seal(KEY, data)
    assert len(data) < 8 or data not in sealed[len(HEADER) :]


def test_a_sealed_file_of_version_1_opens() -> None:
    plain = "凭证原件".encode()
    sealed = bytes.fromhex(
        "6d627a7365616c31"
        "1ee3ff906f0ed14adb7c1831956b651bafa8bdc883f0c9e5b072915204b07da9b37ac1112359a9e1"
        "906d7fb1c62ddc4dab9c831ed69143c9e6c9e110da9143f6909b941bb05bcd26"
    )
    assert sealed.startswith(HEADER) and unseal(KEY, sealed) == plain


@given(st.binary(max_size=80), st.integers(0), st.integers(0, 7))
def test_one_changed_bit_is_seen(data: bytes, place: int, bit: int) -> None:
    sealed = bytearray(seal(KEY, data))
    sealed[place % len(sealed)] ^= 1 << bit
    with pytest.raises(Invalid):
        unseal(KEY, bytes(sealed))


def test_the_hash_of_another_file_is_seen() -> None:
    first, second = seal(KEY, b"first"), seal(KEY, b"other")
    with pytest.raises(Invalid):
        unseal(KEY, first[:40] + second[40:])


@pytest.mark.parametrize("sealed", [b"", HEADER, HEADER + bytes(30), b"%PDF-1.7" + bytes(80)])
def test_what_is_no_sealed_file(sealed: bytes) -> None:
    with pytest.raises(Invalid, match="no sealed file"):
        unseal(KEY, sealed)


def test_another_key_does_not_open() -> None:
    with pytest.raises(Invalid, match="another one"):
        unseal(new_key(), seal(KEY, b"x"))


@pytest.mark.parametrize("key", ["", "abc", KEY[:-1], KEY.upper(), KEY + "\n", "g" * 64])
def test_a_key_that_is_none(key: str) -> None:
    with pytest.raises(Unusable):
        seal(key, b"x")


def test_new_keys_differ() -> None:
    assert len({new_key() for _ in range(20)}) == 20
    assert len(new_key()) == 64


def test_a_file_is_kept_under_its_hash(tmp_path: Path) -> None:
    store = Store(tmp_path / "sealed")
    digest = store.put(b"voucher")
    assert digest == hashlib.sha256(b"voucher").hexdigest()
    assert store.has(digest) and store.get(digest) == b"voucher"
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [digest]


@pytest.mark.parametrize("mode", [0o600, 0o644])
def test_who_may_read_it(tmp_path: Path, mode: int) -> None:
    store = Store(tmp_path / "kept", mode)
    path = store.path(store.put(b"x"))
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert stat.S_IMODE(path.parent.stat().st_mode) == (0o700 if mode == 0o600 else 0o755)


NO_HASHES = ["", "..", "../" * 22, "a" * 63, "A" * 64, "a" * 64 + "\n", "/etc/passwd", "０" * 64]


@pytest.mark.parametrize("name", NO_HASHES)
def test_nothing_but_a_hash_is_a_name(tmp_path: Path, name: str) -> None:
    store = Store(tmp_path)
    assert not store.has(name)
    for way in (store.path, store.get):
        with pytest.raises(NotFound):
            way(name)


def test_what_is_not_kept(tmp_path: Path) -> None:
    assert not Store(tmp_path).has("a" * 64)
    with pytest.raises(NotFound):
        Store(tmp_path).get("a" * 64)


def test_what_stands_is_never_replaced(tmp_path: Path) -> None:
    store = Store(tmp_path)
    path = store.path(store.put(b"voucher"))
    before = path.stat().st_ino
    store.put(b"voucher")
    assert path.stat().st_ino == before
    path.write_bytes(b"forged")
    store.put(b"voucher")
    assert path.read_bytes() == b"forged"
    with pytest.raises(Unusable, match="damaged"):
        store.get(path.name)


def test_the_same_bytes_at_the_same_time(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        digests = set(pool.map(store.put, [b"same" * 1000] * 40))
    assert len(digests) == 1 and store.get(digests.pop()) == b"same" * 1000
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_a_full_disk_leaves_nothing_half(tmp_path: Path) -> None:
    store = Store(tmp_path)
    digest = hashlib.sha256(b"x").hexdigest()
    store.path(digest).parent.write_bytes(b"")  # a file where the folder should be
    with pytest.raises(OSError, match=digest[:2]):
        store.put(b"x")
    assert not store.has(digest)
