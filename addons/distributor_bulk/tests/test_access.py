# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor.tests.common import DistributorCommon
from odoo.addons.distributor.tests.test_access import AccessMatrix


@tagged("post_install", "-at_install")
class TestAccess(AccessMatrix, DistributorCommon):
    def test_matrix(self):
        manager = {"manager": "rwcu"}
        self._check_matrix(
            {
                "distributor.exchange": manager,
                "distributor.exchange.line": manager,
                "distributor.bulk.step": manager,
                "distributor.bulk.step.line": manager,
            }
        )

    def test_other_company_is_invisible(self):
        other = self.env["res.company"].create({"name": "T-Other"})
        exchange = self.env["distributor.exchange"].create({"company_id": other.id})
        manager = new_test_user(
            self.env, "t-manager", "distributor.distributor_group_manager"
        )
        found = self.env["distributor.exchange"].with_user(manager)
        self.assertFalse(found.search([("id", "=", exchange.id)]))
