# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date, datetime

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import PriceCommon

DAY = date(2026, 6, 15)


@tagged("post_install", "-at_install")
class TestConditions(PriceCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.partner_id.tz = "Asia/Shanghai"

    def _invoice(self, quantity, day, product=None, kind="out_invoice", **kw):
        line = {"product_id": (product or self.goods).id, "quantity": quantity, **kw}
        move = self.env["account.move"].create(
            {
                "move_type": kind,
                "partner_id": self.dealer.partner_id.id,
                "invoice_date": day,
                "invoice_line_ids": [Command.create({"price_unit": 1, **line})],
            }
        )
        move.action_post()
        return move

    def _price(self, quantity=1, moment="2026-06-15 08:00:00", product=None):
        product = product or self.goods
        moment = datetime.fromisoformat(moment)
        prices = self.dealer._get_product_prices(product, quantity, moment)[1]
        return prices[product.id][0]

    def test_quantity_of_the_period(self):
        for period, start in (
            ("month", "2026-06-01"),
            ("quarter", "2026-04-01"),
            ("year", "2026-01-01"),
        ):
            self.env["distributor.territory.price"].search(
                [("distributor_id", "=", self.dealer.id)]
            ).unlink()
            self._give_list(
                {"fixed_price": 9},
                {"fixed_price": 7, "min_quantity": 10, "quantity_period": period},
            )
            self.assertEqual(self._price(9), 9)
            self.assertEqual(self._price(10), 7, "the line alone reaches it")
            move = self._invoice(8, start)
            self.assertEqual((self._price(1), self._price(2)), (9, 7))
            back = self._invoice(3, start, kind="out_refund")
            self.assertEqual((self._price(4), self._price(5)), (9, 7))
            for one in move | back:
                one.button_draft()

    def test_what_does_not_count(self):
        self._give_list(
            {"fixed_price": 9},
            {"fixed_price": 7, "min_quantity": 10, "quantity_period": "month"},
        )
        self._invoice(50, "2026-05-31")
        self._invoice(50, "2026-06-16")
        self._invoice(50, "2026-06-10", self.products[1])
        draft = self._invoice(50, "2026-06-10")
        draft.button_draft()
        self.assertEqual(self._price(1), 9)
        other = self._invoice(50, "2026-06-10")
        self.assertEqual(self._price(1), 7)
        other.button_draft()
        self.dealer.invalidate_recordset()
        self.assertEqual(self._price(1), 9)

    def test_day_of_the_company(self):
        """At 17:00 UTC on 30 June it is July in Shanghai: June counts no more."""
        self._give_list(
            {"fixed_price": 9},
            {"fixed_price": 7, "min_quantity": 10, "quantity_period": "month"},
        )
        self._invoice(50, "2026-06-30")
        self.assertEqual(self._price(1, "2026-06-30 15:59:59"), 7)
        self.assertEqual(self._price(1, "2026-06-30 16:00:00"), 9)

    def test_units(self):
        dozen = self.env.ref("uom.product_uom_dozen")
        self._give_list(
            {"fixed_price": 9},
            {"fixed_price": 7, "min_quantity": 25, "quantity_period": "month"},
        )
        self._invoice(2, "2026-06-10", product_uom_id=dozen.id)
        self.assertEqual(self._price(1), 7)

    def test_variants_of_a_product_count_together(self):
        attribute = self.env["product.attribute"].create(
            {
                "name": "T-Size",
                "value_ids": [Command.create({"name": name}) for name in ("S", "L")],
            }
        )
        template = self.env["product.template"].create(
            {
                "name": "T-Sized",
                "list_price": 20,
                "taxes_id": False,
                "attribute_line_ids": [
                    Command.create(
                        {
                            "attribute_id": attribute.id,
                            "value_ids": [Command.set(attribute.value_ids.ids)],
                        }
                    )
                ],
            }
        )
        small, large = template.product_variant_ids
        ladder = {"min_quantity": 10, "quantity_period": "month"}
        self._give_list(
            {
                **ladder,
                "applied_on": "1_product",
                "product_tmpl_id": template.id,
                "fixed_price": 7,
            },
            {
                **ladder,
                "applied_on": "0_product_variant",
                "product_id": large.id,
                "fixed_price": 5,
            },
        )
        self._invoice(10, "2026-06-10", small)
        self.assertEqual(self._price(1, product=small), 7)
        self.assertEqual(self._price(1, product=large), 7, "the variant has none yet")
        self._invoice(9, "2026-06-10", large)
        self.assertEqual(self._price(1, product=large), 5)

    def test_period_needs_a_quantity(self):
        with self.assertRaisesRegex(ValidationError, "fill the minimum quantity"):
            self._create_list("T-Bad", {"fixed_price": 1, "quantity_period": "month"})

    def test_one_query_for_a_page(self):
        self._give_list(
            {"fixed_price": 9},
            {"fixed_price": 7, "min_quantity": 10, "quantity_period": "month"},
        )

        def count(products):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.dealer._get_product_prices(products, 1, DAY)
            return self.cr.sql_log_count - before

        count(self.products)
        self.assertEqual(count(self.products), count(self.products[:1]))

    def test_deposit(self):
        self._give_list({"fixed_price": 9}, {"fixed_price": 8, "min_deposit": 50000})
        self.assertEqual(self._price(1), 9, "without wallets nobody holds a deposit")
        held = {"amount": 49999.99}
        distributors = self.registry["distributor.distributor"]
        self.patch(distributors, "_get_price_deposit", lambda one: held["amount"])
        self.assertEqual(self._price(1), 9)
        held["amount"] = 50000
        self.assertEqual(self._price(1), 8)
        own = self.dealer._get_price_list_on(DAY)
        self.assertEqual(
            own._get_product_price(self.goods, 1), 9, "for nobody in person"
        )

    def test_order_uses_the_conditions(self):
        self._give_list(
            {"fixed_price": 9},
            {"fixed_price": 7, "min_quantity": 10, "quantity_period": "year"},
        )
        order = self.env["sale.order"].create(
            {
                "partner_id": self.dealer.partner_id.id,
                "order_line": [
                    Command.create({"product_id": self.goods.id, "product_uom_qty": 9})
                ],
            }
        )
        self.assertEqual(order.order_line.price_unit, 9)
        order.order_line.product_uom_qty = 10
        self.assertEqual(order.order_line.price_unit, 7)
