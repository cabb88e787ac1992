# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date
from pathlib import Path

from odoo import api
from odoo.tests import tagged

from odoo.addons.distributor_commission.tests.processes import CommissionProcessCase

JOBS = Path(__file__).with_name("accrue_jobs.py")
MONTH = date(2026, 2, 1)
STEPS = 14  # more than accruing a plan has
PROCESSES = 4
DISTRIBUTORS = 3


@tagged("post_install", "-at_install")
class TestConcurrency(CommissionProcessCase):
    """Processes accrue committed entries: each is in the books once."""

    def _commit_plans(self, count):
        return self._in_new_cursor(self._prepare_plans, count)

    def _prepare_plans(self, env, count):
        vals = {"accrue": True, "accrual_start": MONTH}
        plans, distributors = self._prepare_company(
            env, count, DISTRIBUTORS, vals, chart="generic_coa"
        )
        for plan in plans:
            for day in (date(2026, 2, 5), date(2026, 3, 5)):
                self._create_entries(plan, day, [(one, 10) for one in distributors])
        return plans.ids

    def _accrue(self, env, plan_id):
        plan = env["distributor.commission.plan"].browse(plan_id)
        env["distributor.commission.accrual"]._accrue(plan)

    def _check(self, plan_ids):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            plans = env["distributor.commission.plan"].browse(plan_ids)
            company = plans.company_id
            self.assertFalse(
                env["distributor.commission.accrual"]._get_differing(company)
            )
            for plan in plans:
                booked = {row.month: row.amount for row in plan.accrual_ids}
                self.assertEqual(booked[MONTH], 10 * DISTRIBUTORS)
                self.assertEqual(booked[date(2026, 3, 1)], 10 * DISTRIBUTORS)
                self.assertEqual(sum(booked.values()), 20 * DISTRIBUTORS)
                self.assertEqual(len(plan.accrual_ids.move_ids), 2)
            journals = company.sudo().commission_accrual_journal_id
            self.assertEqual(len(journals), 1)

    def test_killed_before_each_step(self):
        plan_ids = self._commit_plans(STEPS)
        killed, worked = self._kill_at_each_step(JOBS, "accrue", plan_ids)
        for step in ("before _post_entries", "before commit", "after commit"):
            self.assertIn(step, killed)
        for plan_id in worked:
            self._in_new_cursor(self._accrue, plan_id)
        self._check(worked)

    def test_several_at_once(self):
        first, *others = plan_ids = self._commit_plans(3)
        self._in_new_cursor(self._accrue, first)  # makes account and journal
        self._work_at_once(JOBS, "accrue_some", [others] * PROCESSES)
        # whoever was the last may have worked up to the earlier month only
        for plan_id in others:
            self._in_new_cursor(self._accrue, plan_id)
        self._check(plan_ids)
