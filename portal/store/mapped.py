"""Projects of which it is known where they are."""

from typing import NamedTuple

from portal.store.connect import Connection


class Mapped(NamedTuple):
    """A project with its WGS-84 texts, of which at least one is known."""

    code: str
    title: str
    village: str | None
    village_title: str | None
    status: str | None
    position: str | None
    line: str | None


def mapped(db: Connection, village: str = "", after: str = "", limit: int = 50) -> list[Mapped]:
    """Up to `limit` projects with coordinates, of one village or of all, after a code."""
    test = " AND p.village = ?" if village else ""
    index = "project_mapped_village" if village else "project_mapped"
    rows = db.execute(
        "SELECT p.code, p.title, p.village, v.title, p.status, p.position, p.line"
        f" FROM project p INDEXED BY {index} LEFT JOIN village v ON v.code = p.village"
        f" WHERE (p.position IS NOT NULL OR p.line IS NOT NULL) AND p.code > ?{test}"
        " ORDER BY p.code LIMIT ?",
        (after, *((village,) if village else ()), limit),
    )
    return [Mapped(*row) for row in rows]
