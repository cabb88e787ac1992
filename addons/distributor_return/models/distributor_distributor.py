# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models

from .distributor_return import OPEN


class DistributorDistributor(models.Model):
    _inherit = "distributor.distributor"

    goods_return_ids = fields.One2many(
        "distributor.return",
        "distributor_id",
        "Return Requests",
        groups="distributor.distributor_group_user",
    )
    # how many there are is shown to whoever may read the distributor
    goods_return_count = fields.Integer(
        "Returns of Goods", compute="_compute_goods_return_count", compute_sudo=True
    )

    @api.depends("goods_return_ids.state")
    def _compute_goods_return_count(self):
        groups = dict(
            self.env["distributor.return"]._read_group(
                [("distributor_id", "in", self.ids), ("state", "!=", "draft")],
                ["distributor_id"],
                ["__count"],
            )
        )
        for distributor in self:
            distributor.goods_return_count = groups.get(distributor, 0)

    def _get_exit_items(self):
        return [*super()._get_exit_items(), self._get_exit_returns()]

    def _get_exit_returns(self):
        """Return whether all it asked to give back is settled."""
        # sudo: whoever reads the distributor may know what its exit waits for
        returns = self.env["distributor.return"].sudo()
        found = returns.search(
            [("distributor_id", "=", self.id), ("state", "in", OPEN)], order="id"
        )
        return self._prepare_exit_item(
            "return", self.env._("Returns of goods settled"), found.mapped("name")
        )

    def action_view_goods_returns(self):
        """Open the returns of this distributor."""
        return self._open_records(
            "distributor_return.distributor_return_action",
            [("distributor_id", "=", self.id)],
        )
