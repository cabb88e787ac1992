# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorWalletRequestReason(models.TransientModel):
    """Asks why a request is refused, or a freeze lifted."""

    _name = "distributor.wallet.request.reason"
    _description = "Reason of a Decision"

    res_model = fields.Selection(
        [
            ("distributor.wallet.refund", "Refund"),
            ("distributor.wallet.adjustment", "Adjustment"),
            ("distributor.wallet.case", "Bond Case"),
            ("distributor.wallet.freeze", "Freeze"),
        ],
        required=True,
    )
    res_id = fields.Many2oneReference(model_field="res_model", required=True)
    reason = fields.Text(required=True)

    def action_confirm(self):
        """Decide; rights and states are checked by the document."""
        self.ensure_one()
        record = self.env[self.res_model].browse(self.res_id).exists()
        if self.res_model == "distributor.wallet.freeze":
            record._lift(self.reason)
        else:
            record._refuse(self.reason)
        return {"type": "ir.actions.act_window_close"}
