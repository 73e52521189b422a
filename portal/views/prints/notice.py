"""The sheet of a notice: what the board shows, with its period and the log that holds it."""

from portal import choices
from portal.entities.announcing import Notice
from portal.store.connect import Connection
from portal.views import notices
from portal.views.prints.frame import Head, Sheet
from portal.words import N_, said

_STAGES = {word: label for word, label, _ in choices.STAGE}


def sheet(db: Connection, found: Notice) -> Sheet:
    """The notice as it was frozen; its head is the first signed one that holds it, for ever."""
    story = notices.story(db, found)
    seen = story["witness"]
    return Sheet(
        template="notice.html",
        name=said(_STAGES[found.stage]),
        path=f"/notices/{found.code}/sheet",
        live=f"/notices/{found.code}",
        day=found.start,
        head=Head(size=seen.size, root=seen.root) if seen else None,
        hotlines=story["sheet"].calls,
        signs=(
            said(N_("%(body)s (seal)"), body=story["body"]),
            said(N_("Responsible person (signature)")),
        ),
        values={name: story[name] for name in ("notice", "line", "body", "cell")}
        | {"says": story["sheet"]},
    )
