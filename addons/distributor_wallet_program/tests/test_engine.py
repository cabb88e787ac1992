# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import ast
import doctest
import pathlib
import sys
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from .. import engine
from ..engine import Event, Terms, Tier, get_next_tier, get_reward, replay
from . import oracle

FOLDER = pathlib.Path(engine.__file__).parent
cents = st.integers(1, 2_000_000)
limits = st.one_of(st.none(), cents)


def to_decimal(number):
    return Decimal(number) / 100


@st.composite
def steps(draw):
    """Return tiers in cents, each with a percentage, a sum, or both."""
    found = []
    for threshold in draw(st.sets(st.integers(0, 1_000_000), min_size=1, max_size=4)):
        percent = draw(st.integers(0, 2000)) if draw(st.booleans()) else 0
        lacks = not percent or draw(st.booleans())
        fixed = draw(st.integers(1, 50_000)) if lacks else 0
        found.append((threshold, Fraction(percent, 100), fixed))
    return found


def make_terms(tiers, **kw):
    return Terms(
        tuple(
            Tier(
                to_decimal(threshold),
                Decimal(percent.numerator) / percent.denominator,
                to_decimal(fixed),
            )
            for threshold, percent, fixed in tiers
        ),
        **kw,
    )


@st.composite
def histories(draw):
    """Return events of a wallet: money in, paid out, and either undone."""
    events, balance, kinds = [], 0, {}
    for key in range(1, draw(st.integers(1, 12)) + 1):
        undoable = [k for k, (_kind, undone) in kinds.items() if not undone]
        choice = draw(st.sampled_from(("received", "received", "returned", "undone")))
        if choice == "undone" and undoable:
            undoes = draw(st.sampled_from(undoable))
            kind, _undone = kinds[undoes]
            amount = next(e.amount for e in events if e.key == undoes)
            change = amount if kind == "returned" else -amount
            if balance + change < 0:
                continue
            kinds[undoes] = (kind, True)
            balance += change
            events.append(Event(key, "undone", amount, undoes=undoes))
        elif choice == "returned" and balance > 0:
            amount = min(balance, to_decimal(draw(cents)))
            balance -= amount
            kinds[key] = ("returned", False)
            events.append(Event(key, "returned", amount))
        elif choice == "received":
            amount = to_decimal(draw(cents))
            balance += amount
            kinds[key] = ("received", False)
            counts = draw(st.integers(0, 4)) > 0
            events.append(Event(key, "received", amount, counts))
    return events, balance


@tagged("post_install", "-at_install")
class TestEngine(BaseCase):
    def test_doctests(self):
        tried = 0
        for name in ("money", "reward", "replay"):
            module = sys.modules[f"{engine.__name__}.{name}"]
            result = doctest.testmod(module)
            self.assertFalse(result.failed, name)
            tried += result.attempted
        self.assertGreater(tried, 10)

    def test_knows_no_odoo(self):
        for path in FOLDER.glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                names = [alias.name for alias in getattr(node, "names", [])]
                if isinstance(node, ast.ImportFrom) and not node.level:
                    names.append(node.module)
                self.assertFalse([n for n in names if n.startswith("odoo")], path)

    @settings(max_examples=300, deadline=None, derandomize=True)
    @given(steps(), cents, st.booleans(), limits)
    def test_reward_is_that_of_paper(self, tiers, amount, marginal, maximum):
        limit = None if maximum is None else to_decimal(maximum)
        terms = make_terms(tiers, marginal=marginal, maximum=limit)
        self.assertEqual(
            get_reward(terms, to_decimal(amount)),
            to_decimal(oracle.reward(tiers, amount, marginal, maximum)),
        )

    @settings(max_examples=100, deadline=None, derandomize=True)
    @given(steps(), cents)
    def test_next_step(self, tiers, amount):
        above = sorted(to_decimal(t[0]) for t in tiers if t[0] > amount)
        found = get_next_tier(make_terms(tiers), to_decimal(amount))
        self.assertEqual(found and found.threshold, above[0] if above else None)

    @settings(max_examples=300, deadline=None, derandomize=True)
    @given(steps(), histories(), st.booleans(), st.booleans(), limits)
    def test_history(self, tiers, history, marginal, cumulated, maximum):
        """Never negative, never above the limit, nothing for money that went away."""
        events, balance = history
        limit = None if maximum is None else to_decimal(maximum)
        terms = make_terms(tiers, marginal=marginal, cumulated=cumulated, maximum=limit)
        result = replay(terms, events)
        counting = {e.key for e in events if e.kind == "received" and e.counts}
        self.assertEqual(set(result.net), counting)
        self.assertGreaterEqual(min(result.net.values(), default=0), 0)
        if limit is not None:
            self.assertLessEqual(result.earned, limit)
        if not balance:
            self.assertEqual((result.earned, result.counted), (0, 0))
        self.assertLessEqual(result.counted, balance)
        self.assertEqual(replay(terms, events).net, result.net)
        for receipt in result.receipts.values():
            self.assertLessEqual(receipt.left, receipt.amount)

    @settings(max_examples=200, deadline=None, derandomize=True)
    @given(steps(), st.lists(cents, min_size=1, max_size=6), st.booleans())
    def test_receipts_alone(self, tiers, amounts, marginal):
        """Single: each for itself; cumulated: the best that was ever reached."""
        events = [
            Event(key, "received", to_decimal(amount))
            for key, amount in enumerate(amounts)
        ]
        single = replay(make_terms(tiers, marginal=marginal), events)
        self.assertEqual(
            single.earned,
            sum(to_decimal(oracle.reward(tiers, a, marginal)) for a in amounts),
        )
        sums = [sum(amounts[: n + 1]) for n in range(len(amounts))]
        cumulated = replay(make_terms(tiers, marginal=marginal, cumulated=True), events)
        self.assertEqual(
            cumulated.earned,
            max(to_decimal(oracle.reward(tiers, a, marginal)) for a in sums),
        )

    @settings(max_examples=200, deadline=None, derandomize=True)
    @given(steps(), cents, st.integers(0, 100), st.booleans())
    def test_refund_in_proportion(self, tiers, amount, percent, cumulated):
        """What is kept is the rounded share of what was granted."""
        back = amount * percent // 100
        events = [Event(1, "received", to_decimal(amount))]
        if back:
            events.append(Event(2, "returned", to_decimal(back)))
        terms = make_terms(tiers, cumulated=cumulated)
        granted = oracle.reward(tiers, amount, False)
        kept = oracle.half_up(Fraction(granted * (amount - back), amount))
        self.assertEqual(replay(terms, events).earned, to_decimal(kept))
        # a refund that is undone gives exactly that back
        events.append(Event(3, "undone", to_decimal(back), undoes=2))
        self.assertEqual(replay(terms, events).earned, to_decimal(granted))
