# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields
from odoo.exceptions import UserError
from odoo.fields import Command
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

    def test_lines_of_one_product_share_the_stock(self):
        dozen = self.env.ref("uom.product_uom_dozen")
        order = self._create_order(
            self.dealer, [(self.stored, 5, 10), (self.stored, 4, 10)]
        )
        order.order_line[1].product_uom_id = dozen
        self.env["stock.quant"]._update_available_quantity(
            self.stored, order.warehouse_id.lot_stock_id, 29
        )
        form = Form(
            self.env["distributor.order.split"].with_context(default_order_id=order.id)
        )
        form.method = "missing"
        # 5 of 29 stay here, and the two dozen that are left there
        self.assertEqual(form.save().line_ids.mapped("quantity"), [0, 2])

    def test_another_address(self):
        shop, tax = (
            self.env["res.partner"].create(
                {
                    "name": "T-Shop",
                    "type": "delivery",
                    "parent_id": self.dealer.partner_id.id,
                    "country_id": self.env.ref("base.de").id,
                }
            ),
            self.env["account.tax"].create({"name": "T-7", "amount": 7}),
        )
        self.env["account.fiscal.position"].create(
            {
                "name": "T-Abroad",
                "auto_apply": True,
                "country_id": shop.country_id.id,
                "sequence": -1,
            }
        )
        self.dealer.partner_id.country_id = self.env.ref("base.cn")
        self.goods_line.tax_ids = self.goods.taxes_id = tax
        action = self.order.action_split()
        form = Form(self.env[action["res_model"]].with_context(**action["context"]))
        self.assertEqual(form.partner_shipping_id, self.order.partner_shipping_id)
        form.partner_shipping_id = shop
        with form.line_ids.edit(0) as row:
            row.quantity = 3
        part = self.env["sale.order"].browse(form.save().action_split()["res_id"])
        self.assertEqual(part.partner_shipping_id, shop)
        self.assertEqual(part.fiscal_position_id.name, "T-Abroad")
        self.assertEqual(part.order_line.price_unit, 33.33)
        self.assertNotEqual(self.order.partner_shipping_id, shop)
        with self.assertRaisesRegex(UserError, "no address of"):
            self.order._split(
                {self.goods_line: 1}, partner_shipping_id=self.country.partner_id.id
            )

    def test_what_a_part_keeps(self):
        promised = fields.Datetime.now().replace(microsecond=0)
        self.order.write({"commitment_date": promised})
        self.dealer.partner_id.email = "t@example.com"
        self.order.action_ask_distributor()
        part = self.order._split({self.goods_line: 3})
        self.assertEqual((part.state, part.commitment_date), ("sent", promised))
        self.assertTrue(part.confirm_deadline)
        self.assertEqual(part.confirm_deadline, self.order.confirm_deadline)

    def test_parts_need_what_the_whole_needed(self):
        part = self.order._split({self.goods_line: 4})
        last = part._split({part.order_line: 1})
        whole = self.order | part | last
        for order in whole:
            self.assertEqual(order._get_whole(), whole)
            self.assertEqual(order._get_whole()[0], order)
        # a first order is as large as the whole was
        self.dealer.level_id.min_first_order = 200
        last.action_confirm()
        part.action_cancel()
        self.assertEqual(last._get_whole(), self.order | last)
        other = self._create_order(self.dealer, [(self.goods, 1, 1)])
        self.assertEqual(other._get_whole(), other)

    def test_parts_in_several_currencies(self):
        """A part that got prices in another currency counts for what it is worth."""
        other = self.env["res.currency"].create(
            {
                "name": "TPC",
                "symbol": "T",
                "rate_ids": [
                    Command.create(
                        {
                            "name": "2020-01-01",
                            "rate": 4,
                            "company_id": self.company.id,
                        }
                    )
                ],
            }
        )
        part = self.order._split({self.goods_line: 4})
        whole = self.order.amount_total + part.amount_total
        own = self.company.currency_id
        found = self.order._get_whole_amount("amount_total", own)
        self.assertAlmostEqual(found, whole, 2)
        part.sudo().currency_id = other
        for order in self.order | part:
            right = self.order.amount_total + part.amount_total / 4
            found = order._get_whole_amount("amount_total", own)
            self.assertAlmostEqual(found, right, 2)
            found = order._get_whole_amount("amount_total", other)
            self.assertAlmostEqual(found, right * 4, 1)

    def test_parts_are_looked_up_for_all_orders_at_once(self):
        orders, counts = self.order.browse(), []
        for _number in range(3):
            order = self._create_order(self.dealer, [(self.goods, 7, 10)])
            part = order._split({order.order_line: 3})
            orders |= order | part
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            for one in orders:
                self.assertEqual(len(one._get_whole()), 2)
                one._get_whole_amount("amount_untaxed", one.currency_id)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2], counts)

    def test_parts_stay_together_without_the_first(self):
        part = self.order._split({self.goods_line: 4})
        last = part._split({part.order_line: 1})
        self.order.unlink()
        for one in part | last:
            self.assertEqual(one._get_whole(), one | (part | last))

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
