# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _get_merge_key(self):
        """Return what two lines have in common that become one."""
        self.ensure_one()
        if self.display_type or self.is_downpayment or self.combo_item_id:
            return ("line", self.id)
        return (
            self.product_id.id,
            self.product_uom_id.id,
            self.price_unit,
            self.discount,
            tuple(sorted(self.tax_ids.ids)),
            self.name,
        )

    def _give_away(self, quantity):
        """Take a quantity off this line, and the line with it when nothing is left."""
        self.ensure_one()
        rest = self.product_uom_qty - quantity
        if self.product_uom_id.is_zero(rest):
            self.unlink()
        else:
            self._set_quantity(rest)

    def _set_quantity(self, quantity):
        """Change the quantity and keep the agreed price."""
        for line in self:
            price, discount = line.price_unit, line.discount
            line.product_uom_qty = quantity
            line.write({"price_unit": price, "discount": discount})
