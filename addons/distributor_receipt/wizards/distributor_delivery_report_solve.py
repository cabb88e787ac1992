# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorDeliveryReportSolve(models.TransientModel):
    """Asks what was done about missing or broken goods."""

    _name = "distributor.delivery.report.solve"
    _description = "Solve a Report"

    report_id = fields.Many2one("distributor.delivery.report", required=True)
    solution = fields.Text(required=True, help="The distributor reads it.")

    def action_solve(self):
        """Solve it; rights and state are checked by the report."""
        self.ensure_one()
        self.report_id._solve(self.solution)
        return {"type": "ir.actions.act_window_close"}
