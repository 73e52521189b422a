"""Notices by construction: what each stage has to say, taken from the books and frozen.

`frozen` reads the books when a notice is published; `sheet` turns that into rows and tables, for
the page and for paper alike. The stages and what each has to say are those of the domain guide,
section 2.
"""

import datetime

from portal import choices
from portal.codes import Values
from portal.notices.cells import Cell, Row, Sheet, Table
from portal.notices.freezing import frozen
from portal.notices.saying import sheet
from portal.notices.stages import ABOUT, FORM, LEAST_DAYS, POSTED
from portal.words import N_, Said, said

__all__ = [
    "ABOUT",
    "FORM",
    "LEAST_DAYS",
    "POSTED",
    "Cell",
    "Row",
    "Sheet",
    "Table",
    "days",
    "frozen",
    "sheet",
    "short",
    "title",
    "too_short",
]


def days(start: str, end: str) -> int:
    """How many days a posting stays up; the first day does not count (Civil Code, article 201)."""
    return (datetime.date.fromisoformat(end) - datetime.date.fromisoformat(start)).days


def too_short(values: Values, least: int) -> Said | None:
    """Why a posting is up too short; None for other notices and for those entered afterwards."""
    if values.get("form") != "posting" or values.get("historic"):
        return None
    return short(str(values.get("start") or ""), str(values.get("end") or ""), least)


def short(start: str, end: str, least: int) -> Said | None:
    """The sentence about a period that is shorter than the rule asks for."""
    if not (start and end) or days(start, end) >= least:
        return None
    return said(
        N_("This posting is up for %(days)s days; the rule asks for at least %(least)s."),
        days=days(start, end),
        least=least,
    )


def title(village: str, about: str, stage: str) -> str:
    """The usual title: 双桥村道路硬化项目实施前公示. Records are in Chinese, so is this.

    >>> title("双桥村", "2020年道路硬化", "works"), title("双桥村", "灌溉项目", "completion")
    ('双桥村2020年道路硬化项目实施前公示', '双桥村灌溉项目竣工公告')
    """
    name = next(spellings[0] for word, _, spellings in choices.STAGE if word == stage)
    project = about if ABOUT[stage] != "project" or about.endswith("项目") else f"{about}项目"
    return f"{village}{project}{name}"
