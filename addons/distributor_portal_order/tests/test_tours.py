# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.common import HOME
from odoo.addons.distributor_portal.tests.phone import ChinesePhoneMixin

from .common import ORDER, OrderCommon


class TourCommon(OrderCommon):
    def setUp(self):
        super().setUp()
        self.pot.name, self.cup.name = "T-Pot", "T-Cup"
        # what others sell would push ours from the first page
        others = self.env["product.product"].search([("sale_ok", "=", True)])
        (others - self.tea - self.pot - self.cup).sale_ok = False

    def _get_new_order(self):
        return self.env["sale.order"].search(
            [
                ("distributor_id", "=", self.dealer.id),
                ("portal_order_key", "!=", False),
            ]
        )


@tagged("post_install", "-at_install")
class TestPhone(ChinesePhoneMixin, TourCommon):
    def test_three_steps_in_chinese(self):
        user = self.users[self.dealer]
        self._speak_chinese(user)
        self.start_tour(
            HOME, "distributor_portal_order_phone", login=user.login, timeout=120
        )
        order = self._get_new_order()
        self.assertEqual((order.state, order.amount_total), ("sale", 480.0))

    def test_basket(self):
        self.start_tour(
            ORDER,
            "distributor_portal_order_basket",
            login=self.users[self.dealer].login,
            timeout=120,
        )
        order = self._get_new_order()
        self.assertEqual((order.state, order.amount_total), ("sale", 920.0))
        self.assertEqual(order.partner_shipping_id.name, "张三")


@tagged("post_install", "-at_install")
class TestDesktop(TourCommon):
    browser_size = "1440x900"

    def test_three_steps_in_english(self):
        self.start_tour(
            HOME,
            "distributor_portal_order_desktop",
            login=self.users[self.dealer].login,
            timeout=120,
        )
        order = self._get_new_order()
        self.assertEqual((order.state, order.amount_total), ("sale", 480.0))
