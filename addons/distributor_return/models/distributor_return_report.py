# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.tools import SQL

# What was delivered of each line of a distributor's order, and what came back of it or
# was credited without coming back.
QUERY = """
    SELECT line.id, sale.company_id, sale.distributor_id, line.product_id,
           product.product_tmpl_id, template.categ_id,
           sale.date_order::date AS date,
           line.qty_delivered + COALESCE(back.quantity, 0) AS delivered,
           COALESCE(back.quantity, 0) AS returned,
           100.0 * COALESCE(back.quantity, 0)
           / (line.qty_delivered + COALESCE(back.quantity, 0)) AS rate
      FROM sale_order_line AS line
      JOIN sale_order AS sale ON sale.id = line.order_id
      JOIN product_product AS product ON product.id = line.product_id
      JOIN product_template AS template ON template.id = product.product_tmpl_id
 LEFT JOIN (
            SELECT order_line_id,
                   SUM(quantity_received + quantity_written_off) AS quantity
              FROM distributor_return_line
          GROUP BY order_line_id
           ) AS back ON back.order_line_id = line.id
     WHERE sale.distributor_id IS NOT NULL
       AND sale.state = 'sale'
       AND line.qty_delivered + COALESCE(back.quantity, 0) > 0
"""


class DistributorReturnReport(models.Model):
    """How much of what was delivered comes back, by distributor and product."""

    _name = "distributor.return.report"
    _description = "Return Rate"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "product_id"

    company_id = fields.Many2one("res.company", readonly=True)
    distributor_id = fields.Many2one("distributor.distributor", readonly=True)
    product_id = fields.Many2one("product.product", readonly=True)
    product_tmpl_id = fields.Many2one(
        "product.template", "Product Template", readonly=True
    )
    categ_id = fields.Many2one("product.category", "Product Category", readonly=True)
    date = fields.Date("Ordered On", readonly=True)
    delivered = fields.Float(digits="Product Unit", readonly=True)
    returned = fields.Float(digits="Product Unit", readonly=True)
    rate = fields.Float(
        "Return Rate (%)",
        readonly=True,
        digits=(16, 1),
        aggregator="avg",
        help="Of all that was delivered, not the mean of the lines.",
    )

    @property
    def _table_query(self):
        return SQL(QUERY)

    def _read_group_select(self, aggregate_spec, query):
        # a rate of a group is a rate of its sums
        if aggregate_spec == "rate:avg":
            return SQL(
                "100.0 * SUM(%s) / NULLIF(SUM(%s), 0)",
                self._field_to_sql(self._table, "returned", query),
                self._field_to_sql(self._table, "delivered", query),
            )
        return super()._read_group_select(aggregate_spec, query)
