# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_dropship.tests.common import NAME

from .common import ORDER, DropshipPortalCommon


@tagged("post_install", "-at_install")
class TestPhone(DropshipPortalCommon):
    """Order for a new consumer, in Chinese, on a small phone; then look at it."""

    browser_size = "360x780"
    touch_enabled = True

    def test_order_for_a_consumer(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        modules = self.env["ir.module.module"].search(
            [("name", "=like", "distributor_portal%"), ("state", "=", "installed")]
        )
        modules._update_translations("zh_CN")
        user = self.roles["buyer"]
        user.lang = "zh_CN"
        others = self.env["product.product"].search([("sale_ok", "=", True)])
        (others - self.tea).sale_ok = False
        self.consumer._erase()
        self.start_tour(
            ORDER, "distributor_portal_dropship", login=user.login, timeout=120
        )
        order = self.env["sale.order"].search([("portal_user_id", "=", user.id)])
        self.assertEqual((order.state, order.consumer_id.name), ("sale", NAME))
        self.assertEqual(order.dropship_sender, "T-小店")
