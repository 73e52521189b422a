"""Making a new data folder: databases, keys, first people, and the sample data if wanted."""

import dataclasses
import datetime
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from portal import accounts, committee, content, effects, note, samples, sealing, settings, sheets
from portal.changes import Door
from portal.codes import Edit
from portal.errors import Unusable
from portal.note import Signer
from portal.settings import Settings
from portal.store import connect, log
from portal.store.connect import Books
from portal.store.people import User
from portal.vault import Vault
from portal.words import N_, said, speak

SAMPLE = settings.HOME / "content" / "sample"
ACCOUNTS = "sample-accounts.txt"
Sample = tuple[str, bytes]
"""The name and content of a file."""

PEOPLE = (
    ("zhang", "张编辑（示例）", "editor"),
    ("li", "李审核（示例）", "reviewer"),
    ("zhao", "赵监委（示例）", committee.ROLE),
)


@dataclass(frozen=True)
class Admin:
    """The first administrator of a new site."""

    name: str
    title: str
    password: str


def found(chosen: Settings, origin: str, admin: Admin | None, when: datetime.datetime) -> int:
    """An empty site in the settings' folder, which must not hold one yet.

    `origin` is the log's name in its checkpoints. Keys that the settings do not give are made.
    Everything is checked before the first file is written: a refusal leaves nothing behind.
    Gives the number of the change with the standing pages and the glossary: it waits, because
    nobody has read them here yet, and nobody's name stands for what they did not read.
    """
    folder = chosen.folder
    _refuse_existing(folder)
    signer = _signer(chosen.log_key, origin)
    if admin:
        accounts.check_new(admin.name, admin.title, "admin")
        accounts.hashed(admin.password)
    with connect.told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        connect.create(folder)
        settings.write_site(folder, chosen.name, chosen.sample)
        if not chosen.log_key:
            settings.write_secret(folder / "log_key", signer.skey)
        if not chosen.secret_key:
            settings.write_secret(folder / "secret_key", settings.new_secret())
        sealing_key(chosen)
    books = Books(folder)
    try:
        with books.writing(books.public) as public:
            log.add_key(public, signer.verifier().vkey)
        if admin:
            accounts.add(books, admin.name, admin.title, "admin", admin.password, when)
        door = Door.of(chosen, books, signer)
        return content.deploy(door, None, when).number
    finally:
        books.close()


def sealing_key(chosen: Settings) -> Settings:
    """The settings with a key for sealing originals; a folder from before gets one now."""
    if chosen.seal_key:
        return chosen
    key = sealing.new_key()
    settings.write_secret(chosen.folder / "seal_key", key)
    return dataclasses.replace(chosen, seal_key=key)


def _signer(log_key: str, origin: str) -> Signer:
    try:
        return Signer.read(log_key or note.generate(origin)[0])
    except ValueError as error:
        raise Unusable(said(N_("The log key cannot be used: %(why)s"), why=error)) from None


def _refuse_existing(folder: Path) -> None:
    for file in ("public.sqlite", "private.sqlite", "log_key"):
        if (folder / file).exists():
            raise Unusable(
                said(
                    N_("%(folder)s already holds a site (%(file)s). Nothing was changed."),
                    folder=folder,
                    file=file,
                )
            )


def found_sample(chosen: Settings, when: datetime.datetime) -> int:
    """A site with the sample data, through the same importer and door; the size of its log."""
    with sample_site(chosen, when) as (door, vault, author, reviewer):
        files = _sample_files(vault, author, when)
        return _load_sample(door, files, author, reviewer, when)[-1]


@contextmanager
def sample_site(
    chosen: Settings, when: datetime.datetime
) -> Iterator[tuple[Door, Vault, User, User]]:
    """A new site for fictional data, marked as such: door, vault, its editor and its reviewer."""
    found(dataclasses.replace(chosen, sample=True), "mingbai/sample", None, when)
    books = Books(chosen.folder)
    try:
        author, reviewer, _ = _sample_people(books, chosen.folder, when)
        signer = _signer(settings.kept(chosen.folder / "log_key") or chosen.log_key, "")
        door = Door.of(chosen, books, signer)
        content.deploy(door, reviewer, when)
        key = chosen.seal_key or settings.kept(chosen.folder / "seal_key")
        vault = Vault.of(dataclasses.replace(chosen, seal_key=key), books)
        yield door, vault, author, reviewer
    finally:
        books.close()


def _sample_people(books: Books, folder: Path, when: datetime.datetime) -> tuple[User, ...]:
    lines = []
    users = []
    for name, title, role in PEOPLE:
        password = secrets.token_urlsafe(9)
        users.append(accounts.add(books, name, title, role, password, when))
        lines.append(f"{name} {password} {role}")
    settings.write_secret(folder / ACCOUNTS, "\n".join(lines))
    return tuple(users)


def _sample_files(vault: Vault, author: User, when: datetime.datetime) -> list[Sample]:
    files = {path.name: path.read_bytes() for path in sorted(SAMPLE.glob("*.csv"))}
    stamp = accounts.stamp(when)
    files[samples.FILE] = samples.pictured(files[samples.FILE], vault, author.name, stamp)
    return list(files.items())


def _load_sample(
    door: Door, files: list[Sample], author: User, reviewer: User, when: datetime.datetime
) -> list[int]:
    reading = sheets.read(
        files,
        door.books.public,
        office=door.office,
        notice_days=door.notice_days,
        measured=True,
    )
    assert not reading.bad, reading.bad[:3]
    on_site = [edit for edit in reading.edits if edit.table == "confirmation"]
    rest = [edit for edit in reading.edits if edit.table != "confirmation"]
    witness = accounts.existing(door.books.private, PEOPLE[-1][0])
    _sample_change(door, author, reviewer, rest, accounts.stamp(when))
    return _sample_change(door, witness, reviewer, on_site, accounts.stamp(when))


def _sample_change(
    door: Door, author: User, reviewer: User, edits: list[Edit], stamp: str
) -> list[int]:
    why = speak(said(N_("Sample data for a look around")), "zh_Hans")
    number = door.propose(author, why, edits, stamp)
    door.submit(number, author, stamp)
    seen = effects.papers(door.books.public, edits)
    return door.publish(number, reviewer, stamp, seen)


def sample_accounts(folder: Path) -> list[tuple[str, str, str]]:
    """(name, password, role) of the sample people, where the site holds sample data."""
    path = folder / ACCOUNTS
    if not path.exists():
        return []
    rows = [line.split() for line in path.read_text("utf-8").splitlines() if line]
    return [(name, password, role) for name, password, role in rows]
