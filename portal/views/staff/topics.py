"""Long forms in parts: what is needed first, the rest folded until it holds something."""

from collections.abc import Sequence
from typing import NamedTuple

from portal.views.staff.fields import Field

LONG = 15
"""Fields up to which a form is read in one piece."""
PART = 8
"""Fields in a part of a long form, at most."""


class Topic(NamedTuple):
    """A part of a form; `labels` are message ids that name it, empty for what always shows."""

    labels: list[str]
    fields: Sequence[Field]

    @property
    def open(self) -> bool:
        """Whether something was typed or is wrong in it."""
        return any(field.typed or field.error for field in self.fields)

    @property
    def filled(self) -> int:
        """How many of its fields hold something."""
        return sum(bool(field.typed) for field in self.fields)


def topics(fields: Sequence[Field]) -> list[Topic]:
    """The fields in order, required ones first; in parts where there are many."""
    ordered = sorted(fields, key=lambda field: not field.needed)
    if len(ordered) <= LONG:
        return [Topic([], ordered)]
    needed = [field for field in ordered if field.needed]
    rest = ordered[len(needed) :]
    count = -(-len(rest) // PART)
    size = -(-len(rest) // count)
    parts = [rest[at : at + size] for at in range(0, len(rest), size)]
    return [Topic([], needed), *(Topic([f.label for f in part[:3]], part) for part in parts)]


def missing(fields: Sequence[Field]) -> list[Field]:
    """The fields that are still 未填报."""
    return [field for field in fields if not field.typed]
