"""The rules of the house: floors, where SQL and Markup may stand, how long things get."""

import ast
import hashlib
import re
import statistics
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from click import Command
from click.testing import CliRunner

from portal import cli
from portal.app import create_app
from portal.settings import HOME, Settings
from tests.conftest import House

FLOORS = (
    {"words", "tlog", "note", "paths", "cache", "traditional"},
    {"errors", "tiles"},
    {"settings", "money", "guard", "choices", "pages"},
    {
        *("filetypes", "geo", "masking", "pdf", "pdf_child", "printing", "printing_child"),
        *("sealing", "steps", "terms_of_office", "wordfile"),
    },
    {"kinds", "translations"},
    {"entities"},
    {"codes"},
    {"migrations"},
    {"store"},
    {"notices"},
    {
        *("evidence", "rules_of_notices", "rules_of_questions", "rules_of_work"),
        *("rules_of_industry", "rules_of_people"),
    },
    {"figures"},
    {"rules_of_reports"},
    {"rules"},
    {"forms", "checks", "effects", "entry", "accounts", "media", "shelves"},
    {"personal"},
    {
        "asked",
        "committee",
        "enquiring",
        "households",
        "screening",
        "vault",
        "scenes",
        "applying",
        "reporting",
    },
    {"changes", "sheets", "verify"},
    {"views", "content", "samples"},
    {"founding", "benchdata", "app"},
    {"cli"},
    {"wsgi"},
)
FILES = sorted((HOME / "portal").rglob("*.py"))
SQL = re.compile(
    r"\b(SELECT .+ FROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE TABLE|PRAGMA )", re.DOTALL
)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def place(path: Path) -> str:
    return path.relative_to(HOME / "portal").parts[0].removesuffix(".py")


def floor(name: str) -> int:
    return next(number for number, names in enumerate(FLOORS) if name in names)


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module == "portal":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("portal."):
            found.add(str(node.module).split(".")[1])
        elif isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
            found |= {parts[1] for parts in names if parts[0] == "portal" and len(parts) > 1}
    return found - {"__version__"}


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(HOME)))
def test_imports_point_down(path: Path) -> None:
    here = place(path)
    if here == "__init__":
        return
    for other in imported(path) - {here}:
        assert floor(other) < floor(here), f"{here} imports {other}"


def test_sql_only_in_the_store() -> None:
    for path in FILES:
        if place(path) in ("store", "migrations"):
            continue
        texts = [
            node.value
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        assert not [text for text in texts if SQL.search(text)], path


def test_markup_in_one_place() -> None:
    users = [path.name for path in FILES if "Markup(" in path.read_text("utf-8")]
    assert users == ["rendering.py"]


def test_no_catch_all() -> None:
    for path in FILES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ExceptHandler):
                assert node.type is not None, path
                assert getattr(node.type, "id", "") not in ("Exception", "BaseException") or (
                    isinstance(node.body[-1], ast.Raise)
                ), path


def lengths() -> list[int]:
    return [
        (node.end_lineno or 0) - node.lineno + 1
        for path in FILES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and place(path) != "migrations"
    ]


def test_functions_are_small() -> None:
    assert statistics.median(lengths()) < 10
    assert max(lengths()) <= 60


def test_files_are_short() -> None:
    files = [*FILES, *(HOME / "tests").rglob("*.py"), *(HOME / "templates").rglob("*.html")]
    long = [p for p in files if len(p.read_text("utf-8").splitlines()) > 400]
    assert not [path for path in long if place_of(path) != "migrations"]


def place_of(path: Path) -> str:
    return path.parent.name


def test_every_module_says_what_it_is_for() -> None:
    for path in FILES:
        assert ast.get_docstring(tree(path)), path


def functions(path: Path) -> list[ast.FunctionDef]:
    """Top-level functions and methods."""
    classes = [node for node in tree(path).body if isinstance(node, ast.ClassDef)]
    bodies = [tree(path).body, *(one.body for one in classes)]
    return [node for body in bodies for node in body if isinstance(node, ast.FunctionDef)]


def test_every_public_function_below_the_views_is_documented() -> None:
    for path in FILES:
        if place(path) in ("views", "migrations"):
            continue
        told = {node.name for node in functions(path) if ast.get_docstring(node)}
        for node in functions(path):
            assert node.name.startswith("_") or node.name in told, f"{path.name}: {node.name}"


@pytest.mark.parametrize("language", ["zh_Hans", "zh_Hant"])
def test_catalogs_are_complete(language: str) -> None:
    path = HOME / "portal" / "translations" / language / "LC_MESSAGES" / "messages.po"
    for message in read_po(BytesIO(path.read_bytes()), locale=language):
        if not message.id:
            continue
        assert message.string and not message.fuzzy, message.id
        source = message.id[0] if isinstance(message.id, tuple) else message.id
        target = message.string if isinstance(message.string, str) else message.string[0]
        assert _names(source) == _names(target), message.id


def _names(text: object) -> set[str]:
    return set(re.findall(r"%\((\w+)\)", str(text)))


def test_the_catalogs_hold_every_message() -> None:
    from portal.translations.__main__ import collected, path

    held = {str(m.id) for m in read_po(BytesIO(path("zh_Hans").read_bytes()), locale="zh_Hans")}
    assert {str(message.id) for message in collected() if message.id} <= held


def commands(command: Command, words: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    inner = getattr(command, "commands", {})
    found = [commands(one, (*words, name)) for name, one in inner.items()]
    return [path for paths in found for path in paths] if inner else [words]


@pytest.mark.parametrize("words", commands(cli.main), ids=" ".join)
def test_every_command_has_help_and_is_documented(words: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(cli.main, [*words, "--help"])
    assert shown.exit_code == 0 and len(shown.output.splitlines()) > 4
    texts = [HOME / "README.md", *(HOME / "content").rglob("*.md")]
    assert any(f"portal {' '.join(words)}" in path.read_text("utf-8") for path in texts)


def test_public_routes_only_read_and_set_no_cookie(house: House) -> None:
    app = create_app(Settings(folder=house.folder, secret_key="x", log_key=house.skey), house.books)
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("public."):
            assert set(rule.methods or ()) <= {"GET", "HEAD", "OPTIONS"}
            answer = client.get(re.sub(r"<[^>]+>", "nichts", rule.rule))
            assert "Set-Cookie" not in answer.headers
            assert "HX-Request" in answer.headers["Vary"]


def test_a_replica_without_private_data_serves(house: House) -> None:
    house.money()
    app = create_app(Settings(folder=house.folder))
    assert app.test_client().get("/").status_code == 200
    assert app.test_client().get("/staff/").status_code == 404


def test_vendored_files_are_those_of_their_versions() -> None:
    folder = HOME / "static" / "vendor"
    rows = [line.split("\t") for line in (folder / "VERSIONS").read_text("utf-8").splitlines()[1:]]
    for name, *_, digest in rows:
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name
    known = {row[0] for row in rows}
    files = {path.name for path in folder.iterdir() if path.suffix in (".js", ".css")}
    assert files == known


def test_scripts_that_share_a_page_share_no_names() -> None:
    """Outside of modules, a second `const` of one name stops the whole script."""
    scripts = [path.read_text("utf-8") for path in sorted((HOME / "static").glob("*.js"))]
    names = [name for text in scripts for name in re.findall(r"(?m)^(?:const|let) (\w+)", text)]
    assert len(names) > 10 and sorted(set(names)) == sorted(names)
