# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Worked examples: kinds of earners, tiers, limits, and large plans."""

import time
from datetime import date
from decimal import Decimal

from odoo.tests import BaseCase, tagged

from ..engine import (
    Link,
    Meter,
    Rule,
    RuleSet,
    Tier,
    compute,
    explain,
    find_ambiguities,
    find_faults,
    get_bonus,
    get_true_up,
)
from .engine_cases import CHAIN, make_fact

JAN, FEB = date(2026, 1, 31), date(2026, 2, 1)


@tagged("post_install", "-at_install")
class TestEngineRules(BaseCase):
    def _amounts(self, facts, rules, cap=None, **kw):
        return [str(line.amount) for line in compute(facts, RuleSet(rules, cap), **kw)]

    # earners

    def test_differential(self):
        """12, 8 and 5 %: the lowest keeps 5, the next gets 3, the highest 4."""
        rates = {10: 12, 20: 8, 30: 5}
        rules = [
            Rule(level, "differential", rate=Decimal(rate), level=level)
            for level, rate in rates.items()
        ]
        lines = compute([make_fact("100")], RuleSet(rules))
        self.assertEqual(
            [(n.level, n.amount) for n in lines], [(30, 5), (20, 3), (10, 4)]
        )
        # who does not earn leaves its part to those above
        chain = (*CHAIN[:2], CHAIN[2]._replace(earns=False), CHAIN[3])
        lines = compute([make_fact("100", chain=chain)], RuleSet(rules))
        self.assertEqual([(n.level, n.amount) for n in lines], [(30, 5), (10, 7)])
        # a lower rate above a higher one is not negative
        chain = (CHAIN[0], Link(1, 3, 10), Link(2, 2, 30))
        first, second = explain(make_fact("100", chain=chain), RuleSet(rules))
        self.assertEqual((first.line.amount, second.line), (12, None))
        self.assertEqual((second.reason, second.rule.level), ("nothing left", 30))

    def test_differential_compares_rates_of_the_same_basis(self):
        """An amount a unit takes nothing off a percentage above it."""
        rules = [
            Rule(1, "differential", rate=Decimal(5), rate_kind="fixed", level=30),
            Rule(2, "differential", rate=Decimal(4), level=20),
            Rule(3, "differential", rate=Decimal(6), level=10),
        ]
        lines = compute([make_fact("100")], RuleSet(rules))
        self.assertEqual([n.amount for n in lines], [5, 4, 2])

    def test_buyer_that_owns_its_territory(self):
        """Paid once by each rule it fits, and not twice by any."""
        rules = [
            Rule(1, "buyer", rate=Decimal(2)),
            Rule(2, "territory", rate=Decimal(3)),
            *(Rule(n + 10, "upline", n, Decimal(1)) for n in (1, 2)),
        ]
        fact = make_fact("100", owner=CHAIN[0])
        lines = compute([fact], RuleSet(rules))
        self.assertEqual(
            [(n.earner, n.beneficiary, str(n.amount)) for n in lines],
            [
                ("buyer", 4, "2.00"),
                ("territory", 4, "3.00"),
                ("upline", 3, "1.00"),
                ("upline", 2, "1.00"),
            ],
        )

    def test_reasons(self):
        chain = (
            CHAIN[0],
            Link(1, 3, 30, False, "person"),
            Link(2, 2, 20, False, "level"),
            Link(3, 1, 10),
            Link(4, 9, 10),
        )
        rules = [Rule(1, "territory", rate=Decimal(1)), Rule(2, "buyer", level=99)]
        rules.append(Rule(3, "upline", 3, Decimal(1), category=77))
        self.assertEqual(
            [o.reason for o in explain(make_fact(chain=chain), RuleSet(rules))],
            ["no rule", "no owner", "person", "level", "no rule", "generations end"],
        )

    def test_territory_and_channel(self):
        rules = [
            Rule(1, "upline", 1, Decimal(1)),
            Rule(2, "upline", 1, Decimal(2), territory=5),
            Rule(3, "upline", 1, Decimal(3), territory=6),
            Rule(4, "upline", 1, Decimal(4), territory=6, channel=7),
        ]
        for territories, channel, expected in [
            ((1,), None, "1.00"),
            ((1, 5), None, "2.00"),
            ((1, 5, 6), None, "3.00"),
            ((1, 5, 6), 8, "3.00"),
            ((1, 5, 6), 7, "4.00"),
        ]:
            fact = make_fact(territories=territories, channel=channel)
            self.assertEqual(self._amounts([fact], rules), [expected])

    # tiers

    def test_bands_look_at_the_period_and_not_at_the_line(self):
        """Five lines of 900 in a month: the band of 1,000 is reached by the second."""
        tiers = (Tier(Decimal(0), Decimal(2)), Tier(Decimal(1000), Decimal(10)))
        facts = [make_fact("900", key=n, day=JAN) for n in range(5)]
        facts.append(make_fact("900", key=9, day=FEB))
        marginal = Rule(1, "upline", 1, tiers=tiers)
        self.assertEqual(
            self._amounts(facts, [marginal]),
            ["18.00", "82.00", "90.00", "90.00", "90.00", "18.00"],
        )
        whole = Rule(1, "upline", 1, tiers=tiers, tier_mode="whole")
        booked = self._amounts(facts, [whole])
        self.assertEqual(booked, ["18.00", *["90.00"] * 4, "18.00"])
        january = sum(map(Decimal, booked[:5]))
        due = get_true_up(Decimal(4500), tiers, "whole", january)
        self.assertEqual((due, january + due), (72, 450))

    def test_band_with_a_discount_line(self):
        """1,500 less a discount of 600 is 900, whatever comes first."""
        tiers = (Tier(Decimal(0), Decimal(2)), Tier(Decimal(1000), Decimal(10)))
        for nets in (("1500", "-600"), ("-600", "1500")):
            facts = [make_fact(net, key=n) for n, net in enumerate(nets)]
            lines = compute(facts, RuleSet([Rule(1, "upline", 1, tiers=tiers)]))
            self.assertEqual(sum(line.amount for line in lines), 18)

    def test_bonus(self):
        over = (Tier(Decimal(100_000), Decimal(1)),)
        for volume, expected in [("99999.99", 0), ("100000", 1000), ("-150000", 0)]:
            self.assertEqual(get_bonus(Decimal(volume), over, "whole"), expected)
        self.assertEqual(get_bonus(Decimal(150_000), over, "marginal"), 500)

    # limits

    def test_three_times_forty_percent_is_capped(self):
        rules = [Rule(n, "upline", n, Decimal(40)) for n in (1, 2, 3)]
        lines = compute([make_fact("1000")], RuleSet(rules, Decimal(100)))
        self.assertEqual([str(n.amount) for n in lines], ["333.33", "333.34", "333.33"])
        self.assertEqual({n.amount_before for n in lines}, {400})
        self.assertEqual({n.limits for n in lines}, {("cap",)})
        self.assertEqual(sum(n.amount for n in lines), 1000)
        # the cap itself is rounded down
        lines = compute([make_fact("0.99")], RuleSet(rules, Decimal(50)))
        self.assertEqual(sum(n.amount for n in lines), Decimal("0.49"))

    def test_limits_of_an_order_and_of_a_period(self):
        most = {"max_order": Decimal(30), "max_period": Decimal(70)}
        rule = Rule(1, "upline", 1, Decimal(10), **most)
        meters = {}
        facts = [
            make_fact("200", key=1, order=1),
            make_fact("200", key=2, order=1),
            make_fact("300", key=3, order=2),
            make_fact("300", key=4, order=3),
            make_fact("300", key=5, order=4, day=FEB),
        ]
        lines = compute(facts, RuleSet([rule]), meters=meters)
        self.assertEqual(
            [(n.fact, n.amount, n.limits) for n in lines],
            [
                (1, 20, ()),
                (2, 10, ("order",)),
                (3, 30, ()),
                (4, 10, ("period",)),
                (5, 30, ()),
            ],
        )
        self.assertEqual(meters[1, 3, ("period", date(2026, 1, 1))], Meter(1000, 70))
        full = explain(make_fact("100", order=9), RuleSet([rule]), meters=meters)
        self.assertEqual((full[0].reason, full[0].line), ("limit", None))
        self.assertEqual(len(meters), 6, "an explanation counts nothing")

    # choice

    def test_faults(self):
        bad = [
            Rule(1, "joining"),
            Rule(2, "upline"),
            Rule(3, "buyer", rate=Decimal(-1)),
            Rule(4, "buyer", basis="quantity"),
            Rule(5, "buyer", tiers=(Tier(Decimal(1), Decimal(1)),) * 2),
            Rule(6, "differential", tiers=(Tier(Decimal(1), Decimal(1)),)),
            Rule(7, "buyer", max_order=Decimal(-1)),
        ]
        self.assertEqual(
            find_faults(bad),
            [
                (1, "earner"),
                (2, "generation"),
                (3, "rate"),
                (4, "basis"),
                (5, "tiers"),
                (6, "differential"),
                (7, "limit"),
            ],
        )
        with self.assertRaises(ValueError):
            RuleSet(bad)

    def test_identical_rules_are_ambiguous(self):
        twice = [Rule(key, "upline", 1, Decimal(key)) for key in (1, 2)]
        self.assertEqual(find_ambiguities(twice, {}), [(1, 2)])
        for change in (
            {"sequence": 20},
            {"generation": 2},
            {"earner": "buyer"},
            {"level": 7},
        ):
            fields = {"earner": "upline", "generation": 1, **change}
            self.assertEqual(find_ambiguities([twice[0], Rule(3, **fields)], {}), [])
        apart = [
            Rule(1, "buyer", date_end=FEB),
            Rule(2, "buyer", date_start=FEB),
        ]
        self.assertEqual(find_ambiguities(apart, {}), [])
        overlapping = [apart[0], Rule(2, "buyer", date_start=JAN)]
        self.assertEqual(find_ambiguities(overlapping, {}), [(1, 2)])

    def test_third_rules(self):
        """They settle what they are narrower than, on the days they are valid."""
        dealer, tea = Rule(1, "buyer", level=4), Rule(2, "buyer", category=20)
        both = {"level": 4, "category": 20}
        self.assertEqual(
            find_ambiguities([dealer, tea, Rule(3, "buyer", **both)], {}), []
        )
        dated = Rule(1, "buyer", level=4, date_start=JAN)
        late = Rule(3, "buyer", **both, date_start=FEB)
        self.assertEqual(find_ambiguities([dated, tea, late], {}), [(1, 2)])
        twins = [Rule(1, "buyer"), Rule(2, "buyer"), Rule(3, "buyer", level=4)]
        self.assertEqual(find_ambiguities(twins, {}), [(1, 2)])

    def test_product_within_category_is_not_ambiguous(self):
        tree = {("category", 20): (10, 20), ("product", 1): (10, 20)}
        rules = [
            Rule(1, "upline", 1, Decimal(5), category=10),
            Rule(2, "upline", 1, Decimal(4), category=20),
            Rule(3, "upline", 1, Decimal(3), product=1),
        ]
        self.assertEqual(find_ambiguities(rules, tree), [])
        for categories, product, key in [
            ((10,), 9, 1),
            ((10, 20), 9, 2),
            ((10, 20), 1, 3),
        ]:
            fact = make_fact(product=product, categories=categories)
            self.assertEqual(compute([fact], RuleSet(rules))[0].rule, key)

    def test_two_thousand_rules(self):
        """A large plan is checked in moments, and computes as fast as a small one."""
        rules = [
            Rule(key, "upline", 1, Decimal(5), product=key) for key in range(1, 1001)
        ]
        rules += [
            Rule(key, "upline", 1, Decimal(7), product=key - 1000, territory=5)
            for key in range(1001, 2001)
        ]
        tree = {("product", key): (10, 20) for key in range(1, 1001)}
        facts = [
            make_fact(key=key, product=key % 1000 + 1, territories=(1, 5)[: key % 3])
            for key in range(3000)
        ]
        started = time.process_time()
        self.assertEqual(find_ambiguities(rules, tree), [])
        self.assertLess(time.process_time() - started, 2)
        lines = compute(facts, RuleSet(rules))
        self.assertEqual(len(lines), 3000)
        for line in lines:
            product = line.fact % 1000 + 1
            self.assertEqual(line.rule, product + (1000 if line.fact % 3 == 2 else 0))
        rules.append(Rule(3000, "upline", 1, Decimal(1), territory=5))
        self.assertEqual(find_ambiguities(rules, tree), [])
        del rules[1000:2000]
        self.assertEqual(len(find_ambiguities(rules, tree)), 1000)
