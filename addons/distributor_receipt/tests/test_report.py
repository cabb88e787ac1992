# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import ReceiptCommon


@tagged("post_install", "-at_install")
class TestReport(ReceiptCommon):
    def test_salesperson_gets_an_activity(self):
        self.order.user_id = self.env.user
        report = self._report(2)
        self.assertEqual(report.activity_ids.user_id, self.env.user)
        self.assertIn("T-Goods: 2", self.order.message_ids[0].body)
        self.assertEqual(self.picking.move_ids.quantity, 4)
        action = report.action_solve()
        form = Form(self.env[action["res_model"]].with_context(**action["context"]))
        form.solution = "T-Credit note"
        form.save().action_solve()
        self.assertEqual(report.state, "solved")
        self.assertFalse(report.activity_ids)

    def test_seen_in_the_steps_of_the_order(self):
        report = self._report()
        [step] = [s for s in self.order._get_channel_steps() if s["step"] == "reported"]
        self.assertFalse(step["done"])
        self.assertIn("1", step["details"][0])
        report._solve("T-Sent again")
        [step] = [s for s in self.order._get_channel_steps() if s["step"] == "reported"]
        self.assertEqual((step["done"], step["proof"]), (True, "T-Sent again"))

    def test_not_more_than_delivered(self):
        self._report(3)
        with self.assertRaisesRegex(UserError, "up to 1"):
            self._report(2, "missing")
        self._report(1, "missing")
        for quantity in (0, -1, 0.5):
            with self.assertRaises(UserError):
                self._report(quantity)

    def test_says_what_and_why(self):
        with self.assertRaisesRegex(UserError, "how many"):
            self.picking._report([], "T")
        with self.assertRaisesRegex(UserError, "few words"):
            self.picking._report([(self.picking.move_ids, "missing", 1)], "")

    def test_within_the_days(self):
        receipt = self.picking._receive("office", message="T")
        self._report()
        receipt.sudo().date -= timedelta(days=8)
        with self.assertRaisesRegex(UserError, "until"):
            self._report()
        self.company.sudo().distributor_report_days = 0
        self._report()

    def test_only_what_was_shipped(self):
        order = self._confirm((self.goods, 1, 10))
        with self.assertRaisesRegex(UserError, "not shipped"):
            self._report(picking=order.picking_ids)

    def test_silence_waits_for_the_solution(self):
        clock = self.env["distributor.receipt.clock"]
        domain = clock._get_silent_domain(self.company)
        self.assertIn(self.picking, self.picking.search(domain))
        report = self._report()
        self.assertNotIn(self.picking, self.picking.search(domain))
        report._solve("T-Found")
        self.assertIn(self.picking, self.picking.search(domain))
