"""The published words of the glossary, kept until something new is published."""

from typing import NamedTuple

from flask import current_app

from portal.codes import Values
from portal.store import log, records
from portal.views.house import public

ATTRIBUTES = {
    ("project", "responsible_unit"): "responsible-unit",
    ("project", "implementing_unit"): "implementing-unit",
    ("project", "target"): "performance-target",
    ("project", "participation"): "participation",
    ("project", "mechanism"): "linkage",
    ("project", "in_library"): "library",
    ("project", "budget"): "budget",
    ("project", "settled"): "settlement",
    ("project", "balance_destination"): "balance",
    ("funding", "document"): "document-number",
    ("funding", "restricted_to"): "restricted",
    ("funding", "reverses"): "reversal",
    ("payment", "voucher"): "voucher",
    ("payment", "contract"): "contract",
    ("payment", "reverses"): "reversal",
    ("village", "labour_away"): "labour-away",
}
"""Attribute → the word that its label is explained by."""

STATUS = {
    "planned": "planning",
    "library": "library",
    "approved": "approval",
    "started": "start",
    "building": "under-construction",
    "complete": "complete",
    "accepted": "acceptance",
    "announced": "completion-notice",
    "final": "final-account",
    "handed_over": "hand-over",
    "suspended": "suspended",
    "rectifying": "rectifying",
    "adjusted": "adjusted",
    "cancelled": "cancelled",
}
"""Status of a project → the word that explains it."""


class Word(NamedTuple):
    """A word and its meaning in one language."""

    code: str
    title: str
    meaning: str


def known() -> dict[str, Values]:
    """Code → published term. One query for each new size of the log, not for each page."""
    db = public()
    size = log.size(db)
    kept: tuple[int, dict[str, Values]] | None = current_app.extensions.get("portal_terms")
    if not kept or kept[0] != size:
        kept = size, {str(found["code"]): found for found in records.every(db, "term")}
        current_app.extensions["portal_terms"] = kept
    return kept[1]


def word(code: str, language: str) -> Word | None:
    """A term as readers of a language meet it; None where it is not published in it."""
    found = known().get(code)
    names = ("english", "meaning_en") if language == "en" else ("title", "meaning")
    if found is None or not all(found[name] for name in names):
        return None
    return Word(code, *(str(found[name]) for name in names))
