# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.distributor_commission.tests.access import CommissionAccess

from .common import SimulationCommon

R, RWCU, NONE = "r", "rwcu", ""
LOGGERS = ("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")


@tagged("post_install", "-at_install")
class TestAccess(CommissionAccess, SimulationCommon):
    MODULE = "distributor_commission_simulation"
    MATRIX = {
        # model: (user, manager, finance)
        "distributor.commission.simulation": (R, RWCU, R),
        "distributor.commission.simulation.line": (R, R, R),
        "distributor.commission.simulation.earner": (R, R, R),
        "distributor.commission.simulation.comparison": (R, R, R),
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._sell((cls.product, 10, 100))
        cls.done = cls._run()

    def test_manager_runs_it(self):
        simulation = self.simulations.with_user(self.users["manager"]).create(
            {
                "version_id": self.version.id,
                "date_from": "2026-02-01",
                "date_to": "2026-03-31",
            }
        )
        simulation.action_run()
        self.assertEqual((simulation.state, simulation.amount_simulated), ("done", 100))
        self.assertEqual(simulation.user_id, self.users["manager"])
        self.assertTrue(simulation._get_xlsx().startswith(b"PK"))
        simulation.action_cancel()
        simulation.unlink()

    @mute_logger(*LOGGERS)
    def test_result_is_not_entered(self):
        for vals in ({"amount_simulated": 1}, {"state": "done"}, {"tally": {}}):
            with self.assertRaises(AccessError):
                self.done.with_user(self.users["manager"]).write(vals)
            with self.assertRaises(AccessError):
                self.simulations.with_user(self.users["manager"]).create(
                    {"version_id": self.version.id, **vals}
                )

    @mute_logger(*LOGGERS)
    def test_buttons_by_rpc(self):
        draft = self._make()
        names = ("action_run", "action_resume", "action_cancel")
        for role in ("user", "finance", "salesman", "portal", "public"):
            for name in names:
                record = draft.with_user(self.users[role])
                with self.assertRaises(AccessError, msg=(role, name)):
                    getattr(record, name)()
            with self.assertRaises(AccessError):
                self.version.with_user(self.users[role]).action_simulate()
        self.assertEqual(draft.state, "draft")

    @mute_logger(*LOGGERS)
    def test_reading(self):
        done = self.done.with_user(self.users["user"])
        self.assertIn("would have earned", done.earner_ids[0].wording)
        self.assertTrue(done.findings is not None)
        self.assertTrue(done._get_xlsx())
        for role in ("salesman", "portal", "public"):
            with self.assertRaises(AccessError, msg=role):
                self.done.with_user(self.users[role]).action_download_xlsx()
            with self.assertRaises(AccessError, msg=role):
                self.done.with_user(self.users[role]).read(["xlsx_file"])

    def test_other_company(self):
        other = self.env["res.company"].create({"name": "T-Other"})
        stranger = new_test_user(
            self.env,
            "t-simulation-stranger",
            "distributor.distributor_group_manager",
            company_id=other.id,
            company_ids=[other.id],
        )
        for records in (self.done, self.done.line_ids, self.done.earner_ids):
            self.assertTrue(records)
            self.assertFalse(
                records.with_user(stranger)._filtered_access("read"), records._name
            )
