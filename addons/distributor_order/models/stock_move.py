# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class StockMove(models.Model):
    _inherit = "stock.move"

    def _action_cancel(self):
        result = super()._action_cancel()
        self._free_undelivered()
        return result

    def _action_done(self, cancel_backorder=False):
        moves = super()._action_done(cancel_backorder)
        if cancel_backorder:
            moves._free_undelivered()
        return moves

    def _free_undelivered(self):
        """Free the money kept for what will not be delivered any more."""
        self.sale_line_id.order_id.filtered(
            lambda order: order.state == "sale"
        )._sync_holds(grow=False)
