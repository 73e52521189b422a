"""The figures of a text agree with the books (domain guide, section 7: the report itself)."""

from collections.abc import Callable, Iterator

from portal.codes import Values
from portal.entities import attributes
from portal.figures import texts
from portal.kinds import Prose
from portal.store.connect import Connection
from portal.words import N_, Said, said

NAMED = 20
"""Figures of one text that are named."""


def figures_agree(table: str) -> Callable[[Connection, Values], Iterator[tuple[bool, Said]]]:
    """The rule for the texts of a table: a report is held up, other texts are asked about."""
    names = [name for name, kind in attributes(table).items() if isinstance(kind, Prose)]

    def agreement(db: Connection, values: Values) -> Iterator[tuple[bool, Said]]:
        """No figure that is stated differs from the books, and none names what is not there."""
        blocks = table == "report" and not values.get("despite")
        for text in (values[name] for name in names if values.get(name)):
            found = texts.read(db, str(text))
            odd = [*found.of("mismatch"), *found.of("unverifiable")]
            for one in odd[:NAMED]:
                yield blocks, one.problem or said("")
            if table == "report":
                yield from ((False, sentence) for sentence in _asked(found))

    return agreement


def _asked(found: texts.Read) -> Iterator[Said]:
    """What a report's reviewer should know: blanks, numbers bound to nothing, vague words."""
    if blanks := len(found.of("missing")):
        yield said(N_("%(number)s figures are not filled in yet."), number=blanks)
    if found.loose:
        yield said(
            N_("%(number)s numbers are bound to nothing: %(words)s."),
            number=len(found.loose),
            words="；".join(found.loose[:NAMED]),
        )
    if found.vague:
        yield said(
            N_("Words beside a figure that take its sharpness away: %(words)s."),
            words="；".join(found.vague[:NAMED]),
        )
