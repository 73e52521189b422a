"""The standing pages: about, how to read, rules, privacy, contact, and what staff add."""

from typing import Any

from flask import Blueprint, Response

from portal.choices import LANGUAGE
from portal.entities.writing import Page
from portal.errors import NotFound
from portal.store import contacts, log, records
from portal.store.connect import Connection
from portal.views import files, history
from portal.views.house import house, public, today
from portal.views.rendering import language, render
from portal.words import N_, Said, said

blueprint = Blueprint("standing", __name__)
TAGS = {"zh_Hans": "zh-Hans", "en": "en"}
_LABELS = {word: label for word, label, _ in LANGUAGE}


@blueprint.get("/pages/<slug>")
@blueprint.get(f"/pages/<slug>.<{files.FORMS}:form>")
def page(slug: str, form: str = "") -> str | Response:
    """One page in the reader's language or, where there is none, in the other."""
    db = public()
    found = _found(db, slug)
    if found is None:
        raise NotFound(said(N_("There is no page “%(slug)s” here, or not yet."), slug=slug[:40]))
    if form:
        row = files.plain("page", records.values(db, "page", found.code) or {})
        return files.answer(form, [row], {"page": row})
    return render("public/page.html", page=found, **_about(db, slug, found))


def _found(db: Connection, slug: str) -> Page | None:
    codes = (f"{slug}-en", slug) if language() == "en" else (slug,)
    for code in codes:
        found = records.record(db, "page", code)
        if isinstance(found, Page):
            return found
    return None


def _about(db: Connection, slug: str, found: Page) -> dict[str, Any]:
    """What stands around the text: its language if it is another, who wrote it, what belongs."""
    written = found.language or "zh_Hans"
    own = (written == "en") == (language() == "en")
    about_sample = slug == "about" and house().settings.sample
    sample = _found(db, "sample") if about_sample else None
    rows = log.history(db, "page", found.code, 20)
    return {
        "other": "" if own else TAGS.get(written, ""),
        "told": said(N_("This text is in %(language)s."), language=said(_LABELS[written])),
        "calls": _calls(db) if slug == "contact" else [],
        "contact": slug == "contact",
        "sample": sample,
        "changes": history.lines(db, rows, house().settings.timezone, language()),
    }


def _calls(db: Connection) -> list[tuple[str | Said, str]]:
    """Whom to call or write to."""
    lines: list[tuple[str | Said, str]] = list(contacts.hotlines(db, today()))
    if email := house().settings.imprint.email:
        lines.append((said(N_("E-mail")), email))
    return lines
