# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import logging

from odoo import api, fields, models

_logger = logging.getLogger(__name__)


class DistributorImportBackground(models.AbstractModel):
    """The part of an import that runs in the background, batch by batch."""

    _name = "distributor.import.background"
    _description = "Background Run of an Import"

    @api.model
    def _cron_run(self):
        """Work on the running imports, oldest first, until the time is up."""
        documents = self.search([("state", "=", "running")], order="id")
        self.env["ir.cron"]._commit_progress(remaining=len(documents))
        for document in documents:
            if not document._run_in_background():
                break

    def _run_in_background(self):
        """Load the files in committed batches; return False when time is up.

        A fault leaves what is in and says what happened; the button goes on from there.
        """
        self.ensure_one()
        # sudo: the user who pressed the button could write the document then; records
        # are created in that user's name
        document = self.with_user(self.user_id).sudo().with_company(self.company_id)
        try:
            return document._work_off()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is shown
            self.env.cr.rollback()
            self.env.invalidate_all()
            _logger.exception("Import %s failed", self.id)
            document._finish("failed", message=str(error))
            self.env["ir.cron"]._commit_progress(1)
        return True

    def _work_off(self):
        Runner = self.env["distributor.import.runner"]
        channel = self._read_channel()
        if channel.errors:
            self._preview()
            self._finish("failed", message=self.env._("The files have errors now."))
            self.env["ir.cron"]._commit_progress(1)
            return True
        notes = Runner._prepare_company(self.company_id, channel.first_day)
        if notes:
            self.message = "\n".join(notes)
        journal = self.journal_id or Runner._get_journal(self.company_id)
        refused = self.line_ids.filtered(lambda line: line.action == "refused")
        skip = frozenset(refused.mapped("code"))
        for _step, left in Runner._run(
            channel, self.company_id, journal, self._commit_step, skip=skip
        ):
            if not left:
                return False
        summary = self.env["distributor.import.summary"]
        result = summary._get_summary(self.company_id, channel)
        self._finish("done", result=result)
        self.env["ir.cron"]._commit_progress(1)
        return True

    def _commit_step(self, step):
        """Store the progress, commit, and return the seconds left for this run."""
        self.env["distributor.import.line"].create(
            [self._prepare_refused(row, reason) for row, reason in step.refused]
        )
        # a run that goes on counts what is left; what was there before stays done
        left = step.total - step.done
        total = max(self.total_count, step.total)
        # the job is called again at once only if it says that it did something
        processed = max(total - left - self.done_count, 1)
        self.write({"done_count": total - left, "total_count": total})
        return self.env["ir.cron"]._commit_progress(processed, remaining=left + 1)

    def _prepare_refused(self, row, reason):
        kind = "orders" if hasattr(row, "order_ref") else "wallets"
        return {
            "import_id": self.id,
            "action": "refused",
            "kind": kind,
            "file": f"{kind}.csv",
            "line": row.line,
            "code": row.order_ref if kind == "orders" else row.key,
            "value": row.distributor_code,
            "reason": reason,
        }

    def _finish(self, state, message=None, result=False):
        values = {"state": state, "date_finished": fields.Datetime.now()}
        if message:
            values["message"] = message
        self.write({**values, "result": result})
