"""A Word file put together with python-docx, the extra `docx`: nothing of the machine is in it."""

import datetime
import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document as Whole
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from portal.wordfile import About, styles, writing
from portal.wordfile.reading import Document

RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KEPT = ("core-properties", "officeDocument", "styles", "settings", "numbering", "footer")
_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file inside: the first that a ZIP can name."""
_LAST = b"<w:sectPr"
_SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:compat><w:compatSetting'
    ' w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    "</w:compat>"
)


def packed(found: Document, about: About) -> bytes:
    """The bytes of the file."""
    whole = docx.Document()
    _strip(whole)
    _replace(whole.styles.element, styles.styles(about.language))
    _replace(whole.settings.element, _SETTINGS)
    lists = writing.patterns() + writing.numbers(found.lists)
    _replace(whole.part.numbering_part.element, lists)
    _set_paper(whole, about.language)
    links = writing.Links()
    body = writing.body(found, links)
    for address, name in links.names.items():
        whole.part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, address, name, True)
    _describe(whole, about)
    return _zipped(whole, body)


def _strip(whole: Whole) -> None:
    """Takes out what the library's template brings along: a thumbnail, a program's name."""
    for relations in (whole.part.rels, whole.part.package.rels):
        for name in [name for name, one in relations.items() if not one.reltype.endswith(_KEPT)]:
            del relations[name]


def _elements(xml: str) -> Iterator[BaseOxmlElement]:
    space = f'xmlns:w="{styles.SPACE}" xmlns:r="{RELATED}"'
    yield from list(parse_xml(f"<w:root {space}>{xml}</w:root>"))


def _replace(element: BaseOxmlElement, xml: str) -> None:
    for child in list(element):
        element.remove(child)
    for child in _elements(xml):
        element.append(child)


def _set_paper(whole: Whole, language: str) -> None:
    """A4, with room to bind, and the pages numbered."""
    section = whole.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    foot = section.footer
    foot.is_linked_to_previous = False
    foot._element.append(parse_xml(styles.footer(language)))
    foot._element.remove(foot._element[0])


def _describe(whole: Whole, about: About) -> None:
    told = whole.core_properties
    time = datetime.datetime.fromisoformat(about.time).astimezone(datetime.UTC)
    told.title, told.author, told.last_modified_by = about.title[:255], about.author[:255], ""
    told.created = told.modified = time.replace(tzinfo=None)
    told.language = styles.TAGS[about.language]
    told.comments, told.revision = "", 1


def _zipped(whole: Whole, body: str) -> bytes:
    """Packed anew, so that no file inside knows when it was made.

    The body comes in as text, before the properties of the last section: lxml takes a second for
    each thousand rows that it moves from one tree to another.
    """
    made, answer = io.BytesIO(), io.BytesIO()
    whole.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(answer, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _OLDEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            data = old.read(name)
            if name == "word/document.xml":
                data = data.replace(_LAST, body.encode() + _LAST, 1)
            new.writestr(entry, data)
    return answer.getvalue()
