# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.queue_job.exception import RetryableJobError
from odoo.addons.queue_job.job import Job
from odoo.addons.queue_job.tests.common import trap_jobs

from .common import RunCommon


@tagged("post_install", "-at_install")
class TestRun(RunCommon):
    """A run whose parts are jobs."""

    def setUp(self):
        super().setUp()
        self.enterContext(self._with_runner())

    def _get_jobs(self, run, *states):
        jobs = (
            self.env["queue.job"]
            .sudo()
            .search([("uuid", "in", run.part_ids.mapped("job_uuid"))])
        )
        return jobs.filtered(lambda job: not states or job.state in states)

    def _perform(self, part):
        """Do the job of a part as a worker does, without its commits."""
        Job.load(self.env, part.job_uuid).perform()

    def test_run(self):
        invoices = self._sell_unbooked(100, 200, 300, 400, 500)
        with self._unbooked():
            refunds = self._refund(invoices[0]) + self._refund(invoices[2])
        run = self._create_run()
        with trap_jobs() as trap:
            run.action_start()
            self.assertEqual(run.state, "running")
            self.assertEqual(
                run.part_ids.mapped(lambda p: (p.sequence, p.kind, p.move_ids)),
                [
                    (1, "invoice", invoices[:2].ids),
                    (2, "invoice", invoices[2:4].ids),
                    (3, "invoice", invoices[4:].ids),
                    (4, "refund", refunds.ids),
                ],
            )
            trap.assert_jobs_count(5)
            channels = {job.channel for job in trap.enqueued_jobs}
            self.assertEqual(channels, {"root.commission"})
            of = {job.recordset: job for job in trap.enqueued_jobs}
            *first, last = (of[part] for part in run.part_ids.sudo())
            self.assertFalse(any(job.depends_on for job in first))
            self.assertEqual(last.depends_on, set(first))
            self.assertEqual(of[run.sudo()].depends_on, {last})
            trap.perform_enqueued_jobs()
        run.invalidate_recordset()
        self.assertEqual((run.state, run.progress, run.done_count), ("done", 100, 7))
        self.assertTrue(run.date_finished)
        entries = self._get_entries()
        self._assert_amounts(entries, C="55.00", R="33.00", M="22.00")
        self.assertEqual(entries.user_id, self.manager)
        self.assertEqual(run.entry_count, len(entries))

    def test_same_as_posting(self):
        """The rows are those of documents that were booked when they were posted."""

        def sell():
            invoices = [self._sell((self.product, 1, p)) for p in (100, 99.95, 0.07)]
            self._refund(invoices[1], quantities=[0.5])

        sell()
        expected = [row[1:] for row in self._get_rows()]
        before = self._get_entries()
        with self._unbooked():
            sell()
        with trap_jobs() as trap:
            self._create_run().action_start()
            trap.perform_enqueued_jobs()
        new = self._get_entries() - before
        self.assertEqual([row[1:] for row in self._get_rows(new)], expected)

    def test_jobs_of_the_queue(self):
        """The jobs are stored with their order, and a part is not queued twice."""
        invoices = self._sell_unbooked(100, 200, 300)
        with self._unbooked():
            self._refund(invoices[0])
        run = self._create_run()
        run.action_start()
        *sales, refund = run.part_ids
        jobs = self._get_jobs(run)
        self.assertEqual(len(jobs), 3)
        self.assertEqual(set(jobs.mapped("channel")), {"root.commission"})
        self.assertEqual(len(self._get_jobs(run, "pending")), 2)
        self.assertEqual(self._get_jobs(run, "wait_dependencies").uuid, refund.job_uuid)
        self.assertEqual(len(set(jobs.mapped("identity_key"))), 3)
        double = sales[0].sudo()._prepare_job()
        double.delay()
        self.assertEqual(double._generated_job.uuid, sales[0].job_uuid)
        for part in run.part_ids:
            self._perform(part)
        self._assert_amounts(self._get_entries(), C=25, R=15, M=10)

    def test_tiers_follow_each_other(self):
        self.plan.active = False
        tiered = self._create_plan(name="T-Tiered")
        self._create_version(
            tiered, [(1, 0.0, {"tiers": {0: 1.0, 250: 2.0}, "tier_mode": "marginal"})]
        )
        self._sell_unbooked(100, 100, 100, 100, 100)
        run = self._create_run()
        with trap_jobs() as trap:
            run.action_start()
            self.assertTrue(run.is_sequential)
            of = {job.recordset: job for job in trap.enqueued_jobs}
            chain = [of[part] for part in run.part_ids.sudo()] + [of[run.sudo()]]
            for before, after in zip(chain, chain[1:], strict=False):
                self.assertEqual(after.depends_on, {before})
            trap.perform_enqueued_jobs()
        # 250 at 1 %, 250 at 2 %
        self._assert_amounts(self._get_entries(), C="7.50")

    def test_twice(self):
        self._sell_unbooked(100, 200, 300)
        first, second = self._create_run(), self._create_run()
        with trap_jobs() as trap:
            first.action_start()
            for part in first.part_ids:
                part._book()
            rows = self._get_rows()
            for part in first.part_ids:
                part._book()
            trap.perform_enqueued_jobs()
        self.assertEqual(self._get_rows(), rows)
        with self.assertRaisesRegex(UserError, "no commission is missing"):
            second.action_start()
        with self.assertRaisesRegex(UserError, "is “Done”"):
            first.action_start()

    def test_a_document_booked_meanwhile(self):
        """Somebody else books one of them between the start and the job."""
        invoices = self._sell_unbooked(100, 200)
        run = self._create_run()
        with trap_jobs() as trap:
            run.action_start()
            self.env["distributor.commission.booking"]._book_posted(invoices[0])
            trap.perform_enqueued_jobs()
        self._assert_amounts(self._get_entries(), C=15, R=9, M=6)
        self.assertEqual((run.entry_count, run.state), (3, "done"))

    def test_killed(self):
        """What a worker had written before it died is gone; the next one does it."""
        self._sell_unbooked(100, 200)
        run = self._create_run()
        run.action_start()
        part = run.part_ids
        with (
            patch.object(type(part), "write", side_effect=KeyboardInterrupt),
            self.assertRaises(KeyboardInterrupt),
            self.env.cr.savepoint(),
        ):
            self._perform(part)
        self.env.invalidate_all()
        self.assertFalse(self._get_entries())
        self.assertEqual(part.state, "waiting")
        self._perform(part)
        self._assert_amounts(self._get_entries(), C=15, R=9, M=6)

    def test_failed_and_tried_again(self):
        self._sell_unbooked(100, 200, 300)
        run = self._create_run()
        run.action_start()
        first, second = run.part_ids
        self._perform(second)
        first._note_failure(
            exc_info="Traceback", exc_name="ValueError", exc_message="T-Broken"
        )
        self.assertEqual((run.state, run.failed_count), ("failed", 1))
        self.assertEqual((first.state, first.error), ("failed", "T-Broken"))
        old = first.job_uuid
        run.action_retry()
        self.assertEqual((run.state, first.state), ("running", "waiting"))
        self.assertFalse(first.error)
        self.assertNotEqual(first.job_uuid, old)
        queue = self.env["queue.job"].sudo()
        jobs = queue.search([("uuid", "in", [old, first.job_uuid])])
        self.assertEqual(sorted(jobs.mapped("state")), ["cancelled", "pending"])
        self._perform(first)
        run.sudo()._finish()
        self._assert_amounts(self._get_entries(), C=30, R=18, M=12)
        self.assertEqual(run.state, "done")

    def test_end_waits_for_all(self):
        self._sell_unbooked(100, 200, 300)
        run = self._create_run()
        run.action_start()
        self._perform(run.part_ids[0])
        with self.assertRaises(RetryableJobError):
            run._finish()
        self.assertEqual(run.state, "running")

    def test_cancelled(self):
        self._sell_unbooked(100, 200, 300)
        run = self._create_run()
        run.action_start()
        first, second = run.part_ids
        self._perform(first)
        run.action_cancel()
        self.assertEqual(run.state, "cancelled")
        self.assertEqual((first.state, second.state), ("done", "cancelled"))
        self.assertFalse(self._get_jobs(run, "wait_dependencies", "enqueued"))
        self._perform(second)
        self._assert_amounts(self._get_entries(), C=15, R=9, M=6)
        for action in ("action_cancel", "action_retry", "action_start"):
            with self.assertRaisesRegex(UserError, "is “Cancelled”"):
                getattr(run, action)()
        rest = self._create_run()
        self.assertEqual(rest.document_count, 1)

    def test_one_run_of_a_company(self):
        self._sell_unbooked(100)
        first, second = self._create_run(), self._create_run()
        first.action_start()
        with self.assertRaisesRegex(UserError, "is not finished yet"):
            second.action_start()

    def test_credit_note_that_came_too_early(self):
        """Its claim is given up, and it takes back once."""
        [invoice] = self._sell_unbooked(100)
        self._refund(invoice, quantities=[0.4])
        self.assertFalse(self._get_entries())
        with trap_jobs() as trap:
            self._create_run().action_start()
            trap.perform_enqueued_jobs()
        self._assert_amounts(self._get_entries(), C=3, R="1.8", M="1.2")
        self.assertEqual(self._create_run().document_count, 0)
