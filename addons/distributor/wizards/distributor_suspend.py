# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorSuspend(models.TransientModel):
    """Asks why distributors are suspended, or applicants refused."""

    _name = "distributor.suspend"
    _description = "Suspend or Refuse Distributors"
    _inherit = "distributor.reason.mixin"

    distributor_ids = fields.Many2many(
        "distributor.distributor", string="Distributors", required=True
    )
    operation = fields.Selection(
        [("suspend", "Suspend"), ("refuse", "Refuse")],
        default="suspend",
        required=True,
    )

    def action_confirm(self):
        """Suspend or refuse; who may do that is checked with each distributor."""
        reason = self._get_reason()
        if self.operation == "refuse":
            self.distributor_ids._refuse(reason)
        else:
            self.distributor_ids._suspend(reason)
        return {"type": "ir.actions.act_window_close"}
