# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import MemberCommon


@tagged("post_install", "-at_install")
class TestLimit(MemberCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyer = cls.users["buyer"]
        cls.member = cls.members["buyer"]
        cls.company.partner_id.tz = "Asia/Shanghai"

    def _order(self, amount):
        return self._create_order(self.dealer, [(self.product, 1, amount)])

    def _confirm(self, order, role="buyer"):
        # sudo: as the stock page does after its own check of access
        order.with_user(self.users[role]).sudo().action_confirm()

    def test_limit_per_order(self):
        self.member.limit_order = 100
        self._confirm(self._order(100))
        order = self._order(100.01)
        with self.assertRaisesRegex(UserError, "100.01") as caught, self.cr.savepoint():
            self._confirm(order)
        self.assertIn(order.name, str(caught.exception))
        self.assertIn("100.00", str(caught.exception))

    def test_limit_of_the_parts_of_an_order(self):
        self.member.limit_order = 100
        parts = self._order(60) | self._order(60)
        self.patch(self.registry["sale.order"], "_get_whole", lambda _part: parts)
        with self.assertRaisesRegex(UserError, "120.00"), self.cr.savepoint():
            self._confirm(parts[0])

    def test_limit_counts_taxes(self):
        self.member.limit_order = 100
        tax = self.env["account.tax"].create(
            {"name": "T-13", "amount": 13, "company_id": self.company.id}
        )
        order = self._order(90)
        order.order_line.tax_ids = tax
        self.assertEqual(order.amount_total, 101.7)
        with self.assertRaises(UserError), self.cr.savepoint():
            self._confirm(order)

    def test_limit_per_month(self):
        self.member.limit_month = 250
        self._confirm(self._order(100))
        cancelled = self._order(100)
        self._confirm(cancelled)
        with self.assertRaises(UserError), self.cr.savepoint():
            self._confirm(self._order(100))
        cancelled._action_cancel()
        self._confirm(self._order(150))
        with self.assertRaises(UserError), self.cr.savepoint():
            self._confirm(self._order(0.01))

    def test_month_turns_in_the_timezone_of_the_company(self):
        self.member.limit_month = 100
        with freeze_time("2026-01-31 15:59:00"):  # 23:59 in Shanghai
            self._confirm(self._order(100))
            with self.assertRaises(UserError), self.cr.savepoint():
                self._confirm(self._order(1))
        with freeze_time("2026-01-31 16:00:00"):  # 1 February there
            self._confirm(self._order(100))
            with self.assertRaises(UserError), self.cr.savepoint():
                self._confirm(self._order(1))
        with freeze_time("2026-02-28 16:00:00"):
            self._confirm(self._order(100))

    def test_only_own_confirmations_count(self):
        self.member.limit_month = 100
        self._confirm(self._order(500), role="owner")
        self._order(500).action_confirm()
        self._confirm(self._order(100))

    def test_other_currency(self):
        currency = self.env["res.currency"].create(
            {
                "name": "TQQ",
                "symbol": "Q",
                "rate_ids": [(0, 0, {"name": "2020-01-01", "rate": 4})],
            }
        )
        pricelist = self.env["product.pricelist"].create(
            {"name": "T-Q", "currency_id": currency.id}
        )
        self.member.limit_order = 100
        for amount, allowed in ((400, True), (401, False)):
            order = self._create_order(
                self.dealer, [(self.product, 1, amount)], pricelist_id=pricelist.id
            )
            order.order_line.price_unit = amount
            self.assertEqual(order.currency_id, currency)
            if allowed:
                self._confirm(order)
            else:
                with self.assertRaises(UserError), self.cr.savepoint():
                    self._confirm(order)

    def test_limits_are_of_buyers(self):
        for role in ("owner", "viewer"):
            self.members[role].write({"limit_order": 1, "limit_month": 1})
        self._confirm(self._order(100), role="owner")
        with self.assertRaises(AccessError), self.cr.savepoint():
            self._confirm(self._order(1), role="viewer")

    def test_owner_confirms_instead(self):
        self.member.limit_order = 100
        order = self._order(200)
        order.with_user(self.buyer).sudo()._ask_owner()
        self.assertEqual(order.portal_asked_by, self.buyer)
        message = self.env["mail.message"].search(
            [("model", "=", "sale.order"), ("res_id", "=", order.id)], limit=1
        )
        self.assertEqual(message.partner_ids, self.users["owner"].partner_id)
        self._confirm(order, role="owner")
        self.assertEqual(order.portal_user_id, self.users["owner"])
        self.assertFalse(order.portal_asked_by)

    def test_refusal_names_both_limits(self):
        self.member.write({"limit_order": 10, "limit_month": 15})
        order = self._order(20).with_user(self.buyer).sudo()
        self.assertEqual(len(order._get_portal_refusals()), 2)
        self.assertEqual(
            len(order.with_user(self.users["owner"]).sudo()._get_portal_refusals()), 0
        )

    def test_rate_of_random_months_against_a_naive_sum(self):
        """The month's sum equals what a loop over all orders of the channel finds."""
        self.member.limit_month = 10**9
        with freeze_time("2026-04-10 12:00") as clock:
            for step in range(12):
                self._confirm(self._order(10 + step), "owner" if step % 3 else "buyer")
                clock.tick(timedelta(days=4, hours=7))
            probe = self._order(1)
            day = probe._get_channel_date()
            expected = sum(
                order.amount_total
                for order in self.env["sale.order"].search([])
                if order.portal_user_id == self.buyer
                and order.state == "sale"
                and (order.portal_date.year, order.portal_date.month)
                == (day.year, day.month)
            )
            found = self.member.sudo()._get_month_amount(probe.sudo())
        self.assertAlmostEqual(found, expected)
