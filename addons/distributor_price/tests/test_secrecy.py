# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import json

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .common import PriceCommon

SECRET = ("price_explanation", "price_explanation_html", "pricelist_explanation")


@tagged("post_install", "-at_install")
class TestSecrecy(PriceCommon):
    """The chain is T-D and its sibling T-S → T-C → T-R → T-M."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sibling = cls._create_distributor("T-S", "dealer", cls.country)
        cls.below = cls._create_distributor("T-B", "store", cls.dealer)
        cls.upline_list = cls._create_list("T-Agents", {"fixed_price": 41.37})
        cls._create_price(cls.upline_list, distributor_id=cls.country)
        cls.own_list = cls._create_list(
            "T-Dealers",
            {
                "compute_price": "formula",
                "base": "pricelist",
                "base_pricelist_id": cls.upline_list.id,
                "price_discount": -17,
            },
            {
                **cls._target(cls.products[1]),
                "compute_price": "formula",
                "base": "standard_price",
                "price_discount": -25,
            },
            {**cls._target(cls.products[2]), "fixed_price": 33.33},
            {
                **cls._target(cls.products[2]),
                "fixed_price": 22.22,
                "date_start": "2090-01-01 00:00:00",
            },
        )
        cls._create_price(cls.own_list, distributor_id=cls.dealer)
        cls.users = {
            one: new_test_user(
                cls.env,
                f"t-{one.code}",
                "base.group_portal",
                partner_id=one.partner_id.id,
            )
            for one in (cls.dealer, cls.sibling, cls.country, cls.regional, cls.below)
        }
        cls.stranger = new_test_user(cls.env, "t-nobody", "base.group_portal")
        cls.order = cls.env["sale.order"].create(
            {
                "partner_id": cls.dealer.partner_id.id,
                "state": "sent",
                "order_line": [
                    Command.create({"product_id": product.id})
                    for product in cls.products
                ],
            }
        )
        cls.env.flush_all()

    @classmethod
    def _target(cls, product):
        return {
            "applied_on": "1_product",
            "product_tmpl_id": product.product_tmpl_id.id,
        }

    def _explain(self, reader, product=None, distributor=None, **kw):
        user = self.users.get(reader, reader)
        distributor = (distributor or self.dealer).with_user(user)
        return distributor.get_price_explanation((product or self.goods).id, **kw)

    def test_own_price_without_what_it_builds_on(self):
        price = round(41.37 * 1.17, 4)
        answer = self._explain(self.dealer)
        self.assertAlmostEqual(answer["price"], price, 4)
        answer_by_cost = self._explain(self.dealer, self.products[1])
        self.assertEqual(answer_by_cost["price"], 10)
        for text in (json.dumps(answer), json.dumps(answer_by_cost)):
            for secret in ("T-Agents", "41.37", "cost", "standard", "percent", "base"):
                self.assertNotIn(secret, text)
        self.assertIn("by formula", answer["steps"][0])

    def test_own_fixed_price_and_nothing_of_the_future(self):
        answer = self._explain(self.dealer, self.products[2])
        self.assertEqual(answer["price"], 33.33)
        self.assertNotIn("22.22", json.dumps(answer))
        with self.assertRaisesRegex(UserError, "not published"):
            self._explain(self.dealer, self.products[2], date="2090-01-02")
        brand = self.dealer.get_price_explanation(self.products[2].id)
        self.assertIn("begins only on", " ".join(brand["losers"]))

    def test_nobody_else_asks(self):
        for one in (self.sibling, self.country, self.regional, self.below):
            with self.subTest(one.code), self.assertRaises(AccessError):
                self._explain(one)
        for user in (self.stranger, self.env.ref("base.public_user")):
            with self.assertRaises(AccessError):
                self._explain(user)
        employee = new_test_user(self.env, "t-employee", "base.group_user")
        with self.assertRaises(AccessError):
            self._explain(employee)

    def test_upline_when_the_level_says_so(self):
        self.dealer.level_id.show_price_to_upline = True
        answer = self._explain(self.country)
        self.assertNotIn("T-Agents", json.dumps(answer))
        for one in (self.sibling, self.regional, self.below):
            with self.subTest(one.code), self.assertRaises(AccessError):
                self._explain(one)
        with self.assertRaises(AccessError):
            self._explain(self.dealer, distributor=self.country)

    def test_role_without_view(self):
        self.patch(
            self.registry["distributor.distributor"],
            "_user_can",
            lambda one, right, user=None: right != "view",
        )
        with self.assertRaises(AccessError):
            self._explain(self.dealer)

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.models")
    def test_lines_of_others(self):
        secret = self.order.order_line.ids
        for one in (self.sibling, self.country, self.regional, self.below):
            lines = self.env["sale.order.line"].with_user(self.users[one])
            found = lines.browse(secret)
            with self.assertRaises(AccessError):
                found.read(["price_unit"])
            with self.assertRaises(AccessError):
                found.web_read({"price_unit": {}})
            for domain in (
                [("id", "in", secret)],
                [("price_unit", ">", 0), ("id", "in", secret)],
                [("order_id.amount_total", ">", 0), ("id", "in", secret)],
                [("order_id", "=", self.order.id)],
            ):
                self.assertFalse(lines.search(domain, order="price_unit desc"))
                groups = lines.formatted_read_group(
                    domain, ["product_id"], ["price_unit:sum"]
                )
                self.assertFalse(groups)

    def _assert_refused(self, leak):
        try:
            found = leak()
        except (AccessError, ValueError):
            return
        self.fail(f"answered with {found}")

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.models")
    def test_own_line_hides_its_making(self):
        user = self.users[self.dealer]
        lines = self.order.order_line.with_user(user)
        self.order.message_subscribe(user.partner_id.ids)
        self.assertTrue(lines.read(["price_unit"]))
        for name in SECRET:
            for leak in (
                lambda name=name: lines.read([name]),
                lambda name=name: lines.web_read({name: {}}),
                lambda name=name: lines.search([(name, "!=", False)]),
                lambda name=name: lines.search(
                    [(f"order_id.order_line.{name}", "ilike", "4")]
                ),
            ):
                with self.subTest(name):
                    self._assert_refused(leak)
        for leak in (
            lambda: lines.search([], order="price_explanation"),
            lambda: lines.formatted_read_group([], ["price_explanation"], ["__count"]),
            lambda: lines.formatted_read_group([], [], ["price_explanation:array_agg"]),
            lambda: lines.order_id.read(["pricelist_resolution"]),
            lambda: lines.search([("order_id.pricelist_resolution", "!=", False)]),
            lambda: lines.product_id.read(["standard_price"]),
        ):
            self._assert_refused(leak)

    def test_portal_part_of_a_line(self):
        for line in self.order.order_line:
            told = line._get_portal_price_explanation()
            self.assertFalse(told["by_hand"])
            for secret in ("T-Agents", "41.37", "22.22", "cost", "−"):
                self.assertNotIn(secret, json.dumps(told, ensure_ascii=False))
