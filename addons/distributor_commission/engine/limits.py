# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""What a rule pays at most, and what all shares of a sale are together at most."""

from .money import CENT, round_down, share_out
from .types import ZERO


def keep_within(amount, limit, unit=CENT):
    """Return the amount, at most the limit and at least its opposite.

    >>> from decimal import Decimal
    >>> [str(keep_within(Decimal(n), Decimal("10.009"))) for n in (9, 11, -11)]
    ['9', '10.00', '-10.00']
    """
    if limit is None:
        return amount
    most = round_down(limit, unit)
    return max(-most, min(most, amount))


def take_part(amount, paid, most):
    """Return the part of an amount that keeps what was paid so far within a limit.

    Nothing is enlarged and no sign changes, whatever was paid before.

    >>> from decimal import Decimal
    >>> [str(take_part(Decimal(n), Decimal(8), Decimal(10))) for n in (1, 5, -5)]
    ['1', '2', '-5']
    >>> str(take_part(Decimal(5), Decimal(12), Decimal(10)))
    '0'
    """
    if amount > 0:
        return max(ZERO, min(amount, most - paid))
    return min(ZERO, max(amount, -most - paid))


def reduce_all(amounts, basis, cap, unit=CENT):
    """Return the amounts, in proportion less if together they exceed cap % of it.

    :return: list of amounts, or None when they are within the cap

    >>> from decimal import Decimal
    >>> shares = [Decimal(40)] * 3
    >>> [str(share) for share in reduce_all(shares, Decimal(100), Decimal(100))]
    ['33.33', '33.34', '33.33']
    >>> reduce_all(shares, Decimal(100), Decimal(120))
    """
    total = sum(amounts)
    most = round_down(abs(basis) * cap / 100, unit)
    if abs(total) <= most:
        return None
    return share_out(most if total > 0 else -most, amounts, unit)
