# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models

FOLLOWED = {"product_uom_qty", "price_unit", "discount", "qty_delivered"}


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.order_id._follow_commission()
        return lines

    def _get_invoice_lines(self):
        """Leave out credit notes that were assigned for their commission alone.

        Nobody decided that what they credit is to be invoiced again.
        """
        lines = super()._get_invoice_lines()
        # sudo: what counts as invoiced does not depend on who may see commissions
        assigned = lines.sudo().filtered(
            lambda line: line.move_id.move_type == "out_refund"
            and line.move_id.commission_assigned
        )
        return lines - assigned.sudo(self.env.su)

    def _compute_qty_delivered(self):
        """Extend stock: what is delivered may earn commission."""
        result = super()._compute_qty_delivered()
        self.order_id._follow_commission()
        return result

    def write(self, vals):
        result = super().write(vals)
        if not FOLLOWED.isdisjoint(vals):
            self.order_id._follow_commission()
        return result
