# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorCommissionDisputeAsk(models.TransientModel):
    """Asks a distributor something about its dispute."""

    _name = "distributor.commission.dispute.ask"
    _description = "Ask a Distributor About Its Dispute"

    dispute_id = fields.Many2one(
        "distributor.commission.dispute", required=True, readonly=True
    )
    distributor_id = fields.Many2one(related="dispute_id.distributor_id")
    question = fields.Text(required=True)

    def action_send(self):
        """Ask, after a check of the group."""
        self.ensure_one()
        self.dispute_id._check_finance()
        self.dispute_id._ask(self.question)
        return {"type": "ir.actions.act_window_close"}
