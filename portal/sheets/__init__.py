"""Sheets as people keep them, read into edits: good rows go on, bad cells are told one by one."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from portal import masking, notices
from portal.codes import Edit
from portal.entities import ENTITIES
from portal.errors import BadSheet
from portal.sheets import elsewhere, places, rows
from portal.sheets import files as opened
from portal.sheets.grid import Sheet
from portal.sheets.headings import Heading, best
from portal.sheets.importer import Importer
from portal.sheets.known import Known
from portal.sheets.reading import BadCell, Reading, letters
from portal.store.connect import Connection
from portal.words import N_, Said, said

__all__ = ["BadCell", "Reading", "read"]

_PERSONS = re.compile("户主|姓名|名字|贫困户|脱贫户|监测户|受益人|领款人|收款人|残疾|致贫|家庭成员")
"""Headings of columns about households and persons, of which only codes and totals are public."""

_UNKNOWN = N_(
    "Sheet “%(sheet)s”: column %(column)s “%(heading)s” is not known here and was not read."
)
_NAMES_PERSONS = N_(
    "Sheet “%(sheet)s”: column %(column)s “%(heading)s” is about households or persons and was not"
    " read. Households stand here by a code like SQ-2020-017, or in totals."
)
_OWN = N_(
    "Sheet “%(sheet)s”: column %(column)s “%(heading)s” was not read: the portal writes that by"
    " itself, and nobody types it."
)
NO_FIXES: Mapping[str, str] = {}


def read(
    files: Sequence[tuple[str, bytes]],
    public: Connection,
    fixes: Mapping[str, str] = NO_FIXES,
    office: Collection[str] = (),
    notice_days: int = notices.LEAST_DAYS,
    measured: bool = False,
) -> Reading:
    """The edits that sheets ask for, and every cell that keeps its row out.

    `files` are (file name, content): workbooks, or CSVs read as the sheets of one. `fixes` maps
    `sheet!F7` to the text that staff typed over that cell, `office` holds the mail addresses and
    domains that may be published, `notice_days` says how long a posting has to stay up. Only with
    `measured` may a sheet say what was measured of a file, such as its hash: that is for the sample
    data, whose pictures were kept just before. Nothing is written. Raises `BadSheet` for what
    cannot be read at all.
    """
    sheets, notes = opened.sheets(files, fixes, office)
    outside = _outside(files, sheets, office)
    notes += _told_outside(outside)
    shown = [sheet for sheet in sheets if not sheet.hidden]
    laid = [
        (sheet, heading, rows.body(sheet, heading)) for sheet, heading in _laid(shown, measured)
    ]
    notes += _unread(shown, [sheet for sheet, _, _ in laid])
    importer = Importer(Known(public), notice_days)
    for table in ENTITIES:
        for sheet, heading, body in laid:
            if heading.table == table:
                _take(importer, sheet, heading, body)
                notes += _notes(sheet, heading, body)
    notes += _persons(importer.known.offered)
    return Reading(
        edits=_in_order(importer.known.edits),
        bad=_by_place(sheets, [*importer.bad, *_other_leaks(sheets, laid)]),
        notes=notes,
        new=importer.known.offered,
        rows=sum(len(body.data) for _, _, body in laid),
        unchanged=importer.unchanged,
        personal=any(sheet.leaking for sheet in sheets),
        outside=outside,
    )


def _laid(sheets: Sequence[Sheet], measured: bool) -> list[tuple[Sheet, Heading]]:
    laid = [(sheet, heading) for sheet in sheets if (heading := best(sheet, measured))]
    if not laid:
        raise BadSheet(
            said(N_("No sheet has headings that are known here, such as 项目名称 or 金额."))
        )
    return laid


def _take(importer: Importer, sheet: Sheet, heading: Heading, body: rows.Body) -> None:
    about = places.about(sheet, heading.top)
    for row in body.data:
        importer.take(sheet, heading, about, row)


def _in_order(edits: Sequence[Edit]) -> list[Edit]:
    order = {table: number for number, table in enumerate(ENTITIES)}
    return sorted(edits, key=lambda edit: order[edit.table])


def _by_place(sheets: Sequence[Sheet], bad: Sequence[BadCell]) -> list[BadCell]:
    order = {sheet.name: number for number, sheet in enumerate(sheets)}
    return sorted(bad, key=lambda cell: (order[cell.sheet], cell.row, cell.column))


def _other_leaks(
    sheets: Sequence[Sheet], laid: Sequence[tuple[Sheet, Heading, rows.Body]]
) -> Iterator[BadCell]:
    """Personal numbers beside the records: in titles, totals, remarks, sheets not read."""
    told = {(sheet.name, row) for sheet, _, body in laid for row in body.data}
    for sheet in sheets:
        for (row, column), sentence in sheet.leaking.items():
            if (sheet.name, row) not in told:
                yield sheet.bad(row, column, "", sentence)


def _persons(offered: Sequence[tuple[str, str]]) -> Iterator[Said]:
    """New payees and donors that look like private persons (domain guide, section 3)."""
    for table, title in offered:
        if table == "organisation" and (sentence := masking.advice(title)):
            yield sentence


def _outside(
    files: Sequence[tuple[str, bytes]], sheets: Sequence[Sheet], office: Collection[str]
) -> list[str]:
    """The personal numbers, masked, that stand nowhere in the cells."""
    told = "、".join(sheet.text(*place) for sheet in sheets for place in sheet.leaking)
    found = (leak for _, content in files for leak in elsewhere.leaks(content, office))
    return [leak.masked for leak in found if leak.masked not in told]


def _told_outside(numbers: Sequence[str]) -> Iterator[Said]:
    if numbers:
        yield said(
            N_("Beside its cells, in comments, headers, properties or names, the file holds"
               " personal numbers: %(numbers)s."),
            numbers="、".join(numbers[:20]),
        )  # fmt: skip


def _notes(sheet: Sheet, heading: Heading, body: rows.Body) -> Iterator[Said]:
    for column in heading.columns:
        if not column.target and _filled(sheet, column.index, body):
            named = _PERSONS.search(column.heading)
            yield said(
                _OWN if column.own else _NAMES_PERSONS if named else _UNKNOWN,
                sheet=sheet.name, column=letters(column.index + 1), heading=column.heading,
            )  # fmt: skip
    yield from rows.differences(sheet, heading, body)
    for row in body.remarks:
        yield said(
            N_("Sheet “%(sheet)s”, row %(row)s is a remark and was not read."),
            sheet=sheet.name,
            row=row + 1,
        )


def _filled(sheet: Sheet, column: int, body: rows.Body) -> bool:
    return any(sheet.text(row, column) for row in body.data)


def _unread(sheets: Sequence[Sheet], read_sheets: Sequence[Sheet]) -> Iterator[Said]:
    for sheet in sheets:
        if sheet not in read_sheets and any(map(any, sheet.rows)):
            yield said(
                N_("Sheet “%(sheet)s” was not read: its headings fit no table, or several."),
                sheet=sheet.name,
            )
