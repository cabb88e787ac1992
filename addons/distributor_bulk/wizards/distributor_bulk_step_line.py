# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class DistributorBulkStepLine(models.TransientModel):
    """What became of the step for one distributor."""

    _name = "distributor.bulk.step.line"
    _description = "Result of a Step"
    _order = "is_done, id"

    wizard_id = fields.Many2one(
        "distributor.bulk.step", required=True, ondelete="cascade"
    )
    distributor_id = fields.Many2one(
        "distributor.distributor", required=True, ondelete="cascade"
    )
    state = fields.Selection(related="distributor_id.state")
    message = fields.Text("Why Not")
    is_done = fields.Boolean("Done", compute="_compute_is_done", store=True)

    @api.depends("message")
    def _compute_is_done(self):
        for line in self:
            line.is_done = not line.message
