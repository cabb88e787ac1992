# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "sale.order.returnable"]

    goods_return_ids = fields.One2many(
        "distributor.return",
        "order_id",
        "Returns",
        groups="distributor.distributor_group_user",
    )
    goods_return_count = fields.Integer(
        "Returns of Goods",
        compute="_compute_goods_return_count",
        compute_sudo=True,
        groups="base.group_user",
    )
    may_return = fields.Boolean(compute="_compute_may_return", compute_sudo=True)

    @api.depends("goods_return_ids")
    def _compute_goods_return_count(self):
        for order in self:
            order.goods_return_count = len(order.goods_return_ids)

    @api.depends("distributor_id", "state", "order_line.qty_delivered")
    def _compute_may_return(self):
        for order in self:
            order.may_return = (
                order.distributor_id
                and order.state == "sale"
                and any(line.qty_delivered > 0 for line in order.order_line)
            )

    def action_return_goods(self):
        """Open a new return of goods of this order."""
        self.ensure_one()
        self.check_access("read")
        self.env["distributor.return"].check_access("create")
        return {
            "type": "ir.actions.act_window",
            "res_model": "distributor.return",
            "view_mode": "form",
            "name": self.env._("New Return"),
            "context": {"default_order_id": self.id},
        }

    def action_view_goods_returns(self):
        """Open the returns of this order."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_return.distributor_return_action"
        )
        return dict(
            action,
            domain=[("order_id", "=", self.id)],
            context={"default_order_id": self.id},
        )
