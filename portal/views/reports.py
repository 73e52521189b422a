"""The yearly reports: the list, one with its figures held against the books, two versions of it."""

from typing import Any, NamedTuple

from flask import Blueprint, Response, request

from portal import entry, printing, wordfile
from portal.entities.writing import Report
from portal.errors import NotFound
from portal.figures import texts
from portal.figures.binding import Bound
from portal.store import log, papers, records, reports
from portal.store.connect import Connection
from portal.views import bound, comparing, files, history, listing, questions
from portal.views.house import house, public
from portal.views.listing import PAGE
from portal.views.rendering import language, moment, partial, render
from portal.words import N_, Said, said

blueprint = Blueprint("reports", __name__)
NAMED = 40
"""Figures that are amiss, and numbers bound to nothing, that a page names."""


class Version(NamedTuple):
    """A report as one entry of the log left it; `time` is the site's."""

    number: int
    time: str
    author: str
    title: str
    body: str


@blueprint.get("/reports")
@blueprint.get(f"/reports.<{files.FORMS}:form>")
def all_reports(form: str = "") -> str | Response:
    """All reports, the newest year first; the rows alone for htmx."""
    db = public()
    known: dict[str, listing.Options] = {"village": list(records.options(db, "village", 200))}
    given, notes = listing.chosen(request.args, known)
    given.pop("q", None)
    after, odd = listing.yearly(request.args.get("after", ""))
    found = reports.reports(db, given.get("village", ""), after, PAGE + 1)
    more = listing.more([(str(line.year), line.code) for line in found], given)
    if form:
        codes = [line.code for line in found[:PAGE]]
        return files.answer(form, *files.listed(db, "report", codes, more))
    return render(
        "public/_reports.html" if partial() else "public/reports.html",
        section="reports",
        notes=[*notes, *odd],
        after=after,
        given=given,
        start=f"?village={given['village']}" if given else "",
        lines=found[:PAGE],
        more=more,
    )


@blueprint.get("/reports/<code>")
@blueprint.get(f"/reports/<code>.<{files.FORMS}:form>")
def report(code: str, form: str = "") -> str | Response:
    """One report; as a file its figures with what the books say."""
    db = public()
    found = one_report(db, code)
    read = texts.read(db, found.body)
    if form:
        lines = [_row(one) for one in read.figures]
        record = files.plain("report", records.values(db, "report", code) or {})
        whole = {"report": record, "figures": lines, "loose": list(read.loose)}
        return files.answer(form, lines, whole)
    rows = log.history(db, "report", code, 20)
    return render(
        "public/report.html",
        section="reports",
        report=found,
        unit=titled(db, "organisation", found.unit),
        village=titled(db, "village", found.village),
        can_pdf=printing.possible(),
        can_word=wordfile.possible(),
        papers=papers.proofs(db, "report", [code]),
        **checked(read),
        **questions.about(db, [("report", code)]),
        changes=history.lines(db, rows, house().settings.timezone, language()),
    )


def one_report(db: Connection, code: str) -> Report:
    """A report; raises `NotFound`."""
    found = records.record(db, "report", code)
    if not isinstance(found, Report):
        raise NotFound(said(N_("There is no report “%(code)s”."), code=code[:40]))
    return found


def titled(db: Connection, table: str, code: str | None) -> str:
    """The title of what a report names; "" where it names nothing."""
    return records.titles(db, table, [code]).get(code, "") if code else ""


def checked(read: texts.Read) -> dict[str, Any]:
    """How many numbers are bound, and everything that is amiss, for a template."""
    text = N_("%(bound)s of %(all)s figures are bound to entries of the books.")
    if read.bound == read.all:
        text = N_("All %(all)s figures are bound to entries of the books.")
    return {
        "count": said(text, bound=read.bound, all=read.all),
        "sound": read.bound == read.all and not read.vague,
        "amiss": [bound.amiss(one, language()) for one in read.figures if one.state != "bound"][
            :NAMED
        ],
        "loose": read.loose[:NAMED],
        "vague": read.vague[:NAMED],
    }


def _row(one: Bound) -> files.Row:
    """A figure of a report for a file: what stands there, its state, what the books say."""
    asked = one.asked
    return {
        "text": one.text,
        "state": one.state,
        "figure": asked.figure.name if asked else None,
        "stated": asked.stated.text if asked and asked.stated else None,
        "books": bound.written(one.shown, language()) if one.shown else None,
        "rounded": one.shown.rounded if one.shown else None,
        "address": asked.address if asked else None,
    }


@blueprint.get("/reports/<code>/versions")
def versions(code: str) -> str:
    """Two versions of a report side by side in words, and the figures that differ."""
    db = public()
    found = one_report(db, code)
    known = written(db, code)
    numbers = [one.number for one in known]
    old, new, notes = _chosen(numbers)
    by_number = {one.number: one for one in known}
    one, other = by_number[old], by_number[new]
    return render(
        "public/report_versions.html",
        section="reports",
        report=found,
        known=known[::-1],
        old=one,
        new=other,
        notes=notes,
        same=one.body == other.body and one.title == other.title,
        blocks=comparing.blocks(one.body, other.body),
        figures=comparing.figures(db, one.body, other.body, language()),
    )


def written(db: Connection, code: str) -> list[Version]:
    """The versions of a report, the oldest first."""
    zone = house().settings.timezone
    title = body = ""
    found = []
    for row in reports.versions(db, code):
        read = entry.read(row)
        title = str(read.new.get("title") or title)
        body = str(read.new.get("body") or body)
        found.append(Version(read.number, moment(read.time, zone), read.author.name, title, body))
    return found


def _chosen(numbers: list[int]) -> tuple[int, int, list[Said]]:
    """The two versions that the address asks for; the last two when it makes no sense."""
    last = numbers[-1]
    chosen, notes = [], []
    for name, otherwise in (("old", numbers[-2] if len(numbers) > 1 else last), ("new", last)):
        text = request.args.get(name, "")
        number, odd = listing.numbered(text)
        if number not in numbers:
            if text and not odd:
                odd = [said(N_("There is no version %(number)s."), number=text[:20])]
            number = otherwise
        chosen.append(number)
        notes += odd
    return chosen[0], chosen[1], notes
