"""The rules of household items and collective income (domain guide, section 7): all are findings.

Money that was paid has to be shown; what does not fit is said beside it.
"""

from collections.abc import Iterator
from decimal import Decimal

from portal import money
from portal.codes import Values
from portal.store import industry
from portal.store.connect import Connection
from portal.words import N_, Said, said

Found = Iterator[tuple[bool, Said]]


def product(quantity: str | int | None, rate: int | None, amount: int) -> Said | None:
    """The sentence for an amount that is not quantity × rate; None when it is, or one is absent.

    >>> product("4", 60_000, 240_000), product(None, 60_000, 240_000)
    (None, None)
    >>> str(product("12", 150_000, 1_800_001))
    '12 × 1,500.00 = 18,000.00 yuan, but 18,000.01 yuan are stated.'
    """
    if quantity is None or rate is None or Decimal(quantity) * rate == abs(amount):
        return None
    text = N_("%(quantity)s × %(rate)s = %(product)s yuan, but %(amount)s yuan are stated.")
    fen = int(Decimal(quantity) * rate)
    values = {"rate": money.yuan(rate), "product": money.yuan(fen)}
    return said(text, quantity=quantity, amount=money.yuan(abs(amount)), **values)


def quantity_times_rate(db: Connection, values: Values) -> Found:
    """Quantity × subsidy for one = amount."""
    quantity = values.get("quantity")
    told = product(
        None if quantity is None else str(quantity), _fen(values, "rate"), _amount(values)
    )
    if told:
        yield False, told


def paid_once(db: Connection, values: Values) -> Found:
    """One payment for each household and project."""
    found = industry.of_household(db, str(values["project"]), str(values["household"]))
    if len(found) > 1:
        text = N_("%(household)s is paid twice for the same project: %(codes)s.")
        codes = "、".join(item.code for item in found[:5])
        yield False, said(text, household=values["household"], codes=codes)


def has_a_receipt(db: Connection, values: Values) -> Found:
    """Income is proved by a receipt."""
    if not values.get("receipt"):
        yield False, said(N_("No receipt of this income is named."))


def each_times_rate(db: Connection, values: Values) -> Found:
    """Persons, or else households, × what each gets = amount."""
    number = (
        values.get("persons") if values.get("persons") is not None else values.get("households")
    )
    told = product(None if number is None else str(number), _fen(values, "rate"), _amount(values))
    if told:
        yield False, told


def shared_out(db: Connection, values: Values) -> Found:
    """What is distributed is what was earned, by project and year."""
    sums = industry.sums_of(db, str(values["project"]), int(values["year"] or 0))
    if sentence := unequal(sums):
        yield False, sentence


def unequal(sums: industry.Sums) -> Said | None:
    """The sentence for a year whose distribution is not its income; None when it is."""
    figures = {
        "year": sums.year,
        "income": money.yuan(sums.income),
        "shared": money.yuan(sums.shared),
        "gap": money.yuan(abs(sums.open)),
    }
    if sums.open > 0:
        text = N_(
            "Of the income of %(year)s, %(income)s yuan, %(shared)s yuan are distributed;"
            " %(gap)s yuan are not yet."
        )
        return said(text, **figures)
    if sums.open < 0:
        text = N_(
            "For %(year)s %(shared)s yuan are distributed, %(gap)s yuan more than the income of"
            " %(income)s yuan."
        )
        return said(text, **figures)
    return None


def _fen(values: Values, name: str) -> int | None:
    found = values.get(name)
    return None if found is None else int(found)


def _amount(values: Values) -> int:
    return int(values["amount"] or 0)


AID = (quantity_times_rate, paid_once)
INCOME = (has_a_receipt, shared_out)
DISTRIBUTION = (each_times_rate, shared_out)
