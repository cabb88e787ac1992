# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _get_portal_approval_note(self):
        """Return what this order waits for, in a few words, for a list."""
        self.ensure_one()
        for rule in self._get_missing_rules():
            definition = self.env["tier.definition"].browse(rule.id)
            return self._describe_status(definition)
        return self.approval_error or ""
