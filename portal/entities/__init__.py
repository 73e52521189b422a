"""What is published: one frozen dataclass per table, every attribute described once.

An attribute is a type for mypy and a kind for everyone else: form, sheet row, export, log
difference, data dictionary and label follow from the kind (design, section 3). `ENTITIES` is in
the order of dependence: records are created in that order, and notices last, because they say what
the books say.
"""

import dataclasses
from functools import cache

from portal.entities.announcing import Notice
from portal.entities.building import Acceptance, Asset, Confirmation, ContractChange, Progress
from portal.entities.enquiring import Enquiry
from portal.entities.entity import Entity
from portal.entities.funds import Allocation, BudgetLine, Funding, Payment
from portal.entities.indicators import Assurance, Monitoring, Statistic
from portal.entities.industry import Aid, Distribution, Income
from portal.entities.places import Official, Organisation, Village
from portal.entities.working import Activity, Appointment, Problem, Promise
from portal.entities.works import Contract, Milestone, Project
from portal.entities.writing import Document, Hotline, Page, Post, Report, Term
from portal.errors import NotFound
from portal.kinds import Frozen, Kind, Ref
from portal.words import N_, said

__all__ = [
    "ENTITIES",
    "Entity",
    "attributes",
    "entity",
    "identifying",
    "references",
    "required",
    "untyped",
]

ENTITIES: dict[str, type[Entity]] = {
    cls.table: cls
    for cls in (
        Village,
        Organisation,
        Official,
        Project,
        BudgetLine,
        Funding,
        Allocation,
        Contract,
        ContractChange,
        Milestone,
        Progress,
        Acceptance,
        Asset,
        Confirmation,
        Payment,
        Statistic,
        Monitoring,
        Assurance,
        Aid,
        Income,
        Distribution,
        Enquiry,
        Appointment,
        Activity,
        Promise,
        Problem,
        Document,
        Page,
        Post,
        Report,
        Hotline,
        Term,
        Notice,
    )
}


def entity(table: str) -> type[Entity]:
    """The class of a table; raises `NotFound`."""
    if table not in ENTITIES:
        raise NotFound(said(N_("There is no table “%(table)s”."), table=table[:40]))
    return ENTITIES[table]


@cache
def attributes(table: str) -> dict[str, Kind]:
    """Attribute → kind, in the order of declaration, `code` first."""
    return {field.name: field.metadata["kind"] for field in dataclasses.fields(entity(table))}


@cache
def required(table: str) -> frozenset[str]:
    """The attributes that a record cannot be without."""
    return frozenset(
        field.name
        for field in dataclasses.fields(entity(table))
        if field.default is dataclasses.MISSING
    )


@cache
def identifying(table: str) -> tuple[str, ...]:
    """The attributes by which a row of a sheet is recognised as an existing record."""
    return tuple(name for name, kind in attributes(table).items() if kind.identifies)


@cache
def untyped(table: str) -> frozenset[str]:
    """The attributes that nobody types: what is measured, and what is frozen by publishing."""
    kinds = attributes(table).items()
    frozen = {name for name, kind in kinds if isinstance(kind, Frozen)}
    return entity(table).measured | frozen


@cache
def references(table: str) -> dict[str, str]:
    """Attribute → table that it refers to."""
    return {name: kind.table for name, kind in attributes(table).items() if isinstance(kind, Ref)}
