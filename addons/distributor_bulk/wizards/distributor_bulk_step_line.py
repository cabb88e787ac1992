# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorBulkStepLine(models.TransientModel):
    """What became of the step for one distributor."""

    _name = "distributor.bulk.step.line"
    _description = "Result of a Step"
    _inherit = "distributor.bulk.line"
    _order = "is_done, id"
    _record_field = "distributor_id"

    wizard_id = fields.Many2one(
        "distributor.bulk.step", required=True, ondelete="cascade", index=True
    )
    distributor_id = fields.Many2one(
        "distributor.distributor", required=True, ondelete="cascade"
    )
    state = fields.Selection(related="distributor_id.state")
