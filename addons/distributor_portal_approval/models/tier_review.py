# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class TierReview(models.Model):
    _inherit = "tier.review"

    def _get_portal_url(self):
        self.ensure_one()
        return f"{self.get_base_url()}/my/distribution/approvals/{self.id}"

    def _prepare_portal_values(self):
        """Return what an upline may know of the order it decides on.

        Products, quantities and what is usual; amounts if the company says so. Never
        the address, the deposit or who else decides.
        """
        self.ensure_one()
        order = self.order_id
        amounts = order.company_id.approval_show_amounts
        facts = order._get_approval_facts()
        return {
            "review": self,
            "order": order,
            "amounts": amounts,
            "reasons": self.definition_id._get_reasons(
                order, facts, amounts, upline=True
            ),
            "lines": order._get_lines_to_authorize(),
            "units": facts.units.normalize(),
            "history": order._get_approval_history(),
            "seen": facts.get_fingerprint(),
        }

    def _get_portal_units(self):
        """Return how many units the order has, for a list."""
        self.ensure_one()
        lines = self.order_id._get_lines_to_authorize()
        return f"{sum(lines.mapped('product_uom_qty')):g}"
