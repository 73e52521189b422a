"""New codes: short, speakable, never reused. `sq-2020-003` is the third project of 双桥 in 2020."""

import dataclasses
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from portal.entities import entity, references
from portal.kinds import Value

Values = dict[str, Value | None]
Taken = Callable[[str, str], Iterable[str]]
"""(table, stem) → the codes of that table that start with the stem, published or proposed."""


@dataclass(frozen=True)
class Edit:
    """One intended change of one record.

    `action` is create, edit or reverse. `code` may be a placeholder (`?1`) for a record that is
    new; the values of other edits may refer to it. `based_on` is the number of the log entry that
    the author saw as the record's last, 0 for none. `values` holds the attributes that it sets;
    None clears one.
    """

    action: str
    table: str
    code: str
    based_on: int
    values: Values


def is_placeholder(code: object) -> bool:
    """Whether a code stands for a record that has none yet."""
    return isinstance(code, str) and code.startswith("?")


def assigned(edits: Iterable[Edit], taken: Taken) -> list[Edit]:
    """The edits with every placeholder replaced by a code of its own, references included."""
    known: dict[str, str] = {}
    numbers = Numbers(taken)
    done = []
    for edit in edits:
        values = _resolved(edit, known)
        code = edit.code
        if is_placeholder(code):
            code = known[edit.code] = numbers.new(edit.table, stem(edit.table, values))
        done.append(dataclasses.replace(edit, code=code, values=values))
    return done


class Numbers:
    """Hands out codes; asks only once for those of each stem that are taken."""

    def __init__(self, taken: Taken) -> None:
        self.taken = taken
        self.last: dict[tuple[str, str], int] = {}
        self.bare: set[tuple[str, str]] = set()

    def new(self, table: str, base: str) -> str:
        """The stem itself for the first village or planned source of that name, else numbered."""
        key = (table, base)
        if key not in self.last:
            self._look_up(key)
        numbered = base == entity(table).prefix or table not in ("village", "budget_line")
        if not numbered and key not in self.bare:
            self.bare.add(key)
            return base
        self.last[key] += 1
        return f"{base}-{self.last[key]:03d}"

    def _look_up(self, key: tuple[str, str]) -> None:
        used = set(self.taken(*key))
        pattern = re.compile(re.escape(key[1]) + r"-(\d+)")
        found = [int(match[1]) for code in used if (match := pattern.fullmatch(code))]
        self.last[key] = max(found, default=0)
        if key[1] in used:
            self.bare.add(key)


def _resolved(edit: Edit, known: dict[str, str]) -> Values:
    refs = references(edit.table)
    return {
        name: known[str(value)] if name in refs and is_placeholder(value) else value
        for name, value in edit.values.items()
    }


def stem(table: str, values: Values) -> str:
    """What a new record's code starts with."""
    prefix = entity(table).prefix
    if table == "village":
        return initials(str(values.get("title", ""))) or prefix
    if table == "budget_line":
        return f"{values['project']}-{str(values['source']).replace('_', '-')}"
    if table == "project":
        prefix = str(values.get("village") or prefix)
    dated = values.get("year") or values.get("received") or values.get("paid")
    started = values.get("start") if table == "notice" else None
    year = str(dated or started or values.get("decided") or values.get("day") or "")[:4]
    return f"{prefix}-{year}" if year else prefix


_INITIALS = "abcdefghjklmnopqrstwxyz"
_FIRST = (
    0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8,
    0xC4C3, 0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1,
)  # fmt: skip


def initials(name: str) -> str:
    """The pinyin initials of a village's name without 村; "" if one is not a common character.

    The common characters of GB 2312 stand in the order of their pinyin, so the initial follows
    from the place of the first character of each letter.

    >>> initials("双桥村"), initials("柳沟村")
    ('sq', 'lg')
    """
    letters = [_initial(character) for character in name.removesuffix("村")[:6]]
    return "".join(letters) if all(letters) else ""


def _initial(character: str) -> str:
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    try:
        place = int.from_bytes(character.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return ""
    if not _FIRST[0] <= place <= 0xD7F9:
        return ""
    return _INITIALS[bisect_right(_FIRST, place) - 1]
