"""Sheets: sent, kept, mended cell by cell, and taken as one change."""

import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import sheets
from portal.errors import BadSheet, Invalid, NotFound, PortalError
from portal.guard import told
from portal.sheets import BadCell, Reading
from portal.store import drafts
from portal.store.drafts import Upload
from portal.views.errors import STATUS
from portal.views.house import door, house
from portal.views.staff.gate import blueprint, me, page, stamp
from portal.words import N_, Said, said

MOST_FILES = 10
WHY = "why"
SHOWN = 200
"""Bad cells on one page; the rest follow once these are mended."""


@dataclass(frozen=True)
class Cell:
    """A bad cell with what stands in its field."""

    bad: BadCell
    key: str
    text: str


@blueprint.get("/upload")
def upload() -> Response:
    """The form for sheets."""
    return _form()


def _form(status: int = 200, sentence: Said | None = None) -> Response:
    waiting = drafts.uploads(house().private, me().name)
    return page("upload.html", status, sentence=sentence, uploads=waiting)


@blueprint.post("/upload")
def send() -> AnyResponse:
    """Keeps sheets that can be read at all."""
    try:
        files = _files()
        _refuse_personal(sheets.read(files, house().public, office=door().office))
    except (BadSheet, Invalid) as problem:
        return _form(STATUS[type(problem)], problem.sentence)
    return _to(_kept(files))


def _refuse_personal(reading: Reading) -> None:
    """A file with a personal number is not even kept (domain guide, section 3)."""
    if reading.personal:
        leaking = [cell for cell in reading.bad if "*" in cell.text][:20]
        raise Invalid(
            said(
                N_(
                    "This file holds personal numbers: %(cells)s. It was not kept. Delete them in"
                    " the file and send it again."
                ),
                cells="、".join(f"{_key(cell)} {cell.text[:40]}" for cell in leaking),
            )
        )
    if reading.outside:
        raise Invalid(
            said(
                N_(
                    "Beside its cells, in comments, headers, properties or names, this file holds"
                    " personal numbers: %(numbers)s. It was not kept. Delete them in the file and"
                    " send it again."
                ),
                numbers="、".join(reading.outside[:20]),
            )
        )


def _files() -> list[tuple[str, bytes]]:
    """The chosen files; raises `Invalid` for none, too many, or a name with a personal number."""
    chosen = [file for file in request.files.getlist("file") if file.filename]
    if not 0 < len(chosen) <= MOST_FILES:
        raise Invalid(said(N_("Choose 1 to %(most)s files."), most=MOST_FILES))
    files = [((file.filename or "").replace("\\", "/").rpartition("/")[2], file) for file in chosen]
    for name, _ in files:
        if sentence := told(name, door().office):
            raise Invalid(sentence)
    return [(name[:200], file.read()) for name, file in files]


def _kept(files: list[tuple[str, bytes]]) -> str:
    """Keeps the files together; the key of the first stands for all."""
    key, books = secrets.token_hex(8), door().books
    with books.writing(books.private) as private:
        for place, (name, content) in enumerate(files):
            part = f"{key}.{place}" if place else key
            drafts.add_upload(private, Upload(part, me().name, name, content, {}, None, stamp()))
    return key


def _to(key: str) -> AnyResponse:
    return redirect(url_for("staff.uploaded", key=key), code=303)


def _found(key: str) -> list[Upload]:
    """The sheets of this person that were sent together; raises `NotFound`."""
    found = drafts.beside(house().private, key, me().name)
    if not found:
        raise NotFound(said(N_("There is no such upload of yours. It may be finished or gone.")))
    return found


def _read(found: list[Upload], fixes: Mapping[str, str]) -> Reading:
    files = [(one.name, one.content) for one in found]
    return sheets.read(files, house().public, fixes, door().office, door().notice_days)


@blueprint.get("/upload/<key>")
def uploaded(key: str) -> AnyResponse:
    """What the sheets say, and every cell that keeps its row out."""
    found = _found(key)
    return _settled(found) or _page(found, found[0].fixes)


@blueprint.post("/upload/<key>")
def check(key: str) -> AnyResponse:
    """Keeps what was typed over bad cells, and reads again."""
    with door().books.lock:
        found = _found(key)
        return _settled(found) or _mended(found)[1] or _to(key)


@blueprint.post("/upload/<key>/take")
def take(key: str) -> AnyResponse:
    """Makes one draft of the good rows; the second of two equal requests finds the first's."""
    with door().books.lock:
        found = _found(key)
        return _settled(found) or _taken(found)


def _settled(found: list[Upload]) -> AnyResponse | None:
    """On to the change that the sheets became already."""
    number = found[0].change
    return redirect(url_for("staff.change", number=number), code=303) if number else None


def _mended(found: list[Upload]) -> tuple[dict[str, str], Response | None]:
    """The fixes, which are kept, and the page that refuses one."""
    fixes, refused = _fixes(found)
    _save(found[0].id, fixes, None)
    return fixes, _page(found, fixes, 422, refused) if refused else None


def _taken(found: list[Upload]) -> AnyResponse:
    fixes, page = _mended(found)
    if page:
        return page
    try:
        number = _proposed(found, fixes)
    except PortalError as problem:
        return _page(found, fixes, STATUS[type(problem)], problem.sentence)
    return redirect(url_for("staff.change", number=number), code=303)


def _proposed(found: list[Upload], fixes: Mapping[str, str]) -> int:
    """The number of the draft that the good rows became."""
    edits = _read(found, fixes).edits
    if not edits:
        raise Invalid(said(N_("There is no good row to take yet. Mend the cells below.")))
    number = door().propose(me(), request.form.get("why", "").strip(), edits, stamp())
    _save(found[0].id, fixes, number)
    return number


def _save(key: str, fixes: Mapping[str, str], change: int | None) -> None:
    """Keeps the fixes; of sheets that became a change, only the names are kept on."""
    books = door().books
    with books.writing(books.private) as private:
        drafts.save_upload(private, key, dict(fixes), change)
        if change:
            drafts.empty_upload(private, key)


@blueprint.post("/upload/<key>/discard")
def discard(key: str) -> AnyResponse:
    """Takes the sheets away."""
    _found(key)
    books = door().books
    with books.writing(books.private) as private:
        drafts.forget_upload(private, key)
    return redirect(url_for("staff.desk"), code=303)


def _fixes(found: list[Upload]) -> tuple[dict[str, str], Said | None]:
    """What was typed over bad cells, on top of what was kept; personal numbers are not kept."""
    kept = dict(found[0].fixes)
    before = {_key(bad): bad.text for bad in _read(found, kept).bad}
    refused = None
    for name, text in request.form.items():
        key = name.removeprefix("fix:")
        if key not in before or name == key or text.strip() == before[key]:
            continue
        if sentence := told(text, door().office):
            refused = sentence
        else:
            kept[key] = text.strip()[:5000]
    return kept | _why(), refused


def _why() -> dict[str, str]:
    """The reason as typed so far, under a key that no cell has; empty when it must not be kept."""
    text = request.form.get("why", "").strip()
    return {WHY: text[:5000]} if text and not told(text, door().office) else {}


def _key(bad: BadCell) -> str:
    return f"{bad.sheet}!{bad.address}"


def _page(
    found: list[Upload], fixes: Mapping[str, str], status: int = 200, sentence: Said | None = None
) -> Response:
    reading = _read(found, fixes)
    new: dict[str, list[str]] = {}
    for table, title in reading.new:
        new.setdefault(table, []).append(title)
    names = [one.name for one in found]
    return page(
        "uploaded.html",
        status,
        key=found[0].id,
        names=names,
        reading=reading,
        counts=list(Counter(edit.table for edit in reading.edits).items()),
        cells=[Cell(bad, _key(bad), bad.text) for bad in reading.bad[:SHOWN]],
        more=max(0, len(reading.bad) - SHOWN),
        new=list(new.items()),
        why=request.form.get("why")
        or fixes.get(WHY)
        or "、".join(name.rpartition(".")[0] for name in names),
        sentence=sentence,
        outcome=_outcome(reading),
    )


def _outcome(reading: Reading) -> Said:
    values = {"rows": reading.rows, "good": len(reading.edits), "bad": len(reading.bad)}
    if not reading.bad and not reading.edits:
        return said(
            N_("%(rows)s rows were read; all of it is published already. There is nothing to do."),
            rows=reading.rows,
        )
    if not reading.bad:
        whole = N_("%(rows)s rows were read, none needs mending. %(good)s records can be taken.")
        return Said(whole, {**values})
    return Said(
        N_(
            "%(rows)s rows were read. %(bad)s cells need mending; everything else was understood,"
            " and %(good)s records can be taken."
        ),
        {**values},
    )
