"""The strands of the flow: every allocation, and what of each gift is not assigned, as one list.

A strand runs from a donor through a use and a project to what is paid and what is left. The
picture groups strands, the table below it adds them up, and the page behind a band lists them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from portal import choices
from portal.store import ledger, streams
from portal.store.connect import Connection
from portal.store.ledger import Total
from portal.store.streams import GIFTS, ROWS, Course, Share, Source
from portal.views.sankey import Route
from portal.views.sentences import donor
from portal.words import N_, Said, said

KIND, OVER, EARLIER, FREE, MORE, OTHERS = (
    *("_kind", "_over", "_earlier"),
    *("_free", "_more", "_others"),
)
"""Keys that are no codes: kind persons, paid beyond, before this reading, not assigned, rest."""

_WORDS = {
    "_collective": N_("collective industry"),
    "_household": N_("household industry"),
    "_none": N_("kind of use not filled in"),
    FREE: N_("not assigned yet"),
    MORE: N_("further uses"),
    EARLIER: N_("earlier money"),
}
_TYPES = {word: label for word, label, _ in choices.PROJECT_TYPE}
_SUBTYPES = {word: label for word, label, _ in choices.PROJECT_SUBTYPE}


class Strand(NamedTuple):
    """What one project got of one funding, or what of it is not assigned; sums in fen.

    `donor`, `use` and `project` are keys. A strand that stands for several has no `funding`.
    """

    donor: str
    donor_name: Said | str
    use: str
    project: str
    title: Said | str
    funding: str
    allocation: str
    received: str
    amount: int
    paid: int

    @property
    def left(self) -> int:
        """What may still be paid."""
        return max(self.amount - self.paid, 0)

    @property
    def over(self) -> int:
        """What was paid beyond the amount."""
        return max(self.paid - self.amount, 0)


@dataclass(frozen=True)
class Reading:
    """All strands of a course, and whether something lies beyond them.

    `total.received` is the sum of the amounts. `last` is the key of the last funding read when
    there are older ones; `cut` is true when strands of the course are missing otherwise.
    """

    strands: list[Strand]
    total: Total
    last: tuple[str, str] | None = None
    cut: bool = False


def use(type: str | None, subtype: str | None, level: str | None) -> str:
    """The key of what a project is for, as a villager would sort it.

    >>> use("industry", "planting", "village"), use("construction", "road", None)
    ('_collective', 'road')
    >>> use("industry", "planting", "household"), use("governance", None, None), use(*[None] * 3)
    ('_household', '_governance', '_none')
    """
    if type == "industry":
        household = level == "household" or subtype in ("household_production", "courtyard")
        return "_household" if household else "_collective"
    if subtype and subtype != "other":
        return subtype
    return f"_{type}" if type else "_none"


def use_word(key: str) -> Said:
    """A use in words."""
    return said(_WORDS.get(key) or _SUBTYPES.get(key) or _TYPES.get(key[1:], key))


def read(db: Connection, course: Course) -> Reading:
    """The strands of a village, or of the newest fundings with what came before them as one."""
    if course.village:
        shares = streams.shares_of_village(db, course)
        strands = [_share(share) for share in shares[:ROWS]]
        cut = len(shares) > ROWS or streams.more_projects(db, course.village)
        return Reading(strands, _sum(strands), cut=cut)
    found = streams.sources(db, course)
    sources = found[:GIFTS]
    shares = streams.shares(db, [source.code for source in sources])[:ROWS]
    strands = [*(_share(share) for share in shares), *_rest(sources, shares)]
    last = (sources[-1].received, sources[-1].code) if len(found) > GIFTS else None
    if last and not course.year and not course.after:
        strands += _earlier(ledger.sum_of(db, course.natures), sources)
    return Reading(strands, _sum(strands), last)


def _share(share: Share) -> Strand:
    return Strand(
        share.donor_code or KIND,
        donor(share.donor),
        use(share.type, share.subtype, share.level),
        share.project,
        share.title,
        share.funding,
        share.code,
        share.received,
        share.allocated,
        share.paid,
    )


def _rest(sources: list[Source], shares: list[Share]) -> list[Strand]:
    """What of each funding is in none of the shares: not assigned, or beyond the rows read."""
    allocated, paid = dict[str, int](), dict[str, int]()
    for share in shares:
        allocated[share.funding] = allocated.get(share.funding, 0) + share.allocated
        paid[share.funding] = paid.get(share.funding, 0) + share.paid
    strands = []
    for source in sources:
        more = source.allocated - allocated.get(source.code, 0)
        spent = source.paid - paid.get(source.code, 0)
        if more or spent:
            strands.append(_whole(source, MORE, more, spent))
        if source.amount != source.allocated:
            strands.append(_whole(source, FREE, source.amount - source.allocated, 0))
    return strands


def _whole(source: Source, key: str, amount: int, paid: int) -> Strand:
    name = source.donor_code or KIND, donor(source.donor)
    return Strand(*name, key, key, use_word(key), source.code, "", source.received, amount, paid)


def _earlier(total: Total, sources: list[Source]) -> list[Strand]:
    amount = total.received - sum(source.amount for source in sources)
    paid = total.paid - sum(source.paid for source in sources)
    word = use_word(EARLIER)
    return [Strand(EARLIER, word, EARLIER, EARLIER, word, "", "", "", amount, paid)]


def _sum(strands: Iterable[Strand]) -> Total:
    every = list(strands)
    return Total(
        received=sum(strand.amount for strand in every),
        allocated=sum(strand.amount for strand in every if strand.use != FREE),
        paid=sum(strand.paid for strand in every),
    )


@dataclass(frozen=True)
class Groups:
    """The keys that stand alone in each column from top to bottom; all others are one box."""

    donors: list[str]
    uses: list[str]
    projects: list[str]
    others: Mapping[str, int] = field(default_factory=dict)

    def of(self, strand: Strand) -> tuple[str, str, str]:
        """Where a strand runs: the boxes of donor, use and project."""
        return (
            strand.donor if strand.donor in self.donors else OTHERS,
            strand.use if strand.use in self.uses else OTHERS,
            strand.project if strand.project in self.projects else OTHERS,
        )

    def routes(self, strands: Iterable[Strand]) -> list[Route]:
        """What the strands add up to on each way: paid within the amount, left, paid beyond it."""
        sums: dict[tuple[str, ...], int] = {}
        for strand in strands:
            donor, use, project = self.of(strand)
            for path, fen in (
                ((donor, use, project, "paid"), strand.paid - strand.over),
                ((donor, use, project, "left"), strand.left),
                ((OVER, use, project, "paid"), strand.over),
            ):
                if fen:
                    sums[path] = sums.get(path, 0) + fen
        return list(sums.items())

    @property
    def order(self) -> list[list[str]]:
        """The boxes of each column from top to bottom."""
        return [
            [*self.donors, OTHERS, OVER],
            [*self.uses, OTHERS],
            [*self.projects, OTHERS],
            ["paid", "left"],
        ]


def groups(strands: list[Strand], most: tuple[int, int, int]) -> Groups:
    """Up to `most` donors, uses and projects alone, the largest first; projects lie by use."""
    donors, donors_cut = _largest(strands, "donor", most[0], (EARLIER,))
    uses, uses_cut = _largest(strands, "use", most[1], (FREE, MORE, EARLIER))
    projects, projects_cut = _largest(strands, "project", most[2], (FREE, MORE, EARLIER))
    place = {strand.project: strand.use for strand in strands}
    ranks = {use: rank for rank, use in enumerate(uses)}
    projects.sort(key=lambda key: ranks.get(place[key], len(ranks) - 0.5 * (key == FREE)))
    cuts = {"donor": donors_cut, "use": uses_cut, "project": projects_cut}
    return Groups(donors, uses, projects, cuts)


def _largest(
    strands: list[Strand], name: str, most: int, last: tuple[str, ...]
) -> tuple[list[str], int]:
    """The largest keys, those of `last` at the end, and how many others there are."""
    sums: dict[str, int] = {}
    for strand in strands:
        if fen := max(strand.amount, strand.paid):
            key = getattr(strand, name)
            sums[key] = sums.get(key, 0) + fen
    ranked = sorted((key for key in sums if key not in last), key=lambda key: (-sums[key], key))
    kept = ranked if len(ranked) <= most + 1 else ranked[:most]
    return [*kept, *(key for key in last if key in sums)], len(ranked) - len(kept)


@dataclass(frozen=True)
class Cut:
    """A band or box: the boxes that a strand has to pass; "" asks for nothing."""

    donor: str = ""
    use: str = ""
    project: str = ""
    end: str = ""

    def holds(self, strand: Strand, found: Groups) -> bool:
        """Whether a strand has a part in it."""
        return bool(self.part(strand, found))

    def part(self, strand: Strand, found: Groups) -> int:
        """How much of a strand runs through it; who is among others may be asked for by key."""
        wanted = (self.donor, self.use, self.project, self.end)
        own = (strand.donor, strand.use, strand.project, "")
        return sum(
            fen
            for path, fen in found.routes([strand])
            if all(
                key in ("", here) or (here == OTHERS and key == mine)
                for key, here, mine in zip(wanted, path, own, strict=True)
            )
        )


def on_the_way(cut: Cut, column: int, key: str) -> Cut:
    """The cut with one box more.

    >>> on_the_way(Cut(donor="center"), 1, "road")
    Cut(donor='center', use='road', project='', end='')
    """
    return replace(cut, **{("donor", "use", "project", "end")[column]: key})
