"""What a record is called where people choose it: its title, or what stands for it."""

from collections.abc import Iterable
from typing import Any

from portal import money
from portal.entities import entity
from portal.store.connect import Connection

_LINES = {
    "funding": (
        "SELECT t.code, coalesce(t.title || ' · ', '') || o.title || ' · ' || t.received, t.amount"
        " FROM funding t JOIN organisation o ON o.code = t.provider"
    ),
    "allocation": (
        "SELECT t.code, coalesce(t.title || ' · ', '') || o.title || ' → ' || p.title, t.amount"
        " FROM allocation t JOIN funding f ON f.code = t.funding"
        " JOIN organisation o ON o.code = f.provider JOIN project p ON p.code = t.project"
    ),
    "aid": (
        "SELECT t.code, coalesce(t.title || ' · ', '') || t.household || ' · ' || p.title, t.amount"
        " FROM aid t JOIN project p ON p.code = t.project"
    ),
    "income": (
        "SELECT t.code, coalesce(t.title || ' · ', '') || p.title || ' · ' || t.year, t.amount"
        " FROM income t JOIN project p ON p.code = t.project"
    ),
    "distribution": (
        "SELECT t.code, coalesce(t.title || ' · ', '') || p.title || ' · ' || t.year, t.amount"
        " FROM distribution t JOIN project p ON p.code = t.project"
    ),
    "statistic": (
        "SELECT t.code, coalesce(t.title || ' · ', '') || v.title || ' · ' || t.year, NULL"
        " FROM statistic t JOIN village v ON v.code = t.village"
    ),
    "monitoring": (
        "SELECT t.code, coalesce(t.title || ' · ', '') || v.title || ' · ' || t.year || '-Q'"
        " || t.quarter, NULL FROM monitoring t JOIN village v ON v.code = t.village"
    ),
    "budget_line": (
        "SELECT t.code, coalesce(t.title || ' · ', '') || p.title, t.amount"
        " FROM budget_line t JOIN project p ON p.code = t.project"
    ),
}
"""Tables whose title may be absent: (code, words, fen) by table `t`."""


def captions(db: Connection, table: str, wanted: Iterable[str]) -> dict[str, str]:
    """Code → caption of the records among `wanted` that are published."""
    codes = sorted(set(wanted))
    marks = ", ".join("?" for _ in codes)
    rows = db.execute(f"{_select(table)} WHERE t.code IN ({marks})", codes)
    return {code: _caption(words, fen) for code, words, fen in rows}


def choices(db: Connection, table: str, limit: int = 500) -> list[tuple[str, str]]:
    """(code, caption) of the records that a reference may name, by caption.

    Money lines that were taken back, and the reversals themselves, are not offered.
    """
    where = ""
    if entity(table).money:
        where = (
            " WHERE t.reverses IS NULL AND NOT EXISTS"
            f" (SELECT 1 FROM {entity(table).table} r WHERE r.reverses = t.code)"
        )
    rows = db.execute(f"{_select(table)}{where} ORDER BY 2, 1 LIMIT ?", (limit,))
    return [(code, _caption(words, fen)) for code, words, fen in rows]


def titled(db: Connection, table: str, title: str) -> list[str]:
    """The codes of the records with exactly this title, at most a few."""
    rows = db.execute(
        f"SELECT code FROM {entity(table).table} WHERE title = ? ORDER BY code LIMIT 5", (title,)
    )
    return [row[0] for row in rows]


def _select(table: str) -> str:
    plain = f"SELECT t.code, coalesce(t.title, t.code), NULL FROM {entity(table).table} t"
    return _LINES.get(table, plain)


def _caption(words: str, fen: Any) -> str:
    return words if fen is None else f"{words} · {money.yuan(fen)}"
