"""Household industry and collective industry: the projects of each, and one project in full."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from portal import money, rules_of_industry
from portal.choices import INCOME_USE
from portal.errors import NotFound
from portal.evidence import listed
from portal.figures.units import share
from portal.store import industry as store
from portal.store import ledger, records
from portal.store.connect import Connection
from portal.store.industry import Item, Kind, Project, Shared, Sums
from portal.views import facts, files, listing
from portal.views.house import public
from portal.views.listing import PAGE
from portal.views.rendering import language, partial, render
from portal.views.sentences import amount, brief, counted
from portal.words import N_, Said, said

blueprint = Blueprint("industry", __name__)
MOST = 20
"""How many projects a list shows on one page, and uses or kinds a sentence names at most."""
NAMED = 4
FACTS = ("village", "scale", "area", "implementing_unit", "responsible", "mechanism")
AS_ONE = ("retained", "works")
"""Uses that go to nobody in particular, so that nothing is reckoned for each."""
_USES = {word: label for word, label, _ in INCOME_USE}


class Listed(NamedTuple):
    """What both lists show: the projects of the page, and how the address reads."""

    found: list[Project]
    more: str
    known: dict[str, listing.Options]
    given: dict[str, str]
    notes: list[Said]
    after: str

    @property
    def start(self) -> str:
        """The query string of the first page."""
        return "?" + urlencode(self.given) if self.given else ""


def _listed(db: Connection, about: str) -> Listed:
    known: dict[str, listing.Options] = {"village": list(records.options(db, "village", 200))}
    given, notes = listing.chosen({"village": request.args.get("village", "")}, known)
    after, odd = listing.coded(request.args.get("after", ""))
    found = store.projects(db, about, given.get("village", ""), after, MOST + 1)
    more = ""
    if len(found) > MOST:
        more = "?" + urlencode({**given, "after": found[MOST - 1].code})
    return Listed(found[:MOST], more, known, given, [*notes, *odd], after)


@blueprint.get("/households")
@blueprint.get(f"/households.<{files.FORMS}:form>")
def households(form: str = "") -> str | Response:
    """The projects that gave something to single households, with the totals by kind."""
    db = public()
    asked = _listed(db, "aid")
    kinds = store.kinds(db, tuple(line.code for line in asked.found))
    if form:
        rows = files.lines(kinds)
        return files.answer(form, rows, {"records": rows, "next": asked.more or None})
    return render(
        "public/_households.html" if partial() else "public/households.html",
        section="households",
        asked=asked,
        lines=[
            (line, [kind for kind in kinds if kind.project == line.code]) for line in asked.found
        ],
        sentences=_given_in_all(ledger.total(db, "industry", "aid").paid),
    )


def _given_in_all(fen: int) -> list[Said]:
    if not fen:
        return [said(N_("Nothing has been entered of what single households were given."))]
    text = N_("Single households were given %(amount)s for their own industry.")
    coded = N_("Every household is a code here, never a name; the village keeps the list.")
    return [said(text, amount=amount(fen, language())), said(coded)]


def pages_of(db: Connection, code: str) -> list[tuple[str, Said]]:
    """(start of the address, words) of the pages that list a project's items or income."""
    aid, collective = (ledger.total(db, about, code) for about in ("aid", "collective"))
    pages = [
        (aid.paid, "/households", said(N_("What each household was given, by code"))),
        (
            collective.received or collective.paid,
            "/collective",
            said(N_("What it earned, and what that was used for")),
        ),
    ]
    return [(href, word) for amount, href, word in pages if amount]


class Row(NamedTuple):
    """A household item, and what does not fit."""

    item: Item
    odd: Said | None


@blueprint.get("/households/<code>")
@blueprint.get(f"/households/<code>.<{files.FORMS}:form>")
def household_items(code: str, form: str = "") -> str | Response:
    """What each household of a project was given, by code."""
    db = public()
    found = _project(db, "aid", code)
    after, notes = listing.of_household(request.args.get("after", ""))
    items = store.items(db, code, after or ("", ""), (files.MOST if form else PAGE) + 1)
    if form:
        codes = [item.code for item in items[: files.MOST]]
        return files.answer(form, *_items(db, codes))
    kinds = store.kinds(db, (code,))
    return render(
        "public/household_items.html",
        section="households",
        heading=said(N_("Household industry: %(title)s"), title=found.title),
        project=found,
        kinds=kinds,
        households=store.households(db, code),
        twice=store.twice(db, code),
        rows=[Row(item, _odd(item)) for item in items[:PAGE]],
        notes=notes,
        after=after,
        more=listing.more([(item.household, item.code) for item in items]),
        sentences=_by_kind(found, store.households(db, code), kinds),
    )


def _items(db: Connection, codes: list[str]) -> tuple[list[files.Row], files.Row]:
    rows = [files.plain("aid", one) for one in _several(db, codes)]
    return rows, {"records": rows, "next": None}


def _several(db: Connection, codes: list[str]) -> list[dict[str, Any]]:
    """The records of many codes in that order, some hundred at a time."""
    found: dict[str, Any] = {}
    for start in range(0, len(codes), 500):
        found |= records.several(db, "aid", codes[start : start + 500])
    return [found[code] for code in codes]


def _odd(item: Item) -> Said | None:
    if item.reverses or item.reversed_by:
        return None
    return rules_of_industry.product(item.quantity, item.rate, item.amount)


def _by_kind(found: Project, households: int, kinds: list[Kind]) -> list[Said]:
    tongue = language()
    values = {"title": brief(found.title), "amount": amount(found.paid, tongue)}
    one = N_("Through “%(title)s” %(number)s household was given %(amount)s.")
    many = N_("Through “%(title)s” %(number)s households were given %(amount)s.")
    text = N_("%(kind)s: %(amount)s (households: %(households)s)")
    parts = [
        said(
            text,
            kind=brief(kind.kind),
            amount=amount(kind.amount, tongue),
            households=f"{kind.households:,}",
        )
        for kind in kinds[:NAMED]
    ]
    total = counted(one, many, households, **values)
    return [total, said(N_("By kind: %(kinds)s."), kinds=listed(parts))] if parts else [total]


def _project(db: Connection, about: str, code: str) -> Project:
    """The project; raises `NotFound` where it has no such entries."""
    found = store.project(db, about, code)
    if found is None:
        raise NotFound(said(N_("Nothing of this kind is entered for “%(code)s”."), code=code[:40]))
    return found


@blueprint.get("/collective")
@blueprint.get(f"/collective.<{files.FORMS}:form>")
def collective(form: str = "") -> str | Response:
    """The projects that earn something for the village, with their last year."""
    db = public()
    asked = _listed(db, "collective")
    if form:
        rows = files.lines(asked.found)
        return files.answer(form, rows, {"records": rows, "next": asked.more or None})
    total = ledger.total(db, "industry", "collective")
    sums = store.sums(db, tuple(line.code for line in asked.found))
    return render(
        "public/_collective.html" if partial() else "public/collective.html",
        section="collective",
        asked=asked,
        lines=[(line, _years(line, sums.get(line.code, [])[:1])) for line in asked.found],
        sentences=_earned_in_all(total.received, total.paid),
    )


def _earned_in_all(received: int, shared: int) -> list[Said]:
    if not received:
        return [said(N_("No income of collective projects has been entered yet."))]
    text = N_(
        "The projects of the village cooperatives have earned %(income)s; %(shared)s of it is"
        " distributed."
    )
    return [said(text, income=amount(received, language()), shared=amount(shared, language()))]


class Return(NamedTuple):
    """A year of a collective project: sums, return rate as text ("": not known), what is odd."""

    sums: Sums
    rate: str
    odd: Said | None


def _years(found: Project, sums: list[Sums]) -> list[Return]:
    return [
        Return(one, share(one.income, found.invested), rules_of_industry.unequal(one))
        for one in sums
    ]


@blueprint.get("/collective/<code>")
@blueprint.get(f"/collective/<code>.<{files.FORMS}:form>")
def collective_project(code: str, form: str = "") -> str | Response:
    """One collective project: who runs it, what it earned by year and nature, who got it."""
    db = public()
    found = _project(db, "collective", code)
    incomes, shared = store.incomes(db, code), store.distributions(db, code)
    if form:
        rows = [
            *({"list": "income", **row} for row in files.lines(incomes)),
            *({"list": "distribution", **row} for row in files.lines(shared)),
        ]
        return files.answer(form, _columns(rows), {"records": rows})
    years = _years(found, store.sums(db, (code,)).get(code, []))
    values = records.values(db, "project", code) or {}
    return render(
        "public/collective_project.html",
        section="collective",
        heading=said(N_("Collective industry: %(title)s"), title=found.title),
        project=found,
        facts=facts.facts(db, "project", values, FACTS, language()),
        years=years,
        incomes=incomes[:PAGE],
        shared=[_use(line) for line in shared[:PAGE]],
        cut=max(len(incomes), len(shared)) > PAGE,
        sentences=_returns(found, years, shared),
    )


def _columns(rows: list[files.Row]) -> list[files.Row]:
    """The rows with the same columns, so that they fit one sheet."""
    names = dict.fromkeys(name for row in rows for name in row)
    return [{name: row.get(name) for name in names} for row in rows]


class Use(NamedTuple):
    """A line of distribution: number × what each gets, whether that is absent, what is odd."""

    line: Shared
    each: Said | str
    missing: bool
    odd: Said | None


def _use(line: Shared) -> Use:
    number = line.households if line.persons is None else line.persons
    if number is None or line.rate is None:
        text = N_("not applicable") if line.use in AS_ONE else N_("not filled in")
        return Use(line, said(text), True, None)
    text = f"{number:,} × {money.yuan(line.rate)}"
    settled = line.reverses or line.reversed_by
    odd = None if settled else rules_of_industry.product(str(number), line.rate, line.amount)
    return Use(line, text, False, odd)


def _returns(found: Project, years: list[Return], shared: list[Shared]) -> list[Said]:
    """What was invested, what the last year brought, and where it went."""
    tongue = language()
    told = []
    if found.invested:
        text = N_("%(amount)s is invested in “%(title)s”.")
        told.append(said(text, title=brief(found.title), amount=amount(found.invested, tongue)))
    for last in years[:1]:
        text = N_("In %(year)s it earned %(income)s.")
        if last.rate:
            text = N_("In %(year)s it earned %(income)s, a return of %(rate)s %%.")
        values = {"year": last.sums.year, "income": amount(last.sums.income, tongue)}
        told += [said(text, rate=last.rate, **values), *_uses(shared, last.sums.year)]
    return told


def _uses(shared: list[Shared], year: int) -> list[Said]:
    """What the income of a year was used for, by use."""
    sums: dict[str, int] = {}
    for line in shared:
        if line.year == year:
            sums[line.use] = sums.get(line.use, 0) + line.amount
    text = N_("%(use)s %(amount)s")
    parts = [
        said(text, use=said(_USES[use]), amount=amount(fen, language()))
        for use, fen in list(sums.items())[:NAMED]
        if fen
    ]
    return [said(N_("Used for: %(uses)s."), uses=listed(parts))] if parts else []
