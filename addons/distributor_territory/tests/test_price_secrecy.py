# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .common import TerritoryCommon


@tagged("post_install", "-at_install")
class TestPriceSecrecy(TerritoryCommon):
    """Portal users reach no price list but theirs, whatever is granted to them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dealer.territory_id = cls.china
        cls.own_list = cls._create_fixed_pricelist("T-Dealers", 70)
        cls.upline_list = cls._create_fixed_pricelist("T-Agents", 40)
        cls.public_list = cls.pricelist
        for pricelist, level in (
            (cls.own_list, "dealer"),
            (cls.upline_list, "country"),
        ):
            cls._create_price(
                pricelist, territory_id=cls.china, level_id=cls._get_level(level)
            )
        cls._grant(cls.env.ref("base.group_portal"))
        cls._grant(cls.env.ref("base.group_public"))
        cls.dealer_user = cls._create_user("t-dealer", cls.dealer.partner_id)
        contact = cls.env["res.partner"].create(
            {"name": "T-Contact", "parent_id": cls.dealer.partner_id.id}
        )
        cls.contact_user = cls._create_user("t-contact", contact)
        cls.stranger = cls._create_user(
            "t-stranger", cls.env["res.partner"].create({"name": "T-Stranger"})
        )

    @classmethod
    def _grant(cls, group):
        """Grant what stock grants once the shop is installed."""
        for name in ("product.pricelist", "product.pricelist.item"):
            cls.env["ir.model.access"].create(
                {
                    "name": f"T-{name}",
                    "model_id": cls.env["ir.model"]._get_id(name),
                    "group_id": group.id,
                    "perm_read": True,
                }
            )

    @classmethod
    def _create_user(cls, login, partner):
        return new_test_user(cls.env, login, "base.group_portal", partner_id=partner.id)

    def _get_readable(self, user):
        lists = self.own_list | self.upline_list | self.public_list
        found = (
            self.env["product.pricelist"]
            .with_user(user)
            .search([("id", "in", lists.ids)])
        )
        items = (
            self.env["product.pricelist.item"]
            .with_user(user)
            .search([("pricelist_id", "in", lists.ids)])
        )
        self.assertEqual(items.sudo().pricelist_id - found.sudo(), lists.browse())
        return found.sudo(False).with_user(self.env.user)

    def test_distributor_reads_its_own(self):
        for user in (self.dealer_user, self.contact_user):
            found = self._get_readable(user)
            self.assertIn(self.own_list, found)
            self.assertNotIn(self.upline_list, found)

    def test_stranger_reads_none_of_the_channel(self):
        for user in (self.stranger, self.env.ref("base.public_user")):
            found = self._get_readable(user)
            self.assertNotIn(self.own_list, found)
            self.assertNotIn(self.upline_list, found)

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_no_way_by_id(self):
        for secret in (self.upline_list, self.upline_list.item_ids):
            secret = secret.with_user(self.dealer_user)
            secret.invalidate_recordset()
            for names in (["currency_id"], ["display_name"]):
                with self.assertRaises(AccessError):
                    secret.read(names)
            with self.assertRaises(AccessError):
                secret.web_read({"currency_id": {}})
        own = self.own_list.with_user(self.dealer_user)
        self.assertEqual(own.read(["name"])[0]["name"], "T-Dealers")
        item = self.own_list.item_ids.with_user(self.dealer_user)
        self.assertEqual(item.read(["fixed_price"])[0]["fixed_price"], 70)

    def test_no_way_by_search(self):
        items = self.env["product.pricelist.item"].with_user(self.dealer_user)
        self.assertTrue(items.search([("fixed_price", "=", 70)]))
        self.assertFalse(items.search([("fixed_price", "=", 40)]))
        self.assertFalse(items.search([("pricelist_id", "=", self.upline_list.id)]))

    def test_follows_the_rules_at_once(self):
        self.assertIn(self.own_list, self._get_readable(self.dealer_user))
        self._create_price(self.public_list, distributor_id=self.dealer)
        found = self._get_readable(self.dealer_user)
        self.assertNotIn(self.own_list, found)
        self.assertIn(self.public_list, found)
        self._terminate(self.dealer)
        self.assertNotIn(self.public_list, self._get_readable(self.dealer_user))

    def test_back_office_reads_all(self):
        user = new_test_user(self.env, "t-back", "sales_team.group_sale_salesman")
        self.assertEqual(len(self._get_readable(user)), 3)

    def test_explanation_of_others_is_unreachable(self):
        order = self.env["sale.order"].create(
            {
                "partner_id": self.country.partner_id.id,
                "order_line": [Command.create({"product_id": self.product.id})],
            }
        )
        with self.assertRaises(AccessError):
            order.with_user(self.dealer_user).read(["pricelist_explanation"])
        own = self.env["sale.order"].create({"partner_id": self.dealer.partner_id.id})
        own.message_subscribe(self.dealer.partner_id.ids)
        text = own.with_user(self.dealer_user).pricelist_explanation
        self.assertIn("T-Dealers", text)
        self.assertNotIn("T-Agents", text)
        with self.assertRaises(AccessError):
            own.with_user(self.dealer_user).read(["pricelist_resolution"])
