# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged

from .common import RequestCommon


@tagged("post_install", "-at_install")
class TestFreeze(RequestCommon):
    def _lift(self, freeze, user=None):
        user = user or self.finance
        self._give_reason(freeze.with_user(user).action_lift(), user, "T-Settled")

    def test_amount(self):
        action = self.wallet.with_user(self.finance).action_freeze()
        model = self.env["distributor.wallet.freeze"].with_user(self.finance)
        with Form(model.with_context(**action["context"])) as form:
            form.amount = 300
            form.reason = "T-Dispute"
        freeze = form.record
        self._assert_wallet(1000, 0)
        freeze.action_freeze()
        self._assert_wallet(1000, 300)
        self.assertEqual(self.wallet._get_refundable(), 700)
        with self.assertRaisesRegex(UserError, "is missing"), self.env.cr.savepoint():
            self._confirm((self.product, 8, 100))
        self._lift(freeze, self.first)
        self._assert_wallet(1000, 0)
        self.assertEqual(freeze.user_id, self.finance)
        self.assertEqual(freeze.lift_user_id, self.first)
        self.assertEqual(freeze.lift_reason, "T-Settled")

    def test_more_than_is_available(self):
        with self.assertRaisesRegex(UserError, "is missing"), self.env.cr.savepoint():
            self._create_request("freeze", amount=1000.01).action_freeze()
        self._assert_wallet(1000, 0)

    def test_whole_wallet_refuses_orders_but_pays_invoices(self):
        order = self._confirm((self.product, 3, 100))
        freeze = self._create_request("freeze", scope="wallet")
        freeze.action_freeze()
        self.assertEqual(self.wallet.state, "frozen")
        self.assertEqual(self.wallet.freeze_reason, "T-Reason")
        with self.assertRaisesRegex(UserError, "frozen"), self.env.cr.savepoint():
            self._confirm((self.product, 1, 100))
        visitor = new_test_user(self.env, "t-visitor", "base.group_portal")
        with (
            self.assertRaisesRegex(UserError, "speak with your contact") as caught,
            self.env.cr.savepoint(),
        ):
            self.wallet.with_user(visitor).sudo()._refuse(100, "T-Order")
        self.assertNotIn("T-Reason", str(caught.exception))
        invoice = self._invoice(order)
        self.assertIn(invoice.payment_state, ("paid", "in_payment"))
        self._assert_wallet(700, 0)
        self._top_up(50)
        self._assert_wallet(750, 0)
        self._lift(freeze)
        self.assertEqual(self.wallet.state, "open")
        self.assertFalse(self.wallet.freeze_reason)
        self._confirm((self.product, 1, 100))
        self._assert_wallet(750, 100)

    def test_once_and_final(self):
        freeze = self._create_request("freeze", amount=10)
        freeze.action_freeze()
        with self.assertRaisesRegex(UserError, "not possible"):
            freeze.action_freeze()
        with self.assertRaisesRegex(UserError, "not possible"):
            freeze.amount = 5
        with self.assertRaisesRegex(UserError, "not possible"):
            freeze.unlink()
        self._lift(freeze)
        with self.assertRaisesRegex(UserError, "not possible"):
            self._lift(freeze)
        self._assert_wallet(1000, 0)

    def test_finance_only(self):
        freeze = self._create_request("freeze", amount=10)
        for step in ("action_freeze", "action_lift"):
            with self.subTest(step), self.assertRaises(AccessError):
                getattr(freeze.with_user(self.manager), step)()
        freeze.action_freeze()
        with self.assertRaises(AccessError):
            freeze.with_user(self.manager)._lift("T-Reason")
        with self.assertRaises(AccessError):
            self._create_request("freeze", user=self.manager, amount=10)
