# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from .common import OrderCommon


@tagged("post_install", "-at_install")
class TestTimeline(OrderCommon):
    def _get_labels(self, order, done):
        """Return the steps without those that other modules add."""
        return [
            step["label"]
            for step in order._get_channel_steps()
            if step["done"] == done and step["step"] not in ("received", "done")
        ]

    def _get_done(self, order):
        return self._get_labels(order, True)

    def _get_open(self, order):
        return self._get_labels(order, False)

    def _get_step(self, order, name):
        [step] = [s for s in order._get_channel_steps() if s["step"] == name]
        return step

    def test_the_way_of_an_order(self):
        order = self._create_order(self.dealer, [(self.goods, 4, 100)])
        self.assertEqual(self._get_done(order), ["Placed"])
        ahead = ["To be confirmed", "To be shipped", "To be invoiced", "To be paid"]
        self.assertEqual(self._get_open(order), ahead)
        order.action_confirm()
        self.assertEqual(self._get_done(order), ["Placed", "Confirmed"])
        self.assertEqual(self._get_open(order), ahead[1:])
        self.assertTrue(order._get_channel_steps()[2]["current"])
        self._ship(order.picking_ids)
        shipped = self._get_step(order, "shipped")
        self.assertTrue(shipped["done"])
        self.assertEqual(shipped["when"], order.picking_ids.date_done)
        self.assertEqual(shipped["proof"], order.picking_ids.name)
        invoice = self._invoice(order, order.date_order.date())
        self.assertEqual(
            self._get_done(order),
            ["Placed", "Confirmed", "Shipped", "Invoiced", "Paid"],
        )
        self.assertEqual(self._get_open(order), [])
        self.assertEqual(self._get_step(order, "invoiced")["proof"], invoice.name)
        self.assertTrue(self._get_step(order, "paid")["proof"])

    def test_each_part_is_a_step(self):
        order = self._confirm((self.goods, 4, 100))
        first = order.picking_ids
        self._ship(first, quantity=1)
        steps = [s for s in order._get_channel_steps() if s["step"] == "shipped"]
        self.assertEqual(
            [(step["label"], step["done"]) for step in steps],
            [("Shipped (1 of 2)", True), ("To be shipped (2 of 2)", False)],
        )
        self.assertEqual(steps[1]["when"], (order.picking_ids - first).scheduled_date)

    def test_invoice_that_waits_for_money(self):
        self.dealer.sudo().prepaid = False
        order = self._confirm((self.goods, 4, 100))
        self._ship(order.picking_ids)
        invoice = self._invoice(order)
        paid = self._get_step(order, "paid")
        self.assertEqual((paid["label"], paid["done"]), ("To be paid", False))
        self.assertEqual(paid["when"], invoice.invoice_date_due)
        self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoice.ids
        ).create({"amount": 100, "payment_date": "2026-02-05"})._create_payments()
        self.assertEqual(self._get_step(order, "paid")["label"], "Partly paid")

    def test_return_and_credit_note(self):
        order = self._confirm((self.goods, 4, 100))
        self._ship(order.picking_ids)
        invoice = self._invoice(order)
        back = self._send_back(order.picking_ids)
        self.assertEqual(self._get_open(order), ["Coming back"])
        self._ship(back)
        credit = invoice._reverse_moves([{"invoice_date": invoice.date}])
        credit.invoice_line_ids.quantity = 1
        credit.action_post()
        self.assertEqual(self._get_open(order), [])
        self.assertEqual(self._get_step(order, "returned")["proof"], back.name)
        self.assertEqual(self._get_step(order, "credited")["proof"], credit.name)

    def test_cancelled_keeps_what_happened(self):
        order = self._confirm((self.goods, 4, 100))
        with freeze_time("2026-03-01 08:00:00"):
            order._action_cancel()
        steps = order._get_channel_steps()
        self.assertEqual([s["step"] for s in steps], ["placed", "cancelled"])
        self.assertEqual(
            steps[1]["when"], fields.Datetime.to_datetime("2026-03-01 08:00:00")
        )
        self.assertFalse(self._get_open(order))
        order.action_draft()
        self.assertFalse(order.cancel_date)

    def test_who_placed_and_who_signed(self):
        self.env.user.name = "T-Seller"
        order = self._create_order(self.dealer)
        order.signed_by = "T-Owner"
        placed = self._get_step(order, "placed")
        self.assertEqual(placed["proof"], "By T-Seller on behalf of the distributor")
        order.action_confirm()
        confirmed = self._get_step(order, "confirmed")
        self.assertEqual(confirmed["proof"], "Signed by T-Owner")

    def test_what_an_order_waits_for(self):
        order = self._create_order(self.dealer, [(self.goods, 15, 100)])
        [step] = [s for s in order._get_channel_steps() if s["step"] == "waiting"]
        self.assertTrue(step["current"])
        self.assertIn("500.00", step["details"][0])
        self._top_up(500)
        order.invalidate_recordset()
        self.assertEqual(order._get_waiting_reasons(), [])
        order.action_quotation_sent()
        self.assertEqual(len(order._get_waiting_reasons()), 1)
        order.action_confirm()
        self.assertEqual(order._get_waiting_reasons(), [])

    def test_days_of_the_company_decide_what_comes_first(self):
        self.company.partner_id.tz = "Asia/Shanghai"
        order = self._confirm((self.goods, 1, 100))
        self._ship(order.picking_ids)
        # 01:00 of 2 February where the goods left
        order.picking_ids.date_done = "2026-02-01 17:00:00"
        order.date_order = "2026-01-20 08:00:00"
        self._invoice(order)  # 1 February
        self.assertEqual(
            self._get_done(order),
            ["Placed", "Confirmed", "Invoiced", "Paid", "Shipped"],
        )

    def test_queries_do_not_grow_with_the_orders(self):
        orders = self.env["sale.order"]
        for _number in range(6):
            order = self._confirm((self.goods, 1, 10))
            first = order.picking_ids
            self._ship(first)
            self._invoice(order)
            orders |= order
        orders[1].copy().action_quotation_sent()
        counts = []
        for some in (orders[:2], orders):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.assertEqual(len(some._get_channel_timelines()), len(some))
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])

    def test_block_in_the_back_office(self):
        order = self._confirm((self.goods, 1, 10))
        self.assertIn("o_distributor_timeline_current", order.channel_timeline)
        plain = self.env["sale.order"].create({"partner_id": self.partner_a.id})
        self.assertFalse(plain.channel_timeline)
