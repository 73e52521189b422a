"""Sentences for people: marked for translation where they arise, spoken where they are shown."""

import gettext as stdlib_gettext
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

TRANSLATIONS = Path(__file__).resolve().parent / "translations"
LANGUAGES = ("zh_Hans", "zh_Hant", "en")
"""Catalogs, the default first. English is the language of the message ids."""


def N_(text: str) -> str:
    """The text itself; marks it for the catalogs."""
    return text


@dataclass(frozen=True)
class Said:
    """A sentence with its values, not yet in any language.

    `values` may hold other `Said`s: they are spoken in the same language.
    """

    text: str
    values: dict[str, object] = field(default_factory=dict)

    def spoken(self, translate: Callable[[str], str]) -> str:
        """The sentence, where `translate` gives the text of a message id."""
        values = {
            name: value.spoken(translate) if isinstance(value, Said) else value
            for name, value in self.values.items()
        }
        text = translate(self.text) if self.text else ""
        return text % values if values else text

    def __str__(self) -> str:
        return self.spoken(lambda text: text)


def said(text: str, /, **values: object) -> Said:
    """A `Said`; its first argument is found by the extraction of messages."""
    return Said(text, values)


@cache
def catalog(language: str) -> stdlib_gettext.NullTranslations:
    """The compiled catalog of a language; English needs none."""
    return stdlib_gettext.translation(
        "messages", TRANSLATIONS, [language], fallback=language == "en"
    )


def speak(sentence: Said, language: str) -> str:
    """The sentence in one of `LANGUAGES`."""
    return sentence.spoken(catalog(language).gettext)


def tell(sentences: Iterable[Said], language: str) -> str:
    """Sentences one after the other, each begun with a capital where the language has them.

    >>> tell([said("this is one."), said("%(number)s is two.", number=2)], "en")
    'This is one. 2 is two.'
    """
    spoken = [speak(sentence, language) for sentence in sentences]
    if language != "en":
        return "".join(spoken)
    return " ".join(text[:1].upper() + text[1:] for text in spoken)
