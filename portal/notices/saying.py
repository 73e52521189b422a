"""What a notice says by what was frozen for it: rows and tables, with None for what is missing."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from portal.codes import Values
from portal.entities import attributes
from portal.kinds import Choice, Money
from portal.notices.cells import (
    Cell,
    Head,
    Row,
    Sheet,
    Table,
    day,
    days,
    quantity,
    text,
    word,
    yuan,
)
from portal.words import N_, Said, said

Frozen = dict[str, Any]
BUDGET = frozenset({"central", "province", "city", "county"})
"""Sources that are budget money, whose name changed with the years."""


Part = tuple[list[Row], list[Table]]


def sheet(values: Values, content: str | None) -> Sheet:
    """What a notice says by what was frozen for it; nothing but gaps where nothing was."""
    found: Frozen = json.loads(content) if content else {}
    rows, tables = _STAGES[str(values["stage"])](found)
    calls = [(name, number) for name, number in found.get("calls", ())]
    laws = [(name, english) for name, english in found.get("laws", ())]
    return Sheet(rows, tables, calls, laws, found.get("size"))


def _own(project: Frozen, *names: str) -> list[Row]:
    """Attributes of the project under their own labels."""
    return [Row(said(attributes("project")[name].label), _cell(project, name)) for name in names]


def _cell(project: Frozen, name: str) -> Cell | None:
    kind, value = attributes("project")[name], project.get(name)
    if isinstance(kind, Choice):
        return word("project", name, value)
    return yuan(value) if isinstance(kind, Money) else text(value)


def _type(project: Frozen) -> Row:
    words = [word("project", name, project.get(name)) for name in ("type", "subtype")]
    known = [word.value for word in words if word]
    told = said(N_("%(type)s (%(subtype)s)"), type=known[0], subtype=known[-1]) if known else None
    return Row(said(N_("Project type")), Cell("said", told) if told else None)


def _planned(project: Frozen) -> Row:
    period = days(project.get("planned_start"), project.get("planned_end"))
    return Row(said(N_("Time of the works")), period)


def _beneficiaries(project: Frozen) -> Row:
    names = ("benefit_households", "benefit_persons", "lifted_households", "lifted_persons")
    households, persons, few, some = (project.get(name) for name in names)
    if households is None and persons is None:
        return Row(said(N_("Beneficiaries")), None)
    all_of = said(
        N_("%(households)s households, %(persons)s persons"),
        households=_or_blank(households),
        persons=_or_blank(persons),
    )
    if few is None and some is None:
        text_of = N_("%(all)s; of lifted households: not filled in")
        return Row(said(N_("Beneficiaries")), Cell("said", said(text_of, all=all_of)))
    told = said(
        N_("%(all)s; of lifted households: %(few)s households, %(some)s persons"),
        all=all_of,
        few=_or_blank(few),
        some=_or_blank(some),
    )
    return Row(said(N_("Beneficiaries")), Cell("said", told))


def _or_blank(value: object) -> object:
    return said(N_("not filled in")) if value is None else value


def _sources(found: Frozen) -> Table:
    """Who pays how much by which document; budget money by the name that it had on the day."""
    project = found.get("project", {})
    lines = project.get("sources", ())
    rows = [
        [word("budget_line", "source", source), _fund(found, source), _number(source, document),
         yuan(amount)]
        for source, amount, document in lines
    ]  # fmt: skip
    total = [_sum(), None, None, yuan(sum(line[1] for line in lines))]
    heads = [
        Head(said(N_("Source"))),
        Head(said(N_("Name of the money"))),
        Head(said(N_("Document no."))),
        Head(said(N_("Amount (yuan)")), number=True),
    ]
    return Table(said(N_("Sources of the money")), heads, rows, total)


def _fund(found: Frozen, source: str) -> Cell:
    if source in BUDGET and found.get("fund"):
        return Cell("term", tuple(found["fund"][0]))
    return Cell("said", said(N_("not applicable")))


def _number(source: str, document: str | None) -> Cell | None:
    """The document no.; only money that was assigned by the state has one."""
    if document or source in BUDGET or source == "sector":
        return text(document)
    return Cell("said", said(N_("not applicable")))


def _sum() -> Cell:
    return Cell("said", said(N_("Total")))


def _contracts(found: Frozen) -> Table:
    rows = [
        [text(title), text(supplier), word("contract", "method", method), day(signed),
         yuan(value)]
        for title, supplier, _, method, value, signed in found.get("contracts", ())
    ]  # fmt: skip
    heads = [
        Head(said(N_("Contract"))),
        Head(said(N_("Contractor"))),
        Head(said(N_("Procurement"))),
        Head(said(N_("Signed on"))),
        Head(said(N_("Value (yuan)")), number=True),
    ]
    return Table(said(N_("Contracts")), heads, rows)


def _accepted(found: Frozen) -> Table:
    rows = [
        [text(title), text(body), day(when), quantity(planned, unit), quantity(done, unit),
         word("acceptance", "result", result), text(paper)]
        for title, _, when, body, planned, done, unit, result, paper in found.get("accepted", ())
    ]  # fmt: skip
    heads = [
        Head(said(N_("What was measured"))),
        Head(said(N_("Accepting body"))),
        Head(said(N_("Accepted on"))),
        Head(said(N_("Planned")), number=True),
        Head(said(N_("Accepted")), number=True),
        Head(said(N_("Result"))),
        Head(said(N_("Acceptance paper no."))),
    ]
    return Table(said(N_("Inspection and acceptance")), heads, rows)


def _library(found: Frozen) -> Part:
    project = found.get("project", {})
    names = ("place", "responsible_unit", "scale", "budget")
    rows = [*_own(project, "title"), _type(project), *_own(project, "nature"), _planned(project)]
    rows += [*_own(project, *names), _beneficiaries(project)]
    rows += _own(project, "target", "participation", "mechanism")
    return rows, [_sources(found)]


def _works(found: Frozen) -> Part:
    project = found.get("project", {})
    rows = [*_own(project, "title", "place", "scale"), _planned(project)]
    rows += _own(project, "target", "implementing_unit", "responsible")
    rows += [_beneficiaries(project), *_own(project, "mechanism", "procurement")]
    if project.get("level") == "household":
        listed = said(N_("on the village board only, to protect the households"))
        rows.append(Row(said(N_("List of the households")), Cell("said", listed)))
    return rows, [_sources(found), _contracts(found)]


def _progress(found: Frozen) -> Part:
    project = found.get("project", {})
    report = found.get("progress") or [[None] * 4]
    seen, physical, _, problems = report[0]
    sums = project.get("sums", [None] * 4)
    reported = said(N_("%(percent)s%% on %(day)s"), percent=physical, day=seen)
    none = Cell("said", said(N_("none reported")))
    rows = [*_own(project, "title", "place", "status", "implementing_unit", "responsible")]
    rows += [
        Row(said(N_("Actual start")), day(project.get("actual_start"))),
        Row(said(N_("Physical progress")), Cell("said", reported) if seen else None),
        Row(said(N_("Problems")), text(problems) or (none if seen else None)),
        *_own(project, "budget"),
        Row(said(N_("Allocated")), yuan(sums[2])),
        Row(said(N_("Paid")), yuan(sums[3])),
    ]
    return rows, [_contracts(found)]


def _completion(found: Frozen) -> Part:
    project = found.get("project", {})
    sums = project.get("sums", [None] * 4)
    planned = project.get("budget", sums[0])
    rows = [
        *_own(project, "title", "place", "scale", "implementing_unit", "responsible"),
        Row(said(N_("Works from and to")),
            days(project.get("actual_start"), project.get("actual_end"))),
        Row(said(N_("Planned")), yuan(planned)),
        *_own(project, "settled", "management_fee"),
        Row(said(N_("Balance")), _balance(planned, project)),
        _destination(planned, project),
        *_own(project, "target"),
        _beneficiaries(project),
        *_own(project, "status"),
    ]  # fmt: skip
    return rows, [_sources(found), _contracts(found), _accepted(found)]


def _balance(planned: object, project: Frozen) -> Cell | None:
    """Planned less what was settled and what managing it cost."""
    settled = project.get("settled")
    if planned is None or settled is None:
        return None
    return yuan(int(str(planned)) - settled - project.get("management_fee", 0))


def _destination(planned: object, project: Frozen) -> Row:
    """Where the balance went; there is nothing to tell of none."""
    (row,) = _own(project, "balance_destination")
    left = _balance(planned, project)
    if row.cell is None and left and left.value == 0:
        return row._replace(cell=Cell("said", said(N_("not applicable"))))
    return row


def _asset(found: Frozen) -> Part:
    project = found.get("project", {})
    rows = _own(project, "title", "place", "scale", "settled", "mechanism")
    assets = [
        [text(title), word("asset", "kind", kind), text(owner), text(keeper), text(duty),
         day(since)]
        for title, kind, owner, keeper, duty, since in found.get("assets", ())
    ]  # fmt: skip
    heads = [
        Head(said(N_("Asset"))),
        Head(said(N_("Class of asset"))),
        Head(said(N_("Owner"))),
        Head(said(N_("Kept up by"))),
        Head(said(N_("Duty of upkeep"))),
        Head(said(N_("Handed over on"))),
    ]
    return rows, [Table(said(N_("Assets handed over")), heads, assets)]


def _allocation(found: Frozen) -> Part:
    money = found.get("funding", {})
    unnamed = Cell("said", said(N_("a kind person"))) if money.get("kind_person") else None
    name = Cell("term", tuple(found["fund"][0])) if found.get("fund") else None
    donated = money.get("nature") not in (None, "budget")
    rows = [
        Row(said(N_("Fund nature")), word("funding", "nature", money.get("nature"))),
        *([] if donated else [Row(said(N_("Name of the money")), name)]),
        Row(said(N_("From")), unnamed or text(money.get("provider"))),
        Row(said(N_("Document no.")), text(money.get("document") or money.get("agreement"))),
        Row(said(N_("Amount (yuan)")), yuan(money.get("amount"))),
        Row(said(N_("Received on")), day(money.get("received"))),
        Row(said(N_("Responsible unit")), text(money.get("receiver"))),
        *([Row(said(N_("Purpose")), text(money.get("purpose")))] if donated else []),
    ]
    lines = found.get("shares", ())
    shares = [
        [text(title), day(when), text(paper), yuan(amount)] for title, amount, when, paper in lines
    ]
    heads = [
        Head(said(N_("Project"))),
        Head(said(N_("Decided on"))),
        Head(said(N_("Decision"))),
        Head(said(N_("Amount (yuan)")), number=True),
    ]
    total = [_sum(), None, None, yuan(sum(line[1] for line in lines))]
    return rows, [Table(said(N_("Split by project")), heads, shares, total)]


def _of_year(
    found: Frozen, caption: Said, columns: Sequence[tuple[Head, Callable[[Frozen], Cell | None]]]
) -> Part:
    """A table of the year's projects; columns of numbers are summed under it."""
    projects = found.get("projects", ())
    rows = [[read(project) for _, read in columns] for project in projects]
    total = [
        yuan(sum(cell.value for row in rows if (cell := row[place]))) if head.number else None
        for place, (head, _) in enumerate(columns)
    ]
    total[0] = _sum()
    number = Row(said(N_("Projects")), Cell("text", str(len(projects))) if found else None)
    return [number], [Table(caption, [head for head, _ in columns], rows, total, wide=True)]


def _paying(project: Frozen) -> Cell | None:
    sources = [word("budget_line", "source", line[0]) for line in project.get("sources", ())]
    return Cell("list", [word.value for word in sources if word]) if sources else None


def _unit(project: Frozen) -> Cell | None:
    names = [str(project[n]) for n in ("implementing_unit", "responsible") if project.get(n)]
    return Cell("text", " · ".join(names)) if len(names) == 2 else None


def _attribute(name: str) -> tuple[Head, Callable[[Frozen], Cell | None]]:
    kind = attributes("project")[name]
    return Head(said(kind.label), isinstance(kind, Money)), lambda project: _cell(project, name)


def _plan(found: Frozen) -> Part:
    columns = [
        *map(_attribute, ("title", "place", "scale", "subsidy", "budget")),
        (Head(said(N_("Source"))), _paying),
        (Head(said(N_("Time of the works"))), lambda project: _planned(project).cell),
        (Head(said(N_("Unit and person"))), _unit),
        *map(_attribute, ("target", "mechanism")),
    ]
    return _of_year(found, said(N_("Projects of the year")), columns)


def _annual(found: Frozen) -> Part:
    columns = [
        *map(_attribute, ("title", "scale", "status", "budget", "settled")),
        (Head(said(N_("Paid")), True), lambda project: yuan(project["sums"][3])),
        *map(_attribute, ("target",)),
    ]
    return _of_year(found, said(N_("Projects of the year and what became of them")), columns)


_STAGES: dict[str, Callable[[Frozen], Part]] = {
    "library": _library,
    "allocation": _allocation,
    "plan": _plan,
    "works": _works,
    "progress": _progress,
    "completion": _completion,
    "annual": _annual,
    "asset": _asset,
}
