# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models

PRICED = {"product_uom_qty", "price_unit", "discount", "tax_ids", "product_uom_id"}


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.order_id.filtered(lambda o: o.state == "sale")._sync_holds()
        return lines

    def write(self, vals):
        result = super().write(vals)
        if not PRICED.isdisjoint(vals):
            self.order_id.filtered(lambda o: o.state == "sale")._sync_holds()
        return result

    def unlink(self):
        orders = self.order_id.filtered(lambda o: o.state == "sale")
        result = super().unlink()
        orders._sync_holds()
        return result
