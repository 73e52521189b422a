"""Changes on their way to publication, uploads and single-use keys, all in private.sqlite."""

import dataclasses
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from portal.codes import Edit
from portal.store.connect import Connection
from portal.tlog import canonical


@dataclass(frozen=True)
class Change:
    """What one person proposes; `id` is what the log calls it, `number` what people call it."""

    number: int
    id: str
    author: str
    why: str
    state: str
    reviewer: str | None
    reason: str | None
    created: str
    submitted: str | None
    decided: str | None
    edits: tuple[Edit, ...] = ()

    @property
    def digest(self) -> str:
        """Tells what it says now, reason and edits, from what it said before."""
        told = {"why": self.why, "edits": [dataclasses.asdict(edit) for edit in self.edits]}
        return hashlib.sha256(canonical(told)).hexdigest()


@dataclass(frozen=True)
class Upload:
    """A sheet that staff sent, kept until it has become a change."""

    id: str
    author: str
    name: str
    content: bytes
    fixes: dict[str, str]
    change: int | None
    created: str


_CHANGE = (
    "SELECT number, id, author, why, state, reviewer, reason, created, submitted, decided"
    " FROM change"
)


def add(db: Connection, author: str, why: str, suffix: str, when: str) -> int:
    """A new, empty draft; its number. Its id is `c<number>-<suffix>`."""
    done = db.execute(
        "INSERT INTO change (id, author, why, state, created) VALUES (?, ?, ?, 'draft', ?)",
        (suffix, author, why, when),
    )
    number = int(done.lastrowid or 0)
    db.execute("UPDATE change SET id = ? WHERE number = ?", (f"c{number}-{suffix}", number))
    return number


def put_edit(db: Connection, number: int, edit: Edit) -> None:
    """Adds an edit, in the place of an earlier one about the same record."""
    bound = (number, edit.table, edit.code)
    db.execute("DELETE FROM edit WHERE change = ? AND about = ? AND code = ?", bound)
    db.execute(
        'INSERT INTO edit (change, position, action, about, code, based_on, "values") VALUES (?1,'
        " (SELECT coalesce(max(position), 0) + 1 FROM edit WHERE change = ?1), ?2, ?3, ?4, ?5, ?6)",
        (
            number,
            edit.action,
            edit.table,
            edit.code,
            edit.based_on,
            canonical(edit.values).decode(),
        ),
    )


def drop_edit(db: Connection, number: int, table: str, code: str) -> None:
    """Takes an edit out of a draft."""
    db.execute(
        "DELETE FROM edit WHERE change = ? AND about = ? AND code = ?", (number, table, code)
    )


def change(db: Connection, number: int) -> Change | None:
    """A change with its edits in order; None for any number that is none, however long."""
    row = db.execute(f"{_CHANGE} WHERE number = ?", (min(number, 2**63 - 1),)).fetchone()
    return dataclasses.replace(Change(*row), edits=_edits(db, number)) if row else None


def _edits(db: Connection, number: int) -> tuple[Edit, ...]:
    rows = db.execute(
        'SELECT action, about, code, based_on, "values" FROM edit WHERE change = ?'
        " ORDER BY position",
        (number,),
    )
    return tuple(Edit(a, table, code, seen, json.loads(v)) for a, table, code, seen, v in rows)


def changes(
    db: Connection, *, states: tuple[str, ...], author: str = "", limit: int = 100
) -> list[Change]:
    """Changes in some states, newest first, without their edits."""
    marks = ", ".join("?" for _ in states)
    rows = db.execute(
        f"{_CHANGE} WHERE state IN ({marks}) AND (? = '' OR author = ?)"
        " ORDER BY number DESC LIMIT ?",
        (*states, author, author, limit),
    )
    return [Change(*row) for row in rows]


def count_edits(db: Connection, numbers: Iterable[int]) -> dict[int, int]:
    """Change number → how many edits it has."""
    wanted = list(numbers)
    marks = ", ".join("?" for _ in wanted)
    rows = db.execute(
        f"SELECT change, count(*) FROM edit WHERE change IN ({marks}) GROUP BY change", wanted
    )
    return dict(rows.fetchall())


def move(db: Connection, number: int, states: tuple[str, ...], to: str, **columns: Any) -> bool:
    """Puts a change from one of `states` into another; False when it was in none of them."""
    assignments = "".join(f", {name} = ?" for name in columns)
    marks = ", ".join("?" for _ in states)
    done = db.execute(
        f"UPDATE change SET state = ?{assignments} WHERE number = ? AND state IN ({marks})",
        (to, *columns.values(), number, *states),
    )
    return done.rowcount == 1


def codes(db: Connection, table: str, stem: str) -> list[str]:
    """The codes that open changes want to give to new records of a table."""
    rows = db.execute(
        "SELECT e.code FROM edit e JOIN change c ON c.number = e.change WHERE e.about = ?1"
        " AND e.action <> 'edit' AND c.state IN ('draft', 'submitted', 'returned')"
        " AND (e.code = ?2 OR e.code GLOB ?2 || '-*')",
        (table, stem),
    )
    return [row[0] for row in rows]


def open_edits(db: Connection, table: str, code: str) -> list[int]:
    """The numbers of the open changes that touch a record."""
    rows = db.execute(
        "SELECT e.change FROM edit e JOIN change c ON c.number = e.change WHERE e.about = ?"
        " AND e.code = ? AND c.state IN ('draft', 'submitted', 'returned') ORDER BY e.change",
        (table, code),
    )
    return [row[0] for row in rows]


def pictures(db: Connection) -> set[str]:
    """The hashes of the pictures that changes mention, published or on their way; not withdrawn."""
    rows = db.execute(
        "SELECT DISTINCT json_extract(e.\"values\", '$.public_hash') FROM edit e"
        " JOIN change c ON c.number = e.change"
        " WHERE e.about = 'document' AND c.state <> 'withdrawn'"
    )
    return {row[0] for row in rows if row[0]}


_PROJECT = (
    "coalesce(json_extract(e.\"values\", '$.project'), CASE e.about WHEN 'project' THEN e.code END)"
)
"""The project that an edit names; NULL for edits that name none."""


def about_project(db: Connection, author: str, project: str) -> int | None:
    """The newest open draft of a person that names this project and no other."""
    row = db.execute(
        f"SELECT c.number FROM change c JOIN edit e ON e.change = c.number AND {_PROJECT} = ?2"
        " WHERE c.author = ?1 AND c.state IN ('draft', 'returned') AND NOT EXISTS"
        f" (SELECT 1 FROM edit e WHERE e.change = c.number AND {_PROJECT} <> ?2)"
        " ORDER BY c.number DESC LIMIT 1",
        (author, project),
    ).fetchone()
    return int(row[0]) if row else None


def projects(db: Connection, author: str, limit: int) -> list[str]:
    """The projects that a person's last changes name, the latest first."""
    rows = db.execute(
        f"SELECT {_PROJECT} FROM edit e WHERE e.change IN"
        " (SELECT number FROM change WHERE author = ? ORDER BY number DESC LIMIT 20)"
        f" AND {_PROJECT} IS NOT NULL GROUP BY 1 ORDER BY max(e.change) DESC, 1 LIMIT ?",
        (author, limit),
    )
    return [row[0] for row in rows]


def used(db: Connection, key: str) -> str | None:
    """What a form's key led to, if it was used."""
    row = db.execute("SELECT result FROM single_use WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else None


def use(db: Connection, key: str, result: str, when: str) -> None:
    """Remembers what a form's key led to, in the place of what it led to before."""
    db.execute(
        "INSERT INTO single_use (key, result, at) VALUES (?, ?, ?)"
        " ON CONFLICT (key) DO UPDATE SET result = excluded.result, at = excluded.at",
        (key, result, when),
    )


def latest(db: Connection, stem: str, limit: int) -> list[str]:
    """What follows the stem in keys that were used, the latest first."""
    rows = db.execute(
        "SELECT substr(key, length(?1) + 1) FROM single_use"
        " WHERE key >= ?1 AND key < ?1 || char(1114111) ORDER BY at DESC, key LIMIT ?2",
        (stem, limit),
    )
    return [row[0] for row in rows]


def add_upload(db: Connection, upload: Upload) -> None:
    """Keeps a sheet."""
    db.execute(
        "INSERT INTO upload (id, author, name, content, created) VALUES (?, ?, ?, ?, ?)",
        (upload.id, upload.author, upload.name, upload.content, upload.created),
    )


def upload(db: Connection, key: str, author: str) -> Upload | None:
    """A sheet that this person sent."""
    row = db.execute(
        "SELECT id, author, name, content, fixes, change, created FROM upload"
        " WHERE id = ? AND author = ?",
        (key, author),
    ).fetchone()
    return dataclasses.replace(Upload(*row), fixes=json.loads(row[4])) if row else None


def beside(db: Connection, key: str, author: str) -> list[Upload]:
    """The sheets that were sent together: `key` itself, then `key.1`, `key.2` …"""
    rows = db.execute(
        "SELECT id FROM upload WHERE author = ? AND (id = ? OR id GLOB ? || '.*') ORDER BY rowid",
        (author, key, key),
    )
    found = [upload(db, row[0], author) for row in rows.fetchall()]
    return [one for one in found if one]


def forget_upload(db: Connection, key: str) -> None:
    """Takes sheets away that were sent together."""
    db.execute("DELETE FROM upload WHERE id = ? OR id GLOB ? || '.*'", (key, key))


def empty_upload(db: Connection, key: str) -> None:
    """Keeps the names of the sheets that were sent together, but not what they hold."""
    db.execute(
        "UPDATE upload SET content = zeroblob(0) WHERE id = ? OR id GLOB ? || '.*'", (key, key)
    )


def uploads(db: Connection, author: str) -> list[tuple[str, str, str]]:
    """(id, name, time) of the sheets of a person that have not become a change, newest first."""
    rows = db.execute(
        "SELECT id, name, created FROM upload WHERE author = ? AND change IS NULL"
        " AND instr(id, '.') = 0 ORDER BY created DESC LIMIT 20",
        (author,),
    )
    return rows.fetchall()


def save_upload(db: Connection, key: str, fixes: dict[str, str], change: int | None) -> None:
    """The corrections typed over a sheet's cells, and the change that it became."""
    db.execute(
        "UPDATE upload SET fixes = ?, change = ? WHERE id = ?",
        (json.dumps(fixes, ensure_ascii=False), change, key),
    )
