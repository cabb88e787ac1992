# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""What a version may pay at most, told from its rules and without a sale.

Goods are looked at one by one, because a rate for some goods replaces the rate for all.
What the other conditions (levels, territory, channel, dates) leave open is taken at its
highest, so the result is never too low.
"""

from decimal import Decimal
from typing import NamedTuple


class Exposure(NamedTuple):
    """The most that is paid on one sale of these goods.

    ``goods`` is ``("product", id)``, ``("category", id)``, or None for all others;
    ``share`` is in percent of the sale, ``generations`` counts paid places above the
    buyer; ``fixed`` is what is paid a unit where the price is not known, and is not in
    the share.
    """

    goods: tuple[str, int] | None
    share: Decimal
    generations: int
    fixed: Decimal = Decimal(0)


def get_exposures(rules, parents, prices=None, goods=()):
    """Return an exposure for all goods that rules name, and for all others.

    :param rules: list of :class:`.types.Rule`
    :param parents: as for :func:`.rules.find_ambiguities`
    :param prices: {goods: price of a unit}, of which amounts a unit are a part
    :param goods: look at these as well, which other rules name
    """
    by_goods, prices = {}, prices or {}
    for rule in rules:
        by_goods.setdefault(get_goods(rule), []).append(rule)
    return [
        _get_exposure(goods, by_goods, parents, prices.get(goods))
        for goods in sorted(
            {None, *by_goods, *goods}, key=lambda goods: goods or ("", 0)
        )
    ]


def get_goods(rule):
    """Return which goods a rule is for, or None for all."""
    if rule.product is not None:
        return ("product", rule.product)
    return None if rule.category is None else ("category", rule.category)


def get_top_rate(rule):
    """Return the highest rate a rule can come to, in percent or for each unit."""
    return max((tier.rate for tier in rule.tiers), default=rule.rate)


def _get_exposure(goods, by_goods, parents, price):
    # from all goods to these: what stands later is narrower and replaces its like
    way = [None, *(("category", key) for key in parents.get(goods, ()))]
    if goods not in way:
        way.append(goods)
    applying = {}
    for step in way:
        # the first by sequence is put last
        rules = by_goods.get(step, ())
        for rule in sorted(rules, key=lambda r: (-r.sequence, r.key)):
            applying[_get_case(rule)] = rule
    shares, fixed = {}, {}
    for rule in applying.values():
        rate, found = get_top_rate(rule), shares
        if rule.rate_kind == "fixed":
            rate, found = (rate * 100 / price, shares) if price else (rate, fixed)
        place = _get_place(rule)
        found[place] = max(rate, found.get(place, rate))
    return Exposure(
        goods,
        sum(shares.values(), Decimal(0)),
        _count_generations(applying.values()),
        sum(fixed.values(), Decimal(0)),
    )


def _get_place(rule):
    """Return the place a rule pays; differences are taken within one kind of basis."""
    if rule.earner == "differential":
        return (rule.earner, rule.rate_kind, rule.basis)
    return (rule.earner, rule.generation, None)


def _count_generations(rules):
    """Return how many places above the buyer are paid; of differences each rate is."""
    differences = {
        (rule.rate_kind, rule.basis, get_top_rate(rule))
        for rule in rules
        if rule.earner == "differential"
    }
    uplines = [rule.generation for rule in rules if rule.earner == "upline"]
    return max([len(differences), *uplines])


def _get_case(rule):
    """Return all conditions of a rule but the goods."""
    return (
        rule.earner,
        rule.generation,
        rule.level,
        rule.buyer_level,
        rule.territory,
        rule.channel,
        rule.date_start,
        rule.date_end,
    )
