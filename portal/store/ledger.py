"""What came in, was assigned and was paid: totals from the running sums, lines from the tables."""

from collections.abc import Iterable
from typing import NamedTuple

from portal.store.connect import Connection


class Total(NamedTuple):
    """Running sums in fen; `left` is what was received and not yet paid."""

    planned: int = 0
    received: int = 0
    allocated: int = 0
    paid: int = 0

    @property
    def left(self) -> int:
        """Received less paid."""
        return self.received - self.paid

    @property
    def unassigned(self) -> int:
        """Received less allocated."""
        return self.received - self.allocated

    @property
    def unspent(self) -> int:
        """Allocated less paid."""
        return self.allocated - self.paid


class Donation(NamedTuple):
    """A line of the donation list; amounts in fen. `donor` is None for a kind person."""

    code: str
    donor: str | None
    nature: str
    received: str
    purpose: str | None
    amount: int
    allocated: int
    paid: int
    reverses: str | None
    reversed_by: str | None


class Assigned(NamedTuple):
    """One allocation with the titles that a reader needs. `donor` is None for a kind person."""

    code: str
    funding: str
    donor: str | None
    nature: str
    project: str
    project_title: str
    amount: int
    paid: int
    decided: str | None
    document: str | None
    reverses: str | None
    reversed_by: str | None


class Paid(NamedTuple):
    """One payment with the titles that a reader needs; posts as they stand on the voucher.

    `donor` is None for a kind person.
    """

    code: str
    title: str
    project: str
    project_title: str
    allocation: str
    funding: str
    donor: str | None
    nature: str
    payee: str | None
    amount: int
    paid: str
    voucher: str | None
    handled_by: str | None
    reviewed_by: str | None
    approved_by: str | None
    reverses: str | None
    reversed_by: str | None
    payee_code: str | None


class Planned(NamedTuple):
    """What one source is to pay for a project, in fen."""

    source: str
    amount: int
    document: str | None


def total(db: Connection, about: str, code: str) -> Total:
    """The running sums of a funding, allocation, project, village, organisation or nature, or of
    the site (`all`)."""
    row = db.execute(
        "SELECT planned, received, allocated, paid FROM total WHERE about = ? AND code = ?",
        (about, code),
    ).fetchone()
    return Total(*row) if row else Total()


def by_nature(db: Connection) -> dict[str, Total]:
    """The running sums of each nature of money that has come in."""
    rows = db.execute(
        "SELECT code, planned, received, allocated, paid FROM total WHERE about = 'nature'"
    )
    return {nature: Total(*sums) for nature, *sums in rows}


def sum_of(db: Connection, natures: tuple[str, ...]) -> Total:
    """The running sums of several natures of money together."""
    return together(found for nature, found in by_nature(db).items() if nature in natures)


def together(parts: Iterable[Total]) -> Total:
    """Several sums as one."""
    return Total(*(sum(column) for column in zip(Total(), *parts, strict=True)))


DONOR = "CASE f.donor_display WHEN 'kind_person' THEN NULL ELSE o.title END"
ASSIGNED = (
    f"SELECT a.code, a.funding, {DONOR}, f.nature, a.project, p.title, a.amount,"
    " coalesce(t.paid, 0), a.decided, a.document, a.reverses, r.code"
    " FROM allocation a JOIN funding f ON f.code = a.funding"
    " JOIN organisation o ON o.code = f.provider JOIN project p ON p.code = a.project"
    " LEFT JOIN total t ON t.about = 'allocation' AND t.code = a.code"
    " LEFT JOIN allocation r ON r.reverses = a.code"
)
PAID = (
    f"SELECT y.code, y.title, y.project, p.title, y.allocation, a.funding, {DONOR}, f.nature,"
    " e.title, y.amount, y.paid, y.voucher, y.handled_by, y.reviewed_by, y.approved_by,"
    " y.reverses, r.code, y.payee FROM payment y JOIN project p ON p.code = y.project"
    " JOIN allocation a ON a.code = y.allocation JOIN funding f ON f.code = a.funding"
    " JOIN organisation o ON o.code = f.provider"
    " LEFT JOIN organisation e ON e.code = y.payee LEFT JOIN payment r ON r.reverses = y.code"
)


def assigned_from(db: Connection, funding: str) -> list[Assigned]:
    """The allocations of one funding, in order of code."""
    rows = db.execute(f"{ASSIGNED} WHERE a.funding = ? ORDER BY a.code", (funding,))
    return [Assigned(*row) for row in rows]


def assigned_to(db: Connection, project: str) -> list[Assigned]:
    """The allocations of one project, in order of code."""
    rows = db.execute(f"{ASSIGNED} WHERE a.project = ? ORDER BY a.code", (project,))
    return [Assigned(*row) for row in rows]


def paid_from(db: Connection, allocations: tuple[str, ...], limit: int = 500) -> list[Paid]:
    """Up to `limit` payments of some allocations, by date."""
    marks = ", ".join("?" for _ in allocations)
    rows = db.execute(
        f"{PAID} WHERE y.allocation IN ({marks}) ORDER BY y.paid, y.code LIMIT ?",
        (*allocations, limit),
    )
    return [Paid(*row) for row in rows]


def payment(db: Connection, code: str) -> Paid | None:
    """One payment with its titles, or None."""
    row = db.execute(f"{PAID} WHERE y.code = ?", (code,)).fetchone()
    return Paid(*row) if row else None


def paid_for(
    db: Connection, project: str, after: tuple[str, str] = ("", ""), limit: int = 200
) -> list[Paid]:
    """Up to `limit` payments of one project after the key (paid, code), by date."""
    rows = db.execute(
        f"{PAID} WHERE y.project = ? AND (y.paid, y.code) > (?, ?) ORDER BY y.paid, y.code LIMIT ?",
        (project, *after, limit),
    )
    return [Paid(*row) for row in rows]


def planned_for(db: Connection, project: str) -> list[Planned]:
    """The plan of a project by source."""
    rows = db.execute(
        "SELECT source, sum(amount), group_concat(document, '、') FROM budget_line"
        " WHERE project = ? GROUP BY source ORDER BY min(code)",
        (project,),
    )
    return [Planned(*row) for row in rows]


def reversed_by(db: Connection, table: str, code: str) -> str | None:
    """The code of the record that reverses a money record, if one does."""
    row = db.execute(f"SELECT code FROM {table} WHERE reverses = ?", (code,)).fetchone()
    return row[0] if row else None
