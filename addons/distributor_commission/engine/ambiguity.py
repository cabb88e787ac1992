# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Finds the rules between which nothing decides, before a plan is approved.

Rules are numbered, and a set of rules is an integer with one bit for each, so that a
rule is compared with all others at once, condition by condition.
"""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from .rules import get_generation, is_dated


class Ambiguity(NamedTuple):
    """Two rules (their keys) that fit the same sale, with nothing to choose by."""

    first: int
    second: int


class Condition(NamedTuple):
    """For each value of a condition, the sets of rules whose value is broader (above
    it), narrower (below it) or the same; it has nothing in common with others."""

    broader: dict
    narrower: dict
    same: dict


def find_ambiguities(rules, parents):
    """Return each pair of rules between which nothing decides.

    Both fit the same sale of the same place, neither is narrower, and their sequence is
    the same. A pair is harmless when a third rule stands exactly where both fit, on all
days on which both fit.

    :param rules: all rules of a version
    :param parents: {category, territory or product: path from the root}, with keys
        ``("category", id)``, ``("territory", id)``, whose paths end with themselves,
        and ``("product", id)``, whose path ends with its category
    :return: sorted list of :class:`Ambiguity`

    >>> from decimal import Decimal
    >>> from .types import Rule
    >>> tree = {("category", 20): (10, 20)}
    >>> dealer = Rule(1, "upline", 1, Decimal(5), level=4)
    >>> tea = Rule(2, "upline", 1, Decimal(3), category=20)
    >>> find_ambiguities([dealer, tea], tree)
    [Ambiguity(first=1, second=2)]
    >>> both = Rule(3, "upline", 1, Decimal(4), level=4, category=20)
    >>> find_ambiguities([dealer, tea, both], tree)
    []
    """
    rules = sorted(rules, key=lambda rule: rule.key)
    values = [_get_values(rule) for rule in rules]
    conditions = [_get_condition(column, parents) for column in zip(*values, strict=True)]
    rivals = _group([_get_rivals_key(rule) for rule in rules])
    standing = defaultdict(list)
    for rule, own in zip(rules, values, strict=True):
        standing[_get_place(rule), own].append(rule)
    found = []
    for number, rule in enumerate(rules):
        # each pair once
        others = rivals[_get_rivals_key(rule)] >> (number + 1) << (number + 1)
        for other in _find_undecided(values[number], others, conditions):
            days = _get_common_days(rule, rules[other])
            common = _intersect(values[number], values[other], parents)
            # of equal conditions a third one is not narrower
            thirds = standing[_get_place(rule), common] if common != values[number] else ()
            if days and not any(_covers(third, days) for third in thirds):
                found.append(Ambiguity(rule.key, rules[other].key))
    return found


def _get_place(rule):
    return (rule.earner, get_generation(rule))


def _get_rivals_key(rule):
    return (*_get_place(rule), rule.sequence)


def _get_values(rule):
    """Return the conditions of a rule as (kind, value), None when it is empty."""
    values = [
        (name, getattr(rule, name)) for name in ("level", "buyer_level", "channel")
    ]
    goods = ("category", rule.category)
    if rule.product is not None:
        goods = ("product", rule.product)
    values += [goods, ("territory", rule.territory), ("days", is_dated(rule) or None)]
    return tuple(None if value[1] is None else value for value in values)


def _get_ancestors(value, parents):
    """Return the values that are broader than one, from the broadest on."""
    if value is None:
        return ()
    kind, _key = value
    if kind in ("level", "buyer_level", "channel", "days"):
        return (None,)
    kind = "category" if kind == "product" else kind
    path = [(kind, key) for key in parents.get(value, ())]
    return (None, *(above for above in path if above != value))


def _group(values):
    """Return {value: set of the rules that have it}."""
    groups = defaultdict(int)
    for number, value in enumerate(values):
        groups[value] |= 1 << number
    return groups


def _get_condition(column, parents):
    same = _group(column)
    broader, narrower = defaultdict(int), defaultdict(int)
    for value, own in list(same.items()):
        for above in _get_ancestors(value, parents):
            broader[value] |= same.get(above, 0)
            narrower[above] |= own
    return Condition(broader, narrower, same)


def _find_undecided(values, others, conditions):
    """Yield those of others that have sales in common, and of which none is narrower."""
    above = below = 0
    for value, condition in zip(values, conditions, strict=True):
        broader, narrower = condition.broader[value], condition.narrower[value]
        others &= broader | narrower | condition.same[value]
        above |= broader
        below |= narrower
    # broader here and narrower there, or the same everywhere
    others &= ~(above ^ below)
    while others:
        lowest = others & -others
        yield lowest.bit_length() - 1
        others ^= lowest


def _intersect(first, second, parents):
    """Return the narrower one of each condition."""
    return tuple(
        two if one in _get_ancestors(two, parents) else one
        for one, two in zip(first, second, strict=True)
    )


def _get_days(rule):
    return rule.date_start or date.min, rule.date_end or date.max


def _get_common_days(first, second):
    """Return the (first, end) of the days on which both are valid, or None."""
    starts, ends = zip(_get_days(first), _get_days(second), strict=True)
    start, end = max(starts), min(ends)
    return (start, end) if start < end else None


def _covers(rule, days):
    start, end = _get_days(rule)
    return start <= days[0] and days[1] <= end
