# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import WalletCommon


@tagged("post_install", "-at_install")
class TestInvoice(WalletCommon):
    def test_invoice_is_paid_from_the_hold(self):
        self._top_up(500)
        order = self._confirm((self.product, 3, 100))
        invoice = self._invoice(order)
        self.assertEqual(invoice.payment_state, "paid")
        self._assert_wallet(200, 0)
        self.assertEqual(order.wallet_hold_ids.state, "captured")
        entry = self.wallet.entry_ids[0]
        self.assertEqual(
            (entry.kind, entry.amount, entry.balance_after, entry.origin, entry.date),
            ("capture", -300, 200, invoice.name, date(2026, 2, 1)),
        )
        payment = invoice.matched_payment_ids
        self.assertEqual(payment.state, "paid")
        self.assertEqual(payment.journal_id, self.wallet.journal_id)

    def test_partial_invoices(self):
        self._top_up(300)
        order = self._confirm((self.product, 3, 100))
        for quantity, held in ((1, 200), (2, 0)):
            invoice = order._create_invoices()
            invoice.invoice_line_ids.quantity = quantity
            invoice.invoice_date = date(2026, 2, quantity)
            invoice.action_post()
            self.assertEqual(invoice.payment_state, "paid")
            self.assertEqual(self.wallet.held, held)
        self._assert_wallet(0, 0)

    def test_rest_of_the_hold_ends_with_the_last_invoice(self):
        self._top_up(300)
        order = self._confirm((self.product, 3, 100))
        invoice = order._create_invoices()
        invoice.invoice_line_ids.price_unit = 90
        invoice.invoice_date = date(2026, 2, 1)
        invoice.action_post()
        self._assert_wallet(30, 0)
        self.assertEqual(order.wallet_hold_ids.remaining, 0)

    def test_several_invoices_posted_at_once(self):
        self._top_up(700)
        orders = self._confirm((self.product, 3, 100))
        orders |= self._confirm((self.product, 4, 100))
        invoices = self.env["account.move"]
        for order in orders:
            invoices |= order._create_invoices()
        invoices.invoice_date = date(2026, 2, 1)
        invoices.action_post()
        self.assertEqual(set(invoices.mapped("payment_state")), {"paid"})
        self._assert_wallet(0, 0)

    def test_invoice_without_order_takes_only_what_is_free(self):
        self._top_up(500)
        self._confirm((self.product, 4, 100))
        invoices = self.env["account.move"]
        for _number in range(2):
            invoices |= self.env["account.move"].create(
                {
                    "move_type": "out_invoice",
                    "partner_id": self.dealer.partner_id.id,
                    "invoice_date": date(2026, 2, 1),
                    "invoice_line_ids": [
                        (0, 0, {"name": "Fee", "price_unit": 70, "tax_ids": False})
                    ],
                }
            )
        invoices.action_post()
        self.assertEqual(invoices.mapped("amount_residual"), [0, 40])
        self._assert_wallet(400, 400)

    def test_credit_note_goes_back_to_the_deposit(self):
        self._top_up(500)
        invoice = self._invoice(self._confirm((self.product, 3, 100)))
        credit = invoice._reverse_moves([{"invoice_date": date(2026, 2, 3)}])
        credit.invoice_line_ids.quantity = 1
        credit.action_post()
        self.assertEqual(credit.payment_state, "paid")
        self._assert_wallet(300, 0)
        self.assertEqual(self.wallet.entry_ids[0].kind, "refund")

    def test_credit_note_of_an_unpaid_invoice_settles_it_first(self):
        self.dealer.sudo().prepaid = False
        invoice = self._invoice(self._confirm((self.product, 3, 100)))
        self.dealer.sudo().prepaid = True
        invoice._reverse_moves([{"invoice_date": date(2026, 2, 3)}], cancel=True)
        self.assertEqual(invoice.amount_residual, 0)
        self._assert_wallet(0, 0)

    def test_capture_reset_to_draft_gives_the_money_back(self):
        self._top_up(500)
        invoice = self._invoice(self._confirm((self.product, 3, 100)))
        invoice.matched_payment_ids.action_draft()
        self.assertEqual(invoice.payment_state, "not_paid")
        self._assert_wallet(500, 0)
        self.assertEqual(self.wallet.entry_ids[0].kind, "undo")

    def test_top_up_that_is_spent_cannot_be_undone(self):
        payment = self._top_up(300)
        self._confirm((self.product, 2, 100))
        with self.assertRaisesRegex(UserError, "is missing"), self.env.cr.savepoint():
            payment.action_draft()
        self.wallet.invalidate_recordset()
        self._assert_wallet(300, 200)

    def test_top_up_cancelled_and_deleted(self):
        payment = self._top_up(300)
        payment.action_draft()
        self._assert_wallet(0, 0)
        payment.action_cancel()
        self.assertEqual(self.wallet.entry_ids.mapped("amount"), [-300, 300])
        self._assert_wallet(0, 0)

    def test_wallet_of_plain_customer_is_not_touched(self):
        invoice = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": self.partner_a.id,
                "invoice_date": date(2026, 2, 1),
                "invoice_line_ids": [(0, 0, {"name": "Fee", "price_unit": 70})],
            }
        )
        invoice.action_post()
        self.assertEqual(invoice.payment_state, "not_paid")
