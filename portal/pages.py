"""Front matter and Markdown: what people write into safe HTML, and nothing else into it.

What a text gives never changes, so it is kept by the text itself (bounded): the door renders every
text that it lets in, and after a restart the first reader pays for it once, in milliseconds. A page
that is made anew because something else was published costs a look-up.
"""

import re
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

import frontmatter
import markdown
import nh3
import yaml
from frontmatter.default_handlers import YAMLHandler
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from portal.errors import Invalid
from portal.words import N_, said

LONGEST = 50_000
"""Characters of one text."""

COSTLIEST = 2_000_000
"""Opening brackets times characters: Markdown looks from each `[` and `<` to the end."""

FIGURE = re.compile(r"\[\[([^\[\]\n]{1,300})\]\]")
"""A figure in double brackets; what stands in them, `figures.binding` reads."""

MOST_FIGURES = 600
"""Figures of one text."""

TAGS = {
    *("h2", "h3", "h4", "p", "br", "hr", "ul", "ol", "li", "blockquote", "pre", "code"),
    *("strong", "em", "a", "table", "thead", "tbody", "tr", "th", "td", "data"),
}
ATTRIBUTES: dict[str, set[str]] = {
    "*": set(),
    "a": {"href"},
    "data": {"value"},
    "ol": {"start"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
_HEADINGS = {"h1": "h2", "h5": "h4", "h6": "h4"}


class _Headings(Treeprocessor):
    """A page has one first heading of its own; those of a text begin below it.

    Cells that stand to the right are those of numbers.
    """

    def run(self, root: ElementTree.Element) -> None:
        """Renames the headings in place, and what says where a cell stands."""
        for element in root.iter():
            element.tag = _HEADINGS.get(element.tag, element.tag)
            if element.attrib.pop("align", "") == "right":
                element.set("class", "n")


class _Figures(InlineProcessor):
    """A figure becomes `<data value="…">` with the same as its text."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 the library's name
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        """The element, and where what it stands for begins and ends."""
        element = ElementTree.Element("data", {"value": m[1]})
        element.text = AtomicString(m[1])
        return element, m.start(0), m.end(0)


class _Plain(Extension):
    """HTML inside of Markdown is shown as it was typed; figures are found."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 the library's name
        """Takes raw HTML out of the grammar, and figures into it."""
        md.inlinePatterns.register(_Figures(FIGURE.pattern, md), "figures", 185)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(_Headings(md), "headings", 5)


@lru_cache(256)
def _marked(text: str) -> str:
    """Markdown as HTML that is not safe yet. One line break stays one, as people expect it."""
    extensions: list[str | Extension] = ["tables", "sane_lists", "nl2br", _Plain()]
    options = {"tables": {"use_align_attribute": True}}
    try:
        return markdown.markdown(text, extensions=extensions, extension_configs=options)
    except RecursionError:
        raise Invalid(
            said(N_("Lists or quotes are nested too deeply. Write it more simply."))
        ) from None


@lru_cache(512)
def html(text: str, root: str = "") -> str:
    """Markdown as safe HTML; `root` goes before addresses of this site, such as `/log`.

    Raises `Invalid` for a text that is too long or takes too long.

    >>> html("**12 万元**，[见记录](/log)", "/en")
    '<p><strong>12 万元</strong>，<a href="/en/log" rel="noopener">见记录</a></p>'
    """
    check(text)

    def rooted(address: str) -> str | None:
        if address.startswith(("//", "/\\", "\\")):
            return None
        return root + address if address.startswith("/") else address

    return nh3.clean(
        _marked(text),
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes={"th": {"n"}, "td": {"n"}},
        url_schemes=SCHEMES,
        url_relative=rooted,
        link_rel="noopener",
    )


def check(text: str) -> None:
    """Raises `Invalid` for a text that would take too long, before anything is tried."""
    if len(text) > LONGEST:
        raise Invalid(
            said(
                N_("This is %(length)s characters long; %(longest)s fit here."),
                length=len(text),
                longest=LONGEST,
            )
        )
    if len(FIGURE.findall(text)) > MOST_FIGURES:
        many = N_("There are more than %(most)s figures in this text.")
        raise Invalid(said(many, most=MOST_FIGURES))
    if len(re.findall(r"[\[<]", FIGURE.sub("", text))) * len(text) > COSTLIEST:
        raise Invalid(said(N_("There are too many brackets “[” or “<” in this text.")))


class _Texts(YAMLHandler):
    """YAML in which everything is text: `0123` stays 0123, `no` stays no."""

    def load(self, fm: str, **kwargs: object) -> Any:
        """The front matter's YAML."""
        return yaml.load(fm, Loader=yaml.BaseLoader)  # noqa: S506 BaseLoader makes only texts


def read(content: bytes) -> tuple[dict[str, str], str]:
    """The front matter of a file, and the Markdown after it. Raises `Invalid`."""
    try:
        found, body = frontmatter.parse(content.decode("utf-8-sig"), handler=_Texts())
    except UnicodeDecodeError:
        raise Invalid(said(N_("The file is not UTF-8 text."))) from None
    except yaml.YAMLError as error:
        why = " ".join(str(error).split())[:200]
        raise Invalid(said(N_("The front matter cannot be read: %(why)s"), why=why)) from None
    odd = [name for name, value in found.items() if not isinstance(value, str)]
    if odd:
        raise Invalid(said(N_("“%(name)s” in the front matter is not one text."), name=odd[0]))
    return {str(name): str(value) for name, value in found.items()}, body
