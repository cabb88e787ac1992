# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _get_quantity_dropped(self):
        """Return what was ordered and will not be delivered any more (float, UoM).

        Only where the delivered quantity is invoiced: what is invoiced as ordered
        needs its money, delivered or not.
        """
        self.ensure_one()
        moves = self.move_ids.filtered(
            lambda move: move.location_dest_id.usage == "customer"
        )
        if self.product_id.invoice_policy != "delivery" or not moves:
            return 0.0
        pending = sum(
            move.product_uom._compute_quantity(
                move.product_uom_qty, self.product_uom_id
            )
            for move in moves
            if move.state not in ("done", "cancel")
        )
        coming = max(self.qty_delivered + pending, self.qty_invoiced_posted)
        return max(0.0, self.product_uom_qty - coming)
