# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import doctest
from unittest.mock import patch

from odoo.exceptions import UserError, ValidationError
from odoo.tests import BaseCase, Form, tagged

from ..engine import consumer as engine
from .common import NAME, PHONE, DropshipCommon


@tagged("post_install", "-at_install")
class TestEngine(BaseCase):
    def test_examples(self):
        found = doctest.testmod(engine)
        self.assertTrue(found.attempted)
        self.assertFalse(found.failed)

    def test_nothing_but_the_edges_is_told(self):
        for phone in ("13812345678", "0571-87654321", "+4930123456", "1234"):
            shown = engine.mask_phone(phone)
            self.assertLessEqual(sum(c.isdigit() for c in shown), 7)
            self.assertIn("*", shown)
        for name in ("王", "王小明", "Anna Bell"):
            self.assertEqual(engine.mask_name(name), f"{name[0]}*")


@tagged("post_install", "-at_install")
class TestDropship(DropshipCommon):
    def _refused(self, text, act, *args):
        with self.assertRaises(UserError) as error, self.env.cr.savepoint():
            act(*args)
            self.env.flush_all()
        self.assertIn(text, str(error.exception))

    def test_consumer_of_an_order(self):
        order = self._order_for()
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.consumer_id, self.consumer)
        self.assertTrue(order.is_dropship)
        self.assertEqual(order.dropship_sender, "Test T-D")
        self.assertEqual(order.picking_ids.consumer_id, self.consumer)
        self.assertEqual(order.picking_ids.partner_id, self.consumer.partner_id)

    def test_a_part_has_the_sender_of_the_whole(self):
        order = self._order_for(confirm=False)
        order.dropship_sender = "T-Little Shop"
        values = order._prepare_part_vals(order.partner_shipping_id)
        self.assertEqual(values["dropship_sender"], "T-Little Shop")
        values = order._prepare_part_vals(self.dealer.partner_id)
        self.assertFalse(values.get("dropship_sender"))
        other = self._order_for(confirm=False)
        self.assertEqual(
            other._prepare_merged_vals(order)["dropship_sender"],
            other.dropship_sender or "T-Little Shop",
        )

    def test_in_the_form(self):
        with Form(self.env["sale.order"]) as form:
            form.partner_id = self.dealer.partner_id
            form.consumer_id = self.consumer
            self.assertEqual(form.dropship_sender, "Test T-D")
        order = form.save()
        self.assertEqual(order.partner_shipping_id, self.consumer.partner_id)
        with Form(order) as form:
            form.consumer_id = self.env["distributor.consumer"]
        self.assertEqual(order.partner_shipping_id, self.dealer.partner_id)
        self.assertFalse(order.is_dropship)

    def test_only_who_may(self):
        self.dealer.dropship = "forbidden"
        order = self._order_for(confirm=False)
        self._refused("may not have goods sent to consumers", order.action_confirm)
        self.dealer.dropship = False
        default = self.env["distributor.level"].default_get(["can_dropship"])
        self.assertFalse(default.get("can_dropship"))
        self.dealer.level_id.can_dropship = False
        self.assertFalse(self.dealer._can_dropship())
        self.dealer.level_id.can_dropship = True
        order.action_confirm()
        self.assertEqual(order.state, "sale")

    def test_a_consumer_of_its_own(self):
        other = self._create_consumer(self.regional)
        self._refused("of another seller", self._order_for, other, self.dealer, False)
        order = self._order_for(confirm=False)
        with self.assertRaises(ValidationError):
            order.consumer_id = other

    def test_only_inside_the_area(self):
        zhejiang = self._create_territory(
            "T-ZJ",
            country="cn",
            state_id=self.env.ref("base.state_cn_ZJ").id,
            company_id=self.company.id,
        )
        hangzhou = self._create_territory(
            "T-HZ", zhejiang, "cn", city="杭州市", company_id=self.company.id
        )
        right = self._create_authorization(self.dealer, hangzhou)
        self.company.exception_policy_territory = "refuse"
        inside = self._order_for(confirm=False)
        self.assertEqual(inside.ship_territory_id, hangzhou)
        inside.action_confirm()
        outside = self._create_consumer(city="宁波市", street="海曙区T路 1 号")
        order = self._order_for(outside, confirm=False)
        self.assertEqual(order.ship_territory_id, zhejiang)
        self._refused("cannot be confirmed", order.action_confirm)
        outside.city = "杭州市"
        self.assertEqual(order.ship_territory_id, hangzhou)
        outside.city = "宁波市"
        self.assertEqual(order.ship_territory_id, zhejiang)
        right.sudo().state = "refused"
        self._refused("cannot be confirmed", self._order_for)

    def test_a_district_decides_and_is_not_told(self):
        zhejiang = self._create_territory(
            "T-ZJ",
            country="cn",
            state_id=self.env.ref("base.state_cn_ZJ").id,
            company_id=self.company.id,
        )
        if "district" not in self.env["distributor.territory"]._fields:
            self.skipTest("territories have no districts")
        district = self._create_territory(
            "T-XH",
            zhejiang,
            "cn",
            city="杭州市",
            district="西湖区",
            company_id=self.company.id,
        )
        order = self._order_for(confirm=False)
        self.assertEqual(order.ship_territory_id, district)
        self.assertNotIn("文三路", order.ship_territory_explanation)

    def test_what_is_typed_is_checked(self):
        for values, text in (
            ({"phone": "1381234567"}, "1381234567 is no number"),
            ({"street": " 1 "}, "Street and number"),
            ({"state_id": False}, "State or province"),
        ):
            self._refused(text, lambda values=values: self._create_consumer(**values))
        found = self._create_consumer(phone="+86 138 1234 5678", name=f" {NAME} ")
        self.assertEqual((found.phone, found.name), (PHONE, NAME))
        abroad = self._create_consumer(
            phone="+852 2123 4567",
            country_id=self.env.ref("base.sg").id,
            state_id=False,
        )
        self.assertEqual(abroad.phone, "+85221234567")

    def test_entered_twice_it_is_one(self):
        values = {
            name: self.consumer[name] for name in ("name", "phone", "city", "street")
        }
        values["country_id"] = self.consumer.country_id.id
        values["state_id"] = self.consumer.state_id.id
        get = self.env["distributor.consumer"]._get_or_create
        self.assertEqual(get(self.dealer, values), self.consumer)
        self.assertNotEqual(get(self.regional, values), self.consumer)

    def test_no_query_for_what_goes_to_the_distributor(self):
        """Orders that go to a distributor ask nothing about consumers."""
        queries = []
        execute = type(self.env.cr).execute

        def spy(cursor, query, *args, **kw):
            queries.append(str(getattr(query, "code", query)))
            return execute(cursor, query, *args, **kw)

        with patch.object(type(self.env.cr), "execute", spy):
            self._confirm((self.goods, 1, 10))
            self.env.flush_all()
        self.assertTrue(queries)
        asked = [query for query in queries if '"distributor_consumer"' in query]
        self.assertFalse(asked)
