# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import doctest
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..engine import address as reading
from ..engine import matcher, resolver


def load_tests(loader, tests, pattern):
    for module in (reading, matcher, resolver):
        tests.addTests(doctest.DocTestSuite(module))
    return tests


places = st.builds(
    matcher.Key,
    st.sampled_from([1, 2]),
    st.sampled_from([0, 1, 2]),
    st.sampled_from(["", "a", "b"]),
    st.sampled_from(["", "a", "c", "d"]),
    st.text("12", max_size=3),
)
days = st.one_of(st.none(), st.integers(0, 5))
maps = st.lists(
    st.tuples(st.lists(places, max_size=3), st.integers(0, 2), days, days), max_size=10
)
addresses = st.builds(
    reading.Address,
    st.sampled_from([0, 1, 2]),
    st.sampled_from([0, 1, 2]),
    st.sampled_from(["", "a", "b"]),
    st.text("12", max_size=4),
    st.sampled_from([(), ("c",), ("a",), ("d", "c", "b")]),
)


def to_criteria(drawn):
    return [
        matcher.Criteria(
            number, f"C{number % 3}", depth, tuple(keys), to_day(start), to_day(end)
        )
        for number, (keys, depth, start, end) in enumerate(drawn, 1)
    ]


def fits(key, address):
    return (
        key.country == address.country
        and key.state in (0, address.state)
        and key.city in ("", address.city)
        and key.district in ("", *address.districts)
        and address.zip.startswith(key.zip)
    )


def naive_match(criteria, address, day):
    """Independent oracle: look at every territory and compare field by field."""
    found = []
    for rule in criteria:
        if (rule.start and day < rule.start) or (rule.end and day > rule.end):
            continue
        scores = [
            (
                -len(key.zip),
                0 if key.district else 1,
                0 if key.city else 1,
                0 if key.state else 1,
            )
            for key in rule.keys
            if fits(key, address)
        ]
        if scores:
            found.append((*min(scores), -rule.depth, rule.code, rule.id))
    return [entry[-1] for entry in sorted(found)]


rules = st.lists(
    st.tuples(
        st.sampled_from([0, 1, 2]),
        st.sampled_from([0, 10, 20, 30]),
        st.sampled_from([0, 1, 2]),
        days,
        days,
        st.booleans(),
    ),
    max_size=12,
)


def to_day(number):
    return None if number is None else date(2026, 1, 1) + timedelta(days=number)


def naive_resolve(price_rules, facts):
    """Independent oracle: score every rule, take the best that is valid."""

    def score(rule):
        if rule.distributor:
            return 1000 if rule.distributor == facts.distributor else None
        if rule.level and rule.level != facts.level:
            return None
        if not rule.territory:
            return 1 if rule.level else None
        if rule.territory not in facts.path:
            return None
        return 900 - 10 * facts.path.index(rule.territory) + bool(rule.level)

    fitting = [
        (score(rule), rule.date_start or date.min, -rule.id, rule)
        for rule in price_rules
        if score(rule)
        and rule.usable
        and (rule.date_start or date.min) <= facts.day <= (rule.date_end or date.max)
    ]
    return max(fitting)[-1] if fitting else None


@tagged("post_install", "-at_install")
class TestEngine(BaseCase):
    @settings(max_examples=400, deadline=None)
    @given(maps, addresses, st.integers(0, 5))
    def test_match_like_naive(self, drawn, address, day):
        criteria = to_criteria(drawn)
        found = matcher.Matcher(criteria).match(address, to_day(day))
        self.assertEqual(
            [candidate.criteria.id for candidate in found],
            naive_match(criteria, address, to_day(day)),
        )

    @settings(max_examples=400, deadline=None)
    @given(rules, st.integers(0, 5), st.sampled_from([(), (10,), (20, 10)]))
    def test_resolve_like_naive(self, drawn, day, path):
        price_rules = [
            resolver.PriceRule(
                key,
                distributor,
                0 if distributor else territory,
                0 if distributor else level,
                to_day(start),
                to_day(end),
                usable,
            )
            for key, (distributor, territory, level, start, end, usable) in enumerate(
                drawn, 1
            )
        ]
        facts = resolver.Facts(distributor=1, level=1, path=path, day=to_day(day))
        found = resolver.RuleIndex(price_rules).resolve(facts)
        self.assertEqual(found.winner, naive_resolve(price_rules, facts))
        others = [loser.rule.id for loser in found.losers]
        self.assertEqual(len(others), len(set(others)), "each loser is told once")
        self.assertNotIn(found.winner and found.winner.id, others)

    @given(st.text(max_size=30))
    def test_normalize_twice_is_once(self, text):
        for normalize in (reading.normalize_city, reading.normalize_zip):
            self.assertEqual(normalize(normalize(text)), normalize(text))
        for split in (reading.split_zips, reading.split_names):
            joined = ",".join(split(text))
            self.assertEqual(split(joined), split(text))
