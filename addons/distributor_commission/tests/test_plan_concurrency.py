# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from psycopg2 import OperationalError

from odoo import Command, api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.orm.utils import SUPERUSER_ID
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestPlanConcurrency(BaseCase):
    """What is approved is what was there: a change at the same moment starts over."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            # archived: nothing is ever earned under it
            plan = env["distributor.commission.plan"].create(
                {"name": "T-Concurrency", "active": False}
            )
            rule = Command.create({"generation": 1, "rate": 1.0})
            self.version = (
                env["distributor.commission.version"]
                .create({"plan_id": plan.id, "rule_ids": [rule]})
                .id
            )
        self.addCleanup(self._clean, plan.id)

    def _clean(self, plan_id):
        with self.registry.cursor() as cr:
            # an approved version stays for good, but not that of a test
            cr.execute(
                "DELETE FROM distributor_commission_version WHERE plan_id = %s",
                [plan_id],
            )
            cr.execute(
                "DELETE FROM distributor_commission_plan WHERE id = %s", [plan_id]
            )

    def _get_version(self, cr):
        env = api.Environment(cr, SUPERUSER_ID, {})
        return env["distributor.commission.version"].browse(self.version)

    def _approve(self, cr):
        self._get_version(cr).action_approve()

    def _add(self, cr):
        version = self._get_version(cr)
        version.rule_ids.create({"version_id": version.id, "generation": 2, "rate": 90})
        version.env.flush_all()

    @mute_logger("odoo.sql_db")
    def _race(self, first_step, second_step):
        first, second = self.registry.cursor(), self.registry.cursor()
        self.addCleanup(first.close)
        self.addCleanup(second.close)
        for cr in (first, second):
            cr.execute("SELECT 1")  # takes the snapshot of REPEATABLE READ
        first_step(first)
        first.commit()
        with self.assertRaises(OperationalError):
            second_step(second)
        second.rollback()
        return second

    def test_change_while_approved(self):
        cr = self._race(self._approve, self._add)
        with self.assertRaisesRegex(UserError, "final"):
            self._add(cr)
        cr.rollback()
        self.assertEqual(self._get_version(cr).rule_ids.mapped("rate"), [1.0])

    def test_approval_while_changed(self):
        cr = self._race(self._add, self._approve)
        self.assertEqual(self._get_version(cr).state, "draft")
