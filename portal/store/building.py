"""What proves a project's works: progress, acceptance, upkeep, papers and pictures."""

from collections.abc import Iterable
from typing import NamedTuple

from portal.store.connect import Connection


class Observed(NamedTuple):
    """One progress report; percentages as decimal text."""

    code: str
    title: str | None
    observed: str
    physical: str
    planned: str | None
    problems: str | None


class Accepted(NamedTuple):
    """One accepted quantity with the name of the body that measured it."""

    code: str
    title: str
    level: str | None
    accepted_on: str
    body: str
    body_code: str
    planned_quantity: str | None
    accepted_quantity: str | None
    unit: str | None
    result: str
    document: str | None


class Kept(NamedTuple):
    """An asset after hand-over with the names of its owner and keeper."""

    code: str
    title: str
    kind: str | None
    owner: str | None
    keeper: str | None
    duty: str | None
    since: str | None


class Changed(NamedTuple):
    """A change of a contract; `value` in fen is the contract's after it."""

    code: str
    contract: str
    kind: str
    agreed: str
    old: str | None
    new: str
    value: int | None
    reason: str


class Seen(NamedTuple):
    """What the village supervision committee said of a step."""

    code: str
    milestone: str
    verdict: str
    seen_on: str
    title: str | None


class Paper(NamedTuple):
    """A paper or picture and what it belongs to; sizes in pixels."""

    code: str
    title: str
    of_table: str
    of_code: str
    kind: str | None
    issued: str | None
    public_hash: str | None
    spot: str | None
    place: str | None
    alt: str | None
    width: int | None
    height: int | None


def progress(db: Connection, project: str, limit: int = 24) -> list[Observed]:
    """The latest reports of a project, newest first."""
    rows = db.execute(
        "SELECT code, title, observed, physical, planned, problems FROM progress"
        " WHERE project = ? ORDER BY observed DESC, code LIMIT ?",
        (project, limit),
    )
    return [Observed(*row) for row in rows]


def acceptances(db: Connection, project: str, limit: int = 40) -> list[Accepted]:
    """The acceptances of a project by date."""
    rows = db.execute(
        "SELECT a.code, a.title, a.level, a.accepted_on, o.title, a.body, a.planned_quantity,"
        " a.accepted_quantity, a.unit, a.result, a.document FROM acceptance a"
        " JOIN organisation o ON o.code = a.body"
        " WHERE a.project = ? ORDER BY a.accepted_on, a.code LIMIT ?",
        (project, limit),
    )
    return [Accepted(*row) for row in rows]


def assets(db: Connection, project: str, limit: int = 20) -> list[Kept]:
    """What a project left behind."""
    rows = db.execute(
        "SELECT a.code, a.title, a.kind, o.title, k.title, a.duty, a.since FROM asset a"
        " LEFT JOIN organisation o ON o.code = a.owner"
        " LEFT JOIN organisation k ON k.code = a.keeper"
        " WHERE a.project = ? ORDER BY a.code LIMIT ?",
        (project, limit),
    )
    return [Kept(*row) for row in rows]


def contract_changes(db: Connection, project: str, limit: int = 40) -> list[Changed]:
    """The changes of a project's contracts by date."""
    rows = db.execute(
        "SELECT x.code, x.contract, x.kind, x.agreed, x.old, x.new, x.value, x.reason"
        " FROM contract c JOIN contract_change x ON x.contract = c.code"
        " WHERE c.project = ? ORDER BY x.agreed, x.code LIMIT ?",
        (project, limit),
    )
    return [Changed(*row) for row in rows]


def confirmations(db: Connection, project: str, limit: int = 60) -> list[Seen]:
    """What was said on site of a project's steps, the newest first."""
    rows = db.execute(
        "SELECT v.code, v.milestone, v.verdict, v.seen_on, v.title FROM milestone m"
        " JOIN confirmation v ON v.milestone = m.code"
        " WHERE m.project = ? ORDER BY v.seen_on DESC, v.rowid DESC LIMIT ?",
        (project, limit),
    )
    return [Seen(*row) for row in rows]


def papers(db: Connection, table: str, codes: Iterable[str], limit: int = 60) -> list[Paper]:
    """The papers and pictures of some records of one table, by date."""
    wanted = list(codes)
    if not wanted:
        return []
    marks = ", ".join("?" for _ in wanted)
    rows = db.execute(
        "SELECT code, title, of_table, of_code, kind, issued, public_hash, spot, place, alt,"
        f" width, height FROM document WHERE of_table = ? AND of_code IN ({marks})"
        " ORDER BY issued, code LIMIT ?",
        (table, *wanted, limit),
    )
    return [Paper(*row) for row in rows]


def shown(db: Connection, public_hash: str) -> bool:
    """Whether a published record shows the file with this hash."""
    found = db.execute("SELECT 1 FROM document WHERE public_hash = ? LIMIT 1", (public_hash,))
    return found.fetchone() is not None


def all_shown(db: Connection, start: str) -> set[str]:
    """The hashes with this beginning whose files published records show."""
    rows = db.execute(
        "SELECT DISTINCT public_hash FROM document"
        " WHERE public_hash >= ?1 AND public_hash < ?1 || 'g'",
        (start,),
    )
    return {row[0] for row in rows}
