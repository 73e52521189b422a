"""The styles of a Word file: real headings, fonts for both scripts, one vermilion double rule."""

from typing import NamedTuple

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TAGS = {"zh_Hans": "zh-CN", "zh_Hant": "zh-TW", "en": "en-US"}


class Fonts(NamedTuple):
    """East Asian fonts of the text and of headings, as Word names them."""

    text: str
    heading: str


FONTS = {
    "zh_Hans": Fonts("宋体", "黑体"),
    "zh_Hant": Fonts("新細明體", "微軟正黑體"),
    "en": Fonts("宋体", "黑体"),
}
_RULE = '<w:pBdr><w:bottom w:val="double" w:sz="6" w:space="4" w:color="B3261E"/></w:pBdr>'
_TOP = '<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="1C1B19"/></w:pBdr>'
_KEEP = "<w:keepNext/><w:keepLines/>"


def styles(language: str) -> str:
    """All styles, as the children of `w:styles`."""
    fonts = FONTS[language]
    east = TAGS[language] if language != "en" else TAGS["zh_Hans"]
    heads = "".join(_heading(level, size, fonts) for level, size in ((1, 32), (2, 28), (3, 24)))
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts('Times New Roman', fonts.text)}"
        '<w:color w:val="1C1B19"/><w:sz w:val="24"/><w:szCs w:val="24"/>'
        f'<w:lang w:val="en-US" w:eastAsia="{east}"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="360" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
        + _style("Normal", "Normal", default=True)
        + _title(fonts)
        + heads
        + _plain()
        + _style("Head", "Table Head", _spaced(40), f"{_heading_fonts(fonts)}{_size(20)}")
        + '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        '<w:rPr><w:u w:val="single" w:color="B9B2A4"/></w:rPr></w:style>'
    )


def footer(language: str) -> str:
    """The paragraph at the foot of each page: which page of how many."""
    before, between, after = {
        "zh_Hans": ("第 ", " 页 / 共 ", " 页"),
        "zh_Hant": ("第 ", " 頁 / 共 ", " 頁"),
        "en": ("Page ", " of ", ""),
    }[language]
    inner = _text(before) + _count("PAGE") + _text(between) + _count("NUMPAGES") + _text(after)
    return f'<w:p xmlns:w="{SPACE}"><w:pPr><w:pStyle w:val="Foot"/></w:pPr>{inner}</w:p>'


def _text(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""


def _count(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _title(fonts: Fonts) -> str:
    look = f"{_heading_fonts(fonts)}<w:b/>{_size(40)}"
    spaced = '<w:spacing w:before="0" w:after="160" w:line="300" w:lineRule="auto"/>'
    return _style("Title", "Title", f'{_KEEP}{_RULE}{spaced}<w:jc w:val="left"/>', look)


def _heading(level: int, size: int, fonts: Fonts) -> str:
    spaced = '<w:spacing w:before="280" w:after="80" w:line="300" w:lineRule="auto"/>'
    outline = f'<w:outlineLvl w:val="{level - 1}"/>'
    look = f"{_heading_fonts(fonts)}<w:b/>{_size(size)}"
    return _style(f"Heading{level}", f"heading {level}", f"{_KEEP}{spaced}{outline}", look)


def _plain() -> str:
    grey = '<w:color w:val="4A463F"/>'
    return (
        _style("ListParagraph", "List Paragraph", _spaced(60))
        + _style("Quote", "Quote", f'{_spaced(120)}<w:ind w:left="420"/>', grey)
        + _style("Code", "Code", _spaced(120), '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas"/>')
        + _style("Cell", "Table Cell", _spaced(40), _size(21))
        + _style("After", "After Table", _spaced(0), _size(12))
        + _style("By", "Byline", _spaced(80), f"{grey}{_size(21)}")
        + _style("Small", "Small", _spaced(60), f"{grey}{_size(19)}")
        + _style("End", "End", f"{_TOP}{_spaced(60)}", f"{grey}{_size(19)}")
        + _style("Seal", "Seal", '<w:spacing w:before="480"/><w:jc w:val="right"/>')
        + _style("Foot", "footer", '<w:jc w:val="center"/>', f"{grey}{_size(18)}")
    )


def _spaced(after: int) -> str:
    return f'<w:spacing w:before="0" w:after="{after}" w:line="312" w:lineRule="auto"/>'


def _size(halves: int) -> str:
    return f'<w:sz w:val="{halves}"/><w:szCs w:val="{halves}"/>'


def _heading_fonts(fonts: Fonts) -> str:
    return _fonts("Arial", fonts.heading)


def _fonts(latin: str, east: str) -> str:
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east}" w:cs="{latin}"/>'


def _style(key: str, name: str, shape: str = "", look: str = "", default: bool = False) -> str:
    mark = ' w:default="1"' if default else ""
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    inner = f"<w:pPr>{shape}</w:pPr>" if shape else ""
    inner += f"<w:rPr>{look}</w:rPr>" if look else ""
    return (
        f'<w:style w:type="paragraph"{mark} w:styleId="{key}"><w:name w:val="{name}"/>{based}'
        f"<w:qFormat/>{inner}</w:style>"
    )
