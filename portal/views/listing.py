"""What a reader asks of a list, read from the address: nothing there can make a page fail."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from portal import choices
from portal.store import records, search, works
from portal.store.connect import Connection
from portal.store.works import Line, Wanted
from portal.traditional import simplified
from portal.views.rendering import language
from portal.words import N_, Said, said

LONGEST = 60
"""Characters of a search that are looked at."""

SORTS = (("year", N_("newest first")), ("budget", N_("largest first")))
GROUPS = (("under_way", N_("all under way")),)
_PLACE = re.compile(r"(\d{0,16}),([a-z0-9-]{1,40})", re.ASCII)
_DATED = re.compile(r"(\d{4}-\d{2}-\d{2}),([a-z0-9-]{1,40})", re.ASCII)
_YEARLY = re.compile(r"(\d{4}),([a-z0-9-]{1,40})", re.ASCII)
_QUARTERED = re.compile(r"(\d{4})-([1-4]),([a-z0-9-]{1,40})", re.ASCII)
_OF_HOUSEHOLD = re.compile(r"([A-Z0-9-]{1,20}),([a-z0-9-]{1,40})", re.ASCII)
_DUE = re.compile(r"(\d{4}(?:-\d{2}){0,2}),([a-z0-9-]{1,40})", re.ASCII)
Options = list[tuple[str, Said | str]]
PAGE = 50
"""Lines of a list that one page shows."""


@dataclass
class Asked:
    """What is asked for: the query for the store, what stands in the form, and what was odd."""

    wanted: Wanted
    given: dict[str, str] = field(default_factory=dict)
    notes: list[Said] = field(default_factory=list)

    def more(self, last: Line) -> str:
        """The query string of the next page."""
        value = last.budget if self.wanted.sort == "budget" else last.year
        place = f"{'' if value is None else value},{last.code}"
        return "?" + urlencode({**self.given, "after": place}, safe=",")

    @property
    def start(self) -> str:
        """The query string of the first page."""
        return "?" + urlencode(self.given) if self.given else ""


@dataclass(frozen=True)
class Choices:
    """The options of each filter: (value, word)."""

    village: Options
    type: Options
    status: Options
    year: Options
    sort: Options


def options(db: Connection) -> Choices:
    """What can be chosen on the list of projects."""
    return Choices(
        village=[(code, title) for code, title in records.options(db, "village", 200)],
        type=[(word, said(label)) for word, label, _ in choices.PROJECT_TYPE],
        status=[
            *((word, said(label)) for word, label in GROUPS),
            *((word, said(label)) for word, label, _ in choices.STATUS),
        ],
        year=[(str(year), str(year)) for year in works.years(db)],
        sort=[(word, said(label)) for word, label in SORTS],
    )


def asked(args: Mapping[str, str], known: Choices) -> Asked:
    """What the address asks of the list of projects; what makes no sense is left out and said."""
    names = ("village", "type", "status", "year", "sort")
    given, notes = chosen(args, {name: getattr(known, name) for name in names})
    after, odd = place(args.get("after", ""))
    status = given.get("status", "")
    wanted = Wanted(
        village=given.get("village", ""),
        type=given.get("type", ""),
        status=choices.UNDER_WAY if status == "under_way" else (status,) if status else (),
        year=int(given["year"]) if "year" in given else None,
        text=given.get("q", ""),
        sort=given.get("sort", "year"),
        after=after,
    )
    return Asked(wanted, given, [*notes, *odd])


def chosen(
    args: Mapping[str, str], known: Mapping[str, Options]
) -> tuple[dict[str, str], list[Said]]:
    """What was chosen of each filter, and the search as `q`; what makes no sense is said."""
    given, notes = {}, []
    for name, words in known.items():
        value = args.get(name, "").strip()
        if value in (word for word, _ in words):
            given[name] = value
        elif value:
            notes.append(_unknown(value))
    text = " ".join(args.get("q", "").split())[:LONGEST]
    if text and language() == "zh_Hant":
        text = simplified(text)
    if text:
        given["q"] = text
    return given, notes


def cut(db: Connection, given: Mapping[str, str], table: str) -> list[Said]:
    """What is said of a search whose words stand in more records than it looks at."""
    if not search.is_cut(db, given.get("q", ""), table):
        return []
    text = N_(
        "Very many entries hold these words; only the newest %(most)s were searched. Add a word."
    )
    return [said(text, most=f"{search.MOST:,}")]


def place(text: str) -> tuple[tuple[int | None, str] | None, list[Said]]:
    """Where a list of projects goes on: `2020,sq-2020-003`, or `,sq-2020-003` without a value."""
    found = _PLACE.fullmatch(text)
    if found:
        return (int(found[1]) if found[1] else None, found[2]), []
    return None, [_lost()] if text else []


def dated(text: str) -> tuple[tuple[str, str] | None, list[Said]]:
    """Where a list by date goes on: `2020-04-15,d-2020-001`."""
    found = _DATED.fullmatch(text)
    if found:
        return (found[1], found[2]), []
    return None, [_lost()] if text else []


def yearly(text: str) -> tuple[tuple[int, str] | None, list[Said]]:
    """Where a list by year goes on: `2020,rep-2020-001`."""
    found = _YEARLY.fullmatch(text)
    if found:
        return (int(found[1]), found[2]), []
    return None, [_lost()] if text else []


def quartered(text: str) -> tuple[tuple[int, int, str] | None, list[Said]]:
    """Where a list by quarter goes on: `2020-4,mo-2020-003`."""
    found = _QUARTERED.fullmatch(text)
    if found:
        return (int(found[1]), int(found[2]), found[3]), []
    return None, [_lost()] if text else []


def of_household(text: str) -> tuple[tuple[str, str] | None, list[Said]]:
    """Where a list of household items goes on: `SQ-2020-017,aid-2020-017`."""
    found = _OF_HOUSEHOLD.fullmatch(text)
    if found:
        return (found[1], found[2]), []
    return None, [_lost()] if text else []


def due(text: str) -> tuple[tuple[str, str] | None, list[Said]]:
    """Where a list by date goes on whose dates may be partial: `2021-06,pr-2021-001`."""
    found = _DUE.fullmatch(text)
    if found:
        return (found[1], found[2]), []
    return None, [_lost()] if text else []


def coded(text: str) -> tuple[str, list[Said]]:
    """Where a list in order of code goes on: the last code seen."""
    if re.fullmatch(r"[a-z0-9-]{1,40}", text, re.ASCII):
        return text, []
    return "", [_lost()] if text else []


def more(keys: list[tuple[str, str]], given: Mapping[str, str] | None = None) -> str:
    """The query string of the next page, when one more line than a page was found."""
    if len(keys) <= PAGE:
        return ""
    return "?" + urlencode({**(given or {}), "after": ",".join(keys[PAGE - 1])}, safe=",")


def numbered(text: str) -> tuple[int | None, list[Said]]:
    """Where the log goes on: the number of the last entry seen."""
    if re.fullmatch(r"\d{1,18}", text, re.ASCII):
        return int(text), []
    return None, [_lost()] if text else []


def _unknown(value: str) -> Said:
    return said(N_("“%(value)s” is not in the list, so it was left out."), value=value[:40])


def _lost() -> Said:
    return said(N_("The address does not say where to go on. This is the beginning of the list."))
