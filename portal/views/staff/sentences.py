"""A change as a reviewer reads it aloud: one plain sentence for each edit and each balance."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portal import money
from portal.changes import Balance
from portal.choices import DONATED
from portal.codes import Edit, Values
from portal.entities import attributes, entity
from portal.kinds import Prose, Text
from portal.store import ledger
from portal.views.rendering import language
from portal.views.staff import wording
from portal.words import N_, Said, said

LONGEST = 60
"""Characters of a text that a sentence holds; longer ones are read below it."""
AT_MOST = 6
"""Entries of a new record that its sentence names."""
UNTOLD = frozenset({"title", "reverses", "note"})


@dataclass(frozen=True)
class Subject:
    """A record as a sentence names it: its kind, and its title or voucher."""

    table: str
    values: Values
    names: wording.Names

    @property
    def said(self) -> Said:
        """For example 付款 记-0421（路面浇筑）, or 项目“道路硬化”."""
        label, voucher = said(entity(self.table).label), self.values.get("voucher")
        title = wording.caption(self.table, self.values, self.names)
        if voucher:
            text = N_("%(table)s %(voucher)s (%(title)s)")
            return said(text, table=label, voucher=voucher, title=title)
        return said(N_("%(table)s “%(title)s”"), table=label, title=title)

    def text(self, name: str, value: object) -> str:
        """A value as a sentence says it: without a full stop of its own."""
        text = wording.text(self.table, name, value, self.names)  # type: ignore[arg-type]
        return text.rstrip("。.")

    def within(self, name: str, value: object) -> str:
        """A value between words; in Chinese, figures and Latin letters are set off by spaces."""
        text = self.text(name, value)
        if language() == "en" or not text:
            return text
        return f"{' ' * text[0].isascii()}{text}{' ' * text[-1].isascii()}"


def told(edit: Edit, before: Values | None, whole: Values, names: wording.Names) -> list[Said]:
    """What an edit does; `before` holds what it replaces, `whole` names the record."""
    subject = Subject(edit.table, whole, names)
    if edit.action == "reverse":
        return [_taken_back(subject)]
    if edit.action == "create":
        return [_new(subject, edit.values)]
    return [
        _changed(subject, name, (before or {}).get(name), edit.values[name])
        for name in attributes(edit.table)
        if name in edit.values
    ]


def _taken_back(subject: Subject) -> Said:
    amount = money.yuan(abs(int(subject.values.get("amount") or 0)))
    text = N_("Take back %(what)s, %(amount)s yuan. The line stays visible, struck through.")
    return said(text, what=subject.said, amount=amount)


def _changed(subject: Subject, name: str, old: object, new: object) -> Said:
    values = {"what": subject.said, "attribute": said(attributes(subject.table)[name].label)}
    if is_long(subject.table, name, old, new):
        lengths = {"before": len(str(old or "")), "after": len(str(new or ""))}
        return said(_rewritten(old, new), **values, **lengths)
    if new is None:
        text = N_("Empty “%(attribute)s” of %(what)s; it was %(old)s.")
        return said(text, **values, old=_last(subject, name, old))
    if old is None:
        text = N_("Fill in “%(attribute)s” of %(what)s, which was empty: %(new)s.")
        return said(text, **values, new=subject.text(name, new))
    text = N_("Change “%(attribute)s” of %(what)s from %(old)s to %(new)s.")
    return said(text, **values, old=subject.within(name, old), new=_last(subject, name, new))


def _last(subject: Subject, name: str, value: object) -> str:
    """A value before the full stop."""
    return subject.within(name, value).rstrip()


def _rewritten(old: object, new: object) -> str:
    """What is said of a text that is too long for the sentence."""
    if old is None:
        return N_(
            "Fill in “%(attribute)s” of %(what)s, which was empty, with %(after)s characters. The"
            " text stands below."
        )
    if new is None:
        return N_(
            "Empty “%(attribute)s” of %(what)s; it had %(before)s characters, which stand below."
        )
    return N_(
        "Rewrite “%(attribute)s” of %(what)s: it had %(before)s characters and will have %(after)s."
        " Both texts stand below."
    )


def is_long(table: str, name: str, *values: object) -> bool:
    """Whether one of the texts is too long for a sentence."""
    texts = isinstance(attributes(table)[name], Prose | Text)
    return texts and any(len(str(one or "")) > LONGEST or "\n" in str(one or "") for one in values)


def _new(subject: Subject, values: Values) -> Said:
    """A new record by its weightiest entries: those that its list shows, then the others."""
    order = [*entity(subject.table).lists, *attributes(subject.table)]
    filled = [
        name
        for name in dict.fromkeys(order)
        if values.get(name) is not None and name not in UNTOLD and name != "voucher"
    ]
    short = [name for name in filled if not is_long(subject.table, name, values[name])]
    shown = [_entry(subject, name, values[name]) for name in short[:AT_MOST]]
    more = len(filled) - len(shown)
    if not shown:
        return said(N_("New: %(what)s."), what=subject.said)
    text = N_("New: %(what)s. %(entries)s.") if not more else _MORE
    return said(text, what=subject.said, entries=listed(shown), more=more)


_MORE = N_("New: %(what)s. %(entries)s; the rest (%(more)s) stands below.")


def _entry(subject: Subject, name: str, value: object) -> Said:
    label = said(attributes(subject.table)[name].label)
    return said(N_("%(attribute)s: %(value)s"), attribute=label, value=subject.text(name, value))


def listed(parts: Sequence[Said]) -> Said:
    """Several parts in a row, with the language's own separator."""
    whole = parts[0]
    for part in parts[1:]:
        whole = said(N_("%(first)s; %(second)s"), first=whole, second=part)
    return whole


Pair = tuple[Edit, Edit]


def corrections(edits: Iterable[Edit]) -> dict[str, Pair]:
    """Code of the reversal → it and the new line that stands in for the line it takes back.

    They belong together when the new line says the same in at least two attributes of three.
    """
    found: dict[str, Pair] = {}
    waiting: list[Edit] = []
    for edit in edits:
        if edit.action == "reverse":
            waiting.append(edit)
        elif edit.action == "create" and entity(edit.table).money:
            for back in waiting:
                if back.table == edit.table and _alike(back.values, edit.values):
                    found[back.code] = (back, edit)
                    waiting.remove(back)
                    break
    return found


def _alike(back: Values, line: Values) -> bool:
    names = {name for name in (*back, *line) if name not in ("amount", "reverses", "note")}
    same = sum(back.get(name) == line.get(name) for name in names)
    return 3 * same >= 2 * len(names)


def corrected(pair: Pair, names: wording.Names) -> list[Said]:
    """What a correction puts right, as if the line were edited, and how it is done."""
    back, line = pair
    subject = Subject(back.table, back.values, names)
    old: Values = {**back.values, "amount": -int(back.values.get("amount") or 0)}
    changed = [
        _changed(subject, name, old.get(name), line.values.get(name))
        for name in attributes(back.table)
        if name not in ("code", "reverses", "note") and old.get(name) != line.values.get(name)
    ]
    how = said(N_("The old line stays visible, struck through; a new one takes its place."))
    return [*changed, how]


FIGURES: Mapping[str, tuple[str, ...]] = {
    "funding": ("left", "received", "allocated"),
    "allocation": ("unspent",),
    "project": ("paid", "allocated", "planned"),
    "village": ("paid",),
}
"""The running sums that matter for each kind, the weightiest first."""
WORDS = {
    "left": N_("balance"),
    "received": N_("received total"),
    "allocated": N_("allocated total"),
    "paid": N_("paid total"),
    "planned": N_("planned total"),
    "unspent": N_("unpaid remainder"),
}


def balance(moved: Balance, title: str, nature: str = "") -> Said | None:
    """What becomes of the weightiest sum that moves; None when none that matters does."""
    for name in FIGURES.get(moved.about, ()):
        before, after = _figure(moved.before, name), _figure(moved.after, name)
        if before != after:
            what = _holder(moved.about, title, nature)
            return _becomes(what, said(WORDS[name]), before, after)
    return None


def _figure(total: ledger.Total, name: str) -> int:
    return int(getattr(total, name))


def _holder(about: str, title: str, nature: str) -> Said:
    label = N_("donation") if nature in DONATED else entity(about).label
    return said(N_("%(table)s “%(title)s”"), table=said(label), title=title)


def _becomes(what: Said, figure: Said, before: int, after: int) -> Said:
    values = {"before": money.yuan(before), "after": money.yuan(after), "over": money.yuan(-after)}
    text = N_("The %(figure)s of %(what)s goes from %(before)s to %(after)s yuan.")
    if after < 0:
        text = N_("The %(figure)s of %(what)s goes from %(before)s yuan to %(over)s yuan short.")
    return said(text, what=what, figure=figure, **values)
