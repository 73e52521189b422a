"""What can go wrong for a reason that a person can be told. Views register each once."""

from collections.abc import Mapping

from portal.words import Said


class PortalError(Exception):
    """An expected refusal. `sentence` says what happened, what was kept and what to do."""

    def __init__(self, sentence: Said) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


class Invalid(PortalError):
    """Input that cannot be taken (422). `fields` holds a sentence per attribute."""

    def __init__(self, sentence: Said, fields: dict[str, Said] | None = None) -> None:
        super().__init__(sentence)
        self.fields = fields or {}


class NotFound(PortalError):
    """No such record, page or change (404)."""


class Refused(PortalError):
    """This person may not do this (403)."""


class TooMany(PortalError):
    """More than is taken in at once (429)."""


class Conflict(PortalError):
    """The record has changed since the author saw it (409).

    `theirs` is what stands now, `mine` what was proposed: attribute → value.
    """

    def __init__(
        self, sentence: Said, theirs: Mapping[str, object] | None, mine: Mapping[str, object]
    ) -> None:
        super().__init__(sentence)
        self.theirs = theirs
        self.mine = mine


class BadSheet(PortalError):
    """A file that cannot be read as a sheet at all."""


class Unusable(PortalError):
    """A data folder or database that is missing, damaged, locked or read-only."""
