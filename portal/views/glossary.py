"""The glossary: what the words in the accounts mean, and in which years they were used."""

from flask import Blueprint, Response

from portal.choices import TOPIC
from portal.codes import Values
from portal.views import files, terms
from portal.views.rendering import day, language, render
from portal.words import N_, Said, said

blueprint = Blueprint("glossary", __name__)


@blueprint.get("/glossary")
@blueprint.get(f"/glossary.<{files.FORMS}:form>")
def glossary(form: str = "") -> str | Response:
    """Every term under its topic; each has an anchor of its own."""
    groups = grouped(list(terms.known().values()))
    if form:
        rows = [files.plain("term", found) for _, lines in groups for found in lines]
        return files.answer(form, rows, {"records": rows})
    return render(
        "public/glossary.html",
        section="glossary",
        groups=[(title, [_entry(found) for found in lines]) for title, lines in groups],
    )


def grouped(found: list[Values]) -> list[tuple[Said, list[Values]]]:
    """The terms under the headings of their topics, in their order; the rest at the end."""
    topics = [*((word, said(label)) for word, label, _ in TOPIC), (None, said(N_("Other words")))]
    groups = [
        (title, sorted((one for one in found if one["topic"] == topic), key=_place))
        for topic, title in topics
    ]
    return [(title, lines) for title, lines in groups if lines]


def _place(found: Values) -> tuple[int, str]:
    position = found["position"]
    return (2**62 if position is None else int(position), str(found["code"]))


def _entry(found: Values) -> tuple[str, str, str, str, str, Said | None]:
    """Anchor, word, the word in the other language, meaning, its language, and the years."""
    first, second = ("english", "title") if language() == "en" else ("title", "english")
    own = "meaning_en" if language() == "en" and found["meaning_en"] else "meaning"
    foreign = language() == "en" and own == "meaning"
    return (
        str(found["code"]),
        str(found[first] or found["title"]),
        str(found[second] or ""),
        str(found[own]),
        "zh-Hans" if foreign else "",
        years(found["since"], found["until"]),
    )


def years(since: object, until: object) -> Said | None:
    """When a word was in use; None for always."""
    first, last = (day(str(one), language()) if one else "" for one in (since, until))
    if first and last:
        return said(N_("in use from %(since)s to %(until)s"), since=first, until=last)
    if first:
        return said(N_("in use since %(since)s"), since=first)
    return said(N_("in use until %(until)s"), until=last) if last else None
