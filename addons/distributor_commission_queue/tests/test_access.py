# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import json

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.distributor_commission.tests.access import CommissionAccess

from .common import FIRST, LAST, RunCommon


@tagged("post_install", "-at_install")
class TestAccess(CommissionAccess, RunCommon, HttpCase):
    MODULE = "distributor_commission_queue"
    MATRIX = {
        # model: (user, manager, finance)
        "distributor.commission.run": ("r", "rwcu", "r"),
        "distributor.commission.run.part": ("r", "r", "r"),
    }

    def test_other_company(self):
        self._sell_unbooked(100)
        run = self._create_run()
        run.sudo()._start()
        other = self.env["res.company"].create({"name": "T-Other"})
        stranger = self._create_manager("t-run-stranger", other)
        for records in (run, run.part_ids):
            self.assertTrue(records)
            self.assertFalse(records.with_user(stranger)._filtered_access("read"))
        with self.assertRaises(AccessError):
            self._create_run(user=stranger)
        # not even the number
        new = self.runs.with_user(stranger).new(
            {"company_id": self.company.id, "date_start": FIRST, "date_end": LAST}
        )
        self.assertEqual(new.document_count, 0)

    def test_what_a_run_says_of_itself(self):
        self._sell_unbooked(100)
        run = self._create_run()
        uid = self.env.uid
        for vals in ({"state": "done"}, {"invoice_count": 5}, {"user_id": uid}):
            with self.assertRaises(UserError):
                run.write(vals)
            with self.assertRaises(UserError):
                self.runs.with_user(self.manager).create(
                    {"company_id": self.company.id, **vals}
                )
        with self.assertRaises(ValidationError):
            self._create_run(LAST, FIRST)
        run.action_start()
        with self.assertRaises(UserError):
            run.date_start = LAST
        with self.assertRaises(UserError):
            run.unlink()

    @mute_logger("odoo.http")
    def test_rpc(self):
        """Nobody starts, stops or works a run by RPC but a manager."""
        self._sell_unbooked(100)
        run = self._create_run()
        for role in ("user", "finance", "portal"):
            login = self.users[role].login
            self.authenticate(login, login)
            for method in ("action_start", "action_retry", "action_cancel"):
                self.assertIn("error", self._call(run, method), (role, method))
        login = self.users["manager"].login
        self.authenticate(login, login)
        for record, method in (
            (run, "_start"),
            (run, "_finish"),
            (run, "_cron_book"),
            (run, "_find_missing"),
            (run, "_free_refunds"),
            (run.part_ids, "_book"),
        ):
            self.assertIn("error", self._call(record, method), method)
        run.invalidate_recordset()
        self.assertEqual(run.state, "draft")
        self.assertNotIn("error", self._call(run, "action_start"))
        run.invalidate_recordset()
        self.assertEqual((run.state, run.user_id), ("running", self.users["manager"]))

    def _call(self, records, method):
        params = {
            "model": records._name,
            "method": method,
            "args": [records.ids],
            "kwargs": {},
        }
        return self.url_open(
            f"/web/dataset/call_kw/{records._name}/{method}",
            data=json.dumps({"params": params}),
            headers={"Content-Type": "application/json"},
        ).json()
