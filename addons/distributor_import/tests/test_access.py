# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .common import ImportCommon

OPERATIONS = ("read", "write", "create", "unlink")
# group: (distributor.import, distributor.import.line) operations that are allowed
MATRIX = {
    "base.group_portal": ("", ""),
    "base.group_user": ("", ""),
    "sales_team.group_sale_manager": ("", ""),
    "account.group_account_manager": ("", ""),
    "distributor.distributor_group_user": ("", ""),
    "distributor.distributor_group_finance": ("", ""),
    "distributor.distributor_group_manager": ("read write create unlink", "read"),
}


@tagged("-at_install", "post_install")
class TestAccess(ImportCommon):
    def _create_user(self, group, **values):
        login = f"t-import-{group}"
        return new_test_user(self.env, login, group, **values)

    def test_matrix(self):
        for group, allowed in MATRIX.items():
            user = self._create_user(group)
            models = ("distributor.import", "distributor.import.line")
            for model, operations in zip(models, allowed, strict=True):
                for operation in OPERATIONS:
                    with self.subTest(group=group, model=model, operation=operation):
                        self.assertEqual(
                            self.env[model].with_user(user).has_access(operation),
                            operation in operations.split(),
                        )

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_other_company(self):
        user = self._create_user("distributor.distributor_group_manager")
        document = self.env["distributor.import"].create(
            {"company_id": self.company.id}
        )
        other = document.with_user(user).with_context(allowed_company_ids=[1])
        if user.company_ids == self.company:
            other = self.env["distributor.import"].with_user(user)
            document.sudo().company_id = self.env["res.company"].create({"name": "T"})
            other = other.browse(document.id)
        with self.assertRaises(AccessError):
            other.read(["name"])

    def test_buttons_check_the_right(self):
        user = self._create_user("distributor.distributor_group_finance")
        document = self.env["distributor.import"].create(
            {"company_id": self.company.id}
        )
        for action in ("action_preview", "action_import", "action_draft"):
            with self.assertRaises(AccessError):
                getattr(document.with_user(user), action)()

    def test_references_are_not_the_users(self):
        """Nothing an import relies on is a public method."""
        for model in ("loader", "orders", "master", "runner", "summary", "snapshot"):
            Model = type(self.env[f"distributor.import.{model}"])
            public = [
                name
                for name in vars(Model)
                if not name.startswith("_") and callable(getattr(Model, name, None))
            ]
            self.assertEqual(public, [], model)
