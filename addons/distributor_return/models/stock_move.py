# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class StockMove(models.Model):
    _inherit = "stock.move"

    distributor_return_id = fields.Many2one(
        "distributor.return",
        "Return",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups="base.group_user",
    )

    def _prepare_move_split_vals(self, qty):
        vals = super()._prepare_move_split_vals(qty)
        # sudo: what is left of a return is still that return
        if record := self.sudo().distributor_return_id:
            vals["distributor_return_id"] = record.id
        return vals

    def _action_done(self, cancel_backorder=False):
        # sudo: only tells which returns the goods belong to
        returns = self.sudo().distributor_return_id
        moves = super()._action_done(cancel_backorder)
        returns._on_stock_change()
        return moves

    def _action_cancel(self):
        result = super()._action_cancel()
        # sudo: only tells which returns the goods belong to
        self.sudo().distributor_return_id._on_stock_change()
        return result
