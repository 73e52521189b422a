"""The command line: `portal init | bench-data | serve | user | import | content | verify`."""

import datetime
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import click

from portal import accounts, benchdata, content, founding, note, sheets
from portal import settings as settings_
from portal import verify as verification
from portal.changes import Door
from portal.errors import Invalid, PortalError, Unusable
from portal.guard import told
from portal.settings import Settings
from portal.store.connect import Books
from portal.words import N_, Said, said, speak


class Group(click.Group):
    """Turns every expected refusal into its sentence and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a command."""
        try:
            return super().invoke(ctx)
        except Invalid as refusal:
            _fail(refusal.sentence, *refusal.fields.values())
        except PortalError as refusal:
            _fail(refusal.sentence)


def _language() -> str:
    try:
        return settings_.read().language
    except Unusable:
        return Settings.language


def _say(text: str, /, **values: object) -> None:
    click.echo(speak(Said(text, values), _language()))


def _tell(sentence: Said) -> None:
    click.echo("  " + speak(sentence, _language()))


def _fail(*sentences: Said) -> NoReturn:
    for sentence in dict.fromkeys(speak(one, _language()) for one in sentences):
        click.echo(sentence, err=True)
    sys.exit(1)


def opened(settings: Settings) -> Door:
    """The door of an existing data folder; raises `Unusable`."""
    if not settings.log_key:
        raise Unusable(
            said(
                N_("There is no log key in %(folder)s. Run “portal init” first."),
                folder=settings.folder,
            )
        )
    try:
        signer = note.Signer.read(settings.log_key)
    except ValueError as error:
        raise Unusable(said(N_("The log key cannot be used: %(why)s"), why=error)) from None
    return Door.of(settings, Books(settings.folder), signer)


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def _password(path: Path | None) -> str:
    """The first line of a file, or what is typed twice at the prompt."""
    if path is None:
        typed: str = click.prompt("密码 / password", hide_input=True, confirmation_prompt=True)
        return typed
    try:
        return path.read_text("utf-8").splitlines()[0].strip()
    except (OSError, UnicodeDecodeError, IndexError):
        raise Unusable(said(N_("The file %(path)s holds no password."), path=path)) from None


Option = Callable[[Callable[..., Any]], Callable[..., Any]]
PASSWORD: Option = click.option(
    "--password-file",
    type=click.Path(path_type=Path),
    help="A file whose first line is the password. Without it, you are asked.",
)


@click.group(cls=Group)
@click.version_option(package_name="mingbai")
def main() -> None:
    """明白账 Mingbai: public accounts of village assistance funds.

    The data folder is named by PORTAL_DATA (default: data/).
    """


@main.command()
@click.option("--sample", "kind", flag_value="sample", help="Load the fictional sample data.")
@click.option("--empty", "kind", flag_value="empty", help="Start for real, with nothing in it.")
@click.option("--name", help="The site's name, as readers see it.")
@click.option("--origin", help="The log's permanent name, e.g. mingbai.example.gov.cn/log.")
@click.option("--admin", help="Sign-in name of the first administrator.")
@click.option("--title", help="Public name or post of the administrator, as the log shows it.")
@PASSWORD
def init(
    kind: str | None,
    name: str | None,
    origin: str | None,
    admin: str | None,
    title: str | None,
    password_file: Path | None,
) -> None:
    """Make a new data folder: databases, keys, and the first people.

    Refuses to touch a folder that already holds a site.
    """
    settings = settings_.read()
    if kind == "sample":
        size = founding.found_sample(settings, _now())
        _say(
            N_("Sample site made in %(folder)s: %(size)s log entries."),
            folder=settings.folder,
            size=size,
        )
        return
    if kind != "empty":
        raise Unusable(said(N_("Say “--empty” for a real site or “--sample” for a look around.")))
    name = name or click.prompt("网站名称 / site name")
    admin = admin or click.prompt("管理员登录名 / administrator's sign-in name")
    first = founding.Admin(admin, title or admin, _password(password_file))
    number = founding.found(replace(settings, name=name), origin or "mingbai/log", first, _now())
    _say(N_("New site “%(name)s” made in %(folder)s."), name=name, folder=settings.folder)
    for key in ("log_key", "seal_key"):
        _say(N_("Keep a copy of %(path)s in a safe place."), path=settings.folder / key)
    _say(
        N_(
            "Change %(number)s with the standing pages and the glossary waits: read and publish it."
        ),
        number=number,
    )


@main.command("bench-data")
@click.option("--villages", type=click.IntRange(1, 5_000), default=20, show_default=True)
@click.option("--projects", type=click.IntRange(1, 100_000), default=1_000, show_default=True)
@click.option("--payments", type=click.IntRange(0, 1_000_000), default=5_000, show_default=True)
@click.option("--seed", default=1, show_default=True, help="The same seed, the same records.")
def bench_data(villages: int, projects: int, payments: int, seed: int) -> None:
    """Make a new data folder full of generated data, to see how long lists behave.

    Refuses to touch a folder that already holds a site. All of it is fictional, and marked so.
    """
    settings = settings_.read()
    size = benchdata.Size(villages, projects, payments, seed)
    benchdata.check(size)
    now = _now()
    with founding.sample_site(settings, now) as (door, vault, author, reviewer):
        entries = benchdata.load(door, vault, author, reviewer, size, accounts.stamp(now))
    _say(
        N_("Generated data made in %(folder)s: %(size)s log entries."),
        folder=settings.folder,
        size=entries,
    )


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
def serve(host: str, port: int) -> None:
    """Serve the site until it is stopped (Ctrl-C)."""
    from granian import Granian
    from granian.constants import Interfaces

    settings = settings_.read()
    opened(settings).books.close()
    _say(
        N_("明白账 is at http://%(host)s:%(port)s%(prefix)s/"),
        host=host,
        port=port,
        prefix=settings.prefix,
    )
    for name, password, role in founding.sample_accounts(settings.folder):
        _say(
            N_("Sample account: %(name)s, password %(password)s (%(role)s), sign in at /staff/"),
            name=name,
            password=password,
            role=said(accounts.ROLES[role]),
        )
    sys.stdout.flush()
    Granian(
        "portal.wsgi:build",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        factory=True,
        websockets=False,
    ).serve()


@main.group()
def user() -> None:
    """Accounts of staff."""


@user.command()
@click.argument("name")
@click.option(
    "--role", type=click.Choice(list(accounts.ROLES)), required=True, help="What they may do."
)
@click.option("--title", help="Public name or post, as the log shows it.")
@PASSWORD
def add(name: str, role: str, title: str | None, password_file: Path | None) -> None:
    """Add an account called NAME."""
    door = opened(settings_.read())
    accounts.add(door.books, name, title or name, role, _password(password_file), _now())
    _say(N_("Account %(name)s added (%(role)s)."), name=name, role=said(accounts.ROLES[role]))


@main.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--author", required=True, help="Account that proposes the change.")
@click.option("--reviewer", help="Account that publishes it; without it, it waits for review.")
def import_(file: Path, author: str, reviewer: str | None) -> None:
    """Bring in a sheet (xlsx, xls, ods, csv) as one change.

    Good rows go on without the bad ones; every bad cell is listed. Exit code 1 when there was a
    bad cell, 0 otherwise.
    """
    door = opened(settings_.read())
    if sentence := told(file.name, door.office):
        raise Invalid(sentence)
    people = [accounts.existing(door.books.private, name) for name in (author, reviewer) if name]
    reading = sheets.read(
        [(file.name, _bytes(file))],
        door.books.public,
        office=door.office,
        notice_days=door.notice_days,
    )
    _report(reading)
    if reading.edits:
        _carry(door, people, file.name, reading)
    else:
        _say(N_("0 changes: nothing in %(file)s is new."), file=file.name)
    sys.exit(1 if reading.bad else 0)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Unusable(
            said(N_("%(path)s cannot be read: %(why)s."), path=file, why=error.strerror)
        ) from None


def _report(reading: sheets.Reading) -> None:
    _say(
        N_("%(rows)s rows read, %(unchanged)s already published, %(bad)s bad cells."),
        rows=reading.rows,
        unchanged=reading.unchanged,
        bad=len(reading.bad),
    )
    for sentence in reading.notes:
        _tell(sentence)
    for cell in reading.bad:
        _tell(
            said(
                N_("Bad cell %(sheet)s!%(address)s (%(heading)s) “%(text)s”: %(why)s"),
                sheet=cell.sheet,
                address=cell.address,
                heading=cell.heading,
                text=cell.text,
                why=cell.sentence,
            )
        )


def _carry(door: Door, people: list[Any], file: str, reading: sheets.Reading) -> None:
    stamp = accounts.stamp(_now())
    why = speak(said(N_("Import of the sheet %(file)s"), file=file), _language())
    number = door.propose(people[0], why, reading.edits, stamp)
    door.submit(number, people[0], stamp)
    if len(people) == 1:
        _waits(number, len(reading.edits))
    else:
        _published(number, door.publish(number, people[1], stamp))


def _waits(number: int, edits: int) -> None:
    text = N_("Change %(number)s with %(edits)s edits waits for review.")
    _say(text, number=number, edits=edits)


def _published(number: int, entries: list[int]) -> None:
    _say(
        N_("Change %(number)s published: %(edits)s edits, log entries %(first)s to %(last)s."),
        number=number,
        edits=len(entries),
        first=entries[0],
        last=entries[-1],
    )


@main.command("content")
@click.argument("folder", type=click.Path(path_type=Path), default=content.FOLDER)
@click.option("--reviewer", help="Account that publishes it; without it, it waits for review.")
def content_(folder: Path, reviewer: str | None) -> None:
    """Bring in the standing pages and the glossary (FOLDER, else those of the program).

    The author is the built-in account “deployer”. What staff have changed since the last time is
    not overwritten but named.
    """
    door = opened(settings_.read())
    who = accounts.existing(door.books.private, reviewer) if reviewer else None
    done = content.deploy(door, who, _now(), folder)
    for sentence in done.kept:
        _tell(sentence)
    if not done.edits:
        _say(N_("0 changes: the pages and the glossary are as in the files."))
    elif done.entries:
        _published(done.number, done.entries)
    else:
        _waits(done.number, done.edits)


@main.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option(
    "--checkpoint",
    help="An older signed checkpoint: a file, its text, or what paper says: its size and root.",
)
def verify(file: Path | None, checkpoint: str | None) -> None:
    """Check public.sqlite (FILE, else the data folder's) without trusting it.

    Rebuilds the tree and every table from the log and names whatever does not fit. Exit code 0
    when everything fits, 1 otherwise.
    """
    path = file or settings_.read().public
    report = verification.verify(path, _note(checkpoint))
    _say(
        N_("%(size)s entries, %(checkpoints)s checkpoints, root %(root)s."),
        size=report.size,
        checkpoints=report.checkpoints,
        root=report.root,
    )
    for vkey in report.keys:
        _say(N_("Verifier key: %(key)s"), key=vkey)
    for sentence in report.problems:
        _tell(sentence)
    if report.sound:
        _say(N_("Everything fits: every table is what the log says."))
    else:
        _say(N_("%(count)s things do not fit."), count=len(report.problems))
    sys.exit(0 if report.sound else 1)


def _note(checkpoint: str | None) -> str:
    """The text of a note, with the one final newline that shells and editors take or add."""
    if not checkpoint or verification.PRINTED.fullmatch(checkpoint):
        return checkpoint or ""
    text = checkpoint
    if "\n" not in text:
        text = _bytes(Path(text)).decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").strip("\n") + "\n"
