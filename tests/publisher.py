"""A process of its own that publishes: `python -m tests.publisher FOLDER NAME COUNT`.

Prints each acknowledged payment's code on a line of its own, at once.
"""

import sys
from pathlib import Path

from portal.changes import Door
from portal.note import Signer
from portal.store import people
from portal.store.connect import Books
from tests.conftest import NOW, payment


def main(folder: Path, name: str, count: int) -> None:
    """Proposes, submits and publishes `count` payments."""
    books = Books(folder)
    door = Door(books, Signer.read((folder / "log_key").read_text("utf-8")))
    door.heal(NOW)
    author, reviewer = (people.user(books.private, who) for who in ("zhang", "li"))
    assert author and reviewer
    for turn in range(count):
        code = f"pay-{name}-{turn}"
        number = door.propose(
            author,
            "并发",
            [payment(code, title=code, amount=1), payment(f"{code}-b", title=code, amount=2)],
            NOW,
        )
        door.submit(number, author, NOW)
        door.publish(number, reviewer, NOW)
        sys.stdout.write(code + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
