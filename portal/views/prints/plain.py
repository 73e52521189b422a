"""The plain sheet (明白纸) of a project: who paid, how much, what, who checked, whom to call."""

from typing import NamedTuple

from portal import choices
from portal.entities.works import Project
from portal.store import building, ledger, records, works
from portal.store.connect import Connection
from portal.views import project_sentence, states
from portal.views.prints.frame import Sheet
from portal.views.project_sentence import Case, Parts
from portal.views.rendering import day as said_day
from portal.words import N_, Said, said

_RESULTS = {word: label for word, label, _ in choices.ACCEPTANCE}


class Line(NamedTuple):
    """One numbered line: the question, and the sentences that answer it."""

    question: Said
    answers: list[Said]


def sheet(db: Connection, found: Project, day: str, language: str) -> Sheet:
    """The sentences that the records give, each under the question that a villager asks."""
    return Sheet(
        template="plain_sheet.html",
        name=said(N_("Plain sheet")),
        path=f"/projects/{found.code}/plain-sheet",
        live=f"/projects/{found.code}",
        day=day,
        large=True,
        signs=(said(N_("Responsible unit (seal)")), said(N_("Date"))),
        values={
            "project": found,
            "lines": lines(db, found, day, language),
        },
    )


def lines(db: Connection, found: Project, today: str, language: str) -> list[Line]:
    """Questions and answers; where the records are silent, that is the answer."""
    total = ledger.total(db, "project", found.code)
    given = project_sentence.gifts(ledger.assigned_to(db, found.code))
    checked = project_sentence.checked(building.acceptances(db, found.code))
    case = Case(found, total, given, works.steps(db, found.code), today, language, checked)
    parts = project_sentence.parts(case)
    return [
        Line(said(N_("Who paid, and how much?")), [*parts.money, *parts.rest]),
        Line(said(N_("What was built?")), _built(found, parts)),
        Line(said(N_("Who built it?")), _builders(db, found)),
        Line(said(N_("How far is it?")), _far(case, parts)),
        Line(said(N_("Who checked it?")), _checked(db, case)),
        Line(said(N_("Who keeps it up?")), _kept(db, case)),
    ]


def _unknown() -> Said:
    return said(N_("This is not filled in."))


def _early() -> Said:
    return said(N_("It has not come to that yet."))


def _built(found: Project, parts: Parts) -> list[Said]:
    scale = [said(N_("%(text)s."), text=found.scale.rstrip("。. "))] if found.scale else []
    return [*scale, *parts.price, *parts.reach] or [_unknown()]


def _builders(db: Connection, found: Project) -> list[Said]:
    agreed = [one.supplier for one in works.agreements(db, found.code) if one.nature == "works"]
    if agreed:
        names = "、".join(dict.fromkeys(agreed))
        return [said(N_("By contract: %(names)s."), names=names)]
    unit = found.implementing_unit or ""
    name = records.titles(db, "organisation", [unit]).get(unit)
    return [said(N_("%(name)s is in charge of the works."), name=name)] if name else [_unknown()]


def _far(case: Case, parts: Parts) -> list[Said]:
    """The status, and when it was finished or is to be; who accepted it is another question."""
    reached = said(N_("%(text)s."), text=states.state(case.found.status).word)
    if not case.finished:
        return [reached, *parts.when]
    end = case.found.actual_end
    return (
        [reached, said(N_("Finished: %(day)s."), day=said_day(end, case.language))]
        if end
        else [reached]
    )


def _checked(db: Connection, case: Case) -> list[Said]:
    """Each visit once: the day, the body and the result."""
    visits = {
        (line.accepted_on, line.body, line.result): said(
            N_("%(day)s, %(body)s: %(result)s."),
            day=said_day(line.accepted_on, case.language),
            body=line.body,
            result=said(_RESULTS[line.result]),
        )
        for line in building.acceptances(db, case.found.code)
    }
    if visits:
        return list(visits.values())
    return [_unknown() if case.finished else _early()]


def _kept(db: Connection, case: Case) -> list[Said]:
    told = [
        said(N_("%(keeper)s: %(duty)s."), keeper=asset.keeper, duty=asset.duty.rstrip("。. "))
        if asset.duty
        else said(N_("%(keeper)s."), keeper=asset.keeper)
        for asset in building.assets(db, case.found.code)
        if asset.keeper
    ]
    if told:
        return told
    return [_unknown() if case.found.status == "handed_over" else _early()]
