"""The flow of money: from donors through uses and projects to what is paid and what is left."""

from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from portal import choices, money, paths
from portal.choices import DONATED
from portal.store import records, streams
from portal.store.connect import Connection
from portal.store.ledger import Total
from portal.store.streams import GIFTS, Course
from portal.views import files, listing, picture, sentences, strands
from portal.views.house import public
from portal.views.listing import PAGE
from portal.views.picture import Story
from portal.views.rendering import language, render, spoken
from portal.views.strands import EARLIER, KIND, OTHERS, OVER, Cut, Groups, Reading, Strand
from portal.words import N_, Said, said

blueprint = Blueprint("streams", __name__)
ALL = tuple(word for word, _, _ in choices.NATURE)
MOST, MOST_AT_HOME = (4, 4, 4), (3, 4, 4)
LINES = 24
"""How many lines the table may have that tells of each donor what went where."""
"""How many donors, uses and projects stand alone in a picture."""
_OTHERS = (N_("other donors: %(number)s"), N_("other uses: %(number)s"), N_("others: %(number)s"))
_ENDS = {"paid": N_("Paid"), "left": N_("Left")}


class Line(NamedTuple):
    """A line of the table: where it leads, its words, what it got and what was paid, in fen."""

    use: Said | str
    project: Said | str
    href: str
    amount: int
    paid: int


class Asked(NamedTuple):
    """Which course the address asks for, what it gave of it, and what was odd."""

    course: Course
    given: dict[str, str]
    known: dict[str, listing.Options]
    notes: list[Said]
    most: tuple[int, int, int] = MOST

    def address(self, cut: Cut) -> str:
        """The page of what a box or band is made of."""
        asked = {name: key for name, key in vars(cut).items() if key}
        if set(asked) == {"project"} and not cut.project.startswith("_"):
            return f"/projects/{cut.project}"
        return f"/flow/entries?{urlencode({**self.query, **asked})}"

    @property
    def query(self) -> dict[str, str]:
        """Filters, where the reading begins, and which groups, as they stand in the address."""
        after = {"after": ",".join(self.course.after)} if self.course.after else {}
        home = {"of": "home"} if self.most == MOST_AT_HOME else {}
        return {**self.given, **after, **home}


@blueprint.get("/flow")
@blueprint.get(f"/flow.<{files.FORMS}:form>")
def flow(form: str = "") -> str | Response:
    """The picture, the table that says the same, and the way to what lies beyond."""
    db = public()
    asked = _asked(db)
    reading = strands.read(db, asked.course)
    further = _further(asked, reading)
    if form:
        rows = [_row(strand) for strand in reading.strands]
        sums = files.totals(reading.total)
        return files.answer(form, rows, {"totals": sums, "records": rows, "next": further or None})
    return render(
        "public/flow.html",
        section="flow",
        known=asked.known,
        given=asked.given,
        start="?" + urlencode(asked.query) if asked.query else "",
        begin="?" + urlencode(asked.given) if asked.given else "",
        notes=[*asked.notes, *_limits(asked, reading)],
        after=asked.course.after,
        further=further,
        sentences=_sentences(asked, reading),
        **shown(asked, reading, 320),
    )


def at_home(db: Connection) -> dict[str, Any]:
    """The small picture of all donations with its table."""
    asked = Asked(Course(DONATED), {}, {}, [], MOST_AT_HOME)
    return shown(asked, strands.read(db, asked.course), 170)


def shown(asked: Asked, reading: Reading, height: float) -> dict[str, Any]:
    """Drawings and table of a reading."""
    found = strands.groups(reading.strands, asked.most)
    word = _words(found, reading.strands)
    story = Story(
        found.routes(reading.strands), found.order, word, asked.address, spoken, language()
    )
    large = bool(request.environ.get(paths.LARGE))
    steps = ((0, 1), (1, 2), (2, 3)) if asked.most == MOST else ((0, 1), (1, 3))
    drawings = []
    if story.routes:
        drawings = [picture.draw(story, picture.wide(height, large), "wide")]
        for step in steps:
            form = picture.narrow(step, height / 2, large)
            drawings.append(picture.draw(story, form, "thin"))
    return {
        "drawings": drawings,
        "groups": _table(found, reading, word, asked.address),
        "sums": reading.total,
        "over": _over(sum(strand.over for strand in reading.strands)),
    }


def _over(fen: int) -> Said | None:
    """Why what is left in the picture is more than received less paid."""
    if not fen:
        return None
    text = N_(
        "%(over)s yuan was paid beyond what was assigned; the picture still counts it as left."
    )
    return said(text, over=money.yuan(fen))


def _words(found: Groups, every: list[Strand]) -> Callable[[int, str], Said | str]:
    """What each box is called."""
    donors: dict[str, Said | str] = {strand.donor: strand.donor_name for strand in every}
    projects: dict[str, Said | str] = {strand.project: strand.title for strand in every}

    def word(column: int, key: str) -> Said | str:
        if column == 3:
            return said(_ENDS[key])
        if key == OTHERS:
            name = ("donor", "use", "project")[column]
            return said(_OTHERS[column], number=found.others[name])
        if key == OVER:
            return said(N_("paid beyond what was assigned"))
        return (donors.get(key, key), strands.use_word(key), projects.get(key, key))[column]

    return word


Row = tuple[str, str, str, int, int]
"""The boxes of donor, use and project, and in fen what ran through all three and was paid."""
Group = tuple[Said | str, str, int, list[Line]]
"""A heading, where it leads, its sum (the lines of one donor have one), its lines."""


def _table(
    found: Groups,
    reading: Reading,
    word: Callable[[int, str], Said | str],
    address: Callable[[Cut], str],
) -> list[Group]:
    """What went where from each donor; when that is too long, each column of the picture."""
    rows = _rows(found, reading)
    if len(rows) > LINES:
        return _by_column(found, rows, word, address)
    groups = []
    for donor in dict.fromkeys(row[0] for row in rows):
        lines = [
            Line(
                word(1, use), _project(project, word), address(Cut(who, use, project)), amount, paid
            )
            for who, use, project, amount, paid in rows
            if who == donor
        ]
        amount = sum(line.amount for line in lines)
        groups.append((word(0, donor), address(Cut(donor)), amount, lines))
    return groups


def _project(key: str, word: Callable[[int, str], Said | str]) -> Said | str:
    """What the table calls a project beside its use; how many the others are is not known there."""
    if key == OTHERS:
        return said(N_("other projects"))
    return "" if picture.silent(2, key) else word(2, key)


def _rows(found: Groups, reading: Reading) -> list[Row]:
    """Each way through the picture once, from top to bottom."""
    sums: dict[tuple[str, str, str], tuple[int, int]] = {}
    for strand in reading.strands:
        amount, paid = sums.get(found.of(strand), (0, 0))
        sums[found.of(strand)] = amount + strand.amount, paid + strand.paid
    ranks = [{key: rank for rank, key in enumerate(column)} for column in found.order]
    ways = sorted(sums, key=lambda way: tuple(ranks[c][key] for c, key in enumerate(way)))
    return [(*way, *sums[way]) for way in ways if any(sums[way])]


_HEADINGS = (N_("By donor"), N_("By use"), N_("By project"))


def _by_column(
    found: Groups,
    rows: list[Row],
    word: Callable[[int, str], Said | str],
    address: Callable[[Cut], str],
) -> list[Group]:
    groups: list[Group] = []
    for column, heading in enumerate(_HEADINGS):
        lines = []
        for key in found.order[column]:
            here = [row for row in rows if row[column] == key]
            if here and not (column == 2 and picture.silent(2, key)):
                sums = sum(row[3] for row in here), sum(row[4] for row in here)
                href = address(strands.on_the_way(Cut(), column, key))
                lines.append(Line(word(column, key), "", href, *sums))
        groups.append((said(heading), "", 0, lines))
    return groups


def _asked(db: Connection) -> Asked:
    known: dict[str, listing.Options] = {
        "village": [(code, title) for code, title in records.options(db, "village", 200)],
        "year": [(str(year), str(year)) for year in streams.years(db)],
        "money": [("all", said(N_("all that came in")))],
    }
    given, notes = listing.chosen({k: v for k, v in request.args.items() if k != "q"}, known)
    after, odd = listing.dated(request.args.get("after", ""))
    course = Course(
        ALL if given.get("money") else DONATED,
        given.get("village", ""),
        int(given.get("year", 0)),
        None if given.get("village") else after,
    )
    most = MOST_AT_HOME if request.args.get("of") == "home" else MOST
    return Asked(course, given, known, [*notes, *odd], most)


def _further(asked: Asked, reading: Reading) -> str:
    """The query string of the picture of what came before."""
    if not reading.last:
        return ""
    return "?" + urlencode({**asked.given, "after": ",".join(reading.last)}, safe=",")


def _limits(asked: Asked, reading: Reading, whole: bool = True) -> list[Said]:
    """What the picture leaves out; unfiltered it is whole, what came before being one strand."""
    if reading.cut:
        text = N_("This village has more than one picture holds; its newest projects are here.")
        return [said(text)]
    if reading.last and (asked.course.year or asked.course.after or not whole):
        text = N_("The picture holds %(number)s entries of money that came in; older ones follow.")
        return [said(text, number=GIFTS)]
    return []


def _sentences(asked: Asked, reading: Reading) -> list[Said]:
    """What the picture adds up to."""
    total = reading.total
    if not asked.query:
        return sentences.home(total, language())
    if not total.received and not total.paid:
        return [said(N_("No money fits what you chose."))]
    text = N_("In the picture: %(received)s; %(paid)s of it paid, %(left)s left.")
    if total.left < 0:
        text = N_("In the picture: %(received)s; %(paid)s was paid, %(left)s more than that.")
    values = {
        "received": total.received, "paid": total.paid, "left": abs(total.left)
    }  # fmt: skip
    words = {name: sentences.amount(fen, language()) for name, fen in values.items()}
    return [said(text, **words)]


@blueprint.get("/flow/entries")
@blueprint.get(f"/flow/entries.<{files.FORMS}:form>")
def entries(form: str = "") -> str | Response:
    """What a box or a band of the picture is made of, entry by entry."""
    db = public()
    asked = _asked(db)
    reading = strands.read(db, asked.course)
    found = strands.groups(reading.strands, asked.most)
    names = ("donor", "use", "project", "end")
    cut = Cut(**{name: request.args.get(name, "")[:60] for name in names})
    parts = [strand for strand in reading.strands if cut.holds(strand, found)]
    parts.sort(key=lambda strand: (strand.received, strand.amount), reverse=True)
    rows, more = _page(asked, cut, parts)
    if form:
        every = [_row(strand) for strand in parts]
        return files.answer(form, every, {"records": every, "next": None})
    word = _words(found, reading.strands)
    return render(
        "public/flow_entries.html",
        section="flow",
        notes=[*asked.notes, *_limits(asked, reading, whole=cut.donor in ("", EARLIER))],
        way=[
            word(column, key)
            for column, name in enumerate(names)
            if (key := getattr(cut, name)) in found.order[column] or (key and parts)
        ],
        whole=sum(cut.part(strand, found) for strand in parts),
        total=Total(received=sum(s.amount for s in parts), paid=sum(s.paid for s in parts)),
        lines=[(strand, _leads(asked, reading, strand)) for strand in rows],
        organisation=cut.donor if not cut.donor.startswith("_") and parts else "",
        back="/" if asked.most == MOST_AT_HOME else f"/flow?{urlencode(asked.query)}".rstrip("?"),
        start=f"?{urlencode({**asked.query, **_given(cut)})}",
        more=more,
    )


def _given(cut: Cut) -> dict[str, str]:
    return {name: key for name, key in vars(cut).items() if key}


def _page(asked: Asked, cut: Cut, parts: list[Strand]) -> tuple[list[Strand], str]:
    """The strands of one page after the one that the address names, and the next page's query."""
    keys = [f"{strand.funding},{strand.allocation}" for strand in parts]
    row = request.args.get("row", "")
    first = keys.index(row) + 1 if row in keys else 0
    page = parts[first : first + PAGE]
    if len(parts) <= first + PAGE:
        return page, ""
    query = {**asked.query, **_given(cut), "row": keys[first + PAGE - 1]}
    return page, "?" + urlencode(query, safe=",")


def _leads(asked: Asked, reading: Reading, strand: Strand) -> tuple[str, str, Said]:
    """Where the donation and the project of a strand are, and its use in words."""
    donation = f"/donations/{strand.funding}"
    if strand.allocation:
        donation += f"#{strand.allocation}"
    if strand.donor == EARLIER and reading.last:
        page = "/flow" if asked.given else "/donations"
        donation = page + _further(asked, reading)
    project = "" if strand.project.startswith("_") else f"/projects/{strand.project}"
    return donation, project, strands.use_word(strand.use)


def _row(strand: Strand) -> files.Row:
    named = isinstance(strand.donor_name, str) and strand.donor != KIND
    return {
        "donation": strand.funding or None,
        "allocation": strand.allocation or None,
        "donor": strand.donor_name if named else None,
        "received": strand.received or None,
        "use": strand.use.removeprefix("_"),
        "project": None if strand.project.startswith("_") else strand.project,
        "title": strand.title if isinstance(strand.title, str) else None,
        "amount": money.plain(strand.amount),
        "paid": money.plain(strand.paid),
        "left": money.plain(strand.amount - strand.paid),
    }
