# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


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
        days = {order: order._get_channel_date() for order in orders}
        rows = chains._insert_chains(days)
        again = orders.browse(set(orders.ids) - {order for _key, order in rows})
        if again:
            chains.search([("order_id", "in", again.ids)], order="id").unlink()
            rows += chains._insert_chains({order: days[order] for order in again})
        orders.invalidate_recordset(["chain_ids"], flush=False)
        return chains.browse(key for key, _order in rows)

    @api.model
    def _insert_chains(self, days):
        """Store the chain of the orders that have none, with one statement.

        :param days: {order: date}
        :return: list of (id, order id)
        """
        self.env["distributor.distributor"].flush_model(["level_id"])
        self.env["distributor.level"].flush_model(["can_earn_commission"])
        pairs = [(order.distributor_id.id, day) for order, day in days.items()]
        return self.env.execute_query(
            SQL(
                """
                INSERT INTO distributor_chain (
                    order_id, company_id, date, generation, distributor_id, level_id,
                    can_earn_commission, create_uid, create_date, write_uid, write_date
                )
                %(chain)s
                SELECT sold.id, sold.company, sold.day, chain.generation, node.id,
                       node.level_id, level.can_earn_commission,
                       %(user)s, %(now)s, %(user)s, %(now)s
                  FROM unnest(
                           %(orders)s::int[], %(companies)s::int[], %(buyers)s::int[],
                           %(days)s::date[]
                       ) AS sold(id, company, buyer, day)
                  JOIN chain ON chain.buyer = sold.buyer AND chain.day = sold.day
                  JOIN distributor_distributor AS node ON node.id = chain.node
                  JOIN distributor_level AS level ON level.id = node.level_id
                 WHERE NOT chain.looped
                   AND NOT EXISTS (
                           SELECT FROM distributor_chain AS old
                            WHERE old.order_id = sold.id
                       )
                 ORDER BY sold.id, chain.generation
                RETURNING id, order_id
                """,
                chain=self.env["distributor.upline"]._get_chain_sql(
                    list(dict.fromkeys(pairs))
                ),
                orders=[order.id for order in days],
                companies=[order.company_id.id for order in days],
                buyers=[buyer for buyer, _day in pairs],
                days=list(days.values()),
                user=self.env.uid,
                now=self.env.cr.now(),
            )
        )
