"""Log entries in words: what was done to which record, by whom, and where to see it."""

from typing import NamedTuple
from zoneinfo import ZoneInfo

from portal import choices, entry, money
from portal.accounts import ROLES
from portal.codes import Values
from portal.entities import attributes, entity, references
from portal.store import log, records, works
from portal.store.connect import Connection
from portal.views.facts import PAGES, named
from portal.views.rendering import moment, word
from portal.words import N_, Said, catalog, said

_SOURCES = {word: label for word, label, _ in choices.SOURCE}
LONGEST = 40
"""Characters of a text value that a line shows."""

Titles = dict[tuple[str, str], str]


class Line(NamedTuple):
    """One entry. `time` is the site's; `href` is empty when the record has no page."""

    number: int
    time: str
    what: Said
    href: str
    differences: list[Said]
    why: str
    author: str
    author_role: Said
    reviewer: str
    reviewer_role: Said
    change: str
    commit: str

    @property
    def who(self) -> Said:
        """Both people with their roles, in a sentence."""
        return said(
            N_("Written by %(author)s (%(role)s), checked by %(reviewer)s (%(post)s)."),
            author=self.author,
            role=self.author_role,
            reviewer=self.reviewer,
            post=self.reviewer_role,
        )


def lines(db: Connection, rows: list[log.Row], zone: ZoneInfo, language: str) -> list[Line]:
    """The rows as lines, in the same order."""
    entries = [_read(row) for row in rows]
    titles = _titles(db, entries)
    homes = _homes(db, entries)
    return [_line(found, titles, homes, zone, language) for found in entries]


def _read(row: log.Row) -> entry.Read:
    """The entry; one whose payload was taken down by law still says who, when and what record."""
    return entry.read(row if row.payload else row._replace(payload=_TAKEN_DOWN))


_TAKEN_DOWN = '{"new":{},"old":null,"why":""}'


def _titles(db: Connection, entries: list[entry.Read]) -> Titles:
    titles: Titles = {}
    for table in {found.table for found in entries}:
        here = [found for found in entries if found.table == table]
        codes = {found.code for found in here}
        known = records.titles(db, table, codes)
        titles |= {(table, code): title for code, title in known.items()}
        titles |= named(db, table, [values for found in here for values in _values(found)])
    return titles


def _values(found: entry.Read) -> list[Values]:
    return [found.new, found.old or {}]


def _homes(db: Connection, entries: list[entry.Read]) -> dict[tuple[str, str], str]:
    """(table, code) → the record on whose page it stands, for tables without pages."""
    homes: dict[tuple[str, str], str] = {}
    for table, attribute in _ON.items():
        codes = {found.code for found in entries if found.table == table}
        if codes:
            owners = works.owners(db, table, attribute, tuple(sorted(codes)))
            homes |= {(table, code): owner for code, owner in owners.items()}
    return homes


_ON = {
    "allocation": "funding",
    "budget_line": "project",
    "contract": "project",
    "milestone": "project",
    "aid": "project",
    "income": "project",
    "distribution": "project",
    "statistic": "village",
    "monitoring": "village",
    "assurance": "village",
}


def _line(
    found: entry.Read,
    titles: Titles,
    homes: dict[tuple[str, str], str],
    zone: ZoneInfo,
    language: str,
) -> Line:
    differences = _differences(found, titles, language)
    return Line(
        number=found.number,
        time=moment(found.time, zone),
        what=_what(found, titles, differences),
        href=_href(found, homes),
        differences=differences,
        why=found.why,
        author=found.author.name,
        author_role=said(ROLES.get(found.author.role, found.author.role)),
        reviewer=found.reviewer.name,
        reviewer_role=said(ROLES.get(found.reviewer.role, found.reviewer.role)),
        change=found.change,
        commit=found.commit[:8],
    )


def _href(found: entry.Read, homes: dict[tuple[str, str], str]) -> str:
    if found.table in PAGES:
        return PAGES[found.table] + found.code
    owner = homes.get((found.table, found.code))
    return PAGES[references(found.table)[_ON[found.table]]] + owner if owner else ""


def _what(found: entry.Read, titles: Titles, differences: list[Said]) -> Said:
    if found.action == "edit":
        return _edited(found, titles, differences)
    made = _made(found, titles)
    return said(N_("Taken back: %(what)s"), what=made) if found.action == "reverse" else made


def _edited(found: entry.Read, titles: Titles, differences: list[Said]) -> Said:
    values = {
        "table": said(entity(found.table).label),
        "title": titles.get((found.table, found.code), found.code),
    }
    if not differences:
        return said(N_("Edited: %(table)s “%(title)s”"), **values)
    if len(differences) == 1:
        text = N_("%(table)s “%(title)s”: %(difference)s")
        return said(text, **values, difference=differences[0])
    return said(
        N_("%(table)s “%(title)s”: %(difference)s, and %(more)s more"),
        **values,
        difference=differences[0],
        more=len(differences) - 1,
    )


def _made(found: entry.Read, titles: Titles) -> Said:
    new = found.new
    amount = money.yuan(abs(int(new.get("amount") or 0)))
    project = titles.get(("project", str(new.get("project"))), "")
    if found.table == "funding" and new:
        donated = N_("%(donor)s gave %(amount)s yuan")
        assigned = N_("%(donor)s assigned %(amount)s yuan")
        text = donated if new["nature"] in choices.DONATED else assigned
        return said(text, donor=_donor(new, titles), amount=amount)
    if found.table == "allocation" and new:
        return said(
            N_("%(amount)s yuan allocated to “%(project)s”"), amount=amount, project=project
        )
    if found.table == "payment" and new:
        return said(N_("%(amount)s yuan paid: %(title)s"), amount=amount, title=new["title"])
    if found.table == "budget_line" and new:
        return said(
            N_("Planned for “%(project)s”: %(amount)s yuan from %(source)s"),
            project=project,
            amount=amount,
            source=said(_SOURCES[str(new["source"])]),
        )
    label = said(entity(found.table).label)
    if found.table in ("aid", "income", "distribution") and new:
        text = N_("%(table)s of “%(project)s”: %(amount)s yuan")
        return said(text, table=label, project=project, amount=amount)
    if found.table in ("statistic", "monitoring") and new:
        village = titles.get(("village", str(new["village"])), "")
        text = N_("%(table)s of %(village)s, %(year)s")
        return said(text, table=label, village=village, year=new["year"])
    return said(
        N_("New %(table)s: “%(title)s”"),
        table=label,
        title=titles.get((found.table, found.code), found.code),
    )


def _donor(new: Values, titles: Titles) -> Said | str:
    if new.get("donor_display") == "kind_person":
        return said(N_("a kind person"))
    return titles.get(("organisation", str(new.get("provider"))), "")


def _differences(found: entry.Read, titles: Titles, language: str) -> list[Said]:
    if found.action != "edit":
        return []
    old = found.old or {}
    return [
        said(
            N_("%(label)s from %(old)s to %(new)s"),
            label=said(attributes(found.table)[name].label),
            old=_shown(found.table, name, old.get(name), titles, language),
            new=_shown(found.table, name, value, titles, language),
        )
        for name, value in found.new.items()
        if name in attributes(found.table)
    ]


def _shown(table: str, name: str, value: object, titles: Titles, language: str) -> str:
    other = references(table).get(name)
    if other and value is not None:
        return titles.get((other, str(value)), str(value))
    text = word(table, name, value, catalog(language).gettext)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
