# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import WalletCommon


@tagged("post_install", "-at_install")
class TestFunding(WalletCommon):
    """What pays an order, in which order, and the way back."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.purpose = cls.company._get_wallet_purpose("reward")
        cls.reward = cls.env["distributor.wallet"]._get_or_create(
            cls.dealer, cls.company.currency_id, cls.purpose
        )

    @classmethod
    def _grant(cls, amount, wallet=None):
        """Post what a programme would: a reward out of a discount account."""
        wallet = wallet or cls.reward
        move = cls.env["account.move"].create(
            {
                "journal_id": cls.company_data["default_journal_misc"].id,
                "date": date(2026, 1, 20),
                "distributor_wallet_kind": "reward",
                "line_ids": [
                    Command.create(
                        {
                            "name": "Granted",
                            "account_id": wallet.account_id.id,
                            "partner_id": cls.dealer.partner_id.id,
                            "credit": amount,
                        }
                    ),
                    Command.create(
                        {
                            "account_id": cls.company_data[
                                "default_account_expense"
                            ].id,
                            "debit": amount,
                        }
                    ),
                ],
            }
        )
        move.action_post()
        return move

    def _get_holds(self, order):
        return {
            (hold.purpose_id.code, hold.on_credit): hold.remaining
            for hold in order.wallet_hold_ids
            if hold.state == "open"
        }

    def test_reward_up_to_its_share_then_deposit(self):
        self._grant(100)
        self._top_up(500)
        order = self._create_order(self.dealer, [(self.product, 3, 100)])
        self.assertEqual(
            order.funding.replace("\xa0", " "), "Reward $ 60.00 + Deposit $ 240.00"
        )
        order.action_confirm()
        self.assertEqual(
            self._get_holds(order), {("reward", False): 60, ("deposit", False): 240}
        )
        self._assert_wallet(100, 60, self.reward)
        self._assert_wallet(500, 240)

    def test_share_follows_the_order(self):
        """A larger order may use more of the reward, a smaller one less, not twice."""
        self._grant(100)
        self._top_up(500)
        order = self._confirm((self.product, 3, 100))
        order.order_line.product_uom_qty = 4
        self.assertEqual(
            self._get_holds(order), {("reward", False): 80, ("deposit", False): 320}
        )
        order.order_line.product_uom_qty = 1
        self.assertEqual(
            self._get_holds(order), {("reward", False): 20, ("deposit", False): 80}
        )
        self._assert_agree()

    def test_credit_pays_the_rest(self):
        self._top_up(200)
        self.wallet.sudo().credit_limit = 150
        order = self._create_order(self.dealer, [(self.product, 3, 100)])
        self.assertEqual(
            order.funding.replace("\xa0", " "), "Deposit $ 200.00 + Credit $ 100.00"
        )
        order.action_confirm()
        self.assertEqual((self.wallet.held, self.wallet.credit_held), (200, 100))
        invoice = self._invoice(order)
        self.assertEqual(invoice.amount_residual, 100)
        self.assertEqual(invoice.payment_state, "partial")
        self.assertEqual((self.wallet.held, self.wallet.credit_held), (0, 0))
        # what is owed counts: 100 of 150 are used
        with self.assertRaisesRegex(UserError, r"10\.00 is missing"):
            self._confirm((self.product, 1, 60))
        self._confirm((self.product, 1, 50))
        self._assert_agree()

    def test_credit_note_goes_back_in_reverse(self):
        self._grant(100)
        self._top_up(500)
        invoice = self._invoice(self._confirm((self.product, 3, 100)))
        self._assert_wallet(40, 0, self.reward)
        self._assert_wallet(260, 0)
        for quantity, reward, deposit in ((2, 40, 460), (1, 100, 500)):
            credit = invoice._reverse_moves([{"invoice_date": date(2026, 2, 3)}])
            credit.invoice_line_ids.quantity = quantity
            credit.action_post()
            self.assertEqual(credit.payment_state, "paid")
            self._assert_wallet(reward, 0, self.reward)
            self._assert_wallet(deposit, 0)

    def test_invoice_reset_holds_again(self):
        self._grant(100)
        self._top_up(500)
        order = self._confirm((self.product, 3, 100))
        invoice = self._invoice(order)
        invoice.button_draft()
        self.assertEqual(
            self._get_holds(order), {("reward", False): 60, ("deposit", False): 240}
        )
        self._assert_wallet(100, 60, self.reward)
        self._assert_wallet(500, 240)
        invoice.action_post()
        self.assertEqual(invoice.payment_state, "paid")
        self._assert_wallet(260, 0)
        invoice.button_draft()
        invoice.button_cancel()
        order._action_cancel()
        self._assert_wallet(500, 0)
        self._assert_wallet(100, 0, self.reward)

    def test_bond_pays_no_order(self):
        bond = self.env["distributor.wallet"]._get_or_create(
            self.dealer,
            self.company.currency_id,
            self.company._get_wallet_purpose("bond"),
        )
        self._top_up(500, wallet=bond)
        with self.assertRaisesRegex(UserError, "is missing"):
            self._confirm((self.product, 1, 100))
        self._assert_wallet(500, 0, bond)

    def test_down_payment_and_final_invoice(self):
        self._top_up(300)
        order = self._confirm((self.product, 3, 100))
        wizard = self.env["sale.advance.payment.inv"].create(
            {
                "sale_order_ids": [Command.set(order.ids)],
                "advance_payment_method": "percentage",
                "amount": 50,
            }
        )
        first = wizard._create_invoices(order)
        first.invoice_line_ids.tax_ids = False
        first.action_post()
        self._assert_wallet(150, 150)
        last = order._create_invoices(final=True)
        last.action_post()
        self.assertEqual((first + last).mapped("payment_state"), ["paid", "paid"])
        self._assert_wallet(0, 0)

    def test_hold_expires_and_is_held_again(self):
        self.company.distributor_hold_days = 10
        self._top_up(300)
        order = self._confirm((self.product, 3, 100))
        hold = order.wallet_hold_ids
        with freeze_time(hold.expiry_date):
            self.assertNotIn(hold, hold._get_expired())
        self.assertEqual(hold.state, "open")
        with freeze_time(hold.expiry_date.replace(year=2030)):
            self.assertIn(hold, hold._get_expired())
            hold._expire()
        self.assertEqual(hold.state, "expired")
        self._assert_wallet(300, 0)
        self.assertTrue(order.activity_ids)
        self.assertTrue(order.is_hold_expired)
        order.action_hold_again()
        order.invalidate_recordset()
        self.assertFalse(order.is_hold_expired)
        self._assert_wallet(300, 300)

    def test_hash_locked_journal_is_reversed(self):
        self.wallet.journal_id.restrict_mode_hash_table = True
        self._top_up(500)
        order = self._confirm((self.product, 3, 100))
        invoice = self._invoice(order)
        payment = invoice.matched_payment_ids
        self.assertTrue(payment.move_id.inalterable_hash)
        invoice.button_draft()
        self.assertEqual(payment.move_id.state, "posted")
        self.assertEqual(self.wallet.entry_ids[0].kind, "undo")
        self._assert_wallet(500, 300)
        self.assertEqual(self._get_holds(order), {("deposit", False): 300})

    def test_locked_period_refuses_the_reset(self):
        self._top_up(500)
        order = self._confirm((self.product, 3, 100))
        invoice = self._invoice(order)
        self.company.fiscalyear_lock_date = date(2026, 2, 28)
        with self.assertRaises(UserError), self.env.cr.savepoint():
            invoice.button_draft()
        credit = invoice._reverse_moves([{"invoice_date": date(2026, 3, 3)}])
        credit.action_post()
        self._assert_wallet(500, 0)
