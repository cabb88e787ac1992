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
    buyer.
    """

    goods: tuple[str, int] | None
    share: Decimal
    generations: int


def get_exposures(rules, parents):
    """Return an exposure for all goods that rules name, and for all others.

    Amounts per unit are left out: what they are of a price is not known here.

    :param rules: list of :class:`.types.Rule`
    :param parents: as for :func:`.rules.find_ambiguities`
    """
    by_goods = {}
    for rule in rules:
        by_goods.setdefault(get_goods(rule), []).append(rule)
    return [
        _get_exposure(goods, by_goods, parents)
        for goods in sorted({None, *by_goods}, key=lambda goods: goods or ("", 0))
    ]


def get_goods(rule):
    """Return which goods a rule is for, or None for all."""
    if rule.product is not None:
        return ("product", rule.product)
    return None if rule.category is None else ("category", rule.category)


def get_top_rate(rule):
    """Return the highest rate a rule can come to, in percent."""
    if rule.rate_kind != "percent":
        return Decimal(0)
    return max((tier.rate for tier in rule.tiers), default=rule.rate)


def _get_exposure(goods, by_goods, parents):
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
    shares, differences = {}, set()
    for rule in applying.values():
        rate = get_top_rate(rule)
        place = (rule.earner, rule.generation)
        shares[place] = max(rate, shares.get(place, rate))
        if rule.earner == "differential":
            differences.add(rate)
    generations = [len(differences)]
    generations += [n for earner, n in shares if earner == "upline"]
    return Exposure(goods, sum(shares.values(), Decimal(0)), max(generations))


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
