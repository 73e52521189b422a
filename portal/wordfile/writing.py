"""Paragraphs, lists and tables as WordprocessingML (ECMA-376, part 1, section 17)."""

import re
from collections.abc import Callable
from itertools import zip_longest
from xml.sax.saxutils import escape

from portal.wordfile.reading import Block, Document, Look, Numbered, Row, Run, Table

WIDEST = 63
"""Columns that a table in Word may have."""
DEEPEST = 8
"""Levels of a list that Word knows, from 0."""
POINTS, FIGURES, FIRST = 8, 9, 100
"""Numbers of the list with points, of the pattern of numbered lists, and of the first of these."""
_STEP = 420
"""Twentieths of a point by which each level of a list is set in."""
_AMISS, _RULE = "B3261E", "B9B2A4"
_STYLES = {"title": "Title", "quote": "Quote", "code": "Code", "item": "ListParagraph"}
_NAMED = {"by": "By", "note": "Small", "end": "End", "seal": "Seal"}
_LINK = re.compile(r"(?:https?://|mailto:|tel:)[!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~]{1,1900}")
"""Addresses that Word takes; of others the words stay."""


class Links:
    """Addresses of the links, each once, by the name of its relationship."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}

    def name(self, address: str) -> str:
        """The relationship of an address."""
        return self.names.setdefault(address, f"rIdLink{len(self.names) + 1}")


def body(document: Document, links: Links) -> str:
    """All parts, one after the other."""
    found = []
    for one, after in zip_longest(document.parts, document.parts[1:]):
        if isinstance(one, Table):
            found.append(table(one, links))
        else:
            found.append(paragraph(one, document.lists, links, isinstance(after, Table)))
    return "".join(found)


def paragraph(block: Block, lists: list[Numbered], links: Links, leads: bool = False) -> str:
    """One paragraph; one that `leads` to a table stays on the page where that begins."""
    named = (_NAMED[word] for word in block.name.split() if word in _NAMED)
    style = _STYLES.get(block.kind) or next(named, "")
    if block.kind == "heading":
        style = f"Heading{block.level}"
    if block.kind == "more":
        style = "ListParagraph"
    inner = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner += "<w:keepNext/>" if leads else ""
    if block.kind == "item":
        inner += _numbered(block, lists)
    elif block.kind == "more" or (block.kind == "quote" and block.level > 1):
        inner += f'<w:ind w:left="{_STEP * min(block.level, DEEPEST + 1)}" w:firstLine="0"/>'
    return f"<w:p><w:pPr>{inner}</w:pPr>{runs(block.runs, links)}</w:p>"


def _numbered(block: Block, lists: list[Numbered]) -> str:
    number = POINTS if lists[block.number].start is None else FIRST + block.number
    level = min(block.level - 1, DEEPEST)
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def runs(pieces: list[Run], links: Links) -> str:
    """Pieces of text; those that lead somewhere as links."""
    return "".join(_linked(piece, links) for piece in pieces)


def _linked(piece: Run, links: Links) -> str:
    if not _LINK.fullmatch(piece.look.link):
        return run(piece.text, piece.look._replace(link=""))
    name = links.name(piece.look.link)
    return f'<w:hyperlink r:id="{name}">{run(piece.text, piece.look)}</w:hyperlink>'


def run(text: str, look: Look) -> str:
    """One piece of text; what people wrote is never taken for markup."""
    style = '<w:rStyle w:val="Hyperlink"/>' if look.link else ""
    style += '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas"/>' if look.mono else ""
    style += "<w:b/>" if look.bold else ""
    style += "<w:i/>" if look.italic else ""
    style += f'<w:color w:val="{_AMISS}"/>' if look.amiss else ""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r><w:rPr>{style}</w:rPr>{'<w:br/>'.join(lines)}</w:r>"


def table(found: Table, links: Links) -> str:
    """A table over the whole width; its head stands on each page, no row is cut."""
    rows = [row for row in found.rows if row.cells]
    width = max((len(row.cells) for row in rows), default=0)
    if not 0 < width <= WIDEST:
        return "".join(_as_line(row, links) for row in rows)
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{_RULE}"/>'
        for edge in ("top", "bottom", "insideH")
    )
    grid = f'<w:gridCol w:w="{9000 // width}"/>' * width
    inner = "".join(_row(row, width, links) for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{edges}</w:tblBorders>'
        f'</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{inner}</w:tbl><w:p><w:pPr><w:pStyle w:val="After"'
        "/></w:pPr></w:p>"
    )


def _row(row: Row, width: int, links: Links) -> str:
    cells = [_cell(cell.align, row.head, runs(cell.runs, links)) for cell in row.cells]
    cells += [_cell("left", row.head, "")] * (width - len(cells))
    head = "<w:tblHeader/>" if row.head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(align: str, head: bool, inner: str) -> str:
    style = "Head" if head else "Cell"
    return (
        f'<w:tc><w:p><w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="{align}"/></w:pPr>{inner}'
        "</w:p></w:tc>"
    )


def _as_line(row: Row, links: Links) -> str:
    """A row that is too wide for a table, as a paragraph."""
    inner = run(" | ", Look()).join(runs(cell.runs, links) for cell in row.cells)
    return f'<w:p><w:pPr><w:pStyle w:val="Cell"/></w:pPr>{inner}</w:p>'


def patterns() -> str:
    """The two patterns of lists: with points and with numbers."""
    return _pattern(POINTS, "bullet", lambda level: "•◦▪"[level % 3]) + _pattern(
        FIGURES, "decimal", lambda level: f"%{level + 1}."
    )


def _pattern(number: int, form: str, text: Callable[[int], str]) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text(level)}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{_STEP * (level + 1)}" w:hanging="{_STEP}"/></w:pPr></w:lvl>'
        for level in range(DEEPEST + 1)
    )
    kind = '<w:multiLevelType w:val="hybridMultilevel"/>'
    return f'<w:abstractNum w:abstractNumId="{number}">{kind}{levels}</w:abstractNum>'


def numbers(lists: list[Numbered]) -> str:
    """The lists themselves: each numbered one begins where it is to."""
    found = [f'<w:num w:numId="{POINTS}"><w:abstractNumId w:val="{POINTS}"/></w:num>']
    for place, one in enumerate(lists):
        if one.start is not None:
            found.append(
                f'<w:num w:numId="{FIRST + place}"><w:abstractNumId w:val="{FIGURES}"/>'
                f'<w:lvlOverride w:ilvl="{min(one.level, DEEPEST)}">'
                f'<w:startOverride w:val="{one.start}"/></w:lvlOverride></w:num>'
            )
    return "".join(found)
