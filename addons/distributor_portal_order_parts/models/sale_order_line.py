# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _may_split_in_portal(self):
        """Tell whether a distributor may move this line to another order."""
        self.ensure_one()
        return (
            not self.display_type
            and not self.is_downpayment
            and not self.combo_item_id
            and self.product_id.type == "consu"
            and self.product_uom_qty > 0
        )

    def _get_portal_pack(self):
        """Return how much of this line is ordered at once, 0 for any quantity."""
        self.ensure_one()
        pack = self.product_id.product_tmpl_id._get_distributor_pack()
        if not pack:
            return 0.0
        return self.product_id.uom_id._compute_quantity(
            pack, self.product_uom_id, round=False
        )
