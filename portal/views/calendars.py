"""Days for the calendar of a phone: an iCalendar file (RFC 5545) of whole days."""

import datetime
import re
from collections.abc import Iterable
from typing import NamedTuple

WIDEST = 75
"""Octets of a line, without its end."""


class Entry(NamedTuple):
    """One day: a lasting name of the entry, ISO day, words, and where more stands."""

    uid: str
    day: str
    title: str
    address: str


def calendar(entries: Iterable[Entry], today: str) -> str:
    """The file; `today` is the ISO day on which it was made."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//portal//milestones//EN"]
    for entry in entries:
        lines += _event(entry, today)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _event(entry: Entry, today: str) -> list[str]:
    first = datetime.date.fromisoformat(entry.day)
    return [
        "BEGIN:VEVENT",
        f"UID:{escaped(entry.uid)}",
        f"DTSTAMP:{today.replace('-', '')}T000000Z",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{first + datetime.timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(entry.title)}",
        f"URL:{entry.address}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def escaped(text: str) -> str:
    r"""Text as a property holds it.

    >>> escaped("a,b;c\\d\ne")
    'a\\,b\\;c\\\\d\\ne'
    """
    return re.sub(r"([\\,;])", r"\\\1", text).replace("\n", "\\n")


def folded(line: str) -> str:
    r"""A line in pieces of at most 75 octets, none of them cut within a character.

    >>> folded("x" * 76)[74:]
    'x\r\n x'
    """
    pieces = [""]
    for sign in line:
        room = WIDEST - (len(pieces) > 1)
        if len((pieces[-1] + sign).encode()) > room:
            pieces.append("")
        pieces[-1] += sign
    return "\r\n ".join(pieces)
