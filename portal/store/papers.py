"""Papers and pictures as proofs: what they show, what they belong to, which entry holds them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from portal.store.connect import Connection


class Proof(NamedTuple):
    """A paper or picture with its hashes and the number of its newest log entry."""

    code: str
    title: str
    of_table: str
    of_code: str
    kind: str | None
    issued: str | None
    public_hash: str | None
    original_hash: str | None
    spot: str | None
    place: str | None
    alt: str | None
    masked: bool | None
    width: int | None
    height: int | None
    entry: int | None


_PROOF = (
    "SELECT d.code, d.title, d.of_table, d.of_code, d.kind, d.issued, d.public_hash,"
    " d.original_hash, d.spot, d.place, d.alt, d.masked, d.width, d.height,"
    " (SELECT max(l.number) FROM log l WHERE l.about = 'document' AND l.code = d.code)"
    " FROM document d"
)


def proofs(db: Connection, table: str, codes: Sequence[str], limit: int = 60) -> list[Proof]:
    """The papers and pictures of some records of one table, by date."""
    if not codes:
        return []
    rows = db.execute(
        f"{_PROOF} WHERE d.of_table = ? AND d.of_code IN ({_marks(codes)})"
        " ORDER BY d.issued, d.code LIMIT ?",
        (table, *codes, limit),
    )
    return [Proof(*row) for row in rows]


def proof(db: Connection, code: str) -> Proof | None:
    """One paper or picture, or None."""
    row = db.execute(f"{_PROOF} WHERE d.code = ?", (code,)).fetchone()
    return Proof(*row) if row else None


def pictured(db: Connection, payments: Iterable[str]) -> frozenset[str]:
    """Those of some payments behind which the picture of a paper stands; photos are none."""
    codes = list(payments)
    if not codes:
        return frozenset()
    rows = db.execute(
        f"SELECT of_code FROM document WHERE of_table = 'payment' AND of_code IN ({_marks(codes)})"
        " AND public_hash IS NOT NULL AND kind IS NOT 'photo'",
        codes,
    )
    return frozenset(row[0] for row in rows)


def _marks(codes: Sequence[str]) -> str:
    return ", ".join("?" for _ in codes)
