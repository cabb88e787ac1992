# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import WalletCommon


@tagged("post_install", "-at_install")
class TestLessons(WalletCommon):
    """What went wrong in other wallets must not go wrong here."""

    def test_bulk_confirmation_of_two_quotations_on_one_deposit(self):
        self._top_up(100)
        orders = self._create_order(self.dealer, [(self.product, 1, 100)])
        orders |= self._create_order(self.dealer, [(self.product, 1, 100)])
        with self.assertRaisesRegex(UserError, "is missing"), self.env.cr.savepoint():
            orders.action_confirm()
        self.env.invalidate_all()
        self.assertEqual(set(orders.mapped("state")), {"draft"})
        orders[0].action_confirm()
        self._assert_wallet(100, 100)

    def test_what_is_on_its_way_counts(self):
        """Holds of every kind lower what the next one may use."""
        self._top_up(5000)
        holds = self.env["distributor.wallet.hold"]
        for number in range(5):
            holds._place(self.wallet, 1000, kind="refund", origin=f"T-{number}")
        with self.assertRaisesRegex(UserError, "is missing"):
            holds._place(self.wallet, 0.01, kind="refund", origin="T-6")
        with self.assertRaisesRegex(UserError, "is missing"), self.env.cr.savepoint():
            self._confirm((self.product, 1, 0.01))
        self.env.invalidate_all()
        self._assert_wallet(5000, 5000)

    def test_first_come_first_served(self):
        self._top_up(100)
        holds = self.env["distributor.wallet.hold"]
        amounts = (60, 50, 30, 20, 10)
        placed = holds._place_many(
            [
                (self.wallet, amount, {"kind": "refund", "origin": f"T-{amount}"})
                for amount in amounts
            ]
        )
        self.assertEqual([bool(hold) for hold in placed], [1, 0, 1, 0, 1])
        self.assertEqual([h.amount for h in placed if h], [60, 30, 10])
        self._assert_wallet(100, 100)

    def test_two_captures_of_one_hold(self):
        self._top_up(200)
        order = self._confirm((self.product, 1, 100))
        invoice = self._invoice(order)
        hold = order.wallet_hold_ids
        self.assertEqual((hold.state, hold.remaining), ("captured", 0))
        # a copy of the invoice is paid from what is free, never from the hold again
        again = invoice.copy({"invoice_date": date(2026, 2, 2)})
        again.action_post()
        self.assertEqual((hold.captured, hold.remaining), (100, 0))
        third = invoice.copy({"invoice_date": date(2026, 2, 2)})
        third.action_post()
        self.assertEqual(third.payment_state, "not_paid")
        self._assert_wallet(0, 0)

    def test_second_refund_of_an_invoice(self):
        self._top_up(300)
        invoice = self._invoice(self._confirm((self.product, 3, 100)))
        first = invoice._reverse_moves([{"invoice_date": date(2026, 2, 3)}])
        second = invoice._reverse_moves([{"invoice_date": date(2026, 2, 3)}])
        (first | second).action_post()
        # the second is a credit of its own, as accountants decide; each once
        self.assertEqual(self.wallet.entry_ids.mapped("kind").count("refund"), 2)
        self._assert_wallet(600, 0)
        with self.assertRaises(UserError), self.env.cr.savepoint():
            second.action_post()
        self.env.invalidate_all()
        self._assert_wallet(600, 0)

    def test_top_up_posted_twice(self):
        payment = self._top_up(300)
        payment.move_id.line_ids._mirror_to_wallets()
        payment.action_post()
        self._assert_wallet(300, 0)
        self.assertEqual(len(self.wallet.entry_ids), 1)

    def test_replay_of_a_key_with_other_values(self):
        self._top_up(300)
        entry = self.wallet.entry_ids
        other = self.env["distributor.wallet"]._get_or_create(
            self.country, self.company.currency_id
        )
        for wallet, amount in ((self.wallet, 299), (self.wallet, -300), (other, 300)):
            with self.assertRaisesRegex(UserError, "not booked again"):
                wallet._book(amount, "adjust", entry.key, date=entry.date)
        self._assert_wallet(300, 0)

    def test_larger_quantity_of_a_confirmed_order_is_checked(self):
        self._top_up(300)
        order = self._confirm((self.product, 3, 100))
        for values in (
            {"product_uom_qty": 4},
            {"price_unit": 101},
            {"tax_ids": self.company_data["default_tax_sale"]},
        ):
            with (
                self.subTest(values),
                self.assertRaisesRegex(UserError, "is missing"),
                self.env.cr.savepoint(),
            ):
                order.order_line.write(values)
            self.env.invalidate_all()
        self._assert_wallet(300, 300)

    def test_quantity_grows_after_the_whole_was_invoiced_and_reset(self):
        self._top_up(600)
        order = self._confirm((self.product, 2, 100))
        invoice = self._invoice(order)
        order.order_line.product_uom_qty = 3
        self._assert_wallet(400, 100)
        invoice.button_draft()
        self._assert_wallet(600, 300)
        self.assertEqual(len(order.wallet_hold_ids), 2)
        invoice.action_post()
        self._assert_wallet(400, 100)
        order._action_cancel()
        self._assert_wallet(400, 0)

    def test_several_invoices_of_one_order_posted_at_once(self):
        self._top_up(300)
        order = self._confirm((self.product, 3, 100))
        invoices = self.env["account.move"]
        for _number in range(3):
            invoice = order._create_invoices()
            invoice.invoice_line_ids.quantity = 1
            invoices |= invoice
        invoices.invoice_date = date(2026, 2, 1)
        invoices.action_post()
        self.assertEqual(set(invoices.mapped("payment_state")), {"paid"})
        self.assertEqual(len(invoices.matched_payment_ids), 3)
        self._assert_wallet(0, 0)

    def test_advance_used_in_parts(self):
        self._top_up(250)
        order = self._confirm((self.product, 2, 100))
        parts = []
        for quantity in (0.5, 0.25, 1.25):
            invoice = order._create_invoices()
            invoice.invoice_line_ids.quantity = quantity
            invoice.invoice_date = date(2026, 2, 1)
            invoice.action_post()
            parts.append(invoice)
            self.assertEqual(invoice.payment_state, "paid")
            self._assert_agree()
        self.assertEqual([p.amount_total for p in parts], [50, 25, 125])
        self._assert_wallet(50, 0)

    def test_order_accepted_in_the_portal_says_why_it_is_not_confirmed(self):
        """It is confirmed, or an error is raised; never neither of both."""
        self._top_up(100)
        order = self._create_order(self.dealer, [(self.product, 2, 100)])
        order.write({"signed_by": "T", "require_payment": False, "state": "sent"})
        with self.assertRaisesRegex(UserError, "is missing"), self.env.cr.savepoint():
            order._validate_order()
        self.env.invalidate_all()
        self.assertEqual(order.state, "sent")
        self._top_up(100)
        order._validate_order()
        self.assertEqual(order.state, "sale")
        self._assert_wallet(200, 200)
