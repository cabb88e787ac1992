# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import DistributorCommon


@tagged("post_install", "-at_install")
class TestLevel(DistributorCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.level = cls.env["distributor.level"].create(
            {"name": "T-Level", "code": "t-level", "rank": 45}
        )
        cls.buyer = cls._create_distributor(
            "T-B", "dealer", cls.country, level_id=cls.level.id
        )

    def _order(self, price, **kw):
        return self._create_order(self.buyer, [(self.product, 1, price)], **kw)

    def test_level_that_does_not_order(self):
        self.level.can_order = False
        order = self._order(100)
        with self.assertRaises(UserError) as refused:
            order.action_confirm()
        self.assertRegex(str(refused.exception), "(?s)T-Level.*T-C")
        self.assertFalse(order.chain_ids)
        order.sudo().historic_date = date(2026, 1, 5)
        order.action_confirm()
        self.assertTrue(order.chain_ids)

    def test_first_order_reaches_the_minimum(self):
        self.level.min_first_order = 1000
        order = self._order(640)
        with self.assertRaises(UserError) as refused:
            order.action_confirm()
        self.assertRegex(str(refused.exception), "(?s)T-B.*360.00")
        order.order_line.price_unit = 1000
        order.action_confirm()
        self._order(5).action_confirm()

    def test_cancelled_order_is_no_first_order(self):
        self.level.min_first_order = 100
        first = self._order(100)
        first.action_confirm()
        first._action_cancel()
        with self.assertRaises(UserError):
            self._order(99.99).action_confirm()

    def test_first_of_several_counts(self):
        self.level.min_first_order = 100
        large, small = self._order(100), self._order(1)
        (small | large).action_confirm()
        self.assertEqual(small.state, "sale")

    def test_imported_orders_are_exempt(self):
        self.level.min_first_order = 1000
        old = self._order(5)
        old.sudo().historic_date = date(2026, 1, 5)
        old.action_confirm()
        self._order(5).action_confirm()

    def test_minimum_is_in_the_currency_of_the_company(self):
        self.level.min_first_order = 100
        own = self.company.currency_id
        other = self.env["res.currency"].create(
            {
                "name": "TTT",
                "symbol": "T",
                "rounding": 0.01,
                "rate_ids": [(0, 0, {"name": "2020-01-01", "rate": 4})],
            }
        )
        pricelist = self.env["product.pricelist"].create(
            {"name": "T-List", "currency_id": other.id}
        )
        self.assertNotEqual(own, other)
        order = self._order(399, pricelist_id=pricelist.id)
        self.assertEqual(order.currency_id, other)
        with self.assertRaises(UserError) as refused:
            order.action_confirm()
        self.assertRegex(str(refused.exception), "0.25")
        order.order_line.price_unit = 400
        order.action_confirm()

    def test_chain_keeps_whether_a_level_earned(self):
        self.country.level_id.can_earn_commission = False
        order = self._order(10)
        order.action_confirm()
        self.country.level_id.can_earn_commission = True
        self.assertEqual(
            order.chain_ids.sorted("generation").mapped("can_earn_commission"),
            [True, False, True, True],
        )

    def test_form_and_shipped_levels(self):
        with Form(self.level) as form:
            form.can_have_downline = False
            form.min_first_order = 10
        micro = self._get_level("micro")
        self.assertEqual(micro.name, "Micro-Seller")
