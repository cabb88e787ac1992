# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from psycopg2 import IntegrityError

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command


class DistributorBulk(models.AbstractModel):
    """A step with many records: each is a savepoint and tells what became of it.

    A wizard that inherits it has ``line_ids``, of a model that inherits
    ``distributor.bulk.line``, and does the step with one record in ``_run_one``.
    """

    _name = "distributor.bulk"
    _description = "Step with Many Records"

    done_count = fields.Integer("Done", compute="_compute_result_counts")
    refused_count = fields.Integer("Not Done", compute="_compute_result_counts")

    @api.depends("line_ids.is_done")
    def _compute_result_counts(self):
        for wizard in self:
            done = wizard.line_ids.filtered("is_done")
            wizard.done_count = len(done)
            wizard.refused_count = len(wizard.line_ids - done)

    def action_close(self):
        """Leave the results; the list behind them shows the new states."""
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _run_one(self, record):
        """Take the step with one record, with the checks of its own button.

        :return: more values of the line, or None
        """
        raise NotImplementedError

    def _run_each(self, records):
        """Take the step with each record and show the results."""
        self.ensure_one()
        self.line_ids = [Command.clear()] + [
            Command.create(self._run_safely(record)) for record in records
        ]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Result"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    def _run_safely(self, record):
        """Return the values of the line that tells the result."""
        values = self._prepare_line_vals(record)
        try:
            with self.env.cr.savepoint():
                values.update(self._run_one(record) or {})
        except UserError as error:
            values["message"] = str(error)
        except IntegrityError as error:
            values["message"] = record._sql_error_to_message(error)
        return values

    def _prepare_line_vals(self, record):
        return {self.line_ids._record_field: record.id}


class DistributorBulkLine(models.AbstractModel):
    """What became of a step for one record, which can be opened beside the results."""

    _name = "distributor.bulk.line"
    _description = "Result of a Step"
    _order = "is_done, id"

    # the field with the record
    _record_field = None

    message = fields.Text("Reason", readonly=True)
    is_done = fields.Boolean("Done", compute="_compute_is_done", store=True)

    @api.depends("message")
    def _compute_is_done(self):
        for line in self:
            line.is_done = not line.message

    def action_open(self):
        """Open the record in a tab of its own, so that the results stay."""
        self.ensure_one()
        record = self[self._record_field]
        return {
            "type": "ir.actions.act_url",
            "url": f"/odoo/{record._name}/{record.id}",
            "target": "new",
        }
