# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def round_half_up(amount, unit=CENT):
    """Round to a multiple of the currency's unit, halves away from zero.

    >>> round_half_up(Decimal("1.005"))
    Decimal('1.01')
    >>> round_half_up(Decimal("12.5"), Decimal(1))
    Decimal('13')
    """
    return (amount / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit
