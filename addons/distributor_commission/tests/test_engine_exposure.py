# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..engine import Fact, Link, Rule, RuleSet, Tier, compute
from ..engine.exposure import get_exposures

# categories 1 → 2; product 1 is of category 2, product 2 of category 1
PATHS = {1: (1, 2), 2: (1,)}
PARENTS = {
    ("category", 1): (1,),
    ("category", 2): (1, 2),
    ("product", 1): (1, 2),
    ("product", 2): (1,),
}
LEVELS = st.sampled_from([None, 1, 2])
RATES = st.integers(1, 40).map(Decimal)
GOODS = st.sampled_from([{}, {"category": 1}, {"category": 2}, {"product": 1}])


@st.composite
def rule_lists(draw):
    rules = []
    for key in range(1, draw(st.integers(1, 8)) + 1):
        earner = draw(st.sampled_from(["upline", "differential", "territory", "buyer"]))
        tiers = ()
        if earner != "differential" and draw(st.booleans()):
            tiers = (Tier(Decimal(0), draw(RATES)), Tier(Decimal(500), draw(RATES)))
        rules.append(
            Rule(
                key=key,
                earner=earner,
                generation=draw(st.integers(1, 3)) if earner == "upline" else None,
                rate=draw(RATES),
                tiers=tiers,
                tier_mode=draw(st.sampled_from(["marginal", "whole"])),
                # no two alike, so that nothing is ambiguous
                sequence=key,
                level=draw(LEVELS),
                buyer_level=draw(LEVELS),
                channel=draw(st.sampled_from([None, 1])),
                **draw(GOODS),
            )
        )
    return rules


@tagged("post_install", "-at_install")
class TestEngineExposure(BaseCase):
    @settings(max_examples=300, deadline=None)
    @given(
        rule_lists(),
        st.sampled_from([1, 2, 3]),
        st.lists(st.sampled_from([1, 2]), min_size=5, max_size=5),
        st.sampled_from([None, 1]),
    )
    def test_no_sale_pays_more(self, rules, product, levels, channel):
        """Whatever is sold to whom: it pays at most what was foretold for its goods."""
        chain = tuple(Link(n, n + 1, level) for n, level in enumerate(levels[:4]))
        fact = Fact(
            key=1,
            date=date(2026, 1, 1),
            net=Decimal(1000),
            margin=Decimal(1000),
            quantity=Decimal(1),
            product=product,
            categories=PATHS.get(product, ()),
            channel=channel,
            chain=chain,
            owner=Link(0, 9, levels[4]),
            order=1,
        )
        lines = compute([fact], RuleSet(rules), Decimal("0.01"), {})
        paid = sum(line.amount for line in lines) / 10
        above = {line.generation for line in lines if line.earner == "upline"}
        by_difference = [line for line in lines if line.earner == "differential"]
        found = {one.goods: one for one in get_exposures(rules, PARENTS)}
        way = [None, *(("category", key) for key in PATHS.get(product, ()))]
        way.append(("product", product))
        mine = next(found[goods] for goods in reversed(way) if goods in found)
        self.assertLessEqual(paid, mine.share)
        self.assertLessEqual(
            max([*above, len(by_difference)], default=0), mine.generations
        )

    def test_narrower_goods_replace(self):
        rules = [
            Rule(1, "upline", 1, Decimal(9)),
            Rule(2, "upline", 1, Decimal(2), category=2),
            Rule(3, "upline", 2, Decimal(5), product=1),
        ]
        self.assertEqual(
            [
                (one.goods, one.share, one.generations)
                for one in get_exposures(rules, PARENTS)
            ],
            [(None, 9, 1), (("category", 2), 2, 1), (("product", 1), 7, 2)],
        )

    def test_first_by_sequence_applies(self):
        rules = [
            Rule(1, "upline", 1, Decimal(9), sequence=20),
            Rule(2, "upline", 1, Decimal(2), sequence=10),
        ]
        [one] = get_exposures(rules, {})
        self.assertEqual(one.share, 2)

    def test_amounts_a_unit(self):
        [one] = get_exposures(
            [Rule(1, "buyer", rate=Decimal(9), rate_kind="fixed")], {}
        )
        self.assertEqual((one.share, one.generations, one.fixed), (0, 0, 9))

    def test_amounts_a_unit_of_a_known_price(self):
        rules = [
            Rule(1, "upline", 1, Decimal(9), rate_kind="fixed"),
            Rule(2, "upline", 2, Decimal(10)),
            Rule(3, "buyer", rate=Decimal(3), rate_kind="fixed", product=1),
        ]
        prices = {("product", 1): Decimal(60)}
        found = get_exposures(rules, PARENTS, prices, [("product", 2)])
        self.assertEqual(
            [(one.goods, one.share, one.fixed) for one in found],
            [(None, 10, 9), (("product", 1), 30, 0), (("product", 2), 10, 9)],
        )

    def test_differences_of_each_basis_add_up(self):
        rules = [
            Rule(1, "differential", rate=Decimal(9), level=1),
            Rule(2, "differential", rate=Decimal(7), level=2, basis="margin"),
        ]
        [one] = get_exposures(rules, {})
        self.assertEqual((one.share, one.generations), (16, 2))
