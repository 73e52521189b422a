"""What is decided about the generated projects before their records are made."""

import datetime
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from portal.benchdata.words import (
    CONTRACTORS,
    DONORS,
    FIRM,
    GROUPS,
    MIXES,
    STATES,
    WORKS,
    Stage,
    Work,
)

YEARS = range(2016, 2027)


@dataclass(frozen=True)
class Line:
    """A source's part in a project; `amount` is planned and allocated, `due` to be paid, in fen."""

    source: str
    provider: str
    amount: int
    due: int


@dataclass(frozen=True)
class Plan:
    """What is decided about a project before its records are made. `start` is the works' start."""

    code: str
    village: str
    title: str
    year: int
    work: Work
    count: int
    status: str
    stage: Stage
    contractor: str
    start: datetime.date
    end: datetime.date
    lines: tuple[Line, ...]


class Planner:
    """Plans the projects of one village, whose money comes from the county with this number."""

    def __init__(self, chance: random.Random, village: str, county: int) -> None:
        self.random = chance
        self.village = village
        self.county = county
        self.titles: Counter[tuple[int, str]] = Counter()
        self.years: Counter[int] = Counter()

    def plans(self, count: int) -> list[Plan]:
        """The first project is always a finished one, so that there is something to pay."""
        years = sorted(self.random.choice(YEARS) for _ in range(count - 1))
        return [
            self._plan(year, not place) for place, year in enumerate([YEARS[0], *years][:count])
        ]

    def _plan(self, year: int, finished: bool) -> Plan:
        work = self.random.choice(WORKS)
        count = self.random.randint(*work.least_most)
        words = [state for state in STATES if year in state.years]
        status = self.random.choices(words, [state.weight for state in words])[0]
        word, stage = ("accepted", STATES[0].stage) if finished else (status.word, status.stage)
        start = datetime.date(year, self.random.randint(4, 6), self.random.randint(1, 21))
        budget = count * work.rate * self.random.randint(85, 115) // 100 // 100 * 10_000
        name = f"{self.random.choice(GROUPS)}{work.title}"
        self.titles[year, name] += 1
        times = self.titles[year, name]
        self.years[year] += 1
        return Plan(
            code=f"{self.village}-{year}-{self.years[year]:03d}",
            village=self.village,
            title=name if times == 1 else f"{name}（第{times}期）",
            year=year,
            work=work,
            count=count,
            status=word,
            stage=stage,
            contractor=f"contractor-{self.random.randrange(len(CONTRACTORS) * len(FIRM))}",
            start=start,
            end=start + datetime.timedelta(days=self.random.randint(40, 180)),
            lines=tuple(self._lines(budget)),
        )

    def _lines(self, budget: int) -> Iterator[Line]:
        settled = self.random.randint(940, 1_000)
        mix = self.random.choice(MIXES)
        parts = [budget * percent // 100 // 10_000 * 10_000 for _, percent in mix]
        parts[0] += budget - sum(parts)
        for (source, _), amount in zip(mix, parts, strict=True):
            due = amount * settled // 1_000 // 100 * 100
            yield Line(source, self._provider(source), amount, due)

    def _provider(self, source: str) -> str:
        if source == "donation":
            return f"donor-{self.random.randrange(len(DONORS))}"
        return {"city": "city-finance", "self_raised": f"{self.village}-committee"}.get(
            source, f"finance-{self.county}"
        )
