# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _get_pricelist_kwargs(self):
        """Extend stock: conditions of price rules ask for whom the price is."""
        values = super()._get_pricelist_kwargs()
        if distributor := self.order_id.distributor_id:
            # sudo: whoever prices the order may know what the distributor bought and
            # holds, as far as a price rule depends on it
            values["distributor"] = distributor.sudo()
        return values
