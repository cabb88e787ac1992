# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import logging

from psycopg2 import OperationalError

from odoo import fields, models

from odoo.addons.queue_job.exception import RetryableJobError

from .distributor_commission_run_work import AGAIN

_logger = logging.getLogger(__name__)


class DistributorCommissionRunPart(models.Model):
    """Documents of a run that are booked in one transaction."""

    _name = "distributor.commission.run.part"
    _description = "Part of a Commission Run"
    _order = "run_id desc, sequence"
    _rec_name = "sequence"

    run_id = fields.Many2one(
        "distributor.commission.run", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="run_id.company_id")
    sequence = fields.Integer("Part", required=True, aggregator=None)
    kind = fields.Selection(
        [("invoice", "Invoices"), ("refund", "Credit Notes")], "Type", required=True
    )
    move_ids = fields.Json(help="The ids of its invoices or credit notes.")
    document_count = fields.Integer("Documents", required=True)
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("done", "Done"),
            ("failed", "Failed"),
            ("cancelled", "Cancelled"),
        ],
        "Status",
        default="waiting",
        required=True,
    )
    entry_count = fields.Integer("Entries")
    date_done = fields.Datetime("Done On")
    error = fields.Char("Reason")
    job_uuid = fields.Char("Job")

    def _prepare_job(self):
        """Return the job of a part, to be delayed; one that waits is not doubled."""
        return self.delayable(
            description=self.env._(
                "Commission: %(run)s, part %(part)s",
                run=self.run_id.display_name,
                part=self.sequence,
            ),
            identity_key=f"{self._name}:{self.id}",
        )._book()

    def _book(self):
        """Book a part, as a job: it commits the entries and that the part is done.

        :raise RetryableJobError: when somebody else works it at this moment
        """
        part = self.sudo()  # sudo: a job of a run that a manager started
        if not part.try_lock_for_update():
            raise RetryableJobError("worked already", seconds=AGAIN, ignore_retry=True)
        if part.state in ("waiting", "failed"):
            part._work()

    def _work(self):
        """Book the documents that nobody has booked meanwhile."""
        run = self.run_id
        booking = self.env["distributor.commission.booking"].with_user(run.user_id)
        # sudo: the run was started by a manager, whose name the entries carry
        booking = booking.sudo()
        if self.kind == "refund":
            run._free_refunds(self.move_ids)
        self.write(
            {
                "entry_count": booking._book_batch(self.move_ids),
                "state": "done",
                "date_done": fields.Datetime.now(),
                "error": False,
            }
        )

    def _book_or_fail(self):
        """Book a part if it is its turn; what stops it is noted and shown."""
        part = self.try_lock_for_update()
        if not part or not part._is_its_turn():
            return
        try:
            with self.env.cr.savepoint():
                part._work()
        except OperationalError:
            raise  # of the database or of the moment: the next time it may do
        except Exception as error:
            _logger.exception("part %s of commission run %s", part.id, part.run_id.id)
            part._fail(str(error))

    def _is_its_turn(self):
        """Return whether what has to be booked before is booked."""
        run = self.run_id
        if self.state != "waiting" or run.state != "running":
            return False
        before = run.part_ids.filtered(
            lambda part: part.sequence < self.sequence
            and (run.is_sequential or part.kind != self.kind)
        )
        return all(part.state == "done" for part in before)

    def _fail(self, error):
        self.write({"state": "failed", "error": error})
        if self.run_id.state == "running":
            self.run_id.state = "failed"

    def _note_failure(self, exc_message=None, exc_name=None, **_info):
        """Note why the job of a part failed; called by the queue."""
        # sudo: a job of a run that a manager started
        self.sudo()._fail(exc_message or exc_name)
