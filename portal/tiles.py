"""The log as tiles, after C2SP tlog-tiles: 256 hashes of a level of the tree, or 256 entries.

A tile (level L, number N) holds the hashes of tree level 8·L at positions 256·N … 256·N + W − 1,
32 bytes each; W is 256 in a full tile and less in the last one of a tree. An entry bundle holds
the same span of entries, each after its length as two big-endian bytes. In addresses a number is
written in groups of three digits, all but the last with an x before them: 1234067 is
x001/x234/067. A partial tile has `.p/W` after it.
"""

import re
from typing import NamedTuple

from portal.tlog import HASH_LENGTH

HEIGHT = 8
WIDTH = 1 << HEIGHT
LEVELS = 63 // HEIGHT
_NUMBER = re.compile(r"(?:x\d{3}/)*\d{3}", re.ASCII)
_PATH = re.compile(r"(?P<number>[x\d/]{3,60}?)(?:\.p/(?P<width>\d{1,3}))?", re.ASCII)
LONGEST = 0xFFFF


class BadTile(ValueError):
    """An address that names no tile, or one that the tree does not have."""


class Tile(NamedTuple):
    """Number and width of a tile or bundle; the first position is 256 · number."""

    number: int
    width: int

    @property
    def start(self) -> int:
        """The first position, from 0."""
        return self.number * WIDTH

    @property
    def full(self) -> bool:
        """Whether it never changes."""
        return self.width == WIDTH


def named(path: str) -> Tile:
    """The tile of the end of an address; raises `BadTile`.

    >>> named("x001/x234/067"), named("000.p/17")
    (Tile(number=1234067, width=256), Tile(number=0, width=17))
    """
    found = _PATH.fullmatch(path)
    if not found or not _NUMBER.fullmatch(found["number"]):
        raise BadTile(path[:80])
    number = int(found["number"].replace("x", "").replace("/", ""))
    width = found["width"]
    if address(number) != found["number"] or (width and not 1 <= int(width) < WIDTH):
        raise BadTile(path[:80])
    if width and str(int(width)) != width:
        raise BadTile(path[:80])
    return Tile(number, int(width) if width else WIDTH)


def address(number: int) -> str:
    """How a tile's number is written.

    >>> address(0), address(999), address(1000), address(1234067)
    ('000', '999', 'x001/000', 'x001/x234/067')
    """
    digits = f"{number:03d}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[place : place + 3] for place in range(0, len(digits), 3)]
    return "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])


def newest(size: int) -> str:
    """The end of the address of the last tile of level 0 in a tree.

    >>> newest(1), newest(256), newest(300)
    ('000.p/1', '000', '001.p/44')
    """
    number, width = divmod(max(size, 1) - 1, WIDTH)
    return address(number) + ("" if width + 1 == WIDTH else f".p/{width + 1}")


def hashes(found: list[bytes], tile: Tile) -> bytes:
    """The bytes of a tile; raises `BadTile` where the tree has fewer hashes than asked for."""
    if len(found) != tile.width or any(len(one) != HASH_LENGTH for one in found):
        raise BadTile(address(tile.number))
    return b"".join(found)


def bundle(entries: list[bytes], tile: Tile) -> bytes:
    """The bytes of an entry bundle; raises `BadTile` where the log has fewer entries."""
    if len(entries) != tile.width:
        raise BadTile(address(tile.number))
    if any(len(one) > LONGEST for one in entries):
        raise OverflowError("an entry is too long for a bundle")
    return b"".join(len(one).to_bytes(2, "big") + one for one in entries)
