"""The figures of a text as a reader sees them: a link to what each is made of, or what is amiss."""

import html
import re

from markupsafe import escape

from portal.figures.binding import Bound, bind
from portal.figures.units import Shown
from portal.store.connect import Connection
from portal.words import N_, catalog, speak

_PARTS = re.compile(r'(<a [^>]*>|</a>|<data value="[^"]*">[^<]*</data>)')
_VALUE = re.compile(r'<data value="([^"]*)">')
LONG = 24
"""Characters of a figure that may be broken between two lines; words always may."""
_SHORT = re.compile(r"[\d-]+")
_KINDS = {"bound": "fig", "mismatch": "fig warn", "missing": "fig none", "unverifiable": "fig warn"}


def filled(db: Connection, page: str, root: str, language: str) -> str:
    """HTML in which every `<data value="…">` has become a figure. Inside a link it is no link."""
    parts, linked = [], False
    for part in _PARTS.split(page):
        if found := _VALUE.match(part):
            one = bind(db, html.unescape(found[1]))
            parts.append(figure(one, "" if linked else root, language, not linked))
            continue
        if part.startswith(("<a ", "</a>")):
            linked = part.startswith("<a ")
        parts.append(part)
    return "".join(parts)


def figure(one: Bound, root: str, language: str, linked: bool = True) -> str:
    """One figure as HTML: what it says, and what is amiss beside it."""
    say = catalog(language).gettext
    text = said(one, language)
    words = bool(one.found.quote) and not _SHORT.fullmatch(text)
    kind = f"{_KINDS[one.state]}{' long' if words or len(text) > LONG else ''}"
    if linked and one.asked:
        address = escape(root + one.asked.address)
        inner = f'<a class="{kind}" href="{address}">{escape(text)}</a>'
    else:
        inner = f'<span class="{kind}">{escape(text)}</span>'
    if one.state == "mismatch" and one.shown:
        told = say(N_("the books say %(number)s")) % {"number": written(one.shown, language)}
        inner += f' <small class="st warn">{escape(told)}</small>'
    if one.state == "unverifiable":
        told = say(N_("cannot be checked"))
        inner += f' <small class="st warn">{escape(told)}</small>'
    return inner


def said(one: Bound, language: str) -> str:
    """What stands in the text for a figure."""
    if one.state == "bound" and one.shown:
        return written(one.shown, language)
    if one.state == "missing":
        return catalog(language).gettext(N_("not filled in"))
    stated = one.asked.stated if one.asked else None
    return stated.text if stated else f"[[{one.text}]]"


def written(shown: Shown, language: str) -> str:
    """A number with its unit; a rounded one says so with its sign."""
    number = f"{'≈' if shown.rounded else ''}{shown.text}"
    unit = shown.unit
    if not unit.label or unit.label == "%":
        return f"{number}{unit.label}"
    label = unit.labelled(shown.text) if language == "en" else catalog(language).gettext(unit.label)
    return f"{number} {label}"


def amiss(one: Bound, language: str) -> str:
    """Why a figure is not bound, in a sentence; "" where it is."""
    if one.problem:
        return speak(one.problem, language)
    if one.state == "missing" and one.asked:
        words = catalog(language).gettext
        return words(N_("%(figure)s: not filled in")) % {"figure": words(one.asked.figure.label)}
    return ""
