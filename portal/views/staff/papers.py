"""Pictures and papers: sent, masked where they show persons, and put into a draft."""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import checks
from portal.choices import PAPERS, PROVED_BY
from portal.codes import Edit, Values
from portal.entities import entity
from portal.errors import Invalid, NotFound, PortalError, Refused
from portal.guard import told
from portal.media import Box, Sheet
from portal.store import originals, records
from portal.store.captions import captions
from portal.vault import Kept
from portal.views import media
from portal.views.errors import STATUS
from portal.views.house import door, house, vault
from portal.views.staff import drafting, fields, findings
from portal.views.staff.gate import blueprint, me, page, stamp
from portal.words import N_, Said, said

ASKED = ("kind", "title", "alt", "issued", "spot", "place")
"""What is typed about a picture; the rest is measured."""
MOST = 20
"""Files that are taken at once."""


@dataclass(frozen=True)
class About:
    """What a picture belongs to and what is said of it, as typed."""

    of_table: str
    of_code: str
    change: int | None
    texts: Mapping[str, str]
    key: str = field(default_factory=lambda: secrets.token_urlsafe(16))

    @property
    def given(self) -> dict[str, Any]:
        """All of it for an address or for hidden fields."""
        change = {"change": str(self.change)} if self.change else {}
        return {"of_table": self.of_table, "of_code": self.of_code, **change, **self.texts}


def _about() -> About:
    given = request.values
    return About(
        of_table=given.get("of_table", ""),
        of_code=given.get("of_code", ""),
        change=drafting.number(given.get("change")),
        texts={name: given.get(name, "").strip() for name in ASKED},
        key=given.get("key", "")[:64] or secrets.token_urlsafe(16),
    )


def _values(about: About) -> Values:
    """What was typed, read; raises `Invalid` with a sentence per field."""
    if not about.texts["alt"]:
        raise Invalid(
            said(N_("Not saved: some entries need mending.")),
            {"alt": said(N_("Say in one sentence what the picture shows."))},
        )
    texts = {"of_table": about.of_table, "of_code": about.of_code, **about.texts}
    values, errors = fields.read("document", texts, drafting.directory(about.change))
    errors |= checks.leaked("document", values, door().office)
    if values.get("kind") == "sheet":
        errors["kind"] = said(N_("Printed sheets are made and kept on the page of their notice."))
    if errors:
        raise Invalid(said(N_("Not saved: some entries need mending.")), errors)
    return {name: value for name, value in values.items() if value is not None}


@blueprint.get("/papers")
def papers() -> Response:
    """The form for pictures and papers of one record."""
    return _form(_about())


def _form(
    about: About,
    status: int = 200,
    sentence: Said | None = None,
    errors: Mapping[str, Said] | None = None,
) -> Response:
    directory = drafting.directory(about.change)
    made = fields.made("document", about.texts, errors or {}, directory)
    return page(
        "papers.html",
        status,
        about=about,
        subject=subject(about, directory),
        fields=worded(one for one in made if one.name in ASKED),
        sentence=sentence,
        errors=errors or {},
        labels=fields.labels("document"),
    )


def worded(made: Iterable[fields.Field]) -> list[fields.Field]:
    """The fields about a picture: whoever sends one has to say what it shows."""
    return [replace(one, needed=one.needed or one.name == "alt") for one in made]


def subject(about: About, directory: fields.Directory) -> Said:
    """What a picture belongs to, in words; raises `NotFound` for what cannot have any."""
    table, code = about.of_table, about.of_code
    if table not in (word for word, _, _ in PROVED_BY):
        raise NotFound(said(N_("There is no table “%(table)s”."), table=table[:40]))
    title = directory.fresh.get((table, code)) or captions(house().public, table, [code]).get(code)
    return said(
        N_("%(table)s “%(title)s”"), table=said(entity(table).label), title=title or code[:40]
    )


@blueprint.post("/papers")
def receive() -> AnyResponse:
    """Photos go into a draft; a paper is sealed first and then masked page by page."""
    about = _about()
    try:
        values = _values(about)
        files = _files()
        if values.get("kind") in PAPERS:
            return _to_masking(about, files)
        number = _photos(about, values, files)
    except PortalError as problem:
        errors = getattr(problem, "fields", {})
        return _form(about, STATUS[type(problem)], problem.sentence, errors)
    return redirect(url_for("staff.change", number=number), code=303)


def photos(about: About) -> int:
    """The draft that holds the photos of this request; raises `Invalid` with what is wrong."""
    return _photos(about, _values(about), _files())


def _photos(about: About, values: Values, files: list[tuple[bytes, str]]) -> int:
    return _once(about, lambda: [_photo(data, name) for data, name in files], values)


def _files(field: str = "file") -> list[tuple[bytes, str]]:
    chosen = [file for file in request.files.getlist(field) if file.filename]
    if not 0 < len(chosen) <= MOST:
        raise Invalid(said(N_("Choose 1 to %(most)s files."), most=MOST))
    for file in chosen:
        if sentence := told(file.filename or "", door().office):
            raise Invalid(sentence)
    return [(file.read(), file.filename or "") for file in chosen]


def _photo(data: bytes, name: str) -> Kept:
    return vault().photo(data, name, me().name, stamp())


def _to_masking(about: About, files: list[tuple[bytes, str]]) -> AnyResponse:
    if len(files) != 1:
        raise Invalid(said(N_("Send one paper at a time: each is masked by itself.")))
    (data, name) = files[0]
    digest, _ = vault().paper(data, name, me().name, stamp())
    return redirect(url_for("staff.masking", digest=digest, **about.given), code=303)


def _once(about: About, keep: Callable[[], list[Kept]], values: Values) -> int:
    """The change that holds the pictures; a form that was sent twice is kept once."""
    key = f"{me().name}:{about.key}"
    with door().books.lock:
        if before := drafting.used(key):
            return before
        kept = keep()
        edits = [
            Edit("create", "document", f"?{place}", 0, _record(values, one, place, len(kept)))
            for place, one in enumerate(kept, 1)
        ]
        return drafting.once(key, "papers", lambda: _proposed(about, edits))


def _record(values: Values, kept: Kept, place: int, of: int) -> Values:
    title = str(values["title"])
    return {
        **values,
        "title": title if of == 1 else f"{title} {place}/{of}",
        "issued": values.get("issued") or kept.taken,
        "public_hash": kept.public_hash,
        "original_hash": kept.original_hash,
        "width": kept.width,
        "height": kept.height,
        **({"masked": True} if values.get("kind") in PAPERS else {}),
    }


def _proposed(about: About, edits: list[Edit]) -> tuple[int, str]:
    change = drafting.mine(about.change)
    number = door().propose(me(), "", edits, stamp(), into=change.number if change else None)
    return number, "-"


@blueprint.get("/papers/<digest>")
def masking(digest: str) -> Response:
    """The pages of a paper with what is to be masked on them."""
    return _mask_form(digest, _about())


def _mask_form(
    digest: str,
    about: About,
    status: int = 200,
    sentence: Said | None = None,
) -> Response:
    found = _own(digest)
    read = findings.told(digest, found.pages)
    boxes = {n: request.form.get(f"boxes-{n}", one.boxes) for n, one in read.items()}
    return page(
        "masking.html",
        status,
        digest=digest,
        name=found.name,
        about=about,
        boxes=boxes,
        read=read,
        page_word=lambda number: said(N_("Page %(number)s"), number=number),
        sent=request.method == "POST",
        sentence=sentence,
    )


def _own(digest: str) -> originals.Original:
    """A sealed paper that this person may see: its sender, and whoever reviews."""
    found = originals.original(house().private, digest)
    if found is None:
        raise NotFound(said(N_("There is no such file here.")))
    if me().name != found.author and me().role not in ("reviewer", "admin"):
        raise Refused(said(N_("Only its sender and the reviewers may open a sealed original.")))
    return found


@blueprint.get("/papers/<digest>/<int:number>.jpg")
def sealed_page(digest: str, number: int) -> Response:
    """One page of a sealed paper as it came, for those who mask and review it."""
    _own(digest)
    sheet = _sheet(vault().sheets(digest, me().name, stamp()), number)
    return Response(sheet.picture.large.jpeg.data, content_type="image/jpeg")


def _sheet(sheets: list[Sheet], number: int) -> Sheet:
    for sheet in sheets:
        if sheet.number == number:
            return sheet
    raise NotFound(said(N_("There is no such page.")))


@blueprint.post("/papers/<digest>")
def mask(digest: str) -> AnyResponse:
    """Burns the boxes into copies of the chosen pages and puts these into a draft."""
    about = _about()
    found = _own(digest)
    try:
        values = _values(about)
        number = _once(about, _copies(digest) or _burnt(digest, found.pages), values)
    except PortalError as problem:
        return _mask_form(digest, about, STATUS[type(problem)], problem.sentence)
    return redirect(url_for("staff.change", number=number), code=303)


def _copies(digest: str) -> Callable[[], list[Kept]] | None:
    """Keeps the copies that were masked elsewhere; None when none was sent."""
    if not any(file.filename for file in request.files.getlist("copy")):
        return None
    files = _files("copy")
    return lambda: [kept for data, name in files for kept in vault().copy(digest, data, name)]


def _burnt(digest: str, pages: int) -> Callable[[], list[Kept]]:
    """Burns the boxes that were drawn or typed into the chosen pages."""
    wanted = _wanted(pages)
    looked = {number for number in wanted if request.form.get(f"clear-{number}")}
    findings.refuse_shown(digest, pages, wanted, looked)
    return lambda: _masked(digest, wanted)


def _wanted(pages: int) -> dict[int, list[Box]]:
    """Page → its boxes, for each page that is to be published."""
    wanted = {}
    for number in range(1, pages + 1):
        if not request.form.get(f"page-{number}"):
            continue
        wanted[number] = boxes(request.form.get(f"boxes-{number}", ""))
        if not wanted[number] and not request.form.get(f"clear-{number}"):
            raise Invalid(
                said(
                    N_("Page %(page)s: mark what to mask, or say that there is nothing to mask."),
                    page=number,
                )
            )
    if not wanted:
        raise Invalid(said(N_("Choose at least one page to publish.")))
    return wanted


def _masked(digest: str, wanted: Mapping[int, list[Box]]) -> list[Kept]:
    sheets = vault().sheets(digest, me().name, stamp())
    return [vault().mask(_sheet(sheets, number), found) for number, found in wanted.items()]


def boxes(text: str) -> list[Box]:
    """Boxes out of lines of four percentages: left, top, right, bottom; raises `Invalid`.

    >>> boxes("10 20 30.5 40")
    [Box(left=0.1, top=0.2, right=0.305, bottom=0.4)]
    """
    found = []
    for line in text.splitlines():
        words = line.replace(",", " ").replace("，", " ").replace("%", " ").split()
        if words:
            found.append(_box(words, line))
    return found


def _box(words: list[str], line: str) -> Box:
    try:
        left, top, right, bottom = (round(float(word) / 100, 6) for word in words)
    except ValueError:
        left = top = right = bottom = -1.0
    if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
        raise Invalid(
            said(
                N_(
                    "“%(line)s” is no box. Write four percentages from the left upper corner: left,"
                    " top, right, bottom, like 10 20 60 25."
                ),
                line=line[:60],
            )
        )
    return Box(left, top, right, bottom)


@blueprint.get("/media/<name>")
def preview(name: str) -> Response:
    """A picture that is not published yet, for those who work on it."""
    return media.sent(*media.parts(name))


class Shot(NamedTuple):
    """A picture of a change: what a reviewer looks at."""

    code: str
    title: str
    alt: str
    hash: str
    original: str
    paper: bool
    suffix: str


def _shot(code: str, values: Values) -> Shot:
    title, alt, shown, original = (
        str(values.get(name) or "") for name in ("title", "alt", "public_hash", "original_hash")
    )
    suffix = ".pdf" if values.get("kind") == "sheet" else ".jpg"
    return Shot(code, title, alt, shown, original, values.get("kind") in PAPERS, suffix)


def shown(edits: Sequence[Edit]) -> list[Shot]:
    """The pictures that a change would publish, or has published."""
    found = []
    for edit in edits:
        if edit.table == "document" and edit.values.get("public_hash"):
            before = records.values(house().public, "document", edit.code) or {}
            found.append(_shot(edit.code, {**before, **edit.values}))
    return found
