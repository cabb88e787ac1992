# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor.tests.common import DistributorCommon
from odoo.addons.distributor.tests.test_access import AccessMatrix


@tagged("post_install", "-at_install")
class TestAccess(AccessMatrix, DistributorCommon):
    def test_matrix(self):
        read = dict.fromkeys(("user", "manager", "finance", "salesman"), "r")
        self._check_matrix(
            {
                "distributor.order.rule": {**read, "manager": "rwcu"},
                "distributor.order.favourite": dict.fromkeys(
                    ("user", "manager", "finance"), "r"
                ),
            }
        )

    def test_other_company_is_invisible(self):
        other = self.env["res.company"].create({"name": "T-Other"})
        rule = self.env["distributor.order.rule"].create(
            {"name": "T-Rule", "company_id": other.id}
        )
        manager = new_test_user(
            self.env, "t-rules", "distributor.distributor_group_manager"
        )
        seen = rule.with_user(manager)
        self.assertFalse(seen.search([("id", "=", rule.id)]))
        with self.assertRaises(AccessError):
            seen.read(["name"])
