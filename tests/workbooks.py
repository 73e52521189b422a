"""Workbooks made in memory: small ones from rows, and the two that the village really keeps."""

import csv
import datetime
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

from portal import sheets
from portal.codes import Edit, assigned
from portal.store import records
from portal.store.connect import Connection
from tests.village_books import ALLOCATIONS, DONATIONS, LIBRARY, PAYMENTS, rows

Rows = Sequence[Sequence[object]]
SAMPLE = Path(__file__).resolve().parent.parent / "content" / "sample"


def xlsx(tables: Mapping[str, Rows]) -> bytes:
    """A workbook with a sheet for each entry."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in tables.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, datetime.date):
                        sheet.write_datetime(number, column, cell, day)
                    elif cell != "":
                        sheet.write(number, column, cell)
    return file.getvalue()


def csv_file(rows: Rows, encoding: str = "utf-8") -> bytes:
    """The rows as CSV."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode(encoding)


def read_rows(db: Connection, table: str, *rows: Sequence[object]) -> sheets.Reading:
    """A reading of one sheet named as the table; the first row is the heading."""
    return sheets.read([("book.xlsx", xlsx({table: rows}))], db)


def read_book(db: Connection, **tables: Rows) -> sheets.Reading:
    """A reading of a workbook with a sheet for each table."""
    return sheets.read([("book.xlsx", xlsx(tables))], db)


def publish(db: Connection, reading: sheets.Reading) -> None:
    """Writes a reading into the books, as the door would."""
    for edit in assigned(reading.edits, lambda table, stem: records.codes(db, table, stem)):
        if edit.action == "create":
            records.insert(db, edit.table, {"code": edit.code, **edit.values})
        else:
            records.update(db, edit.table, edit.code, edit.values)


def of(reading: sheets.Reading, table: str) -> list[Edit]:
    """The edits of one table."""
    return [edit for edit in reading.edits if edit.table == table]


def sample() -> list[tuple[str, bytes]]:
    """The CSVs of the sample villages; each photo has the hash of some file."""
    files = {path.name: path.read_bytes() for path in sorted(SAMPLE.glob("*.csv"))}
    first, *lines = files["document.csv"].decode().splitlines()
    photos = [f"{number:064x}" if ",photo," in line else "" for number, line in enumerate(lines)]
    hashed = [f"{line},{photo}" for line, photo in zip(lines, photos, strict=True)]
    files["document.csv"] = "\n".join([f"{first},public_hash", *hashed]).encode()
    return list(files.items())


def library() -> bytes:
    """The project library of 双桥村, cell by cell as the village keeps it."""
    return xlsx({"项目库": rows(LIBRARY)})


def accounts() -> bytes:
    """The ledger of donations and payments, cell by cell."""
    return xlsx(
        {"捐赠收入": rows(DONATIONS), "资金安排": rows(ALLOCATIONS), "支出明细": rows(PAYMENTS)}
    )
