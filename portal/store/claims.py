"""Steps that are called done, and what the village supervision committee last said of each."""

from typing import NamedTuple

from portal.store.connect import Connection


class Claim(NamedTuple):
    """A step that is called done; `met` may be missing, `verdict` is "" before anybody looked."""

    code: str
    title: str
    met: str | None
    value: str | None
    project: str
    project_title: str
    village: str | None
    village_title: str | None
    verdict: str
    seen_on: str


_LAST = (
    "FROM confirmation x WHERE x.milestone = m.code ORDER BY x.seen_on DESC, x.rowid DESC LIMIT 1"
)
_CLAIM = (
    "SELECT m.code, m.title, m.met, m.value, p.code, p.title, p.village, v.title,"
    f" coalesce((SELECT x.verdict {_LAST}), ''), coalesce((SELECT x.seen_on {_LAST}), '')"
    " FROM milestone m JOIN project p ON p.code = m.project"
    " LEFT JOIN village v ON v.code = p.village WHERE (m.met IS NOT NULL OR m.status = 'met')"
)


def claims(
    db: Connection, village: str = "", after: tuple[str, str] = ("9999", ""), limit: int = 50
) -> list[Claim]:
    """Up to `limit` steps called done after the key (met, code), newest first; perhaps of a
    village."""
    day, code = after
    rows = db.execute(
        f"{_CLAIM} AND (?1 = '' OR p.village = ?1)"
        " AND (coalesce(m.met, '') < ?2 OR (coalesce(m.met, '') = ?2 AND m.code > ?3))"
        " ORDER BY coalesce(m.met, '') DESC, m.code LIMIT ?4",
        (village, day, code, limit),
    )
    return [Claim(*row) for row in rows]


def claim(db: Connection, code: str) -> Claim | None:
    """One step, when it is called done."""
    row = db.execute(f"{_CLAIM} AND m.code = ?", (code,)).fetchone()
    return Claim(*row) if row else None
