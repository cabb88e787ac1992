# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TopupCommon


@tagged("post_install", "-at_install")
class TestRefund(TopupCommon):
    def setUp(self):
        super().setUp()
        self.topup = self._request(500)
        self.tx = self._create_transaction(self.topup)
        self._call_back(self.tx)
        self.tx._post_process()

    def test_held_then_taken_out(self):
        refund = self.tx._refund(200)
        self._assert_wallet(500, 200)
        self._assert_topup(self.topup, "paid", 500)
        self._call_back(refund)
        for _again in range(2):
            refund._post_process()
        self._assert_wallet(300, 0)
        self._assert_topup(self.topup, "paid", 500, 200)
        rest = self.tx._refund(300)
        self._call_back(rest)
        self._call_back(rest)
        rest._post_process()
        self._assert_wallet(0, 0)
        self._assert_topup(self.topup, "refunded", 500, 500)
        self.assertEqual(
            self.wallet.entry_ids.mapped("kind"), ["payout", "payout", "topup"]
        )

    def test_cancelled_refund_frees_the_money(self):
        for state in ("canceled", "error"):
            refund = self.tx._refund(200)
            self._assert_wallet(500, 200)
            self._call_back(refund, state)
            refund._post_process()
            self._assert_wallet(500, 0)
        self._assert_topup(self.topup, "paid", 500)

    def test_spent_money_is_not_refunded(self):
        self._confirm((self.product, 4, 100))
        with self.assertRaisesRegex(UserError, "deposit"), self.env.cr.savepoint():
            self.tx._refund(200)
        self.env.invalidate_all()
        self.assertFalse(self.tx.child_transaction_ids)
        self._assert_wallet(500, 400)
        self._call_back(self.tx._refund(100))
        self._assert_wallet(500, 500)

    def test_refund_the_provider_announces(self):
        order = self._confirm((self.product, 4, 100))
        refund = self.tx._create_child_transaction(200, is_refund=True)
        self.assertIn("deposit", refund.distributor_topup_problem)
        self.assertTrue(self.topup.activity_ids)
        self._call_back(refund)
        refund._post_process()
        self.assertFalse(refund.payment_id)
        self._assert_wallet(500, 400)
        self.assertTrue(self.topup.problem)
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self.topup.with_user(self.finance).action_settle()
        self.env.invalidate_all()
        order._action_cancel()
        # whoever settles may read another language than whoever was told
        self.env["res.lang"]._activate_lang("zh_CN")
        self.finance.lang = "zh_CN"
        self.topup.with_user(self.finance).with_context(lang="zh_CN").action_settle()
        self._assert_wallet(300, 0)
        self._assert_topup(self.topup, "paid", 500, 200)
        self.assertFalse(self.topup.problem)
        self.assertFalse(self.topup.activity_ids)

    def test_what_a_caller_sends_along_decides_nothing(self):
        """Whether finance decided, or we asked, is no word of the caller's context."""
        spoken = {"top_up_by_hand": True, "top_up_refund_asked": True}
        self._confirm((self.product, 4, 100))
        double = self._create_transaction(self.topup)
        self._call_back(double)
        double.with_context(**spoken)._post_process()
        self.assertFalse(double.payment_id)
        announced = self.tx.with_context(**spoken)
        refund = announced._create_child_transaction(200, is_refund=True)
        self.assertIn("deposit", refund.distributor_topup_problem)
        self._assert_wallet(500, 400)

    def test_refund_of_what_was_never_credited(self):
        double = self._create_transaction(self.topup)
        self._call_back(double)
        double._post_process()
        self.assertTrue(self.topup.problem)
        refund = double._refund()
        self._assert_wallet(500, 0)
        self._call_back(refund)
        refund._post_process()
        self._assert_wallet(500, 0)
        self.assertFalse(self.topup.problem)
        self._assert_topup(self.topup, "paid", 500)

    def test_undone_payment_waits_again(self):
        self.topup.payment_ids.action_draft()
        self._assert_topup(self.topup, "waiting")
        self._assert_wallet(0, 0)
        self.topup.payment_ids.action_post()
        self._assert_topup(self.topup, "paid", 500)
