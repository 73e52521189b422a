"""`python -m portal.translations`: collects the messages, converts zh_Hant, compiles."""

import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from portal.settings import HOME
from portal.traditional import traditional
from portal.words import TRANSLATIONS

METHODS: list[tuple[str, Any]] = [("portal/**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "N_": None, "gettext": None, "lazy": None, "ngettext": (1, 2)}
HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: %s\\n"
"Plural-Forms: %s\\n"
"""


def collected() -> Catalog:
    """All messages of the code and the templates."""
    template = Catalog(charset="utf-8")
    found = extract_from_dir(HOME, METHODS, keywords=KEYWORDS, comment_tags=())
    for name, _, message, _, _ in sorted(found, key=lambda item: (item[0], item[1])):
        if not name.startswith(("data", "tests", ".")):
            template.add(message)
    return template


def path(language: str) -> Path:
    """Where a catalog stands."""
    return TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"


def updated(language: str, template: Catalog) -> Catalog:
    """The catalog with the messages of the template; translations are kept."""
    file = path(language)
    old = read_po(BytesIO(file.read_bytes()), locale=language) if file.exists() else None
    catalog = old or Catalog(locale=language, charset="utf-8")
    catalog.update(template, no_fuzzy_matching=True, update_header_comment=False)
    catalog.obsolete.clear()
    return catalog


def converted(simplified: Catalog) -> Catalog:
    """zh_Hant out of zh_Hans."""
    catalog = Catalog(locale="zh_Hant", charset="utf-8")
    for message in simplified:
        if message.id:
            string = message.string or ""
            texts = [string] if isinstance(string, str) else list(string)
            done = tuple(traditional(text or "") for text in texts)
            catalog.add(message.id, done[0] if isinstance(string, str) else done)
    return catalog


def write(language: str, catalog: Catalog) -> None:
    """The .po, without dates or line numbers that change by themselves, and the .mo."""
    file = path(language)
    file.parent.mkdir(parents=True, exist_ok=True)
    buffer = BytesIO()
    write_po(buffer, catalog, omit_header=True, no_location=True, sort_output=True)
    header = HEADER % (language, catalog.plural_forms)
    file.write_bytes(header.encode() + b"\n" + buffer.getvalue())
    with file.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, catalog)


def main() -> int:
    """Updates every catalog; 1 when something is not translated."""
    template = collected()
    simplified = updated("zh_Hans", template)
    write("zh_Hans", simplified)
    write("zh_Hant", converted(simplified))
    write("en", updated("en", template))
    missing = [message.id for message in simplified if message.id and not _whole(message.string)]
    for text in missing:
        sys.stdout.write(f"zh_Hans: {text!r}\n")
    return 1 if missing else 0


def _whole(string: object) -> bool:
    return bool(string) if isinstance(string, str) else isinstance(string, Sequence) and all(string)


if __name__ == "__main__":
    raise SystemExit(main())
