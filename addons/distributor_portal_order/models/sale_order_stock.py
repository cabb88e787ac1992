# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL


class SaleOrderStock(models.AbstractModel):
    """What is ordered in the portal is compared with what is free in stock."""

    _name = "sale.order.stock"
    _description = "Stock for an Order of the Portal"

    def _get_stock_orders(self):
        """Return those that may not take more than what is free. Call it in sudo."""
        return self.filtered(
            lambda order: order.portal_order_key
            and order.distributor_id
            and not order.historic_date
            and order.distributor_id._get_exception_policy("stock") != "allow"
        )

    def _find_shortages(self):
        """Return {line: what is free for it} of lines that want more than that.

        Lines of one product share what is free in a warehouse, the first one first;
        orders do not. It takes as many queries for many lines as for one.
        """
        lines = self.order_line.filtered(lambda line: line._takes_stock())
        free = {
            warehouse: some.product_id._origin._get_free_quantities(warehouse)
            for warehouse, some in lines.grouped("warehouse_id").items()
        }
        short, taken = {}, {}
        for line in lines:
            product = line.product_id._origin
            key = (line.order_id, line.warehouse_id, product)
            rest = free[line.warehouse_id][product.id] - taken.get(key, 0.0)
            wanted = line._get_stock_quantity()
            if product.uom_id.compare(wanted, rest) > 0:
                short[line] = max(0.0, rest)
            taken[key] = taken.get(key, 0.0) + wanted
        return short

    def _find_stock_exceptions(self):
        """Return {order: lines that want more than what is free}. Call it in sudo."""
        found = {}
        orders = self._get_stock_orders()
        for line in orders._find_shortages() if orders else ():
            order = line.order_id
            found[order] = found.get(order, line.browse()) | line
        return found

    def _lock_stock(self):
        """Take the rows on which all that takes of the same goods meets.

        One, the oldest, for each product and warehouse. They are changed, not only
        locked: whoever comes second with an older view of the stock fails with a
        serialization error, and Odoo runs the request again.
        """
        lines = self.order_line.filtered(lambda line: line._takes_stock())
        if not lines:
            return
        self.env["stock.quant"].flush_model()
        self.env.execute_query(
            SQL(
                """
                WITH row AS (
                    SELECT q.id
                      FROM stock_quant AS q
                     WHERE q.id IN (
                               SELECT MIN(s.id)
                                 FROM stock_quant AS s
                                 JOIN stock_location AS l ON l.id = s.location_id
                                WHERE s.product_id = ANY(%(products)s)
                                  AND l.warehouse_id = ANY(%(warehouses)s)
                                  AND l.usage = 'internal'
                                GROUP BY s.product_id, l.warehouse_id
                           )
                     ORDER BY q.id
                       FOR NO KEY UPDATE OF q
                )
                UPDATE stock_quant AS q SET company_id = q.company_id
                  FROM row WHERE q.id = row.id RETURNING q.id
                """,
                products=lines.product_id.ids,
                warehouses=lines.warehouse_id.ids,
            )
        )

    def _check_shared_stock(self):
        """Refuse orders confirmed in one go that together take more than there is.

        :raise UserError: names the orders and the products
        """
        # what the brand approved to deliver later is none of it
        strict = self.filtered(
            lambda order: "stock" not in order.exception_ids.mapped("kind")
        )
        lines = strict.order_line.filtered(lambda line: line._takes_stock())
        for warehouse, some in lines.grouped("warehouse_id").items():
            free = some.product_id._get_free_quantities(warehouse)
            for product, wanting in some.grouped("product_id").items():
                wanted = sum(line._get_stock_quantity() for line in wanting)
                if product.uom_id.compare(wanted, free[product.id]) > 0:
                    raise UserError(
                        self.env._(
                            "%(orders)s together take more of %(product)s than what is"
                            " free in stock. Confirm them one by one.",
                            orders=", ".join(wanting.order_id.mapped("name")),
                            product=product.display_name,
                        )
                    )
