"""The files in content/ on their way through the door: standing pages and the glossary.

The deployer proposes them as one change and a second person reviews it, as with everything else.
What staff have changed since the deployer last published it stays as it is and is reported. All
of that is read from the log, so it holds wherever the data folder goes.
"""

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from portal import accounts, entry, pages, settings, sheets
from portal.changes import Door
from portal.codes import Edit, Values
from portal.entities import attributes
from portal.errors import Invalid, Unusable
from portal.guard import told
from portal.store import drafts, log, people, records
from portal.store.connect import Books, Connection
from portal.store.people import User
from portal.words import N_, Said, said, speak

FOLDER = settings.HOME / "content"
TERMS = "terms.csv"
LANGUAGES = {"zh_Hans": "", "en": "-en"}
"""Folder of a language → what its pages' codes end with."""

NAME, TITLE = "deployer", "部署者 deployer"
"""The account that proposes content files. It has no password, so nobody signs in with it."""


@dataclass
class Deployment:
    """What a deployment did: the waiting change, or the log entries; what it left alone."""

    edits: int = 0
    number: int = 0
    entries: list[int] = field(default_factory=list)
    kept: list[Said] = field(default_factory=list)


def deploy(
    door: Door, reviewer: User | None, when: datetime.datetime, folder: Path = FOLDER
) -> Deployment:
    """Proposes what the files have new; published at once when there is a reviewer.

    A change that still waits from last time is taken up if it says the same, else withdrawn.
    Raises `Invalid` for a file that cannot be taken, and `Unusable` for a folder without any; then
    nothing is proposed.
    """
    if not any((folder / name).is_dir() for name in LANGUAGES):
        raise Unusable(said(N_("There are no content files in %(folder)s."), folder=folder))
    author = deployer(door.books, when)
    public = door.books.public
    asked = [*_pages(public, folder, door.office), *_terms(public, folder, door.office)]
    kept = [edit for edit in asked if _changed_by_others(public, edit, author)]
    edits = [edit for edit in asked if edit not in kept]
    done = Deployment(len(edits), kept=[_told(edit) for edit in kept])
    done.number = _submitted(door, author, edits, accounts.stamp(when))
    if reviewer and done.number:
        done.entries = door.publish(done.number, reviewer, accounts.stamp(when))
    return done


def deployer(books: Books, when: datetime.datetime) -> User:
    """The account of the deployer; made where it is missing."""
    found = people.user(books.private, NAME)
    return found or accounts.add(books, NAME, TITLE, "editor", None, when)


def _pages(public: Connection, folder: Path, office: Collection[str]) -> Iterator[Edit]:
    for language, ending in LANGUAGES.items():
        for path in sorted((folder / language).glob("*.md")):
            if sentence := told(path.name, office):
                raise Invalid(sentence)
            try:
                values = _page(path, language, office)
            except Invalid as problem:
                why = next(iter(problem.fields.values()), problem.sentence)
                place = f"{language}/{path.name}"
                raise Invalid(said(N_("%(file)s: %(why)s"), file=place, why=why)) from None
            if edit := _edit(public, "page", path.stem + ending, values):
                yield edit


def _page(path: Path, language: str, office: Collection[str]) -> Values:
    """The values of a page, each read as its kind; `slug`, if given, has to be the file's name."""
    content = path.read_bytes()
    if sentence := told(content.decode("utf-8", "replace"), office):
        raise Invalid(sentence)
    given, body = pages.read(content)
    if given.pop("slug", path.stem) != path.stem:
        raise Invalid(said(N_("The slug is not the name of the file.")))
    if odd := sorted(given.keys() - {"title"}):
        raise Invalid(said(N_("“%(name)s” in the front matter is not known here."), name=odd[0]))
    kinds = attributes("page")
    kinds["code"].read(path.stem)
    texts = {"title": given.get("title", ""), "language": language, "body": body}
    for name in ("title", "body"):
        if not texts[name].strip():
            label = said(kinds[name].label)
            raise Invalid(said(N_("“%(label)s” is missing."), label=label))
    values: Values = {name: kinds[name].read(text) for name, text in texts.items()}
    pages.html(str(values["body"]))
    return values


def _edit(public: Connection, table: str, code: str, values: Values) -> Edit | None:
    """What makes the record say `values`; None when it does."""
    current = records.values(public, table, code)
    if current is None:
        return Edit("create", table, code, 0, values)
    new = {name: value for name, value in values.items() if current[name] != value}
    return Edit("edit", table, code, log.version(public, table, code), new) if new else None


def _terms(public: Connection, folder: Path, office: Collection[str]) -> list[Edit]:
    path = folder / TERMS
    if not path.exists():
        return []
    reading = sheets.read([(TERMS, path.read_bytes())], public, office=office)
    for cell in reading.bad:
        place = f"{TERMS} {cell.address}"
        raise Invalid(said(N_("%(file)s: %(why)s"), file=place, why=cell.sentence))
    return list(reading.edits)


def _changed_by_others(public: Connection, edit: Edit, author: User) -> bool:
    """Whether the attributes to be set are no longer as the deployer last published them.

    The values now are wound back through the later entries of others; a record that the deployer
    never published, or with an entry taken down by law, is somebody else's.
    """
    current = records.values(public, edit.table, edit.code)
    if current is None:
        return False
    before = dict(current)
    for row in log.history(public, edit.table, edit.code, 10_000):
        if not row.payload:
            return True
        found = entry.read(row)
        if found.author.name == author.title:
            return any(before[name] != current[name] for name in edit.values)
        before |= found.old or {}
    return True


def _told(edit: Edit) -> Said:
    text = N_("%(code)s was changed by staff since it was last deployed; it stays as it is.")
    return said(text, code=f"{edit.table}/{edit.code}")


def _submitted(door: Door, author: User, edits: list[Edit], when: str) -> int:
    """The number of a submitted change that holds exactly these edits; 0 for no edits."""
    same = 0
    for waiting in drafts.changes(door.books.private, states=("submitted",), author=author.name):
        if edits and not same and list(door.change(waiting.number).edits) == edits:
            same = waiting.number
        else:
            door.withdraw(waiting.number, author, when)
    if same or not edits:
        return same
    why = speak(said(N_("Pages and glossary as delivered with the program")), "zh_Hans")
    number = door.propose(author, why, edits, when)
    door.submit(number, author, when)
    return number
