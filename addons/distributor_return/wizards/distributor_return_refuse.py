# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorReturnRefuse(models.TransientModel):
    """Asks a manager for the words to a distributor whose return is refused."""

    _name = "distributor.return.refuse"
    _description = "Refuse a Return"

    return_id = fields.Many2one("distributor.return", required=True, readonly=True)
    words = fields.Text("Reason for the Distributor", required=True)

    def action_confirm(self):
        """Refuse, after a check of the group."""
        self.ensure_one()
        self.return_id._check_may_decide()
        self.return_id._refuse(self.words)
        return {"type": "ir.actions.act_window_close"}
