"""Reads one workbook in a process of its own: run as a script by `book`, never imported by it.

A parser of a foreign format may crash, hang or eat memory; here it takes nothing with it.

Standard input is the workbook. The arguments are the most rows and columns of a sheet, seconds of
CPU and bytes of memory. The answer is lines of JSON: for each sheet an object with its `name` and
whether it is `hidden`, then its rows, each a list of cells. The last line is `"whole"`; where that
cannot be, it is `"locked"`, `"damaged"` or `"large"`.
"""

import datetime
import io
import json
import resource
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

import python_calamine as calamine


def main(words: list[str], source: BinaryIO, answer: BinaryIO) -> None:
    """Answers one request as the module's docstring says."""
    rows, columns, seconds, memory = map(int, words)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    end = "whole"
    try:
        for line in lines(source.read(), rows, columns):
            answer.write(json.dumps(line, default=written).encode() + b"\n")
    except (OverflowError, MemoryError):
        end = "large"
    except calamine.PasswordError:
        end = "locked"
    except calamine.CalamineError:
        end = "damaged"
    answer.write(json.dumps(end).encode() + b"\n")


def lines(content: bytes, rows: int, columns: int) -> Iterator[Any]:
    """Name and rows of each sheet; raises `OverflowError` when there are more than so many."""
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    for about in book.sheets_metadata:
        if about.typ == calamine.SheetTypeEnum.WorkSheet:
            found = book.get_sheet_by_name(about.name)
            if found.total_height > rows or found.total_width > columns:
                raise OverflowError
            hidden = about.visible != calamine.SheetVisibleEnum.Visible
            yield {"name": about.name, "hidden": hidden}
            yield from found.to_python(skip_empty_area=False)


def written(cell: Any) -> str:
    """A date or time as text; midnight is only a day."""
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(" ", "seconds").removesuffix(" 00:00:00")
    return cell.isoformat() if isinstance(cell, datetime.date | datetime.time) else str(cell)


if __name__ == "__main__":
    main(sys.argv[1:], sys.stdin.buffer, sys.stdout.buffer)
