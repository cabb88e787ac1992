# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form, new_test_user, tagged

from .common import TerritoryCommon


@tagged("post_install", "-at_install")
class TestSaleOrder(TerritoryCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cn = cls.env.ref("base.cn")
        cls.dealer.territory_id = cls.pudong
        cls.dealer_list = cls._create_fixed_pricelist("T-Pudong dealers", 70)
        cls.other_list = cls._create_fixed_pricelist("T-Suzhou", 50)
        cls._create_price(
            cls.dealer_list,
            territory_id=cls.pudong,
            level_id=cls._get_level("dealer"),
        )
        cls._create_price(cls.other_list, territory_id=cls.suzhou)

    def _create_plain_order(self, **kw):
        line = Command.create({"product_id": self.product.id, "product_uom_qty": 2})
        values = {"partner_id": self.dealer.partner_id.id, "order_line": [line], **kw}
        return self.env["sale.order"].create(values)

    def test_rules_choose_the_price_list(self):
        order = self._create_plain_order()
        self.assertEqual(order.pricelist_id, self.dealer_list)
        self.assertEqual(order.order_line.price_unit, 70)
        self.assertIn("T-Pudong dealers", order.pricelist_reason)
        self.assertIn("T-PD", order.pricelist_explanation)

    def test_form_shows_it_before_saving(self):
        with Form(self.env["sale.order"]) as form:
            form.partner_id = self.dealer.partner_id
            self.assertEqual(form.pricelist_id, self.dealer_list)
            self.assertIn("T-Pudong dealers", form.pricelist_explanation)

    def test_other_customers_are_left_to_stock(self):
        order = self.env["sale.order"].create({"partner_id": self.partner.id})
        self.assertEqual(order.pricelist_id, self.partner.property_product_pricelist)
        self.assertFalse(order.pricelist_explanation)
        self.assertFalse(order.ship_territory_id)

    def test_address_edit_changes_no_price(self):
        order = self._create_plain_order()
        partner = self.dealer.partner_id
        partner.write({"country_id": self.cn.id, "city": "Suzhou"})
        order.partner_shipping_id = self.env["res.partner"].create(
            {"name": "T-Ship", "parent_id": partner.id, "city": "Suzhou"}
        )
        self.assertEqual(order.pricelist_id, self.dealer_list)
        self.assertEqual(self.dealer.territory_id, self.pudong)

    def test_rule_change_changes_no_existing_order(self):
        order = self._create_plain_order()
        self._create_price(self.other_list, distributor_id=self.dealer)
        order.write({"partner_id": order.partner_id.id, "note": "again"})
        contact = self.env["res.partner"].create(
            {"name": "T-Buyer", "parent_id": self.dealer.partner_id.id}
        )
        order.partner_id = contact
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(order.pricelist_id, self.dealer_list)
        self.assertIn("T-Pudong dealers", order.pricelist_reason)
        with Form(order) as form:
            form.partner_id = self.dealer.partner_id
            self.assertEqual(form.pricelist_id, self.dealer_list)
        self.assertEqual(order.pricelist_id, self.dealer_list)
        self.assertEqual(self._create_plain_order().pricelist_id, self.other_list)

    def test_other_distributor_is_resolved_again(self):
        self.country.territory_id = self.suzhou
        order = self._create_plain_order()
        order.partner_id = self.country.partner_id
        self.assertEqual(order.pricelist_id, self.other_list)
        self.assertIn("T-Suzhou", order.pricelist_reason)
        with Form(order) as form:
            form.partner_id = self.dealer.partner_id
            self.assertEqual(form.pricelist_id, self.dealer_list)
        self.assertEqual(order.pricelist_id, self.dealer_list)
        self.assertIn("T-Pudong", order.pricelist_reason)

    def test_choice_by_hand_is_kept_and_told(self):
        order = self._create_plain_order()
        order.pricelist_id = self.other_list
        order.write({"partner_id": order.partner_id.id})
        self.assertEqual(order.pricelist_id, self.other_list)
        self.assertIn("Not chosen by the rules", order.pricelist_reason)
        self.assertIn("T-Pudong dealers", order.pricelist_explanation)
        given = self._create_plain_order(pricelist_id=self.other_list.id)
        self.assertEqual(given.pricelist_id, self.other_list)
        self.assertIn("by hand", given.pricelist_explanation)

    def test_explanation_outlives_the_rules(self):
        order = self._create_plain_order()
        self.env["distributor.territory.price"].search(
            [("pricelist_id", "=", self.dealer_list.id)]
        ).unlink()
        self.env.invalidate_all()
        self.assertIn("T-Pudong dealers", order.pricelist_explanation)

    def test_historic_order_gets_the_price_of_its_day(self):
        self._create_price(
            self.other_list, distributor_id=self.dealer, date_end=date(2020, 12, 31)
        )
        past = self.env["sale.order"].create(
            {
                "partner_id": self.dealer.partner_id.id,
                "historic_date": date(2020, 12, 31),
            }
        )
        self.assertEqual(past.pricelist_id, self.other_list)
        self.assertEqual(self._create_plain_order().pricelist_id, self.dealer_list)

    def test_imported_order_keeps_the_prices_it_came_with(self):
        past = self._create_plain_order(
            historic_date=date(2020, 12, 31), pricelist_id=False
        )
        self.assertFalse(past.pricelist_id)
        self.assertIn("Imported", past.pricelist_reason)
        self.assertIn("T-Pudong dealers", past.pricelist_explanation)

    def test_explanation_cannot_be_forged(self):
        order = self._create_plain_order()
        user = new_test_user(self.env, "t-sale", "sales_team.group_sale_manager")
        with self.assertRaises(AccessError):
            order.with_user(user).write({"pricelist_resolution": {"x": 1}})
        with self.assertRaises(AccessError):
            self.env["sale.order"].with_user(user).create(
                {"partner_id": self.partner.id, "pricelist_resolution": {"x": 1}}
            )

    def test_salesman_without_channel_rights_gets_the_price(self):
        user = new_test_user(self.env, "t-salesman", "sales_team.group_sale_salesman")
        order = (
            self.env["sale.order"]
            .with_user(user)
            .create({"partner_id": self.dealer.partner_id.id})
        )
        self.assertEqual(order.pricelist_id, self.dealer_list)
        self.assertIn("T-Pudong dealers", order.pricelist_explanation)

    def test_ship_territory(self):
        partner = self.dealer.partner_id
        partner.write({"country_id": self.cn.id, "zip": "200120"})
        order = self._create_plain_order()
        self.assertEqual(order.ship_territory_id, self.pudong)
        self.assertFalse(order.ship_territory_missing)
        partner.zip = "215000"
        self.assertEqual(order.ship_territory_id, self.china)
        self.assertIn("T-CN", order.ship_territory_explanation)

    def test_unmatched_ship_to_is_told(self):
        partner = self.dealer.partner_id
        partner.country_id = self.env.ref("base.de")
        order = self._create_plain_order()
        self.assertFalse(order.ship_territory_id)
        self.assertTrue(order.ship_territory_missing)
        partner.country_id = self.cn
        self.assertFalse(order.ship_territory_missing)

    def test_map_change_reaches_quotations(self):
        self.dealer.partner_id.country_id = self.env.ref("base.de")
        order = self._create_plain_order()
        germany = self._create_territory("T-DE", country="de")
        self.assertEqual(order.ship_territory_id, germany)

    def test_confirmed_order_keeps_its_territory(self):
        partner = self.dealer.partner_id
        partner.write({"country_id": self.cn.id, "zip": "200120"})
        order = self._create_plain_order()
        order.action_confirm()
        partner.zip = "215000"
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(order.ship_territory_id, self.pudong)
        self.assertIn("as of the confirmation", order.ship_territory_explanation)
        other = self.env["res.partner"].create(
            {"name": "T-Ship", "parent_id": partner.id, "type": "delivery"}
        )
        other.write({"country_id": self.cn.id, "city": "Suzhou", "zip": False})
        order.partner_shipping_id = other
        self.assertEqual(order.ship_territory_id, self.suzhou)
