"""Makes one PDF in a process of its own: run as a script by `printing`, never imported by it.

Standard input is JSON: the HTML of the `sheets`, their `drawings` (path → SVG in base64), the sizes
of type to be `tried` and the `readable` one, in tenths of a point. The arguments are seconds of CPU
and bytes of memory. The answer is the PDF. The exit status is 3 where WeasyPrint is not to be had.
"""

import base64
import json
import resource
import signal
import sys
from collections.abc import Sequence
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

ABSENT = 3
HERE = "https://sheet.invalid/"
OVER = 1.0  # pixels by which a box may stand out of the page's area: rounding
MANY = 300  # rows for which one page has no room in any size: A3 holds 110 lines of the smallest
LONG = 6.0  # seconds of CPU after which a size that is only tried is given up


class TooLong(Exception):
    """Laying out a size of type takes longer than one page can."""


def main(words: list[str], source: BinaryIO, answer: BinaryIO) -> None:
    """Answers one request as the module's docstring says."""
    seconds, memory = map(int, words)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        import weasyprint
    except (ImportError, OSError):
        sys.exit(ABSENT)
    asked = json.loads(source.read())
    own = fetcher(asked["drawings"])
    documents = [
        fitted(
            weasyprint.HTML(string=html, base_url=HERE, url_fetcher=own),
            asked["tried"] if html.count("<tr") < MANY else (),
            asked["readable"],
        )
        for html in asked["sheets"]
    ]
    pages = [page for document in documents for page in document.pages]
    answer.write(documents[0].copy(pages).write_pdf(pdf_variant="pdf/ua-1"))


def fetcher(drawings: dict[str, str]) -> Any:
    """Gives the drawings and refuses everything else, wherever it is."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class Own(URLFetcher):  # type: ignore[misc]
        """No handler of the parent is ever reached."""

        def fetch(self, url: str, headers: object = None) -> Any:
            found = drawings.get(unquote(urlsplit(url).path)) if url.startswith(HERE) else None
            if found is None:
                raise FatalURLFetchingError(f"not one of the sheet's own drawings: {url}")
            kind = {"Content-Type": "image/svg+xml"}
            return URLFetcherResponse(url, body=base64.b64decode(found), headers=kind)

    return Own()


def fitted(sheet: Any, tried: Sequence[int], readable: int) -> Any:
    """The sheet in the largest size that fits on one page, else in the readable one."""
    best, left = None, sorted(tried)
    while left:
        middle = len(left) // 2 if best else 0
        document = attempted(sheet, left[middle])
        if document:
            best, left = document, left[middle + 1 :]
        else:
            left = left[:middle]
    return best or at(sheet, readable)


def attempted(sheet: Any, tenths: int) -> Any:
    """The sheet in a size in which it fits on one page; None where it does not.

    There are layouts, such as a split table of tables, on which WeasyPrint never ends. So the time
    of an attempt is bounded.
    """
    signal.signal(signal.SIGVTALRM, _give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, LONG)
    try:
        document = at(sheet, tenths)
    except TooLong:
        return None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return document if fits(document) else None


def _give_up(number: int, frame: object) -> None:
    raise TooLong


def at(sheet: Any, tenths: int) -> Any:
    """The sheet laid out with a size of type."""
    import weasyprint

    size = weasyprint.CSS(string=f"html{{font-size:{tenths / 10}pt!important}}")
    return sheet.render(stylesheets=[size], pdf_variant="pdf/ua-1")


def fits(document: Any) -> bool:
    """Whether all stands on one page and nothing out of the side of it."""
    return len(document.pages) == 1 and not wide(document.pages[0])


def wide(page: Any) -> bool:
    """Whether a line of text or a table stands out of the area of the page.

    WeasyPrint does not tell this to its callers, so its boxes are looked at.
    """
    area = page._page_box
    edge = area.content_box_x() + area.width + OVER
    return any(
        box.position_x + box.width > edge
        for box in area.descendants()
        if type(box).__name__ in ("TextBox", "TableBox") and isinstance(box.width, float | int)
    )


if __name__ == "__main__":
    main(sys.argv[1:], sys.stdin.buffer, sys.stdout.buffer)
