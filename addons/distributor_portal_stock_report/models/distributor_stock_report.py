# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.distributor_portal_order.engine.quantities import MAX_QUANTITY, number

BOUGHT_DAYS = 365
SECONDS_A_DAY = 86400


class DistributorStockReport(models.AbstractModel):
    """What a distributor has on hand, by its counts and by what arrived since."""

    _name = "distributor.stock.report"
    _description = "Stock Report of a Distributor"

    # counting

    def _get_report_domain(self):
        """Return the domain of the products it buys, or counted."""
        self.ensure_one()
        start = fields.Datetime.now() - timedelta(days=BOUGHT_DAYS)
        bought = self.env["sale.order.line"]._read_group(
            [
                ("order_id.distributor_id", "=", self.id),
                ("order_id.date_order", ">=", start),
                ("company_id", "=", self.company_id.id),
                ("state", "=", "sale"),
            ],
            ["product_id"],
        )
        counted = self.env["distributor.stock.count"]._read_group(
            [("distributor_id", "=", self.id), ("date", ">=", start)], ["product_id"]
        )
        ids = [product.id for [product] in bought + counted]
        return Domain("id", "in", ids) & Domain("type", "=", "consu")

    def _count_stock(self, user, quantities, key):
        """Keep what a distributor counted, once for each key and product.

        The caller has this distributor in sudo, found by the login of the visitor.

        :param quantities: {product id: quantity in its unit}
        :return: distributor.stock.count of what was kept
        :raise UserError: names the product whose quantity cannot be
        """
        self.ensure_one()
        counts = self.env["distributor.stock.count"]
        products = self.env["product.product"].search(
            self._get_report_domain() & Domain("id", "in", list(quantities))
        )
        before = counts.search([("distributor_id", "=", self.id), ("key", "=", key)])
        known = {count.product_id: count.quantity for count in before}
        now = fields.Datetime.now()
        values = []
        for product in products:
            quantity = product.uom_id.round(quantities[product.id])
            if not 0 <= quantity <= MAX_QUANTITY:
                raise UserError(
                    self.env._(
                        "%(product)s: what you have is between 0 and %(most)s.",
                        product=product.display_name,
                        most=MAX_QUANTITY,
                    )
                )
            if product in known:
                self._check_same_count(product, known[product], quantity)
                continue
            values.append(
                {
                    "distributor_id": self.id,
                    "product_id": product.id,
                    "quantity": quantity,
                    "date": now,
                    "user_id": user.id,
                    "key": key,
                }
            )
        return counts.create(values)

    def _check_same_count(self, product, known, quantity):
        """Refuse another quantity from a form that was saved already.

        :raise UserError: names the product and what was saved
        """
        if product.uom_id.compare(known, quantity):
            raise UserError(
                self.env._(
                    "%(product)s was saved with %(known)s before. Save again to make it"
                    " %(quantity)s.",
                    product=product.display_name,
                    known=number(known),
                    quantity=number(quantity),
                )
            )

    def _get_last_counts(self, products):
        """Return {product: its last count}."""
        self.ensure_one()
        groups = self.env["distributor.stock.count"]._read_group(
            [("distributor_id", "=", self.id), ("product_id", "in", products.ids)],
            ["product_id"],
            ["id:max"],
        )
        counts = self.env["distributor.stock.count"].browse(key for _, key in groups)
        return {count.product_id: count for count in counts}

    # what follows from it

    def _get_counted_stock(self):
        """Return what is on hand by the counts of the days that are looked at.

        :return: {product id: dict of on_hand, counted, date, arrived, and of what was
            sold between two counts: rate (a day) and sale (date, opening, received,
            sold)}
        """
        self.ensure_one()
        counts = self._fetch_counts()
        moved = self._fetch_arrivals(counts) if counts else {}
        found = {}
        for product_id, (opening, first, closing, last) in counts.items():
            between, since = moved.get(product_id, (0.0, 0.0))
            found[product_id] = {
                "on_hand": max(0.0, closing + since),
                "counted": closing,
                "date": last,
                "arrived": since,
            }
            sold = opening + between - closing
            days = (last - first).total_seconds() / SECONDS_A_DAY
            # counts that contradict what arrived, or of one day, say nothing
            if days >= 1 and sold >= 0:
                found[product_id] |= {
                    "rate": sold / days,
                    "sale": {
                        "date": first,
                        "opening": opening,
                        "received": between,
                        "sold": sold,
                    },
                }
        return found

    def _fetch_counts(self):
        """Return {product id: (first quantity, its date, last quantity, its date)}."""
        self.env["distributor.stock.count"].flush_model()
        days = self.company_id.distributor_restock_days
        rows = self.env.execute_query(
            SQL(
                """
                SELECT product_id,
                       (ARRAY_AGG(quantity::float ORDER BY date, id))[1], MIN(date),
                       (ARRAY_AGG(quantity::float ORDER BY date DESC, id DESC))[1],
                       MAX(date)
                  FROM distributor_stock_count
                 WHERE distributor_id = %s AND date >= %s
                 GROUP BY product_id
                """,
                self.id,
                fields.Datetime.now() - timedelta(days=days),
            )
        )
        return {product_id: tuple(values) for product_id, *values in rows}

    def _fetch_arrivals(self, counts):
        """Return {product id: (arrived between two counts, arrived since the last)}.

        Arrived is what was received, or shipped as long as nobody said so; what went
        back is taken off.
        """
        for name in ("stock.move", "stock.picking", "sale.order", "sale.order.line"):
            self.env[name].flush_model()
        moment = SQL(
            """
            CASE WHEN going.usage = 'customer'
                 THEN COALESCE(picking.received_date, move.date) ELSE move.date END
            """
        )
        quantity = SQL(
            """
            CASE WHEN going.usage = 'customer'
                 THEN move.product_qty ELSE -move.product_qty END
            """
        )
        rows = self.env.execute_query(
            SQL(
                """
                SELECT count.product,
                       SUM(%(quantity)s) FILTER (
                           WHERE %(moment)s > count.first AND %(moment)s <= count.last
                       ),
                       SUM(%(quantity)s) FILTER (WHERE %(moment)s > count.last)
                  FROM UNNEST(%(products)s, %(firsts)s::timestamp[],
                              %(lasts)s::timestamp[]) AS count (product, first, last)
                  JOIN stock_move AS move ON move.product_id = count.product
                  JOIN sale_order_line AS line ON line.id = move.sale_line_id
                  JOIN sale_order AS o ON o.id = line.order_id
                  JOIN stock_location AS coming ON coming.id = move.location_id
                  JOIN stock_location AS going ON going.id = move.location_dest_id
                  LEFT JOIN stock_picking AS picking ON picking.id = move.picking_id
                 WHERE o.distributor_id = %(distributor)s
                   AND move.state = 'done'
                   AND (coming.usage = 'customer') <> (going.usage = 'customer')
                   AND %(own)s
                 GROUP BY count.product
                """,
                quantity=quantity,
                moment=moment,
                products=list(counts),
                firsts=[first for _opening, first, _closing, _last in counts.values()],
                lasts=[last for _opening, _first, _closing, last in counts.values()],
                distributor=self.id,
                own=self._get_arrival_condition(),
            )
        )
        return {
            product_id: (float(between or 0.0), float(since or 0.0))
            for product_id, between, since in rows
        }

    def _get_arrival_condition(self):
        """Return the condition (SQL) that goods of order ``o`` come to it, not on."""
        if "is_dropship" in self.env["sale.order"]._fields:
            return SQL("o.is_dropship IS NOT TRUE")
        return SQL("TRUE")
