"""Records as nobody would wish them: strange names, nothing filled in, every state, huge sums."""

import itertools
from collections.abc import Iterator

from portal import choices, notices
from portal.codes import Edit
from portal.kinds import Text
from tests.conftest import House, allocation, donation, payment

LONGEST = 10_000
FEN = 1
HUGE = 10**13
"""10^11 yuan in fen."""
NAMES = tuple(
    Text(label="", longest=LONGEST).read(name)
    for name in (
        "长" * LONGEST,
        "x" * LONGEST,
        "مشروع رصف الطريق",
        "\u202eالمركز\u202c دەۋلەت",
        "བོད་ཡིག་ཁང་བ།",
        "👩‍👩‍👧‍👦🏗️🇨🇳",
        "零\u200b宽\u200d字\ufeff符",
        "Z\u0351\u036b\u0343\u036a\u0302\u036ba\u0321\u034al\u0334g\u0321o",
        "<script>alert(1)</script>",
        "</title></h1><img src=x onerror=alert(1)>",
        "{{7*7}}",
        "{% raw %}{#",
        "%(x)s",
        "%s %d %%",
        "\"'`\\",
        "&lt;b&gt; &amp;amp; &#39;",
        "𠮷野家 ㈱ ﷽",
        "None",
        "nan",
    )
)
CHARACTERS = itertools.cycle(NAMES)


def name() -> str:
    """The next of the names."""
    return next(CHARACTERS)


def words(options: choices.Options) -> list[str]:
    """The stored words of a closed list."""
    return [word for word, _, _ in options]


def publish(house: House) -> None:
    """Fills the books through the door."""
    for batch in (
        list(places()),
        list(projects()),
        list(money()),
        list(back()),
        list(board()),
        list(asked()),
        list(living()),
        list(work()),
    ):
        house.publish(*batch)


def _new(table: str, code: str, **values: object) -> Edit:
    return Edit("create", table, code, 0, values)  # type: ignore[arg-type]


def places() -> Iterator[Edit]:
    """Villages and organisations: one with each name; officials, hotlines, posts and pages."""
    yield _new("village", "sq", title="双桥村", population=0, households=0, labour_away=0)
    yield _new("organisation", "center", title="清岭市投资促进中心")
    yield _new("organisation", "kind", title="一位爱心人士", kind="kind_person")
    for number, title in enumerate(NAMES):
        known = {"county": name(), "township": name(), "profile": name(), "note": name()}
        yield _new("village", f"v-{number}", title=title, **(known if number % 2 else {}))
    for number, (title, kind) in enumerate(
        zip(NAMES, itertools.cycle(words(choices.ORGANISATION)))
    ):
        known = {"kind": kind, "phone": name(), "identifier": name(), "note": name()}
        yield _new("organisation", f"o-{number}", title=title, **(known if number % 2 else {}))
    yield _new("official", "off-1", title=name())
    yield _new("official", "off-2", title=name(), post=name(), organisation="o-0", phone=name())
    yield _new("hotline", "hot-1", title=name(), number=name())
    for number, title in enumerate(NAMES[::3]):
        yield _new("post", f"post-{number}", title=title, day="2020-05-06", body=name())
        yield _new("report", f"rep-{number}", title=title, year=2020, body=name())
        yield _new("page", f"page-{number}", title=title, body=name())
    odd = "[[7]] [[payment.total = 1 户]] [[payment.total = 0.01]] 约[[payment.total]] 3"
    yield _new("post", "post-odd", title="7", day="2020-05-06", body=odd)


def projects() -> Iterator[Edit]:
    """One in each state, of each subtype; one with nothing but its name."""
    yield _new("project", "bare", title="x")
    states = itertools.cycle([*words(choices.STATUS), None])
    kinds = itertools.cycle(words(choices.PROJECT_SUBTYPE))
    dates = itertools.cycle(["2020", "2020-05", "2020-05-06", None, "2099"])
    for number in range(len(choices.STATUS) + 2):
        status = next(states)
        reason = {"status_reason": name()} if status in choices.SIDE_STATES else {}
        yield _new(
            "project",
            f"p-{number}",
            title=f"{number} {name()}",
            village=(None, "sq", f"v-{number % len(NAMES)}")[number % 3],
            year=(None, 1949, 2100)[number % 3],
            status=status,
            subtype=next(kinds),
            length="0.000001" if number % 2 else "999999999999",
            planned_end=next(dates),
            actual_end=next(dates),
            budget=(None, FEN, HUGE)[number % 3],
            settled=(HUGE, None, FEN)[number % 3],
            level=("household", "village", None)[number % 3],
            benefit_households=(1, 0, None)[number % 3],
            balance_destination=(name(), None)[number % 2],
            responsible_unit=f"o-{number % len(NAMES)}",
            responsible="off-2",
            **reason,
        )
        for position, (step, due) in enumerate(zip(words(choices.MILESTONE), dates, strict=False)):
            met = "2020-09-08" if step == "met" or number % 2 else None
            title = f"{'验收' * (position % 2)}{position}{name()}"
            at = {"project": f"p-{number}", "position": position, "due": due, "met": met}
            yield _new("milestone", f"m-{number}-{position}", title=title, status=step, **at)
    yield _new("contract", "c-1", title=name(), project="p-0", supplier="o-1")
    for number, (table, code) in enumerate((("project", "p-0"), ("contract", "c-1"))):
        said = {"of_table": table, "of_code": code, "place": name(), "alt": name()}
        yield _new("document", f"doc-{number}", title=name(), **said)
    line = "116.483200,31.612400; 116.503522,31.623273"
    yield _new("project", "p-line", title=name(), position="116.4832,31.6124", line=line)
    yield _new("contract", "c-2", title=name(), project="p-0", supplier="o-2", value=HUGE)
    for number, source in enumerate(words(choices.SOURCE)):
        of = {"project": "p-3", "source": source, "amount": (FEN, HUGE)[number % 2]}
        yield _new("budget_line", f"b-{number}", **of)


def money() -> Iterator[Edit]:
    """Of each nature a fen and a huge sum, assigned and paid, over and under."""
    for number, nature in enumerate(words(choices.NATURE)):
        by = f"o-{number}"
        yield donation(f"d-{number}0", nature=nature, provider=by, amount=FEN, receipt=None)
        told = {"purpose": name(), "document": name(), "note": name(), "in_kind": name()}
        yield donation(f"d-{number}1", nature=nature, provider=by, amount=HUGE, **told)
        for fen, place in ((FEN, 0), (HUGE, 1)):
            code = f"a-{number}{place}"
            to = {"funding": f"d-{number}{place}", "project": f"p-{2 * number + place}"}
            yield allocation(code, amount=fen, **to)
            at = {"allocation": code, "project": to["project"], "payee": None}
            yield payment(f"pay-{number}{place}", title=name(), amount=FEN, voucher=None, **at)
            at["payee"] = f"o-{number + 1}"
            over = HUGE + (number % 2)
            yield payment(f"pay-{number}{place}-b", title=name(), amount=over, **at)
    yield donation("d-kind", provider="kind", donor_display="kind_person", amount=HUGE)
    yield donation("d-back", provider="o-0", amount=7)
    yield donation("d-rest", provider="o-0", amount=HUGE)
    yield allocation("a-rest", funding="d-rest", project="bare", amount=1)


def back() -> Iterator[Edit]:
    """A donation and a payment that are taken back."""
    taken = {**donation("d-back", provider="o-0").values, "amount": -7, "reverses": "d-back"}
    yield Edit("reverse", "funding", "d-back-2", 0, taken)
    original = {"allocation": "a-00", "project": "p-0", "payee": "o-1", "title": name()}
    paid = payment("pay-00-c", amount=-HUGE, reverses="pay-00-b", **original)
    yield Edit("reverse", "payment", "pay-00-c", 0, paid.values)


def board() -> Iterator[Edit]:
    """A notice of each stage, with hostile words and with hardly any; one that corrects another."""
    abouts = {"project": "p-3", "funding": "d-01", "year": 2100}
    for number, stage in enumerate(words(choices.STAGE)):
        told = {"basis": name(), "place": name(), "contact": name(), "note": name()}
        posted = notices.FORM[stage] == "posting"
        yield _new(
            "notice",
            f"n-{number}",
            title=name(),
            stage=stage,
            form=notices.FORM[stage],
            village="sq",
            body="o-1",
            start="2020-03-10",
            end="2099-01-01" if posted else None,
            **{notices.ABOUT[stage]: abouts[notices.ABOUT[stage]]},
            **(told if number % 2 else {}),
        )
    again = {"stage": "works", "form": "posting", "village": "sq", "project": "p-3"}
    until = {"start": "2020-03-10", "end": "2020-03-20", "closed": "2020-03-20", "result": name()}
    why = {"corrects": "n-3", "correction": name()}
    yield _new("notice", "n-9", title=name(), body="o-0", **again, **until, **why)


def asked() -> Iterator[Edit]:
    """Questions about what there is: overdue, late, answered twice, refused."""
    clock = {"asked": "2020-05-06", "due": "2020-05-16"}
    kinds = itertools.cycle(("question", "correction"))
    about = (("payment", "pay-00"), ("project", "p-0"), ("village", "v-1"), ("milestone", "m-0-0"))
    answer = {"answer": name(), "answered": "2020-06-01", "answered_by": name()}
    again = {"unsatisfied": "2020-06-02", "second_answer": name(), "second_answered": "2020-06-03"}
    reopened = {**answer, "unsatisfied": "2020-06-02"}
    states: tuple[dict[str, str], ...] = ({}, answer, reopened, {**answer, **again})
    for number, ((table, code), state) in enumerate(itertools.product(about, states)):
        told = {"kind": next(kinds), "of_table": table, "of_code": code, "question": name()}
        yield _new("enquiry", f"q-{number}", **told, **clock, **state)
    for ground in words(choices.REFUSAL):
        told = {"kind": "question", "of_table": "village", "of_code": "sq", "refused": ground}
        yield _new("enquiry", f"q-{ground}", refused_why=name(), **told, **clock)


def living() -> Iterator[Edit]:
    """Years of totals with gaps and giants, quarters, household items and income."""
    for number, year in enumerate((1949, 2019, 2020, 2100)):
        giant = (0, 100_000_000, None, 1)[number]
        told: dict[str, object] = {
            "households_lifted": giant,
            "persons_lifted": giant,
            "base_population": giant,
        }
        known: dict[str, object] = {
            "remaining_persons": giant,
            "source": name(),
            "note": name(),
            "title": name(),
        }
        yield _new("statistic", f"st-{number}", village="sq", year=year, **told, **known)
    yield _new("statistic", "st-bare", village="v-3", year=2020)
    for number, kind in enumerate(words(choices.MONITORED)):
        at = {"village": "sq", "year": 2020, "quarter": 4, "type": kind, "source": name()}
        yield _new("monitoring", f"mo-{number}", few=(True, None)[number % 2], **at)
    for number in range(8):
        of = {"project": f"p-{number % 4}", "household": f"SQ-2020-{number % 6 + 1:03d}"}
        told = {"quantity": "999999999.5", "unit": name()[:40], "rate": HUGE, "title": name()}
        fen = (FEN, HUGE)[number % 2]
        kind = name()[:40]
        yield _new("aid", f"aid-{number}", kind=kind, paid="2020-12-28", amount=fen, **of, **told)
        at = {"project": f"p-{number % 4}", "year": (1949, 2100)[number % 2], "title": name()}
        yield _new("income", f"in-{number}", nature="other", amount=fen, receipt=name(), **at)
        shared = {"persons": 0, "rate": HUGE, "document": name()}
        yield _new("distribution", f"di-{number}", use="help", amount=HUGE, **at, **shared)
    yield _new("income", "in-bare", project="bare", year=2020, nature="rent", amount=FEN)


def work() -> Iterator[Edit]:
    """Terms of office, activities, promises and problems, with hostile words and hardly any."""
    for number, role in enumerate(words(choices.ROLE)):
        of = {"official": f"off-{1 + number % 2}", "village": "sq", "role": role}
        yield _new("appointment", f"ap-{number}", start="2019", end="2020-02", **of)
        yield _new("appointment", f"ap-{number}-b", start="2020-04-01", title=name(), **of)
    for number, kind in enumerate(words(choices.ACTIVITY)):
        told = {"officials": name(), "persons": 0, "payment": "pay-00", "unit": "o-1"}
        money = {"households": 46, "standard": HUGE // 10**4, "amount": FEN}
        yield _new("activity", f"act-{number}", title=f"{number}", kind=kind, day="2020-05-06")
        at = {"title": name(), "day": "2099-05-06", "village": f"v-{number}"}
        yield _new("activity", f"act-{number}-b", kind=kind, **at, **told)
        yield _new("activity", f"act-{number}-c", kind=kind, **{**at, "day": "2099-05-07"}, **money)
    done = {"done_on": "2020-05-06", "outcome": name()}
    for number, status in enumerate(words(choices.PROMISE)):
        how = {"open": {}, "done": done, "dropped": {"reason": name()}}[status]
        at = {"title": name(), "status": status}
        yield _new("promise", f"pr-{number}", year=2020, due="2020", **at, **how)
        by = {"owner": "o-1", "responsible": "off-2", "village": "sq"}
        yield _new("promise", f"pr-{number}-b", year=2020, due="2099-12", **at, **how, **by)
    for number, status in enumerate(words(choices.PROBLEM)):
        solved = {"solved_on": "2020-05-06", "result": name()} if status == "solved" else {}
        at = {"village": "sq", "status": status, **solved}
        told = {"measure": name(), "owner": "o-1", "since": "2019"}
        yield _new("problem", f"pb-{number}", title=name(), due="2020-04", **at)
        yield _new("problem", f"pb-{number}-b", title=name(), due="2099", **at, **told)
