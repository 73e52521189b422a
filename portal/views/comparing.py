"""Two texts side by side: what was taken out, what was put in, and which figures differ."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from portal.figures import texts
from portal.figures.binding import bind
from portal.pages import FIGURE
from portal.store.connect import Connection
from portal.views import bound

MOST = 400
"""Paragraphs that are compared one by one."""
_TOKENS = re.compile(rf"{FIGURE.pattern}|[A-Za-z0-9.,%-]+|\s+|.", re.DOTALL)
Kind = Literal["same", "old", "new"]
Words = list[tuple[Kind, str]]


class Differing(NamedTuple):
    """A figure that stands in one of two texts, or differently in both; "" where it is not."""

    name: str
    old: str
    new: str
    books: str


def blocks(old: str, new: str) -> list[Words]:
    """The paragraphs that differ, each with what was taken out and put in."""
    one, other = _paragraphs(old), _paragraphs(new)
    found: list[Words] = []
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind != "equal":
            found += _paired(one[a:b], other[c:d])
    return found


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\n\s*\n|\n(?=[-|#])", text) if part.strip()][:MOST]


def _paired(old: list[str], new: list[str]) -> Iterator[Words]:
    """Paragraphs in the same place against each other; the rest is new or gone."""
    for place in range(max(len(old), len(new))):
        before = old[place] if place < len(old) else ""
        after = new[place] if place < len(new) else ""
        yield _words(before, after)


def _words(old: str, new: str) -> Words:
    one, other = _tokens(old), _tokens(new)
    found: Words = []
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", "".join(one[a:b])))
            continue
        if a < b:
            found.append(("old", "".join(one[a:b])))
        if c < d:
            found.append(("new", "".join(other[c:d])))
    return found


def _tokens(text: str) -> list[str]:
    return [found[0] for found in _TOKENS.finditer(text)]


def figures(db: Connection, old: str, new: str, language: str) -> list[Differing]:
    """The figures that do not stand alike in both texts, with what the books say today."""
    before, after = _stated(old), _stated(new)
    return [
        Differing(name, before.get(name, ""), after.get(name, ""), _books(db, name, language))
        for name in dict.fromkeys((*before, *after))
        if before.get(name) != after.get(name)
    ]


def _stated(text: str) -> dict[str, str]:
    """Figure with its parameters → what is stated, or a dash where nothing is."""
    found = {}
    for one in texts.asked(text):
        name, _, stated = one.partition(" = ")
        found[" ".join(name.split())] = stated.strip() or "–"
    return found


def _books(db: Connection, name: str, language: str) -> str:
    one = bind(db, name)
    return bound.written(one.shown, language) if one.shown else bound.said(one, language)
