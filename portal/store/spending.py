"""Payments wherever they were made: of the whole site, of a village, to an organisation."""

from dataclasses import dataclass
from typing import Any

from portal.store.connect import Connection
from portal.store.ledger import PAID, Paid
from portal.store.search import found


@dataclass(frozen=True)
class Sought:
    """What a reader asks of the payments; None and "" ask for nothing.

    `after` is the key of the last line seen: (ISO day, code).
    """

    village: str = ""
    payee: str = ""
    year: int | None = None
    text: str = ""
    after: tuple[str, str] | None = None
    limit: int = 50


def payments(db: Connection, sought: Sought) -> list[Paid]:
    """Up to `limit` payments that fit, newest first; their keys are found first, by an index."""
    source = "village_payment" if sought.village and not sought.payee else "payment"
    tests, bound = _tests(sought)
    rows = db.execute(
        f"{PAID} WHERE y.code IN (SELECT k.code FROM {source} k WHERE {' AND '.join(tests)}"
        " ORDER BY k.paid DESC, k.code LIMIT ?) ORDER BY y.paid DESC, y.code",
        (*bound, sought.limit),
    )
    return [Paid(*row) for row in rows]


_AND_VILLAGE = (
    "EXISTS (SELECT 1 FROM village_payment v"
    " WHERE v.village = ? AND v.paid = k.paid AND v.code = k.code)"
)


def _tests(sought: Sought) -> tuple[list[str], list[Any]]:
    day, code = sought.after or ("9999", "")
    tests, bound = ["k.paid <= ? AND (k.paid < ? OR k.code > ?)"], [day, day, code]
    if sought.payee:
        tests.append("k.payee = ?")
        bound.append(sought.payee)
    if sought.village:
        tests.append(_AND_VILLAGE if sought.payee else "k.village = ?")
        bound.append(sought.village)
    if sought.year:
        tests.append("k.paid >= ? AND k.paid < ?")
        bound += [f"{sought.year:04d}", f"{sought.year + 1:04d}"]
    if sought.text:
        test, texts = found(sought.text, "payment")
        tests.append(f"k.{test}")
        bound += texts
    return tests, bound


def years(db: Connection) -> list[int]:
    """The years that have payments, newest first; one index step for each year."""
    rows = db.execute(
        "WITH RECURSIVE y (year) AS (SELECT substr(max(paid), 1, 4) FROM payment UNION ALL"
        " SELECT (SELECT substr(max(paid), 1, 4) FROM payment WHERE paid < y.year) FROM y"
        " WHERE y.year IS NOT NULL) SELECT year FROM y WHERE year IS NOT NULL"
    )
    return [int(row[0]) for row in rows]
