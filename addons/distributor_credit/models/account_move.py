# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class AccountMove(models.Model):
    _inherit = "account.move"

    def _post(self, soft=True):
        posted = super()._post(soft)
        posted._wake_held_deliveries()
        return posted

    def _wake_held_deliveries(self):
        """Money may have come: look again at what credit holds of these partners."""
        # sudo: posting was allowed; what waits for the money follows
        distributors = self.env["distributor.distributor"].sudo()
        partners = (self.partner_id | self.line_ids.partner_id).commercial_partner_id
        if partners:
            found = distributors.search(
                [
                    ("partner_id", "in", partners.ids),
                    ("company_id", "in", self.company_id.ids),
                    ("company_id.credit_in_use", "=", True),
                ]
            )
            self.env["stock.picking"]._trigger_credit_release(found)
