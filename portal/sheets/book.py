"""The sheets of a workbook, read by a process of its own with bounds on time and memory."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.sheets import limits
from portal.sheets.grid import Raw
from portal.sheets.scan import COLUMNS, ROWS, SLACK

_REFUSALS = {"locked": limits.locked, "damaged": limits.damaged, "large": limits.over_large}
CHILD = Path(__file__).with_name("book_child.py")


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """The most that one workbook may take: seconds of CPU, seconds on the clock, bytes."""

    seconds: int = 30
    patience: int = 120
    memory: int = 2 * 1024 * 1024 * 1024


def sheets(content: bytes, bounds: Bounds) -> list[tuple[str, list[list[Raw]], bool]]:
    """(name, rows, whether it is hidden) of each sheet; raises `BadSheet` with the way out."""
    *lines, end = _answer(content, bounds)
    if end != "whole":
        raise _REFUSALS[end]()
    found: list[tuple[str, list[list[Raw]], bool]] = []
    for line in lines:
        if isinstance(line, dict):
            found.append((line["name"], [], line["hidden"]))
        else:
            found[-1][1].append(line)
    return found


def _answer(content: bytes, bounds: Bounds) -> list[Any]:
    """The lines of the answer."""
    numbers = (ROWS + SLACK, COLUMNS, bounds.seconds, bounds.memory)
    try:
        done = subprocess.run(  # noqa: S603 - our own script, and nothing typed by anyone
            [sys.executable, "-I", str(CHILD), *map(str, numbers)],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            timeout=bounds.patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise limits.over_large() from None
    if done.returncode:  # a signal where it ran out of time or memory
        raise limits.over_large() if done.returncode < 0 else limits.damaged()
    return [json.loads(line) for line in done.stdout.splitlines()]
