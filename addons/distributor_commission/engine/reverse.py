# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dataclasses import dataclass
from decimal import Decimal

from .money import CENT, round_half_up


@dataclass(frozen=True, slots=True)
class Accrued:
    """An accrual and how much of it earlier credit notes took back.

    ``source`` is the net of the invoice line in the currency of the document, so that
    a full refund is a full reversal whatever the exchange rate of the day.
    """

    key: int
    source: Decimal
    basis: Decimal
    amount: Decimal
    taken_source: Decimal = Decimal(0)
    taken_basis: Decimal = Decimal(0)
    taken_amount: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a credit note takes back of one accrual; signs are the accrual's own."""

    key: int
    source: Decimal
    basis: Decimal
    amount: Decimal


def reverse(accrued, source, unit=CENT):
    """Return what a refund of ``source`` takes back, in proportion.

    Rounding is cumulative: what all refunds took back so far is the rounded share of
    all that was refunded so far. Parts therefore always add up, and the last one
    brings the sum to exactly the accrued amount. Nothing beyond the accrual is taken.

    >>> first = Accrued(1, Decimal(100), Decimal(100), Decimal("0.05"))
    >>> one = reverse(first, Decimal(30))
    >>> one.amount
    Decimal('0.02')
    >>> rest = Accrued(1, first.source, first.basis, first.amount,
    ...                one.source, one.basis, one.amount)
    >>> two = reverse(rest, Decimal(500))
    >>> (two.source, one.amount + two.amount)
    (Decimal('70'), Decimal('0.05'))
    """
    taken = clamp(source, accrued.source - accrued.taken_source, accrued.source)
    total = accrued.taken_source + taken
    if not taken:
        return Taken(accrued.key, Decimal(0), Decimal(0), Decimal(0))
    if total == accrued.source:
        basis, amount = accrued.basis, accrued.amount
    else:
        basis = round_half_up(accrued.basis * total / accrued.source, unit)
        amount = round_half_up(accrued.amount * total / accrued.source, unit)
    return Taken(
        accrued.key,
        taken,
        basis - accrued.taken_basis,
        amount - accrued.taken_amount,
    )


def get_portion(amount, part, whole, unit=CENT):
    """Return how much of an amount is due once a part of a whole has come.

    It counts from the beginning, so the caller subtracts what was booked before; the
    last part then brings the sum to exactly the amount. Beyond the whole, and before
    its beginning, nothing more is due.

    >>> fee = Decimal("0.05")
    >>> [str(get_portion(fee, Decimal(n), Decimal(90))) for n in (30, 60, 90, 99, -1)]
    ['0.02', '0.03', '0.05', '0.05', '0.00']
    >>> str(get_portion(fee, Decimal(-45), Decimal(-90)))
    '0.03'
    """
    part = clamp(part, whole, whole)
    if part == whole:
        return amount
    return round_half_up(amount * part / whole, unit)


def clamp(wanted, still_open, sign):
    """Limit ``wanted`` to what is open, in the direction of ``sign``."""
    if sign < 0:
        return min(max(wanted, still_open), Decimal(0))
    return max(min(wanted, still_open), Decimal(0))
