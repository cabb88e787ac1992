# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class SaleOrderLine(models.Model):
    _name = "sale.order.line"
    _inherit = ["sale.order.line", "distributor.member.document"]

    _portal_partner_field = "order_id.partner_id.commercial_partner_id"

    def write(self, vals):
        if "product_uom_qty" in vals:
            # optional products of a quotation are changed in the portal
            self.order_id._check_portal_right("order")
        return super().write(vals)
