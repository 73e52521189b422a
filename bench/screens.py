"""Pictures of every kind of public page: `make screens`, then open build/screens/index.html.

Phone and desk, light, dark, large and on paper, in three languages. It ends with 1 when a page
answers with another status than it should, is wider than its screen (or than 320 pixels), or
makes the browser complain about anything. `python bench/screens.py home log` takes only these.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from visits import CHROMIUM_FLAGS, LANGUAGES, Visit, asked, chosen, chromium, served

OUT = Path(__file__).resolve().parent.parent / "build" / "screens"
PHONE, DESK = (360, 740), (1280, 900)
NARROWEST = 320
SHEETS = 2
"""Pages of paper that are kept of one page."""
PICTURES = """Promise.all([...document.images].map(one => {
  one.loading = "eager"; return one.decode().catch(() => {}) }))"""
"""Waits for the pictures that a page loads only when they are scrolled to."""
WIDTH = "document.documentElement.scrollWidth"


class Look(NamedTuple):
    """A way to look at a page."""

    name: str
    size: tuple[int, int]
    scheme: Literal["light", "dark"] = "light"
    large: bool = False


LOOKS = (
    Look("phone", PHONE),
    Look("phone-dark", PHONE, "dark"),
    Look("phone-large", PHONE, large=True),
    Look("desk", DESK),
    Look("desk-dark", DESK, "dark"),
    Look("desk-large", DESK, large=True),
)
PAPER = "paper"


class Album:
    """Takes the pictures and remembers what was wrong."""

    def __init__(self, address: str, visits: tuple[Visit, ...]) -> None:
        self.address = address
        self.visits = visits
        self.wrong: list[str] = []

    def take(self, browser: Browser) -> None:
        """All looks at all pages in all languages."""
        for look in LOOKS:
            width, height = look.size
            with browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=look.scheme
            ) as context:
                page = context.new_page()
                for language, start in LANGUAGES.items():
                    for visit in self.visits:
                        self._look(page, look, language, start, visit)
            print(f"{look.name}: {len(self.visits) * len(LANGUAGES)} pages", flush=True)

    def _look(self, page: Page, look: Look, language: str, start: str, visit: Visit) -> None:
        path = f"{start}{'/large' if look.large else ''}{visit.path}"
        file = f"{visit.name}.{language}"
        with complaints(page, self.address + path) as said:
            answer = page.goto(self.address + path, wait_until="load")
            page.evaluate(PICTURES)
            page.screenshot(path=OUT / f"{file}.{look.name}.png", full_page=True)
            status = answer.status if answer else 0
            self._note(status != visit.status, f"{look.name} {path}: status {status}")
            self._fits(page, look, path)
        self._note(bool(said), f"{look.name} {path}: {said}")
        if look == LOOKS[0]:
            _paper(page.pdf(format="A4", prefer_css_page_size=True), OUT / f"{file}.{PAPER}.png")

    def _fits(self, page: Page, look: Look, path: str) -> None:
        width, height = look.size
        self._note(page.evaluate(WIDTH) > width, f"{look.name} {path}: wider than {width}")
        if look.size == PHONE and look.scheme == "light":
            page.set_viewport_size({"width": NARROWEST, "height": height})
            self._note(page.evaluate(WIDTH) > NARROWEST, f"{path}: wider than {NARROWEST}")
            page.set_viewport_size({"width": width, "height": height})

    def _note(self, wrong: bool, text: str) -> None:
        if wrong:
            self.wrong.append(text)
            print(f"WRONG {text}", flush=True)


class complaints:  # noqa: N801 reads as a word of a `with` sentence
    """What the browser says while a page is open, save that an error page is one."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.said: list[str] = []

    def __enter__(self) -> list[str]:
        self.page.on("console", self._console)
        self.page.on("pageerror", self._error)
        return self.said

    def __exit__(self, *error: object) -> None:
        self.page.remove_listener("console", self._console)
        self.page.remove_listener("pageerror", self._error)

    def _console(self, message: ConsoleMessage) -> None:
        of_the_page = message.location.get("url") == self.address and "status of 4" in message.text
        if message.type in ("error", "warning") and not of_the_page:
            self.said.append(message.text)

    def _error(self, error: Any) -> None:
        self.said.append(str(error))


def _paper(pdf: bytes, file: Path) -> None:
    """The first sheets of a PDF side by side."""
    document = pypdfium2.PdfDocument(pdf)
    sheets = [document[n].render(scale=1.5).to_pil() for n in range(min(SHEETS, len(document)))]
    whole = Image.new("RGB", (sum(one.width for one in sheets), sheets[0].height), "white")
    left = 0
    for one in sheets:
        whole.paste(one, (left, 0))
        left += one.width
    kept = io.BytesIO()
    whole.save(kept, "PNG")
    file.write_bytes(kept.getvalue())


def contact_sheet(visits: tuple[Visit, ...]) -> str:
    """One page that shows all pictures, a row for each page and language."""
    return "\n".join(
        [
            "<!doctype html><html lang=en><meta charset=utf-8><title>Screens</title>",
            "<style>body{font:14px sans-serif;background:#888}section{display:flex;gap:8px;",
            "align-items:start;overflow:auto;margin-bottom:16px}img{height:560px;width:auto;",
            "object-fit:contain;object-position:top;background:#fff}</style>",
            *_rows(visits),
        ]
    )


def _rows(visits: tuple[Visit, ...]) -> Iterator[str]:
    names = [*(look.name for look in LOOKS), PAPER]
    for visit in visits:
        for language in LANGUAGES:
            yield f"<h2>{visit.name} · {language}</h2><section>"
            for name in names:
                file = f"{visit.name}.{language}.{name}.png"
                yield f'<a href="{file}"><img loading="lazy" src="{file}" alt="{name}"></a>'
            yield "</section>"


def main() -> None:
    """Takes the pictures; exits with 1 when anything was wrong."""
    visits = chosen(sys.argv[1:])
    OUT.mkdir(parents=True, exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        album = Album(address, asked(address, visits))
        album.take(browser)
        browser.close()
    (OUT / "index.html").write_text(contact_sheet(visits), "utf-8")
    print(f"{OUT / 'index.html'}: {len(album.wrong)} things wrong")
    sys.exit(1 if album.wrong else 0)


if __name__ == "__main__":
    main()
