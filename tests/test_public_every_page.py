"""Every page that links lead to: empty, with the sample, with hostile records; in each language.

The pages are found by following links from the home page, and held against the routes, so that a
new page is looked over by itself and none is out of reach.
"""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from markupsafe import escape

from portal import kinds, pages
from portal.entities import ENTITIES, attributes
from portal.errors import Invalid
from portal.store.connect import Connection
from portal.words import LANGUAGES, speak
from tests import hostile
from tests.conftest import House
from tests.crawler import texts
from tests.public_pages import look_over
from tests.sites import BOOKS, Site
from tests.staff_pages import Staff

TONGUES = ("", "/zh-hant/large", "/en")
OWN_WORDS = {
    *("cookie", "CSV", "JSON", "English", "km", "SHA", "QR", "PDF", "Word"),
    *("WGS", "OpenStreetMap", "StreetMap", "SH"),
}
"""Latin words that a Chinese page says in its own right; of some a name is taken out."""
PROSE = [
    (table, name)
    for table in ENTITIES
    for name, kind in attributes(table).items()
    if isinstance(kind, kinds.Prose)
]
LONGEST_CUT = 300
"""Characters that stand before an ellipsis at most."""
FILES = re.compile(r"\.(csv|json|xlsx|svg)(\?|$)")


@pytest.fixture(scope="module", params=BOOKS)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(request.param, tmp_path_factory)


def data(db: Connection) -> set[str]:
    """Every text that people wrote into the books."""
    found: set[str] = set()
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    for table in tables:
        if table not in ("tree", "checkpoint") and not table.startswith(("search", "sqlite")):
            for row in db.execute(f'SELECT * FROM "{table}"'):
                found |= {value for value in row if isinstance(value, str)}
    people = db.execute(
        "SELECT json_extract(entry, '$.author.name'), json_extract(entry, '$.reviewer.name')"
        " FROM log"
    )
    whys = db.execute("SELECT json_extract(body, '$.why') FROM payload")
    found |= {str(value) for rows in (people, whys) for row in rows for value in row}
    found |= {piece for table, name in PROSE for body in prose(db, table, name) for piece in body}
    return {" ".join(line.split()) for text in found for line in text.split("\n")} - {""}


def prose(db: Connection, table: str, name: str) -> Iterator[tuple[str, ...]]:
    """The pieces of each Markdown text of a table, as they are read."""
    for (body,) in db.execute(f'SELECT "{name}" FROM "{table}" WHERE "{name}" IS NOT NULL'):
        yield texts(pages.html(body))


@cache
def told(site: Site) -> list[str]:
    """What people wrote into the books of a site."""
    return as_told(data(site.db) | {site.settings.name})


def as_told(known: set[str]) -> list[str]:
    """The texts, and as they stand inside a sentence; the longest first."""
    ends = {text.rstrip(" 。．.；;，,、!！?？") for text in known}
    return sorted({*known, *ends} - {""}, key=len, reverse=True)


def own_words(site: Site, tongue: str, wanted: re.Pattern[str]) -> set[str]:
    """What the site itself says in one language that fits a pattern."""
    pieces = {piece for one in site.answers(tongue).values() for piece in one.pieces}
    found: set[str] = set()
    for piece in pieces:
        if wanted.search(piece):
            found.update(wanted.findall(stripped(piece, told(site))))
    return found


def stripped(piece: str, known: list[str]) -> str:
    """A piece of text without what people wrote, whole or cut, and without addresses and hashes."""
    *cut, rest = piece.split("…")
    piece = "·".join([*(beginning_out(part, known) for part in cut), rest])
    piece = re.sub(r"\b(?=\d*[a-f])(?=[a-f]*\d)[0-9a-f]{4,}\b", " ", piece)
    return re.sub(r"#?\b[0-9a-f]{4,}\b|https?://\S+", " ", taken_out(piece, known))


def beginning_out(part: str, known: list[str]) -> str:
    """What stands before an ellipsis, without the cut text at its end, if there is one."""
    beginnings = "\n".join(["", *known])  # no text has a line break
    for place in range(max(0, len(part) - LONGEST_CUT), len(part)):
        if f"\n{part[place:]}" in beginnings:
            return part[:place]
    return part


def taken_out(text: str, known: list[str]) -> str:
    """A text without any of some others."""
    for one in known:
        if one in text:
            text = text.replace(one, "·")
    return text


@pytest.mark.parametrize("tongue", TONGUES)
def test_no_link_leads_nowhere(site: Site, tongue: str) -> None:
    lost = {at: one.status for at, one in site.answers(tongue).items() if one.status != 200}
    assert not lost


@pytest.mark.parametrize("tongue", TONGUES)
def test_every_page_is_whole(site: Site, tongue: str) -> None:
    names = [str(escape(name)) for name in sorted(hostile.NAMES, key=len, reverse=True)]
    for address, text in site.pages(tongue).items():
        assert "<script>alert" not in text and "<img src=x" not in text, address
        look_over(taken_out(text, names))


@pytest.mark.parametrize("tongue", TONGUES)
def test_nothing_is_left_unsaid(site: Site, tongue: str) -> None:
    """No value of the program shows through: a missing one is said in words."""
    odd = re.compile(r"\b(?:None|nan|NaN|inf|undefined|Undefined|True|False)\b|\{\{|\{%|%\(")
    assert not own_words(site, tongue, odd)


@pytest.mark.parametrize("tongue", TONGUES)
def test_nothing_is_left_untranslated(site: Site, tongue: str) -> None:
    foreign = re.compile(r"[一-鿿]+" if tongue == "/en" else r"[A-Za-z]{2,}")
    assert own_words(site, tongue, foreign) <= OWN_WORDS


def test_no_page_is_out_of_reach(site: Site) -> None:
    """Each route of the public side is one that links lead to, where the books fill it."""
    routes = site.routes.bind("localhost")
    reached = {routes.match(at.partition("?")[0])[0] for at in site.answers("")}
    known = {rule.endpoint for rule in site.routes.iter_rules() if "GET" in (rule.methods or ())}
    unlinked = {"public.signposts.robots", "public.milestones.days"}
    if not site.db.execute("SELECT count(public_hash) FROM document").fetchone()[0]:
        unlinked.add("public.media.picture")
    if site.db.execute("SELECT count(*) FROM project").fetchone()[0]:
        assert known - reached <= unlinked
    assert {"public.home", "public.projects"} <= reached


def test_every_list_and_record_comes_as_a_file(site: Site) -> None:
    found = site.answers("")
    for address, one in found.items():
        if address.partition("?")[0].endswith(".json"):
            assert one.kind == "application/json"
            assert address.replace(".json", ".csv") in found
    assert any(FILES.search(address) for address in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_that_is_too_long_is_refused_in_words(language: str) -> None:
    kind = attributes("village")["title"]
    assert isinstance(kind, kinds.Text)
    assert kind.read("长" * kind.longest) == "长" * kind.longest
    with pytest.raises(Invalid) as refused:
        kind.read("长" * hostile.LONGEST)
    told = speak(refused.value.sentence, language)
    assert "10000" in told and str(kind.longest) in told


def test_a_name_that_is_too_long_is_kept_in_the_form(house: House) -> None:
    editor = Staff(house, house.author)
    page = editor.form("/staff/village/new", 422, title="长" * hostile.LONGEST)
    assert "长" * hostile.LONGEST in page
    assert "10000" in page
    assert not house.books.public.execute("SELECT count(*) FROM village").fetchone()[0]
