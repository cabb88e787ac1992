# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import FEBRUARY, PeriodCommon

R, RWCU, NONE = "r", "rwcu", ""
MATRIX = {
    # model: (user, manager, finance)
    "distributor.commission.close": (R, R, R),
    "distributor.commission.close.now": (NONE, RWCU, RWCU),
    "distributor.commission.recompute": (NONE, RWCU, NONE),
    "distributor.commission.recompute.line": (NONE, R, NONE),
    "distributor.commission.recompute.entry": (NONE, R, NONE),
    "distributor.commission.recompute.confirm": (NONE, RWCU, NONE),
}
OPERATIONS = {"r": "read", "w": "write", "c": "create", "u": "unlink"}


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 12:00:00")
class TestAccess(PeriodCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = {
            role: new_test_user(
                cls.env,
                f"t-period-{role}",
                groups,
                company_id=cls.company.id,
                company_ids=[cls.company.id],
            )
            for role, groups in {
                "user": "distributor.distributor_group_user",
                "manager": "distributor.distributor_group_manager",
                "finance": "distributor.distributor_group_finance",
                "salesman": "sales_team.group_sale_manager",
                "employee": "base.group_user",
                "portal": "base.group_portal",
            }.items()
        }
        cls.users["public"] = cls.env.ref("base.public_user")

    def test_matrix(self):
        for model, (user, manager, finance) in MATRIX.items():
            expected = {"user": user, "manager": manager, "finance": finance}
            for role, someone in self.users.items():
                granted = "".join(
                    letter
                    for letter, operation in OPERATIONS.items()
                    if self.env[model].with_user(someone).has_access(operation)
                )
                self.assertEqual(granted, expected.get(role, NONE), (model, role))

    def test_who_closes(self):
        version = self._clone_version([({0: 1}, {})])
        self._sell((self.product, 1, 1000))
        close = self._close(version)
        for role, someone in self.users.items():
            mine = close.with_user(someone)
            if role in ("manager", "finance"):
                mine.action_close_again()
                wizard = mine.env["distributor.commission.close.now"].create(
                    {"plan_id": version.plan_id.id, "date": FEBRUARY}
                )
                action = wizard.action_close()
                self.assertEqual(action["domain"], [("id", "in", close.ids)])
                continue
            with self.assertRaises(AccessError):
                mine.action_close_again()

    def test_other_company(self):
        version = self._clone_version([({0: 1}, {})])
        self._sell((self.product, 1, 1000))
        close = self._close(version)
        run = self.env["distributor.commission.recompute"].create(
            {"plan_id": version.plan_id.id}
        )
        other = self.env["res.company"].create({"name": "T-Other"})
        stranger = new_test_user(
            self.env,
            "t-period-stranger",
            "distributor.distributor_group_manager",
            company_id=other.id,
            company_ids=[other.id],
        )
        for record in (close, run):
            self.assertFalse(record.with_user(stranger)._filtered_access("read"))
        with self.assertRaises(AccessError):
            run.with_user(stranger).action_compute()
