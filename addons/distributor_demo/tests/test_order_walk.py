# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.common import HOME

from .walk_order import OrderWalkCommon


@tagged("post_install", "-at_install")
class TestOrderWalk(OrderWalkCommon):
    """The way of an order through the browser, and back to where it began."""

    def test_from_the_basket_to_the_return(self):
        self._walk("order", HOME, self.buyer)
        order = self._get_order()
        self.assertEqual((order.state, order.amount_total), ("sent", 840))
        self.assertEqual(order.approval_state, "waiting")
        self._assert_deposit(5000, 0)
        self._walk("approve", HOME, self.upline)
        self.assertEqual((order.state, order.portal_user_id), ("sale", self.buyer))
        self._assert_deposit(5000, 840)
        self._ship_and_invoice(order)
        expected = {"T-C": 42.0, "T-R": 25.2, "T-M": 16.8}
        self.assertEqual(self._get_earned(order), expected)
        self._walk("commission", HOME, self.upline)
        self._give_back(order)
        self._assert_deposit(5000, 0)
        self.assertEqual(self._get_earned(order), dict.fromkeys(expected, 0.0))
        self._walk("end", HOME, self.owner)
        self._assert_agree()

    def _ship_and_invoice(self, order):
        form = f"/odoo/action-sale.action_orders/{order.id}"
        self._walk("ship", form, self.manager)
        self.assertEqual(order.picking_ids.state, "done")
        self._walk("receive", HOME, self.buyer)
        self.assertEqual(order.channel_state, "received")
        self._walk("invoice", form, self.manager)
        self.assertEqual(order.channel_state, "done")
        self._assert_deposit(4160, 0)

    def _give_back(self, order):
        self._walk("return", f"/my/orders/{order.id}", self.buyer)
        record = order.goods_return_ids
        action = "/odoo/action-distributor_return.distributor_return_action"
        self._walk("take_back", f"{action}/{record.id}", self.manager)
        self.assertEqual(record.state, "closed")

    def test_a_buyer_with_a_limit(self):
        self.env["tier.definition"].search([("name", "=", "T-Large")]).active = False
        self._get_member("buyer").limit_order = 500
        self._walk("limit", HOME, self.buyer)
        order = self._get_order()
        self.assertEqual((order.state, order.portal_asked_by), ("sent", self.buyer))
        self._walk("limit_owner", HOME, self.owner)
        self.assertEqual((order.state, order.portal_user_id), ("sale", self.owner))
        self._assert_deposit(5000, 840)

    def test_top_up_with_the_provider_of_the_demo(self):
        self.company.distributor_topup_test = True
        demo = self.env.ref("payment.payment_provider_demo").sudo()
        method = self.env.ref("payment_demo.payment_method_demo")
        provider = self.env["payment.provider"].create(
            {
                "name": "T-Demo",
                "code": "demo",
                "company_id": self.company.id,
                "state": "test",
                "is_published": True,
                "inline_form_view_id": demo.inline_form_view_id.id,
                "payment_method_ids": [Command.set(method.ids)],
            }
        )
        method.active = True
        provider.journal_id = self.bank
        self._walk("topup", f"{HOME}/wallet", self.owner)
        topup = self.dealer.topup_ids
        self.assertEqual((topup.state, topup.paid_by), ("paid", "online"))
        self._assert_deposit(6234, 0)
        self._assert_agree()
