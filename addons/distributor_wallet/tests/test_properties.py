# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import WalletCommon

CENTS = st.integers(min_value=1, max_value=50000)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("top_up"), CENTS),
        st.tuples(st.just("order"), CENTS),
        st.tuples(st.just("cancel"), st.integers(0, 9)),
        st.tuples(st.just("invoice"), st.integers(0, 9)),
        st.tuples(st.just("credit"), st.integers(0, 9)),
        st.tuples(st.just("undo_top_up"), st.integers(0, 9)),
    ),
    min_size=3,
    max_size=12,
)


class Naive:
    """What a person with a sheet of paper would note down, in cents."""

    def __init__(self):
        self.balance = 0
        self.held = {}

    def is_free(self, amount):
        return self.balance - sum(self.held.values()) >= amount


@tagged("post_install", "-at_install")
class TestProperties(WalletCommon):
    @settings(
        max_examples=12,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],  # shrinking would repeat slow accounting
        suppress_health_check=list(HealthCheck),
    )
    @given(STEPS)
    def test_any_sequence_agrees_with_paper(self, steps):
        with self.env.cr.savepoint() as savepoint:
            self._run_steps(steps)
            savepoint.rollback()
        self.env.invalidate_all()

    def _run_steps(self, steps):
        paper = Naive()
        self.open, self.invoices, self.payments = [], [], []
        for name, value in steps:
            getattr(self, f"_step_{name}")(paper, value)
            self.assertEqual(self._cents(self.wallet.balance), paper.balance)
            self.assertEqual(self._cents(self.wallet.held), sum(paper.held.values()))
            self._assert_agree()

    def _cents(self, amount):
        return int((Decimal(str(amount)) * 100).to_integral_value())

    def _attempt(self, passes, action):
        if passes:
            return action()
        with self.assertRaises(UserError), self.env.cr.savepoint():
            action()
        self.env.invalidate_all()
        return None

    def _step_top_up(self, paper, cents):
        self.payments.append((self._top_up(cents / 100), cents))
        paper.balance += cents

    def _step_undo_top_up(self, paper, index):
        if not self.payments:
            return
        payment, cents = self.payments[index % len(self.payments)]
        passes = paper.is_free(cents)
        self._attempt(passes, payment.action_draft)
        if passes:
            self.payments.remove((payment, cents))
            paper.balance -= cents

    def _step_order(self, paper, cents):
        order = self._create_order(self.dealer, [(self.product, 1, cents / 100)])
        passes = paper.is_free(cents)
        self._attempt(passes, order.action_confirm)
        if passes:
            self.open.append((order, cents))
            paper.held[order.id] = cents

    def _step_cancel(self, paper, index):
        if self.open:
            order, _cents = self.open.pop(index % len(self.open))
            order._action_cancel()
            del paper.held[order.id]

    def _step_invoice(self, paper, index):
        if self.open:
            order, cents = self.open.pop(index % len(self.open))
            invoice = self._invoice(order)
            self.assertEqual(invoice.payment_state, "paid")
            self.invoices.append((invoice, cents))
            del paper.held[order.id]
            paper.balance -= cents

    def _step_credit(self, paper, index):
        if self.invoices:
            invoice, cents = self.invoices.pop(index % len(self.invoices))
            credit = invoice._reverse_moves([{"invoice_date": invoice.date}])
            credit.action_post()
            paper.balance += cents
