# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date
from unittest.mock import patch

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import distributor_commission_simulation_run as run
from ..models.simulation_tally import Tally
from .common import SimulationCommon


@tagged("post_install", "-at_install")
class TestRun(SimulationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for number in range(1, 6):
            invoice = cls._sell((cls.product, number, 100), day=date(2026, 2, number))
            if number == 2:
                cls._refund(invoice, date(2026, 3, 1), [1])

    def _commit(self, left):
        """Replace commits, which tests cannot do, and say how much time is left."""
        cron = type(self.env["ir.cron"])
        return patch.object(cron, "_commit_progress", lambda *args, **kw: left)

    def _start_long(self):
        simulation = self._make()
        with patch.object(run, "AT_ONCE", 3):
            simulation.action_run()
        return simulation

    def test_long_runs_in_the_background(self):
        cron = self.env.ref("distributor_commission_simulation.ir_cron_run")
        triggers = self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)])
        simulation = self._start_long()
        self.assertEqual((simulation.state, simulation.total_count), ("running", 6))
        self.assertEqual(
            self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)]),
            triggers + 1,
        )
        with self._commit(60):
            self.simulations._cron_run(2)
        self.assertEqual((simulation.state, simulation.done_count), ("done", 6))
        self.assertEqual(simulation.progress, 100)
        self.assertEqual(simulation.amount_simulated, 140)
        self.assertEqual(simulation.difference, 0)

    def test_goes_on_when_time_was_up(self):
        simulation = self._start_long()
        with self._commit(0):
            simulation.sudo()._run_in_background(2)
            self.assertEqual((simulation.state, simulation.done_count), ("running", 2))
            self.assertAlmostEqual(simulation.progress, 33.3, 1)
            while simulation.state == "running":
                simulation.sudo()._run_in_background(2)
        self.assertEqual(simulation.amount_simulated, 140)
        self.assertEqual(
            [line.difference for line in simulation.line_ids if line.difference], []
        )

    def test_cancel(self):
        simulation = self._start_long()
        with self._commit(0):
            simulation.sudo()._run_in_background(2)
        self.assertTrue(simulation.line_ids)
        with self.assertRaisesRegex(UserError, "Cancel the simulation"):
            simulation.unlink()
        simulation.action_cancel()
        self.assertEqual((simulation.state, simulation.done_count), ("draft", 0))
        self.assertFalse(simulation.line_ids)
        with self._commit(60):
            simulation.sudo()._run_in_background(2)
        self.assertEqual(simulation.state, "draft")
        simulation.action_run()
        self.assertEqual(simulation.amount_simulated, 140)
        with self.assertRaisesRegex(UserError, "Draft"):
            simulation.action_run()

    def test_failure_is_shown_and_resumed(self):
        simulation = self._start_long()
        with self._commit(0):
            simulation.sudo()._run_in_background(2)
        broken = patch.object(
            type(self.env["distributor.commission.simulator"]),
            "_simulate",
            side_effect=ValueError("T-Broken"),
        )
        rollback = patch.object(self.env.cr, "rollback")
        with broken, rollback, self._commit(60), mute_logger(run.__name__):
            simulation.sudo()._run_in_background(2)
        self.assertEqual((simulation.state, simulation.done_count), ("failed", 2))
        self.assertEqual(simulation.message, "T-Broken")
        simulation.action_resume()
        with self._commit(60):
            simulation.sudo()._run_in_background(2)
        self.assertEqual((simulation.state, simulation.amount_simulated), ("done", 140))

    def test_result_of_batches_is_one_row_each(self):
        simulation = self._start_long()
        with self._commit(60):
            simulation.sudo()._run_in_background(1)
        keys = [
            (line.date, line.beneficiary_id, line.product_id)
            for line in simulation.line_ids
        ]
        self.assertEqual(len(keys), len(set(keys)))
        self.assertEqual(len(keys), 6, "three earners in two months")

    def test_tally_is_kept(self):
        tally = Tally([1], [2])
        self.assertEqual(Tally.load(tally.dump()).dump(), tally.dump())

    def test_change_after_the_result(self):
        simulation = self._run()
        with self.assertRaisesRegex(UserError, "not possible"):
            simulation.date_to = date(2026, 12, 31)
        draft = self._create_version(
            self.plan, [(1, 1.0)], date(2026, 4, 1), approve=False
        )
        other = self._run(draft)
        self.assertFalse(other.is_outdated)
        draft.rule_ids.copy({"version_id": draft.id, "generation": 2})
        self.env.invalidate_all()
        self.assertTrue(other.is_outdated)
        other.action_cancel()
        other.action_run()
        self.assertFalse(other.is_outdated)
        self.assertFalse(simulation.is_outdated, "an approved version is final")

    def test_comparison(self):
        draft = self._create_version(
            self.plan, [(1, 6.0)], date(2026, 4, 1), approve=False
        )
        first, second = self._run(), self._run(draft)
        with self.assertRaisesRegex(UserError, "Compare with"):
            first.action_compare()
        first.other_id = second
        self.env.flush_all()
        action = first.action_compare()
        rows = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(
            {r.beneficiary_id.code: (r.amount, r.amount_other) for r in rows},
            {"T-C": (70, 84), "T-R": (42, 0), "T-M": (28, 0)},
        )
        self.assertEqual(sum(rows.mapped("difference")), 56)
        with self.assertRaises(ValidationError):
            first.other_id = first

    def test_simulate_from_the_version(self):
        action = self.version.action_simulate()
        simulation = self.simulations.with_context(**action["context"]).create({})
        self.assertEqual(simulation.version_id, self.version)
        self.assertEqual(self.version.simulation_count, 1)
        self.assertEqual(
            self.simulations.search(self.version.action_view_simulations()["domain"]),
            simulation,
        )

    def test_guard_rails(self):
        self.plan.max_generations = 1
        simulation = self._run()
        self.assertIn("G-01", simulation.findings)
        self.assertIn("art. 7", simulation.findings)
