# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class StockMove(models.Model):
    _inherit = "stock.move"

    def _action_assign(self, force_qty=False):
        held = self.picking_id._get_credit_checked()._hold_for_credit()
        free = self.filtered(lambda move: move.picking_id not in held)
        return super(StockMove, free)._action_assign(force_qty=force_qty)

    def _action_done(self, cancel_backorder=False):
        self.picking_id._get_credit_checked()._refuse_for_credit()
        return super()._action_done(cancel_backorder)
