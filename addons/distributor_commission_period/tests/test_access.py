# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor_commission.tests.access import CommissionAccess

from .common import FEBRUARY, PeriodCommon

R, RWCU, NONE = "r", "rwcu", ""


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 12:00:00")
class TestAccess(CommissionAccess, PeriodCommon):
    MODULE = "distributor_commission_period"
    MATRIX = {
        # model: (user, manager, finance)
        "distributor.commission.close": (R, R, R),
        "distributor.commission.close.now": (NONE, RWCU, RWCU),
        "distributor.commission.recompute": (NONE, RWCU, NONE),
        "distributor.commission.recompute.line": (NONE, R, NONE),
        "distributor.commission.recompute.entry": (NONE, R, NONE),
        "distributor.commission.recompute.confirm": (NONE, RWCU, NONE),
    }

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
