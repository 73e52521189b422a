"""Compiles the message catalogs when the wheel or an editable install is built."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogHook(BuildHookInterface[Any]):
    """Writes each `messages.mo` beside its `messages.po`; git ignores it, the wheel ships it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile all catalogs; `version` is "standard" or "editable", and both need them."""
        translations = Path(self.root, "portal", "translations")
        for source in sorted(translations.glob("*/LC_MESSAGES/messages.po")):
            with source.open("rb") as text:
                catalog = read_po(text, locale=source.parent.parent.name)
            with source.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, catalog)
