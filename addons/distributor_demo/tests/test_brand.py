# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged

from ..brand import DISTRIBUTORS, PRODUCTS


@tagged("post_install", "-at_install")
class TestBrand(TransactionCase):
    """The brand that came with the installation of this module."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.ref("base.main_company")
        cls.demo = cls.env["distributor.demo"].with_company(cls.company)

    def test_channel(self):
        for code, _name, level, upline, place, *_address in DISTRIBUTORS:
            distributor = self.demo._find("distributor.distributor", self.company, code)
            self.assertEqual(distributor.state, "active", code)
            self.assertEqual(distributor.level_id.code, level)
            self.assertEqual(distributor.parent_id.code or "", upline)
            self.assertEqual(distributor.territory_id.code, place)

    def test_currency(self):
        self.assertEqual(self.company.currency_id.name, "CNY")
        wallets = self.env["distributor.wallet"].search(
            [("company_id", "=", self.company.id)]
        )
        self.assertEqual(wallets.currency_id.name, "CNY")

    def test_wallets_agree_with_the_ledger(self):
        wallets = self.env["distributor.wallet"]
        self.assertGreater(
            wallets.search_count([("company_id", "=", self.company.id)]), 8
        )
        self.assertEqual(wallets._get_differences(self.company), [])

    def test_prices_follow_level_and_place(self):
        for code, discount in (("S-XIHU", 20), ("C-HZ", 32), ("C-SZ", 30)):
            order = self.demo._quote(self.company, code, ("LJ-50", 1))
            self.assertAlmostEqual(order.amount_untaxed, 168 * (100 - discount) / 100)

    def test_goods_have_pictures(self):
        codes = [code for code, *_rest in PRODUCTS]
        goods = self.env["product.product"].search([("default_code", "in", codes)])
        self.assertEqual(sorted(goods.mapped("default_code")), sorted(codes))
        self.assertTrue(all(product.image_128 for product in goods))

    def test_a_day_at_work(self):
        orders = self.env["sale.order"].search(
            [("company_id", "=", self.company.id), ("distributor_id", "!=", False)]
        )
        self.assertLessEqual(
            {"draft", "quoted", "confirmed", "shipped", "paid"},
            set(orders.mapped("channel_state")),
        )
        applicants = self.env["distributor.distributor"].search(
            [("state", "=", "applicant"), ("company_id", "=", self.company.id)]
        )
        self.assertIn("S-JINJI", applicants.mapped("code"))
        for code, state in (("S-GUSU", "suspended"), ("S-LAOWAITAN", "terminating")):
            found = self.demo._find("distributor.distributor", self.company, code)
            self.assertEqual(found.state, state)
            self.assertTrue(found.state_reason)

    def test_returns(self):
        """One waits for an answer, and one gave its money back."""
        store = self.demo._find("distributor.distributor", self.company, "S-XIHU")
        states = store.goods_return_ids.mapped("state")
        self.assertEqual(sorted(states), ["closed", "requested"])
        credited = store.goods_return_ids.filtered(lambda r: r.state == "closed")
        self.assertEqual(credited.amount_credited, credited.amount_requested)

    def test_logins(self):
        for row in self.demo._get_logins():
            user = self.env["res.users"].search([("login", "=", row["login"])])
            self.assertTrue(user, row)
        store = self.env["res.users"].search([("login", "=", "store")])
        self.assertEqual(
            self.env["distributor.distributor"]._get_for_user(store).code, "S-XIHU"
        )

    def test_a_database_in_use_is_refused(self):
        with self.assertRaisesRegex(UserError, "empty database"):
            self.demo._make_brand(self.company)
