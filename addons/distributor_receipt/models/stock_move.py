# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.exceptions import UserError


class StockMove(models.Model):
    _inherit = "stock.move"

    def _get_reported(self):
        """Return how much of this move was reported so far, in its unit."""
        self.ensure_one()
        lines = self.picking_id.delivery_report_ids.line_ids
        return sum(lines.filtered(lambda line: line.move_id == self).mapped("quantity"))

    def _check_reported(self, quantity):
        """Refuse to report more than was delivered.

        :raise UserError: names the product and what is left to report
        """
        self.ensure_one()
        left = self.quantity - self._get_reported()
        if quantity <= 0 or self.product_uom.compare(quantity, left) > 0:
            raise UserError(
                self.env._(
                    "%(product)s: of %(delivered)g delivered, up to %(left)g can be"
                    " reported.",
                    product=self.product_id.display_name,
                    delivered=self.quantity,
                    left=left,
                )
            )
