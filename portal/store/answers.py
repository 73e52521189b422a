"""Questions in public.sqlite: with their answers, or the ground of their refusal."""

from collections.abc import Sequence
from typing import NamedTuple

from portal.store.connect import Connection


class Answer(NamedTuple):
    """One published question."""

    code: str
    title: str | None
    kind: str
    of_table: str
    of_code: str
    question: str | None
    asked: str
    due: str
    refused: str | None
    refused_why: str | None
    answer: str | None
    answered: str | None
    answered_by: str | None
    unsatisfied: str | None
    second_answer: str | None
    second_answered: str | None
    note: str | None


_COLUMNS = ", ".join(Answer._fields)


def answer(db: Connection, code: str) -> Answer | None:
    """One published question, or None."""
    row = db.execute(f"SELECT {_COLUMNS} FROM enquiry WHERE code = ?", (code,)).fetchone()
    return Answer(*row) if row else None


def answers(
    db: Connection, refused: bool, after: tuple[str, str] | None = None, limit: int = 50
) -> list[Answer]:
    """Up to `limit` questions after the key (asked, code), newest first; refused ones or others."""
    day, code = after or ("9999", "")
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM enquiry WHERE refused IS {'NOT ' if refused else ''}NULL"
        " AND asked <= ?1 AND (asked < ?1 OR code > ?2) ORDER BY asked DESC, code LIMIT ?3",
        (day, code, limit),
    )
    return [Answer(*row) for row in rows]


def about(db: Connection, records: Sequence[tuple[str, str]], limit: int = 20) -> list[Answer]:
    """The newest questions about some records, by (table, code); those refused are left out."""
    either = " OR ".join("of_table = ? AND of_code = ?" for _ in records)
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM enquiry INDEXED BY enquiry_about WHERE ({either})"
        " AND refused IS NULL ORDER BY asked DESC, code LIMIT ?",
        (*(part for record in records for part in record), limit),
    )
    return [Answer(*row) for row in rows]


def unanswered(db: Connection, after: tuple[str, str] = ("", ""), limit: int = 50) -> list[Answer]:
    """Up to `limit` published questions without an answer after the key (due, code)."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM enquiry WHERE answered IS NULL AND refused IS NULL"
        " AND (due, code) > (?, ?) ORDER BY due, code LIMIT ?",
        (*after, limit),
    )
    return [Answer(*row) for row in rows]


def objections(db: Connection, project: str) -> list[str]:
    """The codes of the objections to a project's notices that are published without an answer."""
    rows = db.execute(
        "SELECT e.code FROM notice n JOIN enquiry e ON e.of_table = 'notice' AND e.of_code = n.code"
        " WHERE n.project = ? AND e.kind = 'objection' AND e.answered IS NULL"
        " AND e.refused IS NULL ORDER BY e.due, e.code",
        (project,),
    )
    return [row[0] for row in rows]


def notices(db: Connection, project: str) -> frozenset[str]:
    """The codes of a project's notices."""
    rows = db.execute("SELECT code FROM notice WHERE project = ?", (project,))
    return frozenset(row[0] for row in rows)


def open_to_objections(db: Connection, notice: str, day: str) -> bool:
    """Whether a notice invites objections on an ISO day: a posting within its period."""
    found = db.execute(
        "SELECT 1 FROM notice WHERE code = ?1 AND form = 'posting'"
        ' AND start <= ?2 AND ("end" IS NULL OR "end" >= ?2)',
        (notice, day),
    )
    return found.fetchone() is not None
