# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .common import TerritoryCommon

GROUPS = {
    "manager": "distributor.distributor_group_manager",
    "user": "distributor.distributor_group_user",
    "finance": "distributor.distributor_group_finance",
    "salesman": "sales_team.group_sale_salesman",
    "accountant": "account.group_account_invoice",
    "employee": "base.group_user",
    "portal": "base.group_portal",
    "public": "base.group_public",
}
# letters: read, write, create, unlink
MATRIX = {
    "distributor.territory": {
        "manager": "rwcu",
        "user": "r",
        "finance": "r",
        "salesman": "r",
        "accountant": "r",
    },
    "distributor.territory.price": {"manager": "rwcu", "user": "r", "finance": "r"},
    "distributor.territory.place": {
        "manager": "rwcu",
        "user": "r",
        "finance": "r",
        "salesman": "r",
        "accountant": "r",
    },
    "distributor.territory.key": {"manager": "r"},
    "distributor.territory.change": {"manager": "rwcu"},
    "distributor.territory.check": {
        "manager": "rwcu",
        "user": "rwcu",
        "finance": "rwcu",
    },
    "distributor.territory.check.line": {
        "manager": "rwcu",
        "user": "rwcu",
        "finance": "rwcu",
    },
    "distributor.territory.match": {
        "manager": "rwcu",
        "user": "rwcu",
        "finance": "rwcu",
    },
    "distributor.territory.match.line": {
        "manager": "rwcu",
        "user": "rwcu",
        "finance": "rwcu",
    },
    "distributor.territory.test": {
        "manager": "rwcu",
        "user": "rwcu",
        "finance": "rwcu",
    },
    "sale.order.reprice": {
        "manager": "rwcu",
        "user": "rwcu",
        "finance": "rwcu",
        "salesman": "rwcu",
    },
    "sale.order.reprice.line": {
        "manager": "rwcu",
        "user": "rwcu",
        "finance": "rwcu",
        "salesman": "rwcu",
    },
}
OPERATIONS = {"r": "read", "w": "write", "c": "create", "u": "unlink"}


@tagged("post_install", "-at_install")
class TestAccess(TerritoryCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = {
            name: new_test_user(cls.env, f"t-acc-{name}", group)
            for name, group in GROUPS.items()
        }

    def test_matrix(self):
        for model, rights in MATRIX.items():
            for name, user in self.users.items():
                records = self.env[model].with_user(user)
                for letter, operation in OPERATIONS.items():
                    self.assertEqual(
                        records.has_access(operation),
                        letter in rights.get(name, ""),
                        f"{name} {operation} {model}",
                    )

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_other_company(self):
        other = self.env["res.company"].create({"name": "T-Other"})
        territory = self._create_territory("T-OC", company_id=other.id)
        pricelist = self._create_fixed_pricelist("T-OC", 1, company_id=other.id)
        price = self._create_price(
            pricelist, territory_id=territory, company_id=other.id
        )
        for record in (territory, price):
            record = record.with_user(self.users["manager"])
            record.invalidate_recordset()
            self.assertFalse(record.search([("id", "=", record.id)]))
            with self.assertRaises(AccessError):
                record.read(["display_name"])

    def test_views_open_for_each_group(self):
        for name in ("manager", "user", "finance"):
            for model, kinds in {
                "distributor.territory": ("list", "form", "kanban", "hierarchy"),
                "distributor.territory.price": ("list", "form", "kanban", "search"),
                "distributor.distributor": ("list", "form", "kanban", "search"),
                "sale.order": ("list", "form", "search"),
            }.items():
                for kind in kinds:
                    records = self.env[model].with_user(self.users[name])
                    self.assertTrue(records.get_view(view_type=kind)["arch"])
