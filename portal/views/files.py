"""The same lists and records as CSV and JSON, at the same address with .csv or .json.

Attributes carry their own names; amounts are 元 with two decimals as text, dates ISO text. An
absent value is null in JSON and empty in CSV. A donor who is shown as a kind person is absent.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from flask import Response

from portal import money
from portal.codes import Values
from portal.entities import attributes
from portal.kinds import Money
from portal.store import ledger, records, works
from portal.store.connect import Connection
from portal.store.ledger import Total

Row = dict[str, Any]
FORMS = "any(csv,json)"
MOST = 100_000
"""Payments that the file of one record holds."""

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_AMOUNTS = frozenset(
    {"amount", "allocated", "budget", "given", "paid", "planned", "received", "value"}
)


def answer(form: str, rows: list[Row], whole: Mapping[str, Any]) -> Response:
    """The rows as CSV, or all of `whole` as JSON."""
    if form == "json":
        text = json.dumps(whole, ensure_ascii=False, indent=1)
        return Response(text, mimetype="application/json")
    return Response(sheet(rows), content_type="text/csv; charset=utf-8")


def sheet(rows: list[Row]) -> bytes:
    """CSV with a byte-order mark, as Excel wants it; no cell can be taken for a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(rows[0] if rows else ())
    writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    if text[:1] in tuple("=+-@\t\r") and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def plain(table: str, values: Values) -> Row:
    """A record for a file."""
    row: Row = {}
    for name, kind in attributes(table).items():
        value = values[name]
        is_money = isinstance(kind, Money)
        row[name] = kind.write(value) if is_money and value is not None else value
    if table == "funding" and values["donor_display"] == "kind_person":
        row["provider"] = None
    return row


def listed(db: Connection, table: str, codes: Sequence[str], more: str) -> tuple[list[Row], Row]:
    """The records of a list, and the same with the address of what follows."""
    found = records.several(db, table, codes)
    rows = [plain(table, found[code]) for code in codes if code in found]
    return rows, {"records": rows, "next": more or None}


def lines(found: Iterable[NamedTuple]) -> list[Row]:
    """Rows of the store, their fen written as 元."""
    return [
        {
            name: money.plain(value) if name in _AMOUNTS and isinstance(value, int) else value
            for name, value in line._asdict().items()
        }
        for line in found
    ]


def project(db: Connection, code: str) -> tuple[list[Row], Row]:
    """Its payments, and the project with plan, allocations, payments, steps and contracts."""
    payments = lines(ledger.paid_for(db, code, limit=MOST))
    return payments, {
        "project": plain("project", records.values(db, "project", code) or {}),
        "totals": totals(ledger.total(db, "project", code)),
        "plan": lines(ledger.planned_for(db, code)),
        "allocations": lines(ledger.assigned_to(db, code)),
        "payments": payments,
        "steps": lines(works.steps(db, code)),
        "contracts": lines(works.agreements(db, code)),
    }


def donation(db: Connection, code: str) -> tuple[list[Row], Row]:
    """The payments from a funding, and the funding with its allocations and payments."""
    assigned = ledger.assigned_from(db, code)
    payments = lines(ledger.paid_from(db, tuple(line.code for line in assigned), MOST))
    return payments, {
        "funding": plain("funding", records.values(db, "funding", code) or {}),
        "totals": totals(ledger.total(db, "funding", code)),
        "allocations": lines(assigned),
        "payments": payments,
    }


def payment(db: Connection, code: str) -> tuple[list[Row], Row]:
    """One payment."""
    row = plain("payment", records.values(db, "payment", code) or {})
    return [row], {"payment": row}


def flat(entries: list[Row]) -> list[Row]:
    """Log entries as rows of a sheet: people with their roles in columns of their own."""
    rows = []
    for found in entries:
        row = {name: value for name, value in found.items() if not isinstance(value, dict)}
        for who in ("author", "reviewer"):
            row |= {who: found[who]["name"], f"{who}_role": found[who]["role"]}
        rows.append(row)
    return rows


def totals(total: Total) -> Row:
    """Running sums for a file."""
    return {name: money.plain(fen) for name, fen in total._asdict().items()}
