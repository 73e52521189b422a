"""What records say in words: quoted, not copied, so that report and record never differ."""

from portal.figures.figure import Figure, project, record
from portal.words import N_

_MEANING = N_("What the record says in its own words.")


def _quote(name: str, label: str, table: str, attribute: str) -> Figure:
    takes = {"project": project("code", needed=True)}
    if table != "project":
        takes = {"code": record(table)}
    return Figure(
        name=name,
        label=label,
        meaning=_MEANING,
        unit="plain",
        table=table,
        quote=attribute,
        takes=takes,
    )


FIGURES = (
    _quote("promise.title", N_("A promise in its words"), "promise", "title"),
    _quote("promise.due", N_("Until when a promise is to be kept"), "promise", "due"),
    _quote("promise.outcome", N_("The outcome of a promise in its words"), "promise", "outcome"),
    _quote("promise.reason", N_("Why a promise was given up"), "promise", "reason"),
    _quote("problem.title", N_("A difficulty in its words"), "problem", "title"),
    _quote("problem.measure", N_("A measure in its words"), "problem", "measure"),
    _quote("problem.due", N_("Until when a difficulty is to be solved"), "problem", "due"),
    _quote("project.title", N_("A project by its name"), "project", "title"),
    _quote("project.scale", N_("A project in its words"), "project", "scale"),
    _quote("project.mechanism", N_("How a project helps the households"), "project", "mechanism"),
    _quote("activity.title", N_("An activity by its name"), "activity", "title"),
)
