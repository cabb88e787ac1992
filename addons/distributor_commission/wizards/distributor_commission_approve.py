# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorCommissionApprove(models.TransientModel):
    """Asks why a version is right in spite of its warnings."""

    _name = "distributor.commission.approve"
    _description = "Approve a Commission Plan Version"

    version_id = fields.Many2one(
        "distributor.commission.version",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    findings = fields.Html(related="version_id.findings")
    accepted = fields.Boolean("I approve in spite of these warnings")
    reason = fields.Text(required=True)

    def action_approve(self):
        """Approve with the reason; the version checks who may."""
        self.ensure_one()
        self.version_id._approve_with(self.accepted, self.reason)
        return {"type": "ir.actions.act_window_close"}
