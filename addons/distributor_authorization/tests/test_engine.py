# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import doctest
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..engine import scope, sellers
from ..engine.scope import Item, Rule

PARENT = {1: None, 2: 1, 3: 1, 4: 2}  # territories, and categories too
PRODUCTS = {1: 2, 2: 3, 3: 4}  # product: its category
UPLINE = {1: None, 2: 1, 3: None, 4: 2}
FIRST = date(2026, 1, 1)


def load_tests(loader, tests, pattern):
    for module in (scope, sellers):
        tests.addTests(doctest.DocTestSuite(module))
    return tests


def path(node, parents=None):
    parents, found = parents or PARENT, []
    while node:
        found.append(node)
        node = parents[node]
    return tuple(found)


def to_day(number):
    return None if number is None else FIRST + timedelta(days=number)


@st.composite
def make_rule(draw, key=1):
    start = draw(st.integers(0, 4))
    distributor = draw(st.sampled_from(sorted(UPLINE)))
    length = draw(st.one_of(st.none(), st.integers(0, 4)))
    return Rule(
        id=key,
        code=f"R{key % 3}",
        distributor=distributor,
        path=path(draw(st.sampled_from(sorted(PARENT)))),
        start=to_day(start),
        end=None if length is None else to_day(start + length),
        exclusive=draw(st.booleans()),
        products=tuple(
            Item(p, path(PRODUCTS[p]))
            for p in draw(st.sets(st.sampled_from(sorted(PRODUCTS)), max_size=1))
        ),
        categories=tuple(
            Item(c, path(c))
            for c in draw(st.sets(st.sampled_from(sorted(PARENT)), max_size=2))
        ),
        channels=frozenset(draw(st.sets(st.sampled_from([1, 2]), max_size=2))),
        chain=path(distributor, UPLINE),
        suspended=draw(st.booleans()) and draw(st.booleans()),
    )


@st.composite
def make_rules(draw, size=7):
    count = draw(st.integers(0, size))
    return [draw(make_rule(key)) for key in range(1, count + 1)]


questions = st.builds(
    sellers.Question,
    st.sampled_from([Item(p, path(c)) for p, c in PRODUCTS.items()]),
    st.sampled_from([path(node) for node in PARENT]),
    st.integers(0, 8).map(to_day),
    st.sampled_from([0, 1, 2]),
)


def naive_covers(rule, place, product, channel, day):
    """Independent oracle: is this cell of the world inside the rule?"""
    categories = [item.id for item in rule.categories]
    products = [item.id for item in rule.products]
    if rule.path[0] not in path(place):
        return False
    what = not categories and not products
    what = what or product in products
    what = what or any(c in categories for c in path(PRODUCTS[product]))
    how = not channel or not rule.channels or channel in rule.channels
    return what and how and rule.start <= day <= (rule.end or date.max)


def naive_ask(rules, question):
    """Independent oracle: score whatever covers the question, one by one."""
    place, product = question.path[0], question.item.id
    fit = [
        rule
        for rule in rules
        if not rule.suspended
        and naive_covers(rule, place, product, question.channel, question.day)
    ]

    def score(rule):
        names = [item.id for item in rule.products]
        categories = [item.id for item in rule.categories]
        what = 0
        for height, category in enumerate(path(PRODUCTS[product])):
            if category in categories:
                what = max(what, 50 - height)
        if product in names:
            what = 99
        return (len(rule.path), what, rule.exclusive)

    def related(one, two):
        return one in path(two, UPLINE) or two in path(one, UPLINE)

    def order(rule):
        return (*(-int(part) for part in score(rule)), -rule.start.toordinal())

    standing = []
    for rule in sorted(fit, key=lambda r: (order(r), r.code, r.id)):
        if rule.exclusive and all(
            related(rule.distributor, other.distributor) for other in standing
        ):
            standing.append(rule)
    allowed = [
        rule
        for rule in fit
        if rule in standing
        or (
            not rule.exclusive
            and all(related(rule.distributor, one.distributor) for one in standing)
        )
    ]
    best = max(map(score, allowed), default=None)
    return {rule.id for rule in allowed if score(rule) == best}


@tagged("post_install", "-at_install")
class TestEngine(BaseCase):
    @settings(max_examples=150, deadline=None)
    @given(make_rules(), questions)
    def test_ask_like_naive(self, rules, question):
        answer = sellers.ask(rules, question)
        winners = [rule.id for rule in answer.winners]
        self.assertEqual(set(winners), naive_ask(rules, question))
        told = winners + [loser.rule.id for loser in answer.losers]
        self.assertEqual(sorted(told), sorted(rule.id for rule in rules))
        for loser in answer.losers:
            self.assertEqual(loser.reason == "blocked", loser.by is not None)

    @settings(max_examples=100, deadline=None)
    @given(make_rules(), questions)
    def test_alternatives_are_one_step_away(self, rules, question):
        for one in sellers.ask(rules, question).alternatives:
            rule = one.rule
            cell = {
                "place": question.path[0],
                "product": question.item.id,
                "channel": question.channel,
                "day": question.day,
            }
            self.assertFalse(naive_covers(rule, **cell))
            changed = {
                "channel": {"channel": next(iter(rule.channels or [0]))},
                "later": {"day": rule.start},
                "near": {"place": rule.path[0]},
            }[one.kind]
            self.assertTrue(naive_covers(rule, **{**cell, **changed}))

    @settings(max_examples=150, deadline=None)
    @given(make_rule(1), make_rule(2))
    def test_overlap_means_a_common_cell(self, one, two):
        days = [to_day(number) for number in range(15)]
        common = any(
            naive_covers(one, place, product, channel, day)
            and naive_covers(two, place, product, channel, day)
            for place in PARENT
            for product in PRODUCTS
            for channel in (1, 2, 3)
            for day in days
        )
        # a category without any product today may get one, so overlap may say more
        found = scope.overlap(one, two)
        self.assertEqual(found, scope.overlap(two, one))
        if common:
            self.assertTrue(found)
        if found:
            self.assertTrue(one.holds_on(found[0]) and two.holds_on(found[0]))

    @settings(max_examples=150, deadline=None)
    @given(make_rule(1), make_rules(5))
    def test_no_gap_means_every_cell_is_covered(self, wanted, uppers):
        end = min(wanted.end or to_day(14), to_day(14))
        gaps = scope.find_gaps(wanted, uppers, wanted.start, end)
        days = [to_day(number) for number in range(15) if to_day(number) <= end]
        open_ = [
            (place, product, channel, day)
            for place in PARENT
            for product in PRODUCTS
            for channel in (1, 2, 3)
            for day in days
            if naive_covers(wanted, place, product, channel, day)
            and not any(
                naive_covers(upper, place, product, channel, day) for upper in uppers
            )
        ]
        if not gaps:
            self.assertFalse(open_)

    @settings(max_examples=50, deadline=None)
    @given(make_rule(1))
    def test_a_rule_fits_in_itself(self, rule):
        self.assertFalse(scope.find_gaps(rule, [rule], rule.start, rule.end))
