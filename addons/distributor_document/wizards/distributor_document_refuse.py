# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorDocumentRefuse(models.TransientModel):
    """Asks why documents are refused."""

    _name = "distributor.document.refuse"
    _description = "Refuse Documents"

    document_ids = fields.Many2many("distributor.document", required=True)
    reason = fields.Text(required=True, help="The distributor reads it.")

    def action_refuse(self):
        """Refuse; rights and four eyes are checked by the documents."""
        self.ensure_one()
        self.document_ids._refuse(self.reason)
        return {"type": "ir.actions.act_window_close"}
