# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""A second, naive implementation of the rules: loops only, shares no code.

Amounts are counted in fractions and rounded by hand, so that a mistake in the
engine's arithmetic or in its choice of rules cannot hide here as well.
"""

from fractions import Fraction


def round_cents(value):
    """Return cents, halves away from zero, of a Fraction in units of money."""
    cents = abs(value) * 100
    whole = cents.numerator // cents.denominator
    if cents - whole >= Fraction(1, 2):
        whole += 1
    return whole if value >= 0 else -whole


def fits(rule, generation, level, fact):
    if rule.generation != generation:
        return False
    if rule.level is not None and rule.level != level:
        return False
    if rule.product is not None and rule.product != fact.product:
        return False
    return rule.category is None or rule.category in fact.categories


def sales_of(rule, universe):
    """Return the (level, product) pairs of the universe that a rule fits."""
    levels, products = universe
    return {
        (level, product)
        for level in levels
        for product, categories in products.items()
        if (rule.level is None or rule.level == level)
        and (rule.product is None or rule.product == product)
        and (rule.category is None or rule.category in categories)
    }


def pick(rules, universe, generation, level, fact):
    """Return the rule no other fitting rule's sales lie strictly within."""
    fitting = [rule for rule in rules if fits(rule, generation, level, fact)]
    best = None
    for rule in fitting:
        mine = sales_of(rule, universe)
        if any(sales_of(other, universe) < mine for other in fitting):
            continue
        if best is None or (rule.sequence, rule.key) < (best.sequence, best.key):
            best = rule
    return best


def pay(facts, rules, universe):
    """Return {(fact, generation, beneficiary, rule): cents}."""
    paid = {}
    for fact in facts:
        for generation, beneficiary, level, earns in fact.chain:
            if generation == 0 or not earns:
                continue
            rule = pick(rules, universe, generation, level, fact)
            if rule is None:
                continue
            cents = round_cents(Fraction(fact.net) * Fraction(rule.rate) / 100)
            if cents:
                paid[(fact.key, generation, beneficiary, rule.key)] = cents
    return paid
