# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.common import HOME

from .common import RestockCommon

MODULES = ("distributor_portal", "distributor_portal_order", "distributor_restock")


@tagged("post_install", "-at_install")
class TestPhone(RestockCommon):
    browser_size = "360x780"
    touch_enabled = True

    def test_two_taps_in_chinese(self):
        for _turn in range(2):
            self._buy((self.tea, 90))
        self.env["res.lang"]._activate_lang("zh_CN")
        modules = self.env["ir.module.module"].search([("name", "in", MODULES)])
        modules._update_translations("zh_CN")
        user = self.users[self.dealer]
        user.lang = "zh_CN"
        self.start_tour(HOME, "distributor_restock_phone", login=user.login, timeout=90)
        order = self.env["sale.order"].search(
            [
                ("distributor_id", "=", self.dealer.id),
                ("portal_order_key", "!=", False),
            ]
        )
        self.assertEqual((order.state, order.order_line.product_uom_qty), ("sale", 36))
