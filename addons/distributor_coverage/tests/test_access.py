# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor.tests.common import DistributorCommon
from odoo.addons.distributor.tests.test_access import AccessMatrix

from .common import CoverageFactory, at_noon


@tagged("post_install", "-at_install")
class TestAccess(AccessMatrix, CoverageFactory, DistributorCommon):
    def test_matrix(self):
        read = dict.fromkeys(("user", "manager", "finance"), "r")
        self._check_matrix({"distributor.coverage": read})

    def test_figures_need_read_access(self):
        for group in ("base.group_user", "sales_team.group_sale_salesman"):
            user = new_test_user(self.env, f"t-{group}", group)
            coverage = self.env["distributor.coverage"].with_user(user)
            with self.subTest(group=group):
                with self.assertRaises(AccessError):
                    coverage.get_map("china")
                with self.assertRaises(AccessError):
                    coverage.action_open_place("china", "zhejiang")

    def test_other_company_is_invisible(self):
        self._create_coverage()
        foreign = self._create_at("T-F", "ZJ")
        self._sell(foreign, 700, at_noon(2026, 3, 2))
        home = self.env["res.company"].create({"name": "T-Home"})
        user = new_test_user(
            self.env,
            "t-home",
            "distributor.distributor_group_user",
            company_id=home.id,
            company_ids=[(6, 0, home.ids)],
        )
        coverage = self.env["distributor.coverage"].with_user(user)
        coverage = coverage.with_context(allowed_company_ids=home.ids)
        self.assertFalse(coverage.search([("distributor_id", "=", foreign.id)]))
        answer = coverage.get_map("china", "sales", "all")
        self.assertEqual(answer["company"], "T-Home")
        self.assertEqual(answer["total"], 0)
        self.assertEqual(self._get_place(answer, "zhejiang")["distributors"], 0)
