"""The one open draft in which a person collects what is new about a project."""

from collections.abc import Callable, Iterable

from portal.codes import Edit
from portal.store import drafts, records, works
from portal.store.connect import Connection
from portal.store.drafts import Change
from portal.views.house import door, house
from portal.views.staff import drafting
from portal.views.staff.gate import me, stamp

FEW = 5


def _key(project: str) -> str:
    """Under which it is remembered; the keys of forms start with a name and a colon."""
    return f"bench {me().name} {project}"


def draft(project: str) -> Change | None:
    """My open draft about a project: the one last used for it, or one that names no other."""
    private = house().private
    before = drafts.used(private, _key(project))
    found = drafting.mine(int(before)) if before else None
    return found or drafting.mine(drafts.about_project(private, me().name, project))


def kept(project: str, keep: Callable[[int | None], int]) -> int:
    """Runs `keep` on my draft about a project (None: a new one), and remembers where it went."""
    books = door().books
    with books.lock:
        found = draft(project)
        number = keep(found.number if found else None)
        with books.writing(books.private) as private:
            drafts.use(private, _key(project), str(number), stamp())
    return number


def touched() -> list[str]:
    """The projects that I worked on last, the latest first."""
    private = house().private
    here = drafts.latest(private, _key(""), FEW)
    return list(dict.fromkeys([*here, *drafts.projects(private, me().name, FEW)]))[:FEW]


def projects(public: Connection, edits: Iterable[Edit]) -> list[str]:
    """The projects that some edits are about, in order; steps and papers through their records."""
    found: dict[str, None] = {}
    for edit in edits:
        table, code = edit.table, edit.code
        if table == "document":
            table, code = str(edit.values.get("of_table")), str(edit.values.get("of_code"))
        owner = edit.values.get("project") or (code if table == "project" else None)
        if not owner and table in OWNED:
            owner = works.owners(public, table, "project", (code,)).get(code)
        if owner:
            found[str(owner)] = None
    return list(found)


def named(codes: list[str]) -> list[tuple[str, str]]:
    """(code, title) of the projects among the codes that are published, in their order."""
    titles = records.titles(house().public, "project", codes)
    return [(code, titles[code]) for code in codes if code in titles]


OWNED = ("milestone", "payment", "contract", "acceptance", "asset", "progress", "allocation")
"""Tables whose records belong to a project."""
