# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorCreditRefuse(models.TransientModel):
    """Asks why an override is refused."""

    _name = "distributor.credit.refuse"
    _description = "Refuse a Credit Override"

    override_ids = fields.Many2many(
        "distributor.credit.override",
        "distributor_credit_refuse_rel",
        "wizard_id",
        "override_id",
        required=True,
    )
    note = fields.Text("Reason", required=True)

    def action_confirm(self):
        self.ensure_one()
        self.override_ids._refuse(self.note)
        return {"type": "ir.actions.act_window_close"}
