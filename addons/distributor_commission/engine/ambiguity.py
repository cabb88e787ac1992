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
    the same. A pair is harmless when a third rule stands exactly where both fit, on
    all days on which both do.

    :param rules: all rules of a version
    :param parents: {category, territory or product: path from the root}, with keys
        ``("category", id)`` and ``("territory", id)``, whose paths end with themselves,
        and ``("product", id)``, whose path ends with its category
    :return: list of :class:`Ambiguity`, sorted

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
    return _Finder(rules, parents).find()


class _Finder:
    def __init__(self, rules, parents):
        self._rules = sorted(rules, key=lambda rule: rule.key)
        self._parents = parents
        self._values = [_get_values(rule) for rule in self._rules]
        self._conditions = [
            _get_condition(column, parents)
            for column in zip(*self._values, strict=True)
        ]
        self._days = [_get_days(rule) for rule in self._rules]
        self._places = [_get_place(rule) for rule in self._rules]
        self._standing = defaultdict(list)
        for number, own in enumerate(self._values):
            self._standing[self._places[number], own].append(number)

    def find(self):
        sequences = [rule.sequence for rule in self._rules]
        same_place = _group(self._places)
        same_sequence = _group(sequences)
        inside = [
            _find_inside(own, same_place[place], self._conditions)
            for own, place in zip(self._values, self._places, strict=True)
        ]
        found = []
        for one, own in enumerate(self._values):
            rivals = same_place[self._places[one]] & same_sequence[sequences[one]]
            # each pair once
            rivals = rivals >> (one + 1) << (one + 1)
            first, days = self._rules[one].key, self._days[one]
            for two in _find_undecided(own, rivals, self._conditions):
                common = _get_common(days, self._days[two])
                if common is None:
                    continue
                if inside[one] & inside[two] and self._is_settled(one, two, common):
                    continue
                found.append(Ambiguity(first, self._rules[two].key))
        return found

    def _is_settled(self, one, two, days):
        """Tell whether a third rule stands where two others meet."""
        values = _intersect(self._values[one], self._values[two], self._parents)
        # of two equal rules none is narrower than the other, nor is a third
        return values != self._values[one] and any(
            self._days[third][0] <= days[0] and days[1] <= self._days[third][1]
            for third in self._standing.get((self._places[one], values), ())
        )


def _get_place(rule):
    return (rule.earner, get_generation(rule))


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


def _find_inside(values, others, conditions):
    """Return the set of those of others that are narrower wherever they differ."""
    same = others
    for value, condition in zip(values, conditions, strict=True):
        others &= condition.narrower[value] | condition.same[value]
        same &= condition.same[value]
    return others & ~same


def _find_undecided(values, others, conditions):
    """Yield those of others that meet a rule, when neither is the narrower one."""
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


def _get_common(days, others):
    """Return the first and the end of the days in both, or None."""
    start, end = max(days[0], others[0]), min(days[1], others[1])
    return (start, end) if start < end else None
