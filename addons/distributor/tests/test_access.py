# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .common import DistributorCommon

OPERATIONS = ("read", "write", "create", "unlink")


class AccessMatrix:
    """Checks which operations each kind of user has on each model of a module.

    ``MATRIX`` is {model: {user kind: letters}} where the letters are the first
    letters of the operations; a kind that is not named has none.
    """

    GROUPS = {
        "user": "distributor.distributor_group_user",
        "manager": "distributor.distributor_group_manager",
        "finance": "distributor.distributor_group_finance",
        "salesman": "sales_team.group_sale_salesman",
        "employee": "base.group_user",
        "portal": "base.group_portal",
        "public": "base.group_public",
    }

    def _get_matrix_users(self):
        """Return {user kind: res.users record}."""
        return {
            kind: new_test_user(self.env, f"t-matrix-{kind}", group)
            for kind, group in self.GROUPS.items()
        }

    @mute_logger("odoo.addons.base.models.ir_model")
    def _check_matrix(self, matrix):
        users = self._get_matrix_users()
        for model, expected in matrix.items():
            for kind, user in users.items():
                allowed = "".join(
                    operation[0]
                    for operation in OPERATIONS
                    if self.env[model].with_user(user).has_access(operation)
                )
                with self.subTest(model=model, user=kind):
                    self.assertEqual(allowed, expected.get(kind, ""))


@tagged("post_install", "-at_install")
class TestAccess(AccessMatrix, DistributorCommon):
    def test_matrix(self):
        read = dict.fromkeys(("user", "manager", "finance", "salesman"), "r")
        self._check_matrix(
            {
                "distributor.level": {**read, "manager": "rwcu"},
                "distributor.distributor": {
                    **read,
                    "user": "rwc",
                    "finance": "rwc",
                    "manager": "rwcu",
                },
                "distributor.upline": read,
                "distributor.chain": read,
                "distributor.state.change": read,
                "distributor.move": {"manager": "rwcu"},
                "distributor.tree.day": read,
                "distributor.tree.show": dict.fromkeys(read, "rwcu"),
                "distributor.suspend": {"manager": "rwcu"},
                "distributor.terminate": {"manager": "rwcu"},
                "distributor.close": {"manager": "rwcu"},
                "distributor.review.done": dict.fromkeys(
                    ("user", "manager", "finance"), "rwcu"
                ),
            }
        )

    def test_other_company_is_invisible(self):
        other = self.env["res.company"].create({"name": "T-Other"})
        foreign = self._create_distributor("T-F", "master", company_id=other.id)
        manager = new_test_user(
            self.env, "t-manager", "distributor.distributor_group_manager"
        )
        found = self.env["distributor.distributor"].with_user(manager)
        self.assertFalse(found.search([("id", "=", foreign.id)]))
        with self.assertRaises(AccessError):
            foreign.with_user(manager).read(["name"])
        with self.assertRaises(AccessError):
            foreign.upline_ids.with_user(manager).read(["upline_id"])
