# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import subprocess
import sys
import uuid
from datetime import date
from pathlib import Path

from odoo import api, tools
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name, tagged

from odoo.addons.distributor_commission.tests.common import CommissionFactory

SCRIPT = Path(__file__).with_name("accrue_killed.py")
MONTH = date(2026, 2, 1)
STEPS = 14  # more than accruing a plan has
DISTRIBUTORS = 3


@tagged("post_install", "-at_install")
class TestConcurrency(CommissionFactory, BaseCase):
    """Processes accrue committed entries: each is in the books once."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())

    def _commit_plans(self, count):
        mark = uuid.uuid4().hex[:8]
        with self.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            company = env["res.company"].create(
                {"name": f"T-{mark}", "country_id": env.ref("base.us").id}
            )
            env["account.chart.template"].try_loading("generic_coa", company, False)
            plans = env["distributor.commission.plan"].create(
                [
                    {
                        "name": f"T-{mark}-{number}",
                        "company_id": company.id,
                        "accrue": True,
                        "accrual_start": MONTH,
                    }
                    for number in range(count)
                ]
            )
            distributors = env["distributor.distributor"].create(
                [
                    {
                        "code": f"T-{mark}-{number}",
                        "partner_id": env["res.partner"]
                        .create({"name": f"T-{mark}-{number}"})
                        .id,
                        "company_id": company.id,
                        "level_id": env.ref("distributor.distributor_level_store").id,
                        "state": "active",
                    }
                    for number in range(DISTRIBUTORS)
                ]
            )
            for plan in plans:
                for day in (date(2026, 2, 5), date(2026, 3, 5)):
                    self._create_entries(plan, day, [(one, 10) for one in distributors])
            return plans.ids

    def _start(self, step, plan_ids):
        options = ["--log-level=critical"]
        for name in ("db_host", "db_port", "db_user", "db_password", "data_dir"):
            if tools.config[name]:
                option = name.replace("data_dir", "data-dir")
                options.append(f"--{option}={tools.config[name]}")
        options.append("--addons-path=" + ",".join(tools.config["addons_path"]))
        plans = ",".join(map(str, plan_ids))
        return subprocess.run(  # noqa: S603
            [sys.executable, str(SCRIPT), get_db_name(), step, plans, *options],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            timeout=300,
        ).stdout.splitlines()

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
        *killed, passed = self._start("kill", plan_ids)
        self.assertTrue(all(line.startswith("killed ") for line in killed), killed)
        self.assertIn("killed before commit", killed)
        self.assertIn("killed after _post_entries", killed)
        self.assertEqual(passed, f"passed {plan_ids[len(killed)]}")
        self._check(plan_ids[: len(killed) + 1])

    def test_several_at_once(self):
        plan_ids = self._commit_plans(3)
        self._start("together", plan_ids)
        self._check(plan_ids)
