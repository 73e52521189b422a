"""The sentences of random records: whole, and every amount in them one that the books hold."""

import re
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from portal import choices
from portal.entities.works import Project
from portal.money import FEN_IN, MOST
from portal.store.ledger import Total
from portal.store.works import Step
from portal.views import project_sentence, sentences, summaries
from portal.views.project_sentence import Case, Checked, Gift
from portal.words import LANGUAGES, Said
from tests import hostile
from tests.telling import TODAY, gift, line, paid, read

AMOUNT = re.compile(r"([\d,]+(?:\.\d+)?) (亿元|億元|万元|萬元|元|yuan)")
PER_KILOMETRE = re.compile(r"(?:平均每公里|on average ).*?(?:元|yuan)")
UNITS = {**FEN_IN, "yuan": 100, "億元": FEN_IN["亿元"], "萬元": FEN_IN["万元"]}

fen = some.one_of(some.just(0), some.sampled_from([1, 10**13, MOST]), some.integers(0, MOST))
maybe_fen = some.one_of(some.none(), fen)
days = some.one_of(some.none(), some.sampled_from(["2020", "2020-05", "2021-01-04", "2099-12-31"]))
names = some.sampled_from(hostile.NAMES[2:])
maybe_name = some.one_of(some.none(), names)


def words(options: choices.Options) -> some.SearchStrategy[str | None]:
    """A word of a closed list, or none."""
    return some.sampled_from([None, *(word for word, _, _ in options)])


totals = some.builds(Total, planned=fen, received=fen, allocated=fen, paid=fen)
gifts = some.lists(some.builds(Gift, donor=some.just("县"), allocated=fen, paid=fen), max_size=5)
steps = some.lists(
    some.builds(
        Step,
        code=some.just("m"),
        title=some.sampled_from(["县级验收", "竣工公告"]),
        due=days,
        met=some.sampled_from([None, "2020-09-08"]),
        status=words(choices.MILESTONE),
        value=some.sampled_from([None, "合格", "合格。"]),
        evidence=some.none(),
    ),
    max_size=3,
)
checks = some.builds(
    Checked,
    body=names,
    day=some.sampled_from(["2020-09-01", "2020-09-30"]),
    result=some.sampled_from([word for word, _, _ in choices.ACCEPTANCE]),
)
projects = some.builds(
    Project,
    code=some.just("p"),
    title=some.just("路"),
    subtype=words(choices.PROJECT_SUBTYPE),
    nature=words(choices.CONSTRUCTION),
    level=words(choices.LEVEL),
    status=words(choices.STATUS),
    status_reason=maybe_name,
    length=some.sampled_from([None, "0", "0.000001", "600", "2360", "999999999999"]),
    budget=maybe_fen,
    settled=maybe_fen,
    planned_end=days,
    actual_end=days,
    benefit_households=some.sampled_from([None, 0, 1, 32]),
    balance_destination=maybe_name,
)


def amounts(text: str) -> set[int]:
    """Every amount that a sentence names, in fen; not what a kilometre cost."""
    found = AMOUNT.findall(PER_KILOMETRE.sub("", text))
    exact = {Decimal(number.replace(",", "")) * UNITS[unit] for number, unit in found}
    assert all(one == int(one) for one in exact)
    return {int(one) for one in exact}


def differences(*values: int | None) -> set[int]:
    """The values, what each is more than another, and nothing else."""
    known = [value for value in values if value is not None]
    return {*known, *(abs(one - other) for one in known for other in known)}


def whole(spoken: list[list[Said]], allowed: set[int]) -> None:
    """The same amounts in each language, all of them allowed; nothing unfinished."""
    texts = [read(one, language) for one, language in zip(spoken, LANGUAGES, strict=True)]
    for text in texts:
        plain = text
        for name in sorted(hostile.NAMES, key=len, reverse=True):
            plain = plain.replace(sentences.brief(name), "·")
        assert not re.search(r"%\(|%s|\bNone\b|\bnan\b|\{|[。.]{2}|  |Said", plain), plain
        assert plain[-1] in "。."
        assert amounts(text) <= allowed, text
    assert amounts(texts[0]) == amounts(texts[1]) == amounts(texts[2])


@given(projects, totals, gifts, steps, some.one_of(some.none(), checks))
def test_projects(
    found: Project, total: Total, given: list[Gift], steps: list[Step], checked: Checked | None
) -> None:
    each = [Case(found, total, given, steps, TODAY, language, checked) for language in LANGUAGES]
    plan = total.planned if found.budget is None else found.budget
    sums = differences(plan, total.allocated, total.paid, found.settled)
    gave = [(one.allocated, one.paid) for one in given]
    for kind in zip(*[(allocated, min(allocated, used)) for allocated, used in gave], strict=True):
        parts = [fen for fen in kind if fen]
        sums |= {*parts, *(sum(parts[place:]) for place in range(len(parts)))}
    whole([project_sentence.project(case) for case in each], sums | {0})


@given(totals, words(choices.NATURE), days, some.booleans(), maybe_name)
def test_donations(
    total: Total, nature: str | None, last: str | None, back: bool, goods: str | None
) -> None:
    known: dict[str, Any] = {"nature": nature or "unit", "amount": total.received or 1}
    found = gift(**known, in_kind=goods, reversed_by="d-2" if back else None)
    day = last if last and len(last) == 10 else None
    whole(
        [sentences.donation(found, total, day, TODAY, language) for language in LANGUAGES],
        differences(found.amount, total.received, total.allocated, total.paid),
    )


@given(some.integers(1, MOST), some.booleans(), maybe_name, maybe_name, names)
def test_payments(
    amount: int, back: bool, voucher: str | None, payee: str | None, title: str
) -> None:
    found = paid(
        amount=-amount if back else amount,
        reverses="pay-0" if back else None,
        voucher=voucher,
        payee=payee,
        title=title,
    )
    whole([sentences.payment(found, language) for language in LANGUAGES], {amount})


@given(totals, some.booleans(), some.lists(some.tuples(days, words(choices.STATUS)), max_size=5))
def test_villages(total: Total, any_project: bool, due: list[tuple[Any, Any]]) -> None:
    lines = [line(day, status) for day, status in due]
    whole(
        [
            summaries.village("村", total, any_project, lines, 3, TODAY, language)
            for language in LANGUAGES
        ],
        {total.planned, total.allocated, total.paid},
    )


@given(totals, some.booleans(), names)
def test_the_site_and_organisations(total: Total, works: bool, name: str) -> None:
    sums = differences(total.received, total.paid)
    whole([sentences.home(total, language) for language in LANGUAGES], sums)
    whole([summaries.payments(total, language) for language in LANGUAGES], sums)
    told = [summaries.organisation(name, total, works, language) for language in LANGUAGES]
    whole(told, sums)
