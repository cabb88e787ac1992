# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.phone import ChinesePhoneMixin

from .common import PartsCommon


@tagged("post_install", "-at_install")
class TestPhone(ChinesePhoneMixin, PartsCommon):
    def test_split_and_merge_in_chinese(self):
        self._speak_chinese(self.roles["owner"])
        self._set_stock(self.pot, 500)
        order = self._wait()
        self.start_tour(
            f"/my/orders/{order.id}",
            "distributor_portal_order_parts",
            login=self.roles["owner"].login,
            timeout=120,
        )
        self.env.invalidate_all()
        self.assertEqual(
            sorted(order.order_line.mapped("product_uom_qty")), [100, 1000]
        )
        part = self._get_part(order)
        self.assertEqual((order.state, part.state), ("sent", "cancel"))
