"""The news, newest first: of the whole site, of a village, of a project."""

from typing import NamedTuple

from portal.store.connect import Connection


class News(NamedTuple):
    """A line of the list of posts; the village and the project that it is about, if any."""

    code: str
    title: str
    day: str
    village: str | None
    village_title: str | None
    project: str | None
    project_title: str | None


_NEWS = (
    "SELECT p.code, p.title, p.day, p.village, v.title, p.project, j.title FROM post p"
    " LEFT JOIN village v ON v.code = p.village LEFT JOIN project j ON j.code = p.project"
)


def posts(
    db: Connection,
    village: str = "",
    project: str = "",
    after: tuple[str, str] | None = None,
    limit: int = 50,
) -> list[News]:
    """Up to `limit` posts after the key (ISO day, code) of the last one seen."""
    day, code = after or ("9999", "")
    tests, bound = ["p.day <= ? AND (p.day < ? OR p.code > ?)"], [day, day, code]
    for column, value in (("village", village), ("project", project)):
        if value:
            tests.append(f"p.{column} = ?")
            bound.append(value)
    rows = db.execute(
        f"{_NEWS} WHERE {' AND '.join(tests)} ORDER BY p.day DESC, p.code LIMIT ?",
        (*bound, limit),
    )
    return [News(*row) for row in rows]
