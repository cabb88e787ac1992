# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..engine.approval import (
    AMOUNT,
    BEYOND,
    BUYER,
    QUANTITY,
    SHIP,
    Facts,
    Line,
    Rule,
    read_facts,
)

KINDS = ("territory", "unmatched", "product", "seller", "credit", "other")
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
ids = st.integers(1, 3)
some = st.frozensets(ids, max_size=2)
money = st.decimals(0, 1000, places=2)
lines = st.builds(
    Line, ids, st.decimals(0, 50, places=2), st.lists(ids, max_size=2).map(tuple)
)
unique_lines = st.lists(lines, max_size=3, unique_by=lambda one: one.product)
facts = st.builds(
    Facts,
    buyer=ids,
    level=ids,
    amount=money,
    total=money,
    currency=st.sampled_from(("CNY", "USD")),
    ship=st.sampled_from("abc"),
    territories=st.lists(ids, max_size=2).map(tuple),
    lines=unique_lines.map(tuple),
    exceptions=st.lists(st.sampled_from(KINDS), max_size=2).map(tuple),
    beyond=st.lists(money, max_size=3).map(lambda them: (("credit", tuple(them)),)),
    usual=st.none() | st.decimals(1, 50, places=1),
)
rules = st.builds(
    Rule,
    id=ids,
    minimum=st.just(Decimal(0)) | money,
    levels=some,
    territories=some,
    categories=some,
    products=some,
    exception=st.sampled_from(("", *KINDS)),
    factor=st.sampled_from((Decimal(0), Decimal(2))),
)


def naive_applies(rule, order):
    """Say the same as the rule, condition by condition."""
    if order.amount < rule.minimum:
        return False
    if rule.levels and order.level not in rule.levels:
        return False
    if rule.territories and not any(t in rule.territories for t in order.territories):
        return False
    if rule.products or rule.categories:
        named = False
        for line in order.lines:
            named |= line.product in rule.products
            named |= any(c in rule.categories for c in line.categories)
        if not named:
            return False
    if rule.exception and rule.exception not in order.exceptions:
        return False
    if rule.factor:
        units = sum(line.quantity for line in order.lines)
        if order.usual is None or units <= rule.factor * order.usual:
            return False
    return True


@tagged("post_install", "-at_install")
class TestEngine(BaseCase):
    @calm
    @given(rules, facts)
    def test_applies(self, rule, order):
        self.assertEqual(rule.applies(order), naive_applies(rule, order))

    @calm
    @given(rules, facts)
    def test_an_approval_covers_what_was_approved(self, rule, order):
        self.assertFalse(rule.get_changes(order, order))

    @calm
    @given(rules, facts, st.decimals(0, 1, places=2))
    def test_a_smaller_order_stays_approved(self, rule, order, share):
        smaller = replace(
            order,
            amount=order.amount * share,
            total=order.total * share,
            lines=tuple(
                replace(line, quantity=line.quantity * share) for line in order.lines
            ),
        )
        self.assertFalse(rule.get_changes(order, smaller))

    @calm
    @given(rules, facts, facts)
    def test_covered_is_not_more_than_approved(self, rule, old, new):
        """What is covered exceeds the approved in nothing that the rule looks at."""
        if rule.get_changes(old, new):
            return
        self.assertEqual(old.buyer, new.buyer)
        bounds = rule.get_bounds()
        if AMOUNT in bounds and old.currency == new.currency:
            self.assertLessEqual(new.total, old.total)
        if SHIP in bounds:
            self.assertEqual(new.ship, old.ship)
        if BEYOND in bounds:
            had, has = old.get_beyond("credit"), new.get_beyond("credit")
            self.assertTrue(
                all(number <= most for number, most in zip(has, had, strict=False))
            )
            self.assertFalse(any(has[len(had) :]))
        if rule.factor and not rule.products and not rule.categories:
            self.assertLessEqual(new.units, old.units)

    @calm
    @given(facts)
    def test_facts_survive_the_database(self, order):
        again = read_facts(order.to_json())
        self.assertEqual(again, order)
        self.assertEqual(again.get_fingerprint(), order.get_fingerprint())

    def test_each_change_asks_what_it_affects(self):
        old = Facts(
            buyer=1,
            amount=Decimal(100),
            total=Decimal(100),
            currency="CNY",
            ship="a",
            lines=(Line(1, Decimal(10), (7,)), Line(2, Decimal(5))),
        )
        dearer = replace(old, amount=Decimal(101), total=Decimal(101))
        moved = replace(old, ship="b")
        more = replace(old, lines=(Line(1, Decimal(11), (7,)), Line(2, Decimal(5))))
        other = replace(old, lines=(*old.lines, Line(3, Decimal(1))))
        further = replace(old, beyond=(("credit", (Decimal(0), Decimal(9))),))
        sold = replace(old, buyer=2)
        named = Rule(1, products=frozenset({1}))
        table = [
            (Rule(1, minimum=Decimal(50)), {AMOUNT: [dearer], BUYER: [sold]}),
            (Rule(1, levels=frozenset({1})), {AMOUNT: [dearer], BUYER: [sold]}),
            (Rule(1), {AMOUNT: [dearer], BUYER: [sold]}),
            (Rule(1, territories=frozenset({1})), {SHIP: [moved], BUYER: [sold]}),
            (named, {QUANTITY: [more], BUYER: [sold]}),
            (Rule(1, categories=frozenset({7})), {QUANTITY: [more], BUYER: [sold]}),
            (
                Rule(1, factor=Decimal(2)),
                {QUANTITY: [more, other], BUYER: [sold]},
            ),
            (Rule(1, exception="territory"), {SHIP: [moved], BUYER: [sold]}),
            (
                Rule(1, exception="product"),
                {QUANTITY: [more, other], BUYER: [sold]},
            ),
            (Rule(1, exception="seller"), {BUYER: [sold]}),
            (Rule(1, exception="credit"), {BEYOND: [further], BUYER: [sold]}),
            (
                Rule(1, domain="[]"),
                {
                    AMOUNT: [dearer],
                    SHIP: [moved],
                    QUANTITY: [more, other],
                    BUYER: [sold],
                },
            ),
        ]
        for rule, expected in table:
            for new in (dearer, moved, more, other, further, sold):
                wanted = tuple(key for key, found in expected.items() if new in found)
                with self.subTest(rule=rule, new=new):
                    self.assertEqual(rule.get_changes(old, new), wanted)
