"""The pages behind the sign-in: never cached, every form with a token."""

from portal.views.staff import (
    changes,
    corrections,
    desk,
    lists,
    papers,
    pay,
    people,
    records,
    session,
    uploads,
)
from portal.views.staff.gate import blueprint

__all__ = [
    "blueprint",
    "changes",
    "corrections",
    "desk",
    "lists",
    "papers",
    "pay",
    "people",
    "records",
    "session",
    "uploads",
]
