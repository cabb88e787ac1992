# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import itertools
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..engine import (
    Accrued,
    Fact,
    Link,
    Rule,
    RuleSet,
    compute,
    explain,
    find_ambiguities,
    get_portion,
    get_true_up,
    need_meters,
    reverse,
)
from . import oracle, oracle_choice
from .engine_cases import (
    DAYS,
    TREE,
    caps,
    cents,
    check,
    facts,
    negate,
    positive,
    rates,
    rules,
    small,
    tiers,
    units,
)

# so few that rules meet
EARNERS = ("upline", "buyer")


@tagged("post_install", "-at_install")
class TestEngineProperties(BaseCase):
    def _is_line(self, share):
        """Tell whether a share pays something, or counts towards a tier."""
        counts = share.get("volume") is not None and share["basis"]
        return share["amount"] or counts

    def _to_expected(self, share, unit):
        """Return a share of the oracle as a line."""
        rule, link = share["rule"], share["link"]
        return (
            share["fact"],
            link.beneficiary,
            share["earner"],
            link.generation,
            link.level,
            rule.key,
            share["rate"],
            rule.rate_kind,
            share["basis"],
            share["kind"],
            share["volume"],
            share["before"] * Fraction(unit),
            share["amount"] * Fraction(unit),
            tuple(share["limits"]),
        )

    @check
    @given(facts(), rules(), caps, units)
    def test_same_as_the_oracle(self, some_facts, some_rules, cap, unit):
        meters, counted = {}, {}
        lines = compute(some_facts, RuleSet(some_rules, cap), unit, meters)
        shares = oracle.pay(some_facts, some_rules, cap, unit, counted)
        self.assertEqual(
            [tuple(line) for line in lines],
            [self._to_expected(s, unit) for s in shares if self._is_line(s)],
        )
        self.assertEqual(
            {key: tuple(meter) for key, meter in meters.items()},
            {k: (v, paid * Fraction(unit)) for k, (v, paid) in counted.items()},
        )
        self.assertEqual(
            need_meters(some_facts, RuleSet(some_rules, cap)), sorted(counted)
        )

    @check
    @given(small, st.lists(rates, min_size=1, max_size=6), caps, units)
    def test_capped_as_by_the_oracle(self, net, shares, cap, unit):
        ladder = [Rule(n, "upline", n, rate) for n, rate in enumerate(shares, 1)]
        chain = tuple(Link(n, n, 10) for n in range(9))
        fact = Fact(1, DAYS[0], net, net, Decimal(1), 1, chain=chain)
        self.assertEqual(
            [line.amount for line in compute([fact], RuleSet(ladder, cap), unit)],
            [
                share["amount"] * Fraction(unit)
                for share in oracle.pay([fact], ladder, cap, unit, {})
                if share["amount"]
            ],
        )

    @check
    @given(facts(max_size=3), rules(), caps, units)
    def test_explained_as_by_the_oracle(self, some_facts, some_rules, cap, unit):
        """Each place has its reason, and the lines are the computed ones."""
        ruleset, meters, found, again = RuleSet(some_rules, cap), {}, [], []
        for fact in some_facts:
            outcomes = explain(fact, ruleset, unit, meters)
            lines = compute([fact], ruleset, unit, meters)
            paying = [line for line in lines if line.amount]
            self.assertEqual([o.line for o in outcomes if o.line], paying)
            found += outcomes
        for share in oracle.pay(some_facts, some_rules, cap, unit, {}):
            lost = tuple(sorted(share["lost"].items()))
            again.append((share["link"], share["earner"], share["rule"], lost))
            again[-1] += (share["reason"],)
        self.assertEqual([tuple(outcome[:5]) for outcome in found], again)

    @check
    @given(facts(), rules(), caps, st.randoms(use_true_random=False))
    def test_order_independence(self, some_facts, some_rules, cap, random):
        expected = compute(some_facts, RuleSet(some_rules, cap))
        random.shuffle(some_facts)
        random.shuffle(some_rules)
        self.assertEqual(compute(some_facts, RuleSet(some_rules, cap)), expected)

    @check
    @given(facts(), rules(), caps, st.integers(1, 3))
    def test_batches_do_not_matter(self, some_facts, some_rules, cap, size):
        ruleset, meters, apart = RuleSet(some_rules, cap), {}, []
        for start in range(0, len(some_facts), size):
            batch = some_facts[start : start + size]
            needed = set(need_meters(batch, ruleset))
            # what is loaded for a batch is all it reads
            own = {key: meter for key, meter in meters.items() if key in needed}
            apart += compute(batch, ruleset, meters=own)
            meters.update(own)
        self.assertEqual(compute(some_facts, ruleset), apart)

    @check
    @given(facts(), rules(), caps, units)
    def test_opposite_sales_are_opposite_commissions(
        self, some_facts, some_rules, cap, unit
    ):
        ruleset = RuleSet(some_rules, cap)
        lines = compute(some_facts, ruleset, unit)
        opposite = compute([negate(fact) for fact in some_facts], ruleset, unit)
        self.assertEqual(
            [(line[:4], line.amount, line.limits) for line in lines],
            [(line[:4], -line.amount, line.limits) for line in opposite],
        )

    @check
    @given(facts(), rules(), caps, units)
    def test_limits_hold(self, some_facts, some_rules, cap, unit):
        meters, is_cut = {}, False
        ruleset = RuleSet(some_rules, cap)
        by_key = {rule.key: rule for rule in some_rules}
        for fact in some_facts:
            lines = compute([fact], ruleset, unit, meters)
            for line in lines:
                self.assertGreaterEqual(line.amount * line.amount_before, 0)
                self.assertLessEqual(abs(line.amount), abs(line.amount_before))
                self.assertEqual(bool(line.limits), line.amount != line.amount_before)
                self.assertEqual(line.amount % unit, 0)
                is_cut |= not {"margin", "cap"}.isdisjoint(line.limits)
            most = Decimal(100) if cap is None else cap
            total = abs(sum(line.amount for line in lines))
            self.assertLessEqual(total, abs(fact.net) * most / 100)
            margins = [li.amount for li in lines if li.basis_kind == "margin"]
            if not any(line.basis_kind != "margin" for line in lines):
                self.assertLessEqual(abs(sum(margins)), abs(fact.margin) * most / 100)
            # a share of the other sign that the cap reduced gives no room back
            if cap is None and not is_cut:
                for (rule, _who, (kind, _what)), meter in meters.items():
                    limit = getattr(by_key[rule], f"max_{kind}")
                    if limit is not None:
                        self.assertLessEqual(abs(meter.paid), limit)

    @check
    @given(facts(cents), rules(("differential",), with_limits=False))
    def test_differential_pays_the_highest_rate_once(self, some_facts, some_rules):
        """Together, those above the buyer get the highest rate of them, and no more."""
        some_rules = [rule for rule in some_rules if rule.rate_kind == "percent"]
        for fact in some_facts:
            best, paid = {}, {}
            for outcome in explain(fact, RuleSet(some_rules)):
                if outcome.rule:
                    kind, rate = outcome.rule.basis, outcome.rule.rate
                    best[kind] = max(best.get(kind, 0), rate)
                if outcome.line:
                    kind = outcome.line.basis_kind
                    # the margin may be drawn above the net, which caps it
                    paid[kind] = paid.get(kind, 0) + outcome.line.amount_before
            for kind, amount in paid.items():
                exact = getattr(fact, kind) * best[kind] / 100
                self.assertLessEqual(abs(amount - exact), Decimal("0.05"))

    @check
    @given(rules(EARNERS, empty=1))
    def test_ambiguities(self, some_rules):
        found = find_ambiguities(some_rules, TREE)
        self.assertEqual(
            [tuple(pair) for pair in found],
            oracle_choice.find_undecided(some_rules, TREE),
        )

    @check
    @given(rules(EARNERS, empty=1), facts(max_size=4))
    def test_approved_plans_need_no_key_to_choose(self, some_rules, some_facts):
        """What clashes on a sale is refused; what a third rule hides may be as well."""
        clashes = set()
        for fact in some_facts:
            for earner, link in oracle.places(fact, some_rules):
                if link and any(
                    oracle_choice.fits(rule, earner, link, fact) for rule in some_rules
                ):
                    tied = oracle_choice.pick(some_rules, earner, link, fact)[2]
                    keys = sorted(rule.key for rule in tied)
                    clashes.update(itertools.combinations(keys, 2))
        self.assertLessEqual(clashes, set(find_ambiguities(some_rules, TREE)))

    @check
    @given(st.lists(small, max_size=8), tiers(), st.booleans(), units)
    def test_true_up(self, nets, steps, is_whole, unit):
        """A closed period has paid what its net volume is worth."""
        mode = "whole" if is_whole else "marginal"
        rule = Rule(1, "buyer", tiers=steps, tier_mode=mode)
        chain = (Link(0, 1, 10),)
        lines = compute(
            [
                Fact(key, DAYS[1], net, net, Decimal(1), 1, chain=chain)
                for key, net in enumerate(nets)
            ],
            RuleSet([rule]),
            unit,
        )
        booked, volume = sum(line.amount for line in lines), sum(nets, Decimal(0))
        missing = get_true_up(volume, steps, mode, booked, unit)
        exact = oracle.worth(Fraction(volume), steps, mode) / 100 / Fraction(unit)
        self.assertEqual(booked + missing, oracle.round_whole(exact) * Fraction(unit))
        if not is_whole:
            # line by line it is off by roundings only
            self.assertLessEqual(abs(missing), unit * (len(nets) + 1) / 2)

    @check
    @given(cents, st.lists(positive, max_size=6), st.sampled_from((1, -1)), units)
    def test_portions_add_up(self, amount, parts, sign, unit):
        amount = amount.quantize(Decimal(1))
        whole, come, booked = sum(parts, Decimal(0)) * sign, Decimal(0), Decimal(0)
        for part in parts:
            come += part * sign
            now = get_portion(amount, come, whole, unit) - booked
            # never against the amount
            self.assertGreaterEqual(now * amount, 0)
            booked += now
            exact = Fraction(amount) * Fraction(come) / Fraction(whole) / Fraction(unit)
            self.assertEqual(booked / unit, oracle.round_whole(exact))
        self.assertEqual(booked, amount if parts else 0)

    @check
    @given(
        st.integers(1, 1_000_000),
        st.integers(0, 1_000_000),
        st.lists(st.integers(1, 100_000), min_size=1, max_size=8),
        st.integers(50, 200),
        st.sampled_from((1, -1)),
    )
    def test_refunds(self, source, share, parts, exchange, sign):
        """Parts follow the exact proportion within half a cent, and end at zero."""
        source = Decimal(source * sign) / 100
        basis = Decimal(round(source * exchange)) / 100
        amount = Decimal(share * sign) / 100
        taken = [Decimal(0)] * 3
        for part in [*parts, 10**9]:
            wanted = Decimal(part * sign) / 100
            now = reverse(Accrued(1, source, basis, amount, *taken), wanted)
            self.assertGreaterEqual(now.source * sign, 0)
            self.assertGreaterEqual(now.amount * sign, 0)
            self.assertLessEqual(abs(now.source), abs(wanted))
            for at, value in enumerate((now.source, now.basis, now.amount)):
                taken[at] += value
            exact = Fraction(amount) * Fraction(taken[0]) / Fraction(source)
            self.assertEqual(taken[2] * 100, oracle.round_whole(exact * 100))
        self.assertEqual(taken, [source, basis, amount])
