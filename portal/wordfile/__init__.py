"""Word files from the HTML of our own pages: the same books give the same bytes.

Only `packing` needs python-docx, the extra `docx`; where it is missing, that is said in a sentence.
"""

import importlib.util
import re
from dataclasses import dataclass
from functools import cache

from portal.errors import Invalid, Unusable
from portal.wordfile import reading
from portal.words import N_, said

LARGEST = 4 * 1024 * 1024
"""Characters of HTML that one file is made of; a report is a fiftieth of it."""
_UNNAMABLE = re.compile(r'[\\/:*?"<>|\s]+')


@dataclass(frozen=True, kw_only=True)
class About:
    """What the file says about itself; `time` is ISO, in UTC, and the only time that it knows."""

    title: str
    author: str
    time: str
    language: str


@cache
def possible() -> bool:
    """Whether python-docx is installed here."""
    return importlib.util.find_spec("docx") is not None


def made(html: str, about: About) -> bytes:
    """The file; raises `Unusable` where none can be made, `Invalid` for a text that is too large.

    Nothing is fetched: pictures are left out, links stay links.
    """
    if not possible():
        raise Unusable(
            said(N_("This machine cannot make Word files. Print the page or take the CSV instead."))
        )
    if len(html) > LARGEST:
        raise Invalid(said(N_("This text is too large for a Word file.")))
    from portal.wordfile import packing

    return packing.packed(reading.read(html, about.language), about)


def name(title: str, longest: int = 80) -> str:
    r"""A title as the name of a file on any system, without its ending.

    >>> name("双桥村2020年/报告：“一”?\n"), name("..")
    ('双桥村2020年_报告：“一”_', 'report')
    """
    seen = "".join(one if one.isprintable() else " " for one in title)
    return _UNNAMABLE.sub("_", seen.strip(". ") or "report")[:longest]
