# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor_territory.tests.test_access import GROUPS, OPERATIONS

from .common import PriceCommon

USERS = ("manager", "user", "finance")
LINES = dict.fromkeys(USERS, "rwcu")
# letters: read, write, create, unlink
MATRIX = {
    "distributor.price.version": {"manager": "rwcu", "user": "rwc", "finance": "rwc"},
    "distributor.price.version.rule": LINES,
    "distributor.price.version.item": LINES,
    "distributor.price.comparison": LINES,
    "distributor.price.inquiry": LINES,
}


@tagged("post_install", "-at_install")
class TestAccess(PriceCommon):
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

    def test_other_company(self):
        other = self.env["res.company"].create({"name": "T-Other"})
        pricelist = self._create_list("T-OC", company_id=other.id)
        version = self.env["distributor.price.version"].create(
            {
                "name": "T-OC",
                "company_id": other.id,
                "date_start": "2090-01-01",
                "item_ids": [(0, 0, {"pricelist_id": pricelist.id})],
                "rule_ids": [
                    (
                        0,
                        0,
                        {
                            "pricelist_id": pricelist.id,
                            "level_id": self._get_level("dealer").id,
                        },
                    )
                ],
            }
        )
        for record in (version, version.item_ids, version.rule_ids):
            found = record.with_user(self.users["manager"])
            self.assertFalse(found.search([("id", "in", record.ids)]))

    def test_views_open_for_each_group(self):
        for name in USERS:
            for model, kinds in {
                "distributor.price.version": ("list", "form", "kanban", "search"),
                "distributor.price.version.item": ("form",),
                "distributor.price.comparison": ("list", "pivot", "search"),
                "distributor.price.inquiry": ("form",),
                "distributor.distributor": ("form",),
                "sale.order": ("form",),
                "sale.order.line": ("form",),
            }.items():
                for kind in kinds:
                    records = self.env[model].with_user(self.users[name])
                    self.assertTrue(records.get_view(view_type=kind)["arch"])

    def test_inquiry(self):
        self._give_list({"fixed_price": 9})
        inquiry = (
            self.env["distributor.price.inquiry"]
            .with_user(self.users["user"])
            .create({"distributor_id": self.dealer.id, "product_id": self.goods.id})
        )
        self.assertIn("T-Own", inquiry.answer)
