# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Rates that depend on what was reached in a period.

*Marginal*: each rate pays the part of the volume within its tier. *Whole*: the rate of
the tier that is reached pays the whole volume. A negative volume mirrors the positive.
"""

from datetime import date
from decimal import localcontext

from .limits import keep_within
from .money import CENT, EXACT, round_half_up
from .types import ZERO

MONTHS = {"month": 1, "quarter": 3, "year": 12}


def get_period_start(day, period):
    """Return the first day of the month, quarter or year.

    >>> get_period_start(date(2026, 6, 30), "quarter")
    datetime.date(2026, 4, 1)
    """
    months = MONTHS[period]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def find_reached(volume, tiers):
    """Return how many tiers a volume reaches.

    >>> from decimal import Decimal
    >>> from .types import Tier
    >>> tiers = (Tier(Decimal(100), Decimal(1)), Tier(Decimal(200), Decimal(2)))
    >>> [find_reached(Decimal(n), tiers) for n in (99, 100, 199, 200, -200)]
    [0, 1, 1, 2, 2]
    """
    size = abs(volume)
    for number, tier in enumerate(tiers):
        if size < tier.threshold:
            return number
    return len(tiers)


def _get_rate(reached, tiers):
    return tiers[reached - 1].rate if reached else ZERO


def get_tiered(volume, tiers, mode, rate_kind="percent"):
    """Return what the tiers pay for a volume, not rounded.

    :param tiers: tuple of :class:`Tier`, by ascending threshold

    >>> from decimal import Decimal
    >>> from .types import Tier
    >>> tiers = (Tier(Decimal(0), Decimal(1)), Tier(Decimal(1000), Decimal(3)))
    >>> str(get_tiered(Decimal(1500), tiers, "marginal"))
    '25.00'
    >>> str(get_tiered(Decimal(1500), tiers, "whole"))
    '45.00'
    """
    if mode == "whole":
        rate = _get_rate(find_reached(volume, tiers), tiers)
        return get_share(volume, rate, rate_kind)
    size, total = abs(volume), ZERO
    for number, (threshold, rate) in enumerate(tiers):
        if size <= threshold:
            break
        end = tiers[number + 1].threshold if number + 1 < len(tiers) else size
        total += get_share(min(size, end) - threshold, rate, rate_kind)
    return total if volume >= 0 else -total


def get_share(basis, rate, rate_kind):
    """Return a percentage of the basis, or an amount for each unit of it."""
    share = basis * rate
    return share.scaleb(-2) if rate_kind == "percent" else share


def get_step(volume, basis, rule):
    """Return (share, reached rate) of a basis that comes on top of a volume.

    >>> from decimal import Decimal
    >>> from .types import Rule, Tier
    >>> tiers = (Tier(Decimal(0), Decimal(1)), Tier(Decimal(1000), Decimal(3)))
    >>> [str(n) for n in get_step(Decimal(900), Decimal(200), Rule(1, tiers=tiers))]
    ['4.00', '3']
    """
    after = volume + basis
    reached = find_reached(after, rule.tiers)
    rate = _get_rate(reached, rule.tiers)
    if rule.tier_mode == "whole" or (
        # within one tier all of it has one rate
        (volume < 0) == (after < 0) and find_reached(volume, rule.tiers) == reached
    ):
        return get_share(basis, rate, rule.rate_kind), rate
    kind = (rule.tiers, rule.tier_mode, rule.rate_kind)
    return get_tiered(after, *kind) - get_tiered(volume, *kind), rate


def get_bonus(volume, tiers, mode, unit=CENT):
    """Return the bonus for the volume of a closed period, which is never negative.

    >>> from decimal import Decimal
    >>> from .types import Tier
    >>> over = (Tier(Decimal(100_000), Decimal(1)),)
    >>> [str(get_bonus(Decimal(120_000), over, m)) for m in ("whole", "marginal")]
    ['1200.00', '200.00']
    >>> str(get_bonus(Decimal(-120_000), over, "whole"))
    '0.00'
    """
    with localcontext(EXACT):
        return round_half_up(get_tiered(max(volume, ZERO), tiers, mode), unit)


def get_true_up(
    volume, tiers, mode, booked, unit=CENT, rate_kind="percent", limit=None
):
    """Return what is missing (or too much) at the close of the period of a tier rule.

    What was booked line by line depends on the order of the lines when tiers pay the
    whole volume; afterwards the period has paid what its net volume is worth.

    :param volume: net basis of the period
    :param booked: sum of the shares before limits
    :param limit: most that the rule pays a beneficiary in a period, if any

    >>> from decimal import Decimal
    >>> from .types import Tier
    >>> over = (Tier(Decimal(0), Decimal(1)), Tier(Decimal(1000), Decimal(2)))
    >>> str(get_true_up(Decimal(1500), over, "whole", Decimal(20)))
    '10.00'
    >>> str(get_true_up(Decimal(1500), over, "whole", Decimal(20), limit=Decimal(25)))
    '5.00'
    """
    with localcontext(EXACT):
        due = round_half_up(get_tiered(volume, tiers, mode, rate_kind), unit)
        return keep_within(due, limit, unit) - keep_within(booked, limit, unit)
