# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""How much to order of a product, from its sales and what is there or coming.

>>> need = Need(days=90, sold=90, lead_days=3, cover_days=14, on_way=6, pack=6)
>>> propose(need)
Proposal(rate=1.0, target=17.0, missing=11.0, quantity=12.0)

A product without a sales rate is ordered as in the last order:

>>> propose(Need(days=90, sold=None, lead_days=3, cover_days=14, last=8))
Proposal(rate=None, target=8.0, missing=8.0, quantity=8.0)

Nothing is ordered of what is there, whatever the least quantity:

>>> propose(Need(days=10, sold=10, lead_days=1, cover_days=1, on_hand=2, minimum=9))
Proposal(rate=1.0, target=2.0, missing=0.0, quantity=0.0)
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil


@dataclass(frozen=True)
class Need:
    """What is known of a product; quantities are in its own unit."""

    days: float
    # within these days; None: not known
    sold: float | None
    lead_days: float
    cover_days: float
    on_hand: float = 0.0
    on_way: float = 0.0
    minimum: float = 0.0
    # 0: by whole units
    pack: float = 0.0
    # of the last order, where sales are not known
    last: float = 0.0


@dataclass(frozen=True)
class Proposal:
    """The parts of the formula, and its result."""

    rate: float | None
    target: float
    missing: float
    quantity: float


def propose(need):
    """Return what to order: rate × (lead + cover) − on hand − on the way, in packs.

    Computed in fractions, so that what is exactly enough is not rounded up.
    """
    if need.sold is None:
        rate, target = None, _exact(need.last)
    else:
        rate = _exact(need.sold) / _exact(need.days)
        target = rate * (_exact(need.lead_days) + _exact(need.cover_days))
    missing = max(Fraction(0), target - _exact(need.on_hand) - _exact(need.on_way))
    quantity = _round_up(missing, _exact(need.minimum), _exact(need.pack))
    return Proposal(
        rate=None if rate is None else float(rate),
        target=float(target),
        missing=float(missing),
        quantity=float(quantity),
    )


def _exact(number):
    """Return a number of the database without the noise of its binary form.

    >>> _exact(0.1 + 0.2)
    Fraction(3, 10)
    """
    return Fraction(str(round(number, 6)))


def _round_up(missing, minimum, pack):
    """Return the least quantity that may be ordered and is enough; nothing is nothing.

    >>> [_round_up(Fraction(q), 5, 6) for q in (0, 1, 6, 7)]
    [0, 6, 6, 12]
    >>> _round_up(Fraction(5, 2), 0, 0)
    3
    """
    size = pack or 1
    return ceil(max(missing, minimum) / size) * size if missing > 0 else 0
