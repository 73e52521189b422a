"""One paper or picture: what it shows, what it belongs to, its hashes and its history."""

from flask import Blueprint, Response

from portal.choices import PROVED_BY
from portal.errors import NotFound
from portal.store import log, papers, records
from portal.views import files, history, questions, whereabouts
from portal.views.house import house, public
from portal.views.rendering import language, render
from portal.words import N_, said

blueprint = Blueprint("papers", __name__)
WORDS = {word: label for word, label, _ in PROVED_BY}


@blueprint.get("/papers/<code>")
@blueprint.get(f"/papers/<code>.<{files.FORMS}:form>")
def paper(code: str, form: str = "") -> str | Response:
    """One paper or picture with all that proves it."""
    db = public()
    found = papers.proof(db, code)
    if found is None:
        raise NotFound(said(N_("There is no paper “%(code)s”."), code=code[:40]))
    if form:
        row = files.plain("document", records.values(db, "document", code) or {})
        return files.answer(form, [row], {"document": row})
    rows = log.history(db, "document", code, 20)
    return render(
        "public/paper.html",
        paper=found,
        about=said(WORDS.get(found.of_table, found.of_table)),
        owner=records.titles(db, found.of_table, [found.of_code]).get(found.of_code)
        if found.of_table in WORDS
        else None,
        href=whereabouts.href(db, found.of_table, found.of_code),
        **questions.about(db, [("document", code)]),
        changes=history.lines(db, rows, house().settings.timezone, language()),
    )
