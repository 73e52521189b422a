"""The list of donations, and one donation followed to its payments, in pages that cost little."""

from dataclasses import dataclass
from typing import Any

from portal.store.connect import Connection
from portal.store.ledger import ASSIGNED, DONOR, PAID, Assigned, Donation, Paid
from portal.store.search import found


@dataclass(frozen=True)
class Sought:
    """What a reader asks of the donations; 0 and "" ask for nothing.

    `after` is the key of the last line seen: (ISO day, code).
    """

    natures: tuple[str, ...]
    year: int = 0
    donor: str = ""
    text: str = ""
    after: tuple[str, str] | None = None
    limit: int = 50


def donations(db: Connection, sought: Sought) -> list[Donation]:
    """Up to `limit` donations that fit, newest first; reversals among them."""
    tests, bound = _tests(sought)
    rows = db.execute(
        f"SELECT f.code, {DONOR}, f.nature, f.received, f.purpose, f.amount,"
        " coalesce(t.allocated, 0), coalesce(t.paid, 0), f.reverses, r.code"
        " FROM funding f JOIN organisation o ON o.code = f.provider"
        " LEFT JOIN total t ON t.about = 'funding' AND t.code = f.code"
        " LEFT JOIN funding r ON r.reverses = f.code"
        f" WHERE {' AND '.join(tests)} ORDER BY f.received DESC, f.code LIMIT ?",
        (*bound, sought.limit),
    )
    return [Donation(*row) for row in rows]


def _tests(sought: Sought) -> tuple[list[str], list[Any]]:
    day, code = sought.after or ("9999", "")
    marks = ", ".join("?" for _ in sought.natures)
    tests = ["f.received <= ? AND (f.received < ? OR f.code > ?)", f"f.nature IN ({marks})"]
    bound: list[Any] = [day, day, code, *sought.natures]
    if sought.year:
        tests.append("f.received >= ? AND f.received < ?")
        bound += [f"{sought.year:04d}", f"{sought.year + 1:04d}"]
    if sought.donor:
        tests.append(f"f.provider = ? AND {NAMED}")
        bound.append(sought.donor)
    if sought.text:
        test, texts = _texts(sought.text)
        tests.append(test)
        bound += texts
    return tests, bound


NAMED = (
    "f.donor_display IS NOT 'kind_person' AND NOT EXISTS (SELECT 1 FROM funding w WHERE"
    " (w.code = f.reverses OR w.reverses = f.code) AND w.donor_display = 'kind_person')"
)
"""The test for a donation whose donor is shown; nothing is found through a kind person's name."""


def _texts(text: str) -> tuple[str, list[Any]]:
    """The test for a text in the entry, or in the name of a donor who is shown."""
    entry, in_entry = found(text, "funding")
    name, in_name = found(text, "organisation")
    test = (
        f"f.code IN (SELECT code FROM funding WHERE {entry} UNION ALL SELECT f.code"
        f" FROM organisation n CROSS JOIN funding f ON f.provider = n.code"
        f" WHERE n.{name} AND {NAMED})"
    )
    return test, [*in_entry, *in_name]


def givers(db: Connection, limit: int = 200) -> list[tuple[str, str]]:
    """(code, title) of who gave or assigned money under its name, by title."""
    rows = db.execute(
        "SELECT o.code, o.title FROM total t JOIN organisation o ON o.code = t.code"
        " WHERE t.about = 'organisation' AND t.received <> 0 ORDER BY o.title, o.code LIMIT ?",
        (limit,),
    )
    return rows.fetchall()


def receivers(db: Connection, limit: int = 200) -> list[tuple[str, str]]:
    """(code, title) of who took money for a village, by title."""
    rows = db.execute(
        "SELECT DISTINCT o.code, o.title FROM funding f JOIN organisation o ON o.code = f.receiver"
        " ORDER BY o.title, o.code LIMIT ?",
        (limit,),
    )
    return rows.fetchall()


def uses(db: Connection, funding: str, after: str = "", limit: int = 50) -> list[Assigned]:
    """Up to `limit` allocations of a funding after a code, in order of code."""
    rows = db.execute(
        f"{ASSIGNED} WHERE a.funding = ? AND a.code > ? ORDER BY a.code LIMIT ?",
        (funding, after, limit),
    )
    return [Assigned(*row) for row in rows]


def use(db: Connection, funding: str, code: str) -> list[Assigned]:
    """One allocation of a funding; none when it has no such one."""
    rows = db.execute(f"{ASSIGNED} WHERE a.funding = ? AND a.code = ?", (funding, code))
    return [Assigned(*row) for row in rows]


def paid_of_each(
    db: Connection, allocations: list[str], after: tuple[str, str] | None, each: int
) -> list[Paid]:
    """Up to `each` payments of every allocation after the key (paid, code), by date."""
    if not allocations:
        return []
    one = (
        "SELECT * FROM (SELECT code FROM payment WHERE allocation = ? AND (paid, code) > (?, ?)"
        " ORDER BY paid, code LIMIT ?)"
    )
    keys = " UNION ALL ".join(one for _ in allocations)
    bound = [value for code in allocations for value in (code, *(after or ("", "")), each)]
    rows = db.execute(f"{PAID} WHERE y.code IN ({keys}) ORDER BY y.paid, y.code", bound)
    return [Paid(*row) for row in rows]


def last_payment(db: Connection, funding: str) -> str | None:
    """The date of the last payment out of a funding; one index step for each allocation."""
    row = db.execute(
        "SELECT max((SELECT max(y.paid) FROM payment y WHERE y.allocation = a.code))"
        " FROM allocation a WHERE a.funding = ?",
        (funding,),
    ).fetchone()
    day: str | None = row[0]
    return day
