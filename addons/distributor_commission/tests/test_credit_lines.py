# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from odoo.fields import Command
from odoo.tests import Form, tagged

from .credit_common import DAY, CreditCommon


@tagged("post_install", "-at_install")
class TestCreditLines(CreditCommon):
    """Credit notes of which some lines name their order, and others do not."""

    def _add_line(self, refund, product, price):
        """Add a line without an order to a draft credit note, and post it."""
        line = {"product_id": product and product.id, "name": "T-Added"}
        line |= {"quantity": 1, "price_unit": price, "tax_ids": [Command.clear()]}
        refund.write({"invoice_line_ids": [Command.create(line)]})
        refund.action_post()
        return refund.invoice_line_ids.filtered(lambda one: one.name == "T-Added")

    def test_only_some_lines_without_a_sale(self):
        for paid in (False, True):
            with self.subTest(paid=paid):
                self._check_some_lines(paid)

    def _check_some_lines(self, paid):
        if paid:
            self._create_version(
                self.plan,
                [(1, 5.0), (2, 3.0), (3, 2.0)],
                date(2020, 1, 3),
                event="paid",
            )
        invoice = self._sell((self.product, 10, 100))
        order = invoice.line_ids.sale_line_ids.order_id
        if paid:
            self._pay(invoice)
        refund = self._refund(invoice, DAY, quantities=[2], post=False)
        added = self._add_line(refund, None, 100)
        # of 1,000 that were paid, goods worth 800 are left
        before = {"C": 40, "R": 24, "M": 16}
        self._assert_amounts(self._get_entries(order=order), **before)
        self.assertEqual(self._find(), refund)
        self.assertEqual(refund.with_user(self.manager).commission_unlinked_amount, 100)
        self.assertEqual(refund._get_commission_lines(), added)
        action = refund.with_user(self.finance).action_assign_commission()
        wizards = self.env[action["res_model"]].with_user(self.finance)
        with Form(wizards.with_context(**action["context"])) as form:
            # what the dialog shows before anything is chosen
            self.assertEqual((form.invoice_id, form.amount), (invoice, 100))
            self.assertEqual(len(form.line_ids), 1)
        for _time in range(2):
            self._assign(refund, invoice)
            self._assert_amounts(self._get_entries(order=order), C=35, R=21, M=14)
            self.assertFalse(self._find())
            refund.with_user(self.finance).action_unassign_commission()
            self._assert_amounts(self._get_entries(order=order), **before)
            self.assertEqual(self._find(), refund)
            self.assertEqual(refund.reversed_entry_id, invoice)
        self._assign(refund, invoice)
        refund.button_draft()
        self._assert_amounts(self._get_entries(order=order), C=50, R=30, M=20)
        refund.action_post()
        self._assert_amounts(self._get_entries(order=order), C=35, R=21, M=14)

    def test_some_lines_have_no_sale(self):
        """Somebody says so; a line that the invoice has itself is none of them."""
        invoice = self._sell((self.product, 10, 100))
        refund = self._refund(invoice, DAY, quantities=[2], post=False)
        self._add_line(refund, None, 100)
        self.assertEqual(self._find(), refund)
        refund._exempt_commission("T-Fair")
        self.assertFalse(self._find())
        order = self._confirm((self.product, 10, 100))
        draft = order._create_invoices()
        draft.invoice_date = DAY
        self._add_line(draft, None, 100)
        self._refund(draft)
        self.assertFalse(self._find())
