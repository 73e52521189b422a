"""What stands in the forms of a project's workbench before anybody types: what is most likely."""

import datetime
from collections.abc import Iterable, Mapping, Sequence

from portal import choices, money, notices, steps
from portal.codes import Edit, Values
from portal.entities import attributes, entity
from portal.store import captions, ledger, paying, records
from portal.store import notices as kept_notices
from portal.store.connect import Connection
from portal.views.house import house
from portal.views.rendering import spoken
from portal.views.staff.fields import Directory, Option
from portal.words import N_, said

OWN = ("milestone", "contract", "allocation", "notice")
"""Tables of which a project's forms offer only its own records."""


class Own(Directory):
    """The records that a project's forms may name: of some tables only the project's own."""

    def __init__(self, db: Connection, project: str, fresh: Sequence[Edit] = ()) -> None:
        super().__init__(db, fresh)
        self.project = project
        self._known: dict[str, list[Option]] = {}

    def options(self, table: str) -> list[Option]:
        """(code, caption), the new ones first; read once."""
        if table not in self._known:
            found = self._own(table) if table in OWN else super().options(table)
            self._known[table] = found
        return self._known[table]

    def _own(self, table: str) -> list[Option]:
        new = [(code, title) for (about, code), title in self.fresh.items() if about == table]
        rows = records.belonging(self.db, table, "project", self.project, "code")
        undone = {row["reverses"] for row in rows if row.get("reverses")}
        if entity(table).money:
            rows = [row for row in rows if not row["reverses"] and row["code"] not in undone]
        codes = [str(row["code"]) for row in rows]
        names = captions.captions(self.db, table, codes)
        return new + [(code, names[code]) for code in codes]


def prefilled(
    db: Connection, table: str, project: Values, steps: Iterable[Values], today: str
) -> dict[str, str]:
    """Texts for the form of a new record about a project, whose steps are given."""
    code = str(project["code"])
    texts = {"project": code} if "project" in attributes(table) else {}
    texts |= dict.fromkeys(DAYS.get(table, ()), today)
    if table == "milestone":
        texts["position"] = str(following(steps))
    if table == "payment":
        texts |= _paying(db, code)
    if table == "acceptance":
        texts |= _measured(project)
    if table == "asset":
        texts |= {"title": str(project.get("title") or ""), "kind": "public"}
    if table == "contract_change":
        texts |= _last_contract(db, code)
    if table == "notice":
        texts |= _announcing(db, project, today)
    return texts


DAYS: Mapping[str, tuple[str, ...]] = {
    "payment": ("paid",),
    "progress": ("observed",),
    "contract": ("signed",),
    "contract_change": ("agreed",),
    "acceptance": ("accepted_on",),
    "asset": ("since",),
    "allocation": ("decided",),
}
"""Days that are most likely today."""


def following(steps: Iterable[Values]) -> int:
    """The place after the last step."""
    return max((int(step.get("position") or 0) for step in steps), default=0) + 1


def _paying(db: Connection, project: str) -> dict[str, str]:
    """The allocation with the most money left, and the posts on the last voucher."""
    signed = paying.signed_last(db, project)._asdict()
    lines = [line for line in ledger.assigned_to(db, project) if not line.reverses]
    best = max(lines, key=lambda line: line.amount - line.paid, default=None)
    source = {"allocation": best.code} if best and best.amount > best.paid else {}
    return {name: text for name, text in signed.items() if text} | source


def left(db: Connection, project: str) -> list[tuple[str, str]]:
    """(name of the giver, yuan left) of the allocations that are not used up."""
    return [
        (line.donor or spoken(said(N_("a kind person"))), money.yuan(line.amount - line.paid))
        for line in ledger.assigned_to(db, project)
        if line.amount > line.paid and not line.reverses and not line.reversed_by
    ]


def _measured(project: Values) -> dict[str, str]:
    """What was planned to be measured: the length of a road, the area of a square."""
    for name, unit in (("area", "m2"), ("length", "m")):
        if project.get(name):
            label = spoken(said(attributes("project")[name].label))
            title = label.split("（")[0].split(" (")[0]
            return {"title": title, "planned_quantity": str(project[name]), "unit": unit}
    return {}


def _last_contract(db: Connection, project: str) -> dict[str, str]:
    found = records.belonging(db, "contract", "project", project, "signed", 1)
    return {"contract": str(found[-1]["code"])} if found else {}


STAGES = {
    "planned": "library",
    "library": "library",
    "approved": "works",
    "procured": "works",
    "started": "progress",
    "building": "progress",
    "complete": "completion",
    "accepted": "completion",
    "announced": "completion",
    "final": "asset",
    "handed_over": "asset",
}
"""State of a project → the stage of which the next notice is likely."""


def _announcing(db: Connection, project: Values, today: str) -> dict[str, str]:
    """The stage that is missing or likely, with its usual title and period; place and people as on
    the last notice.
    """
    village = str(project.get("village") or "")
    likely = STAGES.get(str(project.get("status")), "works")
    stage = kept_notices.lacking(db, str(project.get("code"))) or likely
    begin = datetime.date.fromisoformat(today)
    until = begin + datetime.timedelta(days=house().settings.notice_days)
    place = records.titles(db, "village", [village]).get(village, "")
    about = str(project.get("title") or "").removeprefix(place)
    texts = {
        "village": village,
        "stage": stage,
        "form": notices.FORM[stage],
        "title": notices.title(place, about, stage),
        "start": today,
        "end": until.isoformat() if stage in notices.POSTED else "",
        "body": str(project.get("implementing_unit") or ""),
    }
    for last in records.belonging(db, "notice", "village", village, "start", 1):
        texts |= {name: str(last[name]) for name in ("body", "place", "contact") if last[name]}
    return texts


def template(project: Values) -> str:
    """The type of works whose standard steps fit the project best; "" where none is likely."""
    return steps.KIND_OF.get(str(project.get("subtype") or ""), "")


STATES = [word for word, _, _ in choices.STATUS if word not in choices.SIDE_STATES]


def next_state(status: object) -> str | None:
    """The state that comes after one; None after the last, and for side states."""
    if status in choices.SIDE_STATES:
        return None
    place = STATES.index(str(status)) + 1 if status in STATES else 0
    return STATES[place] if place < len(STATES) else None
