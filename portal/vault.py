"""Pictures and papers as they come in: what may be published is kept apart from the original.

The original is sealed; the picture to be published is encoded anew and named by its own hash, which
stands in the log beside the original's. Its other sizes are forms of it and stand beside it. All of
it waits on a private shelf until a published record shows it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from portal import guard, media, personal, shelves
from portal.errors import Invalid, NotFound, Unusable
from portal.media import Box, Limits, Picture, Sheet
from portal.sealing import Store, seal, unseal
from portal.settings import Settings
from portal.store import originals
from portal.store.connect import Books
from portal.store.originals import Original
from portal.words import N_, said

FORMS = {
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    "-s.jpg": "image/jpeg",
    "-s.webp": "image/webp",
}
"""What stands under a picture's hash: suffix → media type. The plain `.jpg` is the hashed file."""
SHEET = {**FORMS, ".pdf": "application/pdf"}
"""What stands under the hash of a printed sheet: the `.pdf`, and pictures of its first page."""

_MAGIC = {".jpg": b"\xff\xd8", ".pdf": b"%PDF-"}


class Kept(NamedTuple):
    """A picture that may be published: both hashes, size in pixels, the day of its EXIF."""

    public_hash: str
    original_hash: str
    width: int
    height: int
    taken: str | None


@dataclass(frozen=True)
class Vault:
    """Where files are kept: `waiting` to be published, `sealed` for nobody without the key."""

    books: Books
    waiting: Store
    sealed: Store
    key: str
    limits: Limits
    office: tuple[str, ...] = ()

    @classmethod
    def of(cls, settings: Settings, books: Books) -> "Vault":
        """The vault of a site."""
        limits = Limits(
            bytes=settings.largest_picture,
            pixels=settings.picture_pixels,
            unpacked=min(settings.picture_pixels, Limits.unpacked),
            pages=settings.paper_pages,
        )
        folder = settings.folder
        return cls(
            books,
            shelves.waiting(folder),
            Store(folder / "sealed"),
            settings.seal_key,
            limits,
            settings.office_mail,
        )

    def photo(self, data: bytes, name: str, author: str, when: str) -> Kept:
        """Keeps a photo ready to be published, and its original sealed; raises `Invalid`."""
        picture = media.read_picture(data, name, self.limits)
        self._seal(data, picture, 1, author, when)
        return self.kept(picture)

    def paper(self, data: bytes, name: str, author: str, when: str) -> tuple[str, int]:
        """Seals a paper, of which nothing is published yet; its hash and number of pages."""
        sheets = media.read_paper(data, name, self.limits)
        self._seal(data, sheets[0].picture, len(sheets), author, when)
        return sheets[0].picture.original, len(sheets)

    def masked(self, data: bytes, name: str, boxes: Sequence[Box], author: str, when: str) -> Kept:
        """Seals a paper and keeps its first page with boxes burnt in, ready to be published.

        No small form is made of what is still unmasked: nobody is to see it.
        """
        sheets = media.read_paper(data, name, replace(self.limits, small=1))
        self._seal(data, sheets[0].picture, len(sheets), author, when)
        return self.mask(sheets[0], boxes)

    def sheets(self, digest: str, user: str, when: str) -> list[Sheet]:
        """The pages of a sealed paper; who opened them is remembered."""
        return media.read_paper(*self.original(digest, user, when), self.limits)

    def found(self, digest: str, user: str, when: str) -> list[personal.Found]:
        """What personal numbers could be read on each page of a sealed paper."""
        data, _ = self.original(digest, user, when)
        return personal.found(data, self.limits, self.office)

    def mask(self, sheet: Sheet, boxes: Sequence[Box]) -> Kept:
        """Keeps a page with its boxes burnt in, ready to be published."""
        return self.kept(media.masked(sheet, boxes, self.limits))

    def copy(self, digest: str, data: bytes, name: str) -> list[Kept]:
        """Keeps the pages of a copy that was masked elsewhere, beside its sealed original.

        Raises `Invalid` for what cannot be read, and for the original itself.
        """
        sheets = media.read_paper(data, name, self.limits)
        if sheets[0].picture.original == digest:
            raise Invalid(said(N_("This is the original itself. Send the copy that is masked.")))
        personal.refuse_shown(sheets, personal.found(data, self.limits, self.office))
        return [self.kept(sheet.picture)._replace(original_hash=digest) for sheet in sheets]

    def original(self, digest: str, user: str, when: str) -> tuple[bytes, str]:
        """The bytes and name of a sealed original; raises `NotFound`."""
        found = originals.original(self.books.private, digest)
        if found is None:
            raise NotFound(said(N_("There is no such file here.")))
        data = unseal(self.key, self.sealed.get(found.sealed))
        with self.books.writing(self.books.private) as private:
            originals.opened(private, digest, user, when)
        return data, found.name

    def _seal(self, data: bytes, picture: Picture, pages: int, author: str, when: str) -> None:
        if sentence := guard.told(picture.name, self.office):
            raise Invalid(sentence)
        if not self.key:
            raise Unusable(said(N_("This site has no key for sealing originals (seal_key).")))
        if originals.original(self.books.private, picture.original):
            return
        sealed = self.sealed.put(seal(self.key, data))
        known = Original(picture.original, sealed, picture.name, pages, author, when)
        with self.books.writing(self.books.private) as private:
            originals.add(private, known)

    def printed(self, data: bytes) -> Kept:
        """Keeps the PDF of a sheet that was made here, with pictures of its first page beside."""
        picture = media.read_paper(data, "sheet.pdf", self.limits)[0].picture
        return self._beside(self.waiting.put(data), picture)

    def kept(self, picture: Picture) -> Kept:
        """Keeps the forms of a picture that may be published."""
        return self._beside(self.waiting.put(picture.large.jpeg.data), picture)

    def _beside(self, digest: str, picture: Picture) -> Kept:
        self.waiting.put_beside(digest, ".webp", picture.large.webp.data)
        self.waiting.put_beside(digest, "-s.jpg", picture.small.jpeg.data)
        self.waiting.put_beside(digest, "-s.webp", picture.small.webp.data)
        size = picture.large
        return Kept(digest, picture.original, size.width, size.height, picture.taken)


def small_width(width: int | None, height: int | None) -> int:
    """Pixels across the small form of a picture whose large form has this size.

    >>> small_width(1200, 1600), small_width(1600, 900), small_width(300, 200)
    (360, 480, 300)
    """
    if not (width and height):
        return Limits.small
    return round(width * min(1, Limits.small / max(width, height)))


def form(folder: Path, digest: str, suffix: str) -> bytes:
    """The bytes of one form of a picture or sheet, published or not; raises `NotFound`."""
    if suffix not in _MAGIC:
        return shelves.data(folder, digest, suffix)
    data = shelves.data(folder, digest, "")
    if not data.startswith(_MAGIC[suffix]):
        raise NotFound(said(N_("There is no such file here.")))
    return data
