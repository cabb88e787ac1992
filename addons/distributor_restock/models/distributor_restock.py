# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.distributor_portal_order.engine.quantities import MAX_LINES

from ..engine.proposal import Need, propose

LEAST_ORDERS = 2
LAST_ORDERS = 10
SECONDS_A_DAY = 86400
BOUGHT = """
    WITH own AS MATERIALIZED (
        SELECT id, date_order, date_order >= %(start)s AS recent
          FROM sale_order
         WHERE distributor_id = %(distributor)s
           AND company_id = %(company)s
           AND state = 'sale'
           AND (date_order >= %(start)s OR id = %(last)s)
    ), bought AS (
        SELECT line.*,
               own.recent AND line.qty_delivered > 0 AS counts,
               row.placed AND own.id = FIRST_VALUE(own.id) OVER (
                   PARTITION BY line.product_id
                       ORDER BY row.placed DESC, own.date_order DESC, own.id DESC
               ) AS newest
          FROM own
    CROSS JOIN LATERAL (
               SELECT order_id, product_id, product_uom_id, product_uom_qty,
                      qty_delivered
                 FROM sale_order_line
                WHERE order_id = own.id AND product_id IS NOT NULL OFFSET 0
               ) AS line
    CROSS JOIN LATERAL (
               SELECT own.date_order <= %(now)s AND line.product_uom_qty > 0 AS placed
               ) AS row
          JOIN product_product AS product ON product.id = line.product_id
          JOIN product_template AS template ON template.id = product.product_tmpl_id
         WHERE template.type = 'consu'
    )
    SELECT product_id, product_uom_id,
           SUM(qty_delivered) FILTER (WHERE counts),
           MIN(order_id) FILTER (WHERE counts),
           MAX(order_id) FILTER (WHERE counts),
           SUM(product_uom_qty) FILTER (WHERE newest)
      FROM bought
     GROUP BY product_id, product_uom_id
"""
# by the state, which has an index, come the few moves that are open
ON_WAY = """
    WITH waiting AS MATERIALIZED (
        SELECT DISTINCT move.sale_line_id AS id
          FROM stock_move AS move
          JOIN stock_location AS location ON location.id = move.location_id
         WHERE move.state = ANY(%(open)s)
           AND move.company_id = %(company)s
           AND move.sale_line_id IS NOT NULL
           AND location.usage <> 'customer'
    )
    SELECT line.product_id, line.product_uom_id, line.product_uom_qty,
           (SELECT SUM(move.product_qty)
              FROM stock_move AS move
              JOIN stock_location AS location ON location.id = move.location_dest_id
             WHERE move.sale_line_id = line.id
               AND move.state = 'done'
               AND location.usage = 'customer')
      FROM waiting
      JOIN sale_order_line AS line ON line.id = waiting.id
      JOIN sale_order AS o ON o.id = line.order_id
     WHERE o.distributor_id = %(distributor)s AND line.state = 'sale'
"""


class DistributorRestock(models.AbstractModel):
    """What a distributor needs, from what it bought and what is on the way to it.

    All products together are read at once: the number of queries does not grow.
    """

    _name = "distributor.restock"
    _description = "Restock of a Distributor"

    def _get_restock_rows(self, last=None):
        """Return what may be ordered and has sales, or was ordered lately.

        The caller has this distributor in sudo, found by the login of the visitor.

        :param last: its last order, when it is known already
        :return: list of dict of product, need, proposal and report (of its stock, empty
            if there is none)
        """
        self.ensure_one()
        reported = self._get_reported_stock()
        bought, last = self._get_restock_bought(last or self._get_last_order())
        sold = self._get_restock_sales(reported, bought)
        products = self.env["product.product"].search(
            self._get_order_domain() & Domain("id", "in", list({**last, **sold})),
            order="default_code, name, id",
            limit=MAX_LINES,
        )
        on_way = self._get_restock_on_way()
        known = {
            "days": self.company_id.distributor_restock_days,
            "cover_days": self.company_id.distributor_restock_cover_days,
            "lead_days": self._get_restock_lead_days(),
        }
        rows = []
        for product in products:
            template = product.product_tmpl_id
            need = Need(
                sold=sold.get(product.id),
                last=last.get(product.id, 0.0),
                on_hand=reported.get(product.id, {}).get("on_hand", 0.0),
                on_way=on_way.get(product.id, 0.0),
                minimum=template.distributor_min_qty,
                pack=template._get_distributor_pack(),
                **known,
            )
            rows.append(
                {
                    "product": product,
                    "need": need,
                    "proposal": propose(need),
                    "report": reported.get(product.id, {}),
                }
            )
        return rows

    def _get_restock_lines(self, rows):
        """Return {product id: quantity} of what is proposed."""
        return {
            row["product"].id: row["proposal"].quantity
            for row in rows
            if row["proposal"].quantity
        }

    def _get_reported_stock(self):
        """Return the stock that this distributor reported; a hook.

        :return: {product id: dict of on_hand and, if it reported sales too, rate (a
            day)}, in the units of the products
        """
        self.ensure_one()
        return {}

    def _get_restock_sales(self, reported, bought):
        """Return {product id: what was sold in the days that are looked at}.

        What it bought stands for what it sold, once there are two orders of it.
        """
        days = self.company_id.distributor_restock_days
        rates = {
            product_id: report["rate"] * days
            for product_id, report in reported.items()
            if report.get("rate") is not None
        }
        return {**bought, **rates}

    def _get_restock_bought(self, last):
        """Return what it bought, in the units of the products.

        :param last: the last order; older ones are looked at for some days only
        :return: ({product id: delivered less returned, of two orders or more}, {product
            id: what the newest order that has it had of it})
        """
        rows = self._fetch_restock_lines(last)
        products = self.env["product.product"].browse({row[0] for row in rows})
        known = {product.id: product for product in products}
        units = self.env["uom.uom"]
        bought, orders, newest = {}, {}, {}
        for product_id, unit_id, delivered, least, most, ordered in rows:
            unit, to_unit = units.browse(unit_id), known[product_id].uom_id
            for total, quantity in ((bought, delivered), (newest, ordered)):
                if quantity is not None:
                    total[product_id] = total.get(product_id, 0.0) + (
                        unit._compute_quantity(float(quantity), to_unit, round=False)
                    )
            orders.setdefault(product_id, set()).update({least, most} - {None})
        return {
            product_id: quantity
            for product_id, quantity in bought.items()
            if len(orders[product_id]) >= LEAST_ORDERS
        }, newest

    def _fetch_restock_lines(self, last):
        """Return (product id, unit id, delivered, the first and the last order with it,
        quantity in the newest order of the product) of the days that are looked at.

        The lines of each order are looked up, as the planner would rather read all
        there ever were: OFFSET 0 sees to it.
        """
        now, days = fields.Datetime.now(), self.company_id.distributor_restock_days
        self.env["sale.order"].flush_model()
        self.env["sale.order.line"].flush_model()
        return self.env.execute_query(
            SQL(
                BOUGHT,
                distributor=self.id,
                company=self.company_id.id,
                now=now,
                start=now - timedelta(days=days),
                last=last.id or None,
            )
        )

    def _get_restock_on_way(self):
        """Return {product id: confirmed and not yet delivered}.

        Only lines of which something still has to move: what was dropped from an order
        does not come, and what comes back is not on its way.
        """
        moves = self.env["stock.move"]
        for name in ("sale.order", "sale.order.line", "stock.move"):
            self.env[name].flush_model()
        states = dict(moves._fields["state"]._description_selection(self.env))
        rows = self.env.execute_query(
            SQL(
                ON_WAY,
                distributor=self.id,
                company=self.company_id.id,
                open=[state for state in states if state not in ("done", "cancel")],
            )
        )
        products = self.env["product.product"].browse({row[0] for row in rows})
        known = {product.id: product for product in products}
        units, on_way = self.env["uom.uom"], {}
        for product_id, unit_id, ordered, shipped in rows:
            ordered = units.browse(unit_id)._compute_quantity(
                float(ordered), known[product_id].uom_id, round=False
            )
            coming = max(0.0, ordered - float(shipped or 0.0))
            on_way[product_id] = on_way.get(product_id, 0.0) + coming
        return on_way

    def _get_restock_lead_days(self):
        """Return the average days from confirmation to delivery of its last orders."""
        self.env["sale.order"].flush_model()
        orders = self.env.execute_query(
            SQL(
                """
                SELECT date_order, effective_date
                  FROM sale_order
                 WHERE distributor_id = %s
                   AND company_id = %s
                   AND state = 'sale'
                   AND effective_date IS NOT NULL
                 ORDER BY effective_date DESC, id DESC
                 LIMIT %s
                """,
                self.id,
                self.company_id.id,
                LAST_ORDERS,
            )
        )
        if not orders:
            return float(self.company_id.distributor_restock_lead_days)
        seconds = sum(
            max(0.0, (delivered - ordered).total_seconds())
            for ordered, delivered in orders
        )
        # the formula is shown with this number, so it counts with it too
        return round(seconds / len(orders) / SECONDS_A_DAY, 1)
