# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor.tests.test_access import AccessMatrix
from odoo.addons.distributor_portal.tests.common import HOME
from odoo.addons.distributor_restock.tests.common import RESTOCK, RestockCommon

STOCK = "/my/distribution/stock"


@tagged("post_install", "-at_install")
class TestAccess(AccessMatrix, RestockCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._buy((cls.tea, 90))
        cls.count = cls.dealer.sudo()._count_stock(
            cls.env.user, {cls.tea.id: 5.0}, "0123456789abcdef"
        )

    def test_matrix(self):
        read = dict.fromkeys(("user", "manager", "finance", "salesman"), "r")
        self._check_matrix({"distributor.stock.count": read})

    def test_other_company_is_invisible(self):
        other = self._create_company(name="T-Other")
        stranger = new_test_user(
            self.env,
            "t-count-stranger",
            "distributor.distributor_group_manager",
            company_id=other.id,
            company_ids=[other.id],
        )
        seen = self.count.with_user(stranger)
        self.assertFalse(seen.search([("id", "=", seen.id)]))
        with self.assertRaises(AccessError):
            seen.read(["quantity"])

    def test_a_count_stays(self):
        with self.assertRaisesRegex(UserError, "stays"):
            self.count.sudo().quantity = 6
        with self.assertRaisesRegex(UserError, "stays"):
            self.count.sudo().unlink()

    def test_pages_by_role(self):
        for role, status in (
            ("owner", 200),
            ("buyer", 200),
            ("finance", 404),
            ("viewer", 404),
        ):
            self._login_as(self.roles[role])
            self.assertEqual(self.url_open(STOCK).status_code, status, role)
            more = self.url_open(f"{HOME}/more").text
            self.assertEqual("distribution/stock" in more, status == 200, role)
            key = f"fedcba9876543210{role}"
            answer = self._post(f"{STOCK}/save", key=key, **{f"have-{self.tea.id}": 7})
            self.assertEqual(answer.status_code == 404, status == 404, role)
            kept = self.env["distributor.stock.count"].search([("key", "=", key)])
            self.assertEqual(bool(kept), status == 200, role)
        self.authenticate(None, None)
        answer = self.url_open(STOCK, allow_redirects=False)
        self.assertIn("/web/login", answer.headers["Location"])

    def test_others_neither_see_nor_count_it(self):
        for name in ("upline", "downline", "sibling"):
            self._login_as(self.others[name])
            for url in (STOCK, RESTOCK):
                self.assertNotIn("T-Tea", self.url_open(url).text, name)
            self._post(f"{STOCK}/save", key=name * 8, **{f"have-{self.tea.id}": "9"})
        counts = self.env["distributor.stock.count"].search(
            [("product_id", "=", self.tea.id)]
        )
        self.assertEqual(counts, self.count)
