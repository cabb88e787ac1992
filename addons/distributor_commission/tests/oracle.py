# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""A second, naive implementation of the engine: loops only, shares no code.

Amounts are counted in whole units of the currency and calculated in fractions, so that
a mistake in the engine's arithmetic, in its choice of rules or in the order of its
limits cannot hide here as well.
"""

from fractions import Fraction

from .oracle_choice import fits, pick

ORDER = ("buyer", "differential", "territory", "upline")


def round_whole(value):
    """Return the nearest integer, halves away from zero."""
    size = abs(Fraction(value))
    whole = size.numerator // size.denominator
    if size - whole >= Fraction(1, 2):
        whole += 1
    return whole if value >= 0 else -whole


def worth(volume, tiers, mode):
    """Return volume × rate summed over tiers: each one adds to the rate of the last."""
    if volume < 0:
        return -worth(-volume, tiers, mode)
    total = rate = Fraction(0)
    for tier in tiers:
        threshold, step = Fraction(tier.threshold), Fraction(tier.rate) - rate
        if mode == "whole":
            total += step * volume if volume >= threshold else 0
        else:
            total += step * max(0, volume - threshold)
        rate = Fraction(tier.rate)
    return total


def reach(volume, tiers):
    rates = [Fraction(tier.rate) for tier in tiers if abs(volume) >= tier.threshold]
    return rates[-1] if rates else Fraction(0)


def first_day(day, period):
    month = {"month": day.month, "year": 1}.get(period)
    if month is None:
        month = {1: 1, 2: 4, 3: 7, 4: 10}[(day.month + 2) // 3]
    return day.replace(month=month, day=1)


def keys_of(rule, link, fact):
    order = period = None
    if rule.max_order is not None:
        order = (rule.key, link.beneficiary, ("order", fact.order))
    if rule.max_period is not None or rule.tiers:
        start = first_day(fact.date, rule.period)
        period = (rule.key, link.beneficiary, ("period", start))
    return order, period


def places(fact, rules):
    """Return (earner, link) of every place a share could be for."""
    kinds = {rule.earner for rule in rules}
    found = []
    for earner in ORDER:
        for link in fact.chain:
            if earner == "buyer" and link.generation == 0 and earner in kinds:
                found.append((earner, link))
            if earner == "differential" and link.generation and earner in kinds:
                found.append((earner, link))
            is_upline = earner in kinds or "differential" not in kinds
            if earner == "upline" and link.generation and is_upline:
                found.append((earner, link))
        if earner == "territory" and earner in kinds:
            found.append((earner, fact.owner))
    return found


def measure(rule, fact, highest, before):
    """Return (kind of basis, basis, rate, exact share) of one place."""
    kind = "quantity" if rule.rate_kind == "fixed" else rule.basis
    basis, rate = Fraction(getattr(fact, kind)), Fraction(rule.rate)
    if rule.earner == "differential":
        rate = max(Fraction(0), rate - highest.get(kind, 0))
        highest[kind] = max(highest.get(kind, 0), Fraction(rule.rate))
    exact = basis * rate
    if rule.tiers:
        rate = reach(before + basis, rule.tiers)
        exact = basis * rate
        if rule.tier_mode == "marginal":
            exact = worth(before + basis, rule.tiers, "marginal") - worth(
                before, rule.tiers, "marginal"
            )
    return kind, basis, rate, exact / (1 if rule.rate_kind == "fixed" else 100)


def restrict(amount, paid, limit, unit):
    """Return what is left of an amount, and nothing of the other sign."""
    most = int(Fraction(limit) / Fraction(unit))
    if amount >= 0:
        return max(0, min(amount, most - paid))
    return -restrict(-amount, -paid, limit, unit)


def pay(facts, rules, cap, unit, meters):
    """Return a dict for each place of each fact; meters hold [volume, paid units]."""
    found = []
    for fact in sorted(facts, key=lambda fact: fact.key):
        shares, highest = [], {}
        for earner, link in places(fact, rules):
            share = {"fact": fact.key, "earner": earner, "link": link}
            share.update(rule=None, lost={}, amount=0, limits=[])
            share["reason"] = find_obstacle(earner, link, rules, fact)
            if not share["reason"]:
                own = [rule for rule in rules if rule.earner == earner]
                share["rule"], share["lost"], _tied = pick(own, earner, link, fact)
                fill(share, fact, highest, meters)
                limit(share, unit, meters)
                shares.append(share)
            found.append(share)
        most = 100 if cap is None else cap
        margins = [share for share in shares if share["kind"] == "margin"]
        reduce_all(margins, fact.margin, most, unit, meters, "margin")
        reduce_all(shares, fact.net, most, unit, meters, "cap")
        for share in shares:
            share["reason"] = "earns" if share["amount"] else "limit"
            if not share["before"]:
                share["reason"] = share["nothing"]
    return found


def find_obstacle(earner, link, rules, fact):
    if link is None:
        return "no owner"
    if not link.earns:
        return link.why or "level"
    if any(fits(rule, earner, link, fact) for rule in rules):
        return None
    if earner == "upline" and not any(
        rule.earner == earner and rule.generation >= link.generation for rule in rules
    ):
        return "generations end"
    return "no rule"


def fill(share, fact, highest, meters):
    """Set all that comes before limits."""
    rule = share["rule"]
    order, period = keys_of(rule, share["link"], fact)
    for key in (order, period):
        if key:
            meters.setdefault(key, [Fraction(0), 0])
    before = meters[period][0] if period else Fraction(0)
    kind, basis, rate, exact = measure(rule, fact, highest, before)
    is_late = rule.earner == "differential" and rule.rate and rate == 0 and basis
    share.update(kind=kind, basis=basis, rate=rate, exact=exact)
    share.update(order=order, period=period)
    share["volume"] = before if rule.tiers else None
    share["nothing"] = "nothing left" if is_late else "zero"


def limit(share, unit, meters):
    """Round, take the limits of the rule into account, and count."""
    amount = share["before"] = round_whole(share["exact"] / Fraction(unit))
    for name in ("order", "period"):
        most = getattr(share["rule"], f"max_{name}")
        if most is not None:
            left = restrict(amount, meters[share[name]][1], most, unit)
            if left != amount:
                share["limits"].append(name)
            amount = left
    share["amount"] = amount
    for key in (share["order"], share["period"]):
        if key:
            meters[key][0] += share["basis"]
            meters[key][1] += amount


def reduce_all(shares, basis, cap, unit, meters, name):
    most = int(abs(Fraction(basis)) * Fraction(cap) / 100 / Fraction(unit))
    total = sum(share["amount"] for share in shares)
    if abs(total) <= most:
        return
    seen = given = 0
    for share in shares:
        seen += share["amount"]
        upto = round_whole(Fraction(most * seen, abs(total)))
        left, given = upto - given, upto
        if left != share["amount"]:
            share["limits"].append(name)
        for key in (share["order"], share["period"]):
            if key:
                meters[key][1] += left - share["amount"]
        share["amount"] = left
