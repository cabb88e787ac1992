# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import RequestCommon

CENTS = st.integers(min_value=1, max_value=60000)
PICK = st.integers(0, 9)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("ask"), CENTS),
        st.tuples(st.sampled_from(("approve", "cancel", "pay", "undo")), PICK),
        st.tuples(st.sampled_from(("order", "freeze", "take", "give")), CENTS),
        st.tuples(st.just("lift"), PICK),
    ),
    min_size=4,
    max_size=14,
)


class Naive:
    """What a person with a sheet of paper would note down, in cents."""

    def __init__(self, balance):
        self.balance = balance
        self.kept = {}  # record: amount

    def get_free(self):
        return self.balance - sum(self.kept.values())

    def keep(self, record, amount):
        self.kept[record] = amount


@tagged("post_install", "-at_install")
class TestProperties(RequestCommon):
    """Any sequence of documents leaves balance and held as on the sheet of paper."""

    @settings(
        max_examples=12,
        deadline=None,
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(steps=STEPS)
    def test_any_sequence(self, steps):
        with self.env.cr.savepoint() as savepoint:
            self._walk(steps)
            savepoint.rollback()
        self.env.invalidate_all()

    def _walk(self, steps):
        self.naive = Naive(100000)
        self.requests, self.freezes = [], []
        for name, value in steps:
            getattr(self, f"_step_{name}")(value)
            self.wallet.invalidate_recordset()
            self._assert_wallet(
                self.naive.balance / 100,
                (self.naive.balance - self.naive.get_free()) / 100,
            )

    def _try(self, act, allowed):
        """Act, and check that it is refused exactly when it is not allowed."""
        try:
            with self.env.cr.savepoint():
                result = act()
        except UserError as error:
            self.assertFalse(allowed, str(error))
            return None
        self.assertTrue(allowed)
        return result

    def _pick(self, records, number, states):
        found = [record for record in records if record.state in states]
        return found[number % len(found)] if found else None

    def _step_ask(self, cents):
        allowed = cents <= self.naive.get_free()
        if refund := self._try(lambda: self._refund(cents / 100), allowed):
            self.naive.keep(refund, cents)
            self.requests.append(refund)

    def _step_approve(self, number):
        if refund := self._pick(self.requests, number, ("submitted",)):
            self._approve(refund)

    def _step_cancel(self, number):
        if refund := self._pick(
            self.requests, number, ("submitted", "half", "approved")
        ):
            refund.action_cancel()
            del self.naive.kept[refund]

    def _step_pay(self, number):
        if refund := self._pick(self.requests, number, ("approved",)):
            self._pay(refund)
            self.naive.balance -= self.naive.kept.pop(refund)

    def _step_undo(self, number):
        if refund := self._pick(self.requests, number, ("done",)):
            refund.payment_id.action_draft()
            cents = round(refund.amount * 100)
            self.naive.balance += cents
            self.naive.keep(refund, cents)

    def _step_order(self, cents):
        allowed = cents <= self.naive.get_free()
        lines = (self.product, 1, cents / 100)
        if order := self._try(lambda: self._confirm(lines), allowed):
            self.naive.keep(order, cents)

    def _step_freeze(self, cents):
        freeze = self._create_request("freeze", amount=cents / 100)
        if self._try(freeze.action_freeze, cents <= self.naive.get_free()):
            self.naive.keep(freeze, cents)
            self.freezes.append(freeze)

    def _step_lift(self, number):
        if freeze := self._pick(self.freezes, number, ("active",)):
            freeze._lift("T-Reason")
            del self.naive.kept[freeze]

    def _step_take(self, cents):
        self._adjust(-cents, cents <= self.naive.get_free())

    def _step_give(self, cents):
        self._adjust(cents, allowed=True)

    def _adjust(self, cents, allowed):
        adjustment = self._create_request(
            "adjustment",
            amount=cents / 100,
            account_id=self.company_data["default_account_expense"].id,
        )
        if self._try(adjustment.action_submit, allowed):
            self._approve(adjustment, self.first)
            self.naive.balance += cents
