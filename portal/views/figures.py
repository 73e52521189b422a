"""The named figures: the list of them, and one with its definition, its entries, its history."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Blueprint, Response, make_response, request

from portal.codes import Values
from portal.entities import attributes, entity, references
from portal.errors import Invalid, NotFound
from portal.figures import FIGURES, Reckoned, reckoned
from portal.figures.binding import parameters
from portal.figures.figure import Figure, Given, Parameter
from portal.figures.units import UNITS, Amount, Shown, shown
from portal.kinds import Choice, Count, Money, Ref
from portal.store import gifts, log, records, selections
from portal.store.connect import Connection
from portal.store.selections import Row, Selection
from portal.views import bound, files, history, listing, questions
from portal.views.facts import PAGES, named
from portal.views.house import house, public
from portal.views.listing import PAGE
from portal.views.rendering import language, moment, render
from portal.words import N_, Said, catalog, said

blueprint = Blueprint("figures", __name__)
CHANGES = 20
_TOPICS = (
    ("donation", N_("Donations")),
    ("funding", N_("Money")),
    ("project", N_("Projects")),
    ("lifted", N_("Villages")),
    ("aid", N_("Industry")),
    ("team", N_("Work in the villages")),
    ("promise.title", N_("Quotations")),
)
"""The first figure of a topic → its heading, in the order of `FIGURES`."""


class Field(NamedTuple):
    """A parameter in the form: its name, label, options of a list, what was given."""

    name: str
    label: str
    options: listing.Options
    given: str
    needed: bool
    number: bool


class Entry(NamedTuple):
    """A record behind a figure: its name, its page or "", its day, what it adds."""

    code: str
    title: str
    href: str
    day: str
    amount: str


@dataclass(frozen=True)
class Asked:
    """What the address asks of a figure; `odd` says what makes no sense in it."""

    given: Given
    typed: dict[str, str]
    odd: Said | None


@blueprint.get("/figures")
@blueprint.get(f"/figures.<{files.FORMS}:form>")
def figures(form: str = "") -> str | Response:
    """All named figures with their definitions, by topic; as a file the data dictionary."""
    if form:
        rows = [_row(figure) for figure in FIGURES.values()]
        return files.answer(form, rows, {"figures": rows})
    groups: list[tuple[str, list[Figure]]] = []
    heads = dict(_TOPICS)
    for figure in FIGURES.values():
        head = heads.pop(figure.name.partition(".")[0], "") or heads.pop(figure.name, "")
        if head:
            groups.append((head, []))
        groups[-1][1].append(figure)
    return render("public/figures.html", section="figures", groups=groups, number=len(FIGURES))


def _row(figure: Figure) -> files.Row:
    words = catalog(language()).gettext
    return {
        "name": figure.name,
        "label": words(figure.label),
        "meaning": words(figure.meaning),
        "unit": words(figure.measure.label) if figure.measure.label else None,
        "table": figure.table,
        "takes": " ".join(figure.takes),
    }


@blueprint.get("/figures/<name>")
@blueprint.get(f"/figures/<name>.<{files.FORMS}:form>")
def figure(name: str, form: str = "") -> str | Response:
    """One figure for the parameters of the address."""
    found = FIGURES.get(name)
    if found is None:
        raise NotFound(said(N_("There is no figure “%(name)s”."), name=name[:60]))
    db = public()
    asked = _asked(db, found)
    if asked.odd:
        return make_response(_page(db, found, asked, None), 400 if asked.typed else 200)
    answer = reckoned(db, found, asked.given)
    if form:
        return _file(db, found, asked, answer, form)
    return _page(db, found, asked, answer)


def _asked(db: Connection, found: Figure) -> Asked:
    typed = {name: text for name in found.takes if (text := request.args.get(name, "").strip())}
    missing = [name for name, one in found.takes.items() if one.needed and name not in typed]
    if missing and not typed:
        return Asked({}, {}, said(N_("Choose what you want to know.")))
    try:
        return Asked(parameters(db, found, typed), typed, None)
    except Invalid as refusal:
        return Asked({}, typed, refusal.sentence)


def _page(db: Connection, found: Figure, asked: Asked, answer: Reckoned | None) -> str:
    after, notes = listing.coded(request.args.get("after", ""))
    made_of = found.made_of(asked.given)
    entries = selections.rows(db, made_of, after, PAGE + 1) if answer else []
    rows = selections.history(db, made_of, CHANGES) if answer else []
    zone = house().settings.timezone
    return render(
        "public/figure.html",
        section="figures",
        figure=found,
        fields=[_field(db, one, found.takes[one], asked.typed) for one in found.takes],
        words=_worded(db, found, asked.given),
        odd=asked.odd if asked.typed or not asked.odd else None,
        first=bool(asked.odd and not asked.typed),
        notes=notes,
        value=_value(found, answer),
        formula=_formula(found, answer),
        parts=_parts(found, asked.given),
        unfilled=answer.unfilled if answer else 0,
        entries=_entries(db, found, entries[:PAGE]),
        table=entity(found.table).label,
        adds=bool(made_of.amount),
        more=_more(found, asked.given, entries),
        start=_query(found, asked.given),
        after=after,
        bracket=_bracket(found, asked.given),
        size=log.size(db),
        changes=history.lines(db, rows, zone, language()),
        asof=_asof(db),
        **_questions(db, asked.given),
    )


def _questions(db: Connection, given: Given) -> dict[str, Any]:
    """The questions about the project or village that the figure is about."""
    named = [(name, str(given[name])) for name in ("project", "village") if name in given][:1]
    return questions.about(db, named) if named else {"asked": [], "asked_more": False, "ask": ""}


def _asof(db: Connection) -> str:
    """When the last entry of the books was written."""
    rows = log.latest(db, 1)
    found = history.lines(db, rows, house().settings.timezone, language())
    return found[0].time if found else moment("1970-01-01T00:00:00Z", house().settings.timezone)


def _value(found: Figure, answer: Reckoned | None) -> str:
    """The value in words; "" where it is not filled in."""
    if answer is None or answer.amount is None:
        return answer.quote if answer else ""
    return _written(answer.amount, found)


def _written(amount: Amount, found: Figure) -> str:
    return bound.written(shown(amount, found.measure), language())


def _formula(found: Figure, answer: Reckoned | None) -> str:
    """The two parts with the sign between them, where both are known."""
    if not found.parts or answer is None or None in answer.parts:
        return ""
    parts = zip(found.parts, answer.parts, strict=True)
    texts = [_written(amount or 0, FIGURES[name]) for name, amount in parts]
    return f"{texts[0]} {found.sign} {texts[1]}"


def _parts(found: Figure, given: Given) -> list[tuple[str, str]]:
    """(label, address) of the figures that this one is reckoned from."""
    return [
        (
            FIGURES[name].label,
            f"/figures/{name}"
            + _query(
                FIGURES[name],
                {one: value for one, value in given.items() if one in FIGURES[name].takes},
            ),
        )
        for name in found.parts
    ]


def _query(found: Figure, given: Given) -> str:
    return "?" + urlencode(found.written(given)) if given else ""


def _more(found: Figure, given: Given, entries: list[Row]) -> str:
    if len(entries) <= PAGE:
        return ""
    return "?" + urlencode({**found.written(given), "after": entries[PAGE - 1].code})


def _bracket(found: Figure, given: Given) -> str:
    """What an author writes to have this figure in a text."""
    return f"[[{' '.join([found.name, *map('='.join, found.written(given).items())])}]]"


def _field(db: Connection, name: str, takes: Parameter, typed: dict[str, str]) -> Field:
    kind = takes.kind
    options: listing.Options = []
    if isinstance(kind, Choice):
        options = [(word, said(label)) for word, label, _ in kind.options]
    elif isinstance(kind, Ref):
        options = list(_OPTIONS[name](db) if name in _OPTIONS else records.options(db, kind.table))
    return Field(
        name, kind.label, options, typed.get(name, ""), takes.needed, isinstance(kind, Count)
    )


_OPTIONS = {"donor": gifts.givers, "receiver": gifts.receivers}
"""Organisations are not all named as donors; a kind person is not."""


def _worded(db: Connection, found: Figure, given: Given) -> list[tuple[str, Said | str]]:
    """(label, value) of what was asked, with titles in place of codes."""
    words: list[tuple[str, Said | str]] = []
    for name, value in given.items():
        kind = found.takes[name].kind
        told: Said | str = kind.write(value)
        if isinstance(kind, Choice):
            told = said(kind.labels()[str(value)])
        elif isinstance(kind, Ref):
            told = records.titles(db, kind.table, [str(value)]).get(str(value), str(value))
        words.append((kind.label, told))
    return words


def _entries(db: Connection, found: Figure, rows: list[Row]) -> list[Entry]:
    known = records.several(db, found.table, [row.code for row in rows])
    names = named(db, found.table, known.values())
    made_of = found.made_of({})
    return [
        Entry(
            row.code,
            row.title or _name(found.table, known[row.code], names) or row.code,
            _href(found.table, known[row.code]),
            str(row.day or ""),
            _adds(made_of, found, row),
        )
        for row in rows
    ]


def _name(table: str, values: Values, names: Mapping[tuple[str, str], str]) -> str:
    """A record without a title by the titles of what it refers to; no unnamed donor among them."""
    hidden = values.get("donor_display") == "kind_person" or values.get("reverses")
    unnamed = {"provider", "reverses"} if hidden else {"reverses"}
    wanted = [name for name in references(table) if name not in unnamed and values.get(name)]
    told = (names.get((references(table)[name], str(values[name])), "") for name in wanted)
    return " · ".join(dict.fromkeys(one for one in told if one))


def _href(table: str, values: Values) -> str:
    """The record's own page, or that of the funding, project or village on which it stands."""
    if table in PAGES:
        return f"{PAGES[table]}{values['code']}"
    for name in ("funding", "project", "village"):
        if values.get(name):
            return f"{PAGES[name]}{values[name]}"
    return ""


def _adds(made_of: Selection, found: Figure, row: Row) -> str:
    """What one record adds, in the unit of the attribute."""
    if not made_of.amount:
        return ""
    if row.amount is None:
        return catalog(language()).gettext(N_("not filled in"))
    kind = attributes(found.table)[made_of.amount]
    if isinstance(kind, Money):
        return bound.written(shown(row.amount, UNITS["yuan"]), language())
    unit = found.measure if found.measure.family not in ("price", "percent") else UNITS["plain"]
    return bound.written(Shown(f"{Decimal(row.amount) / unit.size:,f}", unit), language())


def _file(db: Connection, found: Figure, asked: Asked, answer: Reckoned, form: str) -> Response:
    """The records behind the figure, and the figure itself with its amount in its unit."""
    after, _ = listing.coded(request.args.get("after", ""))
    rows = selections.rows(db, found.made_of(asked.given), after, PAGE + 1)
    codes = [row.code for row in rows[:PAGE]]
    lines, whole = files.listed(db, found.table, codes, _more(found, asked.given, rows))
    unit = found.measure
    amount = answer.quote or None
    if answer.amount is not None:
        amount = str(Decimal(answer.amount) / unit.size)
    told: dict[str, Any] = {
        "figure": found.name,
        "parameters": found.written(asked.given),
        "value": amount,
        "unit": catalog(language()).gettext(unit.label) if unit.label else None,
        "size": log.size(db),
    }
    return files.answer(form, lines, told | whole)
