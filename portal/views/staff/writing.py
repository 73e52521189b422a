"""Writing a report: a draft with its figures bound, a preview beside it, figures to insert."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import reporting
from portal.codes import Edit, Values
from portal.errors import Invalid
from portal.figures import FIGURES, texts
from portal.figures.binding import bind
from portal.figures.figure import Figure
from portal.guard import told
from portal.kinds import Choice, Count, Kind, Ref
from portal.store import drafts, records, reports
from portal.store.connect import Connection
from portal.views import bound
from portal.views.house import door, house, public, today
from portal.views.rendering import language
from portal.views.reports import checked
from portal.views.staff.gate import blueprint, me, page, stamp
from portal.words import N_, Said, catalog, said

FOUND = 12
"""Figures that a search shows."""
_YEAR = Count(label=N_("Year"), least=1949, most=2100)
_VILLAGE = Ref(label=N_("Village"), table="village")


class Asked(NamedTuple):
    """A parameter that still has to be chosen: its options, or a line to type in."""

    name: str
    label: str
    options: list[tuple[str, str]]
    needed: bool


class Offered(NamedTuple):
    """A figure in the picker: what to write, what it is now, what else it can be asked for."""

    name: str
    label: str
    meaning: str
    bracket: str
    value: str
    asks: list[Asked]


def preview(text: str) -> dict[str, Any]:
    """What a text says in numbers, and what the door would refuse in it, for a template."""
    values: dict[str, Any] = {"text": text, "refused": None}
    if not text.strip():
        return values
    try:
        values |= checked(texts.read(public(), text))
    except Invalid as refusal:
        return {"text": "", "refused": refusal.sentence}
    return {**values, "refused": told(text, door().office)}


@blueprint.post("/preview")
def show_preview() -> Response:
    """A text as it would read, its figures held against the books; nothing is kept."""
    return page("preview.html", preview=preview(request.form.get("body", "")))


@blueprint.get("/figures")
def pick() -> Response:
    """Figures to insert: those that the words fit, with what they are for a village and year."""
    given = _given(request.args)
    words = " ".join(request.args.get("q", "").split())[:60]
    return page(
        "figures.html",
        given=given,
        words=words,
        offered=_offered(words, given),
        villages=records.options(public(), "village", 200),
    )


def _given(args: Mapping[str, str]) -> dict[str, str]:
    """Village, year and project of the report at hand, as far as they make sense."""
    given = {}
    for name, kind in (("village", _VILLAGE), ("year", _YEAR)):
        try:
            given[name] = kind.write(kind.read(args.get(name, "").partition(" · ")[0]))
        except Invalid:
            continue
    if "village" in given and not records.exists(public(), "village", given["village"]):
        del given["village"]
    return given


def _offered(words: str, given: dict[str, str]) -> list[Offered]:
    say = catalog(language()).gettext
    wanted = words.casefold().split()

    def fits(figure: Figure) -> bool:
        text = " ".join((figure.name, figure.label, say(figure.label), say(figure.meaning)))
        return all(word in text.casefold() for word in wanted)

    found = [figure for figure in FIGURES.values() if fits(figure)]
    return [_offer(figure, given) for figure in found[:FOUND]]


def _offer(figure: Figure, given: dict[str, str]) -> Offered:
    filled = {name: value for name, value in given.items() if name in figure.takes}
    inner = " ".join([figure.name, *map("=".join, filled.items())])
    say = catalog(language()).gettext
    one = bind(public(), inner)
    value = bound.said(one, language()) if one.state in ("bound", "missing") else ""
    return Offered(
        figure.name,
        say(figure.label),
        say(figure.meaning),
        f"[[{inner}]]",
        value,
        [
            Asked(name, say(takes.kind.label), _options(takes.kind), takes.needed)
            for name, takes in figure.takes.items()
            if name not in filled and (takes.needed or isinstance(takes.kind, Choice | Ref))
        ],
    )


def _options(kind: Kind) -> list[tuple[str, str]]:
    """The words of a list; records are typed by their code."""
    if not isinstance(kind, Choice):
        return []
    say = catalog(language()).gettext
    return [(word, say(label)) for word, label in kind.labels().items()]


@blueprint.get("/reports/start")
def start_report() -> Response:
    """For which village and year a report is begun."""
    return _start_page({"year": str(int(today()[:4]) - 1)})


def _start_page(
    typed: Mapping[str, str],
    status: int = 200,
    sentence: Said | None = None,
    errors: dict[str, Said] | None = None,
) -> Response:
    return page(
        "start_report.html",
        status,
        typed=typed,
        sentence=sentence,
        errors=errors or {},
        labels={"year": _YEAR.label, "village": _VILLAGE.label},
        villages=records.options(public(), "village", 200),
    )


@blueprint.post("/reports/start")
def begin_report() -> AnyResponse:
    """A draft of the report of a village for a year; on to the one that there is already."""
    form = request.form
    given = _given(form)
    errors = {
        name: said(N_("This has to be filled in."))
        for name in ("village", "year")
        if name not in given
    }
    if errors:
        sentence = said(N_("Choose a village of the list and a year."))
        return _start_page(form, 422, sentence, errors)
    village, year = given["village"], int(given["year"])
    if there := _there(public(), village, year):
        return redirect(there, code=303)
    return redirect(_begun(village, year), code=303)


def _there(db: Connection, village: str, year: int) -> str:
    """Where the report stands that this person has begun, or that is published; "" for none."""
    begun = drafts.changes(house().private, states=("draft", "returned"), author=me().name)
    for change in begun:
        for edit in door().change(change.number).edits:
            if edit.table == "report" and _about(edit, village, year):
                return url_for("staff.record", table="report", code=edit.code, change=change.number)
    lines = reports.reports(db, village, limit=200)
    code = next((line.code for line in lines if line.year == year), "")
    return url_for("staff.record", table="report", code=code) if code else ""


def _about(edit: Edit, village: str, year: int) -> bool:
    return (edit.values.get("village"), edit.values.get("year")) == (village, year)


def _begun(village: str, year: int) -> str:
    """The address of the form of a new draft."""
    db = public()
    code = f"rep-{village}-{year}"
    if (
        len(code) > 40
        or records.exists(db, "report", code)
        or drafts.open_edits(house().private, "report", code)
    ):
        code = "?1"
    quota = house().settings.visits_quota
    body = reporting.draft(db, year, village, quota)
    values: Values = {
        "title": reporting.title(db, year, village),
        "year": year,
        "village": village,
        "body": body,
    }
    edit = Edit("create", "report", code, 0, values)
    number = door().propose(me(), "", [edit], stamp())
    kept = door().change(number).edits[-1].code
    return url_for("staff.record", table="report", code=kept, change=number)
