"""Chinese full text by bigrams: exact substring search inside FTS5's word index."""

import re
import unicodedata
from collections.abc import Iterator

FOUND = (
    "code IN (SELECT s.code FROM search CROSS JOIN searchable s ON s.id = search.rowid"
    " WHERE search MATCH ? AND s.about = ?)"
)
"""The test for a phrase in the records of a table, the index asked first; binds both."""

_RUN = re.compile(r"[㐀-鿿豈-﫿]+|[a-z0-9]+")


def grams(text: str) -> str:
    """The words to index: each CJK run as overlapping pairs and its last character, others whole.

    >>> grams("道路硬化 2.36km")
    '道路 路硬 硬化 化 2 36km'
    """
    return " ".join(_grams(text))


def _grams(text: str) -> Iterator[str]:
    for run in _RUN.findall(unicodedata.normalize("NFKC", text).casefold()):
        if run.isascii():
            yield run
        else:
            yield from (run[place : place + 2] for place in range(len(run)))


def phrase(query: str) -> str:
    """The FTS5 query that finds exactly the substrings of `query`; never a syntax error.

    A last single character becomes a prefix search. A query with nothing
    searchable matches nothing.

    >>> phrase("路硬化")
    '"路硬 硬化"'
    """
    parts = [_part(run) for run in _RUN.findall(unicodedata.normalize("NFKC", query).casefold())]
    return " AND ".join(parts[:8]) or '""'


def _part(run: str) -> str:
    if run.isascii():
        return f'"{run}"*'
    if len(run) == 1:
        return f'"{run}"*'
    pairs = " ".join(run[place : place + 2] for place in range(len(run) - 1))
    return f'"{pairs}"'
