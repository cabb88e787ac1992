# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.distributor_commission.tests.access import CommissionAccess

from .common import AccrualCommon

R, RWCU, NONE = "r", "rwcu", ""


@tagged("post_install", "-at_install")
class TestAccess(CommissionAccess, AccrualCommon):
    MODULE = "distributor_commission_accrual"
    MATRIX = {
        # model: (NONE, user, manager, finance)
        "distributor.commission.accrual": (NONE, R, R),
        "distributor.commission.accrue": (NONE, RWCU, RWCU),
        "distributor.commission.accrual.check": (NONE, RWCU, RWCU),
        "distributor.commission.accrual.check.line": (NONE, RWCU, RWCU),
    }

    def _wizard(self, user, **vals):
        return (
            self.env["distributor.commission.accrue"]
            .with_user(user)
            .create({"date": date(2026, 1, 1), "company_id": self.company.id, **vals})
        )

    def test_who_accrues(self):
        self._earn(date(2026, 1, 10), C=100)
        with freeze_time("2026-02-05 12:00:00"):
            for role in ("finance", "manager"):
                action = self._wizard(self.users[role]).action_accrue()
                found = self.accruals.search(action["domain"])
                self.assertEqual(found.plan_id, self.plan)
            wizard = self._wizard(self.users["finance"])
            for role in ("user", "salesman", "employee"):
                with self.assertRaises(AccessError):
                    wizard.with_user(self.users[role]).action_accrue()
            with self.assertRaisesRegex(UserError, "not over yet"):
                self._wizard(
                    self.users["finance"], date=date(2026, 2, 5)
                ).action_accrue()
        self._assert_books({1: 100}, {1: 100})

    def test_nothing_by_rpc(self):
        self._earn(date(2026, 1, 10), C=100)
        self._accrue()
        [accrual] = self.accruals.search([("plan_id", "=", self.plan.id)])
        for role in ("manager", "finance"):
            own = accrual.with_user(self.users[role])
            with self.assertRaises(AccessError):
                own.write({"month": date(2026, 2, 1)})
            with self.assertRaises(AccessError):
                own.create({"plan_id": self.plan.id})
            with self.assertRaises(UserError):
                own.unlink()
        with self.assertRaises(UserError):
            accrual.unlink()

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")
    def test_reports_of_others(self):
        self._earn(date(2026, 1, 10), C=100)
        self._accrue()
        checks = self.env["distributor.commission.accrual.check"]
        check = checks.with_user(self.users["finance"]).create(
            {"company_ids": self.company.ids}
        )
        for records in (check, check.line_ids):
            self.assertTrue(records)
            with self.assertRaises(AccessError):
                records.with_user(self.users["manager"]).read([])
        with self.assertRaises(AccessError):
            check.line_ids.with_user(self.users["manager"]).action_open_distributors()
        for role in ("user", "employee", "portal", "public"):
            with self.assertRaises(AccessError):
                checks.with_user(self.users[role]).action_open()

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")
    def test_other_company(self):
        self._earn(date(2026, 1, 10), C=100)
        self._accrue()
        other = self.env["res.company"].create({"name": "T-Other"})
        stranger = new_test_user(
            self.env,
            "t-accrual-stranger",
            "distributor.distributor_group_finance",
            company_id=other.id,
            company_ids=[other.id],
        )
        accrual = self.accruals.search([("plan_id", "=", self.plan.id)])
        self.assertFalse(accrual.with_user(stranger)._filtered_access("read"))
        checks = self.env["distributor.commission.accrual.check"].with_user(stranger)
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            checks.create({"company_ids": [self.company.id, other.id]})
        check = checks.create({"company_ids": other.ids})
        self.assertNotIn(self.plan, check.sudo().line_ids.plan_id)
        # a line that names the plan of another company shows nothing of it
        line = self.env["distributor.commission.accrual.check.line"].with_user(stranger)
        line = line.create(
            {"check_id": check.id, "company_id": other.id, "plan_id": self.plan.id}
        )
        with self.assertRaises(AccessError):
            line.action_open_distributors()
        wizards = self.env["distributor.commission.accrue"].with_user(stranger)
        for vals in ({"plan_ids": self.plan.ids}, {"company_id": self.company.id}):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                wizards.create(
                    {"company_id": other.id, "date": date(2026, 1, 1), **vals}
                ).action_accrue()

    def test_screens(self):
        """The views load, and the menus open, for those who have them."""
        self._earn(date(2026, 1, 10), C=100)
        self._accrue()
        for role in ("finance", "manager"):
            env = self.env(user=self.users[role])
            for xmlid in (
                "distributor_commission_accrual_action",
                "distributor_commission_accrue_action",
                "distributor_commission_accrual_check_line_action",
            ):
                action = env["ir.actions.act_window"]._for_xml_id(
                    f"distributor_commission_accrual.{xmlid}"
                )
                env[action["res_model"]].get_views(action["views"])
            plan = self.plan.with_env(env)
            found = env["distributor.commission.accrual"].search(
                plan.action_view_accruals()["domain"]
            )
            self.assertEqual(found.amount, 100)
            self.assertEqual(found.move_count, 1)
            action = found.action_open_moves()
            self.assertEqual(action["res_id"], found.sudo().move_ids.id)
