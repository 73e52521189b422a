"""One generated village: its people, its projects and their money, year by year."""

import datetime
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from portal.benchdata import living
from portal.benchdata.plans import Line, Plan, Planner
from portal.benchdata.proofs import create, proofs
from portal.benchdata.words import COUNTIES, DONORS, REASONS, STEPS, SURNAMES, TOWNSHIPS
from portal.benchdata.work import work
from portal.codes import Edit, Values
from portal.kinds import Value

LAST_DAY = datetime.date(2026, 6, 30)


def organisation(code: str, title: str, kind: str) -> Edit:
    """A made-up organisation, marked as such."""
    return create("organisation", code, title=title, kind=kind, note="演示数据（示例）")


class Village:
    """One village with its people, its projects and their money."""

    def __init__(
        self,
        chance: random.Random,
        numbers: Counter[str],
        late: list[Edit],
        photo: Values,
        code: str,
        title: str,
    ) -> None:
        self.random = chance
        self.numbers = numbers
        self.late = late
        self.photo = photo
        self.code = code
        self.title = title
        self.county = self.random.randrange(len(COUNTIES))
        self.township = self.random.randrange(len(TOWNSHIPS))
        self.planner = Planner(chance, code, self.county)

    def place(self) -> Iterator[Edit]:
        """The village itself, its committee, two officials, its totals of each year, its work."""
        households = self.random.randint(180, 1_400)
        people = households * self.random.randint(31, 43) // 10
        yield create(
            "village",
            self.code,
            title=self.title,
            county=COUNTIES[self.county],
            township=TOWNSHIPS[self.township],
            households=households,
            population=people,
            labour_away=people * self.random.randint(15, 40) // 100,
            note="演示数据，均为虚构（示例）",
        )
        committee = f"{self.code}-committee"
        yield organisation(committee, f"{self.title}村民委员会（示例）", "village_committee")
        posts = ("村委会主任", "驻村第一书记")
        for post, surname in zip(posts, self.random.sample(SURNAMES, 2), strict=True):
            code = f"{self.code}-{'head' if post == posts[0] else 'secretary'}"
            yield create(
                "official", code, title=f"{surname}某某", post=post, organisation=committee
            )
        yield from living.of_village(self.code, people)
        yield from work(self.code, committee, f"{self.code}-secretary")

    def groups(self, projects: int, payments: int) -> Iterator[list[Edit]]:
        """Year by year: the money that came in, then each project with all that hangs on it."""
        plans = self.planner.plans(projects)
        payers = [plan for plan in plans if plan.stage.share]
        counts = self._counts(payments, payers)
        for year in sorted({plan.year for plan in plans}):
            of_year = [plan for plan in plans if plan.year == year]
            fundings = {
                (line.source, line.provider): self._number(f"d-{year}")
                for plan in of_year
                if plan.stage.funded
                for line in plan.lines
            }
            yield list(self._fundings(of_year, fundings))
            for plan in of_year:
                yield list(self._project(plan, fundings, counts.get(plan.code, 0)))

    def _counts(self, payments: int, payers: Sequence[Plan]) -> Counter[str]:
        """Project → number of payments; each source of each project first."""
        first = [plan.code for step in range(3) for plan in payers if step < len(plan.lines)]
        more = (self.random.choice(payers).code for _ in range(payments - len(first)))
        return Counter([*first[:payments], *more])

    def _fundings(
        self, plans: Sequence[Plan], fundings: dict[tuple[str, str], str]
    ) -> Iterator[Edit]:
        sums: Counter[tuple[str, str]] = Counter()
        for plan in plans:
            for line in plan.lines if plan.stage.funded else ():
                sums[line.source, line.provider] += line.amount
        for (source, provider), amount in sums.items():
            code = fundings[source, provider]
            year = plans[0].year
            day = datetime.date(year, 1, 10) + datetime.timedelta(days=self.random.randrange(40))
            donated = source == "donation"
            yield create(
                "funding",
                code,
                nature=_nature(source, provider),
                provider=provider,
                receiver=f"{self.code}-committee",
                amount=-(-amount // 100_000) * 100_000,
                received=day.isoformat(),
                receipt=f"示{'票' if donated else '拨'}{code[2:].replace('-', '')}",
                document=None if donated else _document(year, code),
                purpose="村基础设施建设和产业发展" if donated else None,
                voluntary=True if donated else None,
            )

    def _project(
        self, plan: Plan, fundings: dict[tuple[str, str], str], payments: int
    ) -> Iterator[Edit]:
        yield self._record(plan)
        for line in plan.lines:
            given = fundings.get((line.source, line.provider))
            yield create(
                "budget_line",
                f"{plan.code}-{line.source.replace('_', '-')}",
                project=plan.code,
                source=line.source,
                amount=line.amount,
                document=_document(plan.year, given) if plan.stage.funded and given else None,
            )
        allocations = []
        for line in plan.lines if plan.stage.funded else ():
            allocations.append(code := self._number(f"a-{plan.year}"))
            yield create(
                "allocation",
                code,
                funding=fundings[line.source, line.provider],
                project=plan.code,
                amount=line.amount,
                decided=datetime.date(plan.year, 3, self.random.randint(1, 10)).isoformat(),
                document=f"村民代表会议〔{plan.year}〕{self.random.randint(1, 12)}号",
            )
        yield from _milestones(plan)
        committee = f"{self.code}-committee"
        yield from proofs(plan, f"finance-{self.county}", committee, self.photo)
        yield from self._payments(plan, allocations, payments)
        yield from living.of_project(plan)

    def _record(self, plan: Plan) -> Edit:
        households = self.random.randint(12, 180)
        persons = households * self.random.randint(25, 40) // 10
        ended = plan.stage.ended
        return create(
            "project",
            plan.code,
            title=plan.title,
            village=self.code,
            year=plan.year,
            type=plan.work.type,
            subtype=plan.work.subtype,
            nature="new",
            level="household" if plan.work.households else "village",
            place=f"{TOWNSHIPS[self.township]}{self.title}",
            scale=plan.work.scale.format(plan.count),
            planned_start=plan.start.isoformat()[:7],
            planned_end=(plan.start + datetime.timedelta(days=120)).isoformat()[:7],
            actual_start=plan.start.isoformat() if plan.stage.started else None,
            actual_end=plan.end.isoformat() if ended else None,
            responsible_unit=f"township-{self.county}-{self.township}",
            implementing_unit=f"{self.code}-committee",
            responsible=f"{self.code}-head",
            benefit_villages=1,
            benefit_households=households,
            benefit_persons=persons,
            lifted_households=households // 4,
            lifted_persons=persons // 4,
            target=plan.work.target.format(plan.count),
            procurement="tender" if plan.work.rate * plan.count > 400_000 else "quotation",
            in_library=plan.status != "planned",
            status=plan.status,
            status_reason=REASONS.get(plan.status),
            budget=sum(line.amount for line in plan.lines),
            settled=sum(line.due for line in plan.lines) if ended else None,
            balance_destination="退回县财政" if ended else None,
            note="演示数据（示例）",
            **({plan.work.measure: str(plan.count)} if plan.work.measure else {}),
        )

    def _payments(self, plan: Plan, allocations: Sequence[str], count: int) -> Iterator[Edit]:
        parts = [self._cut(plan, line, place, count) for place, line in enumerate(plan.lines)]
        first = plan.start + datetime.timedelta(days=5)
        last = plan.end + datetime.timedelta(days=90 if plan.stage.ended else 0)
        days = max((min(last, LAST_DAY) - first).days, 0)
        for number in range(count):
            place = number % len(plan.lines)
            values: dict[str, Value | None] = {
                "title": _title(number, count, plan.stage.share),
                "project": plan.code,
                "allocation": allocations[place],
                "payee": plan.contractor,
                "amount": parts[place].pop(),
                "paid": (first + datetime.timedelta(days=days * number // count)).isoformat(),
                "handled_by": "村报账员",
                "reviewed_by": "村监委会",
                "approved_by": "村支书",
            }
            if self.random.randrange(200):
                yield self._payment("create", plan, values)
            else:
                yield self._mistaken(plan, values)

    def _cut(self, plan: Plan, line: Line, place: int, count: int) -> list[int]:
        """What is due of a line, cut into its share of the payments; all of them are positive."""
        pieces = len(range(place, count, len(plan.lines)))
        due = line.due * plan.stage.share // 100
        step = 10_000 if due > pieces * 1_000_000 else 1
        weights = [self.random.randint(2, 9) for _ in range(pieces)]
        parts = [due * weight // sum(weights) // step * step for weight in weights]
        return [due - sum(parts[1:]), *parts[1:]] if parts else []

    def _payment(self, action: str, plan: Plan, values: dict[str, Value | None]) -> Edit:
        code = self._number(f"pay-{str(values['paid'])[:4]}")
        self.numbers[f"{self.code}-{plan.year}-voucher"] += 1
        voucher = f"记-{self.numbers[f'{self.code}-{plan.year}-voucher']:04d}"
        return Edit(action, "payment", code, 0, {**values, "voucher": voucher})

    def _mistaken(self, plan: Plan, values: dict[str, Value | None]) -> Edit:
        """A line with half the sum; its reversal and the right line come in a later change."""
        half = max(int(values["amount"] or 0) // 2, 1)
        wrong = self._payment("create", plan, {**values, "amount": half})
        taken = {**values, "amount": -half, "reverses": wrong.code}
        self.late.append(self._payment("reverse", plan, taken))
        self.late.append(self._payment("create", plan, values))
        return wrong

    def _number(self, stem: str) -> str:
        """The next code of a stem."""
        self.numbers[stem] += 1
        return f"{stem}-{self.numbers[stem]:05d}"


def _document(year: int, funding: str) -> str:
    """The document no. under which budget money was assigned."""
    return f"示例财〔{year}〕{funding[-5:].lstrip('0')}号"


def _nature(source: str, provider: str) -> str:
    if source == "donation":
        return DONORS[int(provider.removeprefix("donor-"))][2]
    return "self_raised" if source == "self_raised" else "budget"


def _title(number: int, count: int, share: int) -> str:
    if not number:
        return "预付款"
    if number == count - 1 and share == 100:
        return "质保金"
    return f"进度款（第{number}次）"


def _milestones(plan: Plan) -> Iterable[Edit]:
    """Dates: two weeks of notice before the start, acceptance and hand-over after the end."""
    days = [plan.start - datetime.timedelta(days=14), plan.start, plan.end]
    days += [plan.end + datetime.timedelta(days=later) for later in (15, 60)]
    for position, (title, day) in enumerate(zip(STEPS, days, strict=True), 1):
        met = position <= plan.stage.met
        if plan.stage.funded:
            yield create(
                "milestone",
                f"{plan.code}-m{position}",
                title=title,
                project=plan.code,
                position=position,
                due=day.isoformat()[:7],
                met=day.isoformat() if met else None,
                status="met" if met else "planned",
            )
