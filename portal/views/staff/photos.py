"""Photos on a project's workbench: of the project or one of its steps, several at once."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from flask import request

from portal.guard import leaks
from portal.store import building
from portal.views.rendering import spoken
from portal.views.staff import fields, papers, sections
from portal.views.staff.drafting import Typed
from portal.views.staff.fields import Field
from portal.views.staff.papers import About, Shot
from portal.words import N_, Said, said

if TYPE_CHECKING:
    from portal.views.staff.bench import Bench
    from portal.views.staff.sections import Failed

LISTED = ("milestone", "contract", "acceptance", "asset", "notice")
"""Tables of a project whose papers are listed with its own; vouchers stand with the payments."""


class Subject(NamedTuple):
    """What a photo can be of: `table:code`, its title, and what such a photo may show."""

    value: str
    title: str
    alt: str


class Pictures(NamedTuple):
    """What the section of photos shows: published, in my draft, and the form with what was typed.

    `again` names the files that have to be chosen once more.
    """

    published: list[building.Paper]
    drafted: list[Shot]
    subjects: list[Subject]
    subject: str
    fields: list[Field]
    key: str
    sentence: Said | None
    errors: Mapping[str, Said]
    again: list[str]
    most: int


def shown(bench: "Bench", failed: "Failed | None") -> Pictures:
    """The pictures and papers of a project, and the form for more."""
    mine = failed if failed and failed.typed.table == "document" else None
    texts = mine.typed.texts if mine else _suggested(bench)
    errors = mine.errors if mine else {}
    made = {f.name: f for f in fields.made("document", texts, errors, bench.directory)}
    return Pictures(
        published(bench),
        papers.shown(bench.edits),
        subjects(bench),
        texts.get("of", ""),
        papers.worded(made[name] for name in sections.ASKED["document"]),
        (mine.typed if mine else Typed("document", "", "create")).key,
        mine.problem.sentence if mine else None,
        errors,
        _names() if mine else [],
        papers.MOST,
    )


def published(bench: "Bench") -> list[building.Paper]:
    """The published papers and pictures of a project, its steps, contracts and acceptances."""
    found = building.papers(bench.db, "project", [bench.code])
    for table in LISTED:
        rows = bench.steps if table == "milestone" else _rows(bench, table)
        found += building.papers(bench.db, table, [row.code for row in rows])
    return found


def _rows(bench: "Bench", table: str) -> list[sections.Row]:
    return sections.rows(bench.db, table, bench.code, ())


def vouchered(bench: "Bench", payments: Iterable[str]) -> set[str]:
    """The payments whose voucher is published or in my draft."""
    found = {paper.of_code for paper in building.papers(bench.db, "payment", payments)}
    drafted = (edit.values for edit in bench.edits if edit.table == "document")
    return found | {str(v["of_code"]) for v in drafted if v.get("of_table") == "payment"}


def subjects(bench: "Bench") -> list[Subject]:
    """What photos can be of: the project, each of its steps, its published notices."""
    title = str(bench.values.get("title") or "")
    whole = Subject(f"project:{bench.code}", spoken(said(N_("the whole project"))), title)
    posted = [
        Subject(f"notice:{row.code}", row.title, spoken(said(_POSTED, title=row.title)))
        for row in _rows(bench, "notice")
    ]
    return [whole, *(_step(title, row) for row in bench.steps), *posted]


_POSTED = N_("%(title)s, as it hangs on the board")


def _step(project: str, row: sections.Row) -> Subject:
    sentence = said(N_("%(project)s: %(step)s"), project=project, step=row.title)
    return Subject(f"milestone:{row.code}", row.title, spoken(sentence))


def _suggested(bench: "Bench") -> dict[str, str]:
    """What the address names, else the step under way: the first not met, else the project."""
    known = {one.value: one for one in subjects(bench)}
    if asked := known.get(request.args.get("of", "")):
        spot = request.args.get("spot", "")
        return {"of": asked.value, "title": asked.title, "alt": asked.alt, "spot": spot}
    whole = known[f"project:{bench.code}"]
    for row in bench.steps:
        if not sections.done(row.values):
            step = _step(whole.alt, row)
            return {"of": step.value, "title": step.title, "alt": step.alt}
    return {"of": whole.value, "title": whole.alt, "alt": whole.alt}


def typed() -> Typed:
    """The form of this request."""
    texts = {name: request.form.get(name, "") for name in (*sections.ASKED["document"], "of")}
    return Typed("document", "", "create", texts=texts, key=_key())


def _key() -> str:
    return request.form.get("key", "")[:64] or Typed("document", "", "create").key


def keep(into: int | None) -> int:
    """The draft that holds the photos of this request; raises `Invalid` with what is wrong."""
    table, _, code = request.form.get("of", "").partition(":")
    texts = {name: request.form.get(name, "").strip() for name in papers.ASKED}
    return papers.photos(About(table, code, into, {**texts, "kind": "photo"}, _key()))


def _names() -> list[str]:
    """The files of this request by name; a name that tells a number is not repeated."""
    names = [file.filename or "" for file in request.files.getlist("file")]
    return [name for name in names if name and not leaks(name)]
