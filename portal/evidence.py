"""What each state of a project has to prove (domain guide, section 2), and what it lacks."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from portal import choices
from portal.codes import Values
from portal.store import building, ledger, notices, works
from portal.store.connect import Connection
from portal.words import N_, Said, said


class Missing(NamedTuple):
    """One thing that a rule asks for: the sentence, and the table and attribute that answer it."""

    sentence: Said
    table: str
    attribute: str


STATES = {word: label for word, label, _ in choices.STATUS}
Need = Callable[[Connection, Values], Iterator[Missing]]


def missing(db: Connection, project: Values, state: str | None = None) -> list[Missing]:
    """What the project's state, or another that it is to reach, still has to prove."""
    wanted = state or str(project.get("status") or "")
    return [lack for need in NEEDS.get(wanted, ()) for lack in need(db, project)]


def listed(sentences: list[Said]) -> Said:
    """The sentences as one, with the separator of the language."""
    first, *rest = sentences
    return said(N_("%(first)s, %(rest)s"), first=first, rest=listed(rest)) if rest else first


def _filled(attribute: str, sentence: str) -> Need:
    def need(db: Connection, project: Values) -> Iterator[Missing]:
        if project.get(attribute) is None:
            yield Missing(said(sentence), "project", attribute)

    return need


def _document_number(db: Connection, project: Values) -> Iterator[Missing]:
    """The approval's document no. stands with a source or as a decision."""
    code = str(project["code"])
    papers = building.papers(db, "project", [code])
    numbered = any(line.document for line in ledger.planned_for(db, code))
    if not numbered and not any(paper.kind == "decision" for paper in papers):
        yield Missing(said(N_("the document no. of the approval")), "budget_line", "document")


def _supplier(db: Connection, project: Values) -> Iterator[Missing]:
    """Who builds was chosen: a contract, or the villagers themselves."""
    if project.get("procurement") == "self_build":
        return
    if not works.agreements(db, str(project["code"]), 1):
        yield Missing(said(N_("the contract")), "contract", "title")


def _pictured(db: Connection, project: Values) -> Iterator[Missing]:
    """A picture of the project or of one of its steps."""
    code = str(project["code"])
    steps = [step.code for step in works.steps(db, code)]
    of_steps = building.papers(db, "milestone", steps)
    pictures = [*building.papers(db, "project", [code]), *of_steps]
    if not any(paper.kind == "photo" and paper.public_hash for paper in pictures):
        yield Missing(said(N_("a photo from the site")), "document", "title")


def _reported(db: Connection, project: Values) -> Iterator[Missing]:
    if not building.progress(db, str(project["code"]), 1):
        yield Missing(said(N_("a progress report")), "progress", "physical")


def _accepted(db: Connection, project: Values) -> Iterator[Missing]:
    """Date, body, quantities, result and paper of an acceptance that was passed (M5)."""
    code = str(project["code"])
    found = [line for line in building.acceptances(db, code) if line.result != "failed"]
    if not found:
        yield Missing(said(N_("the day of acceptance")), "acceptance", "accepted_on")
        yield Missing(said(N_("the accepting body")), "acceptance", "body")
    if not any(line.accepted_quantity and line.unit for line in found):
        yield Missing(said(N_("the accepted quantity")), "acceptance", "accepted_quantity")
    own = building.papers(db, "project", [code])
    papers = [*own, *building.papers(db, "acceptance", [line.code for line in found])]
    if not any(paper.kind == "certificate" for paper in papers):
        yield Missing(said(N_("the acceptance paper")), "document", "title")


def _balance(db: Connection, project: Values) -> Iterator[Missing]:
    """Where the rest went, when less was settled than planned (M3)."""
    planned = project.get("budget") or ledger.total(db, "project", str(project["code"])).planned
    settled = project.get("settled")
    left = settled is not None and int(settled) < int(planned)
    if left and not project.get("balance_destination"):
        sentence = said(N_("where the balance went"))
        yield Missing(sentence, "project", "balance_destination")


def _kept(db: Connection, project: Values) -> Iterator[Missing]:
    """Whose it is and who keeps it up."""
    found = building.assets(db, str(project["code"]))
    if not found:
        yield Missing(said(N_("the asset that was handed over")), "asset", "title")
    elif not any(line.keeper for line in found):
        yield Missing(said(N_("who keeps it up")), "asset", "keeper")


def _notices(db: Connection, project: str) -> list[notices.Notice]:
    """All notices of a project: one behind many others counts like the first."""
    return notices.of_project(db, project, limit=10_000)


def _noticed(stage: str, sentence: str) -> Need:
    """The notice of a stage is published and, where it has a period, so is its result (M1)."""

    def need(db: Connection, project: Values) -> Iterator[Missing]:
        found = [n for n in _notices(db, str(project["code"])) if n.stage == stage]
        valid = [notice for notice in found if not notice.corrected_by]
        if not valid:
            yield Missing(said(sentence), "notice", "stage")
        elif all(notice.form == "posting" and not notice.closed for notice in valid):
            yield Missing(said(N_("the result of the posting")), "notice", "closed")

    return need


_SETTLED = _filled("settled", N_("the settled amount"))
_REASON = _filled("status_reason", N_("the public reason"))


def unsettled(db: Connection, project: str) -> list[notices.Notice]:
    """Postings of a project whose result is not recorded: what keeps it from the next state."""
    return [
        notice
        for notice in _notices(db, project)
        if notice.form == "posting" and not notice.closed and not notice.corrected_by
    ]


APART = 20
"""Points by which the steps and the report of the works may differ before somebody is asked."""


def apart(db: Connection, project: str) -> Said | None:
    """A question where the latest report and the weight of the steps met by then differ widely."""
    for report in building.progress(db, project, 1):
        steps = works.weighted(db, project, report.observed)
        if steps is not None and abs(steps - float(report.physical)) > APART:
            sentence = N_(
                "On %(day)s the works were reported %(report)s %% done, but by the weight of the"
                " steps met they were %(steps)s %% done."
            )
            return said(sentence, day=report.observed, report=report.physical, steps=steps)
    return None


NEEDS: dict[str, tuple[Need, ...]] = {
    "library": (
        _filled("target", N_("the performance target")),
        _noticed("library", N_("the posting of the entry into the library")),
    ),
    "approved": (_document_number,),
    "procured": (_filled("procurement", N_("the way of procurement")), _supplier),
    "started": (
        _noticed("works", N_("the posting before the works")),
        _filled("actual_start", N_("the day of the start")),
        _pictured,
    ),
    "building": (_reported, _pictured),
    "complete": (_filled("actual_end", N_("the day when the works were complete")),),
    "accepted": (_accepted,),
    "announced": (
        _accepted,
        _SETTLED,
        _noticed("completion", N_("the announcement of completion")),
    ),
    "final": (_SETTLED, _balance),
    "handed_over": (_kept, _noticed("asset", N_("the announcement of the hand-over"))),
    **dict.fromkeys(choices.SIDE_STATES, (_REASON,)),
}
"""State → what it has to prove."""

PROVED = frozenset({"accepted", "announced", "final", "handed_over"})
"""States that a project is not moved to without proof: from acceptance on, others judged it (M5).
What the states before lack is shown, and asked for, but keeps nobody from saying how things are."""
