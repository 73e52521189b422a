"""A process of its own that publishes: `python -m tests.publisher FOLDER NAME COUNT`.

Prints each acknowledged payment's code on a line of its own, at once. Started a hundred times,
it imports nothing of the tests but itself.
"""

import sys
from pathlib import Path

from portal.changes import Door
from portal.codes import Edit
from portal.note import Signer
from portal.store import people
from portal.store.connect import Books

NOW = "2026-11-23T08:00:00Z"


def payment(code: str, fen: int) -> Edit:
    """So much out of a-1."""
    values: dict[str, str | int | None] = {
        "title": code,
        "project": "sq-2020-001",
        "allocation": "a-1",
        "payee": "road",
        "amount": fen,
        "paid": "2020-07-15",
        "voucher": f"记-{code}",
    }
    return Edit("create", "payment", code, 0, values)


def main(folder: Path, name: str, count: int) -> None:
    """Proposes, submits and publishes `count` payments."""
    books = Books(folder)
    door = Door(books, Signer.read((folder / "log_key").read_text("utf-8")))
    door.heal(NOW)
    author, reviewer = (people.user(books.private, who) for who in ("zhang", "li"))
    assert author and reviewer
    for turn in range(count):
        code = f"pay-{name}-{turn}"
        two = [payment(code, 1), payment(f"{code}-b", 2)]
        number = door.propose(author, "并发", two, NOW)
        door.submit(number, author, NOW)
        door.publish(number, reviewer, NOW)
        sys.stdout.write(code + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
