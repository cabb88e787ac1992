# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError


class DistributorChain(models.Model):
    """Who stood above the buyer, and at which level, when an order was confirmed.

    One row a generation: 0 is the buyer, 1 its upline, and so on. The snapshot is
    what commissions and disputes refer to; later moves do not touch it.
    """

    _name = "distributor.chain"
    _description = "Distributor Chain of an Order"
    _order = "order_id, generation"
    _rec_name = "distributor_id"

    order_id = fields.Many2one(
        "sale.order", required=True, index=True, ondelete="cascade"
    )
    generation = fields.Integer(required=True, aggregator=None)
    distributor_id = fields.Many2one(
        "distributor.distributor", required=True, index=True, ondelete="restrict"
    )
    level_id = fields.Many2one("distributor.level", required=True, ondelete="restrict")
    date = fields.Date(required=True)
    can_earn_commission = fields.Boolean(
        "Earns Commission",
        default=True,
        help="Whether its level earned commission on that day.",
    )
    company_id = fields.Many2one(
        related="order_id.company_id", store=True, index=True, precompute=True
    )

    _generation_uniq = models.Constraint(
        "UNIQUE (order_id, generation)",
        "An order has one distributor for each generation.",
    )

    def write(self, vals):
        if not set(vals) <= {"company_id"}:
            raise UserError(self.env._("The chain of a confirmed order is final."))
        return super().write(vals)

    @api.model
    def _snapshot(self, orders):
        """Store the chain of each order as of its channel date.

        An order confirmed again after a cancellation gets the chain of the new day.

        :param orders: sale.order records of distributors, being confirmed
        :return: distributor.chain records
        """
        # sudo: the caller confirms orders it may write; the chain is no one's to edit
        chains = self.sudo()
        chains.search([("order_id", "in", orders.ids)], order="id").unlink()
        days = {order: order._get_channel_date() for order in orders}
        found = self.env["distributor.upline"]._get_chains(
            (order.distributor_id.id, day) for order, day in days.items()
        )
        browse = self.env["distributor.distributor"].sudo().browse
        return chains.create(
            [
                {
                    "order_id": order.id,
                    "generation": generation,
                    "distributor_id": node,
                    "level_id": browse(node).level_id.id,
                    "can_earn_commission": browse(node).level_id.can_earn_commission,
                    "date": day,
                }
                for order, day in days.items()
                for generation, node in enumerate(found[(order.distributor_id.id, day)])
            ]
        )
