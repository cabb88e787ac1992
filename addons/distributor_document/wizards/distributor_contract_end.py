# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorContractEnd(models.TransientModel):
    """Asks for the last day of a contract and why it ends."""

    _name = "distributor.contract.end"
    _description = "End a Contract"

    contract_id = fields.Many2one("distributor.contract", required=True, readonly=True)
    date = fields.Date("Last Day", required=True, default=fields.Date.context_today)
    reason = fields.Text(required=True)

    def action_end(self):
        """End the contract; rights and dates are checked by the contract."""
        self.ensure_one()
        self.contract_id._end(self.date, self.reason)
        return {"type": "ir.actions.act_window_close"}
