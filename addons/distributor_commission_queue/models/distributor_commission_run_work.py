# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models, tools
from odoo.exceptions import UserError

from odoo.addons.distributor_commission.models.distributor_commission_booking import (
    BATCH,
)
from odoo.addons.queue_job.delay import chain, group
from odoo.addons.queue_job.exception import RetryableJobError

from .gathering import split

# seconds after which what somebody else works is looked at again
AGAIN = 5
# jobs that nobody works yet
IDLE = ("wait_dependencies", "pending", "enqueued", "failed")


class DistributorCommissionRunWork(models.AbstractModel):
    """How a run goes on: its parts as jobs, or one by one by a scheduled action.

    All methods trust their caller, who checked the rights.
    """

    _name = "distributor.commission.run.work"
    _description = "Work of a Commission Run"
    _inherit = ["distributor.commission.missing"]

    # documents of a part, unless more of them share an order
    _part_size = BATCH

    @api.model
    def _has_runner(self):
        """Return whether the servers of this configuration run jobs."""
        return "queue_job" in tools.config["server_wide_modules"]

    def _start(self):
        self.ensure_one()
        self.lock_for_update()
        self._check_step("draft")
        self._check_alone()
        missing = self._find_missing(self.company_id, self.date_start, self.date_end)
        if not missing.invoices and not missing.refunds:
            raise UserError(
                self.env._(
                    "%(run)s: no commission is missing on posted invoices and credit"
                    " notes of these days.",
                    run=self.display_name,
                )
            )
        versions = self.env["distributor.commission.version"].browse(missing.versions)
        self.write(
            {
                "state": "running",
                "user_id": self.env.uid,
                "date_started": fields.Datetime.now(),
                "invoice_count": len(missing.invoices),
                "refund_count": len(missing.refunds),
                "is_sequential": any(
                    version._get_ruleset().is_metered for version in versions
                ),
                "part_ids": self._prepare_parts(missing),
            }
        )
        self._dispatch()

    def _check_alone(self):
        """Raise when a run of the company is on its way; a unique index makes sure."""
        running = self.search(
            [("company_id", "=", self.company_id.id), ("state", "=", "running")],
            limit=1,
        )
        if running:
            raise UserError(
                self.env._(
                    "Commission run %(run)s of %(company)s is not finished yet.",
                    run=running.display_name,
                    company=self.company_id.name,
                )
            )

    def _prepare_parts(self, missing):
        """Return the parts: invoices, then the credit notes that take back of them."""
        size = self._part_size
        found = [("invoice", ids) for ids in split(missing.invoices, size)]
        found += [("refund", ids) for ids in split(missing.refunds, size)]
        return [
            fields.Command.create(
                {
                    "sequence": number,
                    "kind": kind,
                    "move_ids": ids,
                    "document_count": len(ids),
                }
            )
            for number, (kind, ids) in enumerate(found, start=1)
        ]

    def _dispatch(self):
        """Hand the waiting parts to whoever works them."""
        waiting = self.part_ids.filtered(lambda part: part.state == "waiting")
        if self._has_runner():
            self._enqueue(waiting)
        else:
            waiting.job_uuid = False
            cron = "distributor_commission_queue.distributor_commission_run_cron"
            self.env.ref(cron)._trigger()

    def _enqueue(self, parts):
        """Delay a job a part, and one that ends the run after all of them."""
        jobs = {part: part._prepare_job() for part in parts}
        stages = [
            group(*[jobs[part] for part in stage]) for stage in self._get_stages(parts)
        ]
        end = self.delayable(
            description=self.env._("Commission: end of %s", self.display_name),
            identity_key=f"{self._name}:{self.id}",
        )._finish()
        chain(*stages, end).delay()
        for part, job in jobs.items():
            part.job_uuid = job._generated_job.uuid

    def _get_stages(self, parts):
        """Return the parts in stages; those of a stage may be worked side by side."""
        if self.is_sequential:
            return list(parts)
        return list(parts.grouped("kind").values())

    def _finish(self):
        """End the run, as the job after those of its parts.

        :raise RetryableJobError: when a part is still worked, as after a retry
        """
        run = self.sudo()  # sudo: a job of a run that a manager started
        run._end_if_done()
        if run.state == "running":
            raise RetryableJobError("not done", seconds=AGAIN, ignore_retry=True)

    def _end_if_done(self):
        for run in self:
            states = set(run.part_ids.mapped("state"))
            if run.state in ("running", "failed") and states == {"done"}:
                run.write({"state": "done", "date_finished": fields.Datetime.now()})

    def _cancel(self):
        self.ensure_one()
        self.lock_for_update()
        self._check_step("running", "failed")
        open_parts = self.part_ids.filtered(lambda p: p.state in ("waiting", "failed"))
        # one that is being worked is locked: it comes to its end
        open_parts = open_parts.try_lock_for_update()
        open_parts.state = "cancelled"
        self._cancel_jobs(open_parts)
        self.write({"state": "cancelled", "date_finished": fields.Datetime.now()})

    def _retry(self):
        self.ensure_one()
        self.lock_for_update()
        self._check_step("failed")
        parts = self.part_ids.filtered(lambda part: part.state in ("waiting", "failed"))
        parts = parts.try_lock_for_update()
        self._cancel_jobs(parts)
        parts.write({"state": "waiting", "error": False})
        self.state = "running"
        self._dispatch()
        self._end_if_done()

    def _cancel_jobs(self, parts):
        uuids = [part.job_uuid for part in parts if part.job_uuid]
        jobs = self.env["queue.job"].search(
            [("uuid", "in", uuids), ("state", "in", IDLE)]
        )
        jobs.button_cancelled()

    @api.model
    def _cron_book(self):
        """Work the parts that no job works, each in a transaction of its own."""
        domain = [("run_id.state", "=", "running"), ("state", "=", "waiting")]
        if self._has_runner():
            domain.append(("job_uuid", "=", False))
        cron = self.env["ir.cron"]
        parts = self.env["distributor.commission.run.part"].search(
            domain, order="run_id, sequence"
        )
        cron._commit_progress(remaining=len(parts))
        for part in parts:
            part._book_or_fail()
            part.run_id._end_if_done()
            if not cron._commit_progress(1):
                return
