"""What a payment is entered from: projects with money left, who was paid last, who signed."""

from typing import NamedTuple

from portal.store.connect import Connection
from portal.store.search import found


class Purse(NamedTuple):
    """A project from whose allocations money is left, in fen."""

    code: str
    title: str
    village: str | None
    left: int


class Signed(NamedTuple):
    """The posts on the last voucher of a project."""

    handled_by: str | None
    reviewed_by: str | None
    approved_by: str | None


def purses(db: Connection, text: str = "", limit: int = 60) -> list[Purse]:
    """Up to `limit` projects with money left that contain the text, newest year first."""
    test, bound = found(text, "project") if text else ("code IS NOT NULL", [])
    rows = db.execute(
        "SELECT p.code, p.title, v.title, t.allocated - t.paid FROM total t"
        " JOIN project p ON p.code = t.code LEFT JOIN village v ON v.code = p.village"
        f" WHERE t.about = 'project' AND t.allocated > t.paid AND p.{test}"
        " ORDER BY p.year DESC, p.code LIMIT ?",
        (*bound, limit),
    )
    return [Purse(*row) for row in rows]


def signed_last(db: Connection, project: str) -> Signed:
    """Who handled, reviewed and approved the last payment of a project."""
    row = db.execute(
        "SELECT handled_by, reviewed_by, approved_by FROM payment"
        " WHERE project = ? AND reverses IS NULL ORDER BY paid DESC, code DESC LIMIT 1",
        (project,),
    ).fetchone()
    return Signed(*row) if row else Signed(None, None, None)


def payees(db: Connection, project: str, limit: int = 200) -> list[tuple[str, str]]:
    """(code, name) of organisations that can be paid; those that the project dealt with first."""
    rows = db.execute(
        "SELECT o.code, o.title FROM organisation o ORDER BY"
        " EXISTS (SELECT 1 FROM payment y WHERE y.project = ?1 AND y.payee = o.code) DESC,"
        " EXISTS (SELECT 1 FROM contract c WHERE c.project = ?1 AND c.supplier = o.code) DESC,"
        " o.title, o.code LIMIT ?2",
        (project, limit),
    )
    return rows.fetchall()
