"""Figures of the work in the villages: duty, visits, activities, promises, notices, questions."""

from portal import choices
from portal.choices import VISITS
from portal.figures.figure import (
    Figure,
    Given,
    Parameter,
    choice,
    until,
    village,
    within,
    year,
)
from portal.figures.units import Amount
from portal.figures.visits import below, visits
from portal.kinds import Count, Day, Value
from portal.store import activities
from portal.store.connect import Connection
from portal.store.selections import Test
from portal.words import N_

_VISIT = Test("kind", "in", VISITS)
_DONE = {"village": village(), "year": year("day"), "until": until("day")}
_KIND = choice(N_("Kind of activity"), choices.ACTIVITY, "kind")


def _on(day: Value) -> tuple[Test, ...]:
    """In office on a day."""
    return Test("start", "<=", day), Test("end", "open", day)


def _counts(db: Connection, given: Given) -> list[activities.Counted]:
    """What the calendar of the activities counts."""
    last = str(given.get("until") or f"{given['year']}-12-31")
    return activities.monthly(db, int(given["year"]), last, str(given.get("village", "")))


def _visits(db: Connection, given: Given) -> Amount | None:
    return sum(visits(_counts(db, given)).values()) if "year" in given else None


def _fewest(db: Connection, given: Given) -> Amount | None:
    found = visits(_counts(db, given))
    months = [f"{given['year']}-{month:02d}" for month in range(1, 13)]
    return min(found[str(given["village"]), month] for month in months)


def _below(db: Connection, given: Given) -> Amount | None:
    low = below(
        _counts(db, given), int(given["year"]), f"{int(given['year']) + 1}", int(given["quota"])
    )
    return len(low)


_ONE_YEAR = {"village": village(needed=True), "year": year("day", needed=True)}
_QUOTA = Parameter(
    Count(label=N_("Visits asked for each month"), least=1, most=100), lambda _: (), True
)

FIGURES = (
    Figure(
        name="team.persons",
        label=N_("Persons in office"),
        meaning=N_("Who holds a role in the villages on a day, each counted once."),
        unit="person",
        table="appointment",
        distinct="official",
        takes={
            "village": village(),
            "role": choice(N_("Role in the village"), choices.ROLE, "role"),
            "on": Parameter(Day(label=N_("On the day")), _on, needed=True),
        },
    ),
    Figure(
        name="visit.count",
        label=N_("Visits"),
        meaning=N_("Visits to households, visits of leaders and condolences."),
        unit="time",
        table="activity",
        tests=(_VISIT,),
        takes={**_DONE, "year": year("day", needed=True)},
        value=_visits,
    ),
    Figure(
        name="visit.fewest",
        label=N_("Visits in the month with the fewest"),
        meaning=N_("Of the twelve months of a year, the one with the fewest visits."),
        unit="time",
        table="activity",
        tests=(_VISIT,),
        takes=_ONE_YEAR,
        value=_fewest,
    ),
    Figure(
        name="visit.below",
        label=N_("Months below the visits asked for"),
        meaning=N_("How many months of a year had fewer visits than were asked for."),
        unit="month",
        table="activity",
        tests=(_VISIT,),
        takes={**_ONE_YEAR, "quota": _QUOTA},
        value=_below,
    ),
    Figure(
        name="activity.count",
        label=N_("Number of activities"),
        meaning=N_("How many activities there were."),
        unit="time",
        table="activity",
        takes={**_DONE, "kind": _KIND},
    ),
    Figure(
        name="activity.households",
        label=N_("Households reached by activities"),
        meaning=N_("The sum over the activities; a household reached twice counts twice."),
        unit="household",
        table="activity",
        amount="households",
        takes={**_DONE, "kind": _KIND},
    ),
    Figure(
        name="activity.persons",
        label=N_("Persons reached by activities"),
        meaning=N_("The sum over the activities; who came twice counts twice."),
        unit="person",
        table="activity",
        amount="persons",
        takes={**_DONE, "kind": _KIND},
    ),
    Figure(
        name="activity.amount",
        label=N_("Money spent on activities"),
        meaning=N_("The sum of what the activities cost."),
        unit="yuan",
        table="activity",
        amount="amount",
        takes={**_DONE, "kind": _KIND},
    ),
    Figure(
        name="condolence.standard",
        label=N_("Condolence money for each household"),
        meaning=N_("The standard of the last condolence in the year."),
        unit="yuan",
        table="activity",
        amount="standard",
        last="day",
        tests=(Test("kind", "=", "condolence"),),
        takes=_ONE_YEAR,
    ),
    Figure(
        name="promise.count",
        label=N_("Number of promises"),
        meaning=N_("How many promises were made for a year."),
        unit="matter",
        table="promise",
        takes={
            "village": village(),
            "year": year("year", days=False, needed=True),
            "status": choice(N_("What became of it"), choices.PROMISE, "status"),
        },
    ),
    Figure(
        name="problem.count",
        label=N_("Number of difficulties"),
        meaning=N_("How many difficulties of the villages are in the register."),
        unit="matter",
        table="problem",
        takes={
            "village": village(),
            "since": Parameter(
                Count(label=N_("Seen in the year"), least=1949, most=2100), within("since")
            ),
            "status": choice(N_("How far it is"), choices.PROBLEM, "status"),
            "kind": choice(N_("What it is about"), choices.NEED, "kind"),
        },
    ),
    Figure(
        name="notice.count",
        label=N_("Number of notices"),
        meaning=N_("How many postings and announcements began."),
        unit="notice",
        table="notice",
        takes={
            "village": village(),
            "year": year("start"),
            "stage": choice(N_("Stage"), choices.STAGE, "stage"),
        },
    ),
    Figure(
        name="question.count",
        label=N_("Questions answered in public"),
        meaning=N_("How many questions with their answers were published."),
        unit="question",
        table="enquiry",
        takes={"year": year("asked")},
    ),
)
