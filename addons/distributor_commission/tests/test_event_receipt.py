# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from odoo.tests import tagged

from .event_common import EventCommon


@tagged("post_install", "-at_install")
class TestWaitReceipt(EventCommon):
    VERSION = {"wait_receipt": True}

    def test_released_when_all_has_arrived(self):
        product = self._create_goods("T-Goods", type="consu")
        order = self._confirm((product, 10, 100))
        entries = self._get_entries(self._invoice(order))
        self.assertFalse(entries[0].payable_date)
        self.assertIn("Receipt", entries[0].waiting_text)
        order.order_line.qty_delivered = 4
        self._flush()
        self.assertFalse(entries[0].payable_date)
        order.order_line.qty_delivered = 10
        self._flush()
        self.assertTrue(entries[0].payable_date)

    def test_part_and_rest_leave_the_stock(self):
        if "picking_ids" not in self.env["sale.order"]._fields:
            self.skipTest("without the stock nothing is picked")
        product = self._create_goods("T-Goods", type="consu")
        order = self._confirm((product, 10, 100))
        entries = self._get_entries(self._invoice(order))
        for quantity in (4, 6):
            self.assertFalse(entries[0].payable_date)
            picking = order.picking_ids.filtered(lambda p: p.state != "done")
            picking.move_ids.write({"quantity": quantity, "picked": True})
            picking.with_context(skip_backorder=True).button_validate()
            self._flush()
        self.assertEqual(order.order_line.qty_delivered, 10)
        self.assertTrue(entries[0].payable_date)

    def test_services_need_no_receipt(self):
        entries = self._get_entries(self._sell((self.product, 1, 100)))
        self.assertTrue(entries[0].payable_date)


@tagged("post_install", "-at_install")
class TestWaitBoth(EventCommon):
    VERSION = {"wait_receipt": True, "wait_payment": True}

    def test_paid_before_the_receipt(self):
        product = self._create_goods("T-Goods", type="consu")
        order = self._confirm((product, 10, 100))
        invoice = self._invoice(order)
        entries = self._get_entries(invoice)
        self._pay(invoice)
        self.assertEqual(entries.source_id.waiting, "receipt")
        order.order_line.qty_delivered = 10
        self._flush()
        today = self.company._get_commission_today()
        self.assertEqual(entries.source_id.release_date, today)

    def test_received_before_the_payment(self):
        product = self._create_goods("T-Goods", type="consu")
        order = self._confirm((product, 10, 100))
        invoice = self._invoice(order)
        entries = self._get_entries(invoice)
        order.order_line.qty_delivered = 10
        self._flush()
        self.assertEqual(entries.source_id.waiting, "payment")
        self._pay(invoice)
        self.assertTrue(entries[0].payable_date)


@tagged("post_install", "-at_install")
class TestPartsReceived(EventCommon):
    """Each invoice waits for the goods that it bills, and for no others."""

    VERSION = {"wait_receipt": True}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.goods = cls._create_goods("T-Goods", type="consu")
        cls.order = cls._confirm((cls.goods, 10, 100), (cls.product, 1, 50))

    def _deliver(self, quantity):
        self.order.order_line[0].qty_delivered = quantity
        self._flush()

    def _assert_released(self, **expected):
        """Compare which invoices are released, by name of the attribute."""
        found = {}
        for name in expected:
            sources = self._get_entries(getattr(self, name)).source_id
            found[name] = all(source.release_date for source in sources)
        self.assertEqual(found, expected)

    def _invoice_both(self):
        self.first = self._invoice_part(self.order, 4, 1)
        self.second = self._invoice_part(self.order, 6, day=date(2026, 2, 5))

    def test_two_deliveries_and_two_invoices(self):
        self._invoice_both()
        self._assert_released(first=False, second=False)
        self._deliver(3)
        self._assert_released(first=False, second=False)
        self._deliver(4)
        self._assert_released(first=True, second=False)
        self._deliver(10)
        self._assert_released(first=True, second=True)

    def test_invoiced_after_the_delivery(self):
        self._deliver(4)
        self._invoice_both()
        self._assert_released(first=True, second=False)

    def test_the_rest_is_credited(self):
        self._invoice_both()
        self._deliver(7)
        refund = self._refund(self.second, quantities=[3])
        self._flush()
        self._assert_released(first=True, second=True)
        self.assertEqual(refund.amount_untaxed, 300)

    def test_the_first_one_is_credited(self):
        """Its goods then arrive for the second one."""
        self._invoice_both()
        self._refund(self.first, quantities=[4])
        self._flush()
        # its service is not credited, and it waits for no goods any more
        self._assert_released(first=True, second=False)
        self._deliver(6)
        self._assert_released(first=True, second=True)

    def test_the_first_one_is_set_back(self):
        self._invoice_both()
        self._deliver(6)
        self._assert_released(first=True, second=False)
        self.first.button_draft()
        self._flush()
        self._assert_released(second=True)

    def test_credit_note_of_the_order(self):
        """It names no invoice, and takes off the latest one first."""
        order = self._confirm((self.goods, 10, 100))
        self.first = self._invoice_part(order, 4)
        self.second = self._invoice_part(order, 6)
        self._change_quantity(order.order_line, 4)
        order.order_line.qty_delivered = 4
        self._flush()
        self._assert_released(first=True, second=False)
        refund = order._create_invoices(final=True)
        self.assertFalse(refund.reversed_entry_id)
        self.assertEqual(refund.invoice_line_ids.quantity, 6)
        refund.invoice_date = date(2026, 2, 20)
        refund.action_post()
        self._flush()
        self._assert_released(first=True, second=True)

    def test_other_units_of_measure(self):
        dozen = self.env.ref("uom.product_uom_dozen")
        order = self._create_order(self.dealer, [(self.goods, 2, 1200)])
        order.order_line.product_uom_id = dozen
        order.order_line.price_unit = 1200
        order.action_confirm()
        self.first = order._create_invoices()
        self.first.invoice_date = date(2026, 2, 1)
        self.first.invoice_line_ids.write(
            {"product_uom_id": self.goods.uom_id.id, "quantity": 12, "price_unit": 100}
        )
        self.first.action_post()
        self._assert_released(first=False)
        order.order_line.qty_delivered = 1
        self._flush()
        self._assert_released(first=True)

    def test_backorder_is_cancelled(self):
        if "picking_ids" not in self.env["sale.order"]._fields:
            self.skipTest("without the stock nothing is picked")
        self.invoice = self._invoice(self.order)
        picking = self.order.picking_ids
        picking.move_ids.write({"quantity": 4, "picked": True})
        picking.with_context(skip_backorder=True).button_validate()
        self._flush()
        backorder = self.order.picking_ids - picking
        self.assertEqual(backorder.move_ids.product_uom_qty, 6)
        backorder.action_cancel()
        self._flush()
        self.assertEqual(self.order.order_line[0].qty_delivered, 4)
        # six are billed and never come: the buyer gets a credit note
        self._assert_released(invoice=False)
        self._refund(self.invoice, quantities=[6, 0])
        self._flush()
        self._assert_released(invoice=True)

    def test_backorder_of_goods_that_are_not_billed(self):
        if "picking_ids" not in self.env["sale.order"]._fields:
            self.skipTest("without the stock nothing is picked")
        self.goods.invoice_policy = "delivery"
        order = self._confirm((self.goods, 10, 100))
        picking = order.picking_ids
        picking.move_ids.write({"quantity": 4, "picked": True})
        picking.with_context(skip_backorder=True).button_validate()
        self.invoice = self._invoice(order)
        self.assertEqual(self.invoice.amount_untaxed, 400)
        self._assert_released(invoice=True)
        (order.picking_ids - picking).action_cancel()
        self._flush()
        self._assert_released(invoice=True)
