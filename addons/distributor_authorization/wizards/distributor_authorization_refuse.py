# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorAuthorizationRefuse(models.TransientModel):
    """Asks why authorisations are refused."""

    _name = "distributor.authorization.refuse"
    _description = "Refuse Authorisations"

    authorization_ids = fields.Many2many(
        "distributor.authorization",
        "distributor_authorization_refuse_rel",
        "wizard_id",
        "authorization_id",
        string="Authorisations",
        required=True,
    )
    reason = fields.Text(required=True)

    def action_refuse(self):
        self.ensure_one()
        self.authorization_ids._check_manager()
        self.authorization_ids._check_step("submitted")
        self.authorization_ids._refuse(self.reason)
        return {"type": "ir.actions.act_window_close"}
