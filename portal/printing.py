"""A sheet of paper as a PDF: tagged, with its fonts inside, the same bytes for the same sheet.

WeasyPrint does it, in a process of its own with bounds on time and memory, one at a time. It comes
with the extra `pdf` and needs Pango; a machine without them says so, and browsers print the sheet.
"""

import base64
import importlib.util
import json
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from portal.errors import Invalid, Unusable
from portal.words import N_, said

CHILD = Path(__file__).with_name("printing_child.py")
ABSENT = 3
"""The exit status of a process that cannot load WeasyPrint or its libraries."""
LARGEST = 2 * 1024 * 1024
"""Bytes of the HTML of one PDF; a sheet with some hundred rows is a tenth of it."""
_TURN = threading.Lock()


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """The most that one PDF may take: seconds of CPU, on the clock, waiting for its turn; bytes."""

    seconds: int = 60
    patience: int = 180
    waiting: int = 60
    memory: int = 2 * 1024 * 1024 * 1024


@dataclass(frozen=True)
class Type:
    """Sizes of type in tenths of a point.

    The largest of `tried` with which all fits on one page is taken; where none does, `readable`.
    """

    tried: tuple[int, ...] = (200, 180, 165, 150, 140, 130, 120, 112, 105)
    readable: int = 115


ANY = Type()
POSTER = Type((400, 360, 320, 280, 250, 220, *Type.tried), 150)
"""For a sheet that is read from a step away."""


@cache
def possible() -> bool:
    """Whether WeasyPrint is installed here; its libraries may still be missing."""
    return importlib.util.find_spec("weasyprint") is not None


def pdf(
    html: str,
    drawings: Mapping[str, bytes] | None = None,
    sizes: Type = ANY,
    bounds: Bounds | None = None,
) -> bytes:
    """The sheet as a PDF; `drawings` are the SVGs that it names, by their path.

    Nothing else is fetched, from the network or the disk. Raises `Unusable` where PDFs cannot be
    made or another one takes too long, and `Invalid` for a sheet that is too large.
    """
    return batch([html], drawings, sizes, bounds)


def batch(
    sheets: Sequence[str],
    drawings: Mapping[str, bytes] | None = None,
    sizes: Type = ANY,
    bounds: Bounds | None = None,
) -> bytes:
    """Several sheets in one PDF, each beginning and numbering its own pages; as `pdf` for one."""
    bounds = bounds or Bounds(seconds=60 + 10 * len(sheets))
    if sum(len(html.encode()) for html in sheets) > LARGEST:
        raise Invalid(said(N_("This sheet is too large for one PDF. Print it from the browser.")))
    if not possible():
        raise _absent()
    if not _TURN.acquire(timeout=bounds.waiting):
        raise Unusable(said(N_("Another PDF is being made just now. Try again in a minute.")))
    try:
        return _made(_asked(sheets, drawings or {}, sizes), bounds)
    finally:
        _TURN.release()


def _asked(sheets: Sequence[str], drawings: Mapping[str, bytes], sizes: Type) -> bytes:
    encoded = {path: base64.b64encode(data).decode() for path, data in drawings.items()}
    asked = {"tried": sizes.tried, "readable": sizes.readable}
    return json.dumps({"sheets": list(sheets), "drawings": encoded, **asked}).encode()


def _made(asked: bytes, bounds: Bounds) -> bytes:
    command = [sys.executable, "-I", str(CHILD), str(bounds.seconds), str(bounds.memory)]
    try:
        done = subprocess.run(  # noqa: S603 - our own script, and nothing typed by anyone
            command, input=asked, capture_output=True, timeout=bounds.patience, env={}, check=False
        )
    except subprocess.TimeoutExpired:
        raise _failed() from None
    if done.returncode == ABSENT:
        raise _absent()
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        raise _failed()
    return done.stdout


def _absent() -> Unusable:
    return Unusable(
        said(N_("This machine cannot make PDF files. Print the sheet from the browser instead."))
    )


def _failed() -> Unusable:
    return Unusable(
        said(N_("The PDF could not be made in time. Print the sheet from the browser instead."))
    )
