"""The pages behind the sign-in: never cached, every form with a token."""

from portal.views.staff import (
    bench,
    changes,
    confirming,
    corrections,
    desk,
    households,
    lists,
    papers,
    pay,
    people,
    prints,
    questions,
    records,
    session,
    uploads,
    writing,
)
from portal.views.staff.gate import blueprint

__all__ = [
    "bench",
    "blueprint",
    "changes",
    "confirming",
    "corrections",
    "desk",
    "households",
    "lists",
    "papers",
    "pay",
    "people",
    "prints",
    "questions",
    "records",
    "session",
    "uploads",
    "writing",
]
