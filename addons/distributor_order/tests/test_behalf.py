# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import OrderCommon


@tagged("post_install", "-at_install")
class TestBehalf(OrderCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dealer.partner_id.email = "t-dealer@example.com"
        cls.company.sudo().distributor_confirm_hours = 10
        cls.order = cls._create_order(cls.dealer, [(cls.goods, 4, 100)])
        cls.order.user_id = cls.env.user

    def _run_cron(self, hours):
        """Run the job as if it were some hours after the order was sent."""
        for name in ("confirm_deadline", "confirm_remind_date"):
            if moment := self.order[name]:
                self.order[name] = moment - timedelta(hours=hours)
        self.env.flush_all()
        cron = self.env.ref("distributor_order.sale_order_cron_confirm")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def _get_mails(self):
        return self.env["mail.mail"].search(
            [
                ("model", "=", "sale.order"),
                ("res_id", "=", self.order.id),
                ("subject", "like", "waits for you"),
            ]
        )

    def test_asked_and_confirmed(self):
        self.order.validity_date = fields.Date.today()
        self.order.action_ask_distributor()
        self.assertEqual(self.order.state, "sent")
        self.assertTrue(self.order._has_to_be_signed())
        self.assertEqual(len(self._get_mails()), 1)
        self.assertIn(f"/my/orders/{self.order.id}", self._get_mails().body_html)
        [reason] = self.order._get_waiting_reasons()
        self.assertIn("until", reason)
        self.order.signed_by = "T-Owner"
        self.order.action_confirm()
        self.assertFalse(self.order.confirm_deadline)
        steps = self.order._get_channel_steps()
        self.assertEqual(
            [step["step"] for step in steps if step["done"]],
            ["placed", "asked", "confirmed"],
        )
        self.assertEqual(steps[2]["proof"], "Signed by T-Owner")
        self._run_cron(24)
        self.assertEqual(self.order.state, "sale")

    def test_reminded_once(self):
        self.order.action_ask_distributor()
        for hours, mails in ((4, 1), (2, 2), (1, 2)):
            self._run_cron(hours)
            self.assertEqual(len(self._get_mails()), mails)
        self.assertEqual(self.order.state, "sent")

    def test_back_to_the_salesperson(self):
        self.order.action_ask_distributor()
        self._run_cron(11)
        self.assertEqual(self.order.state, "draft")
        self.assertFalse(self.order.confirm_deadline)
        self.assertEqual(self.order.activity_ids.user_id, self.env.user)
        self.assertEqual(len(self._get_mails()), 1)
        self.order.action_ask_distributor()
        self.assertEqual(self.order.state, "sent")

    def test_without_a_deadline(self):
        self.company.sudo().distributor_confirm_hours = 0
        self.order.action_ask_distributor()
        self._run_cron(0)
        self.assertEqual((self.order.state, len(self._get_mails())), ("sent", 1))

    def test_what_cannot_be_asked(self):
        for vals, words in (
            ({"order_line": [fields.Command.clear()]}, "no lines"),
            ({"partner_id": self.partner_a.id}, "no quotation of a distributor"),
        ):
            order = self.order.copy(vals)
            with self.assertRaisesRegex(UserError, words):
                order.action_ask_distributor()
        self.dealer.partner_id.email = False
        with self.assertRaisesRegex(UserError, "no e-mail"):
            self.order.action_ask_distributor()
        confirmed = self._confirm((self.goods, 1, 10))
        with self.assertRaises(UserError):
            confirmed.action_ask_distributor()
