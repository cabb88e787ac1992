# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""What a person with a sheet of paper and whole cents would work out."""

from fractions import Fraction


def half_up(value):
    """Round a fraction of cents to whole cents, halves up."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def reward(tiers, amount, marginal, maximum=None):
    """Return the reward in cents; tiers are (threshold, percent, fixed) in cents.

    Marginal amounts are counted by the piece: each cent above a step earns by the
    highest step below it.
    """
    tiers = sorted(tiers)
    reached = [tier for tier in tiers if tier[0] <= amount]
    if not reached:
        return 0
    if marginal:
        total = Fraction(sum(tier[2] for tier in reached))
        edges = [tier[0] for tier in reached] + [amount]
        for index, (_threshold, percent, _fixed) in enumerate(reached):
            total += (edges[index + 1] - edges[index]) * Fraction(percent) / 100
    else:
        _threshold, percent, fixed = reached[-1]
        total = fixed + amount * Fraction(percent) / 100
    result = half_up(total)
    return result if maximum is None else min(result, maximum)
