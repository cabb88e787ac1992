# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal

from .money import round_half_up


def get_reward(terms, amount):
    """Return what an amount brings by the steps of a programme, rounded once.

    >>> from .types import Terms, Tier
    >>> tiers = (Tier(Decimal(100), Decimal(1)), Tier(Decimal(500), Decimal(2)))
    >>> get_reward(Terms(tiers), Decimal("99.99"))
    Decimal('0')
    >>> get_reward(Terms(tiers), Decimal(600))
    Decimal('12.00')
    >>> get_reward(Terms(tiers, marginal=True), Decimal(600))
    Decimal('6.00')
    >>> get_reward(Terms(tiers, maximum=Decimal(10)), Decimal(600))
    Decimal('10')
    """
    tiers = sorted(terms.tiers, key=lambda tier: tier.threshold)
    reached = [tier for tier in tiers if tier.threshold <= amount]
    if not reached:
        return Decimal(0)
    if terms.marginal:
        tops = [tier.threshold for tier in reached[1:]] + [amount]
        total = sum(
            tier.fixed + (top - tier.threshold) * tier.percent / 100
            for tier, top in zip(reached, tops, strict=True)
        )
    else:
        total = reached[-1].fixed + amount * reached[-1].percent / 100
    reward = round_half_up(total, terms.unit)
    return reward if terms.maximum is None else min(reward, terms.maximum)


def get_next_tier(terms, amount):
    """Return the lowest step that an amount does not reach yet, or None.

    >>> from .types import Terms, Tier
    >>> terms = Terms((Tier(Decimal(500), Decimal(2)), Tier(Decimal(100), Decimal(1))))
    >>> [str(get_next_tier(terms, Decimal(n)).threshold) for n in (0, 100)]
    ['100', '500']
    >>> get_next_tier(terms, Decimal(500)) is None
    True
    """
    above = [tier for tier in terms.tiers if tier.threshold > amount]
    return min(above, key=lambda tier: tier.threshold, default=None)
