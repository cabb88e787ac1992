# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""A naive close of a period: loops over plain sales, and shares no code.

A sale is (net, day, buyer, uplines, nets of credit notes), where the uplines are
(generation, distributor, whether it is a person).
"""

from fractions import Fraction


def round_cents(value):
    """Return the nearest cent, halves away from zero, as an integer."""
    size = abs(Fraction(value)) * 100
    whole = size.numerator // size.denominator
    if size - whole >= Fraction(1, 2):
        whole += 1
    return whole if value >= 0 else -whole


def get_worth(volume, tiers, mode):
    """Return the share of a volume; tiers are [(threshold, percent)…]."""
    if volume < 0:
        return -get_worth(-volume, tiers, mode)
    total = Fraction(0)
    for number, (threshold, percent) in enumerate(tiers):
        if volume < threshold:
            continue
        following = [start for start, _rate in tiers[number + 1 :] if start <= volume]
        if mode == "whole":
            if not following:
                total = Fraction(volume) * percent / 100
        else:
            end = min(following, default=volume)
            total += Fraction(end - threshold) * percent / 100
    return total


def get_nets(sales, month, measure, generations):
    """Return {distributor: net}; what is taken back counts in the month of the sale."""
    nets = {}
    for net, day, buyer, uplines, refunds in sales:
        if (day.year, day.month) != month:
            continue
        left = net - sum(refunds)
        if measure == "own":
            nets[buyer] = nets.get(buyer, 0) + left
            continue
        for generation, who, is_person in uplines:
            if generation <= generations and not is_person:
                nets[who] = nets.get(who, 0) + left
    return nets


def get_bonuses(sales, month, measure, generations, tiers, mode):
    """Return {distributor: cents} of whom is paid anything."""
    found = {}
    for who, net in get_nets(sales, month, measure, generations).items():
        cents = round_cents(get_worth(net, tiers, mode)) if net > 0 else 0
        if cents:
            found[who] = cents
    return found
