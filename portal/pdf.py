"""PDF pages as pixels and PDF text, read by a process of its own with bounds on time and memory."""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple

from portal.errors import Invalid
from portal.words import N_, Said, said

CHILD = Path(__file__).with_name("pdf_child.py")
_OVERTIME = (-signal.SIGXCPU, -signal.SIGKILL)


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """The most that one PDF may take: pages, pixels of the longest side, characters, s, bytes.

    `seconds` are of CPU; `patience` is on the clock, for a machine that is busy with others.
    """

    pages: int = 20
    side: int = 1800
    characters: int = 1_000_000
    seconds: int = 20
    patience: int = 120
    memory: int = 1024 * 1024 * 1024


@dataclass(frozen=True)
class Pixels:
    """One page: 8 bits each of red, green and blue, line by line."""

    width: int
    height: int
    rgb: bytes


class Words(NamedTuple):
    """The text of a page, the box of each of its characters, and the texts of its notes.

    A box is left, top, right, bottom in fractions (0..1) of the page as it is shown.
    """

    text: str
    boxes: list[list[float]]
    notes: list[str]


def pages(data: bytes, bounds: Bounds) -> Iterator[Pixels]:
    """The pages of a PDF, one at a time; raises `Invalid` with a sentence for what cannot be."""
    with _asked("pages", data, bounds) as (count, answer):
        for _ in range(count):
            yield _page(answer, bounds)


def text(data: bytes, bounds: Bounds) -> str:
    """All text of a PDF; raises `Invalid` when there is more than `bounds` allow to look at."""
    with _asked("text", data, bounds) as (_, answer):
        found = answer.read().decode("utf-8", "replace")
    if len(found) > bounds.characters:
        raise Invalid(said(N_("The PDF holds more text than can be checked. Split it.")))
    return found


def words(data: bytes, bounds: Bounds) -> list[Words]:
    """The words of each page of a PDF; raises `Invalid` for what cannot be read.

    Beyond the characters that `bounds` allow nothing is told.
    """
    with _asked("words", data, bounds) as (count, answer):
        return [Words(**json.loads(answer.readline())) for _ in range(count)]


@contextmanager
def _asked(what: str, data: bytes, bounds: Bounds) -> Iterator[tuple[int, IO[bytes]]]:
    """The number of pages, and the rest of the answer."""
    with _child(what, data, bounds) as answer:
        word, _, number = answer.readline().decode("ascii", "replace").strip().partition(" ")
        if word == "locked":
            raise Invalid(said(N_("The PDF has a password. Save it without one, then send it.")))
        if word == "long":
            raise Invalid(
                said(
                    N_("The PDF has %(pages)s pages; at most %(most)s are taken. Split it."),
                    pages=number,
                    most=bounds.pages,
                )
            )
        if word != "ok":
            raise _damaged()
        yield int(number), answer


@contextmanager
def _child(what: str, data: bytes, bounds: Bounds) -> Iterator[IO[bytes]]:
    """The answer of the process; it is ended when time is up or the reader has enough."""
    numbers = (bounds.pages, bounds.side, bounds.characters, bounds.seconds, bounds.memory)
    process = subprocess.Popen(  # noqa: S603 - our own script, and nothing typed by anyone
        [sys.executable, "-I", str(CHILD), what, *map(str, numbers)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
    )
    timer = threading.Timer(bounds.patience, process.kill)
    timer.start()
    try:
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(BrokenPipeError), process.stdin:
            process.stdin.write(data)
        yield process.stdout
        if process.wait():
            raise _damaged()
    except Invalid as refusal:
        if process.wait() in _OVERTIME:
            raise Invalid(_late()) from refusal
        raise
    finally:
        timer.cancel()
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(BrokenPipeError):
                pipe.close() if pipe is not None else None


def _page(answer: IO[bytes], bounds: Bounds) -> Pixels:
    line = answer.readline(40).split()
    if len(line) != 2:
        raise _damaged()
    width, height = map(int, line)
    assert 0 < max(width, height) <= bounds.side + 1
    rgb = answer.read(width * height * 3)
    if len(rgb) < width * height * 3:
        raise _damaged()
    return Pixels(width, height, rgb)


def _damaged() -> Invalid:
    return Invalid(
        said(N_("The PDF is damaged. Open it, save it again, or send photos of its pages."))
    )


def _late() -> Said:
    return said(N_("The PDF takes too long to read. Send photos of its pages instead."))
