# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _takes_stock(self):
        """Tell whether the line takes goods that have to be in stock."""
        self.ensure_one()
        return (
            not self.display_type
            and self.product_id.is_storable
            and not self.is_mto
            and self.product_uom_qty > 0
        )

    def _get_stock_quantity(self):
        """Return what is ordered, in the unit of the product."""
        self.ensure_one()
        return self.product_uom_id._compute_quantity(
            self.product_uom_qty, self.product_id.uom_id, round=False
        )
