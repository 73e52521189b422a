"""Two shelves for pictures: `media/`, which anybody may copy, and `waiting/`, which nobody may.

A picture waits from the moment it is sent until a published record shows it. Then it moves to
`media/`, and back again when none does any more: whoever mirrors that folder gets what is published
and nothing else. What no draft mentions any more is thrown away after some time.
"""

import contextlib
import datetime
import logging
import os
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from portal.codes import Edit
from portal.errors import NotFound
from portal.sealing import Store
from portal.store import building, drafts
from portal.store.connect import Books
from portal.words import N_, said

PATIENCE = datetime.timedelta(days=30)
"""How long a picture is kept that neither a change nor a published record mentions."""

MOST = 1_000
"""How many such pictures are thrown away at one start."""

_log = logging.getLogger(__name__)


def shown(folder: Path) -> Store:
    """The pictures of a data folder that published records show."""
    return Store(folder / "media", 0o644)


def waiting(folder: Path) -> Store:
    """The pictures of a data folder that stand in changes on their way."""
    return Store(folder / "waiting")


def data(folder: Path, digest: str, suffix: str) -> bytes:
    """The bytes of one form of a picture, "" for the file itself; raises `NotFound`.

    A picture that is moved while it is looked for stands on the first shelf again.
    """
    for store in (shown(folder), waiting(folder), shown(folder)):
        with contextlib.suppress(NotFound, FileNotFoundError):
            return store.beside(digest, suffix).read_bytes() if suffix else store.get(digest)
    raise NotFound(said(N_("There is no such file here.")))


def release(books: Books, edits: Iterable[Edit]) -> None:
    """Moves the pictures of edits that were published to where all may see them.

    They are served from `waiting/` as well: a disk that refuses undoes no publication, and the next
    start tries again.
    """
    digests = {str(e.values.get("public_hash") or "") for e in edits if e.table == "document"}
    store, target = waiting(books.folder), shown(books.folder)
    with books.lock:
        for digest in digests:
            if (names := store.files(digest)) and building.shown(books.public, digest):
                _move(store, names, target)


def heal(books: Books, when: str) -> None:
    """Puts every picture on its shelf, as the books have it, and clears out `waiting/`.

    For what a crash left between a publication and its release, for pictures that are shown no
    more, and for folders from before there were two shelves. A shelf is listed before the books are
    asked: what another process publishes meanwhile is moved by that one.
    """
    media, private = shown(books.folder), waiting(books.folder)
    for part in media.parts():
        held = media.standing(part)
        for digest in held.keys() - building.all_shown(books.public, part):
            _move(media, held[digest], private)
        _remove(media.halves(part))  # nobody writes there
    for part in private.parts():
        held = private.standing(part)
        for digest in held.keys() & building.all_shown(books.public, part):
            _move(private, held[digest], media)
    _clear(books, private, datetime.datetime.fromisoformat(when) - PATIENCE)


def _move(store: Store, names: Iterable[str], target: Store) -> None:
    """Each file in one step, with the rights of its new shelf; its time is that of the move.

    What stands there already stays as it is. A file that is gone was moved by another process.
    """
    for name in names:
        path = store.at(name)
        try:
            with contextlib.suppress(FileNotFoundError):
                place = target.place(name)
                if place.exists():
                    path.unlink()
                else:
                    path.chmod(target.mode)
                    path.replace(place)
                os.utime(place)
        except OSError as error:
            _log.warning("%s stays where it is: %s", path, error)


def _clear(books: Books, store: Store, before: datetime.datetime) -> None:
    """Throws away what waits since before a time and what nothing mentions."""
    old: dict[str, list[Path]] = {}
    for part in store.parts():
        _remove(path for path in store.halves(part) if _old([path], before))
        for digest, names in store.standing(part).items():
            files = [store.at(name) for name in names]
            old |= {digest: files} if _old(files, before) else {}
    mentioned = drafts.pictures(books.private) if old else set()
    for digest in islice((one for one in old if one not in mentioned), MOST):
        _remove(old[digest])


def _old(files: Sequence[Path], before: datetime.datetime) -> bool:
    """Whether all of the files are from before a time; False when one is gone meanwhile."""
    try:
        return max(path.stat().st_mtime for path in files) < before.timestamp()
    except FileNotFoundError:
        return False


def _remove(files: Iterable[Path]) -> None:
    for path in files:
        path.unlink(missing_ok=True)
