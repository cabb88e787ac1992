# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date
from decimal import Decimal

from freezegun import freeze_time

from odoo.tests import tagged

from .event_common import EventCommon

FEB, MARCH = date(2026, 2, 10), date(2026, 3, 10)


@tagged("post_install", "-at_install")
class TestEventPaid(EventCommon):
    """Earned as the invoice is paid, in proportion."""

    VERSION = {"event": "paid"}

    def test_three_payments_in_two_months(self):
        invoice = self._sell((self.product, 1, 33.33), (self.product, 7, 14.29))
        self.assertFalse(self._get_entries(invoice))
        self._pay(invoice, 44.45, FEB)
        self._pay(invoice, 44.45, date(2026, 2, 20))
        self._pay(invoice, day=MARCH)
        entries = self._get_entries(invoice)
        # 5 % of 33.33 = 1.67 and of 100.03 = 5.00, and so on line by line
        self._assert_amounts(entries, C="6.67", R="4.00", M="2.67")
        days = self._get_by_day(entries)
        self.assertEqual(sorted(days), [FEB, date(2026, 2, 20), MARCH])
        # a third of each line, rounded as a whole: 0.56 and 1.67
        self.assertEqual(days[FEB], 2.23)
        self.assertEqual(set(entries.mapped("kind")), {"accrual", "payment"})
        self.assertEqual(
            set(entries.filtered(lambda e: e.kind == "accrual").mapped("date")), {FEB}
        )
        firsts = entries.filtered(lambda e: e.kind == "accrual")
        later = entries - firsts
        self.assertEqual(later.origin_entry_id, firsts)
        for first in firsts:
            total = first.basis + sum(first.correction_ids.mapped("basis"))
            self.assertIn(round(total, 2), (33.33, 100.03))

    def test_taxes_count_in_proportion(self):
        order = self._order_with_tax(13, (self.product, 1, 1000))
        invoice = self._invoice(order)
        self._pay(invoice, 565, FEB)
        self._assert_amounts(self._get_entries(invoice), C=25, R=15, M=10)

    def test_wallet_pays_at_once(self):
        self.dealer.prepaid = True
        invoice = self._sell((self.product, 1, 100))
        self.assertEqual(invoice.payment_state, "paid")
        self._assert_amounts(self._get_entries(invoice), C=5, R=3, M=2)

    def test_credit_note_before_the_payment(self):
        invoice = self._sell((self.product, 10, 100))
        self._refund(invoice, quantities=[4])
        self.assertFalse(
            self._get_entries(order=invoice.line_ids.sale_line_ids.order_id)
        )
        self._pay(invoice, 300, FEB)
        self._assert_amounts(self._get_entries(invoice), C=15, R=9, M=6)
        self._pay(invoice, 300, MARCH)
        self._assert_amounts(self._get_entries(invoice), C=30, R=18, M=12)

    def test_credit_note_after_the_payment(self):
        invoice = self._sell((self.product, 10, 100))
        self._pay(invoice)
        refund = self._refund(invoice, quantities=[4], day=date(2026, 3, 2))
        self._assert_amounts(self._get_entries(invoice), C=30, R=18, M=12)
        self.assertEqual(
            self._get_by_day(self._get_entries(invoice))[date(2026, 3, 2)], -20
        )
        with freeze_time("2026-03-05"):
            refund.button_draft()
        self._assert_amounts(self._get_entries(invoice), C=50, R=30, M=20)
        refund.action_post()
        self._refund(invoice, quantities=[6])
        self._assert_amounts(self._get_entries(invoice), C=0, R=0, M=0)

    def test_credit_note_of_the_order(self):
        """It names no invoice, and takes from the latest one first."""
        product = self._create_goods("T-Delivered", invoice_policy="delivery")
        order = self._confirm((product, 10, 100))
        order.order_line.qty_delivered = 10
        invoice = self._invoice(order)
        self._pay(invoice)
        order.order_line.qty_delivered = 4
        refund = order._create_invoices(final=True)
        self.assertFalse(refund.reversed_entry_id)
        refund.invoice_date = date(2026, 2, 20)
        refund.action_post()
        self._assert_amounts(self._get_entries(invoice), C=20, R=12, M=8)
        refund.button_draft()
        self._assert_amounts(self._get_entries(invoice), C=50, R=30, M=20)

    def test_payment_bounces_and_comes_again(self):
        invoice = self._sell((self.product, 1, 100))
        self._pay(invoice, 40)
        payment = self._pay(invoice, 60)
        self._bounce(payment)
        entries = self._get_entries(invoice)
        self._assert_amounts(entries, C=2, R="1.2", M="0.8")
        self.assertEqual(self._get_by_day(entries)[date(2026, 3, 20)], -3)
        self._pay(invoice, 60, date(2026, 4, 1))
        self._assert_amounts(self._get_entries(invoice), C=5, R=3, M=2)

    def test_payment_in_another_currency(self):
        euro = self.setup_other_currency("EUR", rates=[("2020-01-01", 2.0)])
        invoice = self._sell((self.product, 1, 100))
        self._pay(invoice, 25, FEB, currency_id=euro.id)
        self.assertEqual(invoice.amount_residual, 87.5)
        self._assert_amounts(self._get_entries(invoice), C="0.63", R="0.38", M="0.25")
        self._pay(invoice, 175, MARCH, currency_id=euro.id)
        self._assert_amounts(self._get_entries(invoice), C=5, R=3, M=2)

    def test_invoice_in_another_currency_with_exchange_difference(self):
        euro = self.setup_other_currency(
            "EUR", rates=[("2020-01-01", 2.0), ("2026-02-05", 4.0)]
        )
        pricelist = self.env["product.pricelist"].create(
            {"name": "T-EUR", "currency_id": euro.id, "company_id": self.company.id}
        )
        order = self._create_order(
            self.dealer, [(self.product, 1, 100)], pricelist_id=pricelist.id
        )
        order.action_confirm()
        invoice = self._invoice(order)
        self._pay(invoice, day=MARCH, currency_id=euro.id)
        self.assertEqual(invoice.amount_residual, 0)
        # 5 % of 50, whatever the rate of exchange as it was paid
        self._assert_amounts(self._get_entries(invoice), C="2.5", R="1.5", M=1)

    def test_reset_and_posted_again(self):
        invoice = self._sell((self.product, 1, 100))
        self._pay(invoice, 50)
        invoice.button_draft()
        self._assert_amounts(self._get_entries(invoice), C=0, R=0, M=0)
        invoice.action_post()
        self._pay(invoice, 100)
        self._assert_amounts(self._get_entries(invoice), C=5, R=3, M=2)

    def test_explained(self):
        invoice = self._sell((self.product, 1, 100))
        self._pay(invoice, 30)
        entry = self._get_entries(invoice)[0]
        self.assertIn("The whole line earns", entry.explanation)
        self.assertEqual(entry._find_line().amount, Decimal(5))
        self.assertEqual(entry._recompute_amount(), Decimal("1.50"))
        self.assertIn("The part reached by now", entry.explanation_figures)
        self._pay(invoice, 70, MARCH)
        later = self._get_entries(invoice).filtered(lambda e: e.kind == "payment")
        self.assertIn("A further part", later[0].explanation)


@tagged("post_install", "-at_install")
class TestWaitPayment(EventCommon):
    """Earned when invoiced, payable when paid in full."""

    VERSION = {"wait_payment": True, "freeze_days": 5}

    def test_released_by_the_last_payment(self):
        invoice = self._sell((self.product, 1, 100))
        entries = self._get_entries(invoice)
        self._assert_amounts(entries, C=5, R=3, M=2)
        self.assertEqual(set(entries.mapped("payable_date")), {False})
        self.assertIn("Payment of the invoice", entries[0].waiting_text)
        self._pay(invoice, 40, FEB)
        self.assertFalse(entries[0].payable_date)
        self._pay(invoice, 60, MARCH)
        self.assertEqual(set(entries.mapped("payable_date")), {date(2026, 3, 15)})
        self.assertEqual(len(self._get_entries(invoice)), 3)

    def test_bounce_before_the_settlement_waits_again(self):
        invoice = self._sell((self.product, 1, 100))
        payment = self._pay(invoice)
        entries = self._get_entries(invoice)
        self.assertTrue(entries[0].payable_date)
        self._bounce(payment)
        self.assertEqual(set(entries.mapped("payable_date")), {False})
        self.assertEqual(len(self._get_entries(invoice)), 3)

    def test_bounce_after_the_settlement_is_taken_back(self):
        invoice = self._sell((self.product, 1, 100))
        payment = self._pay(invoice)
        settlements = self._settle(date(2026, 2, 1))
        self.assertTrue(settlements)
        self._bounce(payment)
        entries = self._get_entries(invoice)
        self._assert_amounts(entries, C=0, R=0, M=0)
        taken = entries.filtered(lambda e: e.kind == "payment")
        self.assertEqual(set(taken.mapped("date")), {date(2026, 3, 20)})
        self.assertTrue(taken.source_id.open)
        self.assertFalse(taken.settlement_id)
        self._refund(invoice, quantities=[0.4], day=date(2026, 3, 25))
        order = invoice.line_ids.sale_line_ids.order_id
        self._assert_amounts(self._get_entries(order=order), C=0, R=0, M=0)
        self._pay(invoice, day=date(2026, 4, 2))
        self._assert_amounts(self._get_entries(order=order), C=3, R="1.8", M="1.2")

    def test_bounce_after_the_settlement_and_again(self):
        invoice = self._sell((self.product, 1, 100))
        for _time in range(2):
            payment = self._pay(invoice)
            self._assert_amounts(self._get_entries(invoice), C=5, R=3, M=2)
            self._settle(date(2026, 2, 1))
            self._bounce(payment)
            self._assert_amounts(self._get_entries(invoice), C=0, R=0, M=0)

    def test_credit_note_while_it_waits(self):
        invoice = self._sell((self.product, 10, 100))
        refund = self._refund(invoice, quantities=[4])
        reversal = self._get_entries(refund)
        self.assertEqual(set(reversal.mapped("payable_date")), {False})
        self._pay(invoice, 300, FEB)
        self.assertEqual(set(reversal.mapped("payable_date")), {False})
        self._pay(invoice, 300, MARCH)
        self.assertEqual(invoice.payment_state, "paid")
        self.assertTrue(all(reversal.mapped("payable_date")))

    def test_prepaid_waits_for_nothing(self):
        self.dealer.prepaid = True
        entries = self._get_entries(self._sell((self.product, 1, 100)))
        self.assertTrue(entries[0].payable_date)

    def test_reset_takes_back_with_what_waits(self):
        invoice = self._sell((self.product, 1, 100))
        invoice.button_draft()
        entries = self._get_entries(invoice)
        self._assert_amounts(entries, C=0, R=0, M=0)
        self.assertEqual(len(set(entries.mapped("payable_date"))), 1)
        self.assertTrue(entries[0].payable_date)


@tagged("post_install", "-at_install")
class TestFreezeDays(EventCommon):
    VERSION = {"freeze_days": 7}

    def test_frozen(self):
        invoice = self._sell((self.product, 10, 100))
        entries = self._get_entries(invoice)
        self.assertEqual(set(entries.mapped("payable_date")), {date(2026, 2, 8)})
        # what comes back meanwhile is paid together with what it takes back
        refund = self._refund(invoice, quantities=[4], day=date(2026, 2, 3))
        back = self._get_entries(refund)
        self.assertEqual(set(back.mapped("payable_date")), {date(2026, 2, 8)})
        late = self._refund(invoice, quantities=[1], day=date(2026, 2, 20))
        back = self._get_entries(late)
        self.assertEqual(set(back.mapped("payable_date")), {date(2026, 2, 20)})
