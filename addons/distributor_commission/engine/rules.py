# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Which rule applies: the narrowest one, then the first by sequence.

A rule is *narrower* than another when it fits only sales that the other fits as well:
a product is narrower than its category, a category narrower than the one above it, a
level narrower than any level. Of two rules of which neither is narrower, sequence
decides; if that is equal too the plan is ambiguous and must not be approved.
"""

from itertools import combinations
from typing import NamedTuple

from .types import Lost


class Ambiguity(NamedTuple):
    """Two rules (their keys) that fit the same sale, with nothing to choose by."""

    first: int
    second: int


def matches(rule, link, product, categories):
    """Tell whether each filled condition of the rule fits."""
    return (
        rule.generation == link.generation
        and rule.level in (None, link.level)
        and rule.product in (None, product)
        and (rule.category is None or rule.category in categories)
    )


def choose(rules, link, product, categories):
    """Return the rule that applies (or None) and the rules that lost to it.

    >>> from decimal import Decimal
    >>> from .types import Link, Rule
    >>> any_goods = Rule(1, 1, Decimal(5))
    >>> tea = Rule(2, 1, Decimal(3), category=20)
    >>> later = Rule(3, 1, Decimal(9), category=20, sequence=20)
    >>> winner, lost = choose([later, any_goods, tea], Link(1, 7, 4), 1, (10, 20))
    >>> winner.key, lost
    (2, (Lost(rule=1, why='broader'), Lost(rule=3, why='later')))
    >>> pu_erh = Rule(4, 1, Decimal(2), product=1, sequence=99)
    >>> choose([tea, pu_erh], Link(1, 7, 4), 1, (10, 20))[0].key
    4
    """
    fitting = [rule for rule in rules if matches(rule, link, product, categories)]
    if not fitting:
        return None, ()
    narrowest = [
        rule
        for rule in fitting
        if not any(_is_narrower(other, rule, categories) for other in fitting)
    ]
    winner = min(narrowest, key=lambda rule: (rule.sequence, rule.key))
    lost = tuple(
        Lost(rule.key, "later" if rule in narrowest else "broader")
        for rule in sorted(fitting, key=lambda rule: rule.key)
        if rule is not winner
    )
    return winner, lost


def _is_narrower(rule, other, categories):
    """Compare two rules that fit the same sale."""
    mine, theirs = _narrowness(rule, categories), _narrowness(other, categories)
    return mine != theirs and all(m >= t for m, t in zip(mine, theirs, strict=True))


def _narrowness(rule, categories):
    if rule.product is not None:
        depth = len(categories) + 1
    elif rule.category is not None:
        depth = categories.index(rule.category) + 1
    else:
        depth = 0
    return (rule.level is not None, depth)


def find_ambiguities(rules, parents):
    """Return each pair of rules between which nothing decides.

    A pair is harmless when a third rule stands exactly where both fit.

    :param rules: all rules of a version
    :param parents: {category or product key: tuple of categories from the root}, with
        categories as ``("category", id)`` and products as ``("product", id)``

    >>> from decimal import Decimal
    >>> from .types import Rule
    >>> tree = {("category", 20): (10, 20)}
    >>> dealer = Rule(1, 1, Decimal(5), level=4)
    >>> tea = Rule(2, 1, Decimal(3), category=20)
    >>> find_ambiguities([dealer, tea], tree)
    [Ambiguity(first=1, second=2)]
    >>> both = Rule(3, 1, Decimal(4), level=4, category=20)
    >>> find_ambiguities([dealer, tea, both], tree)
    []
    """
    ordered = sorted(rules, key=lambda rule: rule.key)
    found = []
    for first, second in combinations(ordered, 2):
        if first.generation != second.generation or first.sequence != second.sequence:
            continue
        common = _intersect(first, second, parents)
        if common is None:
            continue
        mine, theirs = _conditions(first), _conditions(second)
        if mine != theirs and common in (mine, theirs):
            continue
        if mine != theirs and any(
            rule.generation == first.generation and _conditions(rule) == common
            for rule in ordered
        ):
            continue
        found.append(Ambiguity(first.key, second.key))
    return found


def _conditions(rule):
    category = rule.category if rule.product is None else None
    return (rule.level, rule.product, category)


def _intersect(first, second, parents):
    """Return the conditions that fit exactly the sales both rules fit, or None."""
    if None not in (first.level, second.level) and first.level != second.level:
        return None
    if None not in (first.product, second.product) and first.product != second.product:
        return None
    level = first.level if first.level is not None else second.level
    product = first.product if first.product is not None else second.product
    named = [c for c in (first.category, second.category) if c is not None]
    path = max((parents.get(("category", c), (c,)) for c in named), key=len, default=())
    if product is not None:
        path = parents.get(("product", product), path)
    if any(category not in path for category in named):
        return None
    if product is not None:
        return (level, product, None)
    return (level, None, max(named, key=path.index, default=None))
