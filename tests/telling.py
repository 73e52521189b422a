"""What the tests of the sentences share: records with defaults, and the sentence as it is read."""

from collections.abc import Iterable
from typing import Any

from portal.entities.works import Project
from portal.store.ledger import Paid, Total
from portal.store.works import Line, Step
from portal.views import project_sentence
from portal.views.project_sentence import Case, Checked, Gift
from portal.views.sentences import Given
from portal.words import Said, tell

TODAY = "2021-01-04"
WAN = 1_000_000
"""Fen in one 万元."""
CENTER = Gift("中心", 4 * WAN, 4 * WAN)
CHECKED = Step("m-1", "县级验收", "2020-09-10", "2020-09-08", "met", "合格", None)


def read(spoken: Iterable[Said], language: str = "zh_Hans") -> str:
    """The sentences as they stand on the page."""
    return tell(spoken, language)


def told(
    values: dict[str, Any],
    fen: dict[str, int],
    given: Iterable[Gift] = (),
    steps: Iterable[Step] = (),
    language: str = "zh_Hans",
    checked: Checked | None = None,
) -> str:
    """What is said of a road, unless its values say that it is something else."""
    found = Project(**{"code": "p-1", "title": "路", "subtype": "road", **values})
    case = Case(found, Total(**fen), list(given), list(steps), TODAY, language, checked)
    return read(project_sentence.project(case), language)


def gift(**values: Any) -> Given:
    """5 万元 from the Center."""
    known = {"donor": "中心", "nature": "unit", "received": "2020-12-20", "amount": 5 * WAN}
    return Given(**{"reverses": None, "reversed_by": None, **known, **values})


def paid(**values: Any) -> Paid:
    """1,234.50 元 to a nursery."""
    known = {
        "title": "苗木",
        "project_title": "核桃种植",
        "amount": 123_450,
        "paid": "2020-04-28",
        "donor": "中心",
        "payee": "绿野",
        "voucher": "记-0421",
    }
    return Paid(**{**dict.fromkeys(Paid._fields), **known, **values})


def line(due: str | None, status: str = "building") -> Line:
    """A project under way in 双桥村."""
    return Line("p", "路", "双桥村", 2020, None, status, due, None, 0, 0, "sq")
