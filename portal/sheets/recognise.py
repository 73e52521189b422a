"""Which published record a row means, and what the row would change in it."""

from portal.codes import Values, is_placeholder
from portal.entities import entity, identifying
from portal.errors import Invalid
from portal.sheets.known import TITLED, Known
from portal.words import N_, Said, said


def published(known: Known, table: str, code: str, values: Values) -> str:
    """The code of the published record that a row means; "" for none.

    By `code` if given, else by the identifying attributes that the row provides. Raises `Invalid`
    when several fit and none says the same, or when a new code names a record that has another.
    """
    if code and known.values(table, code) is not None:
        return code
    found = alike(known, table, values)
    same = [one for one in found if not changed(known, table, one, values)]
    if code:
        if same or (found and not entity(table).money):
            raise Invalid(
                said(N_("This is published as %(code)s already."), code=(same or found)[0])
            )
        return ""
    if len(found) > 1 and not same:
        told = "、".join(found)
        raise Invalid(
            said(N_("Several published records fit: %(known)s. Write the code."), known=told)
        )
    return (same or found or [""])[0]


def alike(known: Known, table: str, values: Values) -> list[str]:
    """The codes of published records with the identifying values that a row provides."""
    wanted = {name: values[name] for name in identifying(table) if values.get(name) is not None}
    if table not in TITLED:
        return known.published(table, wanted) if wanted else []
    titled = known.published_titled(table, str(values["title"])) if "title" in values else []
    names = (*identifying(table)[1:], "township", "county")
    return [code for code in titled if _agree(known.values(table, code) or {}, values, names)]


def _agree(record: Values, values: Values, names: tuple[str, ...]) -> bool:
    """Whether two sets of values are equal where both have them."""
    return all(
        record.get(name) == values[name]
        for name in names
        if record.get(name) is not None and values.get(name) is not None
    )


def changed(known: Known, table: str, code: str, values: Values) -> Values:
    """The values of a row that differ from the published ones; an empty cell gave none."""
    record = known.values(table, code) or {}
    return {name: value for name, value in values.items() if record.get(name) != value}


def settled(known: Known, table: str, name: str, fitting: list[str], values: Values) -> list[str]:
    """The candidates of a reference with which the row is published already, else all."""
    wanted = {
        other: values[other]
        for other in identifying(table)
        if other != name and values.get(other) is not None
    }
    hits = [
        code
        for code in fitting
        if wanted and not is_placeholder(code) and known.published(table, wanted | {name: code})
    ]
    return hits if len(hits) == 1 else fitting


def differs(code: str, said_now: str) -> Said:
    """The sentence for a published amount that a sheet would change."""
    return said(
        N_("Published as %(code)s with “%(published)s”; a published amount is corrected by a"
           " reversal, not by an import."),
        code=code, published=said_now,
    )  # fmt: skip
