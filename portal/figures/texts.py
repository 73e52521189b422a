"""A text and its figures: which are bound, which numbers are bound to nothing, what is vague."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from portal import pages
from portal.figures.binding import Bound, bind
from portal.store.connect import Connection

MARK = "\ufffc"
"""Stands for a figure in the text around it."""

BEFORE = 12
"""Characters that stand before a number when it is named."""
SHORT = 30
"""Characters of a paragraph that is named as a whole."""
_BLOCKS = frozenset({"p", "li", "td", "th", "h2", "h3", "h4", "blockquote", "br", "pre"})
_NO_FIGURES = re.compile(
    r"""
    \d{3,4}-\d{7,8}                                     # telephones
    | 〔\d{4}〕\s*[\d-]+\s*号                              # document numbers
    | \d{4}\s*[-—–~至]+\s*\d{4}\s*年                     # spans of years
    | \d{4}\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?  # dates
    | \d{1,2}\s*月(?:\s*\d{1,2}\s*日)? | \d{4}-\d{2}(?:-\d{2})?
    | 第\s*\d+
    | [A-Za-z][A-Za-z0-9_-]*\d[A-Za-z0-9_-]*               # codes
    | (?<!\d)12(?:317|345|388)(?!\d)                       # hotlines
    | (?<![\d.,])(?:19|20)\d{2}(?![\d.,]\d|\d|\s*(?:元|万|户|人|名|公里|米|亩|次|yuan|km|persons))
    | \d{1,2}\s(?:January|February|March|April|May|June|July|August|September|October
        |November|December)
    | ^\s*\d{1,2}[.、)]\s
    """,
    re.VERBOSE,
)
_LOOSE = re.compile(
    r"\d[\d,]*(?:\.\d+)?\s*(?:%|‰|万?元|亿元?|万|户|人次?|名|公里|平方米|米|亩|次|场|个|项|座|盏|套|天)?"
    r"|[〇零一二两三四五六七八九十百千]+(?:万?元|万|亿|户|人|名|公里|亩|次|场)"
)
_VAGUE = re.compile(
    rf"(?:大约|将近|接近|近|约|逾|(?i:about|nearly|almost|around|some|over))\s*{MARK}"
    rf"|{MARK}\s*(?:左右|上下|多(?![数次种年])|余)"
)


@dataclass(frozen=True)
class Read:
    """Everything that a text says in numbers, in its order.

    `loose` are numbers with the words around them that are bound to nothing, `vague` the words
    beside a figure that take its sharpness away.
    """

    figures: tuple[Bound, ...]
    loose: tuple[str, ...]
    vague: tuple[str, ...]

    @property
    def bound(self) -> int:
        """How many of the numbers are bound to the books."""
        return sum(one.state == "bound" for one in self.figures)

    @property
    def all(self) -> int:
        """How many numbers there are."""
        return len(self.figures) + len(self.loose)

    def of(self, state: str) -> list[Bound]:
        """The figures in a state."""
        return [one for one in self.figures if one.state == state]


def read(db: Connection, text: str) -> Read:
    """What a Markdown text says in numbers. Raises `Invalid` for a text that cannot be shown."""
    blocks, asked = _blocks(pages.html(text))
    return Read(
        tuple(bind(db, one) for one in asked),
        tuple(number for block in blocks for number in _loose(block)),
        tuple(words for block in blocks for words in _vague(block)),
    )


def asked(text: str) -> list[str]:
    """What stands in the double brackets of a Markdown text, in order."""
    return _blocks(pages.html(text))[1]


class _Words(HTMLParser):
    """The words of a page by paragraph, with a mark for each figure; code is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks = [""]
        self.figures: list[str] = []
        self._closed: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A figure, something to leave out, or a new paragraph begins."""
        if tag == "data":
            self.figures.append(dict(attrs).get("value") or "")
            self.blocks[-1] += MARK
        if tag in ("data", "code", "pre"):
            self._closed.append(tag)
        if tag in _BLOCKS:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        """What is left out ends."""
        if self._closed and self._closed[-1] == tag:
            self._closed.pop()

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self._closed:
            self.blocks[-1] += data


def _blocks(html: str) -> tuple[list[str], list[str]]:
    words = _Words()
    words.feed(html)
    words.close()
    return words.blocks, words.figures


def _loose(block: str) -> Iterator[str]:
    """The numbers of a paragraph that stand for themselves, each with the words before it."""
    bare = _NO_FIGURES.sub(lambda found: "\0" * len(found[0]), block)
    for found in _LOOSE.finditer(bare):
        start = max(0, found.start() - BEFORE) if len(block) > SHORT else 0
        end = found.end() if len(block) > SHORT else len(block)
        yield " ".join(block[start:end].replace(MARK, "…").split())


def _vague(block: str) -> Iterator[str]:
    for found in _VAGUE.finditer(block):
        start, end = max(0, found.start() - 8), found.end() + 4
        yield block[start:end].replace(MARK, "…").strip()
