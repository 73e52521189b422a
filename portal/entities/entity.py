"""What every entity has, and how an attribute carries its kind."""

import dataclasses
from dataclasses import dataclass
from typing import Any, ClassVar

from portal.kinds import Code, Kind, Text
from portal.words import N_


def of(kind: Kind) -> Any:
    """A dataclass field that carries its kind."""
    return dataclasses.field(metadata={"kind": kind})


def maybe(kind: Kind) -> Any:
    """A field that may be absent (未填报)."""
    return dataclasses.field(default=None, metadata={"kind": kind})


def code() -> Any:
    """The attribute `code` of every table."""
    return of(Code(label=N_("Code"), synonyms=("编码", "编号", "代码", "项目编码")))


def note() -> Any:
    """The attribute `note` of every table."""
    return maybe(Text(label=N_("Note"), longest=1000, synonyms=("备注",)))


@dataclass(frozen=True, kw_only=True)
class Entity:
    """What every table has.

    `label` names one record, `sheets` the names under which sheets and files carry the table,
    `prefix` starts a new code. Records of a `money` table are never edited once published, only
    reversed. `kept` are attributes that are never edited once published, `once` those that can
    be added later but then stand as well, `measured` those that the portal itself finds of a file
    that was sent. `lists` are the attributes that stand in a list.
    """

    table: ClassVar[str]
    label: ClassVar[str]
    prefix: ClassVar[str]
    sheets: ClassVar[tuple[str, ...]] = ()
    money: ClassVar[bool] = False
    kept: ClassVar[frozenset[str]] = frozenset()
    once: ClassVar[frozenset[str]] = frozenset()
    measured: ClassVar[frozenset[str]] = frozenset()
    lists: ClassVar[tuple[str, ...]] = ("title",)

    code: str
