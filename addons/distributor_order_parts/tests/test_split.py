# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from odoo.addons.distributor_order.tests.common import OrderCommon


@tagged("post_install", "-at_install")
class TestSplit(OrderCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stored = cls._create_goods("T-Stored", is_storable=True)
        cls.order = cls._create_order(
            cls.dealer, [(cls.goods, 7, 33.33, 3.33), (cls.stored, 5, 10)]
        )
        cls.goods_line, cls.stored_line = cls.order.order_line

    def test_chosen_quantities_and_their_deposit(self):
        part = self.order._split({self.goods_line: 3})
        self.assertEqual(self.goods_line.product_uom_qty, 4)
        self.assertEqual(part.order_line.product_uom_qty, 3)
        self.assertEqual(part.order_line.price_unit, 33.33)
        self.assertEqual(part.order_line.discount, 3.33)
        self.assertEqual(part.split_from_id, self.order)
        both = self.order | part
        self.assertEqual(part.partner_shipping_id, self.order.partner_shipping_id)
        both.action_confirm()
        for order in both:
            self.assertEqual(order.deposit_held, order.amount_total)
        self._assert_wallet(1000, round(sum(both.mapped("amount_total")), 2))

    def test_merged_again(self):
        before = self.order.amount_total
        part = self.order._split({self.goods_line: 3, self.stored_line: 5})
        self.assertFalse(self.stored_line.exists())
        merged = (self.order | part)._merge()
        self.assertEqual(merged, self.order)
        self.assertEqual(sorted(merged.order_line.mapped("product_uom_qty")), [5, 7])
        self.assertEqual(merged.amount_total, before)

    def test_what_is_not_in_stock(self):
        warehouse = self.order.warehouse_id
        self.env["stock.quant"]._update_available_quantity(
            self.stored, warehouse.lot_stock_id, 2
        )
        action = self.order.action_split()
        form = Form(self.env[action["res_model"]].with_context(**action["context"]))
        form.method = "missing"
        wizard = form.save()
        self.assertEqual(wizard.line_ids.mapped("quantity"), [0, 3])
        part = self.env["sale.order"].browse(wizard.action_split()["res_id"])
        self.assertEqual(part.order_line.product_id, self.stored)
        self.assertEqual(part.order_line.product_uom_qty, 3)
        self.assertEqual(self.stored_line.product_uom_qty, 2)

    def test_another_warehouse(self):
        other = self.env["stock.warehouse"].create(
            {"name": "T-South", "code": "TS", "company_id": self.company.id}
        )
        part = self.order._split({self.stored_line: 1}, warehouse_id=other.id)
        self.assertEqual(part.warehouse_id, other)

    def test_what_cannot_be_split(self):
        foreign = self._create_order(self.country, [(self.goods, 1, 1)]).order_line
        for quantities in (
            {},
            {self.goods_line: 8},
            {self.goods_line: -1},
            {foreign: 1},
            {self.goods_line: 7, self.stored_line: 5},
        ):
            with self.assertRaises(UserError):
                self.order._split(quantities)
        self.order.action_confirm()
        with self.assertRaisesRegex(UserError, "no quotation"):
            self.order._split({self.goods_line: 1})
