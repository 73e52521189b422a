"""What proves the state of a generated project: contract, photo, report, acceptance, asset."""

import datetime
from collections.abc import Iterator

from portal import notices
from portal.benchdata.plans import Plan
from portal.benchdata.words import UNITS
from portal.codes import Edit, Values
from portal.kinds import Value

REPORTED = ("building", "suspended", "rectifying")
"""States in which somebody has reported how far the works are."""


def create(table: str, code: str, **values: Value | None) -> Edit:
    """A new record."""
    return Edit("create", table, code, 0, values)


def proofs(plan: Plan, county: str, keeper: str, photo: Values) -> Iterator[Edit]:
    """Everything that the state of a plan asks for (`evidence.NEEDS`) beside its own attributes.

    `county` and `keeper` are the organisations that accept and keep up what was built; `photo`
    holds the hashes and the size of the one drawn picture that all projects share.
    """
    met = plan.stage.met
    for stage, (start, end) in _noticed(plan):
        yield _notice(plan, stage, keeper, start, end)
    if met >= 1:
        yield _contract(plan)
    if plan.stage.started:
        yield _photo(plan, photo)
    if plan.status in REPORTED:
        yield _report(plan)
    if met >= 4:
        yield from _acceptance(plan, county)
    if met >= 5:
        yield _asset(plan, keeper)


def _noticed(plan: Plan) -> Iterator[tuple[str, tuple[datetime.date, datetime.date | None]]]:
    """The stages of which a plan's state asks a notice: first and, of postings, last day."""
    week = datetime.timedelta(days=7)
    if plan.status == "library":
        yield "library", (plan.start - 9 * week, plan.start - 7 * week)
    if plan.stage.started:
        yield "works", (plan.start - 4 * week, plan.start - 2 * week)
    if plan.status in ("announced", "final", "handed_over"):
        yield "completion", (plan.end + 4 * week, None)
    if plan.status == "handed_over":
        yield "asset", (plan.end + 9 * week, None)


def _notice(
    plan: Plan, stage: str, body: str, start: datetime.date, end: datetime.date | None
) -> Edit:
    posted: Values = {"end": end.isoformat(), "closed": end.isoformat()} if end else {}
    return create(
        "notice",
        f"{plan.code}-n-{stage}",
        title=notices.title("", plan.title, stage),
        stage=stage,
        form=notices.FORM[stage],
        village=plan.village,
        project=plan.code,
        body=body,
        basis="村民代表会议决议（示例）",
        start=start.isoformat(),
        place="村务公开栏",
        result="公示期满，无异议。" if end else None,
        historic=True,
        **posted,
    )


def _contract(plan: Plan) -> Edit:
    return create(
        "contract",
        f"{plan.code}-c",
        title=f"{plan.title}合同",
        project=plan.code,
        supplier=plan.contractor,
        value=sum(line.amount for line in plan.lines),
        signed=(plan.start - datetime.timedelta(days=5)).isoformat(),
    )


def _photo(plan: Plan, photo: Values) -> Edit:
    return create(
        "document",
        f"{plan.code}-p",
        title="施工现场",
        of_table="project",
        of_code=plan.code,
        kind="photo",
        issued=plan.start.isoformat(),
        alt="施工现场（示例图，各项目共用一张）",
        **photo,
    )


def _report(plan: Plan) -> Edit:
    return create(
        "progress",
        f"{plan.code}-r",
        project=plan.code,
        observed=(plan.start + datetime.timedelta(days=20)).isoformat(),
        physical=str(plan.stage.share),
    )


def _acceptance(plan: Plan, county: str) -> Iterator[Edit]:
    quantity = str(plan.count)
    yield create(
        "acceptance",
        f"{plan.code}-acc",
        title=plan.work.title,
        project=plan.code,
        level="county",
        accepted_on=(plan.end + datetime.timedelta(days=15)).isoformat(),
        body=county,
        planned_quantity=quantity,
        accepted_quantity=quantity,
        unit=UNITS.get(plan.work.measure or plan.work.subtype, "piece"),
        result="passed",
        document=f"示例验〔{plan.year}〕{plan.code[-3:].lstrip('0')}号",
    )
    yield create(
        "document",
        f"{plan.code}-acc-paper",
        title="验收单（示例，未附扫描件）",
        of_table="acceptance",
        of_code=f"{plan.code}-acc",
        kind="certificate",
    )


def _asset(plan: Plan, keeper: str) -> Edit:
    return create(
        "asset",
        f"{plan.code}-as",
        title=plan.title,
        project=plan.code,
        kind="business" if plan.work.type == "industry" else "public",
        owner=keeper,
        keeper=keeper,
        since=(plan.end + datetime.timedelta(days=60)).isoformat(),
    )
