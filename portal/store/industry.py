"""What households were given, by kind and one by one; what collective projects earn and share."""

from typing import NamedTuple

from portal.store.connect import Connection


class Project(NamedTuple):
    """A project of a list; `invested` is what was settled or else planned, in fen."""

    code: str
    title: str
    village: str | None
    village_title: str | None
    year: int | None
    invested: int | None
    scale: str | None
    operator: str | None
    operator_title: str | None
    received: int
    paid: int


_SELECT = (
    "SELECT p.code, p.title, p.village, v.title, p.year, coalesce(p.settled, p.budget), p.scale,"
    " p.implementing_unit, o.title, t.received, t.paid"
)
_NAMES = (
    " LEFT JOIN village v ON v.code = p.village"
    " LEFT JOIN organisation o ON o.code = p.implementing_unit"
)
_ALL = f"{_SELECT} FROM total t CROSS JOIN project p ON p.code = t.code{_NAMES}"
_OF_VILLAGE = f"{_SELECT} FROM project p CROSS JOIN total t ON t.code = p.code{_NAMES}"
"""By the projects with such entries, or by those of a village."""


def projects(
    db: Connection, about: str, village: str = "", after: str = "", limit: int = 20
) -> list[Project]:
    """Up to `limit` projects with household items (`aid`) or income (`collective`), by code."""
    source, order, test, bound = _ALL, "t.code", "t.about = ? AND t.code > ?", [about, after]
    if village:
        source, test = _OF_VILLAGE, "t.about = ? AND p.code > ? AND p.village = ?"
        order = "p.code"
        bound.append(village)
    rows = db.execute(f"{source} WHERE {test} ORDER BY {order} LIMIT ?", (*bound, limit))
    return [Project(*row) for row in rows]


def project(db: Connection, about: str, code: str) -> Project | None:
    """One project with household items or income; None where it has none."""
    row = db.execute(f"{_ALL} WHERE t.about = ? AND t.code = ?", (about, code)).fetchone()
    return Project(*row) if row else None


class Kind(NamedTuple):
    """What was given for one kind of industry in one project, in fen."""

    project: str
    kind: str
    households: int
    amount: int


def kinds(db: Connection, codes: tuple[str, ...], limit: int = 400) -> list[Kind]:
    """The totals by kind of some projects, the largest amount first."""
    if not codes:
        return []
    marks = ", ".join("?" for _ in codes)
    rows = db.execute(
        "SELECT project, kind, households, amount FROM aid_kind_total"
        f" WHERE project IN ({marks}) ORDER BY project, amount DESC, kind LIMIT ?",
        (*codes, limit),
    )
    return [Kind(*row) for row in rows]


class Item(NamedTuple):
    """What one household, by its code, was given; amounts in fen."""

    code: str
    household: str
    kind: str
    quantity: str | None
    unit: str | None
    rate: int | None
    amount: int
    paid: str
    reverses: str | None
    reversed_by: str | None


_ITEMS = (
    "SELECT a.code, a.household, a.kind, a.quantity, a.unit, a.rate, a.amount, a.paid, a.reverses,"
    " r.code FROM aid a LEFT JOIN aid r ON r.reverses = a.code WHERE a.project = ?"
)


def items(
    db: Connection, project: str, after: tuple[str, str] = ("", ""), limit: int = 50
) -> list[Item]:
    """Up to `limit` items of a project after the key (household, code)."""
    rows = db.execute(
        f"{_ITEMS} AND (a.household, a.code) > (?, ?) ORDER BY a.household, a.code LIMIT ?",
        (project, *after, limit),
    )
    return [Item(*row) for row in rows]


def of_household(db: Connection, project: str, household: str) -> list[Item]:
    """The items of one household that stand: neither taken back nor taking back."""
    rows = db.execute(
        f"{_ITEMS} AND a.household = ? AND a.reverses IS NULL AND r.code IS NULL ORDER BY a.code",
        (project, household),
    )
    return [Item(*row) for row in rows]


def households(db: Connection, project: str) -> int:
    """How many households were given something that stands."""
    found = db.execute(
        "SELECT count(DISTINCT a.household) FROM aid a WHERE a.project = ? AND a.reverses IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM aid r WHERE r.reverses = a.code)",
        (project,),
    )
    return int(found.fetchone()[0])


def twice(db: Connection, project: str, limit: int = 20) -> list[str]:
    """The households that were paid more than once for the same project."""
    rows = db.execute(
        "SELECT a.household FROM aid a WHERE a.project = ? AND a.reverses IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM aid r WHERE r.reverses = a.code)"
        " GROUP BY a.household HAVING count(*) > 1 ORDER BY a.household LIMIT ?",
        (project, limit),
    )
    return [row[0] for row in rows]


class Earned(NamedTuple):
    """A line of income, in fen."""

    code: str
    title: str | None
    year: int
    nature: str
    amount: int
    payer: str | None
    payer_title: str | None
    received: str | None
    receipt: str | None
    reverses: str | None
    reversed_by: str | None


class Shared(NamedTuple):
    """A line of distribution, in fen."""

    code: str
    title: str | None
    year: int
    use: str
    households: int | None
    persons: int | None
    rate: int | None
    amount: int
    decided: str | None
    document: str | None
    reverses: str | None
    reversed_by: str | None


def incomes(db: Connection, project: str, limit: int = 200) -> list[Earned]:
    """The income of a project, the newest year first."""
    rows = db.execute(
        "SELECT i.code, i.title, i.year, i.nature, i.amount, i.payer, o.title, i.received,"
        " i.receipt, i.reverses, r.code FROM income i LEFT JOIN organisation o ON o.code = i.payer"
        " LEFT JOIN income r ON r.reverses = i.code WHERE i.project = ?"
        " ORDER BY i.year DESC, i.code LIMIT ?",
        (project, limit),
    )
    return [Earned(*row) for row in rows]


def distributions(db: Connection, project: str, limit: int = 200) -> list[Shared]:
    """What the income of a project was used for, the newest year first."""
    rows = db.execute(
        "SELECT d.code, d.title, d.year, d.use, d.households, d.persons, d.rate, d.amount,"
        " d.decided, d.document, d.reverses, r.code FROM distribution d"
        " LEFT JOIN distribution r ON r.reverses = d.code WHERE d.project = ?"
        " ORDER BY d.year DESC, d.code LIMIT ?",
        (project, limit),
    )
    return [Shared(*row) for row in rows]


class Sums(NamedTuple):
    """What a project earned and shared out in one year, in fen."""

    year: int
    income: int
    shared: int

    @property
    def open(self) -> int:
        """Income that is not shared out; negative where more was shared out than earned."""
        return self.income - self.shared


def _sums(test: str) -> str:
    return (
        "SELECT project, year, sum(earned), sum(shared) FROM"
        f" (SELECT project, year, amount AS earned, 0 AS shared FROM income WHERE {test}"
        f" UNION ALL SELECT project, year, 0, amount FROM distribution WHERE {test})"
        " GROUP BY project, year ORDER BY project, year DESC"
    )


def sums(db: Connection, codes: tuple[str, ...]) -> dict[str, list[Sums]]:
    """Project → its income and distribution by year, the newest first."""
    found: dict[str, list[Sums]] = {}
    if not codes:
        return found
    test = f"project IN ({', '.join('?' for _ in codes)})"
    for project, *line in db.execute(_sums(test), (*codes, *codes)):
        found.setdefault(project, []).append(Sums(*line))
    return found


def sums_of(db: Connection, project: str, year: int) -> Sums:
    """Income and distribution of a project in one year."""
    bound = (project, year)
    row = db.execute(_sums("project = ? AND year = ?"), (*bound, *bound)).fetchone()
    return Sums(*row[1:]) if row else Sums(year, 0, 0)
