"""The list of a table: searched, sorted, page by page."""

from typing import NamedTuple

from flask import Response, request, url_for

from portal.codes import Values
from portal.entities import attributes, entity
from portal.kinds import Value
from portal.store import records
from portal.views.house import house
from portal.views.staff import wording
from portal.views.staff.gate import blueprint, page
from portal.words import N_, Said, said

PAGE = 25


class Heading(NamedTuple):
    """A column of a list, and the address that sorts by it."""

    name: str
    sorted: str
    amount: bool
    address: str


@blueprint.get("/<table>")
def listing(table: str) -> Response:
    """Records of a table: searched, sorted, page by page."""
    columns = entity(table).lists
    query, sort, down = _asked(table)
    found = records.page(
        house().public,
        table,
        query=query,
        sort=sort,
        descending=down,
        after=_after(table, sort),
        limit=PAGE + 1,
    )
    return page(
        "list.html",
        table=table,
        query=query,
        sort=sort,
        down=down,
        found=_found(query, bool(found)),
        headings=[_heading(table, name, query, sort, down) for name in columns],
        rows=_rows(table, columns, found[:PAGE]),
        onward=_onward(table, query, sort, down, found) if len(found) > PAGE else "",
        first="at" in request.args,
    )


def _found(query: str, some: bool) -> Said:
    sentence = N_("Records that hold “%(query)s”.")
    nothing = N_("No published record holds “%(query)s”. Fewer or other words may help.")
    return said(sentence if some else nothing, query=query)


def _asked(table: str) -> tuple[str, str, bool]:
    query = request.args.get("q", "").strip()[:100]
    sort = request.args.get("sort", "")
    known = sort if sort in entity(table).lists else "code"
    return query, known, request.args.get("way") == "down"


def _after(table: str, sort: str) -> tuple[Value | None, str] | None:
    """The key after which this page begins, from the address."""
    if "at" not in request.args:
        return None
    text = request.args.get("after", "")
    value: Value | None = text or None
    if attributes(table)[sort].column == "INTEGER" and value is not None:
        value = int(text) if text.removeprefix("-").isdecimal() and text.isascii() else None
    return value, request.args["at"]


def _onward(table: str, query: str, sort: str, down: bool, found: list[Values]) -> str:
    last = found[PAGE - 1]
    value = last[sort]
    key = int(value) if isinstance(value, bool) else value
    way = "down" if down else None
    return url_for(
        "staff.listing", table=table, q=query or None, sort=sort, way=way,
        after="" if key is None else key, at=last["code"],
    )  # fmt: skip


def _heading(table: str, name: str, query: str, sort: str, down: bool) -> Heading:
    way = "down" if sort == name and not down else None
    address = url_for("staff.listing", table=table, q=query or None, sort=name, way=way)
    state = ("descending" if down else "ascending") if sort == name else ""
    return Heading(name, state, wording.is_amount(table, name), address)


def _rows(
    table: str, columns: tuple[str, ...], found: list[Values]
) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """(code, [(attribute, text, whether it is an amount)]) for each line."""
    names = wording.named(house().public, [(table, values) for values in found])
    return [
        (
            str(values["code"]),
            [
                (
                    name,
                    wording.text(table, name, values[name], names),
                    wording.is_amount(table, name),
                )
                for name in columns
            ],
        )
        for values in found
    ]
