# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal

CENT = Decimal("0.01")
# products of amounts and rates are exact in it
EXACT = Context(prec=40, rounding=ROUND_HALF_UP)
ONE = Decimal(1)


def round_half_up(amount, unit=CENT):
    """Round to a multiple of the currency's unit, halves away from zero.

    >>> round_half_up(Decimal("1.005"))
    Decimal('1.01')
    >>> round_half_up(Decimal("-1.005"))
    Decimal('-1.01')
    >>> round_half_up(Decimal("1.13"), Decimal("0.05"))
    Decimal('1.15')
    >>> round_half_up(Decimal("149.5"), Decimal("1"))
    Decimal('150')
    """
    return (amount / unit).quantize(ONE, ROUND_HALF_UP) * unit


def round_down(amount, unit=CENT):
    """Round to a multiple of the unit, towards zero.

    >>> round_down(Decimal("1.009")), round_down(Decimal("-0.19"), Decimal("0.1"))
    (Decimal('1.00'), Decimal('-0.1'))
    """
    return (amount / unit).quantize(ONE, ROUND_DOWN) * unit


def make_rounder(unit):
    """Return a function that rounds to the unit as round_half_up, only faster.

    It must be called within the context ``EXACT``.

    >>> from decimal import localcontext
    >>> with localcontext(EXACT):
    ...     make_rounder(Decimal("0.01"))(Decimal("1.005"))
    ...     make_rounder(Decimal("0.05"))(Decimal("1.125"))
    Decimal('1.01')
    Decimal('1.15')
    """
    if unit.as_tuple().digits == (1,):
        # a power of ten: one operation instead of three
        return lambda amount: amount.quantize(unit)
    return lambda amount: (amount / unit).quantize(ONE) * unit


def share_out(total, parts, unit=CENT):
    """Divide a total in proportion to parts, so that the shares add up to it.

    The sum of the first n shares is the rounded share of the sum of the first n parts.
    Total and parts are multiples of the unit, and the parts do not add up to zero.

    >>> [str(share) for share in share_out(Decimal(1), [Decimal(1)] * 3)]
    ['0.33', '0.34', '0.33']
    """
    whole, total = sum(int(part / unit) for part in parts), int(total / unit)
    seen = given = 0
    shares = []
    for part in parts:
        seen += int(part / unit)
        upto = _divide(total * seen, whole)
        shares.append((upto - given) * unit)
        given = upto
    return shares


def _divide(number, by):
    """Divide integers, halves away from zero."""
    quotient = (2 * abs(number) + abs(by)) // (2 * abs(by))
    return quotient if (number < 0) == (by < 0) else -quotient
