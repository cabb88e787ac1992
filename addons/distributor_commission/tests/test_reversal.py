# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date
from decimal import Decimal

from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged

from .common import CommissionCommon


@tagged("post_install", "-at_install")
class TestReversal(CommissionCommon):
    def _assert_zero(self, order):
        """All entries of an order sum to exactly zero, for each earner and line."""
        entries = self._get_entries(order=order)
        self.assertTrue(entries)
        for total in self._get_amounts(entries).values():
            self.assertEqual(total, 0)
        self.assertEqual(Decimal(str(round(sum(entries.mapped("basis")), 6))), 0)

    def _get_order(self, invoice):
        return invoice.line_ids.sale_line_ids.order_id

    def test_full_refund(self):
        invoice = self._sell((self.product, 7, 14.99), (self.product, 3, 0.33))
        refund = self._refund(invoice)
        taken = self._get_entries(refund)
        self.assertEqual(set(taken.mapped("kind")), {"reversal"})
        self.assertEqual(taken.origin_entry_id, self._get_entries(invoice))
        self.assertEqual(set(taken.mapped("date")), {date(2026, 2, 15)})
        self._assert_zero(self._get_order(invoice))

    def test_partial_refunds_are_exact(self):
        # 5 % of 33.30 = 1.665; three parts of 3, 3 and 4 of 10
        invoice = self._sell((self.product, 10, 3.33))
        first = self._refund(invoice, quantities=[3])
        self._assert_amounts(self._get_entries(first), C="-0.50", R="-0.30", M="-0.20")
        self._refund(invoice, quantities=[3])
        self._refund(invoice, quantities=[4])
        self._assert_zero(self._get_order(invoice))

    def test_only_the_lines_that_came_back(self):
        invoice = self._sell((self.product, 1, 100), (self.product, 1, 200))
        refund = self._refund(invoice, quantities=[0, 1])
        self._assert_amounts(self._get_entries(refund), C=-10, R=-6, M=-4)
        origins = self._get_entries(refund).origin_entry_id
        self.assertEqual(set(origins.mapped("basis")), {200.0})

    def test_original_rates_and_chain(self):
        invoice = self._sell((self.product, 1, 100))
        self._create_version(self.plan, [(1, 50.0)], date(2026, 2, 10))
        other = self._create_distributor("T-C2", "country", self.regional)
        self.dealer._set_upline(other, self.dealer._get_today())
        refund = self._refund(invoice)
        self._assert_amounts(self._get_entries(refund), C=-5, R=-3, M=-2)
        self.assertEqual(self._get_entries(refund).version_id, self.version)

    def test_more_than_was_sold(self):
        invoice = self._sell((self.product, 1, 100))
        self._refund(invoice, quantities=[3])
        self._assert_zero(self._get_order(invoice))
        again = self._refund(invoice)
        self.assertFalse(self._get_entries(again))

    def test_refund_of_a_discount_line(self):
        invoice = self._sell((self.product, 1, 1000), (self.product, 1, -100))
        self._refund(invoice)
        self._assert_zero(self._get_order(invoice))

    def test_refund_in_another_rate_of_exchange(self):
        euro = self.setup_other_currency(
            "EUR", rates=[("2020-01-01", 2.0), ("2026-02-10", 3.0)]
        )
        self.dealer.prepaid = False
        pricelist = self.env["product.pricelist"].create(
            {"name": "T-EUR", "currency_id": euro.id, "company_id": self.company.id}
        )
        order = self._create_order(
            self.dealer, [(self.product, 1, 99.99)], pricelist_id=pricelist.id
        )
        order.action_confirm()
        invoice = self._invoice(order)
        refund = self._refund(invoice)
        self.assertNotEqual(invoice.amount_total_signed, -refund.amount_total_signed)
        self._assert_zero(order)

    def test_return_without_credit_note_wizard(self):
        """A credit note made from the order has no reversed invoice."""
        product = self._create_goods("T-Delivered", invoice_policy="delivery")
        order = self._confirm((product, 10, 100))
        order.order_line.qty_delivered = 10
        self._invoice(order)
        order.order_line.qty_delivered = 4
        refund = order._create_invoices(final=True)
        self.assertEqual(refund.move_type, "out_refund")
        self.assertFalse(refund.reversed_entry_id)
        refund.invoice_date = date(2026, 2, 20)
        refund.action_post()
        self._assert_amounts(self._get_entries(refund), C=-30, R=-18, M=-12)
        self.assertFalse(
            self.env["distributor.commission.booking"]._book_posted(refund)
        )

    def test_returned_line_on_a_mixed_invoice(self):
        """A negative line of an invoice takes back at the original rate."""
        product = self._create_goods("T-Delivered", invoice_policy="delivery")
        order = self._confirm((product, 2, 100), (product, 9, 100))
        order.order_line[0].qty_delivered = 2
        self._invoice(order)
        self._create_version(self.plan, [(1, 50.0)], date(2026, 3, 1))
        order.order_line[0].qty_delivered = 1
        order.order_line[1].qty_delivered = 9
        mixed = self._invoice_final(order, date(2026, 3, 5))
        self.assertEqual(mixed.move_type, "out_invoice")
        self._assert_amounts(self._get_entries(mixed), C=450 - 5, R=-3, M=-2)

    def _invoice_final(self, order, day):
        invoice = order._create_invoices(final=True)
        invoice.invoice_date = day
        invoice.action_post()
        return invoice

    @freeze_time("2026-02-20")
    def test_reset_to_draft_and_post_again(self):
        invoice = self._sell((self.product, 10, 100))
        invoice.button_draft()
        self._assert_zero(self._get_order(invoice))
        undone = self._get_entries(invoice).filtered(lambda e: e.kind == "undo")
        self.assertEqual(len(undone), 3)
        self.assertEqual(set(undone.mapped("date")), {date(2026, 2, 20)})
        self.assertFalse(self.env["distributor.commission.booking"]._undo(invoice))
        invoice.invoice_line_ids.quantity = 5
        invoice.action_post()
        self._assert_amounts(self._get_entries(invoice), C=25, R=15, M=10)
        self.assertEqual(len(self._get_entries(invoice)), 9)
        invoice.button_draft()
        invoice.action_post()
        self._assert_amounts(self._get_entries(invoice), C=25, R=15, M=10)

    def test_cancelled_and_deleted_invoice(self):
        invoice = self._sell((self.product, 10, 100))
        order = self._get_order(invoice)
        invoice.button_cancel()
        self._assert_zero(order)
        invoice.with_context(force_delete=True).unlink()
        entries = self._get_entries(order=order)
        self.assertEqual(len(entries), 6)
        self.assertFalse(entries.move_id)
        self._assert_zero(order)

    def test_deleted_by_force(self):
        invoice = self._sell((self.product, 10, 100))
        order = self._get_order(invoice)
        invoice.with_context(force_delete=True).unlink()
        self._assert_zero(order)

    def test_refund_reset_to_draft(self):
        invoice = self._sell((self.product, 10, 100))
        refund = self._refund(invoice, quantities=[4])
        for _time in range(2):
            refund.button_draft()
            entries = self._get_entries(order=self._get_order(invoice))
            self._assert_amounts(entries, C=50, R=30, M=20)
            refund.action_post()
            entries = self._get_entries(order=self._get_order(invoice))
            self._assert_amounts(entries, C=30, R=18, M=12)

    def test_invoice_posted_again_after_a_partial_refund(self):
        invoice = self._sell((self.product, 10, 3.33))
        order = self._get_order(invoice)
        self._refund(invoice, quantities=[3])
        invoice.button_draft()
        invoice.action_post()
        self._assert_amounts(
            self._get_entries(order=order), C="1.17", R="0.70", M="0.47"
        )
        self._refund(invoice, quantities=[7])
        self._assert_zero(order)

    def test_credit_note_stays_while_the_invoice_is_posted_again(self):
        invoice = self._sell((self.product, 10, 100))
        order = self._get_order(invoice)
        refund = self._refund(invoice, quantities=[3])
        invoice.button_draft()
        self._assert_zero(order)
        last = self._get_entries(order=order)[-1]
        self.assertEqual((last.kind, last.document_id.move_id), ("undo", refund))
        self.assertIn(invoice.name, last.explanation)
        invoice.action_post()
        self._assert_amounts(self._get_entries(order=order), C=35, R=21, M=14)
        # more than is left
        self._refund(invoice, quantities=[10])
        self._assert_zero(order)
        refund.button_draft()
        self._assert_amounts(self._get_entries(order=order), C=15, R=9, M=6)

    def test_credit_note_of_an_invoice_in_draft(self):
        invoice = self._sell((self.product, 10, 100))
        order = self._get_order(invoice)
        refund = self._refund(invoice, quantities=[3])
        for _time in range(2):
            invoice.button_draft()
            refund.button_draft()
            refund.action_post()
            self._assert_zero(order)
            invoice.action_post()
            self._assert_amounts(self._get_entries(order=order), C=35, R=21, M=14)
        invoice.button_draft()
        invoice.invoice_line_ids.quantity = 2
        invoice.action_post()
        self._assert_zero(order)

    def test_both_are_reset_at_once(self):
        invoice = self._sell((self.product, 10, 100))
        order = self._get_order(invoice)
        both = invoice + self._refund(invoice, quantities=[3])
        both.button_draft()
        self._assert_zero(order)
        both.action_post()
        self._assert_amounts(self._get_entries(order=order), C=35, R=21, M=14)

    def test_credit_note_of_two_invoices_one_of_them_posted_again(self):
        product = self._create_goods("T-Delivered", invoice_policy="delivery")
        order = self._confirm((product, 10, 100))
        order.order_line.qty_delivered = 4
        self._invoice(order)
        order.order_line.qty_delivered = 10
        later = self._invoice(order)
        order.order_line.qty_delivered = 2
        self._invoice_final(order, date(2026, 2, 20))
        self._assert_amounts(self._get_entries(order=order), C=10, R=6, M=4)
        later.button_draft()
        self._assert_amounts(self._get_entries(order=order), C=10, R=6, M=4)
        later.action_post()
        self._assert_amounts(self._get_entries(order=order), C=10, R=6, M=4)
        sale = self._get_entries(later).source_id.filtered(lambda s: not s.undone)
        self.assertEqual(sale.amount, 0)
        # the credit note comes to one more than the two invoices less what is left
        later.button_draft()
        later.invoice_line_ids.quantity = 5
        later.action_post()
        self._assert_amounts(self._get_entries(order=order), C=5, R=3, M=2)

    def test_credit_note_by_hand_without_order_takes_nothing(self):
        refund = self.env["account.move"].create(
            {
                "move_type": "out_refund",
                "partner_id": self.dealer.partner_id.id,
                "invoice_date": date(2026, 2, 3),
                "invoice_line_ids": [
                    Command.create({"product_id": self.product.id, "price_unit": 10})
                ],
            }
        )
        refund.action_post()
        self.assertFalse(self._get_entries(refund))
