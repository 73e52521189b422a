"""Generated data of any size, to look at long lists: plausible, and the same for the same seed.

Every line goes through the door. Plans are the sum of their sources, nothing is allocated that was
not received, and nothing is paid beyond its allocation; the names are made up.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from portal import scenes
from portal.benchdata.village import Village, organisation
from portal.benchdata.words import (
    CONTRACTORS,
    COUNTIES,
    DONORS,
    FIRM,
    PLACE,
    SIDES,
    TOWNSHIPS,
    WATER,
)
from portal.changes import Door
from portal.codes import Edit, Values
from portal.errors import Unusable
from portal.store.people import User
from portal.vault import Vault
from portal.words import N_, said, speak

BATCH = 2_000
MOST_PAYMENTS = 200
"""Payments for each project, on average: a project's money can be cut only so fine."""


@dataclass(frozen=True)
class Size:
    """How much to generate. `payments` are those that stand; a few reversed ones come on top."""

    villages: int
    projects: int
    payments: int
    seed: int = 1


def check(size: Size) -> None:
    """Raises `Unusable` for more payments than the projects' money can be cut into."""
    if size.payments > MOST_PAYMENTS * size.projects:
        raise Unusable(
            said(
                N_("At most %(most)s payments for each project can be generated."),
                most=MOST_PAYMENTS,
            )
        )


def load(door: Door, vault: Vault, author: User, reviewer: User, size: Size, when: str) -> int:
    """Publishes the generated data in changes of some thousand edits; the size of the log."""
    last = 0
    drawn = scenes.photo("road-paving", "bench", size=scenes.SMALL)
    kept = vault.photo(drawn, "road-paving.jpg", author.name, when)
    photo: Values = {
        "public_hash": kept.public_hash,
        "original_hash": kept.original_hash,
        "width": kept.width,
        "height": kept.height,
    }
    for number, edits in enumerate(batches(size, photo), 1):
        why = speak(said(N_("Generated sample data, part %(number)s"), number=number), "zh_Hans")
        change = door.propose(author, why, edits, when)
        door.submit(change, author, when)
        last = door.publish(change, reviewer, when)[-1]
    return last


def batches(size: Size, photo: Values) -> Iterator[list[Edit]]:
    """The edits in changes of at least `BATCH`; what belongs together stays together.

    `photo` holds the hashes and the size of the picture that all projects share. A reversal
    follows in the change after that of its original: the door asks for that.
    """
    batch: list[Edit] = []
    late: list[Edit] = []
    for group in groups(size, photo, late):
        batch += group
        if len(batch) >= BATCH:
            yield batch
            batch = late[:]
            late.clear()
    if batch:
        yield batch
    if late:
        yield late


def groups(size: Size, photo: Values, late: list[Edit]) -> Iterator[list[Edit]]:
    """Groups of edits that are published together; puts into `late` what has to follow them."""
    chance = random.Random(size.seed)  # noqa: S311 - not a secret
    numbers: Counter[str] = Counter()
    yield list(_organisations())
    projects = _spread(size.projects, size.villages)
    payments = _spread(size.payments, min(size.projects, size.villages))
    names = _villages(size.villages, chance)
    for number, title in enumerate(names):
        village = Village(chance, numbers, late, photo, f"v{number + 1:04d}", title)
        yield list(village.place())
        if projects[number]:
            yield from village.groups(projects[number], payments[number])


def _spread(total: int, places: int) -> list[int]:
    share, rest = divmod(total, places)
    return [share + (place < rest) for place in range(places)]


def _villages(count: int, chance: random.Random) -> list[str]:
    """Distinct names of villages."""
    plain = [f"{first}{second}村" for first, second in product(PLACE, WATER)]
    sided = [f"{side}{name}" for side, name in product(SIDES, plain)]
    chance.shuffle(plain)
    return [*plain, *sided][:count]


def _organisations() -> Iterator[Edit]:
    yield organisation("city-finance", "清岭市财政局（示例）", "government")
    for number, county in enumerate(COUNTIES):
        yield organisation(f"finance-{number}", f"{county}财政局（示例）", "government")
        for place, township in enumerate(TOWNSHIPS):
            title = f"{county}{township}人民政府（示例）"
            yield organisation(f"township-{number}-{place}", title, "government")
    for number, (name, firm) in enumerate(product(CONTRACTORS, FIRM)):
        yield organisation(f"contractor-{number}", f"{name}{firm}（示例）", "company")
    for number, (name, kind, _) in enumerate(DONORS):
        yield organisation(f"donor-{number}", f"{name}（示例）", kind)
