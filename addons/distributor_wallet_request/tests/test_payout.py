# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TODAY, RequestCommon


@tagged("post_install", "-at_install")
class TestPayout(RequestCommon):
    """What the payment of a refund does to it, and what undoing it does."""

    def test_several_at_once(self):
        other = self.wallet._get_or_create(self.country, self.company.currency_id)
        self._top_up(300, other)
        self._create_bank_account("T-6222-0010", self.country.partner_id)
        refunds = self._refund(400) | self._refund(100) | self._refund(300, other)
        self._approve(refunds)
        payments = self._pay(refunds)
        self.assertEqual(len(payments), 3)
        self.assertEqual(refunds.mapped("state"), ["done"] * 3)
        self._assert_wallet(500, 0)
        self._assert_wallet(0, 0, other)

    def test_all_or_none(self):
        approved = self._approve(self._refund(400))
        refunds = approved | self._refund(100)
        with self.assertRaisesRegex(UserError, "not possible"), self.env.cr.savepoint():
            self._pay(refunds)
        self._assert_wallet(1000, 500)

    def test_nothing_is_paid_while_wallet_and_books_differ(self):
        """Only the wallet that differs waits, and is told where it differs."""
        other = self.wallet._get_or_create(self.country, self.company.currency_id)
        self._top_up(300, other)
        self._create_bank_account("T-6222-0010", self.country.partner_id)
        refunds = self._approve(self._refund(400) | self._refund(300, other))
        self.env.flush_all()
        with self.env.cr.savepoint() as savepoint:
            self.env.cr.execute(
                "UPDATE distributor_wallet SET held = 399 WHERE id = %s",
                self.wallet.ids,
            )
            self.env.invalidate_all()
            with self.assertRaisesRegex(UserError, "T-D.*The open holds do not add up"):
                self._pay(refunds)
            self._pay(refunds[1])
            self.assertEqual(refunds.mapped("state"), ["approved", "done"])
            savepoint.rollback()
        self.env.invalidate_all()

    def test_reset_payment_holds_again(self):
        refund = self._approve(self._refund(400))
        payment = self._pay(refund)
        payment.action_draft()
        self.assertEqual(refund.state, "approved")
        self._assert_wallet(1000, 400)
        with self.assertRaisesRegex(UserError, "is missing"), self.env.cr.savepoint():
            self._confirm((self.product, 7, 100))
        payment.action_post()
        self.assertEqual(refund.state, "done")
        self._assert_wallet(600, 0)

    def test_cancelled_payment_is_paid_again(self):
        refund = self._approve(self._refund(400))
        old = self._pay(refund)
        old.action_cancel()
        self.assertEqual(refund.state, "approved")
        self._assert_wallet(1000, 400)
        new = self._pay(refund)
        self.assertNotEqual(new, old)
        self._assert_wallet(600, 0)
        old.action_draft()
        with self.assertRaisesRegex(UserError, "not possible"), self.env.cr.savepoint():
            old.action_post()
        self._assert_wallet(600, 0)
        self.assertEqual(refund.payment_id, new)

    def test_deleted_payment(self):
        refund = self._approve(self._refund(400))
        payment = self._pay(refund)
        payment.action_draft()
        payment.unlink()
        self.assertEqual(refund.state, "approved")
        self._assert_wallet(1000, 400)
        self._pay(refund)
        self._assert_wallet(600, 0)

    def test_undone_while_frozen_is_held(self):
        refund = self._approve(self._refund(400))
        payment = self._pay(refund)
        self._create_request("freeze", scope="wallet").action_freeze()
        payment.action_draft()
        self.assertEqual(refund.state, "approved")
        self._assert_wallet(1000, 400)

    def test_refund_of_everything_survives_undoing(self):
        refund = self._approve(self._refund(1000))
        payment = self._pay(refund)
        self._assert_wallet(0, 0)
        payment.action_draft()
        self._assert_wallet(1000, 1000)
        refund.action_cancel()
        self._assert_wallet(1000, 0)
        with self.assertRaisesRegex(UserError, "not possible"), self.env.cr.savepoint():
            payment.action_post()

    def test_payment_pays_what_was_approved(self):
        refund = self._approve(self._refund(400))
        other = self._create_bank_account("T-6222-0011")
        payment = self._pay(refund)
        payment.action_draft()
        for vals in ({"amount": 399}, {"partner_bank_id": other.id}):
            with self.subTest(vals):
                with (
                    self.assertRaisesRegex(UserError, "as it was approved"),
                    self.env.cr.savepoint(),
                ):
                    payment.write(vals)
                    payment.action_post()
                payment.invalidate_recordset()
        self._assert_wallet(1000, 400)

    def test_bank_account_is_checked_again_when_paid(self):
        refund = self._approve(self._refund(400))
        self.bank_account.allow_out_payment = False
        with self.assertRaisesRegex(UserError, "No bank account of"):
            self._pay(refund)

    def test_journal_of_wallets_pays_nothing(self):
        refund = self._approve(self._refund(400))
        for journal in (
            self.wallet.journal_id,
            self.company_data["default_journal_misc"],
            self.company_data["default_journal_cash"],
        ):
            with self.subTest(journal.name), self.assertRaisesRegex(UserError, "bank"):
                refund.with_user(self.finance)._pay(journal, TODAY)

    def test_payment_in_another_year(self):
        refund = self._approve(self._refund(400))
        self._pay(refund, date(2025, 12, 31))
        self._assert_wallet(600, 0)
