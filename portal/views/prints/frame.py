"""What stands around every sheet: its paper, the log it was printed from, whom to call, the QR."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from flask import request

from portal import printing
from portal.printing import Bounds, Type
from portal.store import contacts, log
from portal.store.connect import Connection
from portal.views import addresses, signposts
from portal.views.house import house
from portal.views.rendering import render
from portal.words import N_, Said, said

PAPERS = (("a4", "A4"), ("a3", "A3"))
TURNS = (("portrait", N_("portrait")), ("landscape", N_("landscape")))


class Format(NamedTuple):
    """The size of a sheet of paper and how it is turned."""

    paper: str = "a4"
    turn: str = "portrait"

    @property
    def name(self) -> str:
        """The name of the page rule in print.css."""
        return f"{self.paper}-{self.turn}"


PORTRAIT = Format()


@dataclass(frozen=True, kw_only=True)
class Head:
    """The log that a sheet was printed from: entries, root in hex."""

    size: int
    root: str

    @property
    def short(self) -> str:
        """The first 16 digits of the root, in fours."""
        return " ".join(self.root[place : place + 4] for place in range(0, 16, 4))


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet: its template with values, its own path and that of the page behind it.

    `day` says on which ISO day the numbers to call are valid; `signs` are the lines to sign on.
    `head` is the log as it is now, unless a sheet is bound to an earlier one. `sizes` are those of
    the type where it is not to fill one page.
    """

    template: str
    name: Said
    path: str
    live: str
    day: str
    values: dict[str, Any] = field(default_factory=dict)
    signs: tuple[Said, ...] = ()
    usual: Format = PORTRAIT
    query: Mapping[str, str] = field(default_factory=dict)
    head: Head | None = None
    hotlines: Sequence[tuple[str, str]] | None = None
    large: bool = False
    sizes: Type | None = None


class Way(NamedTuple):
    """One way to print a sheet: size, turn, address, and whether it is the one shown."""

    paper: str
    turn: Said
    href: str
    current: bool


def asked(given: Mapping[str, str], usual: Format) -> Format:
    """The format that an address asks for; what it does not name or misspells is as usual."""
    paper, turn = given.get("paper", ""), given.get("turn", "")
    return Format(
        paper if paper in dict(PAPERS) else usual.paper,
        turn if turn in dict(TURNS) else usual.turn,
    )


def head(db: Connection) -> Head:
    """The log as it is now."""
    return Head(size=log.size(db), root=log.root(db).hex())


def drawn(db: Connection, sheet: Sheet, given: Mapping[str, str]) -> str:
    """The HTML of a sheet, in the format that is asked for, and in this request's language."""
    chosen = asked(given, sheet.usual)
    lines = sheet.hotlines
    return render(
        f"print/{sheet.template}",
        **sheet.values,
        sheet=sheet,
        format=chosen,
        ways=ways(sheet, chosen),
        address=address(sheet),
        code=code(sheet),
        head=sheet.head or head(db),
        bound=sheet.head is not None,
        hotlines=contacts.hotlines(db, sheet.day) if lines is None else lines,
    )


def ways(sheet: Sheet, chosen: Format) -> list[Way]:
    """All the formats of a sheet."""
    return [
        Way(
            paper_word,
            said(turn_word),
            f"{sheet.path}?{urlencode({**sheet.query, 'paper': paper, 'turn': turn})}",
            (paper, turn) == chosen,
        )
        for paper, paper_word in PAPERS
        for turn, turn_word in TURNS
    ]


def address(sheet: Sheet) -> str:
    """The absolute address of the page behind a sheet, as it is printed and as the QR says it."""
    return addresses.base(house().settings) + request.script_root + quote(sheet.live)


def code(sheet: Sheet) -> str:
    """The path of the QR code of the page behind a sheet."""
    return f"{request.script_root}/qr{quote(sheet.live)}.svg"


def pdf(
    db: Connection, sheet: Sheet, given: Mapping[str, str], bounds: Bounds | None = None
) -> bytes:
    """The PDF of a sheet; raises `Unusable` where it cannot be made."""
    return batch(db, [sheet], given, bounds)


def batch(
    db: Connection,
    sheets: Sequence[Sheet],
    given: Mapping[str, str],
    bounds: Bounds | None = None,
) -> bytes:
    """Several sheets in one PDF; raises `Unusable` where it cannot be made."""
    poster = asked(given, sheets[0].usual).paper == "a3"
    drawings = {
        f"{request.script_root}/qr{sheet.live}.svg": signposts.drawn(address(sheet))
        for sheet in sheets
    }
    texts = [drawn(db, sheet, given) for sheet in sheets]
    usual = printing.POSTER if poster else printing.ANY
    return printing.batch(texts, drawings, sheets[0].sizes or usual, bounds)
