"""The work in a generated village: who is on duty, a year of visits, a promise, a difficulty."""

from collections.abc import Iterator

from portal.benchdata.proofs import create
from portal.codes import Edit

YEAR = 2020


def work(village: str, committee: str, secretary: str) -> Iterator[Edit]:
    """One visit a month, so that every month stands below the quota."""
    yield create(
        "appointment",
        f"{village}-ap",
        official=secretary,
        village=village,
        role="first_secretary",
        start="2019-04-01",
    )
    for month in range(1, 13):
        yield create(
            "activity",
            f"{village}-act-{month:02d}",
            title="入户走访",
            kind="visit",
            day=f"{YEAR}-{month:02d}-15",
            village=village,
            officials="驻村第一书记",
            households=8,
        )
    yield create(
        "promise",
        f"{village}-pr",
        title="完成年度项目",
        year=YEAR,
        village=village,
        owner=committee,
        due=f"{YEAR}-12",
        status="open",
    )
    yield create(
        "problem",
        f"{village}-pb",
        title="在家的劳动力少",
        village=village,
        measure="每年培训不少于1次",
        owner=committee,
        due=f"{YEAR + 1}-12",
        status="working",
    )
