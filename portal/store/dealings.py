"""What an organisation has to do with: given, received, agreed, built, answered for, accepted.

Money that it gave as a kind person is in none of these.
"""

from typing import NamedTuple

from portal.store.connect import Connection


class Gift(NamedTuple):
    """Money that an organisation brought in; `amount`, `allocated` and `paid` in fen."""

    code: str
    nature: str
    received: str
    purpose: str | None
    amount: int
    allocated: int
    paid: int
    reverses: str | None
    reversed_by: str | None


class Deal(NamedTuple):
    """A contract with an organisation; `value` in fen."""

    code: str
    title: str
    project: str
    project_title: str
    value: int | None
    signed: str | None


class Work(NamedTuple):
    """A project that an organisation implements or answers for; money in fen."""

    code: str
    title: str
    year: int | None
    status: str | None
    implements: bool
    answers: bool
    budget: int | None
    paid: int


class Checked(NamedTuple):
    """Works that an organisation measured and accepted or not."""

    code: str
    title: str
    project: str
    project_title: str
    accepted_on: str
    result: str


def given(db: Connection, code: str, limit: int = 50) -> list[Gift]:
    """Up to `limit` fundings by an organisation under its name, newest first."""
    rows = db.execute(
        "SELECT f.code, f.nature, f.received, f.purpose, f.amount, coalesce(t.allocated, 0),"
        " coalesce(t.paid, 0), f.reverses, r.code FROM funding f"
        " LEFT JOIN funding o ON o.code = f.reverses LEFT JOIN funding r ON r.reverses = f.code"
        " LEFT JOIN total t ON t.about = 'funding' AND t.code = f.code"
        " WHERE f.provider = ? AND f.donor_display IS NOT 'kind_person'"
        " AND o.donor_display IS NOT 'kind_person' AND r.donor_display IS NOT 'kind_person'"
        " ORDER BY f.received DESC, f.code LIMIT ?",
        (code, limit),
    )
    return [Gift(*row) for row in rows]


def contracts(db: Connection, code: str, limit: int = 50) -> list[Deal]:
    """Up to `limit` contracts with an organisation, the last signed first."""
    rows = db.execute(
        "SELECT c.code, c.title, c.project, p.title, c.value, c.signed FROM contract c"
        " JOIN project p ON p.code = c.project"
        " WHERE c.supplier = ? ORDER BY c.signed DESC, c.code LIMIT ?",
        (code, limit),
    )
    return [Deal(*row) for row in rows]


def projects(db: Connection, code: str, limit: int = 50) -> list[Work]:
    """Up to `limit` projects that an organisation implements or answers for, newest year first."""
    keys = " UNION ".join(
        "SELECT * FROM (SELECT code FROM project"
        f" WHERE {column} = ?1 ORDER BY year DESC, code LIMIT ?2)"
        for column in ("implementing_unit", "responsible_unit")
    )
    rows = db.execute(
        "SELECT p.code, p.title, p.year, p.status, p.implementing_unit IS ?1,"
        " p.responsible_unit IS ?1, p.budget, coalesce(t.paid, 0) FROM project p"
        " LEFT JOIN total t ON t.about = 'project' AND t.code = p.code"
        f" WHERE p.code IN ({keys}) ORDER BY p.year DESC, p.code LIMIT ?2",
        (code, limit),
    )
    return [Work(*row) for row in rows]


def accepted(db: Connection, code: str, limit: int = 50) -> list[Checked]:
    """Up to `limit` acceptances by an organisation, newest first."""
    rows = db.execute(
        "SELECT a.code, a.title, a.project, p.title, a.accepted_on, a.result FROM acceptance a"
        " JOIN project p ON p.code = a.project"
        " WHERE a.body = ? ORDER BY a.accepted_on DESC, a.code LIMIT ?",
        (code, limit),
    )
    return [Checked(*row) for row in rows]
