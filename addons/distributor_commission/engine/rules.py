# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Which rule applies: the narrowest one, then the first by sequence.

A rule is *narrower* than another when it is at least as narrow in every condition and
narrower in one: a product is narrower than its category, a category (or a territory)
narrower than the one above it, what is filled narrower than what is empty. Of rules of
which neither is narrower sequence decides; if that is equal too, the plan is ambiguous
and must not be approved.
"""

from bisect import bisect_right
from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from .types import ZERO, Lost

EARNERS = ("buyer", "differential", "territory", "upline")
BASES = ("net", "margin", "quantity")
# no plan pays out more than was sold
WHOLE = Decimal(100)


class Fault(NamedTuple):
    """What is wrong with a rule by itself."""

    rule: int
    what: str


def find_faults(rules):
    """Return what makes rules impossible to compute.

    ``what`` is "earner", "generation" (missing, of an upline), "basis" (a percentage of
    a quantity), "rate" (negative), "tiers" (not ascending, or negative), "differential"
    (with tiers: what is left of what?) or "limit" (negative).

    >>> from .types import Rule
    >>> find_faults([Rule(1, "upline", 1), Rule(2), Rule(3, "buyer", basis="quantity")])
    [Fault(rule=2, what='generation'), Fault(rule=3, what='basis')]
    """
    return [
        Fault(rule.key, what)
        for rule in rules
        for what in _find_faults_of(rule)
        if what
    ]


def _find_faults_of(rule):
    yield "earner" if rule.earner not in EARNERS else None
    yield "generation" if rule.earner == "upline" and not rule.generation else None
    if rule.rate_kind == "percent" and rule.basis not in ("net", "margin"):
        yield "basis"
    yield "rate" if rule.rate < 0 else None
    steps = [tier.threshold for tier in rule.tiers]
    if steps != sorted(set(steps)) or any(min(tier) < 0 for tier in rule.tiers):
        yield "tiers"
    yield "differential" if rule.tiers and rule.earner == "differential" else None
    yield "limit" if min(rule.max_order or 0, rule.max_period or 0) < 0 else None


class Card:
    """A rule, made ready for computing."""

    __slots__ = ("basis_kind", "factor", "is_metered", "position", "rule")

    def __init__(self, rule):
        self.rule = rule
        self.basis_kind = "quantity" if rule.rate_kind == "fixed" else rule.basis
        # of the basis in a fact
        self.position = 2 + BASES.index(self.basis_kind)
        self.factor = rule.rate if rule.rate_kind == "fixed" else rule.rate.scaleb(-2)
        self.is_metered = bool(rule.tiers) or (
            (rule.max_order, rule.max_period) != (None, None)
        )


class RuleSet:
    """The rules of one version, indexed by what they ask for.

    :param rules: iterable of :class:`Rule`
    :param cap: most that all shares are together, as % of the net (and those of the
        margin as % of the margin); all of it by default
    :raise ValueError: a rule that cannot be computed, see :func:`find_faults`
    """

    def __init__(self, rules, cap=None):
        self.rules = tuple(sorted(rules, key=lambda rule: rule.key))
        self.cap = WHOLE if cap is None else cap
        faults = find_faults(self.rules)
        if faults:
            raise ValueError(faults)
        cards = [Card(rule) for rule in self.rules]
        self.earners = {rule.earner for rule in self.rules}
        self.last_generation = max(map(get_generation, self.rules), default=0)
        self.is_metered = any(card.is_metered for card in cards)
        # each share by itself: the short way
        self.is_plain = (
            cap is None and not self.is_metered and "differential" not in self.earners
        )
        self.top_rates = _get_top_rates(self.rules)
        self.index = defaultdict(list)
        for card in cards:
            self.index[_get_index_key(card.rule)].append(card)
        # what nothing asks for need not be known of a fact
        self.named = {
            name: {getattr(rule, name) for rule in self.rules} - {None}
            for name in ("product", "category", "territory", "channel", "buyer_level")
        }
        days = {(rule.date_start, rule.date_end) for rule in self.rules}
        self.days = sorted({day for pair in days for day in pair} - {None})


def _get_top_rates(rules):
    """Return {place: highest rate}, or None where a share is not a part of the net."""
    rates = {}
    for rule in rules:
        if rule.rate_kind != "percent" or rule.basis != "net" or rule.tiers:
            return None
        place = (rule.earner, rule.generation)
        rates[place] = max(rates.get(place, ZERO), rule.rate)
    return rates


def get_generation(rule):
    return rule.generation if rule.earner == "upline" else 0


def _get_index_key(rule):
    goods = rule.category if rule.product is None else ("product", rule.product)
    return (rule.earner, get_generation(rule), rule.level, goods, rule.territory)


class Case(dict):
    """What rules ask of a fact, and what was chosen for it.

    ``case[earner, generation, level]`` is the card of the rule that applies (or None)
    and the rules that lost to it. Facts of which rules ask the same share a case.
    """

    def __init__(self, ruleset, asked):
        super().__init__()
        self._index = ruleset.index
        self._asked = asked

    def __missing__(self, key):
        self[key] = choice = self._choose(*key)
        return choice

    def _choose(self, earner, generation, level):
        fitting = list(self._find(earner, generation, level))
        if not fitting:
            return None, ()
        top = [
            card
            for card, mine in fitting
            if not any(_is_narrower(other, mine) for _card, other in fitting)
        ]
        winner = min(top, key=lambda card: (card.rule.sequence, card.rule.key))
        lost = [
            Lost(card.rule.key, "later" if card in top else "broader")
            for card, _narrowness in fitting
            if card is not winner
        ]
        return winner, tuple(sorted(lost))

    def _find(self, earner, generation, level):
        """Yield the cards that fit, each with how narrow it is."""
        product, categories, territories, *_others = self._asked
        goods = [None, *categories]
        if product is not None:
            goods.append(("product", product))
        for rank in range(2):
            for depth, good in enumerate(goods):
                for height, area in enumerate((None, *territories)):
                    key = (earner, generation, level if rank else None, good, area)
                    for card in self._index.get(key, ()):
                        others = self._compare(card.rule)
                        if others is not None:
                            yield card, (rank, depth, height, *others)

    def _compare(self, rule):
        """Return how narrow the other conditions are, or None if one does not fit."""
        _product, _categories, _territories, channel, buyer_level, day = self._asked
        if rule.channel not in (None, channel):
            return None
        if rule.buyer_level not in (None, buyer_level):
            return None
        if rule.date_start and day < rule.date_start:
            return None
        if rule.date_end and day >= rule.date_end:
            return None
        return (
            rule.buyer_level is not None,
            rule.channel is not None,
            is_dated(rule),
        )


def is_dated(rule):
    return rule.date_start is not None or rule.date_end is not None


def _is_narrower(mine, theirs):
    return mine != theirs and all(m >= t for m, t in zip(mine, theirs, strict=True))


class Chooser:
    """Finds the case of each fact; remembers them as long as it lives."""

    def __init__(self, ruleset):
        self._ruleset = ruleset
        self._named = ruleset.named
        self._by_fact = {}
        self._by_asked = {}
        self._asks_buyer = bool(self._named["buyer_level"])
        self._asks_area = bool(self._named["territory"])
        self._asks_channel = bool(self._named["channel"])
        self._asks_day = bool(ruleset.days)

    def get_case(self, fact):
        chain = fact.chain
        seen = (
            fact.product,
            fact.categories,
            fact.territories if self._asks_area else (),
            fact.channel if self._asks_channel else None,
            chain[0] if self._asks_buyer and chain else None,
            fact.date if self._asks_day else None,
        )
        try:
            return self._by_fact[seen]
        except KeyError:
            self._by_fact[seen] = case = self._make_case(*seen)
            return case

    def _make_case(self, product, categories, territories, channel, buyer, day):
        named, days = self._named, self._ruleset.days
        if day is not None:
            # all days between two that rules name are the same
            number = bisect_right(days, day)
            day = days[number - 1] if number else date.min
        asked = (
            product if product in named["product"] else None,
            tuple(c for c in categories if c in named["category"]),
            tuple(t for t in territories if t in named["territory"]),
            channel,
            buyer.level if buyer and not buyer.generation else None,
            day,
        )
        if asked not in self._by_asked:
            self._by_asked[asked] = Case(self._ruleset, asked)
        return self._by_asked[asked]


def choose(ruleset, fact, link, earner="upline"):
    """Return the rule that applies to a place (or None) and the rules that lost.

    >>> from decimal import Decimal
    >>> from .types import Fact, Link, Rule
    >>> link = Link(1, 7, 4)
    >>> fact = Fact(1, date(2026, 1, 2), *[Decimal(1)] * 3, 1, (10, 20), chain=(link,))
    >>> any_goods = Rule(1, "upline", 1, Decimal(5))
    >>> tea = Rule(2, "upline", 1, Decimal(3), category=20)
    >>> later = Rule(3, "upline", 1, Decimal(9), category=20, sequence=20)
    >>> winner, lost = choose(RuleSet([later, any_goods, tea]), fact, link)
    >>> winner.key, lost
    (2, (Lost(rule=1, why='broader'), Lost(rule=3, why='later')))
    >>> pu_erh = Rule(4, "upline", 1, Decimal(2), product=1, sequence=99)
    >>> choose(RuleSet([tea, pu_erh]), fact, link)[0].key
    4
    """
    generation = link.generation if earner == "upline" else 0
    card, lost = Chooser(ruleset).get_case(fact)[earner, generation, link.level]
    return card and card.rule, lost
