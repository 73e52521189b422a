"""WTForms classes from the descriptions: one per table, for browser and sheet rows alike."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import wtforms
from werkzeug.datastructures import MultiDict
from wtforms.validators import StopValidation

from portal.codes import Values
from portal.entities import attributes, required
from portal.errors import Invalid
from portal.kinds import Frozen, Kind
from portal.words import N_, Said, said


class KindField(wtforms.Field):
    """A field that reads and writes as its kind does. `raw_data` keeps what was typed.

    Errors are `Said`s: whoever shows them chooses the language.
    """

    def __init__(self, kind: Kind, needed: bool, **options: Any) -> None:
        super().__init__(kind.label, description=kind.hint, **options)
        self.kind = kind
        self.needed = needed

    def process_formdata(self, valuelist: list[Any]) -> None:
        """The kind's value; an empty text is None."""
        self.data = None
        text = str(valuelist[0]) if valuelist else ""
        if not text.strip():
            return
        try:
            self.data = self.kind.read(text)
        except Invalid as problem:
            raise ValueError(problem.sentence) from None

    def pre_validate(self, form: wtforms.form.BaseForm) -> None:
        """Refuses the absence of a required value."""
        if self.needed and self.data is None and not self.process_errors:
            raise StopValidation(said(N_("This has to be filled in.")))  # type: ignore[arg-type]

    def typed(self) -> str:
        """What stands in the field: what was typed, else the record's value as text."""
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.kind.write(self.data)


@cache
def form_class(table: str) -> type[wtforms.Form]:
    """The form of a table: a `KindField` for each attribute but the code and what is frozen."""
    needed = required(table)
    fields = {
        name: _unbound(kind, name in needed)
        for name, kind in attributes(table).items()
        if name != "code" and not isinstance(kind, Frozen)
    }
    return type(f"{table.title()}Form", (wtforms.Form,), fields)


def _unbound(kind: Kind, needed: bool) -> Any:
    return KindField(kind, needed)


def form(table: str, texts: Mapping[str, str]) -> wtforms.Form:
    """The table's form filled with texts."""
    return form_class(table)(MultiDict(texts))


def read(table: str, texts: Mapping[str, str]) -> tuple[Values, dict[str, Said]]:
    """The values of the attributes that `texts` names, and a sentence for each that is wrong.

    An empty text gives None. Attributes that a record cannot be without are asked for even where
    `texts` does not name them.
    """
    filled = form(table, texts)
    filled.validate()
    errors: dict[str, Said] = {f.short_name: f.errors[0] for f in filled if f.errors}  # type: ignore[misc]
    good = {name: filled.data[name] for name in texts if name in filled.data}
    return {name: value for name, value in good.items() if name not in errors}, errors


def written(table: str, record: Values) -> dict[str, str]:
    """The texts that stand in the form of a record."""
    kinds = attributes(table)
    return {name: kinds[name].write(value) for name, value in record.items() if value is not None}
