# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal

from .reverse import clamp

# what an entry of a share is to the decisions about it
RULES = "rules"  # by the rules: an accrual or a correction
DECISION = "decision"  # somebody decided about a dispute
OFFSET = "offset"  # what the rules pay now of what a decision paid


def get_kept(history, change=Decimal(0)):
    """Return what decisions pay on top of the rules once those change by ``change``.

    A decision brings a share from what it came to then to another amount. As far as
    the rules themselves come to that amount later, it adds nothing any more: the same
    mistake is paid once, whoever finds it first. Where they go the other way, or go
    back, it stays what it was.

    :param history: (RULES, DECISION or OFFSET, amount) of a share, the oldest first

    >>> granted = [(DECISION, Decimal(10))]
    >>> [int(get_kept(granted, Decimal(n))) for n in (-5, 0, 4, 10, 25)]
    [10, 10, 6, 0, 0]
    """
    total = change + sum(amount for what, amount in history if what == RULES)
    level = kept = Decimal(0)
    for what, amount in history:
        if what == DECISION:
            part = clamp(level + amount - total, amount, amount)
            total += part
            kept += part
        level += amount
    return kept


def get_missing(wanted, written):
    """Return what is missing of an amount that was asked for.

    What was written since in the same direction counts; what was written the other
    way is another matter.

    >>> [int(get_missing(Decimal(10), Decimal(n))) for n in (-5, 0, 4, 10, 25)]
    [10, 10, 6, 0, 0]
    >>> int(get_missing(Decimal(-10), Decimal(-4)))
    -6
    """
    return wanted - clamp(written, wanted, wanted)
