# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal
from fractions import Fraction

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from odoo.exceptions import UserError
from odoo.tests import tagged

from . import oracle
from .common import ProgramCommon

CENTS = st.integers(min_value=10_000, max_value=900_000)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("top_up"), CENTS),
        st.tuples(st.just("top_up"), CENTS),
        st.tuples(st.just("use"), st.integers(1, 99)),
        st.tuples(st.just("give_back"), st.integers(0, 9)),
        st.tuples(st.just("undo"), st.integers(0, 9)),
        st.tuples(st.just("pay_out"), st.integers(1, 99)),
    ),
    min_size=3,
    max_size=9,
)
TIERS = [(100_000, Fraction(1), 0), (500_000, Fraction(2), 0)]


class Paper:
    """Top-ups with what is left of each, latest last, and the rewards used."""

    def __init__(self):
        self.top_ups = []  # [amount, left, granted]
        self.used = 0

    @property
    def earned(self):
        return sum(
            oracle.half_up(Fraction(granted * left, amount)) if amount else 0
            for amount, left, granted in self.top_ups
        )

    def pay_out(self, amount):
        for top_up in reversed(self.top_ups):
            part = min(top_up[1], amount)
            top_up[1] -= part
            amount -= part


@tagged("post_install", "-at_install")
class TestProperties(ProgramCommon):
    """Any history: the rewards left and owed are what paper says."""

    @settings(
        max_examples=8,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],  # shrinking would repeat slow accounting
        suppress_health_check=list(HealthCheck),
    )
    @given(STEPS)
    def test_any_sequence_agrees_with_paper(self, steps):
        with self.env.cr.savepoint() as savepoint:
            self._create_program()
            self._run_steps(steps)
            savepoint.rollback()
        self.env.invalidate_all()

    def _cents(self, amount):
        return int((Decimal(str(amount)) * 100).to_integral_value())

    def _run_steps(self, steps):
        paper = Paper()
        self.payments, self.invoices = [], []
        for name, value in steps:
            getattr(self, f"_step_{name}")(paper, value)
            self.env.invalidate_all()
            # what is left less what is owed is what was earned less what was used
            self.assertEqual(
                self._cents(self.rewards.balance)
                - self._cents(self.rewards.reward_owed),
                paper.earned - paper.used,
            )
            self.assertGreaterEqual(self.rewards.balance, 0)
            self._assert_agree()

    def _step_top_up(self, paper, cents):
        top_up = [cents, cents, oracle.reward(TIERS, cents, False)]
        paper.top_ups.append(top_up)
        self.payments.append((self._top_up(cents / 100), top_up))

    def _step_use(self, paper, percent):
        cents = self._cents(self.rewards.available) * percent // 100
        if cents:
            order = self._confirm((self.product, 1, cents / 100))
            self.invoices.append((self._invoice(order), cents))
            paper.used += cents

    def _step_give_back(self, paper, index):
        if self.invoices:
            invoice, cents = self.invoices.pop(index % len(self.invoices))
            invoice._reverse_moves([{"invoice_date": invoice.date}]).action_post()
            paper.used -= cents

    def _step_undo(self, paper, index):
        # a top-up that was paid out is returned money of others, see the engine's test
        whole = [p for p in self.payments if p[1][0] == p[1][1]]
        if whole:
            payment, top_up = whole[index % len(whole)]
            try:
                with self.env.cr.savepoint():
                    payment.action_draft()
            except UserError:
                return
            self.payments.remove((payment, top_up))
            paper.top_ups.remove(top_up)

    def _step_pay_out(self, paper, percent):
        cents = self._cents(self.wallet.available) * percent // 100
        if cents:
            self._pay_out(cents / 100)
            paper.pay_out(cents)
