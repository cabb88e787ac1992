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


class DistributorRestock(models.AbstractModel):
    """What a distributor needs, from what it bought and what is on the way to it.

    All products together are read at once: the number of queries does not grow.
    """

    _name = "distributor.restock"
    _description = "Restock of a Distributor"

    def _get_restock_rows(self):
        """Return what may be ordered and has sales, or was ordered lately.

        The caller has this distributor in sudo, found by the login of the visitor.

        :return: list of dict of product, need, proposal and report (of its stock, empty
            if there is none)
        """
        self.ensure_one()
        reported = self._get_reported_stock()
        sold = self._get_restock_sales(reported)
        last = self._get_restock_last()
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

    def _get_restock_sales(self, reported):
        """Return {product id: what was sold in the days that are looked at}.

        What it bought stands for what it sold, once there are two orders of it.
        """
        days = self.company_id.distributor_restock_days
        sales = self._get_restock_bought(fields.Datetime.now() - timedelta(days=days))
        for product_id, report in reported.items():
            if report.get("rate") is not None:
                sales[product_id] = report["rate"] * days
        return sales

    def _get_restock_bought(self, start):
        """Return {product id: delivered less returned} of orders since a moment."""
        groups = self.env["sale.order.line"]._read_group(
            [
                ("order_id.distributor_id", "=", self.id),
                ("order_id.date_order", ">=", start),
                ("company_id", "=", self.company_id.id),
                ("state", "=", "sale"),
                ("product_id.type", "=", "consu"),
                ("qty_delivered", ">", 0),
            ],
            ["product_id", "product_uom_id"],
            ["qty_delivered:sum", "order_id:array_agg"],
        )
        bought, orders = {}, {}
        for product, unit, quantity, ids in groups:
            quantity = unit._compute_quantity(quantity, product.uom_id, round=False)
            bought[product.id] = bought.get(product.id, 0.0) + quantity
            orders.setdefault(product.id, set()).update(ids)
        return {
            product_id: quantity
            for product_id, quantity in bought.items()
            if len(orders[product_id]) >= LEAST_ORDERS
        }

    def _get_restock_last(self):
        """Return {product id: what the newest order that has it had of it}.

        Of the last order, and of those of the days that are looked at.
        """
        last = self._get_last_order()
        if not last:
            return {}
        found = self._fetch_last_orders(last)
        groups = self.env["sale.order.line"]._read_group(
            [
                ("order_id", "in", list(set(found.values()))),
                ("product_id", "in", list(found)),
                ("product_uom_qty", ">", 0),
            ],
            ["order_id", "product_id", "product_uom_id"],
            ["product_uom_qty:sum"],
        )
        quantities = {}
        for order, product, unit, quantity in groups:
            if found[product.id] == order.id:
                known = quantities.get(product.id, 0.0)
                quantities[product.id] = known + unit._compute_quantity(
                    quantity, product.uom_id, round=False
                )
        return quantities

    def _fetch_last_orders(self, last):
        """Return {product id: id of the newest order that has it}.

        :param last: the last order; older ones are looked at for some days only
        """
        now, days = fields.Datetime.now(), self.company_id.distributor_restock_days
        self.env["sale.order"].flush_model(["date_order", "state", "distributor_id"])
        self.env["sale.order.line"].flush_model(["product_id", "product_uom_qty"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT ON (line.product_id) line.product_id, line.order_id
                  FROM sale_order_line AS line
                  JOIN sale_order AS o ON o.id = line.order_id
                  JOIN product_product AS product ON product.id = line.product_id
                  JOIN product_template AS template
                    ON template.id = product.product_tmpl_id
                 WHERE o.distributor_id = %(distributor)s
                   AND o.company_id = %(company)s
                   AND o.state = 'sale'
                   AND o.date_order <= %(now)s
                   AND (o.date_order >= %(start)s OR o.id = %(last)s)
                   AND template.type = 'consu'
                   AND line.product_uom_qty > 0
                 ORDER BY line.product_id, o.date_order DESC, o.id DESC
                """,
                distributor=self.id,
                company=self.company_id.id,
                now=now,
                start=now - timedelta(days=days),
                last=last.id,
            )
        )
        return dict(rows)

    def _get_restock_on_way(self):
        """Return {product id: confirmed and not yet delivered}.

        Only lines of which something still has to move: what was dropped from an order
        does not come, and what comes back is not on its way.
        """
        moves = self.env["stock.move"]
        waiting = moves._read_group(
            [
                ("sale_line_id.order_id.distributor_id", "=", self.id),
                ("sale_line_id.state", "=", "sale"),
                ("company_id", "=", self.company_id.id),
                ("state", "not in", ("done", "cancel")),
                ("location_id.usage", "!=", "customer"),
            ],
            [],
            ["sale_line_id:recordset"],
        )
        [[lines]] = waiting
        # of lines that are wide, no more than what is asked for
        lines.fetch(["product_id", "product_uom_id", "product_uom_qty"])
        shipped = dict(
            moves._read_group(
                [
                    ("sale_line_id", "in", lines.ids),
                    ("state", "=", "done"),
                    ("location_dest_id.usage", "=", "customer"),
                ],
                ["sale_line_id"],
                ["product_qty:sum"],
            )
        )
        on_way = {}
        for line in lines:
            product = line.product_id
            ordered = line.product_uom_id._compute_quantity(
                line.product_uom_qty, product.uom_id, round=False
            )
            coming = max(0.0, ordered - shipped.get(line, 0.0))
            on_way[product.id] = on_way.get(product.id, 0.0) + coming
        return on_way

    def _get_restock_lead_days(self):
        """Return the average days from confirmation to delivery of its last orders."""
        orders = self.env["sale.order"].search_fetch(
            [
                ("distributor_id", "=", self.id),
                ("company_id", "=", self.company_id.id),
                ("state", "=", "sale"),
                ("effective_date", "!=", False),
            ],
            ["date_order", "effective_date"],
            order="effective_date desc, id desc",
            limit=LAST_ORDERS,
        )
        if not orders:
            return float(self.company_id.distributor_restock_lead_days)
        seconds = sum(
            max(0.0, (order.effective_date - order.date_order).total_seconds())
            for order in orders
        )
        # the formula is shown with this number, so it counts with it too
        return round(seconds / len(orders) / SECONDS_A_DAY, 1)
