# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _get_free_quantities(self, warehouse):
        """Return {product id: how much a warehouse can still promise}, 0 or more.

        What is promised and not reserved yet is not free either: it is what others
        ordered before.
        """
        stocked = self.filtered("is_storable")
        located = stocked.with_context(warehouse_id=warehouse.id)
        return {
            one.id: max(0.0, min(one.free_qty, one.qty_available - one.outgoing_qty))
            for one in located
        }
