# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import uuid
from datetime import date
from pathlib import Path

from psycopg2 import OperationalError

from odoo import SUPERUSER_ID, api
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.distributor_wallet.tests.processes import ProcessCase

JOBS = Path(__file__).with_name("killed_jobs.py")
FIRST = date(2019, 4, 1)  # nothing else is sold in that month
STEPS = 60  # more than there are


@tagged("post_install", "-at_install")
class TestKilled(ProcessCase):
    """Whatever is killed, or done twice at once, is written once."""

    def setUp(self):
        super().setUp()
        self.buyers = []
        self.plan = self._in_new_cursor(self._prepare)
        self.addCleanup(self._in_new_cursor, self._archive)

    def _prepare(self, env):
        """Sell to three distributors under a plan of its own."""
        env = env(context={"tracking_disable": True})
        company = env["res.company"].search(
            [("chart_template", "!=", False)], order="id", limit=1
        )
        env = env(context={"allowed_company_ids": company.ids})
        plan = env["distributor.commission.plan"].create(
            {"name": "T-Killed", "company_id": company.id, "pay_persons": True}
        )
        category = env["product.category"].create({"name": f"T-{plan.id}"})
        bonus = {"name": "T-Bonus", "tier_ids": [Command.create({"rate": 1})]}
        rules = [{"rate": 5}, {"rate": 7, "categ_id": category.id}]
        rules = [{**rule, "earner": "buyer"} for rule in rules]
        version = env["distributor.commission.version"].create(
            {
                "plan_id": plan.id,
                "date_start": FIRST,
                "rule_ids": [Command.create(rule) for rule in rules],
                "bonus_ids": [Command.create(bonus)],
            }
        )
        version.action_approve()
        product = env["product.product"].create(
            {
                "name": f"T-{plan.id}",
                "type": "service",
                "invoice_policy": "order",
                "taxes_id": False,
            }
        )
        for _number in range(3):
            self._sell(env, company, product)
        # a mistake, which computing again is about
        product.categ_id = category
        return plan.id

    def _sell(self, env, company, product):
        mark = uuid.uuid4().hex[:8]
        distributor = env["distributor.distributor"].create(
            {
                "code": f"T-{mark}",
                "partner_id": env["res.partner"].create({"name": f"T-{mark}"}).id,
                "company_id": company.id,
                "level_id": env.ref("distributor.distributor_level_store").id,
                "state": "active",
                "prepaid": False,
            }
        )
        self.buyers.append(distributor.id)
        line = {"product_id": product.id, "price_unit": 100, "tax_ids": False}
        order = env["sale.order"].create(
            {
                "partner_id": distributor.partner_id.id,
                "company_id": company.id,
                "order_line": [Command.create(line)],
            }
        )
        order.action_confirm()
        invoice = order._create_invoices()
        invoice.invoice_date = FIRST
        invoice.action_post()

    def _archive(self, env):
        env["distributor.commission.plan"].browse(self.plan).active = False

    def _read(self, env, kinds):
        entries = env["distributor.commission.entry"].search(
            [("plan_id", "=", self.plan), ("kind", "in", kinds)]
        )
        return sorted(entries.mapped("amount"))

    def _compute(self, env):
        # invoices of other tests were never booked for this plan
        run = env["distributor.commission.recompute"].create(
            {
                "plan_id": self.plan,
                "date_start": FIRST,
                "date_end": date(2019, 4, 30),
                "buyer_ids": self.buyers,
            }
        )
        run.action_compute()
        return run.id

    def test_close(self):
        killed, _runs = self._kill_at_each_step(JOBS, "close", [self.plan] * STEPS)
        for step in ("before _write_dues", "before commit", "after commit"):
            self.assertIn(step, killed)
        self.assertEqual(self._in_new_cursor(self._read, ["bonus"]), [1, 1, 1])

    def test_write(self):
        run_id = self._in_new_cursor(self._compute)

        def start(env):
            run = env["distributor.commission.recompute"].browse(run_id)
            self.assertEqual(run.amount_more, 6)
            run.write({"state": "writing", "reason": "T-Killed"})
            run.write({"last_source": 0, "done_count": 0})

        self._in_new_cursor(start)
        killed, _runs = self._kill_at_each_step(JOBS, "write", [run_id] * STEPS)
        self.assertIn("before _write_batch", killed)
        self.assertIn("before commit", killed)
        written = self._in_new_cursor(self._read, ["correction"])
        self.assertEqual(written, [-5, -5, -5, 7, 7, 7])

    @mute_logger("odoo.sql_db")
    def test_close_at_once(self):
        def close(cr):
            env = api.Environment(cr, SUPERUSER_ID, {})
            plan = env["distributor.commission.plan"].browse(self.plan)
            env["distributor.commission.close"]._close(plan, "month", FIRST)
            env.flush_all()

        self._race(close)
        self.assertEqual(self._in_new_cursor(self._read, ["bonus"]), [1, 1, 1])

    @mute_logger("odoo.sql_db")
    def test_write_at_once(self):
        """Two computations of the same period write its differences once."""
        one, other = (self._in_new_cursor(self._compute) for _number in range(2))
        runs = [other, other, one]

        def write(cr):
            env = api.Environment(cr, SUPERUSER_ID, {})
            run = env["distributor.commission.recompute"].browse(runs.pop())
            run._start_writing("T-Twice")
            env.flush_all()

        self._race(write)
        written = self._in_new_cursor(self._read, ["correction"])
        self.assertEqual(written, [-5, -5, -5, 7, 7, 7])

    def _race(self, step):
        """Do something twice; the second one began before the first one ended."""
        first, second = self.registry.cursor(), self.registry.cursor()
        self.addCleanup(first.close)
        self.addCleanup(second.close)
        for cr in (first, second):
            cr.execute("SELECT 1")  # takes the snapshot of REPEATABLE READ
        step(first)
        first.commit()
        with self.assertRaises(OperationalError):
            step(second)
        second.rollback()
        step(second)
        second.commit()
