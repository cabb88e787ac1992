# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.common import HOME
from odoo.addons.distributor_portal.tests.phone import ChinesePhoneMixin

from .common import RestockCommon


@tagged("post_install", "-at_install")
class TestPhone(ChinesePhoneMixin, RestockCommon):
    def test_two_taps_in_chinese(self):
        for _turn in range(2):
            self._buy((self.tea, 90))
        user = self.users[self.dealer]
        self._speak_chinese(user)
        self.start_tour(HOME, "distributor_restock_phone", login=user.login, timeout=90)
        order = self.env["sale.order"].search(
            [
                ("distributor_id", "=", self.dealer.id),
                ("portal_order_key", "!=", False),
            ]
        )
        self.assertEqual((order.state, order.order_line.product_uom_qty), ("sale", 36))
