# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import subprocess
import sys
import uuid
from datetime import date
from pathlib import Path

import psycopg2

from odoo import api, tools
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import mute_logger

from .common import CommissionFactory

SCRIPT = Path(__file__).with_name("settle_killed.py")
MONTH = date(2026, 2, 1)
STEPS = 25  # more than settling a plan has
DISTRIBUTORS = 5
DOCUMENTS = 3


@tagged("post_install", "-at_install")
class TestSettlementConcurrency(CommissionFactory, BaseCase):
    """Processes settle committed entries: one settlement each, every entry in one."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())

    def _commit_plans(self, count):
        mark = uuid.uuid4().hex[:8]
        with self.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            company = env["res.company"].create({"name": f"T-{mark}"})
            plans = env["distributor.commission.plan"].create(
                [
                    {"name": f"T-{mark}-{number}", "company_id": company.id}
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
                for number in range(DOCUMENTS):
                    self._create_entries(
                        plan,
                        MONTH.replace(day=5 + number),
                        [(one, 10 * number + 1) for one in distributors],
                    )
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
            [
                sys.executable,
                str(SCRIPT),
                get_db_name(),
                step,
                plans,
                str(MONTH),
                *options,
            ],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            timeout=300,
        ).stdout.splitlines()

    def _check(self, plan_id):
        """Each distributor has one settlement, which holds all it earned."""
        with self.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            plan = env["distributor.commission.plan"].browse(plan_id)
            settlements = env["distributor.commission.settlement"].search(
                [("plan_id", "=", plan_id)]
            )
            self.assertEqual(len(settlements), DISTRIBUTORS, plan.name)
            self.assertEqual(len(settlements.beneficiary_id), DISTRIBUTORS)
            entries = env["distributor.commission.entry"].search(
                [("plan_id", "=", plan_id)]
            )
            self.assertEqual(len(entries), DISTRIBUTORS * DOCUMENTS)
            self.assertEqual(settlements.line_ids.entry_id, entries)
            self.assertEqual(len(settlements.line_ids), len(entries))
            for settlement in settlements:
                self.assertEqual(
                    settlement.amount_total,
                    sum(settlement.line_ids.entry_id.mapped("amount")),
                )
                self.assertEqual(
                    settlement.line_ids.entry_id.beneficiary_id,
                    settlement.beneficiary_id,
                )
            self.assertFalse(any(entries.source_id.mapped("open")))

    def test_killed_before_each_step(self):
        plan_ids = self._commit_plans(STEPS)
        *killed, passed = self._start("kill", plan_ids)
        self.assertTrue(all(line.startswith("killed ") for line in killed), killed)
        self.assertIn("killed before commit", killed)
        self.assertIn("killed after _forget_settled", killed)
        self.assertIn("killed before _close_documents", killed)
        self.assertEqual(passed, f"passed {plan_ids[len(killed)]}")
        for plan_id in plan_ids[: len(killed) + 1]:
            self._check(plan_id)

    def test_several_at_once(self):
        plan_ids = self._commit_plans(6)
        self._start("together", plan_ids)
        for plan_id in plan_ids:
            self._check(plan_id)

    def test_entry_booked_while_its_document_is_closed(self):
        """Whoever comes second fails, so that no entry is left in a closed document."""
        [plan_id] = self._commit_plans(1)
        with self.registry.cursor() as settling, self.registry.cursor() as booking:
            env = api.Environment(settling, api.SUPERUSER_ID, {})
            plan = env["distributor.commission.plan"].browse(plan_id)
            env["distributor.commission.settlement"]._settle_batch(plan, MONTH)
            other = api.Environment(booking, api.SUPERUSER_ID, {})
            entry = other["distributor.commission.entry"].search(
                [("plan_id", "=", plan_id)], limit=1
            )
            late = entry.create({**entry.copy_data()[0], "kind": "reversal"})
            other["distributor.commission.booking"]._reopen({late.source_id.id})
            booking.commit()  # pylint: disable=invalid-commit; another process does
            with (
                mute_logger("odoo.sql_db"),
                self.assertRaises(psycopg2.errors.SerializationFailure),
            ):
                env["distributor.commission.settlement"]._close_documents(plan, MONTH)
            settling.rollback()
            env.invalidate_all()
            env["distributor.commission.settlement"]._settle_plan(plan, MONTH)
            settled = env["distributor.commission.settlement"].search(
                [("plan_id", "=", plan_id)]
            )
            self.assertIn(late.id, settled.line_ids.entry_id.ids)
