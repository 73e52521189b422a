"""The rules of notices (domain guide, section 2): what they are about, their period, its result."""

from collections.abc import Iterator

from portal import notices
from portal.codes import Values
from portal.store import notices as kept
from portal.store import records
from portal.store.connect import Connection
from portal.words import N_, Said, said

Found = Iterator[tuple[bool, Said]]


def about_what_its_stage_asks(db: Connection, values: Values) -> Found:
    """Each stage is about a project, money received, or a year of a village."""
    asked = notices.ABOUT[str(values["stage"])]
    if values.get(asked) is None:
        sentences = {
            "project": N_("A notice of this stage is about a project: choose it."),
            "funding": N_("A notice of this stage is about money received: choose it."),
            "year": N_("A notice of this stage is about a year: fill it in."),
        }
        yield True, said(sentences[asked])


def of_its_village(db: Connection, values: Values) -> Found:
    """The project of a notice lies in its village."""
    project = records.values(db, "project", str(values.get("project"))) or {}
    if project.get("village") not in (None, values["village"]):
        yield True, said(N_("The project lies in another village."))


def posted_before_the_decision(db: Connection, values: Values) -> Found:
    """Before a decision is final, objections are invited: a posting, not an announcement."""
    if values["stage"] in notices.POSTED and values["form"] != "posting":
        yield True, said(N_("This stage is posted and invites objections: choose “posting”."))


def period_is_whole(db: Connection, values: Values) -> Found:
    """A posting has an end, after its start."""
    if values["form"] == "posting" and not values.get("end"):
        yield True, said(N_("A posting needs a last day."))
    if values.get("end") and str(values["end"]) < str(values["start"]):
        yield True, said(N_("It ends before it starts."))


def afterwards_is_past(db: Connection, values: Values) -> Found:
    """Entered afterwards is only what was over before these books began.

    Otherwise the word would be a way around the least number of days.
    """
    first = kept.first_day(db)
    last = str(values.get("end") or values["start"])
    if values.get("historic") and first and last >= first:
        yield (
            True,
            said(
                N_(
                    "These books began on %(first)s; a notice that was still up then is not"
                    " entered afterwards."
                ),
                first=first,
            ),
        )


def correction_is_told(db: Connection, values: Values) -> Found:
    """Who corrects a notice says why, and stays with its stage and subject."""
    if not values.get("corrects"):
        return
    if not values.get("correction"):
        yield True, said(N_("Say why the earlier notice is corrected; villagers will read it."))
    before = records.values(db, "notice", str(values["corrects"])) or {}
    if values["corrects"] == values["code"]:
        yield True, said(N_("A notice never corrects itself."))
    if values.get("historic") and not before.get("historic"):
        yield (
            True,
            said(N_("A notice entered afterwards corrects only another one entered afterwards.")),
        )
    if any(before.get(name) != values.get(name) for name in ("stage", "village", "project")):
        yield True, said(N_("A correction keeps the stage, the village and the project."))
    if before.get("form") == "posting" and values["form"] != "posting":
        yield True, said(N_("A posting that is corrected stays a posting: choose “posting”."))


def result_after_the_period(db: Connection, values: Values) -> Found:
    """The result of a posting is recorded when its period is over, in words."""
    closed, result = values.get("closed"), values.get("result")
    if (closed and not result) or (result and not closed):
        yield True, said(N_("The result needs both its day and its words."))
    if closed and values["form"] != "posting":
        yield True, said(N_("An announcement has no period and so no result."))
    if closed and str(closed) < str(values.get("end") or ""):
        yield (
            True,
            said(
                N_("The period runs until %(end)s; its result is recorded then."),
                end=values.get("end"),
            ),
        )


RULES = (
    about_what_its_stage_asks,
    of_its_village,
    posted_before_the_decision,
    period_is_whole,
    afterwards_is_past,
    correction_is_told,
    result_after_the_period,
)
