# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models

WATCHED = {"product_id", "product_uom_qty", "product_uom_id", "price_unit", "discount"}


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.order_id._on_approval_change()
        return lines

    def write(self, vals):
        result = super().write(vals)
        if WATCHED & vals.keys():
            self.order_id._on_approval_change()
        return result

    def unlink(self):
        orders = self.order_id
        result = super().unlink()
        orders._on_approval_change()
        return result
