"""Chinese full text by bigrams in a plain table: exact substring search that a replay can check."""

import json
import re
import unicodedata
from collections.abc import Iterator

from portal.store.connect import Connection

_RUN = re.compile(r"[㐀-鿿豈-﫿]+|[a-z0-9]+")
_RUNS = 8
"""Runs of a query that are looked at."""
MOST = 2000
"""Records that a search looks at: the newest of those that hold its rarest pair."""

_RAREST = (
    "w.about = ? AND w.word = (SELECT q.value FROM json_each(?) q ORDER BY (SELECT count(*) FROM"
    " (SELECT 1 FROM searchable_word x WHERE x.about = ? AND x.word = q.value LIMIT 1000)) LIMIT 1)"
)
_PREFIX = "w.about = ? AND w.word >= ? AND w.word < ? || char(0x10ffff)"


def grams(text: str) -> str:
    """The words to index: each CJK run as overlapping pairs and its last character, others whole.

    >>> grams("道路硬化 2.36km")
    '道路 路硬 硬化 化 2 36km'
    """
    return " ".join(_grams(text))


def _runs(text: str) -> list[str]:
    return _RUN.findall(unicodedata.normalize("NFKC", text).casefold())


def _grams(text: str) -> Iterator[str]:
    for run in _runs(text):
        if run.isascii():
            yield run
        else:
            yield from (run[place : place + 2] for place in range(len(run)))


def _words(run: str) -> list[str]:
    """What the words of a text that contains the run are, the last perhaps only begun."""
    if run.isascii() or len(run) == 1:
        return [run]
    return [run[place : place + 2] for place in range(len(run) - 1)]


def found(query: str, about: str) -> tuple[str, list[str]]:
    """The test for `code` of a table's records that contain the query, and what it binds.

    Each run of the query must stand in the text as it is; a run of letters or digits may go on.
    The index is asked for the rarest pair only (a single character or word: for what begins with
    it), at most `MOST` records, and their texts for the rest. A query with nothing searchable
    matches nothing.
    """
    runs = _asked(query)
    if not runs:
        return "code IN ()", []
    first, bound = _first(runs, about)
    stands = " AND ".join("instr(' ' || s.body, ?)" for _ in runs)
    test = (
        "code IN (SELECT s.code FROM searchable s WHERE s.id IN (SELECT w.id FROM"
        f" searchable_word w WHERE {first} LIMIT {MOST}) AND {stands})"
    )
    return test, [*bound, *(" " + " ".join(words) for words in runs)]


def is_cut(db: Connection, query: str, about: str) -> bool:
    """Whether so many records hold the words of a query that older ones are left out."""
    runs = _asked(query)
    if not runs:
        return False
    first, bound = _first(runs, about)
    text = f"SELECT count(*) FROM (SELECT 1 FROM searchable_word w WHERE {first} LIMIT {MOST + 1})"
    return int(db.execute(text, bound).fetchone()[0]) > MOST


def _asked(query: str) -> list[list[str]]:
    return [_words(run) for run in _runs(query)[:_RUNS]]


def _first(runs: list[list[str]], about: str) -> tuple[str, list[str]]:
    """What the index is asked, and what that binds."""
    pairs = [word for words in runs for word in words if len(word) == 2 and not word.isascii()]
    if pairs:
        texts = json.dumps(pairs)
        return f"{_RAREST} ORDER BY w.id DESC", [about, texts, about]
    longest = max((words[0] for words in runs), key=len)
    return _PREFIX, [about, longest, longest]
