# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import RunCommon


@tagged("post_install", "-at_install")
class TestRunCron(RunCommon):
    """A run on a server that works no jobs."""

    def setUp(self):
        super().setUp()
        self.enterContext(self._with_runner(False))
        self.cron = self.env.ref(
            "distributor_commission_queue.distributor_commission_run_cron"
        )

    def _work(self):
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.cron.method_direct_trigger()
        self.env.invalidate_all()

    def test_run(self):
        invoices = self._sell_unbooked(100, 200, 300)
        with self._unbooked():
            self._refund(invoices[0])
        run = self._create_run()
        self.assertFalse(run.has_runner)
        run.action_start()
        self.assertFalse(any(run.part_ids.mapped("job_uuid")))
        triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", self.cron.id)])
        self.assertTrue(triggers)
        self._work()
        self.assertEqual((run.state, run.done_count), ("done", 4))
        entries = self._get_entries()
        self._assert_amounts(entries, C=25, R=15, M=10)
        self.assertEqual(entries.user_id, self.manager)
        self._work()
        self.assertEqual(self._get_entries(), entries)

    def test_jobs_are_left_to_the_runner(self):
        self._sell_unbooked(100)
        run = self._create_run()
        with self._with_runner():
            run.action_start()
            self._work()
            self.assertEqual(run.state, "running")
        # the runner is gone
        self._work()
        self.assertEqual(run.state, "done")

    def test_failed_and_tried_again(self):
        """Credit notes do not come before the invoices that failed."""
        invoices = self._sell_unbooked(100, 200, 300)
        with self._unbooked():
            self._refund(invoices[2])
        run = self._create_run()
        run.action_start()
        booking = type(self.env["distributor.commission.booking"])
        book_batch = booking._book_batch

        def fail(booking, move_ids):
            count = book_batch(booking, move_ids)
            if invoices[2].id in move_ids:
                raise ValueError("T-Broken")
            return count

        with (
            patch.object(booking, "_book_batch", fail),
            mute_logger(
                "odoo.addons.distributor_commission_queue"
                ".models.distributor_commission_run_part"
            ),
        ):
            self._work()
        self.assertEqual(run.state, "failed")
        self.assertEqual(run.part_ids.mapped("state"), ["done", "failed", "waiting"])
        self.assertEqual(run.part_ids[1].error, "T-Broken")
        self._assert_amounts(self._get_entries(), C=15, R=9, M=6)
        self._work()
        self.assertEqual(run.state, "failed")
        run.action_retry()
        self._work()
        self.assertEqual(run.state, "done")
        self._assert_amounts(self._get_entries(), C=15, R=9, M=6)

    def test_cancelled(self):
        self._sell_unbooked(100)
        run = self._create_run()
        run.action_start()
        run.action_cancel()
        self._work()
        self.assertFalse(self._get_entries())
