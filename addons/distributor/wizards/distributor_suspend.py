# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.exceptions import UserError


class DistributorSuspend(models.TransientModel):
    """Asks why distributors are suspended, or applicants refused."""

    _name = "distributor.suspend"
    _description = "Suspend or Refuse Distributors"

    distributor_ids = fields.Many2many(
        "distributor.distributor", string="Distributors", required=True
    )
    operation = fields.Selection(
        [("suspend", "Suspend"), ("refuse", "Refuse")],
        default="suspend",
        required=True,
    )
    reason = fields.Text(required=True)

    def action_confirm(self):
        """Suspend or refuse; who may do that is checked with each distributor."""
        self.ensure_one()
        reason = (self.reason or "").strip()
        if not reason:
            raise UserError(self.env._("Give the reason, it is kept in the history."))
        if self.operation == "refuse":
            self.distributor_ids._refuse(reason)
        else:
            self.distributor_ids._suspend(reason)
        return {"type": "ir.actions.act_window_close"}
