# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from unittest.mock import patch

from odoo.tests import tagged

from .common import OrderCommon


@tagged("post_install", "-at_install")
class TestChannelState(OrderCommon):
    def test_the_way_of_an_order(self):
        order = self._create_order(self.dealer, [(self.goods, 4, 100)])
        self.assertEqual(order.channel_state, "draft")
        order.action_quotation_sent()
        self.assertEqual(order.channel_state, "quoted")
        order.action_confirm()
        self.assertEqual(order.channel_state, "confirmed")
        self._ship(order.picking_ids, quantity=1)
        self.assertEqual(order.channel_state, "part_shipped")
        self._ship(order.picking_ids.filtered(lambda p: p.state != "done"))
        self.assertEqual(order.channel_state, "shipped")
        self._invoice(order)
        self.assertEqual(order.channel_state, "paid")

    def test_paid_before_it_is_shipped_is_still_on_its_way(self):
        order = self._confirm((self.goods, 4, 100))
        self._invoice(order)
        self.assertEqual(order.channel_state, "confirmed")

    def test_invoice_that_waits_for_money(self):
        self.dealer.sudo().prepaid = False
        order = self._confirm((self.goods, 4, 100))
        self._ship(order.picking_ids)
        self._invoice(order)
        self.assertEqual(order.channel_state, "invoiced")

    def test_services_follow_the_invoice(self):
        order = self._confirm((self.product, 1, 100))
        self.assertEqual(order.channel_state, "confirmed")
        self._invoice(order)
        self.assertEqual(order.channel_state, "paid")

    def test_credit_note_does_not_reopen_the_order(self):
        order = self._confirm((self.goods, 4, 100))
        self._ship(order.picking_ids)
        invoice = self._invoice(order)
        credit = invoice._reverse_moves([{"invoice_date": invoice.date}])
        credit.invoice_line_ids.quantity = 1
        credit.action_post()
        self.assertEqual(order.channel_state, "paid")

    def test_goods_that_come_back(self):
        order = self._confirm((self.goods, 4, 100))
        self._ship(order.picking_ids)
        back = self._send_back(order.picking_ids)
        self.assertEqual(order.channel_state, "returning")
        self._ship(back)
        self.assertEqual(order.channel_state, "shipped")

    def test_goods_that_come_back_before_the_rest_is_shipped(self):
        order = self._confirm((self.goods, 4, 100))
        first = order.picking_ids
        self._ship(first, quantity=1)
        rest = order.picking_ids - first
        back = self._send_back(first)
        self.assertEqual(order.channel_state, "part_shipped")
        self._ship(rest)
        self.assertEqual(order.channel_state, "returning")
        back.action_cancel()
        self.assertEqual(order.channel_state, "shipped")

    def test_packed_before_it_leaves(self):
        warehouse = self.env["stock.warehouse"].search(
            [("company_id", "=", self.company.id)], limit=1
        )
        warehouse.delivery_steps = "pick_pack_ship"
        order = self._confirm((self.goods, 4, 100))
        for state in ("confirmed", "packed", "packed"):
            self.assertEqual(order.channel_state, state)
            self._ship(order.picking_ids.filtered(lambda p: p.state != "done"))
        self.assertEqual(order.channel_state, "shipped")
        steps = order._get_channel_steps()
        self.assertEqual(
            [step["step"] for step in steps if step["done"]],
            ["placed", "confirmed", "packed", "shipped"],
        )

    def test_cancelled(self):
        order = self._confirm((self.goods, 4, 100))
        order._action_cancel()
        self.assertEqual(order.channel_state, "cancelled")

    def test_invoices_search_for_no_orders(self):
        order = self._confirm((self.product, 4, 100))
        with patch.object(type(order), "_search_invoice_ids", self.fail):
            invoice = self._invoice(order)
            invoice.button_draft()
            self.env.flush_all()
            self.assertEqual(order.channel_state, "confirmed")
            invoice.invoice_line_ids.quantity = 3
            invoice.action_post()
            self.env.flush_all()

    def test_plain_customer_has_none(self):
        order = self.env["sale.order"].create({"partner_id": self.partner_a.id})
        self.assertFalse(order.channel_state)

    def test_search(self):
        order = self._confirm((self.goods, 4, 100))
        found = self.env["sale.order"].search(
            [
                ("channel_state", "=", "confirmed"),
                ("distributor_id", "=", self.dealer.id),
            ]
        )
        self.assertEqual(found, order)
