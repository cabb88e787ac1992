# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal

from .money import CENT
from .reverse import clamp, get_portion

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


def get_paid(history):
    """Return what decisions have paid on top of the rules so far.

    >>> int(get_paid([(RULES, Decimal(5)), (DECISION, Decimal(10)),
    ...               (OFFSET, Decimal(-4))]))
    6
    """
    return sum((amount for what, amount in history if what != RULES), Decimal(0))


def get_left(amount, then, now, unit=CENT):
    """Return what is left of a decision as the sale goes on.

    It was made about what of the sale was paid or delivered then. Of less than that it
    pays its part; more does not make it more. Where nothing was reached then, it has
    nothing to follow.

    >>> ten, then = Decimal(10), Decimal(300)
    >>> [str(get_left(ten, then, Decimal(n))) for n in (0, 100, 300, 900)]
    ['0.00', '3.33', '10', '10']
    >>> int(get_left(ten, Decimal(0), Decimal(50)))
    10
    """
    return get_portion(amount, now, then, unit) if then else amount


def get_standing(decisions, offset, unit=CENT):
    """Return what the decisions about a share come to as the sale goes on.

    :param decisions: (amount, reached then, reached now) of each
    :param offset: what the rules have come to pay of them since

    >>> one = (Decimal(10), Decimal(300), Decimal(100))
    >>> two = (Decimal(20), Decimal(100), Decimal(100))
    >>> str(get_standing([one, two], Decimal(-15)))
    '11.66'
    """
    total = sum((amount for amount, *_ in decisions), Decimal(0))
    left = sum((get_left(*decision, unit) for decision in decisions), Decimal(0))
    return left + (get_portion(offset, left, total, unit) if total else offset)


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
