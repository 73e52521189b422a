"""The command line: speaks in sentences, never prompts when its options are given."""

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portal import cli
from portal.store import connect, ledger, log, works
from tests import workbooks

PASSWORD = "correct horse battery"


class Shell:
    """Runs commands over one data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.password = folder / "password"
        self.password.write_text(PASSWORD + "\n", "utf-8")

    def run(self, *words: object, **environ: str) -> Result:
        """One command; a traceback fails the test."""
        env = {"PORTAL_DATA": str(self.data), **environ}
        done = CliRunner().invoke(cli.main, [str(word) for word in words], env=env)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done

    def site(self) -> None:
        """A new site with an editor and a reviewer."""
        self.run("init", "--empty", "--name", "试点", "--admin", "wang", *self.secret())
        self.run("user", "add", "zhang", "--role", "editor", *self.secret())
        self.run("user", "add", "li", "--role", "reviewer", *self.secret())

    def secret(self) -> tuple[object, ...]:
        return ("--password-file", self.password)

    def sheets(self) -> tuple[Path, Path]:
        """The two sheets that staff already have."""
        projects, books = self.folder / "项目库.xlsx", self.folder / "台账.xlsx"
        projects.write_bytes(workbooks.library())
        books.write_bytes(workbooks.accounts())
        return projects, books


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def test_a_new_site(shell: Shell) -> None:
    done = shell.run("init", "--empty", "--name", "试点", "--admin", "wang", *shell.secret())
    assert done.exit_code == 0 and "试点" in done.output
    for secret in ("log_key", "secret_key", "private.sqlite"):
        assert stat.S_IMODE((shell.data / secret).stat().st_mode) == 0o600


def test_a_site_is_never_overwritten(shell: Shell) -> None:
    shell.site()
    before = (shell.data / "public.sqlite").read_bytes()
    done = shell.run("init", "--sample")
    assert done.exit_code == 1 and "什么都没有改动" in done.output
    assert (shell.data / "public.sqlite").read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        ("--admin", "WANG!", "--name", "试点"),
        ("--admin", "wang", "--name", "试点", "--origin", "two words"),
    ],
)
def test_a_refused_init_leaves_nothing_behind(shell: Shell, words: tuple[str, ...]) -> None:
    assert shell.run("init", "--empty", *words, *shell.secret()).exit_code == 1
    assert not shell.data.exists()


def test_given_keys_are_used_and_not_written(shell: Shell, tmp_path: Path) -> None:
    shell.site()
    key = (shell.data / "log_key").read_text("utf-8").strip()
    (tmp_path / "other").mkdir()
    other = Shell(tmp_path / "other")
    words = ("init", "--empty", "--name", "二", "--admin", "wang", *other.secret())
    assert other.run(*words, PORTAL_LOG_KEY=key, PORTAL_SECRET_KEY="s" * 40).exit_code == 0
    assert not (other.data / "log_key").exists()


def test_the_two_sheets_into_an_empty_portal(shell: Shell) -> None:
    shell.site()
    for sheet in shell.sheets():
        done = shell.run("import", sheet, "--author", "zhang", "--reviewer", "li")
        assert done.exit_code == 0, done.output
    db = connect.reader(shell.data / "public.sqlite")
    total = ledger.sum_of(db, ("unit", "social", "staff"))
    assert (total.received, total.allocated) == (20_000_000, 20_000_000)
    assert (total.paid, total.left) == (18_260_000, 1_740_000)
    projects = works.projects(db, works.Wanted())
    assert len(projects) == 8
    assert ledger.total(db, "site", "all").planned == 206_700_000
    assert sum(line.budget or 0 for line in projects) == 206_700_000


def test_the_wrong_group_total_is_reported(shell: Shell) -> None:
    shell.site()
    done = shell.run("import", shell.sheets()[0], "--author", "zhang")
    assert "465,000.00" in done.output and "464,000.00" in done.output
    assert "等待审核" in done.output


def test_the_same_file_again_changes_nothing(shell: Shell) -> None:
    shell.site()
    for sheet in shell.sheets():
        shell.run("import", sheet, "--author", "zhang", "--reviewer", "li")
    size = log.size(connect.reader(shell.data / "public.sqlite"))
    for sheet in shell.sheets():
        assert "0 处改动" in shell.run("import", sheet, "--author", "zhang").output
    assert log.size(connect.reader(shell.data / "public.sqlite")) == size


def test_verify_names_what_does_not_fit(shell: Shell) -> None:
    shell.site()
    shell.run("import", shell.sheets()[0], "--author", "zhang", "--reviewer", "li")
    assert shell.run("verify").exit_code == 0
    db = connect.writer(shell.data / "public.sqlite")
    db.execute("UPDATE village SET title = '假村'")
    db.close()
    done = shell.run("verify", shell.data / "public.sqlite")
    assert done.exit_code == 1 and "假村" in done.output


def test_verify_takes_a_checkpoint_as_file_or_text(shell: Shell) -> None:
    shell.site()
    shell.run("import", shell.sheets()[0], "--author", "zhang", "--reviewer", "li")
    publication = log.checkpoint(connect.reader(shell.data / "public.sqlite"))
    assert publication
    paper = shell.folder / "paper.txt"
    paper.write_text(publication.note, "utf-8")
    assert shell.run("verify", "--checkpoint", paper).exit_code == 0
    assert shell.run("verify", "--checkpoint", publication.note).exit_code == 0
    assert shell.run("verify", "--checkpoint", publication.note[:-9] + "\n").exit_code == 1
    assert shell.run("verify", "--checkpoint", f"{publication.size} {'0' * 16}").exit_code == 1


@pytest.mark.parametrize("end", ["", "\n\n", "\r\n"], ids=["none", "two", "windows"])
def test_a_checkpoint_keeps_its_worth_whatever_its_last_line_end(shell: Shell, end: str) -> None:
    shell.site()
    shell.run("import", shell.sheets()[0], "--author", "zhang", "--reviewer", "li")
    publication = log.checkpoint(connect.reader(shell.data / "public.sqlite"))
    assert publication
    text = publication.note.rstrip("\n") + end
    paper = shell.folder / "paper.txt"
    paper.write_bytes(text.encode())
    assert shell.run("verify", "--checkpoint", paper).exit_code == 0
    assert shell.run("verify", "--checkpoint", text).exit_code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("verify",),
        ("serve",),
        ("user", "add", "x1", "--role", "editor"),
        ("import", "nowhere.xlsx", "--author", "zhang"),
        ("init",),
    ],
)
def test_without_a_site_each_command_says_so(shell: Shell, words: tuple[str, ...]) -> None:
    extra = shell.secret() if words[0] == "user" else ()
    done = shell.run(*words, *extra)
    assert done.exit_code == 1 and done.output.strip() and "Traceback" not in done.output
    assert not shell.data.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import", "nowhere.xlsx", "--author", "zhang"), "nowhere.xlsx"),
        (("import", "nowhere.xlsx", "--author", "nobody"), "nobody"),
        (("user", "add", "zhang", "--role", "editor"), "zhang"),
    ],
)
def test_mistakes_are_told(shell: Shell, words: tuple[str, ...], said: str) -> None:
    shell.site()
    extra = shell.secret() if words[0] == "user" else ()
    done = shell.run(*words, *extra)
    assert done.exit_code == 1 and said in done.output


def test_the_author_cannot_be_the_reviewer(shell: Shell) -> None:
    shell.site()
    sheet = shell.sheets()[0]
    done = shell.run("import", sheet, "--author", "li", "--reviewer", "li")
    assert done.exit_code == 1
    assert log.size(connect.reader(shell.data / "public.sqlite")) == 0


def test_bad_settings_are_told(shell: Shell) -> None:
    done = shell.run("verify", PORTAL_TIMEZONE="Mars/Olympus")
    assert done.exit_code == 1 and "PORTAL_TIMEZONE" in done.output


def test_the_sample_site(shell: Shell) -> None:
    done = shell.run("init", "--sample")
    assert done.exit_code == 0, done.output
    assert shell.run("verify").exit_code == 0
    db = connect.reader(shell.data / "public.sqlite")
    total = ledger.sum_of(db, ("unit", "staff"))
    assert (total.received, total.paid) == (20_000_000, 18_260_000)
    assert stat.S_IMODE((shell.data / "sample-accounts.txt").stat().st_mode) == 0o600
