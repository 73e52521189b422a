"""What a reviewer of many records should look at first."""

import statistics
from collections.abc import Sequence

from portal.checks import Problem
from portal.codes import Edit
from portal.entities import ENTITIES, attributes
from portal.kinds import Money
from portal.words import N_, Said, said

MOST = 20
"""Oddities of one reason; when there are more of them, they are the rule and not odd."""
TIMES = 10
"""How many times the middle amount of its table an odd one is."""
ENOUGH = 8
"""Amounts that it takes to say what is usual."""

Odd = dict[tuple[str, str], Said]


def found(edits: Sequence[Edit], problems: Sequence[Problem]) -> Odd:
    """(table, code) → why it is odd; the weightiest reason of several."""
    asked = {(one.table, one.code) for one in problems if one.code}
    settled = [(edit.table, edit.code) for edit in edits if edit.action != "create"]
    reasons = (
        (_large(edits), N_("Much larger than the other amounts here.")),
        (settled, N_("It touches what is published already.")),
        (list(asked), N_("A rule has a question about it.")),
    )
    odd: Odd = {}
    for keys, reason in reasons:
        if len(keys) <= MOST:
            odd |= dict.fromkeys(keys, said(reason))
    return odd


def _large(edits: Sequence[Edit]) -> list[tuple[str, str]]:
    large = []
    for table in ENTITIES:
        amounts = _amounts(table, edits)
        if len(amounts) >= ENOUGH:
            usual = statistics.median(amounts.values())
            large += [(table, code) for code, fen in amounts.items() if fen > TIMES * usual > 0]
    return large


def _amounts(table: str, edits: Sequence[Edit]) -> dict[str, int]:
    """Code → size of the amount in fen."""
    if not isinstance(attributes(table).get("amount"), Money):
        return {}
    here = [edit for edit in edits if edit.table == table]
    return {edit.code: abs(int(edit.values.get("amount") or 0)) for edit in here}
