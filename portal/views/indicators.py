"""The yearly indicators of the site or a village, and the monitored households by quarter."""

from decimal import Decimal
from typing import NamedTuple
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from portal import choices, rules_of_people
from portal.figures.units import share
from portal.rules_of_people import Span
from portal.store import indicators as store
from portal.store import records
from portal.store.connect import Connection
from portal.store.indicators import Quarter, Year
from portal.views import files, listing, multiples
from portal.views.house import public
from portal.views.listing import PAGE
from portal.views.multiples import Series
from portal.views.rendering import language, partial, render
from portal.words import N_, Said, catalog, said

blueprint = Blueprint("indicators", __name__)
FORMULAS = 2
"""Of how many years, the newest, the rate is reckoned step by step."""


class Line(NamedTuple):
    """A year, its headcount rate as text ("": not known), of how many villages, what is odd."""

    year: Year
    rate: str
    of: Said | None
    odd: Said | None


@blueprint.get("/indicators")
@blueprint.get(f"/indicators.<{files.FORMS}:form>")
def indicators(form: str = "") -> str | Response:
    """The charts, the table that says the same, and how the rate is reckoned."""
    db = public()
    known = _villages(db)
    given, notes = _given(known)
    lines = [_line(year) for year in store.years(db, given.get("village", ""))]
    if form:
        rows = [_row(line) for line in lines]
        return files.answer(form, rows, {"records": rows, "next": None})
    place = str(dict(known["village"]).get(given.get("village", ""), ""))
    return render(
        "public/indicators.html",
        section="indicators",
        known=known,
        given=given,
        start="?" + urlencode(given) if given else "",
        notes=notes,
        charts=multiples.charts([line.year.year for line in lines], _series(lines)),
        most=multiples.MOST,
        height=multiples.HEIGHT,
        base=multiples.BASE,
        lines=lines[::-1],
        assured=_assured(db, given.get("village", "")),
        sums=_sums(lines),
        formulas=[line for line in lines[::-1] if line.rate][:FORMULAS],
        sentences=_sentences(lines, place),
    )


def _villages(db: Connection) -> dict[str, listing.Options]:
    return {"village": list(records.options(db, "village", 200))}


def _given(known: dict[str, listing.Options]) -> tuple[dict[str, str], list[Said]]:
    return listing.chosen({"village": request.args.get("village", "")}, known)


def _line(year: Year) -> Line:
    odd = None
    if None not in (year.households, year.persons) and year.persons < year.households:  # type: ignore[operator]
        text = N_("%(households)s households cannot have only %(persons)s persons.")
        odd = said(text, households=year.households, persons=year.persons)
    of = said(N_("figures of %(number)s villages"), number=year.villages)
    return Line(year, share(year.remaining, year.base), of if year.villages > 1 else None, odd)


def _assured(db: Connection, village: str) -> list[store.Assured]:
    """The newest findings about the assurances, in their order."""
    order = [word for word, _, _ in choices.ASSURANCE]
    found = store.assurances(db, village)
    return sorted(found, key=lambda one: (one.village, order.index(one.item)))


def _series(lines: list[Line]) -> list[Series]:
    rates = [Decimal(line.rate.replace(",", "")) if line.rate else None for line in lines]
    percents = [f"{line.rate}%" if line.rate else "–" for line in lines]
    return [
        _counted(N_("Households lifted in the year"), [line.year.households for line in lines]),
        _counted(N_("Persons lifted in the year"), [line.year.persons for line in lines]),
        _counted(
            N_("Poor persons left at the end of the year"), [line.year.remaining for line in lines]
        ),
        Series(
            said(N_("Poverty headcount rate")),
            [None if one is None else float(one) for one in rates],
            percents,
        ),
        _counted(N_("Working outside the province"), [line.year.province for line in lines]),
        _counted(N_("Working away within the county"), [line.year.county for line in lines]),
    ]


def _counted(name: str, values: list[int | None]) -> Series:
    return Series(said(name), values, ["–" if one is None else f"{one:,}" for one in values])


def _sums(lines: list[Line]) -> tuple[int | None, int | None]:
    """Households and persons lifted in all reported years."""
    households = [line.year.households for line in lines if line.year.households is not None]
    persons = [line.year.persons for line in lines if line.year.persons is not None]
    return sum(households) if households else None, sum(persons) if persons else None


def _row(line: Line) -> files.Row:
    return {**line.year._asdict(), "rate": line.rate or None}


def _sentences(lines: list[Line], place: str) -> list[Said]:
    """Who left poverty in all, how many are left, who works away; `place` is "" for the site."""
    if not lines:
        return [said(N_("No yearly figures have been entered yet."))]
    where = place or said(N_("the villages"))
    return [*_lifted(lines, where), *_left(lines), *_away(lines)]


def _lifted(lines: list[Line], where: Said | str) -> list[Said]:
    told = [line for line in lines if line.year.persons is not None]
    households, persons = _sums(lines)
    if persons is None:
        return []
    text = N_(
        "From %(first)s to %(last)s, %(households)s households with %(persons)s persons of"
        " %(place)s left poverty."
    )
    if households is None:
        text = N_("From %(first)s to %(last)s, %(persons)s persons of %(place)s left poverty.")
    span = {"first": told[0].year.year, "last": told[-1].year.year}
    numbers = {"households": f"{households or 0:,}", "persons": f"{persons:,}"}
    return [said(text, place=where, **span, **numbers)]


def _left(lines: list[Line]) -> list[Said]:
    last = next((line for line in reversed(lines) if line.year.remaining is not None), None)
    if last is None:
        return []
    values = {"year": last.year.year, "rate": last.rate, "rest": f"{last.year.remaining:,}"}
    if not last.rate:
        return [said(N_("At the end of %(year)s %(rest)s persons were still poor."), **values)]
    text = N_(
        "At the end of %(year)s %(rest)s persons were still poor: the headcount rate was"
        " %(rate)s %%."
    )
    if not last.year.remaining:
        text = N_(
            "At the end of %(year)s nobody was poor any more: the headcount rate was %(rate)s %%."
        )
    return [said(text, **values)]


def _away(lines: list[Line]) -> list[Said]:
    last = next(
        (
            line.year
            for line in reversed(lines)
            if None not in (line.year.province, line.year.county)
        ),
        None,
    )
    if last is None:
        return []
    text = N_(
        "In %(year)s %(province)s persons worked outside the province and %(county)s away within"
        " the county."
    )
    return [said(text, year=last.year, province=f"{last.province:,}", county=f"{last.county:,}")]


class Watched(NamedTuple):
    """A row of monitored households: its numbers as they are read, and what does not add up."""

    row: Quarter
    numbers: list[tuple[str, str, bool]]
    odd: Said | None


@blueprint.get("/monitoring")
@blueprint.get(f"/monitoring.<{files.FORMS}:form>")
def monitoring(form: str = "") -> str | Response:
    """Monitored households by quarter and type, the newest first; the rows alone for htmx."""
    db = public()
    known = _villages(db)
    given, notes = _given(known)
    after, odd = listing.quartered(request.args.get("after", ""))
    found = store.quarters(db, given.get("village", ""), after, PAGE + 1)
    more = listing.more([(f"{row.year}-{row.quarter}", row.code) for row in found], given)
    if form:
        codes = [row.code for row in found[:PAGE]]
        return files.answer(form, *files.listed(db, "monitoring", codes, more))
    return render(
        "public/_monitoring.html" if partial() else "public/monitoring.html",
        section="indicators",
        known=known,
        given=given,
        start="?" + urlencode(given) if given else "",
        notes=[*notes, *odd],
        after=after,
        lines=[_watched(row) for row in found[:PAGE]],
        more=more,
    )


def _watched(row: Quarter) -> Watched:
    span = Span(row.opening, row.added, row.cleared, row.closing)
    numbers = [
        (name, *_number(value, bool(row.few)))
        for name, value in zip(rules_of_people.NUMBERS, span, strict=True)
    ]
    return Watched(row, numbers, rules_of_people.apart(span))


def _number(value: int | None, few: bool) -> tuple[str, bool]:
    """A number as it is read, and whether it is absent."""
    if value is not None:
        return f"{value:,}", False
    text = N_("fewer than 5") if few else N_("not filled in")
    return catalog(language()).gettext(text), not few
