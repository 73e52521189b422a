"""The HTML of a page as paragraphs, list items and tables, each with its pieces of text."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NamedTuple

Given = dict[str, str | None]
HEADINGS = {"h1": 0, "h2": 1, "h3": 2, "h4": 3}
_INLINE = frozenset({"a", "strong", "b", "em", "code", "small", "span", "data"})
_ENDS = frozenset({"p", "li", "pre", "td", "th", *HEADINGS})
_SPACE = re.compile(r"[ \t\n\r\f]+")
_AMISS = frozenset({"warn", "none"})
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""


class Look(NamedTuple):
    """How a piece of text looks, and where it leads."""

    bold: bool = False
    italic: bool = False
    mono: bool = False
    amiss: bool = False
    link: str = ""


class Run(NamedTuple):
    """A piece of text; a line break in it is one in the file."""

    text: str
    look: Look


@dataclass
class Block:
    """A paragraph. `kind` is title, heading, line, item, more (of an item), quote or code.

    `level` is that of the heading, or how deep it lies in lists or quotes. `number` is the place
    of the item's list among all lists; `name` is the class that the page gave it.
    """

    kind: str
    level: int = 0
    number: int = 0
    name: str = ""
    runs: list[Run] = field(default_factory=list)


@dataclass
class Cell:
    """A cell of a table, aligned left or right."""

    align: str
    runs: list[Run] = field(default_factory=list)


@dataclass
class Row:
    """A row of a table; `head` where it is repeated on each page."""

    head: bool = False
    cells: list[Cell] = field(default_factory=list)


@dataclass
class Table:
    """A table; its rows may differ in length."""

    rows: list[Row] = field(default_factory=list)


class Numbered(NamedTuple):
    """A list: numbered from `start`, or with points where that is None; how deep it lies."""

    start: int | None
    level: int


@dataclass
class Document:
    """Everything on a page in its order, and the lists to which its items belong."""

    parts: list[Block | Table] = field(default_factory=list)
    lists: list[Numbered] = field(default_factory=list)


def read(html: str, language: str) -> Document:
    """The parts of a page of ours. Remarks in small print stand in brackets of the language.

    >>> read("<h2>一</h2><p>共 <strong>3</strong> 户</p>", "zh_Hans").parts[1].runs[1]
    Run(text='3', look=Look(bold=True, italic=False, mono=False, amiss=False, link=''))
    """
    reader = _Reader("()" if language == "en" else "（）")
    reader.feed(_UNWRITABLE.sub("", html))
    reader.close()
    found = reader.document
    found.parts = [one for one in found.parts if isinstance(one, Table) or _says(one.runs)]
    return found


def _says(runs: list[Run]) -> bool:
    return any(run.text.strip() for run in runs)


class _Reader(HTMLParser):
    """Goes through the page once; how deep it is nested does not matter."""

    def __init__(self, brackets: str) -> None:
        super().__init__()
        self.document = Document()
        self.brackets = brackets
        self.looks: list[tuple[str, Look]] = [("", Look())]
        self.open: list[int] = []
        self.quotes = 0
        self.exact = False
        self.into: Block | Cell | None = None
        self.table: Table | None = None

    @property
    def look(self) -> Look:
        """How text looks here."""
        return self.looks[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Something begins."""
        given = dict(attrs)
        if tag in _INLINE:
            self._look(tag, given)
        elif tag == "br":
            self._write("\n")
        elif tag in ("ul", "ol"):
            self._list(tag, given)
        elif tag in ("table", "tr", "td", "th"):
            self._cells(tag, given)
        elif self.table is None:
            self._block(tag, given)

    def handle_endtag(self, tag: str) -> None:
        """Something ends."""
        if tag == "small":
            self._write(self.brackets[1])
        if self.looks[-1][0] == tag:
            self.looks.pop()
        if tag in ("ul", "ol") and self.open:
            self.open.pop()
        if tag == "blockquote":
            self.quotes -= 1
        if tag == "table":
            self.table = None
        if tag in _ENDS or tag in ("ul", "ol", "blockquote", "table"):
            self.into, self.exact = None, False

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self.exact:
            data = _SPACE.sub(" ", data)
            if self.into is None or not self.into.runs or self.into.runs[-1].text[-1] in " \n":
                data = data.lstrip(" ")
        if data:
            self._write(data)

    def _write(self, text: str) -> None:
        if self.into is None:
            if self.table is not None or not text.strip():
                return
            self._begin(self._within())
        assert self.into is not None
        self.into.runs.append(Run(text, self.look))

    def _look(self, tag: str, given: Given) -> None:
        now = self.look
        amiss = not _AMISS.isdisjoint((given.get("class") or "").split())
        self.looks.append(
            (
                tag,
                Look(
                    now.bold or tag in ("strong", "b"),
                    now.italic or tag == "em",
                    now.mono or tag == "code",
                    now.amiss or amiss,
                    (given.get("href") or "") if tag == "a" else now.link,
                ),
            )
        )
        if tag == "small":
            self._write(self.brackets[0])

    def _begin(self, block: Block) -> None:
        self.document.parts.append(block)
        self.into = block

    def _within(self, name: str = "") -> Block:
        """A paragraph where the reader stands."""
        if self.open:
            return Block("more", len(self.open), name=name)
        return Block("quote", self.quotes) if self.quotes > 0 else Block("line", name=name)

    def _block(self, tag: str, given: Given) -> None:
        if tag in HEADINGS:
            level = HEADINGS[tag]
            self._begin(Block("heading" if level else "title", level))
        elif tag == "li" and self.open:
            self._begin(Block("item", len(self.open), self.open[-1]))
        elif tag == "pre":
            self.exact = True
            self._begin(Block("code"))
        elif tag == "blockquote":
            self.quotes += 1
        elif tag == "p" and not self._at_item():
            self._begin(self._within(given.get("class") or ""))

    def _at_item(self) -> bool:
        """Whether an item of a list has just begun, so that a paragraph is its first."""
        here = self.into
        return isinstance(here, Block) and here.kind == "item" and not here.runs

    def _list(self, tag: str, given: Given) -> None:
        text = given.get("start") or "1"
        start = int(text) if re.fullmatch(r"\d{1,6}", text, re.ASCII) else 1
        self.document.lists.append(Numbered(start if tag == "ol" else None, len(self.open)))
        self.open.append(len(self.document.lists) - 1)
        self.into = None

    def _cells(self, tag: str, given: Given) -> None:
        if tag == "table":
            self.table = Table()
            self.document.parts.append(self.table)
        elif self.table is None:
            return
        elif tag == "tr":
            self.table.rows.append(Row())
        elif self.table.rows:
            row = self.table.rows[-1]
            row.head = row.head or tag == "th"
            row.cells.append(Cell("right" if given.get("class") == "n" else "left"))
            self.into = row.cells[-1]
