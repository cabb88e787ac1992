# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class DistributorDistributor(models.Model):
    _inherit = "distributor.distributor"

    return_count = fields.Integer(
        "Returns", compute="_compute_return_count", groups="stock.group_stock_user"
    )

    @api.depends("order_ids")
    def _compute_return_count(self):
        rows = self.env["stock.picking"]._read_group(
            [("return_id", "!=", False), ("sale_id.distributor_id", "in", self.ids)],
            ["sale_id"],
            ["__count"],
        )
        counts = {}
        for order, count in rows:
            # sudo: whose order it is, for a warehouse that may not read orders
            key = order.sudo().distributor_id.id
            counts[key] = counts.get(key, 0) + count
        for distributor in self:
            distributor.return_count = counts.get(distributor.id, 0)

    def action_view_returns(self):
        """Open the goods that came back from this distributor."""
        return self._open_records(
            "stock.action_picking_tree_all",
            [
                ("return_id", "!=", False),
                ("sale_id.distributor_id", "=", self.id),
            ],
        )

    def _get_exit_items(self):
        return [*super()._get_exit_items(), self._get_exit_stock()]

    def _get_exit_stock(self):
        # sudo: whoever reads the distributor may know what its exit waits for
        pickings = self.env["stock.picking"].sudo()
        pickings = pickings.search(
            [
                ("sale_id.distributor_id", "=", self.id),
                ("state", "not in", ("done", "cancel")),
            ]
        )
        return self._prepare_exit_item(
            "stock",
            self.env._("Deliveries and returns done"),
            pickings.mapped("name"),
        )
