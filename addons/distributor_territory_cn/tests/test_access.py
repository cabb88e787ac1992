# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor_territory.tests.common import TerritoryCommon

GROUPS = {
    "manager": "distributor.distributor_group_manager",
    "user": "distributor.distributor_group_user",
    "finance": "distributor.distributor_group_finance",
    "salesman": "sales_team.group_sale_salesman",
    "employee": "base.group_user",
    "portal": "base.group_portal",
    "public": "base.group_public",
}


@tagged("post_install", "-at_install")
class TestAccess(TerritoryCommon):
    def test_only_managers_load(self):
        for name, group in GROUPS.items():
            user = new_test_user(self.env, f"t-cn-{name}", group)
            loads = self.env["distributor.territory.cn.load"].with_user(user)
            for operation in ("read", "write", "create", "unlink"):
                self.assertEqual(
                    loads.has_access(operation), name == "manager", (name, operation)
                )
            if name != "manager":
                with self.assertRaises(AccessError):
                    loads.create({}).action_load()
            else:
                self.assertTrue(loads.get_view(view_type="form")["arch"])
