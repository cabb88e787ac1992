# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorApplicationDismiss(models.TransientModel):
    """Asks why a likely duplicate is another company."""

    _name = "distributor.application.dismiss"
    _description = "Not a Duplicate"

    duplicate_ids = fields.Many2many(
        "distributor.application.duplicate",
        "distributor_application_dismiss_rel",
        string="Duplicates",
        required=True,
    )
    note = fields.Char("Why", required=True)

    def action_dismiss(self):
        """Record it; the duplicates check the rights."""
        self.ensure_one()
        self.duplicate_ids.action_dismiss(note=self.note)
        return {"type": "ir.actions.act_window_close"}
