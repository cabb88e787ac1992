# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from odoo.tests import tagged

from .event_common import EventCommon


@tagged("post_install", "-at_install")
class TestEventConfirmed(EventCommon):
    """Earned when the order is confirmed; what becomes of it is followed."""

    VERSION = {"event": "confirmed"}

    def test_confirmed(self):
        order = self._confirm((self.product, 10, 100))
        entries = self._get_entries(order=order)
        self._assert_amounts(entries, C=50, R=30, M=20)
        self.assertEqual(entries.sale_line_id, order.order_line)
        self.assertFalse(entries.move_id)
        self.assertTrue(entries[0].payable_date)
        self._invoice(order)
        self._flush()
        self.assertEqual(len(self._get_entries(order=order)), 3)

    def test_quantity_down_and_up(self):
        order = self._confirm((self.product, 10, 100))
        for quantity, amount in ((6, 30), (15, 75), (4, 20), (10, 50)):
            self._change_quantity(order.order_line, quantity)
            self._flush()
            self._assert_amounts(
                self._get_entries(order=order),
                C=amount,
                R=amount * 3 / 5,
                M=amount * 2 / 5,
            )
        kinds = self._get_entries(order=order).mapped("kind")
        self.assertEqual(kinds, ["accrual"] * 3 + ["change"] * 12)
        self.assertIn("gives back", self._get_entries(order=order)[3].explanation)

    def test_price_and_discount(self):
        order = self._confirm((self.product, 10, 100))
        order.order_line.price_unit = 120
        self._flush()
        self._assert_amounts(self._get_entries(order=order), C=60, R=36, M=24)
        order.order_line.discount = 50
        self._flush()
        self._assert_amounts(self._get_entries(order=order), C=30, R=18, M=12)

    def test_several_changes_in_one_go(self):
        order = self._confirm((self.product, 10, 100))
        for quantity in (1, 2, 3, 4, 8):
            self._change_quantity(order.order_line, quantity)
        self._flush()
        self.assertEqual(len(self._get_entries(order=order)), 6)
        self._assert_amounts(self._get_entries(order=order), C=40, R=24, M=16)

    def test_new_line(self):
        order = self._confirm((self.product, 10, 100))
        self.env["sale.order.line"].create(
            {
                "order_id": order.id,
                "product_id": self.product.id,
                "product_uom_qty": 1,
                "price_unit": 200,
            }
        )
        self._flush()
        self._assert_amounts(self._get_entries(order=order), C=60, R=36, M=24)

    def test_cancelled_and_confirmed_again(self):
        order = self._confirm((self.product, 10, 100))
        order._action_cancel()
        entries = self._get_entries(order=order)
        self._assert_amounts(entries, C=0, R=0, M=0)
        self.assertEqual(len(entries), 6)
        self.assertIn("cancelled", entries[-1].explanation)
        order.action_draft()
        order.action_confirm()
        self._flush()
        self._assert_amounts(self._get_entries(order=order), C=50, R=30, M=20)

    def test_credit_note(self):
        order = self._confirm((self.product, 10, 100))
        refund = self._refund(self._invoice(order), quantities=[4])
        self._flush()
        self._assert_amounts(self._get_entries(order=order), C=30, R=18, M=12)
        refund.button_draft()
        self._flush()
        self._assert_amounts(self._get_entries(order=order), C=50, R=30, M=20)

    def test_credited_and_invoiced_again(self):
        order = self._confirm((self.product, 10, 100))
        self._refund(self._invoice(order))
        self._flush()
        self._assert_amounts(self._get_entries(order=order), C=0, R=0, M=0)
        self._invoice(order)
        self._flush()
        self._assert_amounts(self._get_entries(order=order), C=50, R=30, M=20)

    def test_ordered_less_and_credited_counts_once(self):
        order = self._confirm((self.product, 10, 100))
        self._invoice(order)
        self._change_quantity(order.order_line, 6)
        self._flush()
        self._assert_amounts(self._get_entries(order=order), C=30, R=18, M=12)
        refund = order._create_invoices(final=True)
        refund.invoice_date = date(2026, 2, 20)
        refund.action_post()
        self._flush()
        self.assertEqual(refund.amount_total, 400)
        self._assert_amounts(self._get_entries(order=order), C=30, R=18, M=12)

    def test_nothing_to_follow_costs_nothing(self):
        order = self._confirm((self.product, 10, 100))
        self._flush()
        before = self.cr.sql_log_count
        self._flush()
        self.assertEqual(self.cr.sql_log_count, before)
        self.assertFalse(self.env.cr.precommit)
        order.note = "T-Note"
        self.assertFalse(
            self.env.cr.precommit.data.get("distributor_commission.orders")
        )


@tagged("post_install", "-at_install")
class TestConfirmedWaits(EventCommon):
    VERSION = {"event": "confirmed", "wait_payment": True}

    def test_released_when_all_is_paid(self):
        order = self._confirm((self.product, 10, 100))
        entries = self._get_entries(order=order)
        self.assertFalse(entries[0].payable_date)
        invoice = self._invoice(order)
        self._pay(invoice, 400)
        self.assertFalse(entries[0].payable_date)
        payment = self._pay(invoice, day=date(2026, 3, 3))
        self.assertEqual(set(entries.mapped("payable_date")), {entries[0].due_date})
        self.assertEqual(entries.source_id.release_date, date(2026, 3, 3))
        self._bounce(payment)
        self.assertFalse(entries[0].payable_date)


@tagged("post_install", "-at_install")
class TestEventDelivered(EventCommon):
    """Earned as the goods go out."""

    VERSION = {"event": "delivered"}

    def test_partial_deliveries_and_return(self):
        order = self._confirm((self.product, 3, 33.33))
        self.assertFalse(self._get_entries(order=order))
        for delivered, amount in ((1, "1.67"), (2, "3.33"), (3, "5.00"), (1, "1.67")):
            order.order_line.qty_delivered = delivered
            self._flush()
            amounts = self._get_amounts(self._get_entries(order=order))
            self.assertEqual(str(amounts["T-C"]), amount)

    def test_more_than_was_ordered(self):
        order = self._confirm((self.product, 10, 100))
        order.order_line.qty_delivered = 12
        self._flush()
        self._assert_amounts(self._get_entries(order=order), C=60, R=36, M=24)

    def test_cancelled_after_a_part(self):
        order = self._confirm((self.product, 10, 100))
        order.order_line.qty_delivered = 4
        self._flush()
        self._assert_amounts(self._get_entries(order=order), C=20, R=12, M=8)
        order._action_cancel()
        self._flush()
        self._assert_amounts(self._get_entries(order=order), C=0, R=0, M=0)


@tagged("post_install", "-at_install")
class TestPlansTogether(EventCommon):
    VERSION = {"event": "confirmed"}

    def test_each_plan_by_its_own_event(self):
        invoiced = self._create_plan(name="T-Second")
        self._create_version(invoiced, [(1, 1.0)], date(2020, 1, 1))
        paid = self._create_plan(name="T-Third")
        self._create_version(paid, [(1, 2.0)], date(2020, 1, 1), event="paid")
        order = self._confirm((self.product, 10, 100))
        self._assert_amounts(self._get_entries(order=order), C=50, R=30, M=20)
        invoice = self._invoice(order)
        self._assert_amounts(self._get_entries(order=order), C=60, R=30, M=20)
        self._pay(invoice, 500)
        self._assert_amounts(self._get_entries(order=order), C=70, R=30, M=20)
        self._refund(invoice, quantities=[4])
        self._flush()
        # confirmed 30 + invoiced 6 + paid 5/6 of 12
        self._assert_amounts(self._get_entries(order=order), C=46, R=18, M=12)
