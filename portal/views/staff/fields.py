"""What stands in a form: one field for each attribute, and references as people name them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal import forms
from portal.codes import Edit, Values
from portal.entities import attributes, entity, references, required, untyped
from portal.kinds import (
    Choice,
    Code,
    Count,
    Day,
    Flag,
    Kind,
    Money,
    Percent,
    Prose,
    Quantity,
    Ref,
    Text,
    Track,
)
from portal.store import captions, records
from portal.store.connect import Connection
from portal.views.staff.wording import SEPARATOR, named
from portal.words import N_, Said, said

FEW = 30
Option = tuple[str, str]
"""What is sent, and what is read; the second is a message id for choices."""


@dataclass(frozen=True)
class Field:
    """One field as the template needs it; `label` and `hint` are message ids.

    `control` is line, lines, page, select, words (a select whose labels are message ids) or
    reference (a line with suggestions). `unit` is a message id or "".
    """

    name: str
    label: str
    hint: str
    needed: bool
    control: str
    keyboard: str
    unit: str
    typed: str
    error: Said | None
    options: Sequence[Option] = ()


class Directory:
    """The records that references may name: published ones, and those new in an open draft."""

    def __init__(self, db: Connection, fresh: Sequence[Edit] = ()) -> None:
        self.db = db
        names = named(db, [], fresh)
        self.fresh = {
            (edit.table, edit.code): names[edit.table, edit.code]
            for edit in fresh
            if edit.action != "edit"
        }

    def options(self, table: str) -> list[Option]:
        """(code, caption), the new ones first."""
        new = [(code, title) for (about, code), title in self.fresh.items() if about == table]
        return new + captions.choices(self.db, table)

    def code(self, table: str, text: str) -> str:
        """The code that a text means: a code, an exact title, or “code · title”.

        Raises nothing: a text that means no record comes back as it is.
        """
        if not text or self.has(table, text):
            return text
        codes = [c for (about, c), title in self.fresh.items() if (about, title) == (table, text)]
        codes += captions.titled(self.db, table, text)
        if len(codes) == 1:
            return codes[0]
        head = text.split(SEPARATOR)[0].strip()
        return head if self.has(table, head) else text

    def has(self, table: str, code: str) -> bool:
        """Whether a record of that code can be referred to."""
        return (table, code) in self.fresh or records.exists(self.db, table, code)


def shown(table: str) -> list[str]:
    """The attributes that a form asks for; a reversal has a form of its own."""
    hidden = {"code", *untyped(table), *(["reverses"] if entity(table).money else [])}
    return [name for name in attributes(table) if name not in hidden]


def labels(table: str) -> dict[str, str]:
    """Field → message id of its label, for the summary of what is wrong."""
    return {name: kind.label for name, kind in attributes(table).items()} | {"why": N_("Why")}


def read(
    table: str, texts: Mapping[str, str], directory: Directory
) -> tuple[Values, dict[str, Said]]:
    """The values of a form and a sentence for each field that is wrong."""
    targets = references(table)
    plain = {
        name: directory.code(targets[name], text.strip()) if name in targets else text
        for name, text in texts.items()
    }
    values, errors = forms.read(table, plain)
    for name, target in targets.items():
        if texts.get(name, "").strip() and not directory.has(target, plain[name]):
            values.pop(name, None)
            errors[name] = _unknown(target, texts[name])
    if entity(table).money and int(values.get("amount") or 0) < 0:
        errors["amount"] = said(
            N_("Amounts are positive here. To take money back, correct the published line.")
        )
    return values, errors


def _unknown(table: str, text: str) -> Said:
    sentence = N_("There is no %(table)s “%(text)s”. Choose one of the list, or add it first.")
    return said(sentence, table=said(entity(table).label), text=text.strip()[:60])


def made(
    table: str, texts: Mapping[str, str], errors: Mapping[str, Said], directory: Directory
) -> list[Field]:
    """The fields of a table's form, in order, with what was typed and what is wrong."""
    return [
        _field(table, name, texts.get(name, ""), errors.get(name), directory)
        for name in shown(table)
    ]


def _field(table: str, name: str, typed: str, error: Said | None, directory: Directory) -> Field:
    kind = attributes(table)[name]
    control, options = _control(kind, directory)
    if isinstance(kind, Ref):
        typed = _named(kind.table, typed, control, options, directory)
        if control == "select" and typed and typed not in dict(options):
            options = [*options, (typed, typed)]
    return Field(
        name=name,
        label=kind.label,
        hint=kind.hint or _hint(kind),
        needed=name in required(table),
        control=control,
        keyboard=_keyboard(kind),
        unit=_unit(kind),
        typed=typed,
        error=error,
        options=options,
    )


def _control(kind: Kind, directory: Directory) -> tuple[str, Sequence[Option]]:
    if isinstance(kind, Prose):
        return "page", ()
    if isinstance(kind, Text):
        return ("lines" if kind.longest >= 500 else "line"), ()
    if isinstance(kind, Track):
        return "lines", ()
    if isinstance(kind, Choice):
        return "words", list(kind.labels().items())
    if isinstance(kind, Flag):
        return "words", [("是", N_("yes")), ("否", N_("no"))]
    if isinstance(kind, Ref):
        known = directory.options(kind.table)
        return ("select" if len(known) <= FEW else "reference"), known
    return "line", ()


def _named(
    table: str, typed: str, control: str, options: Sequence[Option], directory: Directory
) -> str:
    """What a reference's field says: the code in a select, “code · title” in a line."""
    code = directory.code(table, typed.strip())
    titles = dict(options)
    if control == "select":
        return code
    return SEPARATOR.join((code, titles[code])) if code in titles else typed


def _hint(kind: Kind) -> str:
    """An example of what can be typed; a message id, "" where the field speaks for itself."""
    if isinstance(kind, Day):
        return _MONTHS if kind.partial else _DAY
    if isinstance(kind, Ref):
        return N_("Type a name or a code, or choose one of the suggestions.")
    if isinstance(kind, Count):
        return N_("A year like 2020.") if kind.least > 1900 else N_("A whole number like 412.")
    if isinstance(kind, Quantity):
        return _METRES if kind.unit == "m" else N_("A number like 4.5.")
    return next((hint for one, hint in _EXAMPLES.items() if isinstance(kind, one)), "")


_DAY = N_("Like 2020-05-06 or 2020.5.6.")
_MONTHS = N_("Like 2020-05-06; 2020-05 or 2020 will do.")
_METRES = N_("In metres, like 4.5; 18厘米 is converted.")
_EXAMPLES: dict[type[Kind], str] = {
    Money: N_("Like 12000.50; 1.2万 is understood too."),
    Percent: N_("0 to 100, like 45."),
    Code: N_("The code of the record, like sq-2020-001."),
    Prose: N_("An empty line starts a new paragraph."),
}


def _keyboard(kind: Kind) -> str:
    rules: tuple[tuple[type[Kind] | tuple[type[Kind], ...], str], ...] = (
        ((Money, Quantity, Percent, Day), "decimal"),
        (Count, "numeric"),
    )
    return next((name for kinds, name in rules if isinstance(kind, kinds)), "text")


def _unit(kind: Kind) -> str:
    if isinstance(kind, Money):
        return N_("yuan")
    return "%" if isinstance(kind, Percent) else ""
